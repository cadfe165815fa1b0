"""The article under the eye stays there: through rescans that move it, and while the next one is still being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading

from reader.app.widgets.article_painting import highlighted
from reader.model import Role, SourceText, Span
from reader.typeset.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]

FIRST = "# 东湖迎来今冬首批白鹭\n\n" + "东湖湿地昨日记录到白鹭三百只。\n\n" * 20
SECOND = "# 北桥今日通车两岸皆欢喜\n\n" + "".join(f"北桥第{number}孔今日合龙。\n\n" for number in range(60))
NEW = "# 新来的一篇排在最前面\n\n" + "这一篇是后来加上去的。\n\n" * 7


async def test_a_story_inserted_above_leaves_the_one_being_read_under_the_eye(folder: Files) -> None:
    root = folder({"page.md": FIRST + SECOND})
    async with reading(root) as app:
        await app.press("J", *["j"] * 30)
        assert app.headline == "北桥今日通车两岸皆欢喜"
        seen = app.lines(app.view)
        (root / "page.md").write_text(NEW + FIRST + SECOND, encoding="utf-8")
        await app.press("r")
        assert app.headline == "北桥今日通车两岸皆欢喜"
        assert app.screen.entry.number == 3
        assert app.lines(app.view) == seen


async def test_a_renamed_file_keeps_its_article_open(folder: Files) -> None:
    root = folder({"a.md": FIRST, "b.md": SECOND})
    async with reading(root) as app:
        await app.press("J")
        (root / "b.md").rename(root / "c.md")
        await app.press("r")
        assert app.headline == "北桥今日通车两岸皆欢喜"
        assert app.screen.entry.path.endswith("c.md")


@pytest.mark.parametrize("stays", [True, False])
async def test_what_was_read_before_a_search_is_found_under_its_new_name(stays: bool, folder: Files) -> None:
    root = folder({"a.md": FIRST, "b.md": SECOND})
    async with reading(root) as app:
        before = app.headline
        await app.press("/")
        await app.type("北桥")
        assert app.headline != before
        (root / "a.md").rename(root / ("z.md" if stays else "z.other"))
        app.screen.scanning.again()
        await app.settle()
        await app.press("escape")
        if stays:
            assert app.headline == before
            assert app.screen.entry.path.endswith("z.md")
        else:
            assert app.headline == "北桥今日通车两岸皆欢喜"
            assert "is gone" in app.status


async def test_the_name_of_an_empty_folder_cannot_drive_the_terminal(tmp_path: Path) -> None:
    root = tmp_path / "\x1b[31mred\x07"
    root.mkdir()
    async with reading(root) as app:
        assert "\x1b" not in app.text()
        assert "\x07" not in app.text()


async def test_tabs_in_a_text_are_drawn_as_spaces_in_dialogs(folder: Files) -> None:
    async with reading(folder({"a.md": FIRST + "责编：\t张三\t李四\n"})) as app:
        await app.press("i")
        assert "\t" not in app.text()
        assert "责编： 张三 李四" in app.text()


async def test_wider_lines_than_the_pane_are_not_asked_for(folder: Files) -> None:
    async with reading(folder({"a.md": FIRST}), size=(58, 24)) as app:
        await app.press("+")
        assert app.view.measure == 72


def test_hits_are_found_on_a_line_wherever_they_stand_in_the_article() -> None:
    line = Line(Role.PARAGRAPH, SourceText("一二三四五六", ((0, 100), (3, 200))), block=1)
    hits = (Span(1, 3), Span(98, 101), Span(102, 103), Span(201, 209), Span(300, 301))
    assert list(highlighted(line, hits)) == [(0, 1), (2, 3), (4, 6)]
