"""The two thin lines of chrome: what paper this is, and where in it one stands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from reader.actions import ACTIONS
from reader.app.look import look
from reader.app.widgets.painting import filtered
from reader.app.widgets.still import Still
from reader.typeset.widths import fit, width

if TYPE_CHECKING:
    from textual.geometry import Region

    from reader.language import Language

GAP = 3  # cells between two hints
KEPT_HINTS = 8  # widths for which hints are remembered


class Bar(Still):
    """A line with a text of the screen's on its left, and words on its right that do something when clicked.

    It changes with every key: drawn as Textual draws a text it would take a quarter of the time of the whole picture.
    """

    text: reactive[str] = reactive("")

    def __init__(self, language: Language, *, id: str) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.language = language

    def show(self, text: str) -> None:
        """Show ``text``, in the same picture with what is drawn now."""
        self.text = text
        self._check_refresh()  # private to Textual: what it does itself when nothing else is to be done

    def parts(self, cells: int) -> tuple[str, list[Segment]]:
        """Return what stands on the left and on the right of ``cells`` cells; the left may be too long."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the line."""
        ground, cells = look(self)["bar"], self.size.width - 2
        left, right = self.parts(cells)
        left = fit(left, cells)
        gap = max(1, cells - width(left) - sum(each.cell_length for each in right))
        strip = Strip([Segment(f" {left}{' ' * gap}", ground), *map(self._lit, right)])
        strip = strip.extend_cell_length(self.size.width, ground).crop(crop.x, crop.right)
        return filtered(self, [strip] * crop.height)

    def _lit(self, segment: Segment) -> Segment:
        """Return ``segment`` as it looks when the mouse is over it, if it is."""
        if segment.style is not None and self.highlight_link_id and segment.style.link_id == self.highlight_link_id:
            return Segment(segment.text, segment.style + look(self)["bar.lit"])
        return segment


class TopBar(Bar):
    """Publication, date and page of what is read; where the search is."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, id="top")

    def parts(self, cells: int) -> tuple[str, list[Segment]]:
        """See Bar."""
        search = f"/ {self.language.text('bar.search')}"
        return fit(self.text, max(0, cells - width(search) - 2)), [Segment(search, look(self)["bar"] + _link("search"))]


class BottomBar(Bar):
    """Where in the paper one stands, what is going on, and the main keys."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, id="bottom")

    def parts(self, cells: int) -> tuple[str, list[Segment]]:
        """See Bar. The status comes first, then as many hints as fit."""
        ground, key_look = look(self)["bar"], look(self)["bar.key"]
        right: list[Segment] = []
        for name, key, label in _hints(self.language, cells - width(fit(self.text, cells)) - GAP):
            right += [Segment(" " * GAP, ground)] if right else []
            right += [Segment(key, key_look + _link(name)), Segment(f" {label}", ground + _link(name))]
        return self.text, right


@lru_cache(maxsize=len(ACTIONS))
def _link(name: str) -> Style:
    """Return a style that runs an action when it is clicked: always the same, by which what is clicked is known."""
    return Style(meta={"@click": f"screen.do('{name}')"})


@lru_cache(maxsize=KEPT_HINTS)
def _hints(language: Language, room: int) -> list[tuple[str, str, str]]:
    """Return the hints that fit into ``room`` cells, help and quit before all others, in the order of the actions."""
    hinted = [action for action in ACTIONS if action.hint]
    order = sorted(hinted, key=lambda action: action.name not in {"help", "search"})
    chosen = []
    for action in order:
        hint = (action.name, action.shown_key, language.text(f"hint.{action.name}"))
        need = width(hint[1]) + 1 + width(hint[2]) + GAP
        if need <= room:
            chosen.append(hint)
            room -= need
    names = [action.name for action in hinted]
    return sorted(chosen, key=lambda hint: names.index(hint[0]))
