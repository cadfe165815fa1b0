"""What is drawn otherwise than it is stored, on the screen: beside the contents, under a highlight, in an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading
from gazette import bulletin

from reader.app.look import look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.widget import Widget

FLAT = "会议指出,各方要(抓紧)备料;确保安全。\n\n听 取 汇 报 , 研 究 部 署 了 下 一 阶 段 防 汛 任 务 。"
LONG = "\n\n".join(f"第{number}段说的是江边的旧事,一件一件慢慢讲。" for number in range(1, 200))


@pytest.fixture
def flat(folder: Callable[..., Path]) -> Path:
    """Write a bulletin with flattened marks and a spread line."""
    return folder({"a.md": bulletin("召开会议,部署防汛", "要闻", 1, FLAT)})


def highlighted(app: Reading, widget: Widget) -> str:
    """Return the characters of ``widget`` that stand under a highlight."""
    hit = look(widget)["over.hit"].bgcolor
    strips = app.app.screen._compositor.render_strips()[widget.region.y : widget.region.bottom]
    segments = [each for strip in strips for each in strip.crop(widget.region.x, widget.region.right)]
    return "".join(each.text for each in segments if each.style and each.style.bgcolor == hit)


async def test_contents_and_article_are_drawn_alike(flat: Path) -> None:
    async with reading(flat) as app:
        assert "召开会议，部署防汛" in app.text(app.screen.sidebar)
        shown = app.text(app.view)
        assert "召开会议，部署防汛" in shown
        assert "会议指出，各方要（抓紧）备料；确保安全。" in shown
        assert "听取汇报，研究部署了下一阶段防汛任务。" in shown


async def test_nothing_is_drawn_otherwise_when_the_settings_say_so(flat: Path) -> None:
    async with reading(flat, full_width_marks=False, close_spaces=False) as app:
        assert "召开会议,部署防汛" in app.text(app.screen.sidebar)
        assert "会议指出,各方要(抓紧)备料;确保安全。" in app.text(app.view)
        assert "听 取 汇 报 , 研 究" in app.text(app.view)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("指出，各方", "指出，各方"), ("指出,各方", "指出，各方"), ("听取汇报", "听取汇报"), ("汇报，研究", "汇报，研究")],
)
async def test_a_hit_is_highlighted_as_it_is_drawn(typed: str, shown: str, flat: Path) -> None:
    async with reading(flat) as app:
        await app.press("/")
        await app.paste(typed)
        assert highlighted(app, app.screen.panel.results) == shown
        await app.press("enter")
        assert highlighted(app, app.view) == shown


async def test_a_hit_far_down_and_the_place_after_a_new_width_stay_where_they_are(folder: Callable[..., Path]) -> None:
    story = LONG.replace("第150段说的是江边的旧事", "第150段说的是 防 汛 时 候 发 生 过 的 那 件 旧 事")
    async with reading(folder({"a.md": bulletin("江边旧事", "文化", 4, story)})) as app:
        await app.press("/")
        await app.paste("150段说的是防汛时候")
        await app.press("enter")
        assert any("第150段" in line for line in app.lines(app.view)[:6])
        await app.press("-", "-", "+")
        assert any("第150段" in line for line in app.lines(app.view)[:6])


async def test_an_export_is_as_drawn_and_says_so(flat: Path, tmp_path: Path) -> None:
    async with reading(flat) as app:
        await app.press("e")
        app.box.value = str(tmp_path / "out.md")
        await app.press("enter")
        assert "as on the screen" in app.status
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert 'characters: "drawn"' in text
    assert "会议指出，各方要（抓紧）备料；确保安全。" in text
