"""Lines that are set again when they are looked at: the same lines at the same places, and few of them kept."""

from __future__ import annotations

import gc
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.lazy_lines import KEPT, LONG, LazyLines
from reader.language import Language
from reader.model import Article, Block, Role, SourceText
from reader.typeset.columns import Page, PageStretches
from reader.typeset.layout import ArticleStretches, Setting
from reader.typeset.lines import Line
from reader.typeset.stretches import all_lines
from strategies import rebuild, sources, suffixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.stretches import Stretches

EN = Language("en")
PAGE = Page(2, 40, 3, 20)


def story(paragraphs: int, length: int = 120) -> Article:
    """Return an article whose paragraphs stand one after the other in its source, a blank line between two."""
    step = length + 8
    texts = (f"{number:05}段" + "江" * length for number in range(paragraphs))
    blocks = (Block(Role.PARAGRAPH, SourceText(text, ((0, number * step),))) for number, text in enumerate(texts))
    return Article(1, tuple(blocks))


def stretches_of(article: Article, *, paged: bool) -> Stretches:
    setting = Setting(40, EN)
    return PageStretches(article, PAGE, setting) if paged else ArticleStretches(article, setting)


def set_all(stretches: Stretches) -> LazyLines:
    lines = LazyLines(stretches)
    while not lines.done:
        lines.work(0.0)
    return lines


def pieces(line: Line) -> Iterator[Line]:
    yield from (piece for piece in (line, *line.beside) if piece.block >= 0)


def nearest(lines: list[Line], offset: int) -> int | None:
    """Return the row on which ``offset`` stands, or else the first of those that end nearest before it."""
    ends = [(span, row) for row, line in enumerate(lines) for piece in pieces(line) for span in piece.text.spans()]
    for span, row in ends:
        if span.start <= offset < span.end:
            return row
    before = max((span.end for span, _ in ends if span.end <= offset), default=None)
    return next((row for span, row in ends if span.end == before), None)


@pytest.mark.parametrize("paged", [False, True])
def test_rows_are_the_same_whenever_they_are_asked_for(paged: bool) -> None:
    article = story(1500)
    expected = list(all_lines(stretches_of(article, paged=paged)))
    lines = set_all(stretches_of(article, paged=paged))
    assert len(lines) == len(expected) > 3 * KEPT
    for row in random.Random(0).sample(range(len(lines)), 300):
        assert lines[row] == expected[row]
    with pytest.raises(IndexError):
        lines[len(lines)]


@pytest.mark.parametrize("paged", [False, True])
def test_lines_out_of_sight_are_not_kept(paged: bool) -> None:
    before = lines_in_memory()
    lines = set_all(stretches_of(story(3000), paged=paged))
    each = 4 if paged else 1  # a row has a line in each column, and the rules between
    assert len(lines) * each > 8 * KEPT
    # THEN neither setting all of them nor going through them leaves many behind
    assert lines_in_memory() - before < 2 * KEPT * each
    for row in (*range(0, len(lines), 7), *range(len(lines) - 1, 0, -7)):
        assert lines[row] is not None
    assert lines_in_memory() - before < 2 * KEPT * each


def lines_in_memory() -> int:
    gc.collect()
    return sum(isinstance(each, Line) for each in gc.get_objects())


def test_what_was_looked_at_stays_while_the_rest_is_set() -> None:
    lines = LazyLines(ArticleStretches(story(1500), Setting(40, EN)))
    lines.reach(60)
    seen = [lines[row] for row in range(60)]
    while not lines.done:
        lines.work(0.0)
    assert all(lines[row] is line for row, line in enumerate(seen))


def test_a_stretch_that_takes_long_to_set_is_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article(1, (Block(Role.PARAGRAPH, SourceText("江" * 20 * (LONG + 100))), *story(500).blocks))
    lines = set_all(ArticleStretches(article, Setting(40, EN)))
    for row in range(LONG + 200, len(lines)):  # others take the room
        assert lines[row] is not None
    monkeypatch.setattr(lines, "set_again", lambda _: pytest.fail("it was set again"))
    assert lines[LONG].text.string.startswith("江")


def test_two_stretches_that_meet_in_the_window_are_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = set_all(stretches_of(story(8, KEPT * 20), paged=False))
    first = lines.first_row(3)
    assert KEPT < lines.first_row(4) - first < LONG
    assert lines[first - 1] != lines[first]
    monkeypatch.setattr(lines, "set_again", lambda number: pytest.fail(f"{number} was set again"))
    for _ in range(3):
        assert lines[first - 1] != lines[first]


def test_pages_are_set_from_one_walk_through_the_article() -> None:
    pages = PageStretches(story(300), PAGE, Setting(40, EN))
    walk = pages._ahead
    number = 0
    while (rows := pages.stretch(number)) is not None:
        assert list(rows)
        number += 1
        assert pages._ahead is walk
    assert number > 10


@given(sources, suffixes, st.booleans(), st.data())
def test_a_character_is_found_on_its_line(text: str, suffix: str, paged: bool, chance: st.DataObject) -> None:
    for article in rebuild(text, f"page{suffix}").articles:
        stretches = stretches_of(article, paged=paged)
        expected = list(all_lines(stretches))
        lines = set_all(stretches)
        for offset in chance.draw(st.lists(st.integers(0, len(text)), max_size=9)):
            assert lines.find(offset) == nearest(expected, offset)


def test_a_character_is_found_as_soon_as_its_line_is_set() -> None:
    article = story(200)
    lines = LazyLines(ArticleStretches(article, Setting(40, EN)))
    offset = article.blocks[20].text.start + 50
    found = None
    while found is None:
        lines.reach(len(lines) + 1)
        found = lines.find(offset)
    assert found == len(lines) - 1
    assert any(span.start <= offset < span.end for span in lines[found].text.spans())
    assert not lines.done
