"""Tables with their columns aligned by cells. One that is too wide keeps its lines as they are, broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.lazy import LazyPattern
from reader.model import Role, SourceText
from reader.typeset.breaking import break_lines
from reader.typeset.lines import Line
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Block

_CELL = LazyPattern(r"(?:[^|\\]|\\.)+")
_DELIMITER_ROW = LazyPattern(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
GUTTER = 2  # cells between two columns


def set_table(number: int, block: Block, measure: int) -> Iterator[Line]:
    """Yield the rows of a table (GitHub's pipes), its columns aligned, a thin rule under the head."""
    rows = [(row, _cells(row)) for row in _rows(block.text)]
    columns = max((len(cells) for _, cells in rows), default=0)
    gutters = GUTTER * max(0, columns - 1)
    widths = [0] * columns if gutters <= measure else []  # one row of a thousand cells must not widen all the others
    for _, cells in rows if widths else ():
        for at, cell in enumerate(cells):
            widths[at] = max(widths[at], width(cell.string))
    total = sum(widths) + gutters
    if total > measure or not columns:
        yield from _as_lines(number, block, measure)
        return
    for row, cells in rows:
        if _DELIMITER_ROW.match(row.string):
            yield Line(Role.RULE, SourceText("─" * total, ((0, row.start),)), block=number)
        else:
            yield Line(Role.TABLE, _aligned(cells, widths), block=number)


def _rows(text: SourceText) -> Iterator[SourceText]:
    at = 0
    for end in [match.start() for match in re.finditer("\n", text.string)] + [len(text)]:
        if text.string[at:end].strip():
            yield text.slice(at, end)
        at = end + 1


def _cells(row: SourceText) -> list[SourceText]:
    if _DELIMITER_ROW.match(row.string):
        return []
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
