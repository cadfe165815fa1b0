"""A file as stored: every line of it once, marks and blank lines kept, broken only where it is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.formats.clean import LINE_END, clean
from reader.model import Article, Block, Bulletin, Encoding, Role, SourceText, Span
from reader.page import stored as stored_module
from reader.page.stored import Stored, stored_form
from reader.typeset.stored import set_stored
from reader.typeset.widths import width
from strategies import rebuild, sources

if TYPE_CHECKING:
    import pytest

PAGE = "眉题\r\n\r\n# 甲\r\n\r\n甲的正文。\r\n## 乙\n\n乙的正文。\n\n\n责编：某某"


def shown(stored: Stored, measure: int = 10_000) -> list[str]:
    return [line.string for line in set_stored(stored, measure)]


def article(number: int, *offsets: tuple[int, int]) -> Article:
    """Return an article whose blocks stand at these places of a source of x's."""
    blocks = [Block(Role.PARAGRAPH, SourceText("x" * (end - start), ((0, start),))) for start, end in offsets]
    return Article(number, tuple(blocks))


def test_the_stretches_of_a_page_cover_it_line_by_line() -> None:
    bulletin = Bulletin("a.md", Encoding(), PAGE, (article(1, (0, 2)), article(2, (PAGE.index("乙"), len(PAGE)))))
    first, second = [shown(stored_form(each, bulletin)) for each in bulletin.articles]
    assert first == ["眉题", "", "# 甲", "", "甲的正文。"]
    assert second == ["## 乙", "", "乙的正文。", "", "", "责编：某某"]


def test_front_matter_belongs_to_the_first_article() -> None:
    bulletin = rebuild("---\ntitle: 一\n---\n\n正文。\n")
    assert shown(stored_form(bulletin.articles[0], bulletin)) == ["---", "title: 一", "---", "", "正文。"]


def test_a_story_that_another_interrupts_is_shown_to_its_end() -> None:
    source = "one\ntwo\none again\ntwo again\n"
    articles = (article(1, (0, 3), (8, 17)), article(2, (4, 7), (18, 27)))
    bulletin = Bulletin("a.txt", Encoding(), source, articles)
    assert shown(stored_form(articles[0], bulletin)) == ["one", "two", "one again"]
    assert shown(stored_form(articles[1], bulletin)) == ["two", "one again", "two again"]


def test_an_article_without_a_place_is_the_whole_file() -> None:
    bulletin = Bulletin("a.txt", Encoding(), "x\n", (Article(1, ()),))
    assert shown(stored_form(bulletin.articles[0], bulletin)) == ["x"]


@given(sources)
def test_nothing_of_a_file_is_missing_and_its_articles_stand_in_their_stretches(text: str) -> None:
    bulletin = rebuild(text)
    covered: set[int] = set()
    for each in bulletin.articles:
        span = stored_form(each, bulletin).span
        covered |= set(range(span.start, span.end))
        places = [place for block in each.blocks for place in block.text.spans()]
        assert all(span.start <= place.start <= place.end <= span.end for place in places)
    if bulletin.articles:
        assert covered == set(range(len(bulletin.source)))


@given(sources, st.integers(10, 200), st.integers(1, 9))
def test_lines_fit_and_give_the_text_back(text: str, measure: int, piece: int) -> None:
    whole = Stored(text, Span(0, len(text)))
    clean_lines = [clean(SourceText(line)).string for line in LINE_END.split(text)]
    kept = stored_module.PIECE
    try:
        stored_module.PIECE = 10_000
        lines = list(set_stored(whole, measure))
        stored_module.PIECE = piece
        in_pieces = list(set_stored(whole, 10_000))
    finally:
        stored_module.PIECE = kept
    assert all(width(line.text.string) <= measure or len(line.text) == 1 or "\u200d" in text for line in lines)
    # Long lines lose the spaces at their breaks and nothing else.
    assert "".join("".join(line.text.string for line in lines).split()) == "".join("".join(clean_lines).split())
    # Wherever a long line is cut to be read in pieces, the same lines come out.
    assert [line.string for line in in_pieces] == shown(whole)
    for line in lines:
        for index, char in enumerate(line.text.string):
            assert (
                text[line.text.source_offset(index)] == ("\t" if char == " " and "\t" in text else char) or char == " "
            )


def test_a_file_of_one_line_is_read_no_further_than_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(text: SourceText) -> SourceText:
        seen.append(len(text))
        return text

    monkeypatch.setattr(stored_module, "clean", counted)
    lines = set_stored(Stored("江" * 10_000_000, Span(0, 10_000_000)), 72)
    assert [next(lines).text.string for _ in range(50)] == ["江" * 36] * 50
    assert sum(seen) <= stored_module.PIECE
