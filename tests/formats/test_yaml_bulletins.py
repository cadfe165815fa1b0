"""YAML bulletins: one article or many, what a list hands down, and shapes that hold no article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.formats.parse import parse_document
from reader.formats.yamltree import MAX_ALIASES, MAX_DEPTH
from reader.model import ProblemKind, Role
from reader.page import build_bulletin

if TYPE_CHECKING:
    from reader.formats.document import Document


def document(source: str, name: str = "page.yaml") -> Document:
    return parse_document(source.encode(), name)


def fields(source: str) -> list[dict[str, str]]:
    return [{field.key: field.text for field in part.fields} for part in document(source).parts]


def bodies(source: str) -> list[list[str]]:
    return [[block.text.string for block in article.body] for article in build_bulletin(document(source)).articles]


ONE = "title: 秋茶收尾\nauthor: [唐小满, 林一苇]\ndate: 2026-11-21\nbody: |\n  第一段。\n\n  第二段。\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CR LF"])
def test_a_mapping_is_one_article(line_end: str) -> None:
    source = ONE.replace("\n", line_end)
    read = document(source)
    assert read.problems == ()
    assert [part.one_article for part in read.parts] == [True]
    (article,) = build_bulletin(read).articles
    assert article.headline == "秋茶收尾"
    assert article.texts(Role.BYLINE) == ("唐小满", "林一苇")
    assert article.texts(Role.PARAGRAPH) == ("第一段。", "第二段。")
    assert str(article.metadata.date) == "2026-11-21"


def test_every_character_of_a_body_knows_its_place() -> None:
    (article,) = build_bulletin(document(ONE)).articles
    for block in article.blocks:
        assert [ONE[block.text.source_offset(at)] for at in range(len(block.text))] == list(block.text.string)


def test_keys_may_be_chinese() -> None:
    source = "标题: 秋茶收尾\n栏目: 经济\n正文: |\n  第一段。\n"
    assert fields(source) == [{"title": "秋茶收尾", "section": "经济"}]
    assert bodies(source) == [["第一段。"]]


def test_a_list_is_many_articles_in_order() -> None:
    source = "- title: 甲\n  body: 一。\n- title: 乙\n  body: 二。\n"
    assert fields(source) == [{"title": "甲"}, {"title": "乙"}]
    assert bodies(source) == [["一。"], ["二。"]]


def test_documents_in_one_file_are_many_articles() -> None:
    assert fields("title: 甲\nbody: 一。\n---\ntitle: 乙\nbody: 二。\n...\n") == [{"title": "甲"}, {"title": "乙"}]


def test_articles_inherit_what_stands_beside_their_list() -> None:
    page = "publication: 青岚日报\ndate: 2026-11-21\npage: 2\nsource: 甲乙社\ntags: [茶]\nsection: 经济\n"
    shared = {"publication": "青岚日报", "date": "2026-11-21", "page": "2", "source": "甲乙社", "tags": "茶"}
    source = page + "articles:\n- {title: 甲, body: 一。}\n- {title: 乙, section: 社会, body: 二。}\n"
    assert fields(source) == [
        {"title": "甲", "section": "经济", **shared},
        {"title": "乙", "section": "社会", **shared},
    ]


def test_title_lines_and_author_of_a_page_are_not_inherited() -> None:
    source = "title: 一版\nauthor: 总编\nkicker: 眉\nweather: 晴\narticles:\n- {title: 甲, body: 一。}\n"
    assert fields(source) == [{"title": "甲"}]


def test_lists_inside_lists_inherit_from_all_above_them() -> None:
    source = (
        "date: 2026-11-21\nsection: 要闻\narticles:\n"
        "- section: 经济\n  articles:\n  - {title: 甲, body: 一。}\n- {title: 乙, body: 二。}\n"
    )
    assert [(each["title"], each["section"], each["date"]) for each in fields(source)] == [
        ("甲", "经济", "2026-11-21"), ("乙", "要闻", "2026-11-21"),
    ]  # fmt: skip


def test_a_page_with_a_text_of_its_own_is_an_article_before_its_list() -> None:
    source = "title: 编者按\nbody: 按语。\narticles:\n- {title: 甲, body: 一。}\n"
    assert [each["title"] for each in fields(source)] == ["编者按", "甲"]


def test_a_body_may_be_a_list_of_paragraphs() -> None:
    source = "title: 甲\nbody: [第一段。, 第二段。]\n"
    assert bodies(source) == [["第一段。", "第二段。"]]


@pytest.mark.parametrize("written", [">\n  one\n  two\n\n  three", "one\n  two\n\n  three"], ids=["folded", "plain"])
def test_a_folded_body_has_its_paragraphs(written: str) -> None:
    assert bodies(f"title: 甲\nbody: {written}\n") == [["one two", "three"]]


def test_a_literal_body_keeps_short_lines_as_lines() -> None:
    (article,) = build_bulletin(document("title: 渡口\nbody: |\n  船开了\n  灯亮了\n")).articles
    assert article.texts(Role.VERSE) == ("船开了\n灯亮了",)


def test_a_body_may_hold_headings_and_lists() -> None:
    source = "title: 甲\nbody: |\n  ## 先问一圈\n\n  第一段。\n\n  - 一\n  - 二\n"
    (article,) = build_bulletin(document(source)).articles
    assert [(block.role, block.text.string) for block in article.body] == [
        (Role.CROSSHEAD, "先问一圈"), (Role.PARAGRAPH, "第一段。"), (Role.LIST, "- 一\n- 二"),
    ]  # fmt: skip


def test_a_title_alone_is_an_article() -> None:
    assert [article.headline for article in build_bulletin(document("title: 甲\n")).articles] == ["甲"]


def test_values_are_strings_whatever_they_look_like() -> None:
    assert fields("title: no\npage: 01\nsection: 1e3\nsummary: ~\nbody: yes\n") == [
        {"title": "no", "page": "01", "section": "1e3", "summary": "~"}
    ]
    assert bodies("title: no\nbody: yes\n") == [["yes"]]


def test_a_text_used_twice_by_an_alias_stands_in_both_articles() -> None:
    source = "shared: &s 同一段话。\narticles:\n- {title: 甲, body: *s}\n- {title: 乙, body: *s}\n"
    assert bodies(source) == [["同一段话。"], ["同一段话。"]]


def test_the_marks_of_yaml_stand_under_data() -> None:
    furniture = build_bulletin(document("title: 甲\nbody: 一。\n")).furniture
    assert {block.role for block in furniture} == {Role.FIELDS}
    assert "title:" in "".join(block.text.string for block in furniture)


# --- wrong shapes


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("weather: 晴\n", 1),
        ("只有一行字\n", 1),
        ("# 只有注释\n", 1),
        ("- 一\n- 二\n", 1),
        ("articles:\n  one: {title: 甲, body: 一。}\n", 2),
        ("articles: none\n", 1),
    ],
)
def test_a_file_without_an_article_is_shown_as_text_and_said(source: str, line: int) -> None:
    read = document(source)
    assert {each.kind for each in read.problems} == {ProblemKind.YAML_SHAPE}
    assert read.problems[0].line == line
    (part,) = read.parts
    assert part.fields == ()
    assert part.blocks, "what stands in the file is still shown"


def test_the_same_fault_is_said_once() -> None:
    assert len(document("weather: 晴\n").problems) == 1


def test_an_item_that_is_no_article_does_not_stop_the_others() -> None:
    read = document("- title: 甲\n  body: 一。\n- 一行字\n- title: 乙\n  body: 二。\n")
    assert len(read.parts) == 2
    assert [(each.kind, each.line) for each in read.problems] == [(ProblemKind.YAML_SHAPE, 3)]


@pytest.mark.parametrize("name", ["page.yaml", "page.yml", "PAGE.YML"])
def test_a_title_that_wants_quotes_is_said_with_its_line(name: str) -> None:
    read = document("date: 2026-11-21\ntitle: 快讯: 第3号\nbody: 正文。\n", name)
    (found,) = read.problems
    assert (found.kind, found.line) == (ProblemKind.YAML_QUOTES, 2)
    assert dict(found.details) == {"mended": 'title: "快讯: 第3号"'}
    text = "\n".join(block.text.string for article in build_bulletin(read).articles for block in article.blocks)
    assert "快讯: 第3号" in text
    assert "正文。" in text


def test_a_title_in_a_list_that_wants_quotes_is_mended_with_its_dash() -> None:
    (found,) = document("- title: [要闻] 太原\n  body: 正文。\n").problems
    assert dict(found.details) == {"mended": '- title: "[要闻] 太原"'}


def test_other_faults_say_line_and_reason() -> None:
    (found,) = document("title: 甲\n\tbody: 一。\n").problems
    assert (found.kind, found.line) == (ProblemKind.YAML, 2)
    assert dict(found.details)["reason"]


def test_too_many_levels_are_refused_and_said() -> None:
    allowed = MAX_DEPTH - 1
    assert document("title: 甲\nbody: " + "[" * allowed + "一。" + "]" * allowed).problems == ()
    (found,) = document("title: 甲\nbody: " + "[" * MAX_DEPTH + "一。" + "]" * MAX_DEPTH).problems
    assert (found.kind, found.line) == (ProblemKind.YAML_DEPTH, 2)


def test_too_many_aliases_are_refused_and_said() -> None:
    def page(count: int) -> str:
        return "title: &t 甲\nbody: [" + ", ".join(["*t"] * count) + "]\n"

    assert document(page(MAX_ALIASES)).problems == ()
    (found,) = document(page(MAX_ALIASES + 1)).problems
    assert (found.kind, found.line) == (ProblemKind.YAML_ALIASES, 2)


def test_aliases_that_multiply_are_stopped_before_they_grow() -> None:
    levels = "".join(
        f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]\n" for above, name in zip("abcde", "bcdef", strict=True)
    )
    (found,) = document("a: &a [x, x, x, x, x, x, x, x, x]\n" + levels + "body: *f\n").problems
    assert found.kind is ProblemKind.YAML_SIZE


@pytest.mark.parametrize("key", ["body", "source"])
def test_a_long_text_that_aliases_multiply_is_stopped_before_it_grows(key: str) -> None:
    levels = "".join(
        f"{name}: &{name} [{', '.join([f'*{above}'] * 8)}]\n" for above, name in zip("abcde", "bcdef", strict=True)
    )
    (found,) = document(f"title: 甲\na: &a {'长文' * 30_000}\n{levels}{key}: *f\n").problems
    assert found.kind is ProblemKind.YAML_SIZE


def test_a_long_text_may_be_used_twice() -> None:
    text = "长文" * 30_000
    assert bodies(f"- {{title: 甲, body: &b {text}}}\n- {{title: 乙, body: *b}}\n") == [[text], [text]]


def test_levels_that_aliases_add_up_to_are_counted() -> None:
    deep = "a: &a " + "[" * 20 + "x" + "]" * 20 + "\n"
    assert document(f"title: 甲\n{deep}body: *a\n").problems == ()
    (found,) = document(f"title: 甲\n{deep}body: " + "[" * 20 + "*a" + "]" * 20 + "\n").problems
    assert found.kind is ProblemKind.YAML_DEPTH


def test_an_alias_inside_what_it_names_is_stopped() -> None:
    (found,) = document("title: 甲\nbody: &b [一。, *b]\n").problems
    assert found.kind is ProblemKind.YAML_DEPTH
