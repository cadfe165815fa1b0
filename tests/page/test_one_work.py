"""A book, a letter or an essay is one article, whatever headings divide it; a page of stories is several."""

from __future__ import annotations

import pytest

from reader.model import Role
from strategies import rebuild

SENTENCES = "He walked along the river in the dark. The light was still on.\n\n"


def headlines(text: str, name: str) -> list[str]:
    return [article.headline for article in rebuild(text, name).articles]


@pytest.mark.parametrize("name", ["book.md", "book.txt"])
@pytest.mark.parametrize(
    ("title", "chapters"),
    [
        ("The Long Bridge\n\nBy Shen Mo", ["Chapter 1", "Chapter 2"]),
        ("The Long Bridge", ["Prologue", "Chapter I: Rain", "Chapter II: Snow", "Epilogue"]),
        ("长桥\n\n作者：沈默", ["第1章", "第2章"]),
        ("长桥", ["楔子", "第一章 雨", "第十二章 雪", "后记"]),
        ("The Bridge", ["I", "II", "III"]),
        ("Winter Plans\n\n*By Jo Park*", ["The first frost", "The second"]),
        ("Weekly note", ["What we read", "What we saw"]),
    ],
)
def test_chapters_open_no_articles(name: str, title: str, chapters: list[str]) -> None:
    text = f"# {title}\n\n" + "".join(f"## {chapter}\n\n{SENTENCES}" for chapter in chapters)
    (article,) = rebuild(text, name).articles
    assert article.headline == title.split("\n")[0]
    assert list(article.texts(Role.CROSSHEAD)) == chapters


def test_the_author_under_the_title_is_its_byline_and_no_chapter_is() -> None:
    (article,) = rebuild(f"# The Long Bridge\nBy Shen Mo\n## Chapter 1\n{SENTENCES}## Chapter 2\n{SENTENCES}").articles
    assert article.texts(Role.BYLINE) == ("By Shen Mo",)


@pytest.mark.parametrize(
    "below",
    [
        "By Mary Hill\n\n" + SENTENCES,
        "LONDON, Nov 2 (Agency) - The tide came in, and the boats went out again before noon.\n\n",
    ],
)
def test_stories_that_are_signed_or_wired_stay_articles(below: str) -> None:
    text = f"# The tide comes in\n\n{below}## Hospital opens a new wing after four years of delay\n\n{below}"
    assert len(headlines(text, "page.md")) == 2


def test_headings_of_one_rank_are_stories() -> None:
    assert headlines(f"# One tide\n\n{SENTENCES}# Another tide\n\n{SENTENCES}", "page.md") == [
        "One tide",
        "Another tide",
    ]
