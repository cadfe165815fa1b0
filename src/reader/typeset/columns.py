"""An article to broadsheet pages: the headline across, the text beneath it in columns, as a newspaper stands.

Pages come one by one, as lines do, so that the first stands before the rest is set.
"""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING

from reader.model import Role, SourceText
from reader.typeset.ambiguous import drawn
from reader.typeset.layout import BodyStretches, set_title
from reader.typeset.lines import BLANK, Line
from reader.typeset.stretches import all_lines
from reader.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Article, Block
    from reader.typeset.layout import Setting

MIN_COLUMN, MAX_COLUMN = 38, 46  # cells
NARROW_GAP, WIDE_GAP = 3, 5  # cells between two columns, the rule among them
MIN_PAGE = 2 * MIN_COLUMN + NARROW_GAP  # cells of a page of two columns
MIN_ROWS = 12  # of a page
MIN_TEXT = 5  # rows of text under a headline; a headline that leaves fewer has pages of its own
LONG = 500  # lines of a stretch that is set once for many pages
FRAME = 2  # blank rows of a page, one above and one below


class Page(Value):
    """How a page is divided: ``count`` columns of ``measure`` cells, ``gap`` cells apart, in ``rows`` rows."""

    count: int
    measure: int
    gap: int
    rows: int

    @property
    def width(self) -> int:
        """The cells from the first column's left edge to the last one's right edge."""
        return self.cell(self.count) - self.gap

    @property
    def gutter(self) -> int:
        """The cells beside a column into which closing marks may hang: those before the rule."""
        return self.gap // 2

    def cell(self, column: int) -> int:
        """Return the cell at which a column begins; the first is number 0."""
        return column * (self.measure + self.gap)


