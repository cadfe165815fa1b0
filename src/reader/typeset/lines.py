"""The value typesetting ends in: a line, what stands on it, and where each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right

from reader.model import Role, SourceText
from reader.typeset.widths import width
from reader.value import Value

EMPTY = SourceText("")


class Run(Value):
    """Characters ``start`` to ``end`` of a line that are set in a style of their own (a mark's name, a role's)."""

    start: int
    end: int
    style: str


class Line(Value):
    """One line of an article as set.

    ``indent`` cells stand empty before ``lead`` (a mark that is no text: a bullet for captions, a quote's bar), then
    ``text``. Each character of ``text`` has its place in the source. ``role`` sets the line's style; ``block`` is the
    number of the article's block it belongs to, -1 for spacing and head matter. ``beside`` are lines of other columns
    on the same row, from left to right; their indent counts from the row's beginning. ``gaps`` are the indices of the
    characters before which a cell stands empty, so that the line has the length of the others. ``edges`` are the
    columns' of a table that is wider than the measure, of which a part is shown (see ``sideways``).
    """

    role: Role | None = None
    text: SourceText = EMPTY
    indent: int = 0
    lead: str = ""
    runs: tuple[Run, ...] = ()
    block: int = -1
    beside: tuple[Line, ...] = ()
    gaps: tuple[int, ...] = ()
    edges: tuple[int, ...] = ()

    @property
    def string(self) -> str:
        """The line as plain characters, its indent as spaces."""
        return (" " * self.indent + self.lead + self.shown).rstrip()

    @property
    def shown(self) -> str:
        """The text with its gaps as spaces."""
        string = self.text.string
        for gap in reversed(self.gaps):
            string = f"{string[:gap]} {string[gap:]}"
        return string

    def shown_index(self, index: int) -> int:
        """Return where a character of the text stands in ``shown``."""
        return index + bisect_right(self.gaps, index)

    @property
    def cells(self) -> int:
        """The cells of the text and its gaps, without what stands before it."""
        return width(self.text.string) + len(self.gaps)


BLANK = Line()
