"""What is scrolled line by line: its lines and its scroll bar are drawn in one picture, and it grows at no cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from reader.app.widgets.painting import filtered
from reader.app.widgets.still import Still

if TYPE_CHECKING:
    from textual.geometry import Region, Size


class _StillScrollBar(Still, ScrollBar):
    """A scroll bar that grows and shrinks with what it stands beside."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the bar: Textual would print it as a text, and take that to pieces again."""
        bar = self.render()
        style = bar.style if isinstance(bar, ScrollBarRender) else None
        if not isinstance(bar, ScrollBarRender) or not isinstance(style, Style) or None in (style.bgcolor, style.color):
            return super().render_lines(crop)
        size, thickness, colours = self.size.height, bar.thickness, (style.bgcolor, style.color)
        drawn = bar.render_bar(size, bar.virtual_size, bar.window_size, bar.position, thickness, True, *colours)  # type: ignore[arg-type]  # not None
        strips = [Strip([segment], thickness) for segment in drawn.segments[crop.y : crop.bottom]]
        return filtered(self, strips)


class Scrolled(ScrollView):
    """A view that draws its lines itself and knows how many there are."""

    _told: Size | None = None  # the size that the scroll bar knows

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is asked for first, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = _StillScrollBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)  # private to Textual
        return self._vertical_scrollbar

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Move the scroll bar with the lines."""
        super().watch_scroll_y(old_value, new_value)
        self.draw_together()

    def draw_together(self) -> None:
        """Ask for lines and scroll bar at once: each would ask by itself, and the bar come a picture later."""
        self._check_refresh()  # private to Textual: what it does itself when nothing else is to be done
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar._check_refresh()

    def tell_size(self, size: Size) -> None:
        """Say how large what is scrolled over is.

        Textual lays the whole screen out anew for it, which costs as much as drawing it; only when the scroll bar comes
        or goes there is a reason to.
        """
        if self.show_vertical_scrollbar == self._needs_scrollbar(size):
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)  # private to Textual: what it does itself after the layout
        else:
            self.virtual_size = size

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # With each layout Textual would draw the scroll bar anew, one picture later, and tell of a new size.
        known = (self._size, self._container_size, self._told)
        if known == (size, size - self.styles.gutter.totals, self.virtual_size):
            return False
        return super()._size_updated(size, virtual_size, container_size, layout)

    def _scroll_update(self, virtual_size: Size) -> None:
        self._told = virtual_size
        super()._scroll_update(virtual_size)

    def _needs_scrollbar(self, size: Size) -> bool:
        return self.styles.overflow_y == "scroll" or size.height > self.container_size.height
