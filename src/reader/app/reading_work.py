"""What the reading screen has done on other threads: scanning the folders, reading an article."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.app.messages import (
    ArticleFailed,
    ArticleReady,
    Copied,
    HandedOut,
    ProblemsListed,
    RepairMarked,
    ScanReported,
    SearchesCounted,
    SearchTurned,
)
from reader.app.ready_article import ReadyArticle, make_ready
from reader.app.widgets.article_view import Spot
from reader.commands.console import error_sentence
from reader.errors import ReaderError
from reader.formats.clean import clean_label
from reader.library.library import LARGE
from reader.library.search import Order
from reader.packed import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.worker import Worker

    from reader.app.screens.reading import ReadingScreen
    from reader.library.contents import Entry
    from reader.library.query import Query
    from reader.model import Article, Bulletin, Span
    from reader.page.stored import Stored

PATIENCE = 1.0  # seconds that reading what is large waits until its beginning is drawn
COUNTED = 100  # articles that a kept search counts; more are so many and some
COUNTING = 0.05  # seconds to count them in
PROBLEMS = 500  # problems that are listed; the command line prints all
HIT_LINES = 3  # lines of context left above a hit


def scan(screen: ReadingScreen, only: frozenset[str] | None = None) -> None:
    """Read the folders, or ``only`` what has changed at some paths; reports reach the screen as messages."""

    def work() -> None:
        worker = get_current_worker()
        if screen.entry is None and not screen.library.scanned:
            _show_beginning(screen)
        for progress in screen.opening.reports(lambda: worker.is_cancelled, only):
            screen.post_message(ScanReported(progress))
            if progress.known:  # there is something to read: to look through a large folder would only delay it
                screen.first_picture.drawn.wait(PATIENCE)

    screen.run_worker(work, thread=True, exclusive=True, group="scan")


def _show_beginning(screen: ReadingScreen) -> None:
    """Show the beginning of a large file, and wait until it is seen: reading the rest would only make it come later."""
    paths = screen.library.paths
    if len(paths) != 1 or not os.path.isfile(paths[0]) or os.path.getsize(paths[0]) <= LARGE:
        return
    from reader.app.beginning import read_beginning

    library = screen.library
    if (found := read_beginning(paths, library.drawer.wanted, library.beginnings)) is not None:
        file, rebuilt = found
        article = rebuilt.drawn or rebuilt.bulletin.articles[0]
        ready = ReadyArticle(file.articles[0].entry, article, rebuilt.bulletin)
        screen.post_message(ArticleReady(0, ready, None))
        screen.first_picture.drawn.wait(PATIENCE)


def load(screen: ReadingScreen, request: int, entry: Entry, place: Spot | None, query: Query | None) -> None:
    """Read one article; it reaches the screen as a message. The newest ``request`` is the one that counts.

    It is to be shown with ``place`` in sight; without one, with the first hit of ``query``.
    """
    as_stored, shown = screen.as_stored, screen.shown

    def work() -> None:
        try:
            ready = make_ready(screen.library, entry, shown)
            article = screen.library.article(entry)
        except ReaderError as error:
            screen.post_message(ArticleFailed(request, entry, error_sentence(error, screen.language)))
            return
        hits = hit_spans(article, query) if query else ()
        spot = place
        if spot is None:
            spot = _first_hit(article, query) if query else screen.places.take(entry.id)
        stored = _stored(article, ready.bulletin) if as_stored else None
        screen.post_message(ArticleReady(request, ready, spot, hits, stored))

    screen.run_worker(work, thread=True, exclusive=True, group="article")


def _first_hit(article: Article, query: Query) -> Spot:
    from reader.library.passage import snippet  # once something was searched for

    return Spot(snippet(article, query).offset - article.start, HIT_LINES)


def _stored(article: Article, bulletin: Bulletin) -> Stored:
    from reader.page.stored import stored_form  # asked for now and then

    return stored_form(article, bulletin)


def count_searches(screen: ReadingScreen) -> None:
    """Find out which searches are kept and how much each finds now; the screen is told first of those, then of this."""
    known = dict(screen.sidebar.searches)

    def work() -> None:
        worker = get_current_worker()
        texts = screen.kept_searches.read()
        screen.post_message(SearchesCounted(tuple((text, known.get(text, "")) for text in texts)))
        counted = []
        for text in texts:
            with suppress(Exception):  # a search that fails is told where it is asked for, in the search itself
                known[text] = _count(screen, text, worker)
            counted.append((text, known.get(text, "")))
        if not worker.is_cancelled:
            screen.post_message(SearchesCounted(tuple(counted)))

    screen.run_worker(work, thread=True, exclusive=True, group="searches")


def _count(screen: ReadingScreen, text: str, worker: Worker[None]) -> str:
    from reader.library.query_parsing import parse_query  # once a search is kept

    query = parse_query(text)
    newest, stopped = Order.NEWEST, lambda: worker.is_cancelled
    hits = screen.library.search(query, limit=COUNTED, order=newest, deadline=COUNTING, cancelled=stopped)
    return f"{hits.total}+" if hits.more or not hits.complete else str(hits.total)


def turn_search(screen: ReadingScreen, text: str) -> None:
    """Keep a search in the sidebar, or forget it; the screen is told when that is written."""

    def work() -> None:
        kept, failure = False, ""
        try:
            kept = screen.kept_searches.turn(text)
        except OSError as error:
            failure = clean_label(error.strerror or str(error))
        screen.post_message(SearchTurned(text, kept=kept, failure=failure))

    screen.run_worker(work, thread=True, group="keeping")


def mark_repairs(screen: ReadingScreen, path: str) -> None:
    """Remember what the reader wants of the repairs of the file at ``path``; the screen is told when it is done.

    What is wanted is asked for under a lock, so that of two quick keys the later one holds.
    """

    def work() -> None:
        failure = ""
        with screen.marking:
            ours = [each for each in list(screen.wanted_repairs) if each[0] == path]
            wanted = {key: screen.wanted_repairs.pop((path, key)) for _, key in ours}
            try:
                if wanted:
                    screen.library.mark_repairs(path, wanted)
            except ReaderError as error:
                failure = error_sentence(error, screen.language)
        screen.post_message(RepairMarked(failure))

    screen.run_worker(work, thread=True, group="repairs")


def list_problems(screen: ReadingScreen) -> None:
    """Find out what could not be read; it reaches the screen as a message. There may be more than anybody reads."""

    def work() -> None:
        found = tuple(islice(screen.library.each_problem(), PROBLEMS))
        total = len(found) if len(found) < PROBLEMS else max(len(found), screen.library.count_problems())
        screen.post_message(ProblemsListed(found, total))

    screen.run_worker(work, thread=True, exclusive=True, group="problems")


def copy(screen: ReadingScreen, article: Article, path: str) -> None:
    """Put an article into the clipboard as text, its lines unwrapped; the screen is told by what way."""
    from reader.export.text import article_text  # asked for now and then

    language = screen.language
    copy_text(screen, lambda: article_text(article, language, clean_label(path)), "article")


def copy_text(screen: ReadingScreen, make: Callable[[], str], what: str) -> None:
    """Put what ``make`` returns into the clipboard; the screen is told by what way. ``what`` it is: see Copied."""
    from reader.app.clipboard import find_helper, hand_over  # asked for now and then

    def work() -> None:
        text = make()
        helper = find_helper(os.environ)
        taken = helper is not None and hand_over(text, helper)
        screen.post_message(Copied(text, helper.command[0] if helper and taken else "", what))

    screen.run_worker(work, thread=True, group="copy")


def open_link(screen: ReadingScreen, target: str) -> None:
    """Open an address or a file in the program the system has for it; where there is none, copy it."""
    from reader.app.outside import find_opener, hand_out  # asked for now and then

    opener = find_opener(os.environ)
    if opener is None:
        copy_text(screen, lambda: target, "address")
        return

    def work() -> None:
        if hand_out(target, opener):
            screen.post_message(HandedOut(target, opener[0]))
        else:
            copy_text(screen, lambda: target, "address")

    screen.run_worker(work, thread=True, group="links")


def hit_spans(article: Article, query: Query) -> Sequence[Span]:
    """Return where in the source the terms of ``query`` stand in ``article``, in ascending order."""
    from reader.library.fold import fold_mapped
    from reader.library.passage import passages, term_ranges

    def found() -> Iterator[Span]:
        for text in passages(article):
            folded = fold_mapped(text.string)
            for start, end in term_ranges(folded.text, query):
                yield from text.slice(folded.place(start), folded.end(end)).spans()

    return in_order(found())
