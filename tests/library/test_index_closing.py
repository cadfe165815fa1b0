"""What happens while an index is closed, deleted or replaced: others may be in the middle of it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from reader.display.choice import AS_STORED
from reader.library.index import database
from reader.library.index.database import Database
from reader.library.index.opening import index_file, open_index
from reader.library.index.shelf import IndexShelf
from reader.library.index.versions import Version
from reader.library.library import Library
from reader.library.query_parsing import parse_query
from reader.library.search import Search
from reader.library.shelf import IndexDamagedError, IndexUnusableError, ShelfError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.protocols import Shelf

PATIENCE = 20  # seconds


@pytest.fixture
def root(folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    return folder({f"{number}.md": f"# 第{number}篇\n\n河堤加固。\n" for number in range(1, 6)})


def test_what_an_old_index_fails_at_does_not_replace_the_new_one(root: Path) -> None:
    library = Library([str(root)], shelf=open_index([str(root)], AS_STORED))
    library.scan_all()
    old = library._shelf
    with library._used():  # a search that is still under way
        library._replace_shelf(IndexDamagedError("spoilt"))
        library.scan_all()
        raise IndexDamagedError("closed")
    assert library._shelf is not old
    assert not library.failed
    library.close()


def test_who_leaves_while_an_index_is_made_anew_leaves_the_new_one_closed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library([str(root)], shelf=open_index([str(root)], AS_STORED))
    successor = IndexShelf.successor

    def made_while_one_leaves(self: IndexShelf, error: ShelfError) -> Shelf:
        found = successor(self, error)
        library.close()
        return found

    monkeypatch.setattr(IndexShelf, "successor", made_while_one_leaves)
    library._replace_shelf(IndexDamagedError("spoilt"))
    assert isinstance(library._shelf, IndexShelf)
    assert library._shelf.database.closed


def test_a_closed_index_is_not_opened_again(root: Path) -> None:
    shelf = open_index([str(root)], AS_STORED)
    shelf.close()
    index_file([str(root)], AS_STORED).unlink()
    with pytest.raises(IndexUnusableError):
        shelf.search(Search(parse_query("a"), 1))
    assert not index_file([str(root)], AS_STORED).exists()


def test_a_file_is_deleted_only_when_nobody_reads_it(root: Path) -> None:
    file = open_index([str(root)], AS_STORED)._database
    there: list[bool] = []

    def read() -> None:
        with contextlib.suppress(ShelfError), file.reading() as connection:
            begun.set()
            endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            try:
                connection.execute(endless)
            finally:
                there.append(index_file([str(root)], AS_STORED).exists())

    begun = threading.Event()
    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(PATIENCE)
    file.remove()
    reader.join(PATIENCE)
    assert there == [True]


ROWS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000000) SELECT count(*) FROM n"


@pytest.mark.parametrize("is_late", [None, lambda: False])
def test_what_is_begun_after_the_file_was_closed_ends(is_late: Callable[[], bool] | None, root: Path) -> None:
    def work() -> None:
        with file.reading() as connection:
            file.watch(connection, is_late)
            file.close()  # nothing runs that could be interrupted
            connection.execute(ROWS)

    file = open_index([str(root)], AS_STORED)._database
    with pytest.raises(IndexUnusableError, match="interrupted"):
        work()


def test_who_waits_for_another_reader_to_write_ends_when_the_file_is_closed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        begun.set()
        with contextlib.suppress(ShelfError), ours.writing():
            pass
        ended.set()

    monkeypatch.setattr(database, "BUSY", 1_000.0)
    ours, other = (open_index([str(root)], AS_STORED)._database for _ in range(2))
    begun, ended = threading.Event(), threading.Event()
    with other.writing():
        threading.Thread(target=write, daemon=True).start()
        assert begun.wait(PATIENCE)
        ours.close()
        assert ended.wait(PATIENCE)
    other.close()


class Reinstalled(Version):
    """The same program with files of other times."""

    program = property(lambda self: f"reinstalled-{self.wanted}")


def test_a_program_that_was_installed_again_opens_its_index_while_another_reader_writes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened() -> None:
        Database(other.path, Reinstalled(AS_STORED.bits)).close()
        ended.set()

    monkeypatch.setattr(database, "BUSY", 1_000.0)
    other, ended = open_index([str(root)], AS_STORED)._database, threading.Event()
    for is_noted in (False, True):
        with other.writing() if not is_noted else contextlib.nullcontext():
            threading.Thread(target=opened, daemon=True).start()
            assert ended.wait(PATIENCE)
        with other.reading() as connection:
            program = connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
        assert (program == ("reinstalled-0",)) is is_noted
        ended.clear()
    other.close()


@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE"])
def test_room_that_others_hold_up_is_given_back_another_time(
    begin: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shrink() -> None:
        with contextlib.suppress(ShelfError):
            ours._shrink()
            done.set()
        ended.set()

    monkeypatch.setattr(database, "BUSY", 1_000.0)
    ours = open_index([str(root)], AS_STORED)._database
    done, ended = threading.Event(), threading.Event()
    with contextlib.closing(sqlite3.connect(ours.path, isolation_level=None)) as other:
        with ours.writing() as connection:
            connection.execute("CREATE TABLE room AS SELECT zeroblob(1000000) AS room")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM room").fetchall()  # what it sees stays in the log
        with ours.writing() as connection:
            connection.execute("DROP TABLE room")
        if begin == "BEGIN IMMEDIATE":
            other.execute("COMMIT")
            other.execute(begin)
        threading.Thread(target=shrink, daemon=True).start()
        assert ended.wait(PATIENCE)
        assert done.is_set()
    ours._shrink()
    with ours.reading() as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (1_000_000,)
    assert os.path.getsize(f"{ours.path}-wal") == 0
    ours.close()


def test_a_second_scan_waits_for_the_first(root: Path) -> None:
    library = Library([str(root)])
    first = library.scan()
    next(first)
    assert list(library.scan(cancelled=lambda: True)) == []
    first.close()
    assert list(library.scan())[-1].finished
