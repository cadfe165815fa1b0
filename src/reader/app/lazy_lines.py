"""Lines of an article that are set when they are needed: at once what is seen, the rest while nobody waits.

Of a stretch that was set there stays how many lines it has, and where in the source they stand. Its lines are set again
when they are looked at: those of a long article would take fifty times the memory of its text.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Span
    from reader.typeset.lines import Line
    from reader.typeset.stretches import Stretches

KEPT = 600  # lines, of the stretches that were looked at last
LONG = 2000  # lines of a stretch that is kept: to set it again would be felt
_STEP = 0.01  # seconds between two looks for a place
_CHECK_EVERY = 32  # lines between two looks at the clock
_NOWHERE = (1 << 32) - 1  # where a stretch begins that holds no text


class LazyLines:
    """Lines that are set one stretch after the other."""

    def __init__(self, stretches: Stretches) -> None:
        self.done = False
        self._stretches = stretches
        self._ends = array("I")  # the row behind each stretch that is set to its end
        self._firsts, self._lasts = array("I"), array("I")  # between which source offsets its text stands
        self._characters = array("I")  # how many stand on its lines
        self._open: list[Line] = []  # lines of the stretch that is being set
        self._source = stretches.stretch(0)
        self._kept: OrderedDict[int, Sequence[Line]] = OrderedDict()
        self._kept_lines = 0
        self._sought: int | None = None  # the offset asked for last
        self._looked = (0, 0)  # how many stretches were looked at for it, and rows of the next

    def __len__(self) -> int:
        return self._closed + len(self._open)

    @property
    def _closed(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, row: int) -> Line:
        if not 0 <= row < len(self):
            raise IndexError(row)
        number = self.stretch_at(row)
        return self.stretch(number)[row - self.first_row(number)]

    def __iter__(self) -> Iterator[Line]:
        for number in range(self.stretch_count):
            yield from self.stretch(number)

    # -- setting -----------------------------------------------------------------------------------------------

    def reach(self, count: int) -> None:
        """Set lines until there are ``count`` of them, or no more."""
        while len(self) < count and not self.done:
            self._one(wanted=True)

    def work(self, seconds: float) -> None:
        """Set lines for about so many seconds."""
        end = time.perf_counter() + seconds
        while not self.done:
            for _ in range(_CHECK_EVERY):
                self._one(wanted=False)
            if time.perf_counter() > end:
                return

    def seek(self, offset: int | None, seconds: float) -> None:
        """Set lines until the character at source ``offset`` stands on one, but no longer than so many seconds."""
        end = time.perf_counter() + seconds
        while offset is not None and not self.done and self.find(offset) is None:
            left = end - time.perf_counter()
            if left <= 0:
                return
            self.work(min(left, _STEP))

    def _one(self, *, wanted: bool) -> None:
        """Set one line more; of one that is ``wanted`` the stretch will be looked at."""
        while self._source is not None:
            line = next(self._source, None)
            if line is not None:
                self._open.append(line)
                return
            self._close(wanted=wanted)
            self._source = self._stretches.stretch(len(self._ends))
        self.done = True

    def _close(self, *, wanted: bool) -> None:
        """Note what is to be known of the stretch that has come to its end."""
        first, last, characters = _NOWHERE, 0, 0
        for row in self._open:
            for line in (row, *row.beside) if row.beside else (row,):
                text = line.text
                length = len(text.string)
                if line.block < 0 or not length:
                    continue
                characters += length
                if len(text.anchors) == 1:  # as most are: told without making a value for it
                    at, offset = text.anchors[0]
                    first, last = min(first, offset - at), max(last, offset - at + length)
                else:
                    spans = text.spans()
                    first = min(first, *(span.start for span in spans))
                    last = max(last, *(span.end for span in spans))
        number, lines = len(self._ends), self._open
        self._ends.append(self._closed + len(lines))
        self._firsts.append(first)
        self._lasts.append(last)
        self._characters.append(characters)
        self._open = []
        if wanted or len(lines) > LONG or self._kept_lines + len(lines) <= KEPT:
            self._keep(number, lines)

    def _keep(self, number: int, lines: Sequence[Line]) -> None:
        """Keep the lines of a stretch, and let go of those that were looked at longest ago.

        Long ones stay, and count for nothing; so do the last two: they may meet in the window.
        """
        self._kept[number] = lines
        self._kept_lines += len(lines) if len(lines) <= LONG else 0
        for old in list(self._kept)[:-2] if self._kept_lines > KEPT else ():
            if self._kept_lines <= KEPT:
                break
            if len(self._kept[old]) <= LONG:
                self._kept_lines -= len(self._kept.pop(old))

    # -- stretches ---------------------------------------------------------------------------------------------

    @property
    def closed_count(self) -> int:
        """How many stretches are set to their ends."""
        return len(self._ends)

    @property
    def stretch_count(self) -> int:
        """How many stretches have lines by now; the last of them may still be growing."""
        return len(self._ends) + bool(self._open)

    def stretch_at(self, row: int) -> int:
        """Return the number of the stretch in which a row stands."""
        return bisect_right(self._ends, row)

    def first_row(self, number: int) -> int:
        """Return the first row of a stretch."""
        return self._ends[number - 1] if number else 0

    def stretch(self, number: int) -> Sequence[Line]:
        """Return the lines of a stretch, as far as they are set."""
        if number >= len(self._ends):
            return self._open
        lines = self._kept.get(number)
        if lines is None:
            lines = self.set_again(number)
            self._keep(number, lines)
        self._kept.move_to_end(number)
        return lines

    def set_again(self, number: int) -> Sequence[Line]:
        """Return the lines of a stretch that was set to its end, without keeping them. Any thread may ask."""
        return list(self._stretches.stretch(number) or ())

    def characters(self, first: int, last: int) -> int:
        """Return how many characters stand on the lines of some stretches that were set to their ends."""
        return sum(self._characters[first:last])

    # -- finding -----------------------------------------------------------------------------------------------

    def find(self, offset: int) -> int | None:
        """Return the number of the line on which the character at source ``offset`` stands, among those set.

        White space at a line's end stands on no line: once all is set, the nearest line before it will do.
        """
        if offset != self._sought:
            self._sought, self._looked = offset, (0, 0)
        looked, rows = self._looked
        for number in range(looked, self.stretch_count):
            if number >= len(self._ends) or self._firsts[number] <= offset < self._lasts[number]:
                lines = self.stretch(number)
                for at in range(rows if number == looked else 0, len(lines)):
                    if any(span.start <= offset < span.end for span in _spans(lines[at])):
                        return self.first_row(number) + at
        self._looked = len(self._ends), len(self._open)
        return self._nearest(offset) if self.done else None

    def _nearest(self, offset: int) -> int | None:
        """Return the line whose end is the nearest before ``offset``; of those that end at one place the first."""
        places = list(zip(self._firsts, self._lasts, strict=True))
        # Of stretches that end before it the one that ends last, and those that begin before it and end after it.
        best = max((last for first, last in places if first < last <= offset), default=-1)
        nearest, found, known = -1, None, False
        for number, (first, last) in enumerate(places):
            known, skipped = known or last == best, known and last <= offset
            if first >= offset or last < best or skipped:
                continue
            for at, row in enumerate(self.stretch(number)):
                for span in _spans(row):
                    if nearest < span.end <= offset:
                        nearest, found = span.end, self.first_row(number) + at
        return found


def _spans(row: Line) -> Iterator[Span]:
    """Yield where in the source the text on a row stands, also of what stands beside it."""
    for line in (row, *row.beside) if row.beside else (row,):
        if line.block >= 0:
            yield from line.text.spans()
