"""A line that is no kicker after all goes with what it stands beside; it never becomes a story of its own."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.formats.parse import parse_document
from reader.model import Bulletin, RepairKind, Role
from reader.page import build_bulletin
from strategies import placed, sources, visible

BODY = "昨日上午，清河大桥正式通车，第一批车辆驶过桥面。桥长六百米，双向四车道，工期两年零三个月。"
MORE = "市交通局说，明年还要修建两座桥，分别位于上游和下游。居民们说，从此进城不用再绕十里路。"


def rebuild(text: str, *undone: str) -> Bulletin:
    return build_bulletin(parse_document(text.encode(), "page.md"), frozenset(undone))


def kicker_key(bulletin: Bulletin) -> str:
    (repair,) = [repair for repair in bulletin.repairs if repair.reason == "kicker-above"]
    return repair.key


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_refused_kicker_is_the_first_line_of_its_headline(gap: str) -> None:
    text = f"# 新区动工\n\n{BODY}\n\n两岸百姓盼了十年{gap}# 清河大桥通车\n\n本报记者 李明\n\n{BODY}\n\n{MORE}\n"
    whole = rebuild(text)
    assert [article.texts(Role.KICKER) for article in whole.articles] == [(), ("两岸百姓盼了十年",)]
    without = rebuild(text, kicker_key(whole))
    assert [article.headline for article in without.articles] == ["新区动工", "两岸百姓盼了十年清河大桥通车"]
    assert visible(placed(without)) == visible(text)


def test_the_first_line_of_a_page_makes_no_story_of_its_own() -> None:
    text = f"两岸百姓盼了十年\n\n# 清河大桥通车\n\n本报记者 李明\n\n{BODY}\n\n{MORE}\n"
    (article,) = rebuild(text, kicker_key(rebuild(text))).articles
    assert article.texts(Role.HEADLINE) == ("两岸百姓盼了十年清河大桥通车",)


def test_a_refused_kicker_right_below_the_text_is_its_end() -> None:
    text = f"# 新区动工\n\n{BODY}\n\n{MORE}\n两岸百姓盼了十年\n\n# 清河大桥通车\n\n本报记者 李明\n\n{BODY}\n"
    whole = rebuild(text)
    keys = [repair.key for repair in whole.repairs if repair.reason == "kicker-above"]
    first, second = rebuild(text, *keys).articles
    assert second.headline == "清河大桥通车"
    assert "两岸百姓盼了十年" in "".join(first.texts(Role.PARAGRAPH))


def test_a_headline_of_two_lines_may_be_refused_too() -> None:
    text = f"两岸百姓盼了十年\n清河大桥通车\n\n本报记者 李明\n\n{BODY}\n\n{MORE}\n"
    keys: list[str] = []
    for _ in range(6):
        found = [repair for repair in rebuild(text, *keys).repairs if repair.kind is RepairKind.ASSIGN]
        if not found:
            break
        keys.append(found[0].key)
        assert visible(placed(rebuild(text, *keys))) == visible(text)
    assert keys
    assert not any(repair.key in keys for repair in rebuild(text, *keys).repairs)


@given(sources)
def test_what_is_undone_in_turn_stays_undone(text: str) -> None:
    keys: list[str] = []
    for _ in range(4):
        bulletin = rebuild(text, *keys)
        assert not any(repair.key in keys for repair in bulletin.repairs)
        assert visible(placed(bulletin)) == visible(placed(rebuild(text)))
        keys += [repair.key for repair in bulletin.repairs if repair.kind is RepairKind.ASSIGN][:1]
