"""Spaces that OCR put between all characters are closed; those of names, titles and headlines are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import Drawing
from reader.display.drawing import draw_text
from reader.library.fold import fold
from reader.model import SourceText

SPREAD = Drawing(full_width=True, closed=True, spread=True)
ALONE = Drawing(full_width=True, closed=True)
PROSE = "会议听取了防汛工作的汇报研究部署了下一阶段的任务"


def drawn(stored: str, drawing: Drawing, *, markup: bool = False) -> str:
    return draw_text(SourceText(stored), drawing, markup=markup).string


def spread(text: str) -> str:
    return " ".join(text)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("太 原 市 召 开 会 议", "太原市召开会议"),
        ("召 开 会 议 , 安 排 部 署 。", "召开会议，安排部署。"),
        ("( 记 者 沈 秋 ) 昨 日 召 开", "（记者沈秋）昨日召开"),
        ("历 时 两 年 完 工  惠 及 万 户", "历时两年完工  惠及万户"),
        ("8 月 会 议 指 出 完 成", "8 月会议指出完成"),
        ("预 计 2 0 2 8 年 完 工", "预计2028年完工"),
        ("历 时 6 5 0 多 年 建 成", "历时650多年建成"),
        ("投 资 增 长 3 . 4 % 。 工 程 1 . 2 亿 元", "投资增长3.4%。工程1.2亿元"),
        ("投 资 增 长 9 . 3 % , 房 地 产 下 降", "投资增长9.3%, 房地产下降"),
        ("面 积 下 降 1 0 . 3 % 。", "面积下降10.3%。"),
        ("定 于 1 1 月 2 0 日 开 工", "定于11月20日开工"),
        ("第 12 34 号 文 件 已 印 发", "第 12 34 号文件已印发"),
        ("the bridge 大 桥 建 成 通 车", "the bridge 大桥建成通车"),
    ],
)
def test_a_spread_line_of_a_spread_file_is_closed(stored: str, shown: str) -> None:
    assert drawn(stored, SPREAD) == shown


@pytest.mark.parametrize("typed", ["2028年", "2028", "1.2亿", "650多年"])
def test_numbers_whose_figures_stand_apart_are_found(typed: str) -> None:
    assert fold(typed) in fold(spread("预计2028年完工,工程总投资1.2亿元,距今已有650多年历史。"))


def test_a_long_spread_line_is_closed_anywhere() -> None:
    assert drawn(spread(PROSE), ALONE) == PROSE


@pytest.mark.parametrize("drawing", [SPREAD, ALONE], ids=["spread file", "ordinary file"])
@pytest.mark.parametrize(
    "stored",
    [
        "通 知",
        "公 告 栏",
        "新 年 贺 词",
        "王 伟",
        "张 三 摄",
        "熊 建 廖 兰",
        "参加实践活动 增长地学知识",
        "坚决守住底线 统筹推动发展 全力以赴",
        "王 伟 李 娜 张 敏 刘 洋 陈 静 杨 帆 赵 磊 周 涛",
        "王 伟 李建国 张 敏 刘志强 陈 静",
        "一 二 三 四 五 六 七 八 九 十 百 千 万",
        "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯",
        "the　bridge　of　Linhe  is　long",
        "太　原　市　召　开　会　议",
    ],
)
def test_names_titles_and_lists_keep_their_spaces(stored: str, drawing: Drawing) -> None:
    assert drawn(stored, drawing) == stored


def test_shorter_spread_lines_of_an_ordinary_file_are_left_alone() -> None:
    assert drawn("太 原 市 人 民 政 府", ALONE) == "太 原 市 人 民 政 府"


def test_code_in_a_spread_line_keeps_its_spaces() -> None:
    assert drawn("运 行 命 令 `甲 乙 丙` 完 成", SPREAD, markup=True) == "运行命令 `甲 乙 丙` 完成"


def test_the_space_after_a_mark_goes_only_where_the_mark_was_drawn_anew() -> None:
    assert drawn("你好, 世界， 再见", ALONE) == "你好，世界， 再见"
    assert drawn("你好, 世界", Drawing(full_width=True)) == "你好， 世界"


def test_closing_leaves_the_marks_alone_when_only_spaces_are_wanted() -> None:
    assert drawn("召 开 会 议 , 安 排 部 署", Drawing(closed=True, spread=True)) == "召开会议,安排部署"


@st.composite
def sources(draw: st.DrawFn) -> tuple[SourceText, Drawing, bool]:
    text = draw(st.text(st.sampled_from("太原市会议记者一二，。“”  \n\u3000,.:()\"'`*[]\\a1"), max_size=40))
    text = " ".join(text) if draw(st.booleans()) else text
    cut = draw(st.integers(1, 20))
    anchors = ((0, 7), (cut, 100)) if cut < len(text) else ((0, 7),)
    drawing = Drawing(draw(st.booleans()), draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))
    return SourceText(text, anchors), drawing, draw(st.booleans())


@given(sources())
def test_every_character_keeps_its_offset(case: tuple[SourceText, Drawing, bool]) -> None:
    stored, drawing, markup = case
    shown = draw_text(stored, drawing, markup=markup)
    at = {stored.source_offset(index): char for index, char in enumerate(stored.string)}
    offsets = [shown.source_offset(index) for index in range(len(shown))]
    assert offsets == sorted(set(offsets))
    for char, offset in zip(shown.string, offsets, strict=True):
        assert fold(char) == fold(at.pop(offset))
    assert not "".join(at.values()).strip()  # nothing but spaces is left out
    if stored:
        assert shown.start == stored.start
        assert shown.source_offset(len(shown)) == stored.source_offset(len(stored))
    assert fold(shown.string) == fold(stored.string)


@given(sources())
def test_drawn_twice_is_drawn_once(case: tuple[SourceText, Drawing, bool]) -> None:
    stored, drawing, markup = case
    once = draw_text(stored, drawing, markup=markup)
    assert draw_text(once, drawing, markup=markup) == once


@given(sources())
def test_nothing_changes_when_it_is_off(case: tuple[SourceText, Drawing, bool]) -> None:
    stored, _, markup = case
    assert draw_text(stored, Drawing(), markup=markup) is stored
