"""Short notes, as people write them first: a title, a blank line, a paragraph or two, a table."""

from __future__ import annotations

import pytest

from reader.model import Role
from strategies import rebuild


def roles(text: str) -> list[list[Role]]:
    return [[block.role for block in article.blocks] for article in rebuild(text, "note.txt").articles]


@pytest.mark.parametrize(
    "text",
    [
        "Zipped news\n\nThis was zipped by the writer and should be read.\n",
        "河堤完工\n\n昨日下午，河堤完工，全长三公里，投资两亿元。\n",
        "Story in 'a name with spaces.txt'\n\nThis is a story stored in an oddly named file. It has a sentence or two of its own.\n",
    ],
)
def test_a_line_alone_above_the_text_is_its_title(text: str) -> None:
    assert roles(text) == [[Role.HEADLINE, Role.PARAGRAPH]]


def test_two_sentences_are_no_deck() -> None:
    opening = "The mayor opened the new library on Friday. Hundreds came to see the rooms and the reading garden."
    text = f"Mayor opens the new library\n\n{opening}\n\nIt will be open every day but Monday.\n"
    assert roles(text) == [[Role.HEADLINE, Role.PARAGRAPH, Role.PARAGRAPH]]


@pytest.mark.parametrize(
    "text", ["One paragraph that ends.\n\nAnother one that ends.\n", "only a line\n", "江面很静。\n"]
)
def test_sentences_are_no_titles(text: str) -> None:
    assert all(Role.HEADLINE not in each for each in roles(text))


def test_a_table_stays_in_its_article_row_by_row() -> None:
    table = "Ward            Votes     Share\nNorth             512     41.2%\nSouth             730     58.8%"
    text = f"Results of the election\n\nThe results were declared on Tuesday.\n\n{table}\n\nTurnout was low, the clerk said.\n"
    bulletin = rebuild(text, "note.txt")
    assert [article.texts(Role.TABLE) for article in bulletin.articles] == [(table,)]
    assert not bulletin.furniture