def divide(room: int, rows: int) -> Page | None:
    """Return how a page of ``room`` cells and ``rows`` rows is divided; None when two columns have no room."""
    count = (room + NARROW_GAP) // (MIN_COLUMN + NARROW_GAP)
    if count < 2 or rows < MIN_ROWS:
        return None
    gap = WIDE_GAP if count * (MIN_COLUMN + WIDE_GAP) - WIDE_GAP <= room else NARROW_GAP
    return Page(count, min(MAX_COLUMN, (room + gap) // count - gap), gap, rows)


def set_pages(article: Article, page: Page, setting: Setting, furniture: Sequence[Block] = ()) -> Iterator[Line]:
    """Yield the rows of ``article``, ``page.rows`` for each page; measure and gutter are the page's own.

    A row is the first column's line with the others beside it. A crosshead stands with its text, the columns of the
    last page are of one length.
    """
    return all_lines(PageStretches(article, page, setting, furniture))


class PageStretches:
    """An article as pages: each is a stretch."""

    def __init__(self, article: Article, page: Page, setting: Setting, furniture: Sequence[Block] = ()) -> None:
        self._page = page
        self._head = [*set_title(article, replace(setting, measure=page.width, gutter=0)), BLANK]
        self._body = BodyStretches(article, replace(setting, measure=page.measure, gutter=page.gutter), furniture)
        # Where in the body each page begins: a stretch of it, and how many of its lines stand before.
        self._stretches, self._skipped = array("I", [0]), array("I", [0])
        # What follows the pages that were set: lines that had no room on the last, and all behind them.
        self._left: list[tuple[int, int, Line]] = []
        self._ahead = self._walk(0, 0)
        # A long stretch: to set it anew for each page would be felt.
        self._long: tuple[int, tuple[Line, ...]] = (-1, ())
        rows = page.rows - FRAME
        self._titles = 0  # pages of a headline that leaves no room for text
        while len(self._head) - self._titles * rows > rows - MIN_TEXT:
            self._titles += 1

    def stretch(self, number: int) -> Iterator[Line] | None:
        """See Stretches."""
        rows, text = self._page.rows - FRAME, number - self._titles
        if text < 0:
            return _framed(self._head[number * rows : (number + 1) * rows], self._page)
        head = [] if text else self._head[number * rows :]
        room = rows - len(head)
        # More than a page holds: how else to know that it is not the last.
        wanted = self._page.count * room + self._page.rows
        newest = text == len(self._stretches) - 1
        left = self._left if newest else []
        walk = self._ahead if newest else self._walk(self._stretches[text], self._skipped[text])
        places = [*left, *islice(walk, wanted - len(left))]
        waiting = [line for _, _, line in places]
        if not waiting and not head:
            return None
        columns, used = _fill(waiting, self._page.count, room)
        if used == len(waiting) < wanted:
            columns = _balance(waiting, self._page.count, room)
        if newest:
            stretch, skipped = places[used][:2] if used < len(places) else _behind(places)
            self._stretches.append(stretch)
            self._skipped.append(skipped)
            self._left = places[used:]
        return _framed([*head, *_rows(columns, self._page)], self._page)

    def _walk(self, stretch: int, skipped: int) -> Iterator[tuple[int, int, Line]]:
        """Yield the lines of the body from a place on, and of each the stretch and how many stand before in it."""
        while (lines := self._body.stretch(stretch)) is not None:
            if skipped > LONG:
                if self._long[0] != stretch:
                    self._long = stretch, tuple(lines)
                lines = iter(self._long[1])
            for at, line in enumerate(islice(lines, skipped, None), skipped):
                yield stretch, at, line
            stretch, skipped = stretch + 1, 0


def _behind(places: Sequence[tuple[int, int, Line]]) -> tuple[int, int]:
    """Return the place behind the last of some lines."""
    return (places[-1][0], places[-1][1] + 1) if places else (0, 0)


def _fill(lines: Sequence[Line], count: int, rows: int) -> tuple[list[Sequence[Line]], int]:
    """Return ``count`` columns of at most ``rows`` lines, and how many lines went into them."""
    columns, at = [], _next_line(lines, 0)
    for _ in range(count):
        end = min(at + rows, len(lines))
        if end < len(lines):
            end = _column_end(lines, at, end)
        columns.append(lines[at:end])
        at = _next_line(lines, end)
    return columns, at


def _next_line(lines: Sequence[Line], at: int) -> int:
    """Return where the first line from ``at`` on stands that is not blank: no column begins with a space."""
    while at < len(lines) and not lines[at].text:
        at += 1
    return at


def _column_end(lines: Sequence[Line], at: int, end: int) -> int:
    """Return where a column that has room up to ``end`` ends: before a crosshead that would stand last in it."""
    cut = end
    while cut > at and (lines[cut - 1].role is Role.CROSSHEAD or not lines[cut - 1].text):
        cut -= 1
    return cut if cut > at else end


def _balance(lines: Sequence[Line], count: int, rows: int) -> list[Sequence[Line]]:
    """Return the columns of the last page: as short as they can be."""
    for height in range(max(1, -(-len(lines) // count) - count), rows):
        columns, used = _fill(lines, count, height)
        if used == len(lines):
            return columns
    return _fill(lines, count, rows)[0]


def _rows(columns: Sequence[Sequence[Line]], page: Page) -> Iterator[Line]:
    """Yield the rows of columns that stand beside each other, a rule between each two."""
    used, bar = [column for column in columns if column], SourceText(drawn().bar)
    for row in range(max(map(len, used), default=0)):
        first, *others = (column[row] if row < len(column) else BLANK for column in used)
        beside: list[Line] = []
        for number, line in enumerate(others, 1):
            beside.append(Line(Role.RULE, bar, page.cell(number) - page.gutter - 1))
            beside.append(replace(line, indent=page.cell(number) + line.indent))
        yield replace(first, beside=tuple(beside))


def _framed(rows: Iterable[Line], page: Page) -> Iterator[Line]:
    """Yield a whole page: its rows under a blank one, and blank ones down to its foot."""
    yield BLANK
    left = page.rows - 1
    for row in rows:
        left -= 1
        yield row
    for _ in range(left):
        yield BLANK
