"""The search box and what it has found so far. It stands in the sidebar's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from reader.actions import action_named
from reader.app.messages import HitsFound, SnippetsCut
from reader.app.widgets.box import Box
from reader.app.widgets.note import Note
from reader.app.widgets.results import Results
from reader.commands.query_words import problem_words, query_words
from reader.formats.clean import clean_label
from reader.library.query import Query
from reader.library.query_parsing import parse_with_problems
from reader.library.search import Order
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from reader.app.held_picture import HeldPicture
    from reader.app.widgets.line_list import LineList
    from reader.language import Language
    from reader.library.contents import Entry
    from reader.library.library import Library

LIMIT = 500  # hits that are listed
SOON = 0.012  # seconds; a search that takes longer shows what it has, and goes on
DEADLINE = 2.0  # seconds; then it is stopped
SNIPPETS_AT_ONCE = 20


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

    def __init__(
        self,
        library: Library,
        language: Language,
        picture: HeldPicture,
        hold_keys: Callable[[Callable[[], bool]], None],
    ) -> None:
        super().__init__(id="search", classes="side")
        self.library = library
        self.language = language
        self._picture = picture
        self._hold_keys = hold_keys  # until something is true
        self.order = Order.RELEVANCE
        self._generation = 0
        self._answered = 0
        self._go_when_found = False
        self._repeats = False  # whether the search under way was there before, and its hit is to stay chosen
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

    def on_mount(self) -> None:
        """Have loaded what searches before the first letter comes: it is as much work as ten searches."""
        self.run_worker(self._load, thread=True, group="loading", exit_on_error=False)

    def _load(self) -> None:
        query = Query(("a",))
        hits = self.library.search(query, limit=1, deadline=0.0)
        self.library.snippets(hits.entries, query)

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
        self._go_when_found = self._repeats = False
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
            self._go_when_found, self._repeats = go, True

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
        too_much = not hits.total and bool(query.excluded) and self._finds(replace(query, excluded=()), outdated)
        self.post_message(HitsFound(generation, query, hits, too_much_left_out=too_much))
        self._cut(generation, query, hits.entries[:SNIPPETS_AT_ONCE])

    def _finds(self, query: Query, cancelled: Callable[[], bool]) -> bool:
        order = Order.NEWEST
        return self.library.search(query, limit=1, order=order, deadline=SOON, cancelled=cancelled).total > 0

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
        repeated = self._repeats and event.query == self.results.query_terms
        self._repeats = True  # what comes later goes on with this
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
        summary = summary or self._summary(event)
        if event.hits.total > 1 and self.order is Order.NEWEST:
            summary = self.language.text("search.newest", found=summary)
        return "\n".join(filter(None, (clean_label(self._unclear), words, summary)))

    def _summary(self, event: HitsFound) -> str:
        hits = event.hits
        if not hits.total:
            key = "search.none_excluded" if event.too_much_left_out else "search.none"
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
            self._hold_keys(self._has_gone)

    def _has_gone(self) -> bool:
        """Return whether the keyboard went to the hit that Enter asked for, or there is none."""
        return self._answered == self._generation and not (self.box.has_focus and self.results.entries)

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
        if self._asked:
            self.search_again()
        else:
            self.search("")
