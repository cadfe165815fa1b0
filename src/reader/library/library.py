"""The library: what is in the folders, read once, kept as a table of contents and as searchable text.

Articles themselves stay on disk and are read again when they are opened; the last few are kept.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from reader.display.drawing import AS_STORED, Drawer
from reader.errors import ReaderError
from reader.formats.files import problem, refuse
from reader.library.files import find_files
from reader.library.passage import snippet
from reader.library.reading import read_file
from reader.library.rebuilt import Rebuilt, load_rebuilt
from reader.library.search import Hits
from reader.library.shelf import IndexDamagedError, MemoryShelf, ShelfError
from reader.library.undone import UndoneRepairs
from reader.model import Problem, ProblemKind
from reader.places import undone_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.display.drawing import Drawing
    from reader.library.contents import Contents, Entry
    from reader.library.files import FileRef
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.library.shelf import RepairCounts, Shelf
    from reader.model import Article, Bulletin

FIRST_REPORT = 0.05  # seconds from the first article on the screen to the next report
REPORT_GROWTH = 1.6  # each report comes later than the one before: sorting must not outgrow reading
LAST_REPORT = 2.0
KEPT_BULLETINS = 16
MAX_REPLACED = 2  # shelves that may fail in one run: the fault may be ours
LARGE = 200_000  # bytes: to rebuild more takes longer than a blink


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come: files looked at, files in all (0: not known yet), contents so far.

    At the end also how much was found wrong.
    """

    done: int
    total: int
    contents: Contents
    problems: int = 0
    finished: bool = False


class Library:
    """The bulletins under some paths. ``scan`` may run on one thread while the others read and search.

    Headlines in the contents and snippets are drawn as ``wanted`` says, in the files that need it.
    """

    def __init__(
        self,
        paths: Sequence[str],
        undone: UndoneRepairs | None = None,
        *,
        wanted: Drawing = AS_STORED,
        shelf: Shelf | None = None,
    ) -> None:
        self.paths = tuple(paths)
        self.drawer = Drawer(wanted)
        self._undone = undone or UndoneRepairs(undone_file())
        self._shelf: Shelf = shelf or MemoryShelf()
        self._walk_problems: list[Problem] = []
        self._bulletins: OrderedDict[str, Rebuilt] = OrderedDict()
        self._generation = 0  # of bulletins kept: each scan begins a new one
        self._lock = Lock()
        self._shelf_problems: list[Problem] = []
        self.scanned = False
        self._replaced = 0
        self.failed = False  # the shelf has failed since: a scan will replace it

    @property
    def contents(self) -> Contents:
        """The table of contents as of the last report of a scan."""
        return self._shelf.contents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found wrong so far, file by file; duplicates by content are noted last."""
        found: tuple[Problem, ...] = ()
        try:
            found = tuple(self._shelf.problems())
        except ShelfError:
            self.failed = True
        return (*self._undone.problems, *self._shelf_problems, *self._walk_problems, *found)

    @property
    def repairs(self) -> tuple[RepairCounts, ...]:
        """How many repairs were made, file by file, where there were any."""
        try:
            return tuple(self._shelf.repairs())
        except ShelfError:
            self.failed = True
            return ()

    def scan(
        self, cancelled: Callable[[], bool] = lambda: False, before_large: Callable[[], object] = lambda: None
    ) -> Iterator[Progress]:
        """Read what is new or changed, forget what is gone; yield reports, the last one with everything.

        ``before_large`` is called before a file of more than ``LARGE`` bytes is read: it may wait.

        The first report comes with the first article. Until the last one, files known before and not yet looked at
        again are in the reports too, so that nobody's place is pulled away. When cancelled it just stops; what was
        read stays.
        """
        if self.failed:
            self._replace_shelf(IndexDamagedError())
        while True:
            try:
                yield from self._scan(cancelled, before_large)
                return
            except ShelfError as error:
                self._replace_shelf(error)

    def _replace_shelf(self, error: ShelfError) -> None:
        """Go on with another shelf: nothing is lost, for the index can be made again. The third is memory."""
        self._replaced += 1
        damaged = isinstance(error, IndexDamagedError)
        kind = ProblemKind.INDEX_DAMAGED if damaged else ProblemKind.INDEX_UNUSABLE
        self._shelf_problems = [problem(kind, ", ".join(self.paths), 0, reason=str(error))]
        self._shelf = self._shelf.successor(error) if self._replaced < MAX_REPLACED else MemoryShelf()
        self.failed = False

    def _scan(self, cancelled: Callable[[], bool], before_large: Callable[[], object]) -> Iterator[Progress]:
        if not self.scanned and len(self._shelf.contents):
            yield Progress(0, 0, self._shelf.contents)
        refs, walk_problems = find_files(self.paths, cancelled)
        if cancelled():
            return
        self._walk_problems = walk_problems
        with self._lock:
            self._bulletins.clear()
            self._generation += 1
        self._shelf.begin()
        wait, due, reported = FIRST_REPORT, 0.0, False
        for done, ref in enumerate(refs, 1):
            if cancelled():
                return
            if not self._shelf.is_current(ref, self._undone.may_concern):
                if ref.size > LARGE:
                    before_large()
                self._read(ref, keep=not reported)  # the first one is what will be shown
            if done == len(refs):
                break
            now = time.monotonic()
            if not reported or now > due:
                contents = self._shelf.report()
                if reported or len(contents):
                    yield Progress(done, len(refs), contents)
                    due, wait = time.monotonic() + wait, min(LAST_REPORT, wait * REPORT_GROWTH if reported else wait)
                    reported = True
        self._shelf.end()
        contents = self._shelf.report()
        self.scanned = True
        yield Progress(len(refs), len(refs), contents, len(self.problems), finished=True)

    def _read(self, ref: FileRef, *, keep: bool) -> None:
        file, rebuilt = read_file(ref, self._undone, self.drawer.wanted)
        if keep and rebuilt is not None:
            self._keep(ref.path, rebuilt, self._generation)
        self._shelf.put(file)

    def scan_all(self) -> Contents:
        """Scan to the end and return the table of contents."""
        for _ in self.scan():
            pass
        return self.contents

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
        try:
            ref = self._shelf.ref(path)
            if ref is not None:
                self._shelf.put(read_file(ref, self._undone, self.drawer.wanted)[0])
                self._shelf.report()
        except ShelfError:
            self.failed = True

    def search(
        self,
        query: Query,
        *,
        limit: int,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """See Searcher.search."""
        try:
            return self._shelf.search(query, limit=limit, deadline=deadline, cancelled=cancelled)
        except ShelfError:
            self.failed = True
            return Hits((), 0, complete=False)

    def snippet(self, entry: Entry, query: Query) -> Snippet | None:
        """Return the hit of ``query`` in ``entry`` with its context, or None when the file is gone."""
        try:
            if found := self._shelf.snippet(entry, query):
                return found
        except ShelfError:
            self.failed = True
        try:
            article = self.article(entry)
            return snippet(article, query, self.drawer.decide(self.bulletin(entry.path)))
        except ReaderError:
            return None

    def close(self) -> None:
        """Let go of what is open."""
        self._shelf.close()
