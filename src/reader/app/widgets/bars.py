"""The two thin lines of chrome: what paper this is, and where in it one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from reader.actions import ACTIONS
from reader.typeset.widths import fit, width

if TYPE_CHECKING:
    from reader.language import Language

GAP = 3  # cells between two hints


def _action_link(name: str) -> Style:
    """Return a style that runs an action when it is clicked."""
    return Style(meta={"@click": f"screen.do('{name}')"})


class TopBar(Widget):
    """Publication, date and page of what is read; where the search is."""

    heading: reactive[str] = reactive("")

    def __init__(self, language: Language) -> None:
        super().__init__(id="top")
        self.language = language

    def render(self) -> Text:
        """Draw the line."""
        search = f"/ {self.language.text('bar.search')}"
        cells = self.size.width - 2
        left = fit(self.heading, max(0, cells - width(search) - 2))
        text = Text(" " + left, no_wrap=True, overflow="crop", end="")
        text.append(" " * max(1, cells - width(left) - width(search)))
        text.append(search, _action_link("search"))
        return text


class BottomBar(Widget):
    """Where in the paper one stands, what is going on, and the main keys."""

    status: reactive[str] = reactive("")

    def __init__(self, language: Language) -> None:
        super().__init__(id="bottom")
        self.language = language

    def render(self) -> Text:
        """Draw the line: the status first, then as many hints as fit."""
        cells = self.size.width - 2
        left = fit(self.status, cells)
        text = Text(" " + left, no_wrap=True, overflow="crop", end="")
        hints = self._hints(cells - width(left) - GAP)
        used = sum(width(key) + 1 + width(label) for _, key, label in hints) + GAP * max(0, len(hints) - 1)
        text.append(" " * max(1, cells - width(left) - used))
        for number, (name, key, label) in enumerate(hints):
            if number:
                text.append(" " * GAP)
            text.append(key, _action_link(name) + Style(bold=True))
            text.append(" " + label, _action_link(name))
        return text

    def _hints(self, room: int) -> list[tuple[str, str, str]]:
        """Return the hints that fit, help and quit before all others, in the order of the list of actions."""
        hinted = [action for action in ACTIONS if action.hint]
        order = sorted(hinted, key=lambda action: action.name not in {"help", "search"})
        chosen = []
        for action in order:
            hint = (action.name, action.shown_key, self.language.text(f"hint.{action.name}"))
            need = width(hint[1]) + 1 + width(hint[2]) + GAP
            if need <= room:
                chosen.append(hint)
                room -= need
        names = [action.name for action in hinted]
        return sorted(chosen, key=lambda hint: names.index(hint[0]))
