"""Advertisements that say they are ones: their lines are no text, but what only stands below the word is."""

from __future__ import annotations

import pytest

from reader.formats.parse import parse_document
from reader.model import Repair, Role
from reader.page import build_bulletin
from strategies import rebuild

LEAD = "昨天下午，记者在渡口见到了老船工，他正在收拾跳板，江面上很静。"
AFTER = "明年春天，新的渡船就要下水，到时候过江只要六分钟。"
STORY = "昨天，新桥正式通车，首日车流两万辆，交警部门说，桥上没有发生事故。"
AD = "万禾种业  电话：0351-5550188"


def furniture(text: str) -> set[str]:
    return {block.text.string for block in rebuild(text, "page.txt").furniture}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_lines_of_an_advertisement_are_no_text_and_can_be_brought_back(between: str) -> None:
    text = f"# 老船工\n\n{LEAD}\n\n广告{between}{AD}\n\n{AFTER}\n"
    assert AD in furniture(text)
    bulletin = rebuild(text, "page.txt")
    (repair,) = (each for each in bulletin.repairs if each.reason == "advertisement")
    again = build_bulletin(parse_document(text.encode(), "page.txt"), frozenset({repair.key}))
    assert AD in {block.text.string for article in again.articles for block in article.blocks}
    assert not {each.reason for each in again.repairs} & {"advertisement"}


def test_of_two_lines_one_can_be_brought_back() -> None:
    lines = (AD, "微信：wanhe5188")
    text = f"# 老船工\n\n{LEAD}\n\n广告\n{lines[0]}\n{lines[1]}\n\n{AFTER}\n"
    made = [each for each in rebuild(text, "page.txt").repairs if each.reason == "advertisement"]
    assert len(made) == 2
    again = build_bulletin(parse_document(text.encode(), "page.txt"), frozenset({made[0].key}))
    assert [_shown(each, text) for each in again.repairs if each.reason == "advertisement"] == [lines[1]]
    assert lines[1] in {block.text.string for block in again.furniture}


def _shown(repair: Repair, text: str) -> str:
    return text[repair.spans[0].start : repair.spans[-1].end]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_sentences_below_an_advertisement_are_text(between: str) -> None:
    lines = ["他说这条河走了四十年，哪里有暗礁都记得清清楚楚。", "更多信息请拨打热线，电话随时欢迎。"]
    text = f"# 老船工\n\n{LEAD}\n\n广告{between}{between.join(lines)}\n\n{AFTER}\n"
    assert furniture(text) == {"广告"}
    told = "The council met on Monday and voted for a new rope, which costs $400."
    assert furniture(f"# Ferry\n\n{told}\n\nAdvertisement{between}{told}\n\n{told}\n") == {"Advertisement"}


@pytest.mark.parametrize("headline", ["新桥首日通车两万辆 热线开通", "公交票价降到5元", "欢迎乘坐新桥公交"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_headline_below_an_advertisement_heads_its_story(headline: str, between: str) -> None:
    text = f"# 老船工\n\n{LEAD}\n\n广告{between}{headline}\n\n本报记者 江一帆\n\n{STORY}\n\n{AFTER}\n"
    assert furniture(text) == {"广告"}
    last = rebuild(text, "page.txt").articles[-1]
    assert last.texts(Role.HEADLINE) == (headline,)
    assert last.texts(Role.PARAGRAPH) == (STORY, AFTER)
