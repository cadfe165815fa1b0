"""The query language: what is typed is understood, printed back as it was meant, and means the same to every engine."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.commands.query_words import query_words
from reader.display.choice import AS_STORED
from reader.language import choose_language
from reader.library.days import parse_days
from reader.library.index.opening import open_index
from reader.library.library import Library
from reader.library.query import Days, Either, Every, Field, Query, Without, Word, print_query, query_of
from reader.library.query_parsing import MAX_DEPTH, parse_query, parse_with_problems
from reader.library.search import Order
from strategies import any_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.query import Condition

TODAY = datetime.date(2022, 8, 31)  # a Wednesday
WORDS = st.sampled_from(
    ["太原", "水", "河堤", "city", "c", "5g", "2022", "河堤 加固", "-", "(", "or", "title:a", "市民不必"]
)
FIELDS = st.builds(Field, st.sampled_from(["title", "author", "section", "page", "in"]), WORDS)
DAYS = st.builds(
    lambda first, length: Days(first, first + length), st.integers(738_000, 738_500), st.sampled_from([0, 1, 40, 800])
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.builds(Word, WORDS) | FIELDS | DAYS,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3, unique=True).map(lambda parts: Every(tuple(parts)))
        | st.lists(inner, min_size=2, max_size=3, unique=True).map(lambda parts: Either(tuple(parts)))
        | inner.filter(lambda part: not isinstance(part, Without)).map(Without)
    ),
    max_leaves=6,
)


def days(first: str, last: str) -> Days:
    return Days(datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022年", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2022年8月", "2022-08-01", "2022-08-31"),
        ("2022/8/5", "2022-08-05", "2022-08-05"),
        ("20220805", "2022-08-05", "2022-08-05"),
        ("2022年8月5日", "2022-08-05", "2022-08-05"),
        ("2022-08-01..2022-08-31", "2022-08-01", "2022-08-31"),
        ("2021..2022-03", "2021-01-01", "2022-03-31"),
        ("..2022-03", "0001-01-01", "2022-03-31"),
        ("2022-03..", "2022-03-01", "9999-12-31"),
        ("8月30日", "2022-08-30", "2022-08-30"),
        ("9月1日", "2021-09-01", "2021-09-01"),
        ("8-30", "2022-08-30", "2022-08-30"),
        ("9/1", "2021-09-01", "2021-09-01"),
        ("8-1..8-15", "2022-08-01", "2022-08-15"),
        ("星期六", "2022-08-27", "2022-08-27"),
        ("周三", "2022-08-31", "2022-08-31"),
        ("礼拜天", "2022-08-28", "2022-08-28"),
        ("上周日", "2022-08-28", "2022-08-28"),
        ("上星期一", "2022-08-22", "2022-08-22"),
        ("saturday", "2022-08-27", "2022-08-27"),
        ("thu", "2022-08-25", "2022-08-25"),
        ("本周六", "2022-09-03", "2022-09-03"),
        ("这星期一", "2022-08-29", "2022-08-29"),
        ("fri..mon", "2022-08-26", "2022-08-29"),
        ("周四..周二", "2022-08-25", "2022-08-30"),
        ("8-30..9-2", "2022-08-30", "2022-09-02"),
        ("12-30..1-2", "2021-12-30", "2022-01-02"),
        ("2月29日", "2020-02-29", "2020-02-29"),
        ("12月", "2021-12-01", "2021-12-31"),
        ("7d", "2022-08-25", "2022-08-31"),
        ("1周", "2022-08-25", "2022-08-31"),
        ("today", "2022-08-31", "2022-08-31"),
        ("昨天", "2022-08-30", "2022-08-30"),
        ("上周", "2022-08-22", "2022-08-28"),
        ("last-month", "2022-07-01", "2022-07-31"),
        ("去年", "2021-01-01", "2021-12-31"),
    ],
)
def test_days_are_understood_as_one_types_them(text: str, first: str, last: str) -> None:
    assert parse_days(text, TODAY) == days(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2022-13",
        "2022-02-30",
        "6月31日",
        "0000",
        "x",
        "13-1",
        "2-30",
        "sa",
        "satx",
        "周八",
        "99999y",
        "2022..2021",
        "2022..x",
    ],
)
def test_what_names_no_day_is_told(text: str) -> None:
    assert parse_days(text, TODAY) is None


@given(any_text)
def test_any_text_may_name_days(text: str) -> None:
    found = parse_days(text, TODAY)
    assert found is None or 1 <= found.first <= found.last


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("太原 -疫情", Query(("太原",), ("疫情",))),
        ("太原 OR 大同", Query((), (), (Either((Word("太原"), Word("大同"))),))),
        ("水 （太原 | 大同 河）", Query(("水",), (), (Either((Word("太原"), Every((Word("大同"), Word("河"))))),))),
        ("-(a b)", Query((), (), (Without(Every((Word("a"), Word("b")))),))),
        ("标题：太原 作者:“Wang Ming”", Query((), (), (Field("title", "太原"), Field("author", "wang ming")))),
        ("section:要闻 page:01", Query((), (), (Field("section", "要闻"), Field("page", "01")))),
        ("日期:上周", Query((), (), (days("2022-08-22", "2022-08-28"),))),
        ("since:2022-08", Query((), (), (days("2022-08-01", "9999-12-31"),))),
        ("title: x", Query(("x",))),
        ("Title:X AUTHOR:y", Query((), (), (Field("title", "x"), Field("author", "y")))),
        ("http://x.example", Query(("http://x.example",))),
        ('"title:x"', Query(("title:x",))),
        ("or OR", Query(("or",))),
        ("f(x) :)", Query(("f(x)", ":)"))),
        ("(a b", Query(("a", "b"))),
        ("(新华社)", Query(("新华社",))),
        ("OR | () -() -", Query(())),
        ('ty "ty" or', Query(("ty", "or"), written=("ty",))),
    ],
)
def test_what_is_typed_is_understood(text: str, meant: Query) -> None:
    assert parse_query(text, TODAY) == meant


def test_a_date_that_cannot_be_understood_is_told_with_its_place() -> None:
    query, (problem,) = parse_with_problems("太原 date:2022-13", TODAY)
    assert query == Query(("太原",))
    assert (problem.field, problem.value, problem.start, problem.end) == ("date", "2022-13", 8, 15)


def test_brackets_may_be_as_deep_as_one_likes() -> None:
    assert parse_query("(" * 10_000 + "a")
    assert parse_query("(" * (MAX_DEPTH - 1) + "a") == Query(("a",))


@given(any_text)
def test_a_query_printed_is_the_same_query(text: str) -> None:
    query = parse_query(text, TODAY)
    assert parse_query(print_query(query), TODAY) == query
    query_words(query, choose_language("zh"))


@given(CONDITIONS)
def test_a_condition_printed_is_the_same(condition: Condition) -> None:
    query = parse_query(print_query(query_of(condition)), TODAY)
    assert parse_query(print_query(query), TODAY) == query
    if not isinstance(condition, Either):
        assert set(query.every.parts) == set(query_of(condition).every.parts) or isinstance(condition, Every | Without)


PAGE = """---
报纸: 晨报
日期: 2022-08-{day:02}
栏目: {section}
版: "{page:02}"
---

