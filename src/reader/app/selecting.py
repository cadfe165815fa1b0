"""Selecting text in the article, by keyboard and by mouse: from where to where, what it is, what of it is shown."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.selected import Piece, selected_text
from reader.typeset.widths import widths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.app.lazy_lines import LazyLines
    from reader.app.screens.reading import ReadingScreen
    from reader.typeset.lines import Line

OVERLAP = 2  # lines seen again when the selection grows by a window


class Place(NamedTuple):
    """A character on the lines: its row, which piece of the row (0: the first column), at which index there."""

    row: int
    piece: int
    at: int


class Selected(NamedTuple):
    """What is selected of some lines: from ``first`` to before ``end`` on the line of ``last``; ``head`` moves."""

    lines: LazyLines
    first: Place
    last: Place
    end: int
    head: Place

    def on(self, row: int, piece: int, length: int) -> Iterator[tuple[int, int, str]]:
        """Yield which of ``length`` characters of a piece of a row are selected, and the one that moves."""
        first, last, here = (_order(self.lines, each)[:3] for each in (self.first, self.last, Place(row, piece, 0)))
        if first <= here <= last:
            yield self.first.at if here == first else 0, self.end if here == last else length, "selected"
        if (row, piece) == self.head[:2]:
            yield self.head.at, self.head.at + 1, "caret"


def _order(lines: LazyLines, place: Place) -> tuple[int, int, int, int]:
    """Return a sort key of reading: stretch by stretch (a page is one), there column by column, there row by row."""
    return lines.stretch_at(place.row), place.piece, place.row, place.at


def _text_places(rows: Sequence[Line], first_row: int) -> list[Place]:
    """Return where the lines of text of a stretch begin, in reading order."""
    found = [
        Place(row, piece, 0)
        for row, line in enumerate(rows, first_row)
        for piece, each in enumerate((line, *line.beside))
        if each.block >= 0 and each.text
    ]
    return sorted(found, key=lambda place: (place.piece, place.row))


class Selecting:
    """The selection: between the place it was begun at and the place that moves, both within it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._lines: LazyLines | None = None  # those the selection is made on: other ones end it
        self._anchor = self._head = Place(0, 0, 0)
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
        self._anchor = self._head = place

    def extend(self, place: Place) -> None:
        """Select up to ``place``; a place that was noted in other lines is forgotten."""
        if self._lines is self._screen.view.lines and (self.is_on or place != self._anchor):
            self._head = place
            self._show()

    def cancel(self) -> None:
        """Select nothing."""
        self._lines, self._begun = None, False
        self._screen.view.show_selected(None)

    # -- moving: the same as the article's own ---------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Move the end of the selection by so many lines of text."""
        place = self._line_away(by)
        if place is None:  # past either end: to its very end
            self.move_to_edge(end=by > 0)
            return
        before = self._line(self._head)
        cells = sum(widths(before.shown)[: before.shown_index(self._head.at)])
        self.extend(place._replace(at=index_at(self._line(place), cells)))

    def move_page(self, by: int) -> None:
        """Move the end of the selection by so many windows."""
        self.move(by * max(1, self._screen.view.size.height - OVERLAP))

    def move_to_edge(self, *, end: bool) -> None:
        """Move the end of the selection to the beginning or the end of the article, as far as it is set."""
        numbers = range(self._stretch_count)
        places = (
            each
            for number in (reversed(numbers) if end else numbers)
            for each in self._places(number)[:: -1 if end else 1]
        )
        place = next(places, self._head)
        self.extend(place._replace(at=_last(self._line(place)) if end else 0))

    def step(self, by: int) -> None:
        """Move the end of the selection by one character."""
        index = self._head.at + by
        cells = widths(self._line(self._head).text.string)
        while 0 < index < len(cells) and not cells[index]:  # into no cluster
            index += by
        if 0 <= index < len(cells):
            self.extend(self._head._replace(at=index))
        elif place := self._line_away(by):
            self.extend(place._replace(at=0 if by > 0 else _last(self._line(place))))

    # -- what is selected ------------------------------------------------------------------------------------------

    def text_later(self) -> Callable[[], str]:
        """Return what makes running text of what is selected: of a long article on another thread."""
        lines, shown = self._screen.view.lines, self._screen.shown
        first, last, end = self._ends()
        growing = list(lines.stretch(lines.closed_count)) if lines.stretch_at(last.row) == lines.closed_count else []

        def rows(number: int) -> Sequence[Line]:
            return lines.set_again(number) if number < lines.closed_count else growing

        return lambda: selected_text(_pieces(lines, rows, first, last, end), shown.bulletin.source if shown else "")

    def status(self) -> str:
        """Return what the bottom bar says of it."""
        if not self.is_on:
            return ""
        return self._screen.language.text("bar.selected", count=f"{self._count:,}")

    def _ends(self) -> tuple[Place, Place, int]:
        """Return the first and the last character that is selected, and the end of the last one's cluster."""
        lines = self._screen.view.lines
        first, last = sorted((self._anchor, self._head), key=lambda place: _order(lines, place))
        return first, last, _cluster_end(self._line(last), last.at)

    def _show(self) -> None:
        self._begun = True
        view = self._screen.view
        lines = view.lines
        first, last, end = self._ends()
        begin, stop = lines.stretch_at(first.row), lines.stretch_at(last.row)
        edges = _pieces(lines, lines.stretch, first, last, end, without=range(begin + 1, stop))
        self._count = sum(to - start for _, start, to in edges) + lines.characters(begin + 1, stop)
        view.show_selected(Selected(lines, first, last, end, self._head))
        view.show_row(self._head.row)
        view.show_cell(self._head.row, self._line(self._head).text.source_offset(self._head.at))
        self._screen.update_bars()

    def _line(self, place: Place) -> Line:
        return self._screen.view.piece(place.row, place.piece)

    # -- reading order ---------------------------------------------------------------------------------------------

    @property
    def _stretch_count(self) -> int:
        """How many stretches can be selected: those that are set; of pages, those that are whole."""
        view = self._screen.view
        known = view.lines.closed_count if view.page_rows else view.lines.stretch_count
        return max(known, view.lines.stretch_at(self._head.row) + 1)

    def _places(self, number: int) -> list[Place]:
        lines = self._screen.view.lines
        return _text_places(lines.stretch(number), lines.first_row(number))

    def _line_away(self, by: int) -> Place | None:
        """Return where the line of text begins that stands so many on, or back; None past either end."""
        number = self._screen.view.lines.stretch_at(self._head.row)
        places = self._places(number)
        at = places.index(self._head._replace(at=0)) + by
        while not 0 <= at < len(places):
            at -= len(places) if by > 0 else 0
            number += 1 if by > 0 else -1
            if not 0 <= number < self._stretch_count:
                return None
            places = self._places(number)
            at += len(places) if by < 0 else 0
        return places[at]


def _pieces(
    lines: LazyLines,
    rows: Callable[[int], Sequence[Line]],
    first: Place,
    last: Place,
    end: int,
    without: range = range(0),
) -> Iterator[Piece]:
    """Yield the selected pieces of lines in reading order; ``rows`` gives those of a stretch. Some are left out."""
    begin, stop = lines.stretch_at(first.row), lines.stretch_at(last.row)
    numbers = chain(range(begin, without.start), range(without.stop, stop + 1)) if without else range(begin, stop + 1)
    for number in numbers:
        stretch, top = rows(number), lines.first_row(number)
        for place in _text_places(stretch, top):
            order = (number, place.piece, place.row)
            if (begin, first.piece, first.row) <= order <= (stop, last.piece, last.row):
                row = stretch[place.row - top]
                line = row.beside[place.piece - 1] if place.piece else row
                here, there = place.row == first.row, place.row == last.row
                start = first.at if here and place.piece == first.piece else 0
                yield Piece(line, start, end if there and place.piece == last.piece else len(line.text))


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
