"""Lines of an article drawn one by one, with what is highlighted on them; and which character is where on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from reader.app.lazy_lines import LazyLines
from reader.app.look import look
from reader.app.repairs import Marks
from reader.app.selecting import Place, index_at
from reader.app.widgets.article_painting import LIFTED, SOFT, highlighted, paint_row
from reader.app.widgets.painting import filtered
from reader.app.widgets.scrolled import Scrolled
from reader.model import Span
from reader.typeset.lines import BLANK, Line
from reader.typeset.sideways import in_sight, most_skipped, skipped_for
from reader.typeset.stretches import AtOnce
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Region

    from reader.app.selecting import Selected
    from reader.typeset.sideways import Shown

KEPT_LINES = 8  # that are painted, beside those of a window: Textual keeps several cuts of each


class PaintedLines(Scrolled, can_focus=True, inherit_bindings=False):
    """Draws lines, highlights and margin marks. Subclasses say which lines, and how they scroll."""

    class Dragged(Message):
        """The mouse was pressed on a character (``begins``), or drawn on to another with its button down."""

        def __init__(self, place: Place, *, begins: bool) -> None:
            super().__init__()
            self.place = place
            self.begins = begins

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._lines = LazyLines(AtOnce())
        self._marks = Marks()
        self._marked = False  # whether marks stand in the margin
        self._highlights: dict[str, Sequence[Span]] = {}  # by the name of their style; later ones lie over
        self._selected: Selected | None = None
        self._painted: LRUCache[int, Strip] = LRUCache(KEPT_LINES)
        self._dragging = False
        self._aside = 0  # columns of wide tables that are moved out of sight

    # -- what subclasses say -----------------------------------------------------------------------------------

    @property
    def _above(self) -> int:
        """The blank lines above the first line."""
        return 1

    @property
    def _margin(self) -> int:
        """The cells before the first column."""
        return 0

    @property
    def _line_cells(self) -> int:
        """The cells of a line, of which a wide table shows as many."""
        return self.size.width

    # -- which character is where ------------------------------------------------------------------------------

    @property
    def lines(self) -> LazyLines:
        """The lines that are shown, as far as they are set. Another setting is another object."""
        return self._lines

    def piece(self, row: int, number: int) -> Line:
        """Return a piece of a row: the first column's line, or one that stands beside it; a blank for none."""
        line = self._lines[row] if 0 <= row < len(self._lines) else BLANK
        if not number:
            return line
        return line.beside[number - 1] if number <= len(line.beside) else BLANK

    def first_place(self) -> Place | None:
        """Return the first character of the article's text in sight."""
        for row in self._rows_in_sight():
            for number in range(1 + len(self._lines[row].beside)):
                line = self.piece(row, number)
                if line.block >= 0 and line.text:
                    return Place(row, number, 0)
        return None

    def place_at(self, x: int, y: int) -> Place | None:
        """Return the character at a cell of the window, or the nearest one on its line; None where no text is."""
        row = y + self.scroll_offset.y - self._above
        if not 0 <= row < len(self._lines):
            return None
        texts = [
            number
            for number in range(1 + len(self._lines[row].beside))
            if self.piece(row, number).block >= 0 and self.piece(row, number).text
        ]
        if not texts:
            return None
        # The last column that begins left of the cell, else the first one.
        number = next((each for each in reversed(texts) if self._first_cell(row, each) <= x), texts[0])
        line = self.piece(row, number)
        cell = max(0, x - self._first_cell(row, number))
        if line.edges:
            cell = self._in_sight(line).cell_at(cell)
        return Place(row, number, index_at(line, cell))

    def _in_sight(self, line: Line) -> Shown:
        return in_sight(line.edges, self._line_cells, self._aside)

    def _first_cell(self, row: int, number: int) -> int:
        line = self.piece(row, number)
        return self._margin + line.indent + width(line.lead)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note where a selection may begin."""
        place = self.place_at(event.x, event.y)
        if event.button == 1 and place is not None:
            self._dragging = True
            self.capture_mouse()
            self.post_message(self.Dragged(place, begins=True))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is drawn; beyond the edge the text scrolls."""
        if not self._dragging:
            return
        place = self.place_at(event.x, event.y)
        if place is not None:
            self.post_message(self.Dragged(place, begins=False))

    def on_mouse_up(self) -> None:
        """Let the selection stand."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    # -- highlights --------------------------------------------------------------------------------------------

    def show_hits(self, hits: Sequence[Span], current: Sequence[Span] = ()) -> None:
        """Highlight these places of the source, and among them the one the reader is at."""
        self._highlight(hit=hits, current=current)

    def show_selected(self, selected: Selected | None) -> None:
        """Show what is selected, and the end of it that moves."""
        rows = self._rows_in_sight()
        before = {row: self._selected_on(row) for row in rows}
        self._selected = selected
        self._draw_again({row for row in rows if self._selected_on(row) != before[row]})

    def _selected_on(self, row: int) -> list[list[tuple[int, int, str]]]:
        """Return what is selected of each piece of a row."""
        line, selected = self._lines[row], self._selected
        if selected is None:
            return []
        return [
            list(selected.on(row, number, len(piece.text))) if piece.block >= 0 else []
            for number, piece in enumerate((line, *line.beside))
        ]

    def _highlight(self, **places: Sequence[Span]) -> None:
        changed = [name for name, spans in places.items() if self._highlights.get(name, ()) != spans]
        touched = self._rows_with(changed)
        self._highlights.update(places)
        self._draw_again(touched | self._rows_with(changed))

    def _draw_again(self, rows: set[int]) -> None:
        seen = self._rows_in_sight()
        for row in list(self._painted.keys()):
            if row in rows or row not in seen:  # of those out of sight nobody knows
                self._painted.discard(row)
        for row in rows:
            self.refresh_line(row + self._above)

    def _rows_in_sight(self) -> range:
        top = self.scroll_offset.y - self._above
        return range(max(0, top), min(max(0, top + self.size.height), len(self._lines)))

    def _rows_with(self, names: Sequence[str]) -> set[int]:
        """Return the rows in sight on which something is highlighted in one of these styles."""
        found = set()
        for row in self._rows_in_sight():
            line = self._lines[row]
            for name in names:
                spans = self._highlights.get(name, ())
                if any(next(highlighted(piece, spans), None) for piece in (line, *line.beside)):
                    found.add(row)
        return found

    # -- drawing -----------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Draw anew when the theme changes."""
        super().notify_style_update()
        self._painted.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of the window that are asked for.

        Nothing surrounds them, so what Textual does for each to draw borders is left out: it costs half of a scroll.
        """
        if self._painted.maxsize < self.size.height + KEPT_LINES:
            self._painted = LRUCache(self.size.height + KEPT_LINES)
        first, cells = self.scroll_offset.y - self._above, self._cells  # asked of Textual once, not for each line
        strips = filtered(self, [self._strip(first + y, cells) for y in crop.line_range])
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    @property
    def _cells(self) -> int:
        """The cells of the widget that are drawn here.

        Not those of the scroll bar, which draws itself: lines that reach below it would be cut in two by Textual,
        which for a window of Chinese takes as long as drawing it.
        """
        return self.outer_size.width - (self.scrollbar_size_vertical if self.show_vertical_scrollbar else 0)

    def _strip(self, number: int, cells: int) -> Strip:
        strip = self._painted.get(number)
        if strip is None:
            if not 0 <= number < len(self._lines):
                return Strip.blank(cells, look(self)["article"])
            strip = self._painted[number] = self._paint(number, cells)
        return strip

    def _paint(self, number: int, cells: int) -> Strip:
        line = self._lines[number]
        highlights = {"seam": self._marks.seams, **self._highlights}
        marks = [self._margin_mark(number, piece) for piece in range(1 + len(line.beside))]
        selected = self._selected_on(number)
        room = self._line_cells
        return paint_row(line, marks, self._margin, cells, look(self), highlights, selected, room, self._aside)

    def move_aside(self, by: int) -> bool:
        """Move the wide tables in sight sideways by so many columns; return whether there are any."""
        pieces = [each for row in self._rows_in_sight() for each in (self._lines[row], *self._lines[row].beside)]
        tables = {line.edges for line in pieces if line.edges}
        if not tables:
            return False
        self._set_aside(min(self._aside + by, max(most_skipped(edges, self._line_cells) for edges in tables)))
        return True

    def _set_aside(self, columns: int) -> None:
        aside = max(0, columns)
        if aside != self._aside:
            self._aside = aside
            self._painted.clear()
            self.refresh()

    def show_cell(self, row: int, offset: int) -> None:
        """Move a wide table so that the character at source ``offset`` on ``row`` is in sight."""
        for line in (self._lines[row], *self._lines[row].beside):
            found = next(highlighted(line, (Span(offset, offset + 1),)), None) if line.edges else None
            if found is not None:
                cell = width(line.text.string[: found[0]])
                self._set_aside(skipped_for(line.edges, self._line_cells, self._aside, cell))

    def _margin_mark(self, number: int, piece: int) -> str:
        """Return what stands beside a piece of a row: a mark at the first line of some blocks."""
        block = self.piece(number, piece).block
        if block < 0 or not self._marked or self.piece(number - 1, piece).block == block:
            return ""
        return LIFTED if block in self._marks.lifted else SOFT if block in self._marks.soft else ""
