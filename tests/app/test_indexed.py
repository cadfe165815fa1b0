"""The screen on an index: contents, search and the way from one article to the next are what memory gives."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import bulletin

from reader.display.choice import MENDED
from reader.library.index import database
from reader.library.index.database import Database
from reader.library.index.opening import index_file, open_index
from reader.library.index.shelf import IndexShelf
from reader.library.index.versions import version_of
from reader.library.library import Library
from reader.library.shelf import IndexDamagedError
from reader.library.undone import UndoneRepairs
from reader.places import undone_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reader.library.search import Hits

BODY = "河堤加固，水位下降。\n\n市民不必预约。\n"


@pytest.fixture
def paper(folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    files = {f"{number:02}.md": bulletin(f"第{number}篇", "要闻", number, BODY) for number in range(1, 80)}
    return folder({**files, "z.md": bulletin("经济一篇", "经济", 90, "大坝完工。\n")})


def indexed(root: Path) -> Library:
    return Library([str(root)], wanted=MENDED, shelf=open_index([str(root)], MENDED))


async def test_the_paper_is_read_searched_and_walked_through(paper: Path) -> None:
    for _ in range(2):  # made, then found
        async with reading(library=indexed(paper)) as app:
            assert "79" in app.text(app.screen.sidebar)
            await app.press("J", "J")
            assert app.headline == "第3篇"
            await app.press("]")
            assert app.headline == "经济一篇"
            await app.press("slash")
            await app.type("大坝")
            await app.press("enter")
            assert app.headline == "经济一篇"
            await app.press("escape", "escape", "escape")


class Spoilt(IndexShelf):
    """An index in which a search meets damage."""

    def search(self, *_: object, **__: object) -> Hits:
        raise IndexDamagedError("spoilt")


async def test_an_index_spoilt_while_one_reads_is_made_anew(paper: Path) -> None:
    library = Library(
        [str(paper)], wanted=MENDED, shelf=Spoilt(Database(index_file([str(paper)], MENDED), version_of(MENDED)))
    )
    async with reading(library=library) as app:
        await app.press("slash")
        await app.type("大坝")
        await app.press("enter")
        assert app.headline == "经济一篇"
        assert [str(each.kind) for each in library.problems] == ["index-damaged"]


class LongAtWork(IndexShelf):
    """An index that takes long to take out what is gone."""

    begun = ended = False

    def end(self, *_: object) -> None:
        self.begun, self.left = True, Event()
        try:
            self._work()
        finally:
            self.left.set()

    def _work(self) -> None:
        rows = "WITH RECURSIVE rows (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM rows LIMIT 200000000)"
        with self.database.reading() as connection:
            connection.execute(f"{rows} SELECT count(*) FROM rows").fetchone()
        self.ended = True


async def test_who_leaves_does_not_wait_for_what_is_still_being_written(paper: Path) -> None:
    shelf = LongAtWork(Database(index_file([str(paper)], MENDED), version_of(MENDED)))
    library = Library([str(paper)], wanted=MENDED, shelf=shelf)
    async with reading(library=library, settle=False) as app:
        await app.until(lambda: shelf.begun and app.screen.shown is not None)
    assert shelf.left.wait(20)
    assert not shelf.ended


TORN = "# 标题\n\n这是第一段的前半截，后面还没有说\n\n完，到这里才结束。\n\n另一段。\n"


class Marked(Library):
    """A library that tells when the marking of a repair begins and ends, and how."""

    begun: Event
    ended: Event
    failure: BaseException | None = None

    def mark_repairs(self, path: str, changes: Mapping[str, bool]) -> None:
        self.begun.set()
        try:
            super().mark_repairs(path, changes)
        except BaseException as error:
            self.failure = error
            raise
        finally:
            self.ended.set()


async def test_who_leaves_does_not_wait_for_another_reader_who_writes_but_what_was_marked_is_kept(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(database, "BUSY", 1_000.0)
    root = folder({"page.md": TORN})
    indexed(root).scan_all()
    library = Marked([str(root)], wanted=MENDED, shelf=open_index([str(root)], MENDED))
    library.begun, library.ended = Event(), Event()
    other = open_index([str(root)], MENDED).database
    with other.writing():
        async with reading(library=library) as app:
            await app.pilot.press("O", "u")
            await app.until(library.begun.is_set)
        assert library.ended.wait(20)
    assert library.failure is None
    other.close()
    assert UndoneRepairs(undone_file()).keys_of(TORN)
    # AND it is found in the index the next time
    again = indexed(root)
    again.scan_all()
    assert [each.undone for each in again.repairs] == [1]
    again.close()
