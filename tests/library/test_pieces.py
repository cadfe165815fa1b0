"""The pieces of terms, and the words of texts."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.library.fold import fold
from reader.library.index.tokens import cut
from reader.library.matching import FREQUENT
from reader.library.pieces import WORD_RUN, marked, pieces_of, stands_often, word_spans
from strategies import any_text


@given(any_text)
def test_words_stand_where_the_pattern_finds_them(text: str) -> None:
    text = marked(fold(text))
    assert word_spans(text) == [match.span() for match in WORD_RUN.finditer(text)]


@pytest.mark.parametrize(
    ("term", "pieces"),
    [
        ("太原市", ("太原", "原市")),
        ("pm2.5", ("pm2",)),
        ("ab", ()),
        ("水", ()),
        ("对,p", ("对,",)),
        ("party a", ("par", "art", "rty")),
    ],
)
def test_a_term_has_pieces(term: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(term) == pieces


@given(any_text)
def test_what_the_index_says_stands_often_does_so_in_the_text(text: str) -> None:
    folded = fold(f"{text} {text}\n{text[:50]}")
    often = set(cut(folded).often)
    for piece in pieces_of(folded):
        assert stands_often(piece, folded, FREQUENT) == (marked(piece) in often)
