"""A stretch of a file as stored to lines of the measure: nothing but long lines broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import SourceText
from reader.typeset.breaking import break_lines
from reader.typeset.lines import BLANK, EMPTY, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.page.stored import Stored


def set_stored(stored: Stored, measure: int) -> Iterator[Line]:
    """Yield the lines of a file's stretch, each on as many lines of ``measure`` cells as it needs."""
    rest = EMPTY
    for piece, ends in stored.pieces():
        text = SourceText.concat([rest, piece])
        text = SourceText(text.string.replace("\t", " "), text.anchors)
        *full, last = list(break_lines(text.string, measure)) or [(0, 0)]
        for start, end in full:
            yield Line(text=text.slice(start, end), block=0)
        # What is left of a piece may be too little for a line: the next one goes on from there.
        rest = text.slice(last[0], len(text))
        if ends:
            yield Line(text=text.slice(*last), block=0) if last[1] > last[0] else BLANK
            rest = EMPTY
