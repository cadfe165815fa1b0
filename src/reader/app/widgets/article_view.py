"""The article as set, drawn line by line in the middle of its pane."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.lazy_lines import LazyLines
from reader.app.look import look
from reader.app.repairs import Marks
from reader.app.widgets.painting import marked
from reader.formats.clean import clean_label
from reader.model import Role, Span
from reader.typeset.breaking import GUTTER, break_lines
from reader.typeset.layout import MIN_MEASURE, Setting, set_article
from reader.typeset.lines import Line
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.geometry import Region

    from reader.language import Language
    from reader.model import Article, Block
    from reader.page.stored import Stored

KEPT_LINES = 512
OVERLAP = 2  # lines seen again after turning a page
GROWTH = 1.25  # how much longer the article has become when its height is told again
SLICE = 0.004  # seconds of typesetting between two looks at the keyboard
MARGIN = 2  # cells kept free on both sides, where there is room
LIFTED, SOFT = "›", "¦"  # in the margin, beside a block lifted out of the text, and where a break may be false

_ROLE_LOOKS = {
    Role.KICKER: "article.kicker",
    Role.HEADLINE: "article.headline",
    Role.DECK: "article.deck",
    Role.BYLINE: "article.byline",
    Role.CROSSHEAD: "article.crosshead",
    Role.CAPTION: "article.caption",
    Role.CREDIT: "article.caption",
    Role.QUOTE: "article.quote",
    Role.CODE: "article.code",
    Role.FIELDS: "article.facts",
    Role.RULE: "article.rule",
    Role.SLUG: "article.furniture",
    Role.FOLIO: "article.furniture",
    Role.JUMP: "article.furniture",
    Role.EDITOR: "article.furniture",
    Role.FURNITURE: "article.furniture",
}
_OVER = ("strong", "emphasis", "code", "link", "strike", "dateline", "seam", "hit", "current")
_RUN_LOOKS = {"image": "over.link", **{name: f"over.{name}" for name in _OVER}}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an article: characters from its start in the source, and how many lines stand above in the window.

    With a ``base`` the characters are counted from there: an article may begin elsewhere once a repair is undone.
    """

    offset: int
    above: int = 0
    base: int | None = None


