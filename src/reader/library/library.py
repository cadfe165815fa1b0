"""The library: what is in the folders, read once, kept as a table of contents and as searchable text.

Articles themselves stay on disk and are read again when they are opened; the last few are kept.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from reader.display.drawing import AS_STORED, Drawer, decide, draw_text
from reader.errors import BulletinError, ReaderError
from reader.formats.clean import clean_label
from reader.formats.files import problem, refuse
from reader.library.contents import Contents, Entry, make_contents, make_entry, natural, print_order
from reader.library.files import FileRef, find_files
from reader.library.fold import fold
from reader.library.passage import content_id, passage, snippet
from reader.library.rebuilt import Rebuilt, load_rebuilt
from reader.library.search import Hits, Record, ScanSearch
from reader.library.undone import UndoneRepairs
from reader.model import Problem, ProblemKind, SourceText
from reader.places import undone_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.display.drawing import Drawing
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.model import Article, Bulletin, RepairKind

FIRST_REPORT = 0.05  # seconds from the first article on the screen to the next report
REPORT_GROWTH = 1.6  # each report comes later than the one before: sorting must not outgrow reading
LAST_REPORT = 2.0
KEPT_BULLETINS = 16
LARGE = 200_000  # bytes: to rebuild more takes longer than a blink


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


class RepairCounts(NamedTuple):
    """How many repairs of each kind were made in the file at ``path``, and how many the reader has undone."""

    path: str
    made: tuple[tuple[RepairKind, int], ...]
    undone: int


@dataclass(frozen=True, slots=True)
class _FileState:
    """What was read from one file, and the stamp it had then.

    ``length`` is that of its text, in characters; ``repairs`` counts them by kind, ``undone`` those the reader undid.
    """

    ref: FileRef
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    order: tuple[str | int, ...]
    length: int = 0
    repairs: tuple[tuple[RepairKind, int], ...] = ()
    undone: int = 0


class Library:
    """The bulletins under some paths. ``scan`` may run on one thread while the others read and search.

    Headlines in the contents and snippets are drawn as ``wanted`` says, in the files that need it.
    """

    def __init__(
        self, paths: Sequence[str], undone: UndoneRepairs | None = None, *, wanted: Drawing = AS_STORED
    ) -> None:
        self.paths = tuple(paths)
        self.drawer = Drawer(wanted)
        self._undone = undone or UndoneRepairs(undone_file())
        self._states: dict[str, _FileState] = {}
        self._walk_problems: list[Problem] = []
        self._records: list[Record] = []
        self._contents = Contents()
        self._bulletins: OrderedDict[str, Rebuilt] = OrderedDict()
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
        found = [*self._undone.problems, *self._walk_problems]
        for state in list(self._states.values()):
            found += state.problems
        return (*found, *self._duplicates())

    @property
    def repairs(self) -> tuple[RepairCounts, ...]:
        """How many repairs were made, file by file, where there were any."""
        states = list(self._states.values())
        return tuple(
            RepairCounts(clean_label(each.ref.path), each.repairs, each.undone)
            for each in states
            if each.repairs or each.undone
        )

    def scan(
        self, cancelled: Callable[[], bool] = lambda: False, before_large: Callable[[], object] = lambda: None
    ) -> Iterator[Progress]:
        """Read what is new or changed, forget what is gone; yield reports, the last one with everything.

        ``before_large`` is called before a file of more than ``LARGE`` bytes is read: it may wait.
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
            unchanged = before is not None and before.ref == ref and ref.root != "" and not self._may_be_marked(before)
            if before is None or not unchanged:
                if ref.size > LARGE:
                    before_large()
                before, rebuilt = _read(ref, self._undone, self.drawer.wanted)
                if rebuilt is not None and not reported:
                    self._keep(ref.path, rebuilt, self._generation)  # the first one is what will be shown
            self._states[ref.path] = before
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

    def _may_be_marked(self, state: _FileState) -> bool:
        """Return whether repairs of a file were undone, or may have been meanwhile: by us, or by another reader."""
        return state.undone > 0 or self._undone.may_concern(state.length)

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
        return self.rebuilt(path).bulletin

    def rebuilt(self, path: str) -> Rebuilt:
        """Return the bulletin at ``path`` with all its repairs. Raises BulletinError."""
        with self._lock:
            if found := self._bulletins.get(path):
                self._bulletins.move_to_end(path)
                return found
            generation = self._generation
        found = load_rebuilt(path, self._undone)
        self._keep(path, found, generation)
        return found

    def _keep(self, path: str, found: Rebuilt, generation: int) -> None:
        with self._lock:
            if generation != self._generation:  # read before a scan began, perhaps before the file changed
                return
            self._bulletins[path] = found
            while len(self._bulletins) > KEPT_BULLETINS:
                self._bulletins.popitem(last=False)

    def article(self, entry: Entry) -> Article:
        """Return the article of ``entry``. Raises BulletinError when its file is gone or holds it no longer."""
        for article in self.bulletin(entry.path).articles:
            if article.number == entry.number:
                return article
        raise refuse(ProblemKind.VANISHED, entry.path)

    def mark_repairs(self, path: str, changes: Mapping[str, bool]) -> None:
        """Undo repairs of the file at ``path`` (key: True), or make them again (False), and remember it.

        Raises MarksError when it cannot be remembered, BulletinError when the file cannot be read.
        """
        self._undone.mark(self.bulletin(path).source, changes)
        with self._lock:
            self._bulletins.clear()  # all: other files may have the same text
            self._generation += 1
        state = self._states.get(path)
        if state is not None:
            fresh, _ = _read(state.ref, self._undone, self.drawer.wanted)
            self._states[path] = fresh
            self._replace(path, fresh.records)

    def _replace(self, path: str, fresh: tuple[Record, ...]) -> None:
        """Put the records of one file, read anew, in place of those it had."""
        old = {record.entry.key: record for record in self._records if record.entry.path == path}
        new = {record.entry.key: record for record in fresh}
        if [record.entry for record in old.values()] == [record.entry for record in fresh]:
            self._records = [new.get(record.entry.key, record) for record in self._records]
            return
        records = [record for record in self._records if record.entry.key not in old] + list(fresh)
        records.sort(key=lambda record: print_order(record.entry, natural(record.entry.path)))
        self._records = records
        self._contents = make_contents(record.entry for record in records)

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
            article = self.article(entry)
            return snippet(article, query, self.drawer.decide(self.bulletin(entry.path)))
        except ReaderError:
            return None


