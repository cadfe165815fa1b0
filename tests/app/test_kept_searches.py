"""Searches that stand in the sidebar: kept by a key, counted, repeated, forgotten, and there the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import HEADLINES, PAPER, bulletin

from reader.app.kept_searches import LONGEST, MOST, KeptSearches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from driving import Reading

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
    assert first.texts == second.texts == ()
    assert first.turn("江")
    # WHEN another run keeps another search, neither is lost
    assert second.turn("ferry -strike")
    assert not first.turn("江")
    assert KeptSearches(file).texts == ("ferry -strike",)


@pytest.mark.parametrize("content", ["", "{}", "[1, null, ' ', []]", "[" * 50_000, '["' + "x" * (LONGEST + 1) + '"]'])
def test_a_file_that_makes_no_sense_is_no_search(content: str, tmp_path: Path) -> None:
    file = tmp_path / "searches.json"
    file.write_text(content, encoding="utf-8")
    assert KeptSearches(str(file)).texts == ()


def test_too_many_push_out_the_oldest() -> None:
    searches = KeptSearches()
    for number in range(MOST + 3):
        searches.turn(str(number))
    assert searches.texts == tuple(map(str, range(3, MOST + 3)))


async def test_a_folder_that_cannot_be_written_is_a_sentence(folder: Files, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    async with reading(folder(PAPER), searches=KeptSearches(str(tmp_path / "file" / "searches.json"))) as app:
        await app.press("/", "b")
        await app.press("ctrl+s")
        assert "The search cannot be kept" in app.status
