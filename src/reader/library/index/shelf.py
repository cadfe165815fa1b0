"""A library's shelf on disk: what was read once is there at the next start, however much it is."""

from __future__ import annotations

import time
import zlib
from threading import Lock
from typing import TYPE_CHECKING

from reader.display.drawing import AS_STORED, Drawing
from reader.formats.clean import clean_label
from reader.library.files import FileRef
from reader.library.index.database import Database
from reader.library.index.helpers import prepare_all, processors
from reader.library.index.listing import list_contents
from reader.library.index.packing import pack_path, unpack_entry, unpack_path, unpack_problems, unpack_text
from reader.library.index.preparing import key_of, prepare
from reader.library.index.renewing import renew_if_due
from reader.library.index.searching import IndexSearch
from reader.library.index.writing import Writer, read_common
from reader.library.passage import snippet_of_text
from reader.library.shelf import IndexDamagedError, MemoryShelf, RepairCounts, ShelfError, duplicate
from reader.model import RepairKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from reader.library.contents import Contents, Entry
    from reader.library.file_read import FileRead
    from reader.library.index.preparing import PreparedFile
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.library.search import Hits
    from reader.library.shelf import Shelf
    from reader.model import Problem

BATCH = 256  # files that are written in one transaction, at most
MANY_WRITTEN = 500  # files: after so many in one scan the lists are put in order, which makes them short
BATCH_SECONDS = 1.0  # after which those that wait are written
_Known = tuple[int, int, int, int, int]  # size, modified, inode, length, undone


class IndexShelf:
    """Keeps a library in an index. See Shelf."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = Writer()
        self._search = IndexSearch(database)
        self._known: dict[str, _Known] = {}
        self._waiting: dict[str, PreparedFile] = {}
        self._common: tuple[int, frozenset[str]] = (0, frozenset())  # pairs, and the key that stands for them
        self._since = 0.0
        self._written = 0  # files, since the lists were put in order
        self._lock = Lock()  # over what waits: a mark may be made while a scan goes on
        self.contents: Contents = list_contents(database)

    def begin(self) -> None:
        """See Shelf."""
        with self._database.reading() as connection:
            self._load_common(connection)
            rows = connection.execute("SELECT path, size, modified, inode, length, undone FROM files")
            self._known = {unpack_path(path): tuple(rest) for path, *rest in rows}

    def is_current(self, ref: FileRef, may_be_marked: Callable[[int], bool]) -> bool:
        """See Shelf."""
        known = self._known.pop(ref.path, None)
        if known is None:
            return False
        size, modified, inode, length, undone = known
        same = (size, modified, inode % (1 << 64)) == (ref.size, ref.modified, ref.inode)
        return same and not undone and not may_be_marked(length)

    def ref(self, path: str) -> FileRef | None:
        """See Shelf."""
        with self._database.reading() as connection:
            sql = "SELECT root, size, modified, inode FROM files WHERE path = ?"
            row = connection.execute(sql, (pack_path(path),)).fetchone()
        return FileRef(path, unpack_path(row[0]), row[1], row[2], row[3] % (1 << 64)) if row else None

    def put(self, file: FileRead) -> None:
        """See Shelf."""
        self._put(prepare(file, self._common[1], self._common[0]))

    def read_ahead(self, refs: Sequence[FileRef], wanted: Drawing) -> Iterator[FileRef]:
        """See Shelf."""
        for prepared in prepare_all(refs, wanted, lambda: self._common, processors()):
            self._put(prepared)
            yield prepared.file.ref

    def _load_common(self, connection: sqlite3.Connection) -> None:
        text = read_common(connection)
        if key_of(text) != self._common[0]:
            self._common = (key_of(text), frozenset(text.split()))

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
            with self._database.writing() as connection:
                self._writer.write(connection, waiting.values())
                self._written += len(waiting)
                renew_if_due(connection)
                self._load_common(connection)
        except BaseException:
            self._writer.forget()
            raise

    def end(self) -> None:
        """See Shelf."""
        self._write()
        gone, self._known = self._known, {}
        if gone:
            with self._database.writing() as connection:
                self._writer.remove(connection, gone)
        if self._written >= MANY_WRITTEN:
            self._written = 0
            self._database.put_in_order()

    def report(self) -> Contents:
        """See Shelf."""
        self._write()
        self.contents = list_contents(self._database)
        return self.contents

    def search(
        self,
        query: Query,
        *,
        limit: int,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """See Searcher.search."""
        return self._search.search(query, limit=limit, deadline=deadline, cancelled=cancelled)

    def snippet(self, entry: Entry, query: Query) -> Snippet | None:
        """See Shelf. Cut from the text that is kept; its offset is not one of the source."""
        sql = (
            "SELECT title, text, drawing FROM files JOIN articles ON file = files.id"
            " JOIN texts ON texts.id = articles.id WHERE path = ? AND number = ?"
        )
        with self._database.reading() as connection:
            row = connection.execute(sql, (pack_path(entry.path), entry.number)).fetchone()
            if row is None:
                return None
            text = unpack_text(zlib.decompress(row[1]))
        return snippet_of_text(text, row[0], query, Drawing.of_bits(row[2]) if row[2] else AS_STORED)

    def problems(self) -> Iterator[Problem]:
        """See Shelf."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT path, problems FROM files WHERE problems != x''").fetchall()
            sql = (
                "SELECT path, number, words, facts FROM articles JOIN files ON files.id = file WHERE words IN"
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
        if isinstance(error, IndexDamagedError):
            try:
                self._database.remove()
                return IndexShelf(Database(self._database.path, self._database.version))
            except (OSError, ShelfError):
                pass
        self.close()
        return MemoryShelf()

    def clear(self) -> None:
        """Forget everything: all files are read anew. Raises IndexUnusableError."""
        path, version = self._database.path, self._database.version
        self._database.remove()
        self._database = Database(path, version)
        self._search = IndexSearch(self._database)
        self.contents = list_contents(self._database)

    def close(self) -> None:
        """See Shelf."""
        self._database.close()


def _made(repairs: str) -> tuple[tuple[RepairKind, int], ...]:
    pairs = [each.partition("=") for each in repairs.split()]
    return tuple((RepairKind(kind), int(count)) for kind, _, count in pairs)
