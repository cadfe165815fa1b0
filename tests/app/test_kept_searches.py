"""Searches that stand in the sidebar: kept by a key, counted, repeated, forgotten, and there the next time."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import HEADLINES, PAPER, bulletin

from reader.app.kept_searches import LONGEST, MOST, KeptSearches
from reader.app.reading_work import COUNTED
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from driving import Reading

    from reader.library.query import Query
    from reader.library.search import Hits

    Files = Callable[[dict[str, str | bytes]], Path]


def rows(app: Reading) -> list[str]:
    """Return what stands in the sidebar below its sections."""
    lines = [" ".join(line.strip(" ▕").split()) for line in app.lines(app.screen.sidebar)]
    return [line for line in lines[lines.index("Searches") + 1 :] if line] if "Searches" in lines else []


async def test_a_search_is_kept_counted_and_forgotten(folder: Files) -> None:
    async with reading(folder(PAPER)) as app:
        await app.press("/")
        await app.type("the")
        await app.press("ctrl+s")
        assert "“the” is kept" in app.status
        await app.press("escape")
        assert rows(app) == ["the 5"]
        # WHEN it is kept again
        await app.press("/", "ctrl+s", "escape")
        # THEN it is forgotten
        assert rows(app) == []


async def test_a_kept_search_is_repeated_from_the_sidebar(folder: Files) -> None:
    searches = KeptSearches()
    searches.turn("boards")
    searches.turn("栏目:文化 -江")
    async with reading(folder(PAPER), searches=searches) as app:
        assert rows(app) == ["boards 1", "栏目:文化 -江 1"]
        await app.press("tab", "G", "k", "enter")
        assert (app.focus, app.box.value, app.headline) == ("query", "boards", HEADLINES[5])
        # AND one leaves it as any other search
        await app.press("escape")
        assert (app.focus, app.headline) == ("sidebar", HEADLINES[0])
        assert app.screen.sidebar.chosen_search == "boards"


async def test_the_cursor_stands_on_searches_and_never_on_their_heading(folder: Files) -> None:
    searches = KeptSearches()
    searches.turn("boards")
    async with reading(folder(PAPER), searches=searches) as app:
        await app.press("tab", "G")
        assert app.screen.sidebar.chosen_search == "boards"
        await app.press("k")
        assert app.screen.sidebar.chosen_search is None
        await app.press("j")
        assert app.screen.sidebar.chosen_search == "boards"
        # WHEN the folder is read again it stays there
        await app.press("r")
        assert app.screen.sidebar.chosen_search == "boards"
        await app.press("ctrl+s")
        assert rows(app) == []


async def test_counts_follow_the_folder(folder: Files) -> None:
    searches = KeptSearches()
    searches.turn("boards")
    root = folder(PAPER)
    async with reading(root, searches=searches) as app:
        (root / "g.md").write_text(bulletin("More boards", "Sport", 3, "Ten boards more."), encoding="utf-8")
        await app.press("r")
        assert rows(app) == ["boards 2"]


async def test_without_a_search_the_key_says_how_to_keep_one(folder: Files) -> None:
    async with reading(folder(PAPER)) as app:
        await app.press("ctrl+s")
        assert "opens the search" in app.status
        assert rows(app) == []


def test_they_are_there_the_next_time(tmp_path: Path) -> None:
    file = str(tmp_path / "data" / "searches.json")
    first, second = KeptSearches(file), KeptSearches(file)
    assert first.read() == second.read() == ()
    assert first.turn("江")
    # WHEN another run keeps another search, neither is lost
    assert second.turn("ferry -strike")
    assert not first.turn("江")
    assert KeptSearches(file).read() == ("ferry -strike",)
    assert sorted(each.name for each in (tmp_path / "data").iterdir()) == ["searches.json", "searches.lock"]


@pytest.mark.parametrize("content", ["", "{}", '["江", "ferry"', "[1]", "[" * 50_000])
def test_a_file_that_makes_no_sense_is_put_aside(content: str, tmp_path: Path) -> None:
    file = tmp_path / "searches.json"
    file.write_text(content, encoding="utf-8")
    searches = KeptSearches(str(file))
    assert searches.read() == ()
    assert file.read_text(encoding="utf-8") == content
    assert searches.turn("江")
    assert KeptSearches(str(file)).read() == ("江",)
    assert (tmp_path / "searches-damaged-1.json").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("text", ["x" * (LONGEST + 9), "\ud800", "江\n河"])
def test_any_text_is_kept_and_forgotten(text: str, tmp_path: Path) -> None:
    searches = KeptSearches(str(tmp_path / "searches.json"))
    assert searches.turn(text)
    assert len(KeptSearches(str(tmp_path / "searches.json")).read()) == 1
    assert not searches.turn(text)
    assert KeptSearches(str(tmp_path / "searches.json")).read() == ()


def test_too_many_push_out_the_oldest() -> None:
    searches = KeptSearches()
    for number in range(MOST + 3):
        searches.turn(str(number))
    assert searches.read() == tuple(map(str, range(3, MOST + 3)))


async def test_a_folder_that_cannot_be_written_is_a_sentence(folder: Files, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    async with reading(folder(PAPER), searches=KeptSearches(str(tmp_path / "file" / "searches.json"))) as app:
        await app.press("/", "b")
        await app.press("ctrl+s")
        assert "The search cannot be kept" in app.status


async def test_what_is_forgotten_while_it_is_counted_does_not_come_back(folder: Files) -> None:
    counting, go_on = Event(), Event()

    class Slow(Library):
        def search(self, query: Query, *, limit: int, **more: object) -> Hits:
            if limit == COUNTED:
                counting.set()
                go_on.wait(9)
            return super().search(query, limit=limit, **more)

    async with reading(library=Slow([str(folder(PAPER))])) as app:
        await app.press("/", *"the")
        app.send("ctrl+s")
        await app.until(counting.is_set)
        app.send("ctrl+s")
        await app.until(lambda: not app.screen.kept_searches.read())
        go_on.set()
        await app.settle()
        assert app.screen.sidebar.searches == ()


async def test_a_search_that_is_repeated_finds_what_came_since(folder: Files) -> None:
    searches = KeptSearches()
    searches.turn("boards")
    root = folder(PAPER)
    async with reading(root, searches=searches) as app:
        await app.press("tab", "G", "enter", "escape")
        (root / "g.md").write_text(bulletin("More boards", "Sport", 3, "Ten boards more."), encoding="utf-8")
        await app.press("r")
        await app.press("G", "enter")
        assert app.found.startswith("2 ")
        assert app.headline == "More boards"


async def test_only_where_the_keyboard_is_a_search_is_forgotten(folder: Files) -> None:
    searches = KeptSearches()
    searches.turn("boards")
    async with reading(folder(PAPER), searches=searches) as app:
        await app.press("tab", "G", "tab", "ctrl+s")
        assert searches.read() == ("boards",)


async def test_a_search_that_fails_ends_nothing(folder: Files) -> None:
    class Broken(Library):
        def search(self, query: Query, *, limit: int, **more: object) -> Hits:
            raise RuntimeError("the index is on fire")

    searches = KeptSearches()
    searches.turn("boards")
    async with reading(library=Broken([str(folder(PAPER))]), searches=searches) as app:
        assert rows(app) == ["boards"]
