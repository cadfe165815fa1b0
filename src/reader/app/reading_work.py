"""What the reading screen has done on other threads: scanning the folders, reading an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.app.messages import ArticleFailed, ArticleReady, ScanReported
from reader.app.origin import repairs_of
from reader.app.widgets.article_view import Spot
from reader.commands.console import error_sentence
from reader.errors import ReaderError
from reader.library.fold import fold_mapped
from reader.library.passage import passage, snippet, term_ranges

if TYPE_CHECKING:
    from reader.app.screens.reading import ReadingScreen
    from reader.library.contents import Entry
    from reader.library.query import Query
    from reader.model import Article, Span

HIT_LINES = 3  # lines of context left above a hit


def scan(screen: ReadingScreen) -> None:
    """Read the folders; reports reach the screen as messages."""

    def work() -> None:
        worker = get_current_worker()
        for progress in screen.library.scan(lambda: worker.is_cancelled):
            screen.post_message(ScanReported(progress))

    screen.run_worker(work, thread=True, exclusive=True, group="scan")


def load(screen: ReadingScreen, request: int, entry: Entry, place: Spot | None, query: Query | None) -> None:
    """Read one article; it reaches the screen as a message. The newest ``request`` is the one that counts.

    It is to be shown with ``place`` in sight; without one, with the first hit of ``query``.
    """

    def work() -> None:
        try:
            bulletin = screen.library.bulletin(entry.path)
            article = screen.library.article(entry)
        except ReaderError as error:
            screen.post_message(ArticleFailed(request, entry, error_sentence(error, screen.language)))
            return
        hits = hit_spans(article, query) if query else ()
        spot = Spot(snippet(article, query).offset - article.start, HIT_LINES) if query and place is None else place
        furniture = bulletin.furniture if article is bulletin.articles[-1] else ()
        repairs = len(repairs_of(article, bulletin))
        screen.post_message(ArticleReady(request, entry, article, bulletin, furniture, hits, spot, repairs))

    screen.run_worker(work, thread=True, exclusive=True, group="article")


def hit_spans(article: Article, query: Query) -> tuple[Span, ...]:
    """Return where in the source the terms of ``query`` stand in ``article``, in ascending order."""
    found = passage(article).text
    folded = fold_mapped(found.string)
    spans: list[Span] = []
    for start, end in term_ranges(folded.text, query):
        spans += found.slice(folded.place(start), folded.place(end - 1) + 1).spans()
    return tuple(sorted(spans))
