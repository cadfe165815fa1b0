"""What is known of an article beside its text: from the fields, the running head, slugs, and the path."""

from __future__ import annotations

import datetime

import pytest

from reader.formats.parse import parse_document
from reader.model import Article, Metadata, ProblemKind, Role
from reader.page import build_bulletin

STORY = "# 老街添灯\n\n本报讯 昨日上午，老街的灯都亮了，居民说走夜路放心多了。\n"
DATE = datetime.date(2026, 11, 21)


def articles(source: str, path: str = "page.md") -> tuple[Article, ...]:
    return build_bulletin(parse_document(source.encode(), path)).articles


def known(source: str, path: str = "page.md") -> Metadata:
    (article,) = articles(source, path)
    assert article.headline == "老街添灯"
    return article.metadata


@pytest.mark.parametrize(
    ("line", "publication", "date", "page", "section"),
    [
        ("青岚晚报 2026年11月21日 星期六 第01版 要闻", "青岚晚报", DATE, "1", "要闻"),
        ("青岚日报 | 2026年11月21日 | 第4版 | 文化", "青岚日报", DATE, "4", "文化"),
        ("2026年11月21日 星期六 第12版 经济", "", DATE, "12", "经济"),
        ("第3版 体育", "", None, "3", "体育"),
        ("第A03版:社会", "", None, "A3", "社会"),
        ("青岚晚报", "青岚晚报", None, "", ""),
        ("THE HARBOUR COURIER", "The Harbour Courier", None, "", ""),
        ("The Harbour Courier", "The Harbour Courier", None, "", ""),
        ("Saturday, November 21, 2026", "", DATE, "", ""),
        ("Page A3", "", None, "A3", ""),
        ("B12", "", None, "B12", ""),
        ("— 12 —", "", None, "12", ""),
    ],
)
def test_a_running_head_says_paper_date_page_and_section(
    line: str, publication: str, date: datetime.date | None, page: str, section: str
) -> None:
    found = known(f"{line}\n\n{STORY}")
    assert (found.publication, found.date, found.page, found.section) == (publication, date, page, section)


def test_head_lines_that_stand_apart_add_up() -> None:
    found = known(f"青岚晚报\n\n2026年11月21日 星期六\n\n第02版\n\n{STORY}")
    assert (found.publication, found.date, found.page) == ("青岚晚报", DATE, "2")


def test_a_bare_number_is_no_page_number() -> None:
    assert known(f"12\n\n{STORY}").page == ""


def test_fields_come_before_the_running_head() -> None:
    fields = "publication: 青岚日报\npage: 第02版\ndate: 2026-11-20\nsection: 经济\n"
    found = known(f"---\n{fields}---\n青岚晚报 2026年11月21日 星期六 第01版 要闻\n\n{STORY}")
    assert (found.publication, found.page, found.section) == ("青岚日报", "2", "经济")
    assert found.date == datetime.date(2026, 11, 20)


def test_the_running_head_comes_before_the_path() -> None:
    assert known(f"2026年11月21日 第2版\n\n{STORY}", "2022/08/31/a.md").date == DATE


def test_a_field_comes_before_the_path() -> None:
    assert known(f"---\ndate: 2026-11-21\n---\n{STORY}", "2022-08-31.md").date == DATE


def test_the_path_gives_the_date_nothing_else_gives() -> None:
    assert known(STORY, "2022/08/31/a.md").date == datetime.date(2022, 8, 31)
    assert known(STORY, "a.md").date is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_each_unreadable_date_is_said_with_its_line(line_end: str) -> None:
    source = line_end.join(f"- title: 甲{line_end}  date: 某年{line_end}  body: 一。" for _ in range(3))
    problems = build_bulletin(parse_document(source.encode(), "page.yaml")).problems
    assert [(each.kind, each.line) for each in problems] == [(ProblemKind.DATE, line) for line in (2, 5, 8)]


def test_an_unreadable_date_in_a_field_leaves_the_path_to_give_one() -> None:
    assert known(f"---\ndate: 某日\n---\n{STORY}", "2022-08-31.md").date == datetime.date(2022, 8, 31)


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("2", "2"),
        ("02", "2"),
        ("第02版", "2"),
        ("A03", "A3"),
        ("a3", "A3"),
        ("第A03版", "A3"),
        ("10", "10"),
        ("封面", "封面"),
    ],
)
def test_a_page_number_is_given_without_ornament(written: str, page: str) -> None:
    assert known(f"---\npage: {written}\n---\n{STORY}").page == page


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ("section: 经济", "经济"),
        ("categories: [经济, 茶]", "经济"),
        ("tags: [经济, 茶]", "经济"),
        ("tags: 经济, 茶", "经济"),
        ("tags: 经济；茶", "经济"),
        ("tags: [茶]\nsection: 经济", "经济"),
    ],
)
def test_the_section_comes_from_its_field_or_the_first_tag(fields: str, section: str) -> None:
    assert known(f"---\n{fields}\n---\n{STORY}").section == section


