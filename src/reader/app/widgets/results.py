"""The articles a search has found, each with the hit in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.line_list import LineList
from reader.app.widgets.painting import in_lines, label_lines, marked
from reader.formats.clean import clean_label
from reader.library.fold import fold_mapped
from reader.library.passage import Snippet, merged, term_ranges
from reader.library.pinyin import places_read
from reader.library.query import Query
from reader.typeset.ambiguous import drawn
from reader.typeset.widths import fit

if TYPE_CHECKING:
    from reader.language import Language
    from reader.library.contents import Entry

SNIPPET_LINES = 2
LESSON_INDENT = 3  # cells
MOST_LESSON = 3  # lines of a sentence
ROW_LINES = 1 + SNIPPET_LINES + 1 + 1  # headline, snippet, where, a blank line


class Results(LineList):
    """The articles found, each with the hit in its context."""

    GROUND = "sidebar"

    class Scrolled(Message):
        """Other hits are in sight."""

    def __init__(self, language: Language) -> None:
        super().__init__(id="results", focusable=False)
        self.language = language
        self.query_terms = Query(())
        self.entries: tuple[Entry, ...] = ()
        self.snippets: dict[tuple[str, int], Snippet | None] = {}
        self._asked: set[tuple[str, int]] = set()  # hits whose context is being looked for
        self._lesson = ""

    def show(self, query: Query, entries: tuple[Entry, ...]) -> None:
        """List ``entries``, the first of them chosen; what the same query found before keeps its snippets and place."""
        if query != self.query_terms:
            self.snippets, self._asked = {}, set()
            self.scroll_to(y=0, animate=False)
        self.query_terms, self.entries = query, entries
        self.set_heights((ROW_LINES for _ in entries), 0)

    def teach(self, text: str) -> None:
        """Say ``text`` where no hits stand: beside the list it would have the screen laid out anew when hits come."""
        if text != self._lesson:
            self._lesson = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        if self.entries or not self._lesson:
            return super().render_line(y)
        room, ground = self.scrollable_content_region.width - LESSON_INDENT, look(self)["results.snippet"]
        lines = [line for text in self._lesson.split("\n") for line in label_lines(text, max(1, room), MOST_LESSON)]
        segments = [Segment(" " * LESSON_INDENT, ground), Segment(lines[y], ground)] if y < len(lines) else []
        return Strip(segments).crop_extend(0, self.size.width, ground)

    def ask(self) -> list[Entry]:
        """Return the hits in sight, and in the window after it, whose context is to be found; each is told once."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        first, last = self.row_at(top), self.row_at(min(top + 2 * height, ROW_LINES * len(self.entries) - 1))
        seen = self.entries[max(0, first) : last + 1]
        wanted = [entry for entry in seen if entry.key not in self.snippets and entry.key not in self._asked]
        self._asked.update(entry.key for entry in wanted)
        return wanted

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def add_snippets(self, snippets: dict[tuple[str, int], Snippet | None]) -> None:
        """Fill in what was cut from the articles."""
        self.snippets.update(snippets)
        self.repaint()

    def paint_row(self, row: int, width: int, *, chosen: bool) -> list[Strip]:
        """Draw one hit."""
        entry, room = self.entries[row], width - 3
        over = look(self)["over.chosen"] if chosen else Style.null()
        hit = look(self)["over.hit"]
        strips = []
        headline = look(self)["results.headline"] + over
        folded = fold_mapped(entry.headline)
        ranges = [(folded.place(start), folded.end(end)) for start, end in self._places(folded.text)]
        shown = fit(entry.headline, room)
        strips.append(marked(shown, headline, [(start, end, hit) for start, end in ranges]))
        snippet_style = look(self)["results.snippet"] + over
        snippet = self.snippets.get(entry.key)
        text, found = snippet.shown() if snippet else ("", ())
        text = clean_label(text.replace("\t", " "))
        lines = in_lines(text, max(1, room), SNIPPET_LINES)
        for start, end in lines:
            line = fit(text[start:end], room)
            inside = [(first - start, last - start, hit) for first, last in found if last > start and first < end]
            strips.append(marked(line, snippet_style, inside))
        strips += [[] for _ in range(SNIPPET_LINES - len(lines))]
        where_style = look(self)["results.where"] + over
        strips.append([Segment(fit(self._where(entry), room), where_style)])
        mark = Segment(f" {drawn().chosen}" if chosen else "  ", look(self)["sidebar.mark"] + over)
        blank = look(self)["sidebar"] + over
        painted = [Strip([mark, *segments]).extend_cell_length(width, blank) for segments in strips]
        return [*painted, Strip.blank(width, look(self)["sidebar"])]

    def _places(self, folded: str) -> list[tuple[int, int]]:
        """Return where the words stand in a headline; where they do not, what is read so."""
        query = self.query_terms
        return term_ranges(folded, query) or merged(each for word in query.spoken for each in places_read(word, folded))

    def _where(self, entry: Entry) -> str:
        section = entry.section or self.language.text("section.none")
        return "  ".join(part for part in (section, entry.date.isoformat() if entry.date else "") if part)
