"""Tables without rules: rows whose cells stand apart by tabs, runs of spaces or full-width spaces."""

from __future__ import annotations

from reader.lazy import LazyPattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import SourceText

MIN_ROWS = 3  # fewer may stand so by chance
MAX_HEADING = 30  # characters of a cell in a row without figures: longer ones are text with wide gaps
_GAP = LazyPattern(r"[ ]*\t[ \t\u3000]*|[ ]{2,}[\t\u3000]*|[ ]?\u3000[ \t\u3000]*")
_FIGURE = LazyPattern(r"[^\w\s]{0,2}\d[\d.,:/%+\-−–—]*[^\s\d]{0,4}$")
_RULE = LazyPattern(r"[ \t]*[-=─━]{3,}(?:[ \t]+[-=─━]{3,})*[ \t]*$")


def cell_spans(line: str) -> list[tuple[int, int]]:
    """Return where the cells of a row begin and end; one for a line without a gap, none for a blank one."""
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    if start >= end:
        return []
    spans = []
    for match in _GAP.finditer(line, start, end):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, end)]


def is_rule_row(line: str) -> bool:
    """Return whether a line is drawn between the rows of a table."""
    return _RULE.match(line) is not None


def table_end(lines: Sequence[SourceText], at: int) -> int:
    """Return the number of the line after the table that begins at line ``at``; ``at`` itself when none does.

    A table is three rows or more of about as many cells, each but the first with a figure in it; a line may be drawn
    between two of them.
    """
    first = _cells(lines[at].string)
    if len(first) < 2 or not (_has_figure(first) or _is_heading(first)):
        return at
    rows, end, following = 1, at + 1, at + 1
    while following < len(lines):
        string = lines[following].string
        if following == end and is_rule_row(string):
            following += 1
            continue
        cells = _cells(string)
        if len(cells) < 2 or abs(len(cells) - len(first)) > 1 or not _has_figure(cells):
            break
        rows, end, following = rows + 1, following + 1, following + 1
    if following == end + 1 and is_rule_row(lines[end].string):
        end += 1  # a line drawn under the last row
    return end if rows >= MIN_ROWS else at


def _cells(line: str) -> list[str]:
    return [line[start:end] for start, end in cell_spans(line)]


def _has_figure(cells: Sequence[str]) -> bool:
    """Return whether a cell is a figure; of two cells the second, for a number may stand before anything."""
    return any(_FIGURE.match(cell) for cell in (cells if len(cells) > 2 else cells[1:]))


def _is_heading(cells: Sequence[str]) -> bool:
    return all(len(cell) <= MAX_HEADING for cell in cells) and cells[-1][-1:] not in ".。！？!?；;，,"
