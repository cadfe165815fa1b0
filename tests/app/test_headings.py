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


async def test_headings_that_follow_each_other_come_one_by_one(folder: Callable[..., Path]) -> None:
    text = "---\ntitle: 两级\n---\n\n开头。\n\n" + "".join(
        f"## 章{number}\n\n## 节{number}\n\n" + "船工把跳板收起来，江面很静。\n\n" * 25 for number in range(3)
    )
    async with reading(folder({"a.md": text})) as app:
        gone_to = []
        for _ in range(6):
            await app.press("}")
            gone_to.append(marked(app))
        assert gone_to == [f"{kind}{number}" for number in range(3) for kind in "章节"]
        assert top(app) == "章2"  # a line of what stands before it is left above
        await app.press("}")
        assert "no further heading" in app.status


async def test_every_heading_is_reached_in_columns_and_in_a_short_article(folder: Callable[..., Path]) -> None:
    parts = "".join(f"## 第{number:02}节\n\n" + "船工把跳板收起来，江面很静。\n\n" * 6 for number in range(12))
    short = "".join(f"## 小{number}\n\n一句话。\n\n" for number in range(4))
    files = {"a.md": f"---\ntitle: 长\n---\n\n开头。\n\n{parts}", "b.md": f"---\ntitle: 短\n---\n\n开头。\n\n{short}"}
    async with reading(folder(files), size=(160, 40), columns=True) as app:
        assert app.view.column_count > 1
        for count in (12, 4):
            gone_to = []
            for _ in range(count):
                await app.press("}")
                gone_to.append(marked(app))
                assert gone_to[-1] in app.text(app.view)
            assert len(set(gone_to)) == count
            await app.press("J")


def marked(app: Reading) -> str:
    """Return the heading that was gone to."""
    assert app.screen.shown is not None
    (span,) = app.view._highlights["current"]
    return app.screen.shown.bulletin.source[span.start : span.end]