BEGINNING = Spot(0, 1 << 20)


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one article, or a sentence where there is none. Places are source offsets: they survive a new width."""

    class Scrolled(Message):
        """The window shows another part of the article, or knows better how long it is."""

    def __init__(self, language: Language, measure: int) -> None:
        super().__init__(id="article")
        self.language = language
        self.measure = measure
        self._article: Article | None = None
        self._furniture: Sequence[Block] = ()
        self._notice = ""
        self._hits: tuple[Span, ...] = ()
        self._current: tuple[Span, ...] = ()  # of the hits
        self._marks = Marks()
        self._stored: Stored | None = None
        self._lines = LazyLines(iter(()))
        self._laid_width = 0
        self._goal: Spot | None = None  # to be shown once its line is set
        self._kept: Spot | None = None  # what was shown last, and at which line of the article
        self._kept_at = 0
        self._to_end = False
        self._working = False
        self._painted: LRUCache[int, Strip] = LRUCache(KEPT_LINES)

    # -- what is shown -----------------------------------------------------------------------------------------

    def show_article(
        self,
        article: Article,
        furniture: Sequence[Block],
        hits: tuple[Span, ...],
        place: Spot | None,
        marks: Marks,
        stored: Stored | None,
    ) -> None:
        """Show ``article`` from its beginning, or with ``place`` in sight; as stored, when that form is given."""
        self._article, self._furniture, self._notice = article, furniture, ""
        self._hits, self._current = hits, ()
        self._marks, self._stored = marks, stored
        self._goal, self._kept, self._to_end = place, None, False
        self._lay_out()

    @property
    def is_empty(self) -> bool:
        """Whether neither an article nor a sentence in its place is shown."""
        return self._article is None and not self._notice

    def show_notice(self, text: str) -> None:
        """Show a sentence in place of an article."""
        if self._article is None and self._notice == text:
            return
        text = "\n".join(map(clean_label, text.split("\n")))
        self._article, self._notice, self._hits, self._goal, self._kept = None, text, (), None, None
        self._marks, self._stored = Marks(), None
        self._lay_out()

    def show_hits(self, hits: tuple[Span, ...], current: tuple[Span, ...] = ()) -> None:
        """Highlight these places of the source, and among them the one the reader is at."""
        self._hits, self._current = hits, current
        self._painted.clear()
        self.refresh()

    def show_place(self, place: Spot) -> None:
        """Scroll to a place in the article."""
        self._goal, self._kept, self._to_end = place, None, False
        self._grow()

    def reveal(self, offset: int, above: int) -> None:
        """Show the character at source ``offset``; when it was out of sight, with so many lines above it."""
        line = self._lines.find(offset)
        top = self.scroll_offset.y - 1
        if line is None or not top <= line < top + self.size.height:
            self.show_place(Spot(offset - self._start, above))

    def set_measure(self, measure: int) -> None:
        """Set the article to another measure, the place under the eye kept."""
        self.measure = measure
        self._lay_out_again()

    def on_resize(self, event: events.Resize) -> None:
        """Set the article anew when its pane has another width, the place under the eye kept."""
        if event.size.width != self._laid_width:
            self._lay_out_again()
        else:
            self._grow()

    def _lay_out_again(self) -> None:
        self._goal = self.kept_place()
        self._lay_out()

    @property
    def text_measure(self) -> int:
        """The measure in use, in cells: what was asked for, or what there is room for."""
        room = self.scrollable_content_region.width or self.size.width
        side = MARGIN if room > 4 * MIN_MEASURE else 1
        return max(MIN_MEASURE, min(self.measure, room - 2 * side))

    @property
    def _margin(self) -> int:
        return max(0, (self.scrollable_content_region.width - self.text_measure) // 2)

    def _lay_out(self) -> None:
        """Begin to set the article; the first window is set at once."""
        self._laid_width = self.size.width
        if not self.size.width:
            return
        measure = self.text_measure
        if self._stored is not None:
            from reader.typeset.stored import set_stored  # asked for now and then

            self._lines = LazyLines(set_stored(self._stored, measure))
        elif self._article is not None:
            # Closing marks hang into the margin; one cell of it belongs to the sidebar's edge or the scroll bar.
            beside = (self.scrollable_content_region.width or self.size.width) - measure - self._margin
            setting = Setting(measure, self.language, max(0, min(GUTTER, beside)))
            self._lines = LazyLines(set_article(self._article, setting, self._furniture))
        else:
            self._lines = LazyLines(_notice_lines(self._notice, measure))
        self._painted.clear()
        self.scroll_to(y=0, animate=False, force=True)
        self._grow()
        self.refresh()

    def _grow(self) -> None:
        """Set more lines: what the window needs now, then a slice at a time until all is set."""
        self._lines.reach(self.scroll_offset.y + 2 * max(1, self.size.height))
        self._lines.work(SLICE)
        done = self._lines.done  # asked now: seeking may set the last lines, whose height is then told next time
        # Each new height is laid out by Textual: while a long article is set, it is told now and then only.
        if done or len(self._lines) + 2 > GROWTH * self.virtual_size.height:
            self._tell_height()
        self._seek()
        if not done and not self._working:
            self._working = True
            self.set_timer(SLICE, self._work)

    def _tell_height(self) -> None:
        """Say how many lines there are; a blank one stands above the article and one below it."""
        if len(self._lines) + 2 != self.virtual_size.height:
            self.virtual_size = Size(self.size.width, len(self._lines) + 2)
            self.post_message(self.Scrolled())

    def _work(self) -> None:
        self._working = False
        self._grow()

    def _seek(self) -> None:
        """Go where the reader wanted to go, as soon as that place is set."""
        if self._goal is not None:
            base = self._start if self._goal.base is None else self._goal.base
            line = self._lines.find(self._goal.offset + base)
            if line is not None:
                self._kept, self._goal = self._goal, None
                self._scroll(line + 1 - self._kept.above)
                self._kept_at = self.scroll_offset.y
            elif self._lines.done:
                self._goal = None
        if self._to_end:
            self._to_end = not self._lines.done  # asked first: scrolling may set the last lines
            self._tell_height()
            self._scroll(self.max_scroll_y)

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
        lines, top = self._lines.lines, self.scroll_offset.y - 1
        if top < 0:
            return None
        for number in (*range(top, len(lines)), *range(min(top, len(lines)) - 1, -1, -1)):
            if lines[number].block >= 0 and lines[number].text:
                return Spot(_telling_offset(lines[number]) - self._start, number - top)
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

    def move(self, by: int) -> None:
        """Scroll by so many lines."""
        self._forget_goal()
        self._scroll(self.scroll_offset.y + by)

    def move_page(self, by: int) -> None:
        """Scroll by so many windows, less the lines seen again."""
        self.move(by * max(1, self.size.height - OVERLAP))

    def move_to_edge(self, *, end: bool) -> None:
        """Scroll to the first or the last line."""
        self._forget_goal()
        self._to_end = end
        self._scroll(self.max_scroll_y if end else 0)

    def _forget_goal(self) -> None:
        self._goal, self._to_end = None, False

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

    # -- drawing -----------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Draw anew when the theme changes."""
        super().notify_style_update()
        self._painted.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of the window that are asked for.

        Nothing surrounds them, so what Textual does for each to draw borders is left out: it costs half of a scroll.
        """
        filters, background = self.get_line_filters(), self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        for each in filters:
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window, as wide as the whole widget."""
        number = y + self.scroll_offset.y - 1
        if not 0 <= number < len(self._lines):
            return Strip.blank(self.outer_size.width, look(self)["article"])
        strip = self._painted.get(number)
        if strip is None:
            strip = self._paint(self._lines.lines[number], self._margin_mark(number))
            self._painted[number] = strip
        return strip

    def _margin_mark(self, number: int) -> str:
        """Return what stands in the margin beside a line: a mark beside the first line of some blocks."""
        lines, block = self._lines.lines, self._lines.lines[number].block
        if block < 0 or self._stored is not None or (number and lines[number - 1].block == block):
            return ""
        return LIFTED if block in self._marks.lifted else SOFT if block in self._marks.soft else ""

    def _paint(self, line: Line, mark: str = "") -> Strip:
        cells = self.outer_size.width
        margin = self._margin
        styles = look(self)
        name = _ROLE_LOOKS.get(line.role, "article") if line.role else "article"
        style = styles[name]
        segments = [Segment(" " * (margin + line.indent), styles["article"])]
        if mark and margin:
            at = margin - 2 if margin > MARGIN else margin - 1  # free of the text, or else of the sidebar's edge
            blank = styles["article"]
            over = styles["article.lifted" if mark == LIFTED else "article.soft"]
            rest = " " * (margin + line.indent - at - 1)
            segments = [Segment(" " * at, blank), Segment(mark, over), Segment(rest, blank)]
        if line.lead:
            segments.append(Segment(line.lead, styles["article.rule"]))
        stretches = [(run.start, run.end, self._over(run.style)) for run in line.runs]
        stretches += [(start, end, self._over("seam")) for start, end in _hit_ranges(line, self._marks.seams)]
        stretches += [(start, end, self._over("hit")) for start, end in _hit_ranges(line, self._hits)]
        stretches += [(start, end, self._over("current")) for start, end in _hit_ranges(line, self._current)]
        segments += marked(line.text.string, style, stretches)
        return Strip(segments).extend_cell_length(cells, look(self)["article"]).crop(0, cells)

    def _over(self, name: str) -> Style:
        return look(self)[_RUN_LOOKS[name]]


