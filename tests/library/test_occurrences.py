"""Finding in one article: every place once, in source order, also where a block was moved out of a sentence."""

from __future__ import annotations

from reader.library.finding import Finder
from reader.model import Article, Block, Role, SourceText

SOURCE = "老船工把跳板收（江面）起来，搁在船头。"
CAPTION = SourceText("江面", ((0, 8),))
TEXT = SourceText("老船工把跳板收起来，搁在船头。", ((0, 0), (7, 11)))


def article(*blocks: Block) -> Article:
    return Article(1, blocks)


def places(*words: str) -> list[str]:
    finder = Finder(article(Block(Role.PARAGRAPH, TEXT), Block(Role.CAPTION, CAPTION)))
    return ["".join(SOURCE[span.start : span.end] for span in hit) for hit in finder.occurrences(words)]


def test_a_hit_in_a_block_that_was_moved_out_of_another_hit_is_kept() -> None:
    assert places("收起", "江面") == ["收起", "江面"]


def test_words_that_overlap_count_once() -> None:
    assert places("船工", "老船") == ["老船"]
    assert places("船", "船工") == ["船", "船"]


def test_what_is_wanted_no_longer_is_not_looked_for() -> None:
    finder = Finder(article(Block(Role.PARAGRAPH, TEXT)))
    assert not finder.occurrences(("船",), lambda: True)
