"""The one list of what can be done in the reading screen: bindings, bars, palette, help and `reader keys` read it.

Keys are Textual's names. What an action does is written in ``app``; what it is called, in the language catalogues
(``action.NAME``).
"""

from __future__ import annotations

from reader.value import Value

GROUPS = ("read", "move", "search", "take", "view")


class Action(Value):
    """Something a reader can do: its name, its keys (the first is the one shown), its group in the help."""

    name: str
    keys: tuple[str, ...]
    group: str
    hint: bool = False  # shown in the bottom bar where there is room

    @property
    def shown_key(self) -> str:
        """The main key as it is printed on a keyboard."""
        return key_label(self.keys[0])


ACTIONS = (
    Action("line_down", ("j", "down"), "read", hint=True),
    Action("line_up", ("k", "up"), "read"),
    Action("page_down", ("space", "pagedown"), "read", hint=True),
    Action("page_up", ("b", "pageup"), "read"),
    Action("top", ("g", "home"), "read"),
    Action("bottom", ("G", "end"), "read"),
    Action("next_heading", ("right_curly_bracket",), "read"),
    Action("previous_heading", ("left_curly_bracket",), "read"),
    Action("step_right", ("right",), "read"),
    Action("step_left", ("left",), "read"),
    Action("next_article", ("J",), "move", hint=True),
    Action("previous_article", ("K",), "move"),
    Action("next_section", ("right_square_bracket", "right_black_lenticular_bracket"), "move", hint=True),
    Action("previous_section", ("left_square_bracket", "left_black_lenticular_bracket"), "move"),
    Action("nth_section", tuple("123456789"), "move"),
    Action("pick_section", ("s",), "move", hint=True),
    Action("switch_pane", ("tab", "shift+tab"), "move"),
    Action("open", ("enter",), "move"),
    Action("search", ("slash", "fullwidth_solidus"), "search", hint=True),
    Action("order", ("ctrl+o",), "search"),
    Action("keep_search", ("ctrl+s",), "search"),
    Action("find", ("f", "ctrl+f"), "search"),
    Action("find_next", ("n",), "search"),
    Action("find_previous", ("N",), "search"),
    Action("back", ("escape",), "search"),
    Action("export", ("e",), "take", hint=True),
    Action("select", ("v",), "take"),
    Action("copy", ("y",), "take"),
    Action("links", ("l",), "take"),
    Action("as_stored", ("o",), "take"),
    Action("repairs", ("O",), "take"),
    Action("origin", ("i",), "take"),
    Action("problems", ("exclamation_mark", "fullwidth_exclamation_mark"), "take"),
    Action("rescan", ("r",), "take"),
    Action("wider", ("plus", "equals_sign"), "view"),
    Action("narrower", ("minus",), "view"),
    Action("columns", ("c",), "view"),
    Action("theme", ("t",), "view"),
    Action("language", ("L",), "view"),
    Action("help", ("question_mark", "fullwidth_question_mark", "f1"), "view", hint=True),
    Action("palette", ("ctrl+p",), "view"),
    Action("suspend", ("ctrl+z",), "view"),
    Action("quit", ("q", "ctrl+c"), "view", hint=True),
)

_LABELS = {
    "slash": "/", "question_mark": "?", "plus": "+", "equals_sign": "=", "minus": "-", "space": "space",
    "right_curly_bracket": "}", "left_curly_bracket": "{",
    "right_square_bracket": "]", "left_square_bracket": "[", "exclamation_mark": "!", "down": "↓", "up": "↑",
    "right": "→", "left": "←",
    "fullwidth_solidus": "／", "fullwidth_question_mark": "？", "fullwidth_exclamation_mark": "！",
    "right_black_lenticular_bracket": "】", "left_black_lenticular_bracket": "【", "escape": "esc",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "enter": "⏎",
}  # fmt: skip


def key_label(key: str) -> str:
    """Return a key's name as it is printed on a keyboard."""
    return _LABELS.get(key, key.replace("ctrl+", "^"))


def keys_label(action: Action) -> str:
    """Return all keys of ``action`` for a list of keys; a run of digits as its ends."""
    if action.keys == tuple("123456789"):
        return "1–9"
    return " ".join(key_label(key) for key in action.keys)


def action_named(name: str) -> Action:
    """Return the action called ``name``. Raises KeyError."""
    return _BY_NAME[name]


_BY_NAME = {action.name: action for action in ACTIONS}
