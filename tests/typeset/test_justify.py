"""Justified lines: all of one length where that makes no holes, and no gap between two Han characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.language import Language
from reader.model import Article, Block, Role, SourceText
from reader.typeset.justify import WIDEST, find_gaps
from reader.typeset.layout import Setting, set_article
from reader.typeset.lines import Line
from reader.typeset.widths import width

mixed = st.text(st.sampled_from("太原日报，。“”（abc 12-"), min_size=1, max_size=60)


def shown(line: str, room: int) -> str:
    return Line(text=SourceText(line), gaps=find_gaps(line, room)).shown


def test_spaces_between_words_become_wider_evenly() -> None:
    assert shown("the tide came in at", 22) == "the  tide came  in  at"


def test_a_line_of_few_words_stays_ragged() -> None:
    assert shown("the tide", 20) == "the tide"


def test_chinese_is_stretched_behind_marks_and_at_latin_words_only() -> None:
    assert shown("会议指出，各负其责", 19) == "会议指出， 各负其责"
    assert shown("全市增长12%左右", 16) == "全市增长 12%左右"
    assert shown("会议指出各负其责", 18) == "会议指出各负其责"


@given(mixed, st.integers(10, 80))
def test_a_line_has_the_length_asked_for_or_its_own(line: str, room: int) -> None:
    line = line.strip() or "a"
    gaps = find_gaps(line, room)
    assert width(line) + len(gaps) in {room, width(line)}
    for gap in gaps:
        assert 0 < gap < len(line)
        assert not ("\u4e00" <= line[gap - 1] <= "\u9fff" and "\u4e00" <= line[gap] <= "\u9fff")
        assert gaps.count(gap) < WIDEST


def test_a_paragraph_is_flush_but_for_its_last_line_and_its_text_stays_the_same() -> None:
    text = "The council met on Friday and agreed to mend the bridge before the winter comes to the valley. " * 4
    article = Article(1, (Block(Role.PARAGRAPH, SourceText(text)),))
    plain = [line for line in set_article(article, Setting(50, Language("en"))) if line.block == 0]
    justified = [line for line in set_article(article, Setting(50, Language("en"), justify=True)) if line.block == 0]
    assert [line.text for line in justified] == [line.text for line in plain]
    assert {width(line.string) for line in justified[:-1]} == {50}
    assert justified[-1].gaps == ()
