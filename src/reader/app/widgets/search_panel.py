"""The search box and what it has found so far. It stands in the sidebar's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.worker import get_current_worker

from reader.actions import action_named
from reader.app.look import look
from reader.app.messages import HitsFound, SnippetsCut
from reader.app.widgets.box import Box
from reader.app.widgets.line_list import LineList
from reader.app.widgets.note import Note
from reader.app.widgets.painting import in_lines, label_lines, marked
from reader.commands.query_words import problem_words, query_words
from reader.formats.clean import clean_label
from reader.library.fold import fold_mapped
from reader.library.passage import Snippet, merged, term_ranges
from reader.library.pinyin import places_read
from reader.library.query import Query
from reader.library.query_parsing import parse_with_problems
from reader.library.search import Order
from reader.typeset.ambiguous import drawn
from reader.typeset.widths import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from reader.app.held_picture import HeldPicture
    from reader.language import Language
    from reader.library.contents import Entry
    from reader.library.library import Library
    from reader.library.search import Hits

LIMIT = 500  # hits that are listed
SOON = 0.012  # seconds; a search that takes longer shows what it has, and goes on
DEADLINE = 2.0  # seconds; then it is stopped
SNIPPETS_AT_ONCE = 20
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
        room, ground = self.size.width - LESSON_INDENT - 2, look(self)["results.snippet"]
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


class _QueryBox(Box):
    """The search box. A slash that comes before anything was typed is the key that opens it, pressed once more."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="query")
        self.untouched = True  # since it was given the keyboard

    def on_key(self, event: events.Key) -> None:
        """Take the key of the search for what it is: select what stands in the box, to be typed over."""
        if event.key not in action_named("search").keys:
            self.untouched = False
        elif self.untouched:
            event.stop()
            event.prevent_default()
            self.action_select_all()


