"""What is drawn otherwise is decided once a file, by what is common in it, and applied to whole articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from reader.display.choice import AS_STORED, MENDED, Drawing
from reader.display.drawing import SAMPLE, decide, draw_article, draw_blocks
from reader.export.markdown import article_markdown
from reader.library.rebuilt import load_bulletin
from reader.model import Block, Role, SourceText
from strategies import rebuild, sources, suffixes

if TYPE_CHECKING:
    from reader.model import Article

GOLDEN = Path(__file__).parent / "golden"
FLAT = "会议指出,各方要抓好防汛工作,确保安全。"
FULL = "会议指出，各方要抓好防汛工作，确保安全。"
ENGLISH = "The council met on Friday to mend the bridge over the Linhe (临河), and agreed. "


def decided(text: str, wanted: Drawing = MENDED) -> Drawing:
    return decide(rebuild(f"# 题目\n\n{text}\n"), wanted)


def texts(article: Article) -> list[tuple[Role, str]]:
    return [(block.role, "".join(block.text.string.split())) for block in article.blocks]


def test_a_flattened_page_is_drawn_as_its_golden_file_says() -> None:
    bulletin = load_bulletin(str(GOLDEN / "flattened.md"))
    drawing = decide(bulletin)
    lines = [block.text.string for article in bulletin.articles for block in draw_article(article, drawing).blocks]
    assert "\n".join(lines) + "\n" == (GOLDEN / "flattened.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "full_width"),
    [
        (FLAT * 5, True),
        (FLAT, True),
        (FLAT * 2 + "\n\n" + FULL * 6, True),
        (FULL * 20, False),
        (FULL * 20 + "\n\n演练,截至目前", False),
        (ENGLISH * 20, False),
        (ENGLISH * 20 + "\n\n" + FLAT, False),
        ("通知", False),
        ("快讯: 第3号", False),
        ("错误类型:android\n\n标题:Resources\n\n链接:https://a.b\n\n" + FULL, False),
    ],
    ids=[
        "flat",
        "one line",
        "mixed",
        "full-width",
        "a slip",
        "English",
        "a flat line in English",
        "no marks",
        "one mark",
        "labels",
    ],
)
def test_marks_are_drawn_in_a_file_that_flattens_them(text: str, full_width: bool) -> None:
    assert decided(text).full_width is full_width


def test_only_what_is_wanted_is_drawn() -> None:
    spread = " ".join(FLAT * 10)
    assert decided(spread) == Drawing(full_width=True, closed=True, spread=True)
    assert decided(spread, Drawing(closed=True)) == Drawing(closed=True, spread=True)
    assert decided(spread, Drawing(full_width=True)) == Drawing(full_width=True)
    assert decided(spread, AS_STORED) == AS_STORED
    assert not decided(FULL * 20 + "\n\n姜 若 摄\n\n通 知\n\n王 伟 李 娜")


def test_dots_are_full_stops_in_a_file_without_chinese_ones() -> None:
    assert decided(FLAT.replace("。", ".") * 4).stops
    assert not decided(FLAT * 4 + "\n\n今年,演练.截至目前").stops
    assert not decided(FULL.replace("。", ".") * 9).stops


def test_a_very_long_file_is_sampled_all_through() -> None:
    head = FULL + "\n\n"
    long = head * (2 * SAMPLE // len(head)) + (FLAT + "\n\n") * (SAMPLE // len(FLAT))
    assert decided(long).full_width


def test_what_is_not_text_stays_as_it_is_stored() -> None:
    drawing = Drawing(full_width=True, closed=True, spread=True)
    stored = SourceText("甲 乙 丙 丁 与 戊,己")
    blocks = tuple(Block(role, stored) for role in (Role.CODE, Role.TABLE, Role.DATA, Role.RULE))
    assert draw_blocks(blocks, drawing) is blocks
    assert draw_blocks((Block(Role.QUOTE, stored),), drawing)[0].text.string == "甲乙丙丁与戊，己"


def test_an_article_that_needs_nothing_is_the_same_value() -> None:
    article = rebuild(f"# 题目\n\n{FULL}\n").articles[0]
    assert draw_article(article, MENDED) is article


@given(sources, suffixes)
def test_drawing_keeps_every_place_and_never_invents(text: str, suffix: str) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    drawing = decide(bulletin)
    for article in bulletin.articles:
        drawn = draw_article(article, drawing)
        assert drawn.start == article.start
        assert draw_article(drawn, drawing) == drawn
        assert [block.role for block in drawn.blocks] == [block.role for block in article.blocks]
        for before, after in zip(article.blocks, drawn.blocks, strict=True):
            assert len("".join(after.text.string.split())) == len("".join(before.text.string.split()))


def test_the_drawn_page_comes_back_from_markdown_as_it_is_drawn() -> None:
    bulletin = load_bulletin(str(GOLDEN / "flattened.md"))
    drawing = decide(bulletin)
    for article in bulletin.articles:
        drawn = draw_article(article, drawing)
        again = rebuild(article_markdown(drawn), "again.md")
        assert [texts(each) for each in again.articles] == [texts(drawn)]
        assert decide(again) == AS_STORED
        assert draw_article(again.articles[0], MENDED) is again.articles[0]
