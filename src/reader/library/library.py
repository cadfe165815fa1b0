"""The library: what is in the folders, read once, kept as a table of contents and as searchable text.

Articles themselves stay on disk and are read again when they are opened; the last few are kept.
"""

from __future__ import annotations

import os
import time
from contextlib import closing, contextmanager
from threading import Lock

from reader.display.choice import AS_STORED, Drawer
from reader.errors import ReaderError
from reader.formats.clean import clean_label
from reader.formats.files import problem, refuse
from reader.library.file_reading import FileReading
from reader.library.files import Walk, find_changed, stamp_of
from reader.library.opened import Opened
from reader.library.search import Hits, Order, Search
from reader.library.shelf import (
    IndexBusyError,
    IndexDamagedError,
    IndexReplacedError,
    IndexUnusableError,
    MemoryShelf,
    Noted,
    ShelfError,
)
from reader.library.undone import UndoneRepairs
from reader.model import Problem, ProblemKind
from reader.places import undone_file
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence

    from reader.display.choice import Drawing
    from reader.library.contents import Contents, Entry
    from reader.library.file_read import FileRead, Rebuilt
    from reader.library.files import FileRef, Listing
    from reader.library.kept_pages import KeptPages
    from reader.library.passage import Snippet
    from reader.library.protocols import Shelf
    from reader.library.query import Query
    from reader.library.shelf import Glance, RepairCounts
    from reader.library.waiting import Waiting
    from reader.model import Article, Bulletin

FIRST_REPORT = 0.05  # seconds from the first article on the screen to the next report
REPORT_GROWTH = 1.6  # each report comes later than the one before: sorting must not outgrow reading
LAST_REPORT = 4.0
MANY = 500  # files: an index of them is made by itself, and is there at the next start
MANY_CHANGED = 200  # files that are worth starting other programs for
FEW = 8  # files that are read before that, so that something is there
MAX_REPLACED = 2  # shelves that may fail in one run: the fault may be ours
PATIENCE = 0.05  # seconds between two looks at whether a scan that waits is still wanted
LARGE = 200_000  # bytes: to rebuild more takes longer than a blink


