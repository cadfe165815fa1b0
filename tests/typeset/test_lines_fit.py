"""Every line fits, begins and ends as print allows, and all lines together are the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.formats.inline import plain
from reader.language import Language
from reader.model import Article, Block, Role, SourceText
from reader.typeset.breaking import break_lines
from reader.typeset.kinsoku import HANGING, NO_END, NO_START
from reader.typeset.layout import MAX_MEASURE, MIN_MEASURE, Setting, set_article
from reader.typeset.widths import fit, width, widths
from strategies import any_text, rebuild, sources, suffixes

if TYPE_CHECKING:
    from reader.typeset.lines import Line

ZH, EN = Language("zh"), Language("en")
SPACES = " \t\u3000"
CLOSING, OPENING = "，。、；：？！”’）》」』】…—", "“‘（《「『【"
measures = st.integers(MIN_MEASURE, MAX_MEASURE)
chinese = st.text(st.sampled_from("太原日报新闻一二" + CLOSING + OPENING), max_size=80)
mixed = st.text(st.sampled_from("太原日报abc xyz, 12.5%-—…，。“”（）" + SPACES), max_size=80)


def broken(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, measure)]


def unwrapped(text: str) -> str:
    return "".join(char for char in text if char not in SPACES)


@given(st.one_of(chinese, mixed, any_text.map(lambda text: text.replace("\n", " "))), st.integers(1, 60))
@example("e" + "\u0301" * 50, 10)
@example("\U0001f468\u200d\U0001f469\u200d\U0001f467" * 9, 10)
def test_lines_fit_and_joined_give_the_text_back(text: str, measure: int) -> None:
    at = 0
    for start, end in break_lines(text, measure):
        assert not text[at:start].strip(SPACES)
        characters = sum(cells > 0 for cells in widths(text)[start:end])
        assert width(text[start:end]) <= measure or characters <= 1
        at = end
    assert not text[at:].strip(SPACES)


@given(st.one_of(chinese, mixed), measures)
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one_unless_forced(text: str, measure: int) -> None:
    lines = list(break_lines(text, measure))
    for (start, end), (following, _) in pairwise(lines):
        if text[following] in NO_START or (end == following and text[end - 1] in NO_END):
            # Forced: nowhere in this line could it have been broken.
            assert not any(may_break(text, place) for place in range(start + 1, end)), text[start:following]


def may_break(text: str, place: int) -> bool:
    """Say for the plain cases whether a line may end before ``place``: at a space, or between two Han characters."""
    before, after = text[place - 1], text[place]
    if after in SPACES or after in NO_START or before in NO_END:
        return False
    return before in SPACES or ("\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff")


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("会议指出，各负其责。", 8, ["会议指", "出，各负", "其责。"]),
        ("他说：“好。”", 8, ["他说：", "“好。”"]),
        ("统筹推进——落实", 9, ["统筹推", "进——落实"]),
        ("the tide came in", 10, ["the tide", "came in"]),
        ("a word", 1, ["a", "w", "o", "r", "d"]),
        ("汉", 1, ["汉"]),
        ("", 10, []),
        ("   ", 10, [""]),
        ("增长12.5%左右", 8, ["增长", "12.5%", "左右"]),
        ("会议指出各负其责", 14, ["会议指出各负", "其责"]),  # not 责 alone
        ("会议指出各负其责。", 14, ["会议指出各负", "其责。"]),
        ("共有职工约5人参加", 11, ["共有职工约", "5人参加"]),  # not 5 apart from 人
        ("https://example.org/a?page=12&sort=new", 16, ["https://example.", "org/a?page=12&", "sort=new"]),
        ("cities ( Helsinki", 9, ["cities", "( Helsink", "i"]),  # the space keeps no bracket at the end of a line
        ("Commission, sought", 10, ["Commissio", "n, sought"]),  # forced, yet no comma begins a line
        ("WebSockets —— 实时", 10, ["WebSocket", "s —— 实时"]),  # forced, nor does a dash after a space
        ("见https://example.org/news/today", 20, ["见https://example.", "org/news/today"]),  # no hole before an address
        ("and/or 1999-2000", 6, ["and/or", "1999-", "2000"]),
        ('他说"好的"走了', 9, ['他说"好', '的"走了']),  # straight quotation marks open and close
        ("本报记者沈秋文/摄影", 15, ["本报记者沈秋", "文/摄影"]),  # a slash ends no line where it costs little
        ("会期是5月1日-7日", 13, ["会期是5月1", "日-7日"]),  # a hyphen begins none
        ("领导小组第132次会议", 11, ["领导小组", "第132次会议"]),
        ("a road of 25 km was", 12, ["a road of", "25 km was"]),
        ("共计３４人", 7, ["共计", "３４人"]),
        ("参见[附录][1]", 10, ["参见[附录]", "[1]"]),
    ],
)
def test_known_lines_are_broken_as_print_would(text: str, measure: int, lines: list[str]) -> None:
    assert broken(text, measure) == lines


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("会议指出，各负其责。", 8, ["会议指出，", "各负其责。"]),
        ("他说的好，”她说", 8, ["他说的", "好，”", "她说"]),  # two marks need more than the gutter
        ("会议指出,各负其责", 8, ["会议指出,", "各负其责"]),
        ("他说的“好”，她说", 10, ["他说的“好”，", "她说"]),
        ("the tide, too", 8, ["the", "tide,", "too"]),
    ],
)
def test_a_closing_mark_hangs_into_the_gutter(text: str, measure: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in break_lines(text, measure, gutter=2)] == lines


@given(st.one_of(chinese, mixed), measures, st.integers(0, 2))
def test_only_closing_marks_stand_in_the_gutter(text: str, measure: int, gutter: int) -> None:
    for start, end in break_lines(text, measure, gutter=gutter):
        line = text[start:end]
        assert width(line) <= measure + gutter
        assert width(line.rstrip("".join(HANGING) + ",.;:!?)")) <= measure


@given(chinese.filter(lambda text: not set(text) & set(OPENING + CLOSING)), measures)
def test_no_character_is_alone_on_the_last_line(text: str, measure: int) -> None:
    *_, before, last = ["", "", *broken(text, measure)]
    assert len(last) != 1 or not before


@given(sources, suffixes, measures, st.sampled_from([EN, ZH]))
def test_every_line_of_an_article_fits_its_measure(text: str, suffix: str, measure: int, language: Language) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    for article in bulletin.articles:
        for line in set_article(article, Setting(measure, language), bulletin.furniture):
            assert width(line.string) <= measure, line


@given(sources, suffixes, measures)
def test_the_lines_of_a_paragraph_give_it_back(text: str, suffix: str, measure: int) -> None:
    for article in rebuild(text, f"page{suffix}").articles:
        lines = list(set_article(article, Setting(measure, EN)))
        for number, block in enumerate(article.blocks):
            if block.role in {Role.PARAGRAPH, Role.HEADLINE, Role.CROSSHEAD, Role.LIST, Role.VERSE}:
                shown = squeezed("".join(line.text.string for line in lines if line.block == number))
                assert shown.endswith(squeezed(plain(block.text, markup=block.markup).string))


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(sources, suffixes, measures)
def test_every_character_on_a_line_stands_in_the_source(text: str, suffix: str, measure: int) -> None:
    bulletin = rebuild(text, f"page{suffix}")
    for article in bulletin.articles:
        for line in set_article(article, Setting(measure, EN)):
            if line.block >= 0 and line.role is not Role.RULE:
                for index, char in enumerate(line.text.string):
                    offset = line.text.source_offset(index)
                    assert char.isspace() or bulletin.source[offset] in {char, "&"}


def article_of(*blocks: tuple[Role, str]) -> Article:
    return Article(1, tuple(Block(role, SourceText(text)) for role, text in blocks))


def set_lines(article: Article, measure: int = 30) -> list[Line]:
    return list(set_article(article, Setting(measure, ZH)))


def test_a_chinese_paragraph_is_indented_by_two_characters() -> None:
    lines = [line.string for line in set_lines(article_of((Role.HEADLINE, "题"), (Role.PARAGRAPH, "汉" * 20)))]
    assert lines[-2:] == ["    " + "汉" * 13, "汉" * 7]


def test_an_english_paragraph_is_flush() -> None:
    lines = [line.string for line in set_lines(article_of((Role.PARAGRAPH, "word " * 10)))]
    assert lines[-2:] == ["word word word word word word", "word word word word"]


def test_a_headline_is_centred() -> None:
    assert set_lines(article_of((Role.HEADLINE, "四个汉字")))[0].string == " " * 11 + "四个汉字"


def test_a_dateline_runs_into_its_paragraph() -> None:
    (article,) = rebuild("# 题\n\n本报讯（记者 沈秋）昨日下午，河堤完工。\n").articles
    assert "".join(line.string for line in set_lines(article, 72)).endswith(
        "    本报讯（记者 沈秋）昨日下午，河堤完工。"
    )


def test_roles_are_told_apart_by_more_than_colour() -> None:
    article = article_of((Role.PARAGRAPH, "正文。"), (Role.CAPTION, "图为河堤。"), (Role.QUOTE, "引文。"))
    strings = [line.string for line in set_lines(article)]
    assert "    ▏图为河堤。" in strings
    assert "    │ 引文。" in strings


def test_a_table_has_its_columns_aligned() -> None:
    lines = set_lines(article_of((Role.TABLE, "| 名 | 数 |\n|---|--:|\n| 河堤 | 3 |\n| a | 12 |")))
    assert [line.string for line in lines[-4:]] == ["名    数", "─" * 8, "河堤   3", "a     12"]


def test_the_line_under_the_heading_says_how_columns_are_aligned() -> None:
    rows = "名 | 左 | 中 | 右\n:--|---|:-:|---:\n河堤 | a | b | 3\na | cc | ddd | 4.25"
    lines = set_lines(article_of((Role.TABLE, rows)))
    assert [line.string for line in lines[-4:]] == [
        "名    左  中     右",
        "─" * 19,
        "河堤  a    b      3",
        "a     cc  ddd  4.25",
    ]


def test_inline_marks_in_a_table_are_read() -> None:
    block = Block(Role.TABLE, SourceText("| **a** | b &amp; c |\n|---|---|\n| d | e\\|`f` |"), markup=True)
    lines = list(set_article(Article(1, (block,)), Setting(30, EN)))
    assert [line.string for line in lines[-3:]] == ["a  b & c", "─" * 8, "d  e|f"]


WIDE = "| 省份 | 人口 | 产值 | 备注 |\n|---|--:|--:|---|\n| 山西 | 3491 | 25698 | 无 |\n| 广东 | 12706 | 135673 | 经济大省 |"


def test_a_row_without_room_for_its_columns_is_set_a_cell_a_line() -> None:
    lines = [line.string for line in set_lines(article_of((Role.TABLE, WIDE)), 18)]
    assert lines[-9:] == [
        "省份    山西",
        "  人口  3491",
        "  产值  25698",
        "  备注  无",
        "",
        "省份    广东",
        "  人口  12706",
        "  产值  135673",
        "  备注  经济大省",
    ]


@given(st.integers(MIN_MEASURE, 60), st.integers(1, 12), st.integers(1, 30))
def test_no_line_of_a_table_is_wider_than_the_measure_and_no_cell_is_lost(measure: int, count: int, size: int) -> None:
    cells = [f"{number}" + "x" * size for number in range(count)]
    rows = "\n".join(f"| {' | '.join(row)} |" for row in (cells, ["---"] * count, cells[::-1]))
    lines = set_lines(article_of((Role.TABLE, rows)), measure)
    assert all(width(line.string) <= measure for line in lines)
    assert "|" not in "".join(line.string for line in lines)
    shown = Counter(char for line in lines if line.block == 0 for char in line.text.string)
    assert shown["x"] >= 2 * count * size


def test_a_table_of_spaces_has_its_columns_aligned() -> None:
    lines = set_lines(article_of((Role.TABLE, "品名　周一\t周二\n白菜   1.20  1.30\n---------")))
    assert [line.string for line in lines[-3:]] == ["品名  周一  周二", "白菜  1.20  1.30", "─" * 16]


def test_a_wide_table_breaks_its_cells_and_keeps_its_columns() -> None:
    lines = set_lines(
        article_of((Role.TABLE, "| 1 | a cell with more words than fit on a line |\n|---|---|\n| 22 | short |"))
    )
    assert [line.string for line in lines[-4:]] == [
        "1   a cell with more words",
        "    than fit on a line",
        "─" * 30,
        "22  short",
    ]


@given(any_text.map(lambda text: text.replace("\n", " ")), st.integers(0, 30))
def test_a_label_is_cut_to_its_cells(text: str, cells: int) -> None:
    found = fit(text, cells)
    assert width(found) <= cells
    assert found == text or not found or found.endswith("…")
