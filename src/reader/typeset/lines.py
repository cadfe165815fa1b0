"""The value typesetting ends in: a line, what stands on it, and where each of its characters came from."""

from __future__ import annotations

from reader.model import Role, SourceText
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
    on the same row, from left to right; their indent counts from the row's beginning.
    """

    role: Role | None = None
    text: SourceText = EMPTY
    indent: int = 0
    lead: str = ""
    runs: tuple[Run, ...] = ()
    block: int = -1
    beside: tuple[Line, ...] = ()

    @property
    def string(self) -> str:
        """The line as plain characters, its indent as spaces."""
        return (" " * self.indent + self.lead + self.text.string).rstrip()


BLANK = Line()
