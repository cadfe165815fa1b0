"""Tables with their columns aligned by cells; where they are too wide, long cells are broken within their column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.formats.spaced import cell_spans, is_rule_row
from reader.lazy import LazyPattern
from reader.model import Role, SourceText
from reader.typeset.ambiguous import drawn
from reader.typeset.breaking import break_lines
from reader.typeset.lines import Line
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Block

_CELL = LazyPattern(r"(?:[^|\\]|\\.)+")
_DELIMITER_ROW = LazyPattern(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"  # GitHub's
    r"|[ \t]*\+[-=+]{2,}\+[ \t]*$"  # of a grid
)
GUTTER = 2  # cells between two columns
MAX_COLUMNS = 64  # of a table that may be wider than the measure
MIN_CELL = 8  # cells of a column that is narrower than its text


def set_table(number: int, block: Block, measure: int, *, sideways: bool = False) -> Iterator[Line]:
    """Yield the rows of a table (GitHub's pipes, a grid, or cells that stand apart), its columns aligned.

    A thin rule stands where a line is drawn between two rows. A table wider than ``measure`` has its long cells broken
    within their columns; with ``sideways`` only those that are wider than the measure by themselves, and its lines are
    as long as they are.
    """
    rows = [(row, _cells(row)) for row in _rows(block.text)]
    columns = max((len(cells) for _, cells in rows), default=0)
    gutters = GUTTER * max(0, columns - 1)
    widths = (
        [0] * columns if gutters <= measure or (sideways and columns <= MAX_COLUMNS) else []
    )  # one row of a thousand cells must not widen all the others
    for _, cells in rows if widths else ():
        for at, cell in enumerate(cells):
            widths[at] = max(widths[at], width(cell.string))
    if sideways:
        fitted = [min(each, measure) for each in widths]
    else:
        fitted = _fitted(widths, measure - gutters) if columns else []
    wide = sum(fitted) + gutters > measure
    if not fitted:
        yield from _as_lines(number, block, measure)
        return
    for row, cells in rows:
        if _is_delimiter(row.string):
            line = SourceText(drawn().rule * (sum(fitted) + gutters), ((0, row.start),))
            yield Line(Role.RULE, line, block=number, sideways=wide)
        else:
            yield from (Line(Role.TABLE, line, block=number, sideways=wide) for line in _row_lines(cells, fitted))


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return the widths of columns that fit into ``room`` cells together; none when that would leave shreds.

    Narrow columns keep theirs, the wide ones share what is left.
    """
    fitted = list(widths)
    left = room
    order = sorted(range(len(widths)), key=widths.__getitem__)
    for number, column in enumerate(order):
        share = left // (len(order) - number)
        if widths[column] > share and share < MIN_CELL:
            return []
        fitted[column] = min(widths[column], share)
        left -= fitted[column]
    return fitted


def _row_lines(cells: list[SourceText], widths: list[int]) -> Iterator[SourceText]:
    """Yield the lines of a row: a cell that is wider than its column goes on below."""
    broken = [
        [cell.slice(*span) for span in break_lines(cell.string.replace("\t", " "), widths[at])] or [cell]
        for at, cell in enumerate(cells)
    ]
    for line in range(max(map(len, broken), default=1)):
        # What is empty stands at its cell's end, so that no line leads to another place.
        yield _aligned(
            [parts[line] if line < len(parts) else parts[-1].slice(len(parts[-1]), len(parts[-1])) for parts in broken],
            widths,
        )


def _rows(text: SourceText) -> Iterator[SourceText]:
    at = 0
    for end in [match.start() for match in re.finditer("\n", text.string)] + [len(text)]:
        if text.string[at:end].strip():
            yield text.slice(at, end)
        at = end + 1


def _is_delimiter(row: str) -> bool:
    return _DELIMITER_ROW.match(row) is not None or is_rule_row(row)


def _cells(row: SourceText) -> list[SourceText]:
    if _is_delimiter(row.string):
        return []
    if "|" not in row.string:
        return [row.slice(*span) for span in cell_spans(row.string)]
    stripped = row.strip()
    inner = stripped.strip("|") if stripped.string.startswith("|") else stripped
    return [inner.slice(*match.span()).strip() for match in _CELL.finditer(inner.string)]


def _aligned(cells: list[SourceText], widths: list[int]) -> SourceText:
    """Return one row with each cell padded to its column; padding points at the end of its cell."""
    parts: list[SourceText] = []
    for at, cell in enumerate(cells):
        parts.append(SourceText(cell.string.replace("\t", " "), cell.anchors))
        if at + 1 < len(cells):
            pad = widths[at] - width(cell.string) + GUTTER
            parts.append(SourceText(" " * pad, ((0, cell.source_offset(len(cell))),)))
    return SourceText.concat(parts)


def _as_lines(number: int, block: Block, measure: int) -> Iterator[Line]:
    for row in _rows(block.text):
        string = row.string.replace("\t", " ")
        for start, end in break_lines(string, measure):
            piece = row.slice(start, end)
            yield Line(Role.TABLE, SourceText(piece.string.replace("\t", " "), piece.anchors), block=number)
