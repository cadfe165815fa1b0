"""A library's shelf on disk: what was read once is there at the next start, however much it is."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager, suppress
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from reader.formats.clean import clean_label
from reader.formats.files import problem
from reader.library.files import FileRef
from reader.library.index.database import Database
from reader.library.index.helpers import prepare_all, processors
from reader.library.index.learned import NOTHING_LEARNED, learn, load_learned, save_learned
from reader.library.index.listing import list_contents
from reader.library.index.packing import (
    pack_path,
    path_key,
    unpack_entry,
    unpack_path,
    unpack_problems,
)
from reader.library.index.preparing import prepare
from reader.library.index.renewing import renew, renew_if_due
from reader.library.index.searching import IndexSearch
from reader.library.index.snippets import cut_snippets
from reader.library.index.writing import Writer, count_copies
from reader.library.reading import read_file
from reader.library.shelf import (
    IndexBusyError,
    IndexDamagedError,
    IndexFullError,
    IndexReplacedError,
    MemoryShelf,
    RepairCounts,
    ShelfError,
    duplicate,
    gone,
)
from reader.library.undone import UndoneRepairs
from reader.model import ProblemKind, RepairKind
from reader.places import undone_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import Any

    from reader.display.drawing import Drawing
    from reader.library.contents import Contents, Entry
    from reader.library.file_read import ArticleRead, FileRead
    from reader.library.index.preparing import PreparedFile
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.library.search import Hits, Search
    from reader.library.shelf import Shelf
    from reader.model import Problem

BATCH = 1024  # files that are written in one transaction, at most
MANY_NEW = 1_000  # files that are new: what they have in common is learnt before they are kept
SAMPLE = 500  # files from which that is learnt
OF_ONE_FILE = 10  # articles
LEARNING_SECONDS = 2.0
MANY_WRITTEN = 500  # files: after so many in one scan the lists are put in order, which makes them short
REMOVED = 200  # files that are taken out in one transaction: others may write in between
BATCH_SECONDS = 2.0  # after which those that wait are written
_Known = tuple[int, int, int, int, int, int]  # size, modified, inode, changed, length, undone


class IndexShelf:
    """Keeps a library in an index. See Shelf."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = Writer()
        self._search = IndexSearch(database)
        self._known: dict[str, _Known] = {}
        self._waiting: dict[str, PreparedFile] = {}
        self._learned = NOTHING_LEARNED
        self._since = 0.0
        self._written = 0  # files, since the lists were put in order
        self._lock = Lock()  # over what waits: a mark may be made while a scan goes on
        self.contents: Contents = list_contents(database)

    @property
    def database(self) -> Database:
        """The file it is kept in."""
        return self._database

    @property
    def damage(self) -> str:
        """What was wrong with the file that was there, when it had to be made anew for that."""
        return self._database.damage

    def begin(self, only: Collection[str] | None = None) -> None:
        """See Shelf."""
        sql = "SELECT path, size, modified, inode, changed, length, undone FROM files"
        with self._database.reading() as connection:
            self._learned = load_learned(connection, self._learned)
            rows: Iterable[tuple[Any, ...]]
            if only is None:
                rows = connection.execute(sql)
            else:
                one = f"{sql} WHERE key = ? AND path = ?"
                packed = map(pack_path, only)
                rows = chain.from_iterable(connection.execute(one, (path_key(each), each)) for each in packed)
            self._known = {unpack_path(path): tuple(rest) for path, *rest in rows}

    def is_current(self, ref: FileRef, may_be_marked: Callable[[int], bool]) -> bool:
        """See Shelf."""
        known = self._known.pop(ref.path, None)
        if known is None:
            return False
        size, modified, inode, changed, length, undone = known
        same = (size, modified, inode % (1 << 64), changed) == (ref.size, ref.modified, ref.inode, ref.changed)
        return same and not undone and not may_be_marked(length)

    def ref(self, path: str) -> FileRef | None:
        """See Shelf."""
        with self._database.reading() as connection:
            sql = (
                "SELECT roots.path, size, modified, inode, changed FROM files JOIN roots ON roots.id = root"
                " WHERE key = ? AND files.path = ?"
            )
            row = connection.execute(sql, (path_key(packed := pack_path(path)), packed)).fetchone()
        return FileRef(path, unpack_path(row[0]), row[1], row[2], row[3] % (1 << 64), row[4]) if row else None

    def put(self, file: FileRead) -> None:
        """See Shelf."""
        self._put(prepare(file, self._learned))

    def read_ahead(self, refs: Sequence[FileRef], wanted: Drawing) -> Iterator[FileRef]:
        """See Shelf."""
        if not self._learned.key and len(refs) >= MANY_NEW:
            self._learn(refs, wanted)
        for prepared in prepare_all(refs, wanted, lambda: self._learned, processors()):
            self._put(prepared)
            yield prepared.file.ref

    def _learn(self, refs: Sequence[FileRef], wanted: Drawing) -> None:
        """Learn from files out of all of them what they have in common; they are read once more with the others."""
        end = time.monotonic() + LEARNING_SECONDS
        undone = UndoneRepairs(undone_file())
        sample: list[ArticleRead] = []
        read: list[int] = []  # how many articles each file has
        for ref in random.Random(len(refs)).sample(refs, SAMPLE):  # noqa: S311 (a sample)
            found = read_file(ref, undone, wanted)[0].articles
            read.append(len(found))
            sample += found[:OF_ONE_FILE]
            if time.monotonic() > end:
                break
        articles = len(refs) * sum(read) // len(read)
        learned = learn([each.folded for each in sample], [each.text for each in sample], articles)
        with self._database.writing() as connection:
            known = load_learned(connection)  # another reader may have been quicker
            if not known.key:
                save_learned(connection, learned)
                renew(connection, learned)  # what was put before: it is little
        self._learned = known if known.key else learned

    def _put(self, file: PreparedFile) -> None:
        with self._lock:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting[file.file.ref.path] = file
        if len(self._waiting) >= BATCH or time.monotonic() - self._since > BATCH_SECONDS:
            self._write()

    def _write(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            with self._writing() as connection:
                self._writer.write(connection, waiting.values())
                self._written += len(waiting)
                renew_if_due(connection)
                self._learned = load_learned(connection, self._learned)
        except IndexBusyError:
            with self._lock:
                self._waiting = {**waiting, **self._waiting}
            raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one transaction of the writer's."""
        try:
            with self._database.writing() as connection:
                yield connection
        except BaseException:
            self._writer.forget()
            raise

    def end(self, unread: Sequence[str] = ()) -> None:
        """See Shelf."""
        self._write()
        paths, self._known = gone(self._known, unread), {}
        for at in range(0, len(paths), REMOVED):
            with self._writing() as connection:
                self._writer.remove(connection, paths[at : at + REMOVED])
        if self._written >= MANY_WRITTEN:
            self._written = 0
            self._database.put_in_order()

    def report(self) -> Contents:
        """See Shelf."""
        self._write()
        self.contents = list_contents(self._database)
        return self.contents

    def search(self, search: Search) -> Hits:
        """See Searcher.search."""
        return self._search.search(search)

    def snippets(self, entries: Sequence[Entry], query: Query) -> list[Snippet | None]:
        """See Shelf. Cut from the texts that are kept; their offsets are not those of the source."""
        with self._database.reading() as connection:
            return cut_snippets(connection, entries, query, self._search.numbers)

    def problems(self) -> Iterator[Problem]:
        """See Shelf."""
        if self._database.damage:
            yield problem(ProblemKind.INDEX_DAMAGED, str(self._database.path), 0, reason=self._database.damage)
        with self._database.reading() as connection:
            rows = connection.execute("SELECT path, problems FROM files WHERE wrong > 0").fetchall()
            sql = (
                "SELECT path, number, words, facts FROM articles JOIN files ON files.id = file"
                " JOIN places ON article = articles.id AND places.section = articles.section WHERE words IN"
                " (SELECT words FROM articles GROUP BY words HAVING count(*) > 1) ORDER BY place"
            )
            same = [
                unpack_entry(path, number, words, "", facts) for path, number, words, facts in connection.execute(sql)
            ]
            found = [each for path, data in rows for each in unpack_problems(clean_label(unpack_path(path)), data)]
        yield from found
        seen: dict[str, Entry] = {}
        for entry in same:
            first = seen.setdefault(entry.id, entry)
            if first is not entry:
                yield duplicate(entry, first)

    def count_problems(self) -> int:
        """See Shelf."""
        sql = "SELECT coalesce((SELECT sum(wrong) FROM files WHERE wrong > 0), 0)"
        with self._database.reading() as connection:
            ((of_files,),) = connection.execute(sql).fetchall()
            return int(bool(self.damage)) + int(of_files) + count_copies(connection)

    def repairs(self) -> Iterator[RepairCounts]:
        """See Shelf."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT path, repairs, undone FROM files WHERE repairs != '' OR undone"
            ).fetchall()
        for path, repairs, undone in rows:
            pairs = [each.partition("=") for each in repairs.split()]
            made = tuple((RepairKind(kind), int(count)) for kind, _, count in pairs)
            yield RepairCounts(clean_label(unpack_path(path)), made, undone)

    def successor(self, error: ShelfError) -> Shelf:
        """See Shelf. Damaged, it is made anew; where there can be none, memory has to do."""
        with suppress(ShelfError):
            if isinstance(error, IndexDamagedError):
                return IndexShelf(self._database.anew())
            if isinstance(error, IndexReplacedError):
                self.close()
                return IndexShelf(Database(self._database.path, self._database.version))
        if isinstance(error, IndexFullError):
            with suppress(OSError):
                self._database.remove()  # the room is needed for what cannot be made again
        self.close()
        return MemoryShelf()

    def clear(self) -> None:
        """Forget everything: all files are read anew. Raises IndexUnusableError."""
        self._database = self._database.anew()
        self._search = IndexSearch(self._database)
        self.contents = list_contents(self._database)

    def close(self) -> None:
        """See Shelf."""
        self._database.close()
