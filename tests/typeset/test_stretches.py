"""What is set stretch by stretch is the same each time, in whichever order it is set again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from reader.language import Language
from reader.model import Article, Block, Role, SourceText, Span
from reader.page.stored import Stored
from reader.typeset import layout
from reader.typeset.columns import Page, PageStretches
from reader.typeset.layout import ArticleStretches, Setting
from reader.typeset.stored import StoredStretches
from strategies import rebuild, sources, suffixes

if TYPE_CHECKING:
    from reader.typeset.lines import Line
    from reader.typeset.stretches import Stretches

EN = Language("en")
pages = st.builds(Page, st.integers(2, 4), st.integers(38, 46), st.sampled_from([3, 5]), st.integers(12, 30))


def all_of(stretches: Stretches) -> list[list[Line]]:
    found: list[list[Line]] = []
    while (lines := stretches.stretch(len(found))) is not None:
        found.append(list(lines))
    return found


def check(stretches: Stretches, chance: st.DataObject) -> None:
    first = all_of(stretches)
    for number in chance.draw(st.permutations(range(len(first)))):
        again = stretches.stretch(number)
        assert again is not None
        assert list(again) == first[number]


@given(sources, suffixes, st.integers(10, 120), st.data())
def test_an_article(text: str, suffix: str, measure: int, chance: st.DataObject) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    for article in bulletin.articles:
        check(ArticleStretches(article, Setting(measure, EN), bulletin.furniture), chance)


@given(sources, suffixes, pages, st.data())
def test_pages(text: str, suffix: str, page: Page, chance: st.DataObject) -> None:
    bulletin = rebuild(text * 9, f"page{suffix}")
    for article in bulletin.articles:
        check(PageStretches(article, page, Setting(page.measure, EN), bulletin.furniture), chance)


@given(sources, st.integers(10, 120), st.data())
def test_a_file_as_stored(text: str, measure: int, chance: st.DataObject) -> None:
    text *= 9
    check(StoredStretches(Stored(text, Span(0, len(text))), measure), chance)


def test_a_paragraph_of_many_pages_is_set_once_for_all_of_them() -> None:
    article = Article(1, (Block(Role.PARAGRAPH, SourceText("江面很静，" * 20_000)),))
    stretches = PageStretches(article, Page(2, 40, 3, 20), Setting(40, EN))
    first = all_of(stretches)
    assert len(first) > 100
    with patch.object(layout, "break_lines", wraps=layout.break_lines) as broken:
        for number in (90, 80, 100, 91):
            again = stretches.stretch(number)
            assert again is not None
            assert list(again) == first[number]
    assert broken.call_count == 1
