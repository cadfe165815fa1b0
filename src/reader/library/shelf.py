"""Where a library keeps what it has read: the values and errors of a shelf, and the shelf in memory."""

from __future__ import annotations

import os
from operator import itemgetter

from reader.formats.clean import clean_label
from reader.formats.files import problem
from reader.library.contents import Contents, make_contents, print_order
from reader.library.search import Record
from reader.model import ProblemKind
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from reader.display.choice import Drawing
    from reader.library.contents import Entry
    from reader.library.file_read import FileRead
    from reader.library.files import FileRef, Listing
    from reader.library.passage import Snippet
    from reader.library.protocols import Shelf
    from reader.library.query import Query
    from reader.library.search import Hits, Search
    from reader.model import Problem, RepairKind


class RepairCounts(Value):
    """How many repairs of each kind were made in the file at ``path``, and how many the reader has undone."""

    path: str
    made: tuple[tuple[RepairKind, int], ...]
    undone: int


class Noted(Value):
    """What a look at all folders met: ``problems`` on the way, and the stamp that the file of ``marks`` had before."""

    problems: tuple[Problem, ...] = ()
    marks: tuple[int, int, int] | None = None


NOTHING_NOTED = Noted()


class Glance(Value):
    """What the times of the folders tell: the ``paths`` of files and new folders that are to be looked at.

    ``problems`` are those that the last look at all folders met; ``times`` what is to be noted once all is read.
    """

    paths: frozenset[str]
    problems: tuple[Problem, ...]
    times: tuple[tuple[bytes, int], ...]


class ShelfError(Exception):
    """A shelf can be used no longer. Its successor can."""


class IndexUnusableError(ShelfError):
    """There can be no index here: no FTS5, no room, no right to write. The text says why."""


class IndexBusyError(IndexUnusableError):
    """Another reader is writing into the index, and takes long. Nothing is wrong with it: it can be used later."""


class IndexFullError(IndexUnusableError):
    """There is no room for the index any more."""


class IndexReplacedError(ShelfError):
    """Another reader has made the index anew. It has to be opened again."""


class IndexDamagedError(ShelfError):
    """The index turned out to be damaged while it was used. It has to be made anew."""


class MemoryShelf:
    """Keeps everything in memory: for single files, small folders, and where there can be no index."""

    needs_texts = False

    def __init__(self) -> None:
        self._files: dict[str, FileRead] = {}
        self._records: dict[str, tuple[Record, ...]] = {}
        self._seen: set[str] = set()
        self._ordered: Sequence[Record] = ()
        self.contents = Contents()

    def begin(self, only: Collection[str] | None = None) -> None:
        """See Shelf."""
        self._seen = set() if only is None else self._files.keys() - only

    def look(self, listing: Listing, marked: Container[int]) -> list[str]:
        """See Shelf."""
        refs = list(listing.refs())
        self._seen.update(ref.path for ref in refs)
        return [name for name, ref in zip(listing.names, refs, strict=True) if not self._is_current(ref, marked)]

    def _is_current(self, ref: FileRef, marked: Container[int]) -> bool:
        known = self._files.get(ref.path)
        if known is None or known.ref != ref or ref.root == "":  # one that was named outright is always read again
            return False
        return not (known.undone or known.length in marked)

    def ref(self, path: str) -> FileRef | None:
        """See Shelf."""
        return self._files[path].ref if path in self._files else None

    def put(self, file: FileRead) -> None:
        """See Shelf."""
        path = file.ref.path
        self._files[path] = replace(file, articles=())
        self._records[path] = tuple(
            Record(each.entry, each.long or each.folded, each.folded_title_length, print_order(each.entry, file.order))
            for each in file.articles
        )

    def read_ahead(self, refs: Sequence[FileRef], wanted: Drawing) -> None:
        """See Shelf. What would come from there is as much to be unpacked as it is to be read."""

    def end(self, unread: Sequence[str] = (), noted: Noted = NOTHING_NOTED) -> None:  # noqa: ARG002 (the seam's)
        """See Shelf."""
        for path in gone(self._files.keys() - self._seen, unread):
            del self._files[path], self._records[path]

    def glance(self, roots: Sequence[str], marks: tuple[int, int, int] | None) -> None:
        """See Shelf. What is in memory was read a moment ago."""

    def caught_up(self, glance: Glance) -> None:
        """See Shelf."""

    def report(self) -> Contents:
        """See Shelf."""
        keyed = [(record.order, record) for records in list(self._records.values()) for record in records]
        keyed.sort(key=itemgetter(0))
        self._ordered = [record for _, record in keyed]
        self.contents = make_contents(record.entry for record in self._ordered)
        return self.contents

    def search(self, search: Search) -> Hits:
        """See Searcher.search."""
        from reader.library.scanning import ScanSearch

        return ScanSearch(self._ordered).search(search)

    def snippets(self, entries: Sequence[Entry], query: Query) -> list[Snippet | None]:  # noqa: ARG002 (the seam's)
        """See Shelf."""
        return [None] * len(entries)

    def problems(self) -> Iterator[Problem]:
        """See Shelf."""
        for file in list(self._files.values()):
            yield from file.problems

    def copies(self) -> Iterator[Problem]:
        """See Shelf."""
        seen: dict[str, Entry] = {}
        for record in self._ordered:
            first = seen.setdefault(record.entry.id, record.entry)
            if first is not record.entry:
                yield duplicate(record.entry, first)

    def count_problems(self) -> int:
        """See Shelf."""
        return sum(1 for _ in (*self.problems(), *self.copies()))

    def repairs(self) -> Iterator[RepairCounts]:
        """See Shelf."""
        for file in list(self._files.values()):
            if file.repairs or file.undone:
                yield RepairCounts(clean_label(file.ref.path), file.repairs, file.undone)

    def successor(self, error: ShelfError) -> Shelf:
        """See Shelf. Memory does not fail."""
        raise error

    def close(self) -> None:
        """See Shelf."""


def gone(unseen: Iterable[str], unread: Sequence[str]) -> list[str]:
    """Return those of the files that were not seen which were looked for: those that are in no ``unread`` folder."""
    folders = tuple(os.path.join(folder, "") for folder in unread)
    return [path for path in unseen if not path.startswith(folders)]


def duplicate(entry: Entry, first: Entry) -> Problem:
    """Return what is said of an article that has the same words as another one before it."""
    return problem(ProblemKind.DUPLICATE, entry.path, 0, article=entry.number, first=first.path, number=first.number)