def _read(ref: FileRef, undone: UndoneRepairs, wanted: Drawing) -> tuple[_FileState, Rebuilt | None]:
    """Read one file; whatever is wrong with it becomes its problem and nobody else's."""
    order = natural(ref.path)
    try:
        rebuilt = load_rebuilt(ref.path, undone)
    except BulletinError as error:
        return _FileState(ref, (), (error.problem,), order), None
    bulletin, keys = rebuilt.bulletin, rebuilt.undone
    length, problems, records = len(bulletin.source), bulletin.problems, []
    repairs = tuple(Counter(repair.kind for repair in bulletin.repairs if repair.key not in keys).items())
    try:
        drawing = decide(bulletin, wanted)
        records = [_record(article, ref, drawing) for article in bulletin.articles]
    except Exception as error:
        problems = (*problems, problem(ProblemKind.INTERNAL, ref.path, reason=type(error).__name__))
    return _FileState(ref, tuple(records), problems, order, length, repairs, len(keys)), rebuilt


def _record(article: Article, ref: FileRef, drawing: Drawing) -> Record:
    found = passage(article)
    entry = make_entry(article, ref.path, ref.root, content_id(found))
    if drawing:
        entry = replace(entry, headline=draw_text(SourceText(entry.headline), drawing).string)
    return Record(entry, fold(found.text.string), len(fold(found.text.string[: found.title_length])))
