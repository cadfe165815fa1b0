"""Tables with their columns aligned by cells; where they are too wide, long cells are broken within their column.

Where even that has no room, each row is set as lines of its own.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.formats.inline import plain
from reader.formats.spaced import cell_spans, is_rule_row
from reader.lazy import LazyPattern
from reader.model import Role, SourceText
from reader.typeset.ambiguous import drawn
from reader.typeset.breaking import break_lines
from reader.typeset.lines import Line
from reader.typeset.sideways import GUTTER, column_room
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Block

_CELL = LazyPattern(r"(?:[^|\\]|\\.)+")
_DELIMITER_ROW = LazyPattern(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"  # GitHub's
    r"|[ \t]*\+[-=+]{2,}\+[ \t]*$"  # of a grid
)
MAX_COLUMNS = 64  # of a table that may be wider than the measure
INSET = 2  # cells by which the cells of a row stand in below its first one
MIN_CELL = 8  # cells of a column that is narrower than its text


def set_table(number: int, block: Block, measure: int, *, sideways: bool = False) -> Iterator[Line]:
    """Yield the rows of a table (GitHub's pipes, a grid, or cells that stand apart), its columns aligned.

    A thin rule stands where a line is drawn between two rows. A table wider than ``measure`` has its long cells broken
    within their columns, and where that would leave shreds each row is set as lines of its own, a cell a line; with
    ``sideways`` only cells that no window could show whole are broken, and its lines are as long as they are.
    """
    rows = [(row, _cells(row, markup=block.markup)) for row in _rows(block.text)]
    columns = max((len(cells) for _, cells in rows), default=0)
    gutters = GUTTER * max(0, columns - 1)
    widths = (
        [0] * columns if gutters <= measure or (sideways and columns <= MAX_COLUMNS) else []
    )  # one row of a thousand cells must not widen all the others
    for _, cells in rows if widths else ():
        for at, cell in enumerate(cells):
            widths[at] = max(widths[at], width(cell.string))
    wide = sideways and sum(widths) + gutters > measure
    if wide and widths:
        others = column_room(min(widths[0], measure), measure)
        fitted = [min(each, others if at else measure) for at, each in enumerate(widths)]
    else:
        fitted = _fitted(widths, measure - gutters) if widths else []
    if not fitted:
        yield from _records(number, rows, measure)
        return
    total = sum(fitted) + gutters
    edges = tuple(accumulate((each + GUTTER for each in fitted), initial=0)) if wide and total > measure else ()
    alignment = _alignment([row.string for row, _ in rows])
    for row, cells in rows:
        if _is_delimiter(row.string):
            line = SourceText(drawn().rule * total, ((0, row.start),))
            yield Line(Role.RULE, line, block=number, edges=edges)
        else:
            for line in _row_lines(cells, fitted, alignment):
                yield Line(Role.TABLE, line, block=number, edges=edges)


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


def _row_lines(cells: list[SourceText], widths: list[int], alignment: str = "") -> Iterator[SourceText]:
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
            alignment,
        )


def _alignment(rows: list[str]) -> str:
    """Return how each column is aligned, a letter each (``l``, ``r``, ``c``), as the line under the heading says."""
    if len(rows) < 2 or "|" not in rows[1] or not _DELIMITER_ROW.match(rows[1]):
        return ""
    marks = (each.strip() for each in rows[1].strip().strip("|").split("|"))
    return "".join("lr"[mark.endswith(":")] if not mark.startswith(":") else "lc"[mark.endswith(":")] for mark in marks)


def _records(number: int, rows: list[tuple[SourceText, list[SourceText]]], measure: int) -> Iterator[Line]:
    """Yield the rows of a table too wide for columns one below the other: a line a cell, behind its column's name."""
    headed = len(rows) > 2 and bool(_alignment([row.string for row, _ in rows[:2]]) or _is_grid(rows[0][0].string))
    filled = [cells for _, cells in rows if cells]
    names = filled.pop(0) if headed and len(filled) > 1 else []
    longest = max((width(name.string) for name in names), default=0)
    first, room = min(longest + INSET, (measure - GUTTER) // 2), measure
    if names:
        room = measure - first - GUTTER
    for count, cells in enumerate(filled):
        if count:
            yield Line(Role.TABLE, block=number)
        for at, cell in enumerate(cells):
            inset = INSET if at else 0
            if not names:
                yield from (
                    Line(Role.TABLE, line, inset, block=number) for line in _row_lines([cell], [measure - inset])
                )
                continue
            name = names[at] if at < len(names) else cell.slice(0, 0)
            if count:  # a long name is told once
                name = name.slice(0, next(iter(break_lines(name.string, first - inset)), (0, 0))[1])
            for line in _row_lines([name, cell], [first - inset, room]):
                yield Line(Role.TABLE, line, inset, block=number)


def _is_grid(row: str) -> bool:
    return row.lstrip().startswith("+")


def _rows(text: SourceText) -> Iterator[SourceText]:
    at = 0
    for end in [match.start() for match in re.finditer("\n", text.string)] + [len(text)]:
        if text.string[at:end].strip():
            yield text.slice(at, end)
        at = end + 1


def _is_delimiter(row: str) -> bool:
    return _DELIMITER_ROW.match(row) is not None or is_rule_row(row)


def _cells(row: SourceText, *, markup: bool) -> list[SourceText]:
    if _is_delimiter(row.string):
        return []
    if "|" not in row.string:
        return [row.slice(*span) for span in cell_spans(row.string)]
    stripped = row.strip()
    inner = stripped.strip("|") if stripped.string.startswith("|") else stripped
    return [plain(inner.slice(*match.span()).strip(), markup=markup) for match in _CELL.finditer(inner.string)]


def _aligned(cells: list[SourceText], widths: list[int], alignment: str) -> SourceText:
    """Return one row with each cell padded to its column; padding points at its cell's beginning or end."""
    parts: list[SourceText] = []
    for at, cell in enumerate(cells):
        free = widths[at] - width(cell.string)
        before = {"r": free, "c": free // 2}.get(alignment[at : at + 1], 0)
        parts.append(SourceText(" " * before, ((0, cell.start),)))
        parts.append(SourceText(cell.string.replace("\t", " "), cell.anchors))
        if at + 1 < len(cells):
            parts.append(SourceText(" " * (free - before + GUTTER), ((0, cell.source_offset(len(cell))),)))
    return SourceText.concat(parts)
