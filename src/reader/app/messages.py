"""What the workers and widgets tell the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.ready_article import ReadyArticle
    from reader.app.widgets.article_view import Spot
    from reader.library.contents import Entry
    from reader.library.finding import Occurrence
    from reader.library.library import Progress
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.library.search import Hits
    from reader.model import Problem, Span
    from reader.page.stored import Stored


class ScanReported(Message):
    """A scan has come further, or to its end."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


class ArticleReady(Message):
    """An article can be shown; ``hits`` are the places in the source to be highlighted.

    ``stored`` is the file as stored, when it is to be shown so. ``request`` tells which call for an article this
    answers.
    """

    def __init__(
        self,
        request: int,
        ready: ReadyArticle,
        place: Spot | None,
        hits: Sequence[Span] = (),
        stored: Stored | None = None,
    ) -> None:
        super().__init__()
        self.request = request
        self.ready = ready
        self.place = place
        self.hits = hits
        self.stored = stored


class RepairMarked(Message):
    """A repair was undone or made again, or that failed with a sentence."""

    def __init__(self, failure: str = "") -> None:
        super().__init__()
        self.failure = failure


class ArticleFailed(Message):
    """An article could not be read; ``reason`` is a sentence."""

    def __init__(self, request: int, entry: Entry, reason: str) -> None:
        super().__init__()
        self.request = request
        self.entry = entry
        self.reason = reason


class SearchTurned(Message):
    """A search was kept, or forgotten (``kept`` is False); or ``failure`` says why it could not be."""

    def __init__(self, text: str, *, kept: bool, failure: str) -> None:
        super().__init__()
        self.text = text
        self.kept = kept
        self.failure = failure


class SearchesCounted(Message):
    """How much each of the searches that are kept finds, as it is to be shown."""

    def __init__(self, searches: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.searches = searches


class OccurrencesFound(Message):
    """Words were looked for in the article; ``request`` tells which. ``spans`` are those of all hits, ascending."""

    def __init__(self, request: int, words: tuple[str, ...], hits: Sequence[Occurrence], spans: Sequence[Span]) -> None:
        super().__init__()
        self.request = request
        self.words = words
        self.hits = hits
        self.spans = spans


class FoldersChanged(Message):
    """Something has changed in the folders that are read: ``changed`` paths, or None where all may have."""

    def __init__(self, changed: frozenset[str] | None) -> None:
        super().__init__()
        self.changed = changed


class HitsFound(Message):
    """A search has ended, or it is ``going_on`` and has found so much by now; ``generation`` tells which.

    ``too_much_left_out`` says that something would be found if the words with a minus were not there.
    """

    def __init__(
        self, generation: int, query: Query, hits: Hits, *, going_on: bool = False, too_much_left_out: bool = False
    ) -> None:
        super().__init__()
        self.going_on = going_on
        self.too_much_left_out = too_much_left_out
        self.generation = generation
        self.query = query
        self.hits = hits


class SnippetsCut(Message):
    """Snippets for some rows of the results have been cut from their articles."""

    def __init__(self, generation: int, snippets: dict[tuple[str, int], Snippet | None]) -> None:
        super().__init__()
        self.generation = generation
        self.snippets = snippets


class FileSuggested(Message):
    """A path was found that an article could be written to."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class Exported(Message):
    """An export was written to ``path``, or failed with a sentence; ``exists`` asks whether to write over it."""

    def __init__(self, path: str, failure: str = "", *, exists: bool = False) -> None:
        super().__init__()
        self.path = path
        self.failure = failure
        self.exists = exists


class ProblemsListed(Message):
    """What could not be read was asked for: here it is, or the beginning of it, and how much there is in all."""

    def __init__(self, problems: tuple[Problem, ...], total: int) -> None:
        super().__init__()
        self.problems = problems
        self.total = total


class HandedOut(Message):
    """A link went to ``helper``, another program."""

    def __init__(self, target: str, helper: str) -> None:
        super().__init__()
        self.target = target
        self.helper = helper


class Copied(Message):
    """A text went to the clipboard by ``helper``; without one it is still to be sent to the terminal.

    ``what`` it is: "article", "selection" or "address".
    """

    def __init__(self, text: str, helper: str, what: str) -> None:
        super().__init__()
        self.what = what
        self.text = text
        self.helper = helper
