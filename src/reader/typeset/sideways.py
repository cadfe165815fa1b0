"""Which part of a table that is wider than the window is shown: whole columns only, its first one always in sight.

``edges`` are the cells at which the columns of a table begin, and last where one more would.
"""

from __future__ import annotations

from bisect import bisect_right

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

GUTTER = 2  # cells between two columns
MARK = 2  # cells for the mark that a table goes on, at either end


class Shown(Value):
    """What is shown: the first ``fixed`` cells, then those from ``start`` to ``end``; on which sides there is more."""

    fixed: int
    start: int
    end: int
    left: bool
    right: bool

    @property
    def lead(self) -> int:
        """The cells of the window before those from ``start`` on."""
        return self.fixed or (MARK if self.left else 0)

    def cell_at(self, x: int) -> int:
        """Return which cell of the table stands at cell ``x`` of the window."""
        return x if x < self.fixed else self.start + max(0, x - self.lead)


def fixed_cells(first: int, room: int) -> int:
    """Return the cells that stay in sight for a first column of ``first`` cells: none when it took half of ``room``."""
    return first + GUTTER if 2 * (first + GUTTER) <= room else 0


def column_room(first: int, room: int) -> int:
    """Return the cells that another column than the first may have, so that all of it is in sight at some time."""
    return room - max(MARK, fixed_cells(first, room)) - MARK


def in_sight(edges: Sequence[int], room: int, skipped: int) -> Shown:
    """Return what ``room`` cells show of a table with ``skipped`` columns, or as many as it has, out of sight."""
    return _in_sight(edges, room, min(skipped, most_skipped(edges, room)))


def _in_sight(edges: Sequence[int], room: int, skipped: int) -> Shown:
    fixed = fixed_cells(edges[1] - GUTTER, room)
    first = min(int(fixed > 0) + max(0, skipped), len(edges) - 2)
    left = skipped > 0
    free = room - (fixed or (MARK if left else 0))
    start = edges[first]
    if edges[-1] - GUTTER - start <= free:
        return Shown(fixed, start, edges[-1] - GUTTER, left, right=False)
    last = max(first + 1, bisect_right(edges, start + free - MARK + GUTTER) - 1)
    return Shown(fixed, start, edges[last] - GUTTER, left, right=True)


def most_skipped(edges: Sequence[int], room: int) -> int:
    """Return how many columns have to be moved out of sight until the last one is in it."""
    return next((count for count in range(len(edges)) if not _in_sight(edges, room, count).right), 0)


def skipped_for(edges: Sequence[int], room: int, skipped: int, cell: int) -> int:
    """Return how many columns to move out of sight so that ``cell`` is in it; ``skipped`` where it is."""
    shown = in_sight(edges, room, skipped)
    if cell < shown.fixed or shown.start <= cell < shown.end:
        return skipped
    column = min(bisect_right(edges, cell) - 1, len(edges) - 2)
    return min(column - int(shown.fixed > 0), most_skipped(edges, room))
