"""Lines of one length, where that leaves no holes: which places of a line are one cell wider.

In Chinese only places that are wide already, or may be: spaces, behind marks whose right half is empty (CLREQ 3.2), and
between Han and Latin; never between two Han characters. A line that has too few of them stays as short as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.widths import widths

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 3  # cells of a space between two words
_WIDE_MARKS = frozenset("，。、；：！？）》」』】〉〕")
_HAN_SHARE = 0.3  # of a line's cells taken by wide characters, from which on it is set as Chinese


def find_gaps(line: str, room: int) -> tuple[int, ...]:
    """Return the indices of the characters of ``line`` before which one cell more stands, as often as they are named.

    Empty where the line fills ``room`` cells, or would have holes in it if it did.
    """
    cells = widths(line)
    missing = room - sum(cells)
    if missing <= 0:
        return ()
    spaces = [at + 1 for at in range(1, len(line) - 1) if line[at] == " " and cells[at + 1]]
    if 2 * cells.count(2) < _HAN_SHARE * sum(cells):
        times = -(-missing // len(spaces)) if spaces else WIDEST
        return _spread(spaces * times, missing) if times < WIDEST else ()
    marks = [at + 1 for at in range(len(line) - 1) if line[at] in _WIDE_MARKS and line[at + 1] not in _WIDE_MARKS]
    edges = [at for at in range(1, len(line)) if _is_edge(line, cells, at)]
    for places in (spaces, [*spaces, *marks], [*spaces, *marks, *edges]):
        if len(set(places)) >= missing:
            return _spread(sorted(set(places)), missing)
    return ()


def _is_edge(line: str, cells: bytes, at: int) -> bool:
    """Return whether Han and Latin meet before the character at ``at``."""
    before, after = line[at - 1], line[at]
    return before.isalnum() and after.isalnum() and {cells[at - 1], cells[at]} == {1, 2}


def _spread(places: Sequence[int], count: int) -> tuple[int, ...]:
    """Return ``count`` of ``places``, as evenly as can be."""
    return tuple(sorted(places[(2 * number + 1) * len(places) // (2 * count)] for number in range(count)))