def _telling_offset(line: Line) -> int:
    """Return where a line begins in the source; of a stored one, which may begin with a mark, its first letter.

    A mark stands nowhere in the rebuilt article.
    """
    at = 0
    if line.role is None:
        at = next((index for index, char in enumerate(line.text.string) if char.isalnum()), 0)
    return line.text.source_offset(at)


def _hit_ranges(line: Line, hits: tuple[Span, ...]) -> Iterator[tuple[int, int]]:
    """Yield which characters of ``line`` stand in one of ``hits`` (source spans in ascending order)."""
    if not hits or line.block < 0:
        return
    text = line.text
    for number, (at, offset) in enumerate(text.anchors):
        end = text.anchors[number + 1][0] if number + 1 < len(text.anchors) else len(text)
        first = max(0, bisect_left(hits, Span(offset, 0)) - 1)  # the one before may reach in here
        for hit in islice(hits, first, None):
            if hit.start >= offset + end - at:
                break
            start, stop = max(hit.start, offset), min(hit.end, offset + end - at)
            if start < stop:
                yield at + start - offset, at + stop - offset


def _notice_lines(text: str, measure: int) -> Iterator[Line]:
    """Yield a sentence in the middle of the measure."""
    from reader.model import SourceText

    yield Line()
    yield Line()
    for paragraph in text.split("\n"):
        for start, end in break_lines(paragraph, measure):
            piece = paragraph[start:end]
            yield Line(Role.FIELDS, SourceText(piece), (measure - width(piece)) // 2)
        if not paragraph:
            yield Line()
