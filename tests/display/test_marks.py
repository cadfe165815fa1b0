"""Flattened marks are drawn full-width, one for one; what only looks like Chinese punctuation stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.display.marks import draw_marks
from reader.formats.inline import read_inline
from reader.library.fold import fold
from reader.model import SourceText
from strategies import any_text

DRAWN_AS = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
CHARACTERS = "太原市记者会议一二罗布”“‘’（）《》，。  \u3000\n\n,,,..::;;??!!(())\"\"''…—-/\\ab1 2%`[]*_<>&@=①"
flattened = st.one_of(any_text, st.text(st.sampled_from(CHARACTERS), max_size=40))


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [
        ("会议指出,各方负责.全市动员.", "会议指出，各方负责。全市动员。"),
        ("真的吗?!太好了!!", "真的吗？！太好了！！"),
        ("一等奖:某甲;二等奖:某乙", "一等奖：某甲；二等奖：某乙"),
        ("紧盯“四条链”,启动预案", "紧盯“四条链”，启动预案"),
        ("包括:(一)防汛;(二)抗旱", "包括：（一）防汛；（二）抗旱"),
        ("(记者 沈秋）昨日", "（记者 沈秋）昨日"),
        ("本报讯（记者 沈秋)昨日", "本报讯（记者 沈秋）昨日"),
        ('他说:"来了",就走', "他说：“来了”，就走"),
        ('共建"一带一路”平台', "共建“一带一路”平台"),
        ("他说'来了',就走", "他说‘来了’，就走"),
        ("达到95%,同比增长", "达到95%，同比增长"),
        ("图①:一月二日", "图①：一月二日"),
        ("使用Python,并且", "使用Python，并且"),
        ("会议指出,2026年", "会议指出，2026年"),
        ("你好, 世界", "你好， 世界"),
        ("会 议 , 安 排", "会 议 ， 安 排"),
    ],
)
def test_a_chinese_mark_is_drawn_full_width(stored: str, drawn: str) -> None:
    assert draw_marks(stored) == drawn


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [
        # numbers, times, scores
        ("投资1,234.5万元,增长3.5%", "投资1,234.5万元，增长3.5%"),
        ("开始时间:19:30,地点另告;8:00入场", "开始时间：19:30，地点另告；8:00入场"),
        ("比分3:2,主队胜", "比分3:2，主队胜"),
        ("约三.五万", "约三.五万"),
        ("比例 1:5", "比例 1:5"),
        # addresses
        ("见http://a.b/c?d=e,并下载", "见http://a.b/c?d=e，并下载"),
        ("https://a.b/wiki/中国:历史,好", "https://a.b/wiki/中国:历史,好"),
        ("信箱:news@a.com,来信", "信箱：news@a.com，来信"),
        # file names and paths
        ("见附件报告(一).docx,谢谢", "见附件报告(一).docx，谢谢"),
        ("放在 /home/用户/a,b 里", "放在 /home/用户/a,b 里"),
        ("打开 C:\\文档\\甲,乙.txt 看", "打开 C:\\文档\\甲,乙.txt 看"),
        # Latin words and sentences
        ("据外媒(AP)报道", "据外媒(AP)报道"),
        ("到场的有某甲, John", "到场的有某甲, John"),
        ("The word 中国, means (中国) China, said Tom.", "The word 中国, means (中国) China, said Tom."),
        ("他说 don't,真的", "他说 don't，真的"),
        ("用 CT (电脑断层) 查", "用 CT (电脑断层) 查"),
        # code
        ('print("你好,世界")', 'print("你好,世界")'),
        ('名 = ["甲,乙"]', '名 = ["甲,乙"]'),
        ('"名称": "甲,乙",', '"名称": "甲,乙",'),
        ("命令`甲,乙`,然后", "命令`甲,乙`，然后"),
        ("标准::容器::表", "标准::容器::表"),
        ("<b title='甲,乙'>", "<b title='甲,乙'>"),
        ("好&nbsp;中文", "好&nbsp;中文"),
        # numbers of lists, names, faces, what is no mark
        ("3.工作安排", "3.工作安排"),
        ("一.总体要求", "一.总体要求"),
        ("第一.总体要求", "第一.总体要求"),
        ("(1)工作", "(1)工作"),
        ("1,工作", "1,工作"),
        ("1)甲", "1)甲"),
        ("斯蒂芬妮.考菲拉说", "斯蒂芬妮.考菲拉说"),
        ("好的:)真好", "好的:)真好"),
        ("没有了...", "没有了..."),
        ("等等--结束", "等等--结束"),
        # pairs that are not certain
        ('他说:"来了,就走', '他说："来了，就走'),
        ("身高5\"8',不错", "身高5\"8'，不错"),
        ("(记者 沈秋", "(记者 沈秋"),
        ("", ""),
    ],
)
def test_what_is_no_chinese_mark_stays(stored: str, drawn: str) -> None:
    assert draw_marks(stored) == drawn


def test_where_full_stops_are_chinese_only_a_dot_that_ends_something_is_one() -> None:
    text = '会议指出.各方负责.他说:"要抓紧."说完就走.'
    assert draw_marks(text, stops=False) == "会议指出.各方负责.他说：“要抓紧。”说完就走。"
    assert draw_marks(text, stops=True) == "会议指出。各方负责。他说：“要抓紧。”说完就走。"


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [
        ("[甲,乙](丙,丁),好", "[甲，乙](丙,丁)，好"),
        ("`甲,乙`和**丙,丁**,好", "`甲,乙`和**丙，丁**，好"),
        ("甲\\(乙\\),好", "甲\\(乙\\)，好"),
        ("<https://a.b/甲,乙>,好", "<https://a.b/甲,乙>，好"),
        ("![图,一](a,b.png)", "![图，一](a,b.png)"),
    ],
)
def test_markdown_keeps_its_syntax(stored: str, drawn: str) -> None:
    assert draw_marks(stored, markup=True) == drawn


@given(flattened, st.booleans())
@example("(:))“,", False)
def test_each_mark_is_drawn_in_its_place_and_nothing_else_changes(text: str, markup: bool) -> None:
    drawn = draw_marks(text, markup=markup)
    assert len(drawn) == len(text)
    for stored, shown in zip(text, drawn, strict=True):
        assert shown == stored or shown == DRAWN_AS.get(stored) or (stored + shown) in {'"“', '"”', "'‘", "'’"}


@given(flattened, st.booleans())
def test_drawn_twice_is_drawn_once(text: str, markup: bool) -> None:
    drawn = draw_marks(text, markup=markup)
    assert draw_marks(drawn, markup=markup) == drawn


@given(flattened)
def test_search_finds_the_same_in_what_is_drawn(text: str) -> None:
    assert fold(draw_marks(text)) == fold(text)


@given(flattened)
def test_markdown_reads_the_same(text: str) -> None:
    before, after = (read_inline(SourceText(each), markup=True) for each in (text, draw_marks(text, markup=True)))
    assert after.marks == before.marks
    assert len(after.text) == len(before.text)


@given(st.text(st.characters(max_codepoint=0x2E7F), max_size=60))
def test_text_without_han_never_changes(text: str) -> None:
    assert draw_marks(text) == text
    assert draw_marks(text, markup=True) == text
