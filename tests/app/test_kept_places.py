"""The first character in the window stays the same: in another width, in columns, as stored, read again, and the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading

from reader.app.kept_places import MOST, KeptPlaces
from reader.app.widgets.article_view import Spot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "# 渡口的最后一班船\n\n" + "".join(
    f"第{number}天，船工把跳板收起来，江面很静，对岸的灯一盏一盏亮了。\n\n" for number in range(90)
)
OTHER = "# 另一篇\n\n" + "白鹭来了。\n\n" * 40


@pytest.fixture
def page(folder: Callable[..., Path]) -> Path:
    return folder({"a.md": TEXT, "b.md": OTHER})


def first(app: Reading) -> int:
    """Return the source offset of the first character in the window."""
    place = app.view.top_place()
    assert place is not None
    return place.offset


async def test_it_stays_through_every_change_of_form(page: Path) -> None:
    async with reading(page, size=(120, 30)) as app:
        await app.press(*["space"] * 2, "j", "j")
        offset = first(app)
        await app.resize(50)
        assert first(app) == offset
        await app.resize(120)
        assert first(app) == offset
        for key in ("c", "o", "r", "+", "-"):
            await app.press(key)
            if key in "co":
                await app.press(key)
            assert first(app) == offset, key


async def test_it_is_there_the_next_time(page: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "data" / "places.json")
    async with reading(page, places=KeptPlaces(file)) as app:
        await app.press(*["space"] * 2)
        offset = first(app)
        await app.press("q")
        app.app.places.save()
    (page / "a.md").rename(page / "c.md")
    (page / "b.md").unlink()
    async with reading(page, places=KeptPlaces(file), size=(60, 40)) as app:
        assert first(app) == offset


async def test_an_article_opened_again_in_one_run_begins_at_its_beginning(page: Path) -> None:
    async with reading(page) as app:
        await app.press("space", "J", "K")
        assert app.view.top_place() is None


async def test_what_was_left_at_its_beginning_begins_there(page: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "places.json")
    for keys in (["space"], ["g"]):
        async with reading(page, places=KeptPlaces(file)) as app:
            await app.press(*keys, "q")
            app.app.places.save()
    async with reading(page, places=KeptPlaces(file)) as app:
        assert app.view.top_place() is None


def test_those_read_longest_ago_are_forgotten(tmp_path: Path) -> None:
    file = str(tmp_path / "places.json")
    places = KeptPlaces(file)
    for number in range(MOST + 5):
        places.keep(f"{number}", Spot(number + 1))
    places.keep("0", Spot(7))
    places.save()
    assert KeptPlaces(file).take("0") == Spot(7)
    assert KeptPlaces(file).take("1") is None


@pytest.mark.parametrize("data", ["", "[]", "{", '{"a": "b", "c": -1}', "\ufffd"])
def test_a_file_that_makes_no_sense_is_no_place(data: str, tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    file.write_text(data, encoding="utf-8")
    assert KeptPlaces(str(file)).take("a") is None


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    places = KeptPlaces(str(tmp_path / "data" / "places.json"))
    places.keep("a", Spot(3))
    places.save()
    assert (tmp_path / "data").read_text() == "a file"