def test_source_summary_and_every_field_are_kept() -> None:
    found = known(f"---\nsource: 甲社\nsummary: >\n  一句话\n  说完\nweather: 晴\ndate: 2026-11-21\n---\n{STORY}")
    assert (found.source, found.summary) == ("甲社", "一句话 说完")
    assert [(field.key, field.text) for field in found.fields][2:] == [("weather", "晴"), ("date", "2026-11-21")]


@pytest.mark.parametrize("marks", [("## ", "# "), ("# ", "## ")], ids=["below", "above"])
def test_a_heading_that_is_a_section_names_all_stories_down_to_the_next(marks: tuple[str, str]) -> None:
    section, story = marks
    text = "\n\n本报讯 昨日上午，灯都亮了，居民说走夜路放心多了。\n\n"
    source = (
        f"{section}经济\n\n{story}甲街的灯亮了{text}{story}乙街的灯亮了{text}{section}体育\n\n{story}丙街的灯亮了{text}"
    )
    found = articles(source)
    assert [article.headline for article in found] == ["甲街的灯亮了", "乙街的灯亮了", "丙街的灯亮了"]
    assert [article.metadata.section for article in found] == ["经济", "经济", "体育"]


def test_a_plain_line_that_is_a_section_names_the_story_below() -> None:
    text = "\n\n本报讯 昨日上午，灯都亮了，居民说走夜路放心多了。\n\n"
    found = articles(f"要闻\n\n# 甲街的灯亮了{text}社会\n\n# 乙街的灯亮了{text}")
    assert [article.metadata.section for article in found] == ["要闻", "社会"]


def test_title_lines_of_the_fields_are_blocks_of_the_article() -> None:
    source = "---\ntitle: 主\ndeck: 副\nkicker: 引\nauthor: [甲, 乙]\ndateline: 某地电\n---\n正文。\n"
    (article,) = articles(source)
    assert [(block.role, block.text.string) for block in article.blocks] == [
        (Role.KICKER, "引"),
        (Role.HEADLINE, "主"),
        (Role.DECK, "副"),
        (Role.BYLINE, "甲"),
        (Role.BYLINE, "乙"),
        (Role.DATELINE, "某地电"),
        (Role.PARAGRAPH, "正文。"),
    ]


def test_a_first_heading_that_repeats_the_title_is_the_headline_once() -> None:
    (article,) = articles("---\ntitle: 老街 添灯\n---\n# 老街添灯\n\n正文。\n\n## 小标题\n\n后来。\n")
    assert article.texts(Role.HEADLINE) == ("老街添灯",)
    assert article.texts(Role.CROSSHEAD) == ("小标题",)


def test_headings_under_a_title_are_crossheads() -> None:
    (article,) = articles("---\ntitle: 老街添灯\n---\n# 先问一圈\n\n正文。\n\n# 再看一遍\n\n后来。\n")
    assert article.texts(Role.HEADLINE) == ("老街添灯",)
    assert article.texts(Role.CROSSHEAD) == ("先问一圈", "再看一遍")


@pytest.mark.parametrize("line", ["社会新闻", "教育", "Local news"])
def test_a_line_above_the_headers_is_the_section(line: str) -> None:
    (article,) = articles(
        f"{line}\n题目：老街添灯\n作者：周兰\n\n昨日上午，老街的灯都亮了，居民说走夜路放心多了。\n", "page.txt"
    )
    assert (article.headline, article.texts(Role.BYLINE)) == ("老街添灯", ("周兰",))
    assert article.metadata.section == line


@pytest.mark.parametrize("line", ["老街的灯亮了。", "# 老街", "1. 老街", "“老街”"])
def test_another_line_above_headers_makes_no_section(line: str) -> None:
    found = articles(
        f"{line}\n题目：老街添灯\n作者：周兰\n\n昨日上午，老街的灯都亮了，居民说走夜路放心多了。\n", "page.txt"
    )
    assert not any(article.metadata.section for article in found)
