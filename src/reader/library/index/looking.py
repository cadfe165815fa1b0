"""Compares folders with what the index has of them: folder by folder, so that a million files take no memory."""

from __future__ import annotations

import os
import stat
import time
import zlib
from contextlib import suppress

from reader.library.index.packing import pack, pack_path, pack_problems, path_key, signed, unpack_path
from reader.library.shelf import IndexUnusableError, gone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Container, Iterator, Sequence
    from typing import Any

    from reader.library.files import Listing, Stamp
    from reader.library.index.database import Database
    from reader.library.shelf import Noted

    _Row = tuple[Any, ...]  # name or number, stamp (four numbers), length, undone

SETTLED = 2 * 10**9  # nanoseconds a folder must have been left alone: a later change might have the same time
NOTING = 0.05  # seconds to wait for another reader that writes: what cannot be noted now is found out once more
ASKED = 500  # files that are asked for together, where they are not asked for by their folder
LOOK = "look"  # under this name is kept what the last look at all folders met
NOT_SETTLED = 0  # instead of the time of a folder: it may have changed since, or is not there
_OF_FOLDER = "SELECT substr(path, ?), size, modified, inode, changed, length, undone FROM files WHERE folder = ?"
_OF_FILES = "SELECT id, size, modified, inode, changed, length, undone, path FROM files WHERE key IN ({})"
_OF_FILE = "SELECT id, size, modified, inode, changed, length, undone FROM files WHERE key = ? AND path = ?"


class LookAtSome:
    """A look at the files at some paths."""

    def __init__(self, database: Database, paths: Collection[str]) -> None:
        self._database = database
        self._since = time.time_ns() - SETTLED
        self._times: list[tuple[bytes, int]] = []  # of folders that are new
        self._known: dict[str, _Row] = {}
        if paths:
            with database.reading() as connection:
                found = ((path, _row_of(connection, pack_path(path))) for path in paths)
                self._known = {path: row for path, row in found if row is not None}

    def look(self, listing: Listing, marked: Container[int]) -> list[str]:
        """See Shelf.look."""
        if listing.status is not None and listing.last:
            self._times.append((pack_path(listing.folder), time_of(listing.status, self._since)))
        known = [self._known.pop(listing.folder + name, None) for name in listing.names]
        pairs = zip(listing.names, listing.stamps, known, strict=True)
        return [name for name, stamp, row in pairs if row is None or not _is_same(row, stamp, marked)]

    def gone(self, unread: Sequence[str]) -> list[str]:
        """Return the paths at which no file was seen."""
        return gone(self._known, unread)

    def note(self, unread: Sequence[str], noted: Noted) -> None:  # noqa: ARG002 (of a look at all)
        """Keep when the folders changed that are new: those in them that hold nothing yet are known only by that."""
        note_times(self._database, self._times)


class LookAtAll:
    """A look at all folders."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._since = time.time_ns() - SETTLED
        self._visited = bytearray()  # of each folder, by its number, whether it was seen
        self._seen = bytearray()  # the same of files, where not all of a folder come together
        self._met = 0  # files of the folder that comes in parts
        self._gone: list[str] = []
        self._times: list[tuple[bytes, int]] = []  # of folders, where others are known
        sql = "SELECT (SELECT coalesce(max(id), 0) FROM folders), (SELECT coalesce(max(id), 0) FROM files)"
        with database.reading() as connection:
            ((self._last, self._last_file),) = connection.execute(sql).fetchall()

    def look(self, listing: Listing, marked: Container[int]) -> list[str]:
        """See Shelf.look."""
        with self._database.reading() as connection:
            number = self._enter(connection, listing)
            if number is not None and listing.part == 0 and listing.last:
                found, gone_now = compare_folder(connection, number, listing, marked)
                self._gone += (listing.folder + name for name in gone_now)
                return found
            self._met = self._met if listing.part else 0
            found = list(self._tried(connection, listing, marked))
            if number is not None and listing.last:
                count = connection.execute("SELECT count(*) FROM files WHERE folder = ?", (number,)).fetchone()
                if count != (self._met,):
                    self._gone += self._unseen(connection, number)
            return found

    def _enter(self, connection: sqlite3.Connection, listing: Listing) -> int | None:
        """Return the number of a listing's folder, and note that it is there; None when it is new or was not listed."""
        if listing.status is None:
            return None
        folder = pack_path(listing.folder)
        row = connection.execute("SELECT id, changed FROM folders WHERE path = ?", (folder,)).fetchone()
        changed = time_of(listing.status, self._since)
        if row is None or row[1] != changed:
            self._times.append((folder, changed))
        if row is None:
            return None
        _mark(self._visited, row[0])
        return int(row[0])

    def _tried(self, connection: sqlite3.Connection, listing: Listing, marked: Container[int]) -> Iterator[str]:
        """Yield those of some files that are to be read; each is looked up."""
        for at in range(0, len(listing.names), ASKED):
            names, stamps = listing.names[at : at + ASKED], listing.stamps[at : at + ASKED]
            paths = [pack_path(listing.folder + name) for name in names]
            sql = _OF_FILES.format(",".join("?" * len(paths)))
            known = {row[-1]: row for row in connection.execute(sql, tuple(map(path_key, paths)))}
            for name, stamp, path in zip(names, stamps, paths, strict=True):
                row = known.get(path)
                if row is not None:
                    _mark(self._seen, row[0])
                    self._met += 1
                if row is None or not _is_same(row, stamp, marked):
                    yield name

    def _unseen(self, connection: sqlite3.Connection, number: int) -> Iterator[str]:
        """Yield the files of a folder that were not seen one by one."""
        for file, path in connection.execute("SELECT id, path FROM files WHERE folder = ?", (number,)):
            if not _is_marked(self._seen, file):
                yield unpack_path(path)

    def _folders_gone(self, connection: sqlite3.Connection, unread: Sequence[str]) -> Iterator[tuple[int, bytes, int]]:
        """Yield the folders known before that were not seen, but for those that could not be listed: row of each."""
        for row in connection.execute("SELECT id, path, changed FROM folders WHERE id <= ?", (self._last,)):
            if not _is_marked(self._visited, row[0]) and gone([unpack_path(row[1])], unread):
                yield row

    def gone(self, unread: Sequence[str]) -> list[str]:
        """Return the paths of files that are gone: not seen, and in no ``unread`` folder.

        What was put since the look began is not: another reader may have been quicker to see it.
        """
        found = gone(self._gone, unread)
        with self._database.reading() as connection:
            for number, *_ in self._folders_gone(connection, unread):
                found += gone(self._unseen(connection, number), unread)
            rows = ((path, _row_of(connection, pack_path(path))) for path in found)
            return [path for path, row in rows if row is not None and row[0] <= self._last_file]

    def note(self, unread: Sequence[str], noted: Noted) -> None:
        """Keep when the folders changed: as long as that is so, they hold the same files. And what was met."""
        self._times += _times_of(unread, self._since)
        with self._database.reading() as connection:
            rows = self._folders_gone(connection, unread)
            self._times += ((path, NOT_SETTLED) for _, path, changed in rows if changed != NOT_SETTLED)
            before = connection.execute("SELECT value FROM meta WHERE key = ?", (LOOK,)).fetchone()
        met = pack((noted.marks, [(each.path, pack_problems([each])) for each in noted.problems]))
        if before != (met,):
            with suppress(IndexUnusableError), self._database.writing(NOTING) as connection:
                connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (LOOK, met))
        note_times(self._database, self._times)


