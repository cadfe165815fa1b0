"""Columns of a few characters or words are paragraphs again; lists and verses of short lines stay lines."""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest

from reader.formats.parse import parse_document
from reader.model import Bulletin, Role
from reader.page import build_bulletin

HAN = (
    "村口的老井上个月又出水了，守井的韩婆婆高兴得一夜没睡。她说，这口井从她嫁来那年起就没有干过，直到前年夏天。",
    "镇里请来的打井队在井底清出两车淤泥，又加砌了一圈青石。如今井水清甜，每天清早都有人提着桶来排队；孩子们趴在井沿上看自己的影子。",
)
WORDS = (
    "The ferry that has crossed the bay since 1931 will make its last trip on Sunday, and nearly every seat on it is sold. "
    "Captain Ruth Olsen, who has been at the wheel for half of those years, said she would rather not talk about it.",
    "A bridge takes its place. It cost twice what was planned, it opened a year late, and from the first morning it was "
    "full of people who had come to see how small the boat looks from above.",
)


def rebuild(text: str) -> Bulletin:
    return build_bulletin(parse_document(text.encode(), "page.txt"))


def paragraphs(bulletin: Bulletin) -> list[str]:
    return [text for article in bulletin.articles for text in article.texts(Role.PARAGRAPH)]


def in_columns(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [7, 8, 9, 10, 11])
def test_narrow_chinese_columns_become_paragraphs(width: int) -> None:
    text = "老井出水了\n\n" + "\n\n".join(in_columns(each, width) for each in HAN) + "\n"
    assert paragraphs(rebuild(text)) == list(HAN)


@pytest.mark.parametrize("width", [14, 16, 18, 20, 22])
def test_narrow_english_columns_become_paragraphs(width: int) -> None:
    wrapped = ["\n".join(textwrap.wrap(each, width, break_long_words=False)) for each in WORDS]
    assert paragraphs(rebuild("Last ferry sails on Sunday\n\n" + "\n\n".join(wrapped) + "\n")) == list(WORDS)


def test_a_mark_that_begins_a_line_goes_with_the_line_above_in_a_file_that_was_not_wrapped() -> None:
    bulletin = rebuild("井水\n\n村口的老井又出水了\n，大家都很高兴\n。\n")
    assert paragraphs(bulletin) == ["村口的老井又出水了，大家都很高兴。"]
    assert [repair.reason for repair in bulletin.repairs if repair.kind == "unwrap"] == ["line-end"]


@pytest.mark.parametrize(
    "lines",
    [
        # a list of names, a poem without marks, a poem in English: nobody wrapped these
        ["Anna Berg", "Carl Dahl", "Eva Falk", "Gus Holm", "Ida Jansson", "Karl Lund", "Maja Nord", "Olof Palm", "Rut"],
        ["春风吹过旧渡头的柳", "夜雨落在去年的屋后", "灯火照见归来的小舟", "江水带走两岸的闲愁"] * 2,
        ["The tide is low", "and all the boats", "lie on their sides", "like sleeping dogs", "the harbour hums"] * 2,
    ],
)
def test_short_lines_that_nobody_wrapped_stay_lines(lines: list[str]) -> None:
    bulletin = rebuild("The quay\n\nBy Nils Vik\n\n" + "\n".join(lines) + "\n")
    shown = Counter(
        line for article in bulletin.articles for block in article.blocks for line in block.text.string.split("\n")
    )
    assert not Counter(lines) - shown


def test_a_poem_whose_lines_are_alike_is_verse_whatever_its_marks() -> None:
    poem = "门前一树梨花白，\n屋后三畦菜花黄。\n燕子不知人已老，\n年年还到旧厅堂。"
    each_ended = "山高。\n月小。\n水落。\n石出。"
    bulletin = rebuild(f"春日\n韩三\n\n{poem}\n\n夜游\n韩三\n\n{each_ended}\n")
    assert [text for article in bulletin.articles for text in article.texts(Role.VERSE)] == [poem, each_ended]
