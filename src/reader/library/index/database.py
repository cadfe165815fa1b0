"""Opens the index's file, makes it anew when it is damaged or of another version, and hands out its connections."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from threading import Condition, Event, Lock

from reader.library.shelf import (
    IndexBusyError,
    IndexDamagedError,
    IndexFullError,
    IndexReplacedError,
    IndexUnusableError,
    ShelfError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.index.versions import Version

_DAMAGE = (sqlite3.DatabaseError, zlib.error, ValueError, TypeError, IndexError, OverflowError, EOFError)
_OF_OTHERS = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
BUSY = 10.0  # seconds to wait for another reader that writes
PATIENCE = 5.0  # seconds to wait for what is under way when the file is to be deleted
INTERRUPT_EVERY = 0.02  # seconds
STEPS = 10_000  # steps of SQLite's machine between two looks at whether the file was closed: far below a millisecond
_POSTINGS = "CREATE VIRTUAL TABLE postings USING fts5 (tokens, content='', detail=none, columnsize=0, tokenize='ascii')"
_SETTINGS = {"pgsz": 8150, "hashsize": 32 << 20, "automerge": 8}  # two blocks a page; few and large pieces to be merged
PAGE = 16384  # bytes: in the usual pages of 4096, texts of half a page or more would leave much of them empty
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY, key INTEGER NOT NULL, path BLOB NOT NULL, folder INTEGER NOT NULL, root INTEGER NOT NULL,
    size INTEGER, modified INTEGER, inode INTEGER, changed INTEGER, length INTEGER, undone INTEGER, drawing INTEGER,
    repairs TEXT, problems BLOB, wrong INTEGER NOT NULL
);
CREATE INDEX by_key ON files (key);
CREATE INDEX by_folder ON files (folder);
CREATE INDEX with_problems ON files (wrong) WHERE wrong > 0;
CREATE TABLE folders (id INTEGER PRIMARY KEY, path BLOB UNIQUE NOT NULL, changed INTEGER NOT NULL DEFAULT 0);
CREATE TABLE roots (id INTEGER PRIMARY KEY, path BLOB UNIQUE NOT NULL);
CREATE TABLE sections (id INTEGER PRIMARY KEY, name BLOB UNIQUE NOT NULL);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, section INTEGER NOT NULL, number INTEGER NOT NULL,
    words BLOB NOT NULL, facts BLOB NOT NULL
);
CREATE TABLE places (section INTEGER, place BLOB, article INTEGER, PRIMARY KEY (section, place, article)) WITHOUT ROWID;
CREATE INDEX of_file ON articles (file);
CREATE INDEX of_words ON articles (words);
CREATE TABLE counts (
    section INTEGER, day INTEGER, articles INTEGER NOT NULL, PRIMARY KEY (section, day)
) WITHOUT ROWID;
CREATE TABLE steps (
    section INTEGER, day INTEGER, number INTEGER, place BLOB NOT NULL, PRIMARY KEY (section, day, number)
) WITHOUT ROWID;
CREATE TABLE statistics (
    token TEXT PRIMARY KEY, level INTEGER NOT NULL, usual INTEGER NOT NULL, implied INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE days (day INTEGER PRIMARY KEY, next INTEGER NOT NULL);
CREATE TABLE texts (id INTEGER PRIMARY KEY, title INTEGER NOT NULL, text BLOB NOT NULL);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE NOT NULL);
CREATE VIRTUAL TABLE grams USING fts5 (tokens, content='', detail=none, columnsize=0, tokenize='ascii');
"""


