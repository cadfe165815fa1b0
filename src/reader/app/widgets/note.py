"""A sentence or a few beside what is read, in lists and dialogs: their lines are broken as an article's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from reader.app.widgets.still import Still
from reader.typeset.breaking import break_lines
from reader.typeset.widths import width

if TYPE_CHECKING:
    from textual.geometry import Size


class Note(Still):
    """Text without markup; each line of it is a paragraph."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def update(self, text: str) -> None:
        """Say something else. The screen is laid out anew only when that takes another number of lines, or cells."""
        before = self._extent()
        self._text = text
        self.refresh(layout=before != self._extent())

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 (Textual's)
        """Return the cells of the longest paragraph."""
        return self._cells()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's)
        """Return how many lines there are."""
        return len(self._broken(width))

    def render(self) -> Text:
        """Draw the lines."""
        return Text("\n".join(self._broken(self.size.width)), no_wrap=True, overflow="crop", end="")

    def _extent(self) -> tuple[int, int]:
        return len(self._broken(self.size.width)), self._cells() if self.styles.is_auto_width else 0

    def _cells(self) -> int:
        return max(map(width, self._text.split("\n")))

    def _broken(self, cells: int) -> list[str]:
        return [
            paragraph[start:end]
            for paragraph in self._text.split("\n")
            for start, end in (break_lines(paragraph, max(1, cells)) if paragraph else [(0, 0)])
        ]
