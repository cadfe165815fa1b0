"""Packed blocks and places are the same values as those that were packed."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import MENDED
from reader.display.drawing import draw_article
from reader.model import Block, LazyBlocks, Role, SourceText, Span, blocks_in, roles_of
from reader.packed import PackedSpans, in_order, pack
from reader.value import replace
from strategies import rebuild, sources, suffixes

spans = st.lists(st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(1, 9)))


@given(sources, suffixes)
def test_packed_blocks_are_the_blocks(text: str, suffix: str) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    for article in bulletin.articles:
        blocks = pack(article.blocks, bulletin.source)
        assert tuple(blocks) == article.blocks
        assert list(roles_of(blocks)) == [block.role for block in article.blocks]
        assert blocks[-1] == article.blocks[-1]
        assert blocks[1:] == tuple(article.blocks[1:])
        again = pickle.loads(pickle.dumps(blocks))
        assert again == blocks == article.blocks
        # AND an article of them is the same article, also as it is drawn
        long = replace(article, blocks=blocks)
        assert long == article
        assert (long.headline, long.start) == (article.headline, article.start)
        assert draw_article(long, MENDED) == draw_article(article, MENDED)


def test_only_text_that_is_not_in_the_source_is_kept() -> None:
    source = "First line\nsecond line. " * 1000
    text = SourceText.concat(
        [SourceText("First line", ((0, 0),)), SourceText(" ", ((0, 10),)), SourceText("second line.", ((0, 11),))]
    )
    entity = SourceText("&", ((0, 4),))
    blocks = pack([*[Block(Role.PARAGRAPH, text)] * 1000, Block(Role.PARAGRAPH, entity)], source)
    assert blocks[999].text == text
    assert blocks[1000].text == entity
    assert len(pickle.dumps(blocks)) - len(source) < 1000 * 40


def test_drawn_blocks_of_a_long_article_are_not_kept() -> None:
    source = "市里开了会,河堤修好了.\n\n" * 50
    blocks = pack(rebuild(source).articles[0].blocks, source)
    article = replace(rebuild(source).articles[0], blocks=blocks)
    drawn = draw_article(article, MENDED)
    assert isinstance(drawn.blocks, LazyBlocks)
    assert "，" in drawn.blocks[0].text.string
    # AND where nothing is drawn otherwise it is the article itself
    plain = replace(article, blocks=pack([Block(Role.PARAGRAPH, SourceText("Plain."))], "Plain."))
    assert draw_article(plain, MENDED) is plain


def test_blocks_are_found_by_their_role() -> None:
    blocks = pack([Block(Role.HEADLINE, SourceText("a")), Block(Role.PARAGRAPH, SourceText("b", ((0, 1),)))], "ab")
    assert list(blocks_in(blocks, Role.PARAGRAPH)) == [(1, blocks[1])]


@given(spans)
def test_packed_stretches_are_the_stretches(found: list[Span]) -> None:
    packed = PackedSpans(found)
    assert list(packed) == found
    assert packed[:2] == tuple(found[:2])
    assert packed.end == max((span.end for span in found), default=0)
    assert list(in_order(found)) == sorted(found, key=lambda span: span.start)