class Database:
    """An index file. May be used from several threads: each takes a connection for as long as it needs it."""

    def __init__(self, path: str | os.PathLike[str], version: Version) -> None:
        """Open the file, or make one. Raises IndexUnusableError.

        ``version`` names all that what is stored depends on: another one makes the file anew. ``damage`` says what
        was wrong with the file that was there, when it had to be made anew for that.
        """
        self.path = os.fspath(path)
        self.damage = ""
        self.version = version
        self._free: list[sqlite3.Connection] = []
        self._lent: list[sqlite3.Connection] = []
        self._closed = Event()
        self._inode = 0  # of the file that was opened
        self._pool = Condition()  # over the four above
        self._writer = Lock()
        try:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            self._prepare()
        except (OSError, sqlite3.Error, IndexDamagedError) as error:
            self.close()
            raise IndexUnusableError(str(error)) from error

    def _prepare(self) -> None:
        try:
            if self._is_ours():
                return
        except IndexDamagedError as error:
            self.damage = str(error)
        self.remove()
        self._closed, self._inode = Event(), 0
        with self.reading() as connection:
            _set_up_file(connection)
        with self.writing() as connection:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return  # another reader was quicker
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            make_postings(connection)
            connection.execute("INSERT INTO meta VALUES ('contents', ?)", (self.version.contents,))
            _note_program(connection, self.version)

    def _is_ours(self) -> bool:
        if not os.path.exists(self.path):
            return False
        with self.reading() as connection:
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return False
            made_with = _made_with(connection)
        if made_with.get("program") == self.version.program:
            return True
        if made_with.get("contents") != self.version.contents:
            return False
        with contextlib.suppress(IndexUnusableError), self.writing(0) as connection:  # else the next time
            _note_program(connection, self.version)
        return True

    def anew(self, damage: str = "") -> Database:
        """Delete the file and make another one; ``damage`` is what was wrong with it. Raises IndexUnusableError."""
        try:
            self.remove()
        except OSError as error:
            raise IndexUnusableError(str(error)) from error
        database = Database(self.path, self.version)
        database.damage = damage or database.damage
        return database

    def remove(self) -> None:
        """Close the file and delete it. What is under way on it fails, and is waited for a little while."""
        end = time.monotonic() + PATIENCE
        while True:  # what is just about to begin is interrupted when it has begun
            self.close()
            with self._pool:
                # A connection closed after its file is gone would take the log of the next file of that name along.
                if self._pool.wait_for(lambda: not self._lent, INTERRUPT_EVERY) or time.monotonic() > end:
                    break
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{self.path}{suffix}")

    @property
    def closed(self) -> bool:
        """Whether the file was closed: what takes long need not go on."""
        return self._closed.is_set()

    def close(self) -> None:
        """Close all connections: those in use are interrupted, and closed when they are given back."""
        with self._pool:
            self._closed.set()
            free, self._free = self._free, []
            for each in self._lent:
                with contextlib.suppress(sqlite3.Error):
                    each.interrupt()
        for each in free:
            with contextlib.suppress(sqlite3.Error):
                each.close()

    def __del__(self) -> None:
        """Close what nobody closed: Python warns of connections that are left open."""
        self.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection. Raises IndexDamagedError when what is read makes no sense, else IndexUnusableError."""
        connection = None
        try:
            connection = self._take()
            yield connection
        except sqlite3.OperationalError as error:
            raise self._meaning(error) from error
        except _DAMAGE as error:
            raise IndexDamagedError(str(error)) from error
        finally:
            if connection is not None:
                self._give_back(connection)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one state, whatever others write meanwhile. Raises what ``reading`` does."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("COMMIT")

    def _meaning(self, error: sqlite3.OperationalError) -> ShelfError:
        """Return what an error of SQLite's says of the index."""
        code = code_of(error)
        if code in _OF_OTHERS:
            return IndexBusyError(str(error))
        if code == sqlite3.SQLITE_FULL:
            return IndexFullError(str(error))
        # Another file under our name, or a spoilt head of it: what it lacks, or forbids, the system does not.
        spoilt = code == sqlite3.SQLITE_ERROR or (code == sqlite3.SQLITE_READONLY and _can_be_written(self.path))
        return IndexDamagedError(str(error)) if spoilt else IndexUnusableError(str(error))

    def _take(self) -> sqlite3.Connection:
        with self._pool:
            if self._closed.is_set():
                raise IndexUnusableError(f"{self.path} was closed")
            ready = bool(self._free)
            connection = self._free.pop() if ready else _connect(self.path)
            self._lent.append(connection)
        try:
            if not ready:
                _set_up(connection)
                self.watch(connection)
                self._check_file()
        except BaseException:
            self._give_back(connection, sound=False)
            raise
        return connection

    def watch(
        self, connection: sqlite3.Connection, is_late: Callable[[], bool] | None = None, steps: int = STEPS
    ) -> None:
        """Have what runs on a connection end when the file is closed, or once ``is_late``, asked every ``steps``.

        To interrupt it is not enough: between two statements nobody hears that.
        """
        closed = self._closed.is_set  # of the file as it is now: what is lent outlives it
        connection.set_progress_handler((lambda: closed() or is_late()) if is_late else closed, steps)

    def _give_back(self, connection: sqlite3.Connection, *, sound: bool = True) -> None:
        with self._pool:
            self._lent.remove(connection)
            if sound and not self._closed.is_set():
                self._free.append(connection)
            else:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
            self._pool.notify_all()

    @contextlib.contextmanager
    def writing(self, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one transaction: all of it is kept, or nothing.

        Another reader that writes is waited for, ``patience`` seconds or BUSY; then IndexBusyError is raised.
        """
        with self._writer, self.reading() as connection:
            self._begin(connection, BUSY if patience is None else patience)
            try:
                self._check_file()
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def _begin(self, connection: sqlite3.Connection, patience: float) -> None:
        """Begin to write. SQLite itself would wait for another reader to the end, whether the file is closed or not."""
        end, closed = time.monotonic() + patience, self._closed
        with _waiting(connection, INTERRUPT_EVERY):
            while True:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if code_of(error) not in _OF_OTHERS or closed.is_set() or time.monotonic() > end:
                        raise
                else:
                    return

    def _check_file(self) -> None:
        """Raise IndexReplacedError when what is written would be lost: another reader has made the file anew."""
        with self._pool:
            inode = _inode(self.path)
            self._inode = self._inode or inode
            if inode != self._inode:
                raise IndexReplacedError(self.path)

    def put_in_order(self) -> None:
        """Make the lists short, and give back the room that nothing needs."""
        with self.writing() as connection:
            connection.execute("INSERT INTO postings (postings) VALUES ('optimize')")
        self._shrink()

    def _shrink(self) -> None:
        """Give back the room that nothing needs; what others hold up is left for the next time.

        It is not worth waiting for, and while SQLite itself waits it does not hear that the file is closed.
        """
        with self.reading() as connection, _waiting(connection, 0):
            try:
                # Each step of it frees one page and gives a row without columns, after which execute would stop.
                connection.executescript("PRAGMA incremental_vacuum")
            except sqlite3.OperationalError as error:
                if code_of(error) not in _OF_OTHERS:
                    raise
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's code of an error; 0 for one that Python's own part of it made."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _connect(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, BUSY, isolation_level=None, check_same_thread=False)


@contextlib.contextmanager
def _waiting(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Have SQLite wait for others so long at most, instead of BUSY."""
    connection.execute(f"PRAGMA busy_timeout = {1000 * seconds:.0f}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {1000 * BUSY:.0f}")


def _set_up_file(connection: sqlite3.Connection) -> None:
    """Say how a file is to be made. On one that is there these would wait for whoever is writing."""
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")


def _inode(path: str) -> int:
    """Return what tells a file from another of the same name; 0 where the system does not say, or it is gone."""
    try:
        return os.stat(path).st_ino
    except OSError:
        return 0


def _can_be_written(path: str) -> bool:
    return os.access(path, os.W_OK) and os.access(os.path.dirname(path), os.W_OK)


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA mmap_size = 0")  # mapped, a cold file is read ten times slower


def is_of_another(path: str, version: Version) -> bool:
    """Return whether a sound file was made by another program, or with another setting. Changes nothing."""
    from pathlib import Path  # to check an index, not to use it

    try:
        connection = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", BUSY, uri=True)
        with contextlib.closing(connection):
            made_with = _made_with(connection)
    except sqlite3.Error:
        return False
    return bool(made_with) and version.contents != made_with.get("contents")


def _made_with(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what the index was made with, see Version."""
    return dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('contents', 'program')").fetchall())


def _note_program(connection: sqlite3.Connection, version: Version) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('program', ?)", (version.program,))


def make_postings(connection: sqlite3.Connection) -> None:
    """Make the list of tokens anew, empty."""
    connection.execute("DROP TABLE IF EXISTS postings")
    connection.execute(_POSTINGS)
    for name, value in _SETTINGS.items():
        connection.execute("INSERT INTO postings (postings, rank) VALUES (?, ?)", (name, value))
