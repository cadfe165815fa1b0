"""A story that goes on from another page has the name it jumped by; a table that of its section; a name is cut at a word."""

from __future__ import annotations

import pytest

from reader.formats.parse import parse_document
from reader.model import Article, Block, Bulletin, Role, SourceText
from reader.page import build_bulletin
from strategies import placed, visible

REST = (
    "as the board had asked for twice. The oak under the north end is to be replaced before the winter, and the shops "
    "will pay no rent until it is done."
)
NEXT = "The work begins in May, and the harbour office says that it will take until the end of October."


def rebuild(text: str) -> Bulletin:
    bulletin = build_bulletin(parse_document(text.encode(), "page.txt"))
    assert visible(placed(bulletin)) == visible(text)
    return bulletin


@pytest.mark.parametrize(
    ("label", "jump"),
    [
        ("PIER\nFrom Page B1", "From Page B1"),
        ("Pier repairs\n\nContinued from Page 1", "Continued from Page 1"),
        ("PIER, from Page B1", ", from Page B1"),
    ],
)
def test_a_story_from_another_page_has_the_name_it_jumped_by(label: str, jump: str) -> None:
    bulletin = rebuild(f"B4  THE HOLM GAZETTE  MONDAY MARCH 2 2026\n\n{label}\n\n{REST}\n\n{NEXT}\n")
    assert [article.headline for article in bulletin.articles] == [label.split("\n")[0].removesuffix(jump)]
    assert jump in [block.text.string for block in bulletin.furniture if block.role is Role.JUMP]


def test_a_story_from_another_page_keeps_the_headline_it_has() -> None:
    title = "Council weighs a new pier at the north end of the harbour"
    bulletin = rebuild(f"PIER\nFrom Page B1\n\n{title}\n\nBy ANN LOWE\n\n{NEXT}\n\n{NEXT}\n")
    assert title in [text for article in bulletin.articles for text in article.texts(Role.HEADLINE)]


def test_a_table_goes_with_the_name_of_its_section() -> None:
    table = "Index         Close     Change\nHolm 40       3,118.20  +8.1\nShips         904.15    -2.2"
    bulletin = rebuild(f"Pier closes for the winter\n\nBy ANN LOWE\n\n{NEXT}\n\n{NEXT}\n\nMARKETS\n\n{table}\n")
    last = bulletin.articles[-1]
    assert (last.headline, last.texts(Role.TABLE)) == ("MARKETS", (table,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("short", "short"),
        ("and the fish market. A petition with 9,000 names was delivered", "and the fish market. A petition with…"),
        ("x" * 30 + " 1234567890123456789012 and so on", "x" * 30 + "…"),
        (
            "一二三四五六七八九十一二三四五六七八九十一二三四五，六七八九十一二三四五六七八九十",
            "一二三四五六七八九十一二三四五六七八九十一二三四五…",
        ),
        (
            "预计到本世纪中叶全省森林面积将要达到的总数按照目前公布的规划是大约1234567890亩左右",
            "预计到本世纪中叶全省森林面积将要达到的总数按照目前公布的规划是大约…",
        ),
    ],
)
def test_the_name_of_an_article_without_headline_is_cut_at_a_word(text: str, name: str) -> None:
    assert Article(1, (Block(Role.PARAGRAPH, SourceText(text)),)).headline == name
