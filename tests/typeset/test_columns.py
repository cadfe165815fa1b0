"""Broadsheet pages: every line stands in its column, in order, none lost; crossheads stand with their text."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language import Language
from reader.model import Article, Block, Role, SourceText
from reader.typeset.columns import MAX_COLUMN, MIN_COLUMN, MIN_PAGE, MIN_ROWS, Page, divide, set_pages
from reader.typeset.layout import Setting, set_body, set_title
from reader.typeset.lines import BLANK, Line
from reader.typeset.widths import width
from strategies import rebuild, sources, suffixes

if TYPE_CHECKING:
    from collections.abc import Iterator

EN = Language("en")
pages = st.builds(
    Page, st.integers(2, 5), st.integers(MIN_COLUMN, MAX_COLUMN), st.sampled_from([3, 5]), st.integers(12, 60)
)
PAGE = Page(3, 40, 5, 24)


def columns_of(rows: tuple[Line, ...], page: Page) -> list[list[Line]]:
    """Return the lines of each column of a page, blank ones left out."""
    found: list[list[Line]] = [[] for _ in range(page.count)]
    for row in rows:
        for piece in (row, *row.beside):
            if piece.text and not (piece.role is Role.RULE and piece.string.strip() == "│"):
                found[piece.indent // (page.measure + page.gap)].append(piece)
    return found


def pages_of(article: Article, page: Page) -> Iterator[tuple[Line, ...]]:
    rows = list(set_pages(article, page, Setting(page.measure, EN)))
    assert len(rows) % page.rows == 0
    for at in range(0, len(rows), page.rows):
        yield tuple(rows[at : at + page.rows])


def story(paragraphs: int, length: int = 60, crosshead_every: int = 0) -> Article:
    blocks = [Block(Role.HEADLINE, SourceText("渡口的最后一班船"))]
    for number in range(paragraphs):
        if crosshead_every and number % crosshead_every == 0:
            blocks.append(Block(Role.CROSSHEAD, SourceText(f"小标题{number}")))
        blocks.append(Block(Role.PARAGRAPH, SourceText(f"{number}段" + "江" * length)))
    return Article(1, tuple(blocks))


@given(sources, suffixes, pages)
def test_all_lines_stand_on_the_pages_in_their_order(text: str, suffix: str, page: Page) -> None:
    for article in rebuild(text, f"page{suffix}").articles:
        title = [line.text.string for line in set_title(article, Setting(page.width, EN)) if line.text]
        body = set_body(article, Setting(page.measure, EN, page.gutter))
        first, *others = pages_of(article, page)
        top = 0  # rows of the title, which stands across
        while len([row for row in first[:top] if row.text]) < len(title):
            top += 1
        assert [row.text.string for row in first[:top] if row.text] == title
        shown = [
            piece.text.string
            for rows in (first[top:], *others)
            for piece in chain.from_iterable(columns_of(rows, page))
        ]
        assert shown == [line.text.string for line in body if line.text]


def test_columns_are_read_from_left_to_right_and_page_by_page() -> None:
    article = story(60)
    expected = [line.text.string for line in set_body(article, Setting(40, EN, PAGE.gutter)) if line.text]
    shown: list[str] = []
    for rows in pages_of(article, PAGE):
        for column in columns_of(rows, PAGE):
            shown += [piece.text.string for piece in column if piece.role is Role.PARAGRAPH]
    assert shown == expected


@given(sources, suffixes, pages)
def test_no_line_reaches_into_the_next_column(text: str, suffix: str, page: Page) -> None:
    for article in rebuild(text, f"page{suffix}").articles:
        for row in set_pages(article, page, Setting(page.measure, EN)):
            at = 0
            for piece in (row, *row.beside):
                assert piece.indent >= at
                at = width(piece.string)
            assert at <= page.width + page.gutter


@pytest.mark.parametrize("rows", range(12, 30))
def test_a_crosshead_stands_with_its_text(rows: int) -> None:
    page = Page(2, 40, 3, rows)
    for seen in pages_of(story(30, 30, crosshead_every=2), page):
        for column in columns_of(seen, page):
            assert not column or column[-1].role is not Role.CROSSHEAD


def test_the_columns_of_the_last_page_are_of_one_length() -> None:
    *_, last = pages_of(story(9, 130), PAGE)
    lengths = [len(column) for column in columns_of(last, PAGE)]
    assert max(lengths) - min(lengths) <= 2
    # AND not as long as the page
    assert sum(row is not BLANK for row in last) < PAGE.rows - 2


def test_a_rule_stands_between_columns_all_the_way() -> None:
    first = next(pages_of(story(60), PAGE))
    body = [row for row in first if row.beside]
    assert all(sum(piece.string.strip() == "│" for piece in row.beside) == 2 for row in body)
    assert len(body) > PAGE.rows // 2


def test_a_headline_longer_than_a_page_hides_nothing() -> None:
    article = Article(1, (Block(Role.HEADLINE, SourceText("题" * 2000)), Block(Role.PARAGRAPH, SourceText("正文。"))))
    shown = "".join(piece.string for rows in pages_of(article, PAGE) for piece in rows)
    assert shown.count("题") == 2000
    assert "正文。" in shown


@pytest.mark.parametrize("article", [Article(1, ()), story(0), story(1, 1)])
def test_a_little_article_has_one_page(article: Article) -> None:
    assert len(list(pages_of(article, PAGE))) == 1


@given(st.integers(0, 400), st.integers(0, 100))
def test_columns_are_neither_narrow_nor_wide_and_as_many_as_fit(room: int, rows: int) -> None:
    page = divide(room, rows)
    assert (page is None) == (room < MIN_PAGE or rows < MIN_ROWS)
    if page is not None:
        assert MIN_COLUMN <= page.measure <= MAX_COLUMN
        assert page.width <= room
        assert (page.count + 1) * (MIN_COLUMN + 3) - 3 > room
