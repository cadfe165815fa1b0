"""Paragraphs that begin with an indent, in files that say by a header or front matter that they are one story."""

from __future__ import annotations

import pytest

from reader.formats.parse import parse_document
from reader.model import Role
from reader.page import build_bulletin

PARAGRAPHS = (
    "本市今年将为二十座公园增加夜间照明，工程分三批进行，第一批六座将在五月底前完工，其余的在年底前陆续完成。",
    "市园林局表示，新灯具采用暖色光源，减少对鸟类的影响。",
    "一、加强领导，明确分工；",
    "二、落实责任，定期检查。",
)
ENGLISH = (
    "The council voted on Tuesday to add lights to twenty parks. Work begins in May.",
    "Residents said they had waited for years. The lamps will be warm in colour.",
    "The first six parks are to be finished by June.",
)
HEADER = "标题：城市公园亮起来\n作者：李华\n\n"
FRONT = "---\ntitle: 城市公园亮起来\n---\n\n"


def paragraphs(text: str, name: str) -> list[str]:
    (article,) = build_bulletin(parse_document(text.encode(), name)).articles
    return [block.text.string for block in article.blocks if block.role in {Role.PARAGRAPH, Role.LIST}]


@pytest.mark.parametrize("indent", ["\u3000\u3000", "    ", "  "])
@pytest.mark.parametrize(("head", "name"), [(HEADER, "a.txt"), (FRONT, "a.md"), (HEADER, "a.md")])
def test_each_indented_line_begins_a_paragraph(indent: str, head: str, name: str) -> None:
    text = head + "".join(f"{indent}{each}\n" for each in PARAGRAPHS)
    assert paragraphs(text, name) == list(PARAGRAPHS)


def test_indented_english_in_a_text_file_is_prose() -> None:
    text = "title: Parks\nauthor: Jane\n\n" + "".join(f"    {each}\n" for each in ENGLISH)
    assert paragraphs(text, "a.txt") == list(ENGLISH)


def test_an_indented_line_goes_on_where_the_sentence_is_open() -> None:
    assert paragraphs("title: Parks\nauthor: Jane\n\n    The council voted\n    on Tuesday.\n", "a.txt") == [
        "The council voted on Tuesday."
    ]


def test_code_in_markdown_stays_code() -> None:
    text = "---\ntitle: How to\n---\n\nType this:\n\n    reader articles\n    reader list\n"
    (article,) = build_bulletin(parse_document(text.encode(), "a.md")).articles
    assert article.texts(Role.CODE) == ("    reader articles\n    reader list",)