class Progress(Value):
    """How far a scan has come: files looked at, files in all (0: not known yet), contents so far.

    ``known`` says that no file was looked at: the contents are those of the time before. At the end also how much was
    found wrong. ``rate`` is how many files are read a second; 0: it cannot be told yet.
    """

    done: int
    total: int
    contents: Contents
    problems: int = 0
    finished: bool = False
    known: bool = False
    rate: float = 0.0

    @property
    def left(self) -> str:
        """How long it still takes, in minutes and seconds; empty when that cannot be told."""
        seconds = (self.total - self.done) / self.rate if self.rate and not self.finished else 0.0
        return f"{seconds // 60:.0f}:{seconds % 60:02.0f}" if seconds else ""


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
        larger: Callable[[], Shelf] | None = None,
    ) -> None:
        """``shelf`` is where it is kept, in memory by default; ``larger`` makes the one for many files."""
        self.paths = tuple(paths)
        self.since = time.time()  # before anything was read
        self.drawer = Drawer(wanted)
        self._undone = undone or UndoneRepairs(undone_file())
        self._shelf: Shelf = shelf or MemoryShelf()
        self._walk_problems: list[Problem] = []
        self._marks: tuple[int, int, int] | None = None  # the stamp of what is undone, when all was looked at
        self._reading = FileReading(self._undone, wanted)
        self._opened = Opened(self._undone, wanted, self._reading)
        self._shelf_problems: list[Problem] = []
        self.scanned = False
        self._replaced = 0
        self._failed: Shelf | None = None
        self._failure = ShelfError()
        self._scanning = Lock()  # one scan at a time, and only it replaces the shelf
        self._closed = False
        self._larger = larger

    @property
    def failed(self) -> bool:
        """Whether what the library is kept in has failed since the last scan: the next one will replace it."""
        return self._failed is self._shelf

    @property
    def contents(self) -> Contents:
        """The table of contents as of the last report of a scan."""
        return self._shelf.contents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found wrong so far, file by file; duplicates by content are noted last."""
        return tuple(self.each_problem())

    def each_problem(self) -> Iterator[Problem]:
        """Yield what ``problems`` holds."""
        yield from self.faults()
        with self._used() as shelf:
            yield from shelf.copies()

    def faults(self) -> Iterator[Problem]:
        """Yield what was found wrong so far, but for duplicates: to find these, all articles are looked through."""
        yield from (*self._undone.problems, *self._shelf_problems, *self._walk_problems)
        with self._used() as shelf:
            yield from shelf.problems()

    def count_problems(self) -> int:
        """Return how many problems there are: to list them may take long."""
        with self._used() as shelf:
            return self._count_problems(shelf)
        return 0

    def _count_problems(self, shelf: Shelf) -> int:
        others = *self._undone.problems, *self._shelf_problems, *self._walk_problems
        return len(others) + shelf.count_problems()

    @property
    def repairs(self) -> tuple[RepairCounts, ...]:
        """How many repairs were made, file by file, where there were any."""
        with self._used() as shelf:
            return tuple(shelf.repairs())
        return ()

    @contextmanager
    def _used(self) -> Iterator[Shelf]:
        """Lend the shelf; that it failed is noted, and the next scan replaces it."""
        shelf = self._shelf
        try:
            yield shelf
        except IndexBusyError:  # it can be asked again
            pass
        except ShelfError as error:
            self._failed, self._failure = shelf, error

    def scan(
        self,
        cancelled: Callable[[], bool] = lambda: False,
        before_large: Callable[[], object] = lambda: None,
        only: frozenset[str] | None = None,
    ) -> Iterator[Progress]:
        """Read what is new or changed, forget what is gone; yield reports, the last one with everything.

        ``before_large`` is called before a file of more than ``LARGE`` bytes is read: it may wait. ``only`` the files
        and new folders at some paths are looked at where that is enough.

        The first report comes with the first article. Until the last one, files known before and not yet looked at
        again are in the reports too, so that nobody's place is pulled away. When cancelled it just stops; what was
        read stays. A scan waits until the one before it has stopped.
        """
        while not self._scanning.acquire(timeout=PATIENCE):
            if cancelled():
                return
        try:
            if self.failed:
                self._replace_shelf(self._failure)
                only = None
            while not self._closed:
                try:
                    yield from self._scan(cancelled, before_large, only)
                    return
                except IndexBusyError:  # it has waited for long; what was read by now still waits to be written
                    if cancelled():
                        return
                except ShelfError as error:
                    if not self._closed:
                        self._replace_shelf(error)
                only = None
        finally:
            self._scanning.release()

    def _replace_shelf(self, error: ShelfError) -> None:
        """Go on with another shelf: nothing is lost, for the index can be made again. The third is memory."""
        if not isinstance(error, IndexReplacedError):
            self._replaced += 1
            damaged = isinstance(error, IndexDamagedError)
            kind = ProblemKind.INDEX_DAMAGED if damaged else ProblemKind.INDEX_UNUSABLE
            self._shelf_problems = [_shelf_problem(kind, self.paths, error)]
        self._shelf = self._shelf.successor(error) if self._replaced < MAX_REPLACED else MemoryShelf()
        if self._closed:  # meanwhile: that was the one before
            self._shelf.close()

    def _scan(
        self, cancelled: Callable[[], bool], before_large: Callable[[], object], only: frozenset[str] | None
    ) -> Iterator[Progress]:
        if not self.scanned and len(self._shelf.contents):
            yield Progress(0, 0, self._shelf.contents, known=True)
        looked = self._look(cancelled, only)
        if looked is None:
            return
        total, changed = looked
        self._opened.forget()
        wait, due, reported = FIRST_REPORT, 0.0, False
        begun, before = time.monotonic(), total - len(changed)
        with closing(self._read_all(changed, before_large)) as reading:
            for done, _ in enumerate(reading, 1 + before):
                if cancelled():
                    return
                if done < total and (not reported or time.monotonic() > due):
                    contents = self._shelf.report()
                    if reported or len(contents):
                        rate = (done - before) / max(0.001, time.monotonic() - begun)
                        yield Progress(done, total, contents, rate=rate if reported else 0.0)
                        wait = min(LAST_REPORT, wait * REPORT_GROWTH if reported else wait)
                        due, reported = time.monotonic() + wait, True
        if cancelled():
            return
        # A folder that cannot be listed now (a share that is away, no permission) has not lost its files.
        unread = [each.path for each in self._walk_problems if each.kind is ProblemKind.UNREADABLE]
        self._shelf.end(unread, Noted(tuple(self._walk_problems), self._marks))
        contents = self._shelf.report()
        self.scanned = True
        yield Progress(total, total, contents, self._count_problems(self._shelf), finished=True)

    def _look(self, cancelled: Callable[[], bool], only: frozenset[str] | None) -> tuple[int, Waiting] | None:
        """Look at all files, or at those at some paths: return how many there are, and which are to be read.

        None: it was cancelled.
        """
        changed = self._find_changed(only)
        if only is None or changed is None:
            return self._look_at_all(cancelled)
        from reader.library.waiting import Waiting  # where something has changed

        self._shelf.begin(only.union(*(listing.paths for listing in changed)))
        waiting = Waiting()
        for listing in changed:
            waiting.add(listing.folder, listing.root, self._shelf.look(listing, self._undone.lengths))
        waiting.put_in_order()
        return sum(len(listing.names) for listing in changed), waiting

    def _look_at_all(self, cancelled: Callable[[], bool]) -> tuple[int, Waiting] | None:
        """See _look. No list of all files is made: there may be a million."""
        from reader.library.waiting import Waiting

        walk, waiting, total = Walk(cancelled), Waiting(), 0
        self._marks = self._undone.stamp
        self._shelf.begin()
        for listing in walk.listings(self.paths):
            total += len(listing.names)
            if self._grow(total):
                return self._look_at_all(cancelled)
            waiting.add(listing.folder, listing.root, self._shelf.look(listing, self._undone.lengths))
        if cancelled():
            return None
        self._walk_problems = walk.problems
        waiting.put_in_order()
        return total, waiting

    def _find_changed(self, only: frozenset[str] | None) -> list[Listing] | None:
        """Return what is at some paths; None where all folders have to be looked at."""
        wrong = {each.path for each in self._walk_problems}
        if only is None or not self.scanned or any(clean_label(path) in wrong for path in only):
            return None
        return find_changed(self.paths, only)

    def _grow(self, files: int) -> bool:
        """Take the shelf for many files when there are many, and nothing has been read yet; return whether it was.

        From wherever the program is started the next time, the files are called the same there.
        """
        if self._larger is None or files < MANY or self.scanned:
            return False
        larger, self._larger = self._larger, None
        try:
            self._shelf = larger()
        except IndexUnusableError as error:
            self._shelf_problems = [_shelf_problem(ProblemKind.INDEX_UNUSABLE, self.paths, error)]
            return False
        self.paths = tuple(map(os.path.abspath, self.paths))
        return True

    def _read_all(self, refs: Sequence[FileRef], before_large: Callable[[], object]) -> Generator[FileRef]:
        """Read files and put them on the shelf; yield each. The first few are read at once, to be shown at once."""
        for number, ref in enumerate(refs):
            if number == FEW and len(refs) >= MANY_CHANGED:
                ahead = self._shelf.read_ahead(refs[FEW:], self.drawer.wanted)
                if ahead is not None:
                    yield from ahead
                    return
            if ref.size > LARGE:
                before_large()
            self._read(ref, keep=number == 0)
            yield ref

    def _read(self, ref: FileRef, *, keep: bool) -> None:
        file, rebuilt = (self._opened.find_page(ref) if keep else None) or self._read_file(ref)
        if keep and rebuilt is not None:
            self._opened.keep(ref.path, rebuilt)
            self.drawer.remember(rebuilt.bulletin, file.drawing)
        self._shelf.put(file)

    def _read_file(self, ref: FileRef) -> tuple[FileRead, Rebuilt | None]:
        return self._reading.read(ref, texts=self._shelf.needs_texts)

    def scan_all(self) -> Contents:
        """Scan to the end and return the table of contents."""
        for _ in self.scan():
            pass
        return self.contents

    def catch_up(self) -> bool:
        """Read what has changed as far as the times of the folders tell; return whether all was looked at for it.

        A file that was rewritten in its place changes no folder: it is not noticed here.
        """
        found: Glance | None = None
        with self._used() as shelf:
            found = shelf.glance(self.paths, self._undone.stamp)
        if found is None:
            self.scan_all()
            return True
        self._walk_problems, self.scanned = list(found.problems), True
        self.scan_some(found.paths)
        with self._used() as shelf:
            shelf.caught_up(found)
        return False

    def scan_some(self, paths: Collection[str]) -> None:
        """Look at the files, and new folders, at some paths; at all where that is not enough."""
        if paths:
            for _ in self.scan(only=frozenset(paths)):
                pass

    def changed(self, entries: Iterable[Entry]) -> set[str]:
        """Return the paths of those entries whose files are other than when they were read, or gone."""
        found: set[str] = set()
        for path in {entry.path for entry in entries}:
            ref: FileRef | None = None
            with self._used() as shelf:
                ref = shelf.ref(path)
            try:
                is_same = ref is not None and stamp_of(os.stat(path)) == ref.stamp
            except (OSError, ValueError):
                is_same = False
            if not is_same:
                found.add(path)
        return found

    def bulletin(self, path: str) -> Bulletin:
        """Return the bulletin at ``path``, read again unless it was just read. Raises BulletinError."""
        return self.rebuilt(path).bulletin

    def rebuilt(self, path: str) -> Rebuilt:
        """Return the bulletin at ``path`` with all its repairs. Raises BulletinError."""
        return self._opened.rebuilt(path)

    def is_open(self, path: str, bulletin: Bulletin) -> bool:
        """Return whether ``bulletin`` is what was read from ``path`` last, and its file is not to be read again."""
        return self._opened.has(path, bulletin)

    @property
    def beginnings(self) -> KeptPages:
        """The beginnings of large files, as they were rebuilt by earlier runs."""
        return self._opened.beginnings

    def keep_page(self, path: str, drawn: Article | None = None) -> None:
        """Put the bulletin at ``path``, which is read now, into the cache: at the next start it need not be rebuilt.

        Nor need the article in it that was opened, which is ``drawn`` so.
        """
        if self._opened.has_page(path):
            return
        ref: FileRef | None = None
        with self._used() as shelf:
            ref = shelf.ref(path)
        if ref is not None:
            self._opened.keep_page(ref, drawn)

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
        self._opened.forget()  # all: other files may have the same text
        with self._used() as shelf:
            ref = shelf.ref(path)
            if ref is not None:
                shelf.put(self._read_file(ref)[0])
                shelf.report()

    def search(
        self,
        query: Query,
        *,
        limit: int,
        order: Order = Order.RELEVANCE,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """See Searcher.search."""
        with self._used() as shelf:
            return shelf.search(Search(query, limit, order, deadline, cancelled))
        return Hits((), 0, complete=False)

    def snippet(self, entry: Entry, query: Query) -> Snippet | None:
        """Return the hit of ``query`` in ``entry`` with its context, or None when the file is gone."""
        return self.snippets([entry], query)[0]

    def snippets(self, entries: Sequence[Entry], query: Query) -> list[Snippet | None]:
        """Return what ``snippet`` does for each of some entries."""
        found: list[Snippet | None] = [None] * len(entries)
        with self._used() as shelf:
            found = shelf.snippets(entries, query)
        return [each or self._snippet(entry, query) for each, entry in zip(found, entries, strict=True)]

    def _snippet(self, entry: Entry, query: Query) -> Snippet | None:
        from reader.library.passage import snippet  # once something is searched for

        try:
            article = self.article(entry)
            return snippet(article, query, self.drawer.decide(self.bulletin(entry.path)))
        except ReaderError:
            return None

    def close(self) -> None:
        """Let go of what is open. A scan that is under way stops."""
        self._closed = True
        self._reading.stop()
        self._shelf.close()


def _shelf_problem(kind: ProblemKind, paths: Sequence[str], error: Exception) -> Problem:
    return problem(kind, ", ".join(paths), 0, reason=str(error))