def _times_of(folders: Sequence[str], since: int) -> Iterator[tuple[bytes, int]]:
    """Yield when those of some folders changed that are there, though they cannot be listed."""
    for folder in folders:
        with suppress(OSError):
            status = os.stat(folder)
            if stat.S_ISDIR(status.st_mode):
                yield pack_path(os.path.join(folder, "")), time_of(status, since)


def time_of(status: os.stat_result, since: int) -> int:
    """Return what is another number once anything about a folder has changed; NOT_SETTLED when it did after ``since``.

    The time of its contents can be put back, as programs that copy folders do, the time of any change to it cannot.
    Another folder in its place may have the same times.
    """
    if status.st_mtime_ns >= since:
        return NOT_SETTLED
    told = b"%d %d %d %d" % (status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
    return zlib.crc32(told) << 24 | status.st_mtime_ns & 0xFFFFFF | 1


def note_times(database: Database, times: Sequence[tuple[bytes, int]]) -> None:
    """Keep when some folders changed last. Where that cannot be written, they will be listed once more."""
    if times:
        with suppress(IndexUnusableError), database.writing(NOTING) as connection:
            sql = (
                "INSERT INTO folders (path, changed) VALUES (?, ?)"
                " ON CONFLICT (path) DO UPDATE SET changed = excluded.changed"
            )
            connection.executemany(sql, times)


def compare_folder(
    connection: sqlite3.Connection, number: int, listing: Listing, marked: Container[int]
) -> tuple[list[str], list[str]]:
    """Return the names in a folder that are to be read, and those that are gone. All of it must be in the listing."""
    rows = connection.execute(_OF_FOLDER, (len(pack_path(listing.folder)) + 1, number))
    known: dict[bytes, _Row] = {row[0]: row for row in rows}
    found = []
    for name, stamp in zip(listing.names, listing.stamps, strict=True):
        row = known.pop(pack_path(name), None)
        if row is None or not _is_same(row, stamp, marked):
            found.append(name)
    return found, [unpack_path(name) for name in known]


def _row_of(connection: sqlite3.Connection, path: bytes) -> _Row | None:
    row: _Row | None = connection.execute(_OF_FILE, (path_key(path), path)).fetchone()
    return row


def _is_same(row: _Row, stamp: Stamp, marked: Container[int]) -> bool:
    """Return whether a file is as it was, and nothing about it is or was undone."""
    if row[1:5] != stamp and row[1:5] != (stamp[0], stamp[1], signed(stamp[2]), stamp[3]):
        return False
    return not row[6] and row[5] not in marked


def _mark(marks: bytearray, number: int) -> None:
    if number >= len(marks):
        marks.extend(bytes(number + 1 - len(marks) + len(marks) // 2))
    marks[number] = 1


def _is_marked(marks: bytearray, number: int) -> bool:
    return number < len(marks) and marks[number] == 1
