"""A stretch of a file as stored to lines of the measure: nothing but long lines broken."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reader.model import SourceText
from reader.typeset.breaking import break_lines
from reader.typeset.lines import BLANK, EMPTY, Line
from reader.typeset.stretches import all_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.page.stored import Stored


STRETCH = 32  # lines of a stretch at least, where there are as many


def set_stored(stored: Stored, measure: int) -> Iterator[Line]:
    """Yield the lines of a file's stretch, each on as many lines of ``measure`` cells as it needs."""
    return all_lines(StoredStretches(stored, measure))


class StoredStretches:
    """A file's stretch as stored: some lines at a time."""

    def __init__(self, stored: Stored, measure: int) -> None:
        self._stored, self._measure = stored, measure
        self._begins = array("I", [stored.span.start])  # the source offset at which each begins

    def stretch(self, number: int) -> Iterator[Line] | None:
        """See Stretches."""
        begin = self._begins[number]
        return self._lines(number, begin) if begin < self._stored.span.end else None

    def _lines(self, number: int, begin: int) -> Iterator[Line]:
        rest, following, count = EMPTY, begin, 0
        for piece, ends, end in self._stored.pieces(begin):
            text = SourceText.concat([rest, piece])
            text = SourceText(text.string.replace("\t", " "), text.anchors)
            *full, last = list(break_lines(text.string, self._measure)) or [(0, 0)]
            for start, stop in full:
                yield Line(text=text.slice(start, stop), block=0)
            # What is left of a piece may be too little for a line: the next one goes on from there.
            rest = text.slice(last[0], len(text))
            if ends:
                yield Line(text=text.slice(*last), block=0) if last[1] > last[0] else BLANK
                rest = EMPTY
            following = rest.start if rest else end
            count += len(full) + ends
            if count >= STRETCH:
                break
        if number + 1 == len(self._begins):
            self._begins.append(following)
