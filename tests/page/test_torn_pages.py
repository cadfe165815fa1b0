"""What the learnt part must do on pages nobody trained it on, and what undoing each kind of repair gives back."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.formats.parse import parse_document
from reader.model import Bulletin, RepairKind, Role
from reader.page import build_bulletin
from strategies import placed, sources, suffixes, visible

TORN = """连续六年清理河道

## 南岸湿地迎来第一批候鸟

本报讯（记者 周明远）昨日清晨，南岸湿地的观鸟台上已经站满了人。第一批候鸟比去年早到了四天，在浅滩上停留觅

△市民在观鸟台上等候（资料图）

食。据管理处统计，当天共记录到候鸟三十一种，其中两种是首次在这里见到。

生活观察

管理处负责人表示，湿地的水位将保持到明年三月，观鸟台每天开放八小时，市民不必预约。

## 北门菜场周末延长营业

北门菜场从本周起周末延长营业两小时，摊主们说，下班晚的人终于买得到新鲜的菜了。

（下转第3版）
"""
WRAPPED = (
    "　　昨日清晨，南岸湿地的观鸟台上已经站满\n了人。第一批候鸟比去年早到了四天，在浅滩\n上停留觅食，观鸟的人轻声数着。\n"
    "　　据管理处统计，当天共记录到候鸟三十一\n种，其中两种是首次在这里见到，都是从北方\n远道飞来的。\n"
) * 3
ENGLISH = """# Ferry returns to the north shore

By Anna Keller

The ferry will run again from Monday after a new engine passed its trials, the harbor office said, and the

Passengers board the ferry at the north pier on Friday. Photo by Tom Shaw

first crossing will be free for everyone who lives on the island. Tickets will cost what they did before.

Continued on Page B4

# Town library opens on Sundays

The library will open for five hours on Sundays from the first week of May, after two years of requests.
"""


def rebuilt(text: str, undone: frozenset[str] = frozenset(), name: str = "page.md") -> Bulletin:
    return build_bulletin(parse_document(text.encode(), name), undone)


def words(bulletin: Bulletin) -> list[tuple[Role, str]]:
    return [(block.role, block.text.string) for article in bulletin.articles for block in article.blocks]


def test_a_chinese_page_comes_back_as_two_articles() -> None:
    bulletin = rebuilt(TORN)
    assert [article.headline for article in bulletin.articles] == ["南岸湿地迎来第一批候鸟", "北门菜场周末延长营业"]
    first = bulletin.articles[0]
    assert first.texts(Role.KICKER) == ("连续六年清理河道",)
    assert first.texts(Role.CAPTION) == ("△市民在观鸟台上等候（资料图）",)
    assert "在浅滩上停留觅食。据管理处统计" in first.texts(Role.PARAGRAPH)[0]
    assert {block.text.string for block in bulletin.furniture} == {"生活观察", "（下转第3版）"}


def test_an_english_page_comes_back_as_two_articles() -> None:
    bulletin = rebuilt(ENGLISH)
    assert [article.headline for article in bulletin.articles] == [
        "Ferry returns to the north shore",
        "Town library opens on Sundays",
    ]
    first = bulletin.articles[0]
    assert first.texts(Role.BYLINE) == ("By Anna Keller",)
    assert "and the first crossing will be free" in first.texts(Role.PARAGRAPH)[0]
    assert first.texts(Role.CAPTION)[0].startswith("Passengers board")
    assert [block.role for block in bulletin.furniture] == [Role.JUMP]


def test_indents_divide_wrapped_paragraphs() -> None:
    paragraphs = [
        text for article in rebuilt(WRAPPED, name="page.txt").articles for text in article.texts(Role.PARAGRAPH)
    ]
    assert len(paragraphs) == 6
    assert all(text.endswith("。") and "\n" not in text for text in paragraphs)


@pytest.mark.parametrize("kind", [RepairKind.JOIN, RepairKind.LIFT, RepairKind.ASSIGN])
def test_an_undone_repair_is_not_made(kind: RepairKind) -> None:
    whole = rebuilt(TORN)
    repair = next(each for each in whole.repairs if each.kind is kind)
    without = rebuilt(TORN, frozenset({repair.key}))
    assert repair.key not in {each.key for each in without.repairs}
    assert words(without) != words(whole)
    assert visible(placed(without)) == visible(TORN)


def test_undone_line_ends_come_back() -> None:
    whole = rebuilt(WRAPPED, name="page.txt")
    repair = next(each for each in whole.repairs if each.kind is RepairKind.UNWRAP)
    without = rebuilt(WRAPPED, frozenset({repair.key}), "page.txt")
    assert any(text.count("\n") == 2 for _, text in words(without))
    assert repair.key not in {each.key for each in without.repairs}


@pytest.mark.parametrize("text", ["    > 甲", "\u3000> 甲", "```\u2028\xa0", "```\nx\n```\nabc\n\xa0\x1c\n"])
def test_odd_marks_neither_hang_nor_fail(text: str) -> None:
    assert rebuilt(text, name="page.txt").articles != ()


@given(sources, suffixes)
def test_any_repair_may_be_undone(text: str, suffix: str) -> None:
    whole = rebuilt(text, name=f"page{suffix}")
    for repair in whole.repairs[:4]:
        without = rebuilt(text, frozenset({repair.key}), f"page{suffix}")
        assert repair.key not in {each.key for each in without.repairs}
        assert visible(placed(without)) == visible(placed(whole))


def test_nothing_is_joined_across_a_jump_line_to_somebody_who_begins_to_speak() -> None:
    page = (
        "# 春季造林\n\n全市今年计划造林三十万亩，目前已完成一半以上。要加强管护，防止\n\n（下转第5版）\n\n"
        "“今年的任务比往年更重，”市林业局负责人说，各县要抓紧。\n\n第三段说的是别的事情，与上面没有关系。\n"
    )
    (article,) = build_bulletin(parse_document(page.encode(), "a.txt")).articles
    assert len(article.texts(Role.PARAGRAPH)) == 3
