"""A list of rows drawn line by line: as quick with a hundred thousand rows as with ten."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

KEPT_ROWS = 512


class EvenRows(Sequence[int]):
    """Where each row begins, and the last one ends, when many rows of one ``height`` stand among rows of one line.

    A million such rows take no more room than ten.
    """

    def __init__(self, before: int, count: int, height: int, after: int) -> None:
        self._before, self._count, self._height, self._after = before, count, height, after

    def __len__(self) -> int:
        return self._before + self._count + self._after + 1

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[row] for row in range(*index.indices(len(self)))]
        row = range(len(self))[index]
        high = min(max(0, row - self._before), self._count)
        return row + high * (self._height - 1)


class LineList(Scrolled, inherit_bindings=False):
    """Rows of one or more lines with a cursor. Subclasses say what a row looks like."""

    GROUND = "dialog"  # the style of what no row covers

    cursor: reactive[int] = reactive(-1, repaint=False)

    class Moved(Message):
        """The cursor was moved by the reader."""

        def __init__(self, lines: LineList, row: int) -> None:
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> LineList:
            """The list that says so; Textual asks for it under this name."""
            return self.lines

    class Chosen(Moved):
        """A row was clicked."""

    def __init__(self, *, id: str | None = None, focusable: bool = True) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.can_focus = focusable
        self._starts: Sequence[int] = array("l", [0])
        self._painted: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(KEPT_ROWS)

    # -- what subclasses say ------------------------------------------------------------------------------------

    def paint_row(self, row: int, width: int, *, chosen: bool) -> list[Strip]:
        """Return the lines of ``row``, each at most ``width`` cells wide."""
        raise NotImplementedError

    def can_choose(self, row: int) -> bool:
        """Return whether the cursor may stand on ``row``."""
        return 0 <= row < self.row_count

    # -- rows ---------------------------------------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._starts) - 1

    def set_heights(self, heights: Iterable[int], cursor: int = -1) -> None:
        """Lay out rows of these heights, in lines, and put the cursor on one of them."""
        self.set_starts(array("l", accumulate(heights, initial=0)), cursor)

    def set_starts(self, starts: Sequence[int], cursor: int = -1) -> None:
        """Lay out rows of which each begins at such a line, and put the cursor on one; the last number is the end."""
        self._starts = starts
        self._painted.clear()
        self.tell_size(Size(self.size.width, self._starts[-1]))
        self.set_reactive(LineList.cursor, min(cursor, self.row_count - 1))
        self.refresh()
        self.draw_together()

    def repaint_row(self, row: int) -> None:
        """Forget how one row was drawn."""
        if 0 <= row < self.row_count:
            for key in [key for key in self._painted.keys() if key[0] == row]:  # noqa: SIM118 (no dictionary)
                self._painted.discard(key)
            self.refresh_lines(self._starts[row], self._starts[row + 1] - self._starts[row])

    def repaint(self) -> None:
        """Forget how rows were drawn."""
        self._painted.clear()
        self.refresh()

    def row_at(self, y: int) -> int:
        """Return the row that has line ``y``, or -1."""
        return bisect_right(self._starts, y) - 1 if 0 <= y < self._starts[-1] else -1

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        line = y + self.scroll_offset.y
        row = self.row_at(line)
        width = self.size.width
        if row < 0:
            return Strip.blank(width, look(self)[self.GROUND])
        key = (row, width, row == self.cursor, self.has_focus)
        strips = self._painted.get(key)
        if strips is None:
            strips = self.paint_row(row, width, chosen=row == self.cursor)
            self._painted[key] = strips
        at = line - self._starts[row]
        strip = strips[at] if at < len(strips) else Strip.blank(width, look(self)[self.GROUND])
        return strip.crop_extend(0, width, look(self)[self.GROUND])

    def notify_style_update(self) -> None:
        """Draw anew when the theme changes."""
        super().notify_style_update()
        self._painted.clear()

    # -- the cursor ---------------------------------------------------------------------------------------------

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two rows that changed and keep the cursor in sight."""
        for row in (old, new):
            if 0 <= row < self.row_count:
                self.refresh_lines(self._starts[row], self._starts[row + 1] - self._starts[row])
        self.show_row(new)

    def show_row(self, row: int) -> None:
        """Scroll just so far that ``row`` is seen."""
        if not 0 <= row < self.row_count:
            return
        top, bottom = self._starts[row], self._starts[row + 1]
        height = self.size.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif height and bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, over those it may not stand on."""
        step = 1 if by > 0 else -1
        row, left = self.cursor, abs(by)
        target = row
        while left and 0 <= row + step < self.row_count:
            row += step
            if self.can_choose(row):
                target = row
                left -= 1
        self._go(target)

    def move_page(self, by: int) -> None:
        """Move the cursor by so many windows."""
        if self.row_count:
            line = self._starts[max(0, self.cursor)] + by * max(1, self.size.height - 2)
            row = self.row_at(min(max(0, line), self._starts[-1] - 1))
            self._go(row if self.can_choose(row) else self.cursor)

    def move_to_edge(self, *, end: bool) -> None:
        """Move the cursor to the first or the last row."""
        rows = range(self.row_count - 1, -1, -1) if end else range(self.row_count)
        self._go(next((row for row in rows if self.can_choose(row)), self.cursor))

    def _go(self, row: int) -> None:
        if row != self.cursor and row >= 0:
            self.cursor = row
            self.post_message(self.Moved(self, row))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        # The event counts from the corner of the whole list, its padding with it; rows begin below that.
        row = self.row_at(event.y - self.gutter.top + self.scroll_offset.y) if event.y >= self.gutter.top else -1
        if self.can_choose(row):
            self.cursor = row
            self.post_message(self.Chosen(self, row))

    def on_focus(self) -> None:
        """Show the cursor as one that moves."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that rests."""
        self.refresh()
