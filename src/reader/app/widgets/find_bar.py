"""The line at the foot of the screen in which one types what to find in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from reader.app.widgets.box import Box

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
        yield Static(self.language.text("find.label"), id="find-label", markup=False)
        yield Box(placeholder=self.language.text("find.placeholder"), id="find")
        yield Static(id="find-count", markup=False)

    @property
    def box(self) -> Box:
        """Where one types."""
        return self.query_one("#find", Box)

    def tell(self, count: str) -> None:
        """Say how many there are."""
        self.query_one("#find-count", Static).update(count)
