"""Lines of an article that are set when they are needed: at once what is seen, the rest while nobody waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.lines import Line

_CHECK_EVERY = 32  # lines between two looks at the clock


class LazyLines:
    """A list of lines that grows from an iterator."""

    def __init__(self, source: Iterator[Line]) -> None:
        self.lines: list[Line] = []
        self._source = source
        self.done = False
        self._sought: int | None = None  # the offset asked for last, how far it was looked for, the nearest before it
        self._looked = 0
        self._nearest: tuple[int, int] | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def reach(self, count: int) -> None:
        """Set lines until there are ``count`` of them, or no more."""
        while len(self.lines) < count and not self.done:
            self._one()

    def work(self, seconds: float) -> None:
        """Set lines for about so many seconds."""
        end = time.perf_counter() + seconds
        while not self.done:
            for _ in range(_CHECK_EVERY):
                self._one()
            if time.perf_counter() > end:
                return

    def _one(self) -> None:
        line = next(self._source, None)
        if line is None:
            self.done = True
        else:
            self.lines.append(line)

    def find(self, offset: int) -> int | None:
        """Return the number of the line on which the character at source ``offset`` stands, among those set."""
        if offset != self._sought:
            self._sought, self._looked, self._nearest = offset, 0, None
        for number in range(self._looked, len(self.lines)):
            line = self.lines[number]
            for piece in (line, *line.beside) if line.beside else (line,):
                if self._stands(piece, offset, number):
                    return number
        self._looked = len(self.lines)
        return self._nearest[1] if self._nearest and self.done else None

    def _stands(self, line: Line, offset: int, number: int) -> bool:
        """Return whether the character at ``offset`` stands on ``line``; else note how near to it the line is."""
        if line.block < 0:
            return False
        for span in line.text.spans():
            if span.start <= offset < span.end:
                return True
            # White space at a line's end stands on no line: the nearest line before it will do.
            if span.end <= offset and (self._nearest is None or span.end > self._nearest[0]):
                self._nearest = (span.end, number)
        return False
