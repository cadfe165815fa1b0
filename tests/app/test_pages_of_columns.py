"""Columns on the screen: pages are turned, the place is kept in every change of form, finding reaches all columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading
from gazette import bulletin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = "\n\n".join(f"第{number:03}段。" + "江面很静，老船工把跳板收起来。" * 4 for number in range(120))


@pytest.fixture
def long(folder: Callable[..., Path]) -> Path:
    """Write a paper of one long article and a short one."""
    return folder({"a.md": bulletin("长文", "News", 1, BODY), "b.md": bulletin("短讯", "News", 1, "大桥通车。")})


def rows(app: Reading) -> list[str]:
    return app.lines(app.view)


async def test_pages_are_turned_whole(long: Path) -> None:
    async with reading(long, size=(160, 40)) as app:
        await app.press("c")
        assert "2 columns" in app.status
        assert app.view.scroll_offset.y == 0
        height = app.view.size.height
        for key, page in [("space", 1), ("j", 2), ("k", 1), ("b", 0), ("b", 0)]:
            await app.press(key)
            assert app.view.scroll_offset.y == page * height
        await app.press("space")
        assert "page 2 of" in app.status
        await app.press("G")
        total = app.view.max_scroll_y // height + 1
        assert f"page {total} of {total}" in app.status
        assert "第119段" in app.text(app.view)
        await app.press("space")
        assert app.headline == "短讯"


async def test_the_wheel_turns_pages(long: Path) -> None:
    async with reading(long, size=(160, 40), columns=True) as app:
        height = app.view.size.height
        app.view._scroll_down_for_pointer(animate=False)
        await app.settle()
        assert app.view.scroll_offset.y == height
        app.view.scroll_to(y=height + height // 2, animate=False, force=True)  # as dragging the scroll bar does
        await app.settle()
        assert app.view.scroll_offset.y == height
        app.view._scroll_up_for_pointer(animate=False)
        await app.settle()
        assert app.view.scroll_offset.y == 0


async def test_the_place_is_kept_between_columns_one_column_and_the_stored_form(long: Path) -> None:
    async with reading(long, size=(160, 40)) as app:
        await app.press(*["space"] * 3)
        before = rows(app)
        place = app.view.kept_place()
        assert place is not None
        for keys in (["c", "c"], ["c", "o", "o", "c"]):
            await app.press(*keys)
            assert rows(app) == before
        await app.press("c")
        paged = rows(app)
        await app.resize(100, 40)
        assert app.view.column_count == 1
        await app.resize(160, 40)
        assert rows(app) == paged
        await app.resize(160, 24)
        assert app.view.scroll_offset.y % app.view.size.height == 0
        await app.resize(160, 40)
        assert rows(app) == paged
        await app.press("c")
        assert rows(app) == before


async def test_what_is_found_is_shown_on_its_page(long: Path) -> None:
    async with reading(long, size=(160, 40), columns=True) as app:
        await app.press("f")
        await app.type("第077段")
        assert "第077段" in app.text(app.view)
        assert app.view.scroll_offset.y % app.view.size.height == 0
        assert app.view.scroll_offset.y > 0
        assert app.backgrounds("第077段", app.view)


async def test_where_two_columns_do_not_fit_it_says_so(long: Path) -> None:
    async with reading(long, size=(90, 30)) as app:
        before = rows(app)
        await app.press("c")
        assert "more cells" in app.status
        assert rows(app) == before
        # THEN columns come with the room for them
        await app.resize(160, 30)
        assert app.view.column_count == 2
        await app.resize(160, 10)
        assert app.view.column_count == 1
        await app.press("c", "c")
        assert "more lines" in app.status


async def test_lines_have_no_measure_to_change_in_columns(long: Path) -> None:
    async with reading(long, size=(160, 40), columns=True) as app:
        before = rows(app)
        await app.press("minus")
        assert rows(app) == before
        assert "their own width" in app.status


async def test_repairs_are_marked_in_every_column(folder: Callable[..., Path]) -> None:
    lines = "\n\n".join(
        f"第{number:03}段，江面很静，老船工把\n\n跳板收起来，搁在船头，盖好帆布。" for number in range(60)
    )
    async with reading(folder({"a.md": f"# 长文\n\n{lines}\n"}), size=(160, 40), columns=True) as app:
        assert app.screen.repairs.marks.seams
        await app.press("O")
        assert app.dialog == "RepairsDialog"
        await app.press("G", "enter")
        assert app.view.scroll_offset.y % app.view.size.height == 0
        assert "第059段" in app.text(app.view)