class SearchPanel(Vertical):
    """Runs the search as one types, off the screen's thread; a newer query cancels the older."""

    class Highlighted(Message):
        """Another hit is under the cursor; ``go`` says that the reader wants to go to its text."""

        def __init__(self, entry: Entry, query: Query, *, go: bool) -> None:
            super().__init__()
            self.entry = entry
            self.query = query
            self.go = go

    class Failed(Message):
        """The library could not be searched: it has to be read again."""

    class Emptied(Message):
        """There is no hit to be shown: nothing was found, or nothing is looked for."""

    def __init__(self, library: Library, language: Language, picture: HeldPicture) -> None:
        super().__init__(id="search", classes="side")
        self.library = library
        self.language = language
        self._picture = picture
        self.order = Order.RELEVANCE
        self._generation = 0
        self._answered = 0
        self._go_when_found = False
        self._asked = ""
        self._unclear = ""  # what in the query cannot be understood, told in a sentence

    def compose(self) -> ComposeResult:
        """Lay out the box, a line that says how much was found, and the hits."""
        placeholder = self.language.text("search.placeholder")
        yield _QueryBox(placeholder)
        yield Note(id="found")
        yield Results(self.language)

    @property
    def box(self) -> _QueryBox:
        """The search box."""
        return self.query_one(_QueryBox)

    @property
    def results(self) -> Results:
        """The list of hits."""
        return self.query_one(Results)

    def open(self) -> None:
        """Take the keyboard. What was searched last is still there, selected: typing replaces it."""
        self.box.focus()
        self.box.action_select_all()
        self.box.untouched = True
        if not self.box.value:
            self._say("", teach=True)

    def on_input_changed(self, event: Box.Changed) -> None:
        """Search for what is in the box now."""
        event.stop()
        self.box.untouched = False
        self.search(event.value)

    def ask(self, text: str) -> None:
        """Search for ``text`` as if it had just been typed."""
        self.results.show(Query(()), ())
        if self.box.value == text:
            self.search(text)
        else:
            self.box.value = text

    def search(self, text: str) -> None:
        """Search for ``text``; whatever is still being searched for is dropped."""
        self._generation += 1
        self._go_when_found = False
        self._asked = text
        query, problems = parse_with_problems(text)
        self._unclear = "\n".join(problem_words(each, self.language) for each in problems)
        if not query:
            self._answered = self._generation
            self.workers.cancel_group(self, "search")
            self.results.show(query, ())
            only_without = self.language.text("search.only_without") if query.excluded or query.conditions else ""
            self._say(self._unclear or only_without, teach=True)
            self.post_message(self.Emptied())
            return
        generation = self._generation
        self.run_worker(
            lambda: self._work(generation, query), thread=True, exclusive=True, group="search", exit_on_error=False
        )

    def _say(self, text: str, *, teach: bool = False) -> None:
        """Say how much was found, or why nothing is looked for; ``teach`` how to search, where the hits would stand."""
        self.query_one("#found", Note).update(text)
        self.results.teach(self.language.text("search.hint") if teach else "")

    def search_again(self) -> None:
        """Repeat the search when the library knows more than before, the chosen hit kept where it can be."""
        if self._asked:
            go = self._go_when_found
            self.search(self._asked)
            self._go_when_found = go

    def _work(self, generation: int, query: Query) -> None:
        worker = get_current_worker()

        def outdated() -> bool:
            return worker.is_cancelled or generation != self._generation

        order = self.order
        hits = self.library.search(query, limit=LIMIT, order=order, deadline=SOON, cancelled=outdated)
        if not hits.complete and not self.library.failed and not outdated():
            self.post_message(HitsFound(generation, query, hits, going_on=True))
            self._cut(generation, query, hits.entries[:SNIPPETS_AT_ONCE])
            hits = self.library.search(query, limit=LIMIT, order=order, deadline=DEADLINE, cancelled=outdated)
        if outdated():
            return
        if self.library.failed:
            self.post_message(self.Failed())
        self.post_message(HitsFound(generation, query, hits, going_on=False))
        self._cut(generation, query, hits.entries[:SNIPPETS_AT_ONCE])

    def _cut(self, generation: int, query: Query, entries: Sequence[Entry]) -> None:
        snippets = self.library.snippets(entries, query)
        cut = {entry.key: snippet for entry, snippet in zip(entries, snippets, strict=True)}
        self.post_message(SnippetsCut(generation, cut))

    def change_order(self) -> None:
        """Show the results in the other order: what is about it first, or the newest."""
        self.order = Order.RELEVANCE if self.order is Order.NEWEST else Order.NEWEST
        self.results.show(Query(()), ())
        self.search(self._asked)

    def on_hits_found(self, event: HitsFound) -> None:
        """List the hits, unless a newer query is under way."""
        event.stop()
        if event.generation != self._generation:
            return
        self._answered = event.generation
        repeated = event.query == self.results.query_terms
        chosen = self.chosen if repeated else None  # another query, another best hit
        self.results.show(event.query, event.hits.entries)
        self._say(self._told(event))
        if chosen in event.hits.entries:
            self.results.cursor = event.hits.entries.index(chosen)
        go, self._go_when_found = self._go_when_found, False
        # A search repeated because the scan went on must not pull the article from under the eye.
        if go or not repeated or (self.box.has_focus and self.chosen != chosen):
            if event.hits.entries:
                self._picture.hold({"snippets", "article"})
            self._tell(go=go)
            if not event.hits.entries:
                self.post_message(self.Emptied())

    def _told(self, event: HitsFound) -> str:
        """Return how much was found, and above it how the query was understood, where that is not plain to see."""
        words = clean_label(query_words(event.query, self.language))
        summary = self.language.text("search.going_on", total=event.hits.total) if event.going_on else ""
        summary = summary or self._summary(event.hits, event.query)
        if event.hits.total > 1 and self.order is Order.NEWEST:
            summary = self.language.text("search.newest", found=summary)
        return "\n".join(filter(None, (clean_label(self._unclear), words, summary)))

    def _summary(self, hits: Hits, query: Query) -> str:
        if not hits.total:
            key = "search.none_excluded" if query.excluded else "search.none"
            return self.language.text(key, query=clean_label(self._asked.strip()))
        if not hits.complete:
            return self.language.text("search.stopped", total=hits.total)
        if not self.library.scanned:
            return self.language.text("search.partial", total=hits.total)
        if hits.more:
            return self.language.text("search.more", total=f"{hits.total}+", shown=len(hits.entries))
        if hits.total > len(hits.entries):
            return self.language.text("search.more", total=hits.total, shown=len(hits.entries))
        return self.language.text("search.found", total=hits.total)

    def on_snippets_cut(self, event: SnippetsCut) -> None:
        """Show the hits in their context."""
        event.stop()
        if event.generation == self._generation:
            self.results.add_snippets(event.snippets)
            self._picture.arrived("snippets")
            self._cut_seen()

    def on_results_scrolled(self, event: Results.Scrolled) -> None:
        """Cut what comes in sight from the articles."""
        event.stop()
        self._cut_seen()

    def _cut_seen(self) -> None:
        generation, query, entries = self._generation, self.results.query_terms, self.results.ask()
        if entries:
            self.run_worker(
                lambda: self._cut(generation, query, entries),
                thread=True,
                group="snippets",
                exit_on_error=False,
            )

    @property
    def chosen(self) -> Entry | None:
        """The hit under the cursor."""
        results = self.results
        return results.entries[results.cursor] if 0 <= results.cursor < len(results.entries) else None

    def _tell(self, *, go: bool) -> None:
        if entry := self.chosen:
            self.post_message(self.Highlighted(entry, self.results.query_terms, go=go))

    def on_input_submitted(self, event: Box.Submitted) -> None:
        """Go to the chosen hit; to the first one there will be, when the search is still under way."""
        event.stop()
        if self._answered == self._generation:
            self._tell(go=True)
        else:
            self._go_when_found = True

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Show the hit under the cursor."""
        event.stop()
        self._tell(go=False)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Go to the hit that was clicked."""
        event.stop()
        self._tell(go=True)

    def relabel(self, language: Language) -> None:
        """Speak another language."""
        self.language = self.results.language = language
        self.box.placeholder = language.text("search.placeholder")
        self.search(self._asked)
