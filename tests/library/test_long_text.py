"""A long article is searched piece by piece: what is found is what would be found in all of it at once."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from reader.app.reading_work import hit_spans
from reader.library import passage as passage_module
from reader.library.finding import Finder
from reader.library.fold import fold
from reader.library.long_text import LongText
from reader.library.passage import passage, snippet
from reader.library.pieces import pieces_of, stands_often
from reader.library.query_parsing import parse_query
from strategies import rebuild, sources, suffixes

small_pieces = patch.object(passage_module, "PIECE", 5)


@given(sources, suffixes, st.data())
def test_a_long_text_holds_what_the_text_holds(text: str, suffix: str, chance: st.DataObject) -> None:
    for article in rebuild(text * 2, f"page{suffix}").articles:
        whole = passage(article)
        folded, title = fold(whole.text.string), fold(whole.text.string[: whole.title_length])
        long = LongText(article)
        words = [word for line in folded.split("\n") if line.strip() for word in (line[:3], line[-2:])]
        terms = chance.draw(st.lists(st.sampled_from([*words, "无", "nothing"]), max_size=6))
        with small_pieces:
            assert long.title == title
            for term in (*terms, *terms):  # the second time from what is kept
                assert (term in long) == (term in folded)
                for piece in pieces_of(term):
                    assert long.repeats(piece, 3) == stands_often(piece, folded, 3)


@given(sources, suffixes, st.data())
def test_hits_and_snippets_are_the_same_piece_by_piece(text: str, suffix: str, chance: st.DataObject) -> None:
    for article in rebuild(text * 2, f"page{suffix}").articles:
        words = [word for word in passage(article).text.string.split() if word.isalnum()] or ["无"]
        word = chance.draw(st.sampled_from(words))
        query = parse_query(f'"{word}"')
        at_once = list(Finder(article).occurrences([word])), hit_spans(article, query)[:], snippet(article, query)
        with small_pieces:
            finder = Finder(article)
            for _ in range(2):
                found = finder.occurrences([word])
                assert (list(found), hit_spans(article, query)[:], snippet(article, query)) == at_once
            assert list(found.spans()) == sorted((span for hit in found for span in hit), key=lambda span: span.start)
