"""What is set stretch by stretch: each can be set again and comes out the same, so that its lines need not be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.typeset.lines import Line


class Stretches(Protocol):
    """Anything that is set stretch by stretch."""

    def stretch(self, number: int) -> Iterator[Line] | None:
        """Return the lines of a stretch, from 0; None where there is none any more.

        All stretches before it have been set to their ends at least once.
        """


class AtOnce:
    """Lines that are one stretch, and kept."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._lines = tuple(lines)

    def stretch(self, number: int) -> Iterator[Line] | None:
        """See Stretches."""
        return None if number else iter(self._lines)


def all_lines(stretches: Stretches) -> Iterator[Line]:
    """Yield the lines of all stretches, one by one."""
    number = 0
    while (lines := stretches.stretch(number)) is not None:
        yield from lines
        number += 1