# {title}

本报记者 {author}

{body}
"""
SECTIONS, AUTHORS = ("要闻", "经济"), ("王明", "李小红 王芳")
TITLES, BODIES = (
    ("太原河堤加固", "City news 5G", "市民不必预约"),
    ("水位下降，河堤 加固。", "A city of 2022.", "市民不必等。"),
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> list[Library]:
    root = tmp_path_factory.mktemp("papers")
    for number in range(40):
        values = {
            "day": 1 + number % 28,
            "section": SECTIONS[number % 2],
            "page": 1 + number % 12,
            "author": AUTHORS[number // 2 % 2],
            "title": TITLES[number % 3],
            "body": BODIES[number // 3 % 3],
        }
        (root / f"{number}.md").write_text(PAGE.format(**values), encoding="utf-8")
    (root / "plain.txt").write_text("太原河堤\n\n没有日期的一篇。\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READER_CACHE", str(tmp_path_factory.mktemp("cache")))
        indexed = Library([str(root)], shelf=open_index([str(root)], AS_STORED))
        indexed.scan_all()
    memory = Library([str(root)])
    memory.scan_all()
    return [indexed, memory]


@given(CONDITIONS)
def test_index_and_memory_find_the_same(engines: list[Library], condition: Condition) -> None:
    query = query_of(condition)
    for order in Order:
        indexed, memory = (each.search(query, limit=100, order=order).entries for each in engines)
        assert {entry.key for entry in indexed} == {entry.key for entry in memory}
        assert [entry.date for entry in indexed] == [entry.date for entry in memory]  # tier by tier, the newest first


@given(st.text(st.sampled_from("太a臺﹁﹂「」“”\"'()（）-－|｜OR :：date:title:2022-08..7d上周ﬁǺ \u3000"), max_size=40))
def test_any_query_printed_and_read_again_is_the_same(text: str) -> None:
    query = parse_query(text, TODAY)
    assert parse_query(print_query(query), TODAY) == query


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("section:要闻", 20),
        ("栏目:经济 author:王芳", 10),
        ("date:2022-08-01", 2),
        ("page:1", 4),
        ("版:第01版", 4),
        ("since:2022-08-20", 9),
        ("date:..2022-08-19 date:2022-08-10..", 13),
        ("in:晨报", 40),
        ("in:plain", 1),
        ("title:太原", 15),
        ("title:太原 -date:2022", 1),
        ("太原 OR 5g", 28),
        ("太原 -河堤", 0),
    ],
)
def test_fields_find_what_is_there(engines: list[Library], text: str, count: int) -> None:
    for engine in engines:
        assert engine.search(parse_query(text, TODAY), limit=100).total == count


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "\udcff",
        "title:\udcff",
        "-\udcff 太原",
        "a\0b",
        "x " * 3000,
        "-x " * 3000 + "太原",
        "(a OR " * 200,
        "(一 OR -(二 " * 9 + "三",
    ],
)
def test_no_query_spoils_the_index(engines: list[Library], text: str) -> None:
    query = parse_query(text)
    assert engines[0].search(query, limit=9).entries == engines[1].search(query, limit=9).entries
    assert not engines[0].failed


def test_a_sign_of_private_use_is_no_mark(
    folder: Callable[[dict[str, str | bytes]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    root = str(folder({"a.md": "# 甲\n\n太原\ue021\ue021", "b.md": "# 乙\n\n太原!!"}))
    for library in (Library([root]), Library([root], shelf=open_index([root], AS_STORED))):
        library.scan_all()
        assert [each.headline for each in library.search(parse_query("!!"), limit=9).entries] == ["乙"]
        assert [each.headline for each in library.search(parse_query("太原 -!!"), limit=9).entries] == ["甲"]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [("臺灣與國際", "台湾与国际"), ("台湾与国际", "臺灣與國際"), ("後來發展", "后来发展"), ("著名", "著名")],
)
def test_traditional_and_simplified_are_one(folder: Callable[..., Path], stored: str, typed: str) -> None:
    root = folder({"a.md": f"# {stored}\n\n正文。\n"})
    library = Library([str(root)])
    library.scan_all()
    (entry,) = library.search(parse_query(typed), limit=2).entries
    assert entry.headline == stored
