"""From heading to heading within a long article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from driving import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from driving import Reading

CHAPTERS = [f"第{number}节　渡口" for number in "一二三四"]
TEXT = "---\ntitle: 江边的一年\n---\n\n开头的话说完了。\n\n" + "".join(
    f"## {chapter}\n\n" + "船工把跳板收起来，江面很静，对岸的灯一盏一盏亮了。\n\n" * 25 for chapter in CHAPTERS
)


def top(app: Reading) -> str:
    """Return the first line in the window that is not blank."""
    return next(line.strip() for line in app.lines(app.view) if line.strip())


async def test_each_heading_comes_to_the_top_in_turn(folder: Callable[..., Path]) -> None:
    async with reading(folder({"a.md": TEXT}), language="zh") as app:
        for chapter in CHAPTERS:
            await app.press("}")
            assert top(app) == chapter
        await app.press("}")
        assert "没有别的小标题" in app.status
        assert top(app) == CHAPTERS[-1]
        # AND back, to the beginning at last
        for chapter in CHAPTERS[-2::-1]:
            await app.press("{")
            assert top(app) == chapter
        await app.press("{")
        assert app.view.scroll_offset.y == 0


async def test_from_within_a_part_its_own_heading_comes_first(folder: Callable[..., Path]) -> None:
    async with reading(folder({"a.md": TEXT})) as app:
        await app.press("}", "}", "space", "{")
        assert top(app) == CHAPTERS[1]
