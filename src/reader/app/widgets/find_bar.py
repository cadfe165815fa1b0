"""The line at the foot of the screen in which one types what to find in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from reader.app.widgets.box import Box
from reader.app.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.language import Language


class FindBar(Horizontal):
    """A word before the box, the box, and how many there are."""

    def __init__(self, language: Language) -> None:
        super().__init__(id="finding")
        self.language = language

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Note(self.language.text("find.label"), id="find-label")
        yield Box(placeholder=self.language.text("find.placeholder"), id="find")
        yield Note(id="find-count")

    @property
    def box(self) -> Box:
        """Where one types."""
        return self.query_one("#find", Box)

    def tell(self, count: str) -> None:
        """Say how many there are."""
        self.query_one("#find-count", Note).update(count)
