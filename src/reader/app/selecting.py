"""Selecting text in the article, by keyboard and by mouse: from where to where, what it is, what of it is shown."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Span
from reader.typeset.selected import Piece, selected_text
from reader.typeset.widths import widths

if TYPE_CHECKING:
    from reader.app.lazy_lines import LazyLines
    from reader.app.screens.reading import ReadingScreen
    from reader.typeset.lines import Line

OVERLAP = 2  # lines seen again when the selection grows by a window


class Place(NamedTuple):
    """A character on the lines: its row, which piece of the row (0: the first column), at which index there."""

    row: int
    piece: int
    at: int


class Selecting:
    """The selection: between the place it was begun at and the place that moves, both within it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._lines: LazyLines | None = None  # those the selection is made on: other ones end it
        self._anchor = self._head = Place(0, 0, 0)
        self._order: list[tuple[int, int]] = []  # row and piece of every line of text, in reading order
        self._known = 0  # rows that were ordered
        self._count = 0  # characters
        self._begun = False  # something is selected; before, a place is only noted

    @property
    def is_on(self) -> bool:
        """Whether something is selected."""
        return self._begun and self._lines is self._screen.view.lines

    def begin(self) -> bool:
        """Select the first character in sight; return whether there is one."""
        place = self._screen.view.first_place()
        if place is not None:
            self.start(place)
            self._show()
        return place is not None

    def start(self, place: Place) -> None:
        """Note where a selection may begin; nothing is selected yet."""
        self._lines, self._begun = self._screen.view.lines, False
        self._order, self._known = [], 0
        self._anchor = self._head = place

    def extend(self, place: Place) -> None:
        """Select up to ``place``; a place that was noted in other lines is forgotten."""
        if self._lines is self._screen.view.lines and (self.is_on or place != self._anchor):
            self._head = place
            self._show()

    def cancel(self) -> None:
        """Select nothing."""
        self._lines, self._begun = None, False
        self._screen.view.show_selected((), ())

    # -- moving: the same as the article's own ---------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Move the end of the selection by so many lines of text."""
        order = self._ordered()
        at = self._number() + by
        row, piece = order[max(0, min(at, len(order) - 1))]
        line = self._screen.view.piece(row, piece)
        if not 0 <= at < len(order):  # past either end: to its very end
            self.extend(Place(row, piece, _last(line) if by > 0 else 0))
            return
        before = self._line(self._head)
        cells = sum(widths(before.shown)[: before.shown_index(self._head.at)])
        self.extend(Place(row, piece, index_at(line, cells)))

    def move_page(self, by: int) -> None:
        """Move the end of the selection by so many windows."""
        self.move(by * max(1, self._screen.view.size.height - OVERLAP))

    def move_to_edge(self, *, end: bool) -> None:
        """Move the end of the selection to the beginning or the end of the article, as far as it is set."""
        row, piece = self._ordered()[-1 if end else 0]
        self.extend(Place(row, piece, _last(self._screen.view.piece(row, piece)) if end else 0))

    def step(self, by: int) -> None:
        """Move the end of the selection by one character."""
        index = self._head.at + by
        cells = widths(self._line(self._head).text.string)
        while 0 < index < len(cells) and not cells[index]:  # into no cluster
            index += by
        if 0 <= index < len(cells):
            self.extend(self._head._replace(at=index))
            return
        order, at = self._ordered(), self._number() + by
        if 0 <= at < len(order):
            row, piece = order[at]
            self.extend(Place(row, piece, 0 if by > 0 else _last(self._screen.view.piece(row, piece))))

    # -- what is selected ------------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return what is selected as running text."""
        shown = self._screen.shown
        return selected_text(self._pieces(), shown[2].source if shown else "")

    def status(self) -> str:
        """Return what the bottom bar says of it."""
        if not self.is_on:
            return ""
        return self._screen.language.text("bar.selected", count=f"{self._count:,}")

    def _pieces(self) -> list[Piece]:
        """Return the selected stretches of lines, in reading order."""
        view, order = self._screen.view, self._ordered()
        first, last = sorted((self._anchor, self._head), key=self._key)
        places = order[self._number(first) : self._number(last) + 1]
        found = []
        for row, piece in places:
            line = view.piece(row, piece)
            start = first.at if (row, piece) == (first.row, first.piece) else 0
            end = _cluster_end(line, last.at) if (row, piece) == (last.row, last.piece) else len(line.text)
            found.append(Piece(line, start, end))
        return found

    def _show(self) -> None:
        self._begun = True
        pieces = self._pieces()
        self._count = sum(end - start for _, start, end in pieces)
        spans = sorted(span for line, start, end in pieces for span in line.text.slice(start, end).spans())
        offset = self._line(self._head).text.source_offset(self._head.at)
        self._screen.view.show_selected(tuple(spans), (Span(offset, offset + 1),))
        self._screen.view.show_row(self._head.row)
        self._screen.view.show_cell(self._head.row, offset)
        self._screen.update_bars()

    def _line(self, place: Place) -> Line:
        return self._screen.view.piece(place.row, place.piece)

    # -- reading order ---------------------------------------------------------------------------------------------

    def _ordered(self) -> list[tuple[int, int]]:
        """Return the lines of text in reading order, as far as they are set: of pages, as far as those are whole."""
        lines, rows = self._screen.view.lines, len(self._screen.view.lines)
        if not lines.done and (page := self._screen.view.page_rows):
            rows -= rows % page
        if rows > self._known:
            found = [
                (row, piece)
                for row in range(self._known, rows)
                for piece, each in enumerate((lines.lines[row], *lines.lines[row].beside))
                if each.block >= 0 and each.text
            ]
            self._order += sorted(found, key=lambda place: self._key(Place(place[0], place[1], 0)))
            self._known = rows
        return self._order

    def _key(self, place: Place) -> tuple[int, int, int, int]:
        """Return a sort key: page by page, there column by column, there row by row."""
        return (place.row // (self._screen.view.page_rows or 1 << 60), place.piece, place.row, place.at)

    def _number(self, place: Place | None = None) -> int:
        """Return which line of text in reading order ``place`` (or the end that moves) stands on."""
        wanted = self._key((place or self._head)._replace(at=0))
        return bisect_left(self._ordered(), wanted, key=lambda each: self._key(Place(each[0], each[1], 0)))


def index_at(line: Line, cells: int) -> int:
    """Return the index of the character of ``line`` that stands ``cells`` cells from its text's beginning."""
    used = 0
    for index, each in enumerate(widths(line.text.string)):
        used += each
        if used + line.shown_index(index) - index > cells:
            return index
    return _last(line)


def _last(line: Line) -> int:
    """Return the index of the first character of the last cluster of ``line``."""
    cells = widths(line.text.string)
    index = max(0, len(cells) - 1)
    while index and not cells[index]:
        index -= 1
    return index


def _cluster_end(line: Line, index: int) -> int:
    """Return the end of the cluster whose first character is at ``index``."""
    cells = widths(line.text.string)
    index += 1
    while index < len(cells) and not cells[index]:
        index += 1
    return index
