"""The article as set, drawn line by line in the middle of its pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Size
from textual.message import Message

from reader.app.later import call_in
from reader.app.lazy_lines import LazyLines
from reader.app.repairs import Marks
from reader.app.widgets.article_painting import MARGIN
from reader.app.widgets.painted_lines import PaintedLines
from reader.formats.clean import clean_label
from reader.model import Role, blocks_in
from reader.typeset.breaking import GUTTER
from reader.typeset.layout import MIN_MEASURE, Setting, set_notice
from reader.typeset.stretches import AtOnce
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from textual import events

    from reader.app.ready_article import ReadyArticle
    from reader.language import Language
    from reader.model import Article, Span
    from reader.page.stored import Stored
    from reader.typeset.columns import Page
    from reader.typeset.lines import Line

OVERLAP = 2  # lines seen again after turning a page
GROWTH = 1.25  # how much longer the article has become when its height is told again
SLICE = 0.004  # seconds of typesetting between two looks at the keyboard
GLIMPSE = 0.1  # seconds of typesetting before an article is shown at its beginning though another place is wanted


class Spot(Value):
    """A place in an article: characters from its start in the source, and how many lines stand above in the window.

    With a ``base`` the characters are counted from there: an article may begin elsewhere once a repair is undone.
    """

    offset: int
    above: int = 0
    base: int | None = None


BEGINNING = Spot(0, 1 << 20)


class ArticleView(PaintedLines, inherit_bindings=False):
    """Shows one article, or a sentence where there is none. Places are source offsets: they survive a new width."""

    class Scrolled(Message):
        """The window shows another part of the article, or knows better how long it is."""

    def __init__(self, language: Language, measure: int, *, columns: bool = False, justify: bool = False) -> None:
        super().__init__(id="article")
        self.justify = justify
        self.language = language
        self.measure = measure
        self.columns = columns  # wanted, where there is room
        self._page: Page | None = None  # how pages are divided; None while lines are scrolled
        self._ready: ReadyArticle | None = None
        self.setting: Setting | None = None  # of lines that are scrolled
        self._notice = ""
        self._stored: Stored | None = None
        self._laid_size, self._laid_margin, self._laid_measure = Size(0, 0), 0, measure
        self._goal: Spot | None = None  # to be shown once its line is set
        self._kept: Spot | None = None  # what was shown last, and at which line of the article
        self._kept_at = 0
        self._to_end = False
        self._moves: list[Callable[[], None]] = []  # asked for while the place they start from is not set yet
        self._working = False
        self._heading = (-1, -1)  # that was gone to last, and where the window was then

    # -- what is shown -----------------------------------------------------------------------------------------

    def show_article(
        self,
        ready: ReadyArticle,
        place: Spot | None,
        hits: Sequence[Span] = (),
        stored: Stored | None = None,
    ) -> None:
        """Show an article from its beginning, or with ``place`` in sight; as stored, when that form is given."""
        self._ready, self._notice = ready, ""
        self._highlights = {"hit": hits}
        self._marks, self._marked, self._stored = ready.repairs.marks, stored is None, stored
        self._aim(place)
        self._heading = (-1, -1)
        self._lay_out()

    @property
    def _article(self) -> Article | None:
        return self._ready.article if self._ready is not None else None

    @property
    def is_empty(self) -> bool:
        """Whether neither an article nor a sentence in its place is shown."""
        return self._article is None and not self._notice

    def show_notice(self, text: str) -> None:
        """Show a sentence in place of an article."""
        if self._article is None and self._notice == text:
            return
        text = "\n".join(map(clean_label, text.split("\n")))
        self._ready, self._notice = None, text
        self._aim(None)
        self._highlights, self._marks, self._stored = {}, Marks(), None
        self._lay_out()

    def show_place(self, place: Spot) -> None:
        """Scroll to a place in the article."""
        self._aim(place)
        self._grow()

    def _aim(self, place: Spot | None) -> None:
        """Want a place to be seen, whatever was wanted before."""
        self._goal, self._kept, self._to_end = place, None, False
        self._moves.clear()

    def show_heading(self, step: int) -> bool:
        """Go to the next heading in the article and mark it, or back to the one before; return whether there is one.

        Back from the first one is the beginning.
        """
        blocks = self._article.blocks if self._article else ()
        headings = [each.text for _, each in blocks_in(blocks, Role.CROSSHEAD)]
        offset, at = self._heading
        if at != self.scroll_offset.y:  # the reader has moved since
            top = self.top_place()
            offset = self._start + top.offset if top else -1
        if step > 0:
            found = next((each for each in headings if each.start > offset), None)
        else:
            found = next((each for each in reversed(headings) if each.start < offset), None)
        if found is not None:
            self.show_place(Spot(found.start - self._start, 1))
            self.show_hits((), tuple(sorted(found.spans())))
            self._heading = found.start, self.scroll_offset.y
        elif step < 0 and offset >= 0:
            self.show_place(BEGINNING)
            self.show_hits(())
        else:
            return False
        return True

    def reveal(self, offset: int, above: int) -> None:
        """Show the character at source ``offset``; when it was out of sight, with so many lines above it."""
        line = self._lines.find(offset)
        top = self.scroll_offset.y - self._above
        if line is not None:
            self.show_cell(line, offset)
        if line is None or not top <= line < top + self.size.height:
            self.show_place(Spot(offset - self._start, above))

    def set_measure(self, measure: int) -> None:
        """Set the article to another measure, the place under the eye kept."""
        self.measure = measure
        self._lay_out_again()

    def set_columns(self, wanted: bool) -> None:
        """Set the article in pages of columns, or in one column to be scrolled, the place under the eye kept."""
        self.columns = wanted
        self._lay_out_again()

    def on_resize(self, event: events.Resize) -> None:
        """Set the article anew when its pane has another width, or its pages another height; the place is kept."""
        if event.size.width != self._laid_size.width or (self.columns and event.size != self._laid_size):
            self._lay_out_again()
        else:
            self._grow()

    def _lay_out_again(self) -> None:
        self._goal = self.kept_place()
        self._lay_out()

    @property
    def text_measure(self) -> int:
        """The measure in use, in cells: what was asked for, or what there is room for."""
        side = MARGIN if self._room > 4 * MIN_MEASURE else 1
        return max(MIN_MEASURE, min(self.measure, self._room - 2 * side))

    @staticmethod
    def _columns() -> ModuleType:
        from reader.typeset import columns  # asked for now and then

        return columns

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    @property
    def _margin(self) -> int:
        return self._laid_margin

    @property
    def _line_cells(self) -> int:
        return self._laid_measure

    @property
    def _above(self) -> int:
        """The blank lines above the article and below it; pages have their own."""
        return 0 if self._page else 1

    def _lay_out(self) -> None:
        """Begin to set the article; the first window is set at once."""
        self._laid_size = self.size
        if not self.size.width:
            return
        measure = self.text_measure
        self._page = self.setting = None
        if self.columns and self._ready is not None and self._stored is None:
            self._page = self._columns().divide(self._room - 2, self.size.height)
        self._laid_measure = self._page.measure if self._page else measure
        used = self._page.width if self._page else measure
        self._laid_margin = max(0, (self.scrollable_content_region.width - used) // 2)
        if self._stored is not None:
            from reader.typeset.stored import StoredStretches  # asked for now and then

            self._lines = LazyLines(StoredStretches(self._stored, measure))
        elif self._ready is not None and self._page is not None:
            setting = Setting(measure, self.language, justify=self.justify, sideways=True)
            pages = self._columns().PageStretches(self._ready.article, self._page, setting, self._ready.furniture)
            self._lines = LazyLines(pages)
        elif self._ready is not None:
            # Closing marks hang into the margin; one cell of it belongs to the sidebar's edge or the scroll bar.
            beside = self._room - measure - self._margin
            gutter = max(0, min(GUTTER, beside))
            self.setting = Setting(measure, self.language, gutter, justify=self.justify, sideways=True)
            self._lines = self._ready.lines_in(self.setting)
        else:
            self._lines = LazyLines(AtOnce(set_notice(self._notice, measure)))
        self._painted.clear()
        self._aside = 0
        self._selected = None  # places on lines that are gone
        self.scroll_to(y=0, animate=False, force=True)
        self._lines.seek(self._goal_offset, GLIMPSE)
        self._grow()
        self.refresh()
        self.draw_together()

    def _grow(self) -> None:
        """Set more lines: what the window needs now, then a slice at a time until all is set."""
        self._lines.reach(self.scroll_offset.y + 2 * max(1, self.size.height))
        self._lines.work(SLICE)
        done = self._lines.done  # asked now: seeking may set the last lines, whose height is then told next time
        # Each new height is laid out by Textual: while a long article is set, it is told now and then only.
        if done or len(self._lines) + 2 * self._above > GROWTH * self.virtual_size.height:
            self._tell_height()
        self._seek()
        if not done and not self._working:
            self._working = True
            call_in(SLICE, self, self._work)

    def _tell_height(self) -> None:
        """Say how many lines there are; a blank one stands above the article and one below it."""
        # At least the window: a scroll bar without anything to scroll draws nothing, and it is always there.
        height = max(self.size.height, len(self._lines) + 2 * self._above)
        if height != self.virtual_size.height:
            self.tell_size(Size(self.size.width, height))
            self.post_message(self.Scrolled())

    def _work(self) -> None:
        self._working = False
        self._grow()

    @property
    def _goal_offset(self) -> int | None:
        """Where in the source stands what is wanted to be seen."""
        if self._goal is None:
            return None
        return self._goal.offset + (self._start if self._goal.base is None else self._goal.base)

    def _seek(self) -> None:
        """Go where the reader wanted to go, as soon as that place is set, and from there where they want to go next."""
        offset = self._goal_offset
        if self._goal is not None and offset is not None:
            line = self._lines.find(offset)
            if line is not None:
                self._kept, self._goal = self._goal, None
                self._scroll(self._page_top(line) if self._page else line + 1 - self._kept.above)
                self._kept_at = self.scroll_offset.y
            elif self._lines.done:
                self._goal = None
        if self._to_end:
            self._to_end = not self._lines.done  # asked first: scrolling may set the last lines
            self._tell_height()
            self._scroll(self.max_scroll_y)
        if self._goal is None:
            moves, self._moves = self._moves, []
            for move in moves:
                move()

    # -- where the reader is -----------------------------------------------------------------------------------

    def kept_place(self) -> Spot | None:
        """Return the place to be kept when the lines change.

        Until the reader scrolls, the same place is aimed at each time: a window made narrow and wide again, an article
        seen as stored and as rebuilt again, show what they showed before.
        """
        if self._goal is not None:
            return self._goal
        kept = self._kept is not None and self._kept_at == self.scroll_offset.y
        return self._kept if kept else self.top_place()

    def top_place(self) -> Spot | None:
        """Return where the first character in the window stands; None at the very beginning."""
        lines, top = self._lines, self.scroll_offset.y - self._above
        if self.scroll_offset.y == 0:
            return None
        for number in (*range(top, len(lines)), *range(min(top, len(lines)) - 1, -1, -1)):
            line = lines[number]
            if line.block >= 0 and line.text:
                return Spot(_telling_offset(line) - self._start, number - top)
        return None

    @property
    def _start(self) -> int:
        return self._article.start if self._article else 0

    @property
    def progress(self) -> int:
        """How much of the article has been seen, in per cent."""
        return 100 if self.max_scroll_y <= 0 else round(100 * self.scroll_offset.y / self.max_scroll_y)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self._lines.done and self.scroll_offset.y >= self.max_scroll_y

    @property
    def page_place(self) -> tuple[int, int | None] | None:
        """The number of the page that is seen, and of how many once all are set; None while lines are scrolled."""
        if self._page is None:
            return None
        rows = self._page.rows
        return self.scroll_offset.y // rows + 1, len(self._lines) // rows if self._lines.done else None

    @property
    def missing_room(self) -> tuple[int, int]:
        """The cells and the rows the window lacks for two columns; at most 0 where it lacks none."""
        columns = self._columns()
        return columns.MIN_PAGE - (self._room - 2), columns.MIN_ROWS - self.size.height

    @property
    def page_rows(self) -> int:
        """The rows of a page; 0 while lines are scrolled."""
        return self._page.rows if self._page else 0

    def show_row(self, row: int) -> None:
        """Scroll just so far that ``row`` is seen; where there are pages, to its page."""
        line = row + self._above
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if not top <= line < top + height:
            self._forget_goal()
            self._scroll(self._page_top(line) if self._page else line if line < top else line - height + 1)

    @property
    def column_count(self) -> int:
        """How many columns stand beside each other."""
        return self._page.count if self._page else 1

    def move(self, by: int) -> None:
        """Scroll by so many lines; where there are pages, turn one. What waits for a place goes on from there."""
        if self._goal is not None:
            self._moves.append(lambda: self.move(by))
            return
        self._forget_goal()
        if self._page:
            by = self._page.rows if by > 0 else -self._page.rows
        self._scroll(self.scroll_offset.y + by)

    def move_page(self, by: int) -> None:
        """Scroll by so many windows, less the lines seen again."""
        self.move(by * max(1, self.size.height - OVERLAP))

    def _page_top(self, line: int) -> int:
        return line // self._page.rows * self._page.rows if self._page else line

    def validate_scroll_y(self, value: float) -> float:
        """Stop at whole pages only, also when the scroll bar is dragged."""
        return super().validate_scroll_y(self._page_top(round(value)) if self._page else value)

    def _scroll_down_for_pointer(self, **options: Any) -> bool:
        """Turn the page with the mouse wheel, where there are pages."""
        if self._page is None:
            return super()._scroll_down_for_pointer(**options)
        self.move(1)
        return True

    def _scroll_up_for_pointer(self, **options: Any) -> bool:
        if self._page is None:
            return super()._scroll_up_for_pointer(**options)
        self.move(-1)
        return True

    def move_to_edge(self, *, end: bool) -> None:
        """Scroll to the first or the last line."""
        self._forget_goal()
        self._to_end = end
        self._scroll(self.max_scroll_y if end else 0)

    def _forget_goal(self) -> None:
        self._goal, self._to_end = None, False
        self._moves.clear()

    def _scroll(self, y: int) -> None:
        self._lines.reach(y + 2 * max(1, self.size.height))
        if y > self.max_scroll_y:
            self._tell_height()
        # By force: a scrollbar that is not shown yet would keep a new article from being scrolled.
        self.scroll_to(y=max(0, min(y, self.max_scroll_y)), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the screen that another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())


def _telling_offset(line: Line) -> int:
    """Return where a line begins in the source; of a stored one, which may begin with a mark, its first letter.

    A mark stands nowhere in the rebuilt article.
    """
    at = 0
    if line.role is None:
        at = next((index for index, char in enumerate(line.text.string) if char.isalnum()), 0)
    return line.text.source_offset(at)
