"""The library: what is in the folders, read once, kept as a table of contents and as searchable text.

Articles themselves stay on disk and are read again when they are opened; the last few are kept.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING

from reader.errors import BulletinError, ReaderError
from reader.formats.files import problem, refuse
from reader.formats.parse import read_document
from reader.library.contents import Contents, Entry, make_contents, make_entry, natural, print_order
from reader.library.files import FileRef, find_files
from reader.library.fold import fold
from reader.library.passage import content_id, passage, snippet
from reader.library.search import Hits, Record, ScanSearch
from reader.model import Problem, ProblemKind
from reader.page import build_bulletin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.model import Article, Bulletin

FIRST_REPORT = 0.05  # seconds from the first article on the screen to the next report
REPORT_GROWTH = 1.6  # each report comes later than the one before: sorting must not outgrow reading
LAST_REPORT = 2.0
KEPT_BULLETINS = 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come: files read, files in all, contents so far; at the end also how much was found wrong."""

    done: int
    total: int
    contents: Contents
    problems: int = 0

    @property
    def finished(self) -> bool:
        """Whether every file has been read."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class _FileState:
    """What was read from one file, and the stamp it had then."""

    ref: FileRef
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    order: tuple[str | int, ...]


def load_bulletin(path: str) -> Bulletin:
    """Read and rebuild the bulletin at ``path``. Raises BulletinError when it cannot be read."""
    try:
        return build_bulletin(read_document(path))
    except BulletinError:
        raise
    except Exception as error:  # whatever a file may do to us, it does not stop the others
        raise refuse(ProblemKind.INTERNAL, path, reason=type(error).__name__) from error


class Library:
    """The bulletins under some paths. ``scan`` may run on one thread while the others read and search."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        self._states: dict[str, _FileState] = {}
        self._walk_problems: list[Problem] = []
        self._records: list[Record] = []
        self._contents = Contents()
        self._bulletins: OrderedDict[str, Bulletin] = OrderedDict()
        self._generation = 0  # of bulletins kept: each scan begins a new one
        self._lock = Lock()
        self.scanned = False

    @property
    def contents(self) -> Contents:
        """The table of contents as of the last report of a scan."""
        return self._contents

    @property
    def records(self) -> Sequence[Record]:
        """What search looks through, in print order, as of the last report of a scan."""
        return self._records

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found wrong so far, file by file; duplicates by content are noted last."""
        found = list(self._walk_problems)
        for state in list(self._states.values()):
            found += state.problems
        return (*found, *self._duplicates())

    def scan(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Progress]:
        """Read what is new or changed, forget what is gone; yield reports, the last one with everything.

        The first report comes with the first article. Until the last one, files known before and not yet looked at
        again are in the reports too, so that nobody's place is pulled away. When cancelled it just stops; what was
        read stays.
        """
        refs, walk_problems = find_files(self.paths, cancelled)
        if cancelled():
            return
        self._walk_problems = walk_problems
        known, self._states = self._states, {}
        with self._lock:
            self._bulletins.clear()
            self._generation += 1
        wait, due, reported = FIRST_REPORT, 0.0, False
        for done, ref in enumerate(refs, 1):
            if cancelled():
                self._states = {**known, **self._states}
                return
            before = known.get(ref.path)
            unchanged = before is not None and before.ref == ref and ref.root != ""
            self._states[ref.path] = before if before is not None and unchanged else _read(ref)
            if done == len(refs):
                break
            now = time.monotonic()
            if (not reported and self._states[ref.path].records) or (reported and now > due):
                reported = True
                yield self._report(done, len(refs), {**known, **self._states})
                due = time.monotonic() + wait
                wait = min(LAST_REPORT, wait * REPORT_GROWTH)
        self.scanned = True
        yield replace(self._report(len(refs), len(refs), self._states), problems=len(self.problems))

    def _report(self, done: int, total: int, states: Mapping[str, _FileState]) -> Progress:
        keyed = [
            (print_order(record.entry, state.order), record) for state in states.values() for record in state.records
        ]
        keyed.sort(key=itemgetter(0))
        self._records = records = [record for _, record in keyed]
        self._contents = make_contents(record.entry for record in records)
        return Progress(done, total, self._contents)

    def scan_all(self) -> Contents:
        """Scan to the end and return the table of contents."""
        for _ in self.scan():
            pass
        return self._contents

    def _duplicates(self) -> Iterator[Problem]:
        seen: dict[str, Entry] = {}
        for record in self._records:
            entry = record.entry
            first = seen.setdefault(entry.id, entry)
            if first is not entry:
                yield problem(
                    ProblemKind.DUPLICATE, entry.path, 0, article=entry.number, first=first.path, number=first.number
                )

    def bulletin(self, path: str) -> Bulletin:
        """Return the bulletin at ``path``, read again unless it was just read. Raises BulletinError."""
        with self._lock:
            if found := self._bulletins.get(path):
                self._bulletins.move_to_end(path)
                return found
            generation = self._generation
        found = load_bulletin(path)
        with self._lock:
            if generation != self._generation:  # read before a scan began, perhaps before the file changed
                return found
            self._bulletins[path] = found
            while len(self._bulletins) > KEPT_BULLETINS:
                self._bulletins.popitem(last=False)
        return found

    def article(self, entry: Entry) -> Article:
        """Return the article of ``entry``. Raises BulletinError when its file is gone or holds it no longer."""
        for article in self.bulletin(entry.path).articles:
            if article.number == entry.number:
                return article
        raise refuse(ProblemKind.VANISHED, entry.path)

    def search(
        self,
        query: Query,
        *,
        limit: int,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """See Searcher.search."""
        return ScanSearch(self._records).search(query, limit=limit, deadline=deadline, cancelled=cancelled)

    def snippet(self, entry: Entry, query: Query) -> Snippet | None:
        """Return the hit of ``query`` in ``entry`` with its context, or None when the file is gone."""
        try:
            return snippet(self.article(entry), query)
        except ReaderError:
            return None


def _read(ref: FileRef) -> _FileState:
    """Read one file; whatever is wrong with it becomes its problem and nobody else's."""
    try:
        bulletin = load_bulletin(ref.path)
    except BulletinError as error:
        return _FileState(ref, (), (error.problem,), natural(ref.path))
    try:
        records = tuple(_record(article, ref) for article in bulletin.articles)
    except Exception as error:
        fault = problem(ProblemKind.INTERNAL, ref.path, reason=type(error).__name__)
        return _FileState(ref, (), (*bulletin.problems, fault), natural(ref.path))
    return _FileState(ref, records, bulletin.problems, natural(ref.path))


def _record(article: Article, ref: FileRef) -> Record:
    found = passage(article)
    entry = make_entry(article, ref.path, ref.root, content_id(found))
    return Record(entry, fold(found.text.string), len(fold(found.text.string[: found.title_length])))
