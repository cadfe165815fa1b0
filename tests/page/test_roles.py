"""What a line is by its own look: furniture, captions, bylines, datelines, title lines."""

from __future__ import annotations

import pytest

from reader.model import Role
from reader.page.patterns import is_terminal
from reader.page.pieces import seam
from reader.page.roles import (
    caption_role,
    dateline_end,
    furniture_role,
    is_byline,
    is_section_name,
    is_title_line,
    trailing_byline_start,
)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("责编：周野 版式：林苇 校对：石满", Role.EDITOR),
        ("责任编辑 周野", Role.EDITOR),
        ("本版编辑：周野", Role.EDITOR),
        ("A3", Role.FOLIO),
        ("第02版", Role.FOLIO),
        ("— 12 —", Role.FOLIO),
        ("Page 4", Role.FOLIO),
        ("2026年11月21日", Role.FOLIO),
        ("Saturday, November 21, 2026", Role.FOLIO),
        ("青岚晚报", Role.FOLIO),
        ("THE HARBOUR COURIER", Role.FOLIO),
        ("青岚晚报 2026年11月21日 星期六 第01版 要闻", Role.FOLIO),
        ("第A03版:社会", Role.FOLIO),
        ("（下转第3版）", Role.JUMP),
        ("上接第1版", Role.JUMP),
        ("下转A3版", Role.JUMP),
        ("Continued on Page 4", Role.JUMP),
        ("(See FERRY on A4)", Role.JUMP),
        ("编辑部昨天搬家。", None),
        ("责编说：明天再来。", None),
        ("青岚晚报昨天登了一封信", None),
        ("2026年11月21日，渡口换了新船。", None),
        ("The Courier moved house on Friday", None),
        ("转弯处添了两面镜子", None),
    ],
)
def test_furniture_is_told_from_text(line: str, role: Role | None) -> None:
    assert furniture_role(line) is role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("图为市民在新修的河堤上散步。", Role.CAPTION),
        ("图为市民在新修的河堤上散步。 沈秋 摄", Role.CAPTION),
        ("▲新修的河堤", Role.CAPTION),
        ("左图：河堤", Role.CAPTION),
        ("上图为河堤。", Role.CAPTION),
        ("Photo: the new boat", Role.CAPTION),
        ("The new boat at dawn. Photo by Ann Lee", Role.CAPTION),
        ("沈秋 摄", Role.CREDIT),
        ("本报记者 沈秋 摄", Role.CREDIT),
        ("新华社发", Role.CREDIT),
        ("(Photo by Ann Lee)", Role.CREDIT),
        ("图书馆昨天开门。", None),
        ("图纸改了五稿。", None),
        ("本报记者 沈秋 文/摄", None),
        ("Above all, the boat is quiet.", None),
    ],
)
def test_captions_and_credits_are_told_from_text(line: str, role: Role | None) -> None:
    assert caption_role(line) is role


@pytest.mark.parametrize(
    "line",
    [
        "本报记者 沈秋", "记者 沈秋 顾宁", "本报记者 沈秋 通讯员 顾宁", "新华社记者 沈秋", "（记者 沈秋）", "记者 沈秋 文/摄",
        "作者：沈秋", "文/沈秋", "By Mary Hill", "BY MARY HILL", "By Mary Hill and Tom Ash", "By Mary Hill | Courier Staff",
        "Mary Hill, Staff Writer",
    ],
)  # fmt: skip
def test_a_line_that_names_who_wrote_it_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "沈秋来到渡口。",
        "记者从市里获悉，渡口换了新船。",
        "By the river they sat",
        "By Friday the boat had left.",
        "老街添灯",
        "",
    ],
)
def test_other_lines_are_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("本报讯 ", "昨日上午"),
        ("本报讯（记者 沈秋）", "昨日上午"),
        ("本报讯(记者 沈秋 顾宁)", "昨日上午"),
        ("新华社北京11月2日电 ", "昨日上午"),
        ("新华社北京1月1日电（记者 沈秋）", "昨日上午"),
        ("据新华社北京11月2日电 ", "昨日上午"),
        ("青岚晚报讯 ", "昨日上午"),
        ("（记者 沈秋）", "昨日上午"),
        ("LONDON, Nov 2 (Agency) - ", "The tide came in."),
        ("HARBOUR TOWN — ", "The tide came in."),
        ("LONDON (AP) — ", "The tide came in."),
        ("", "本报昨日刊登了一封信。"),
        ("", "本报讯"),
        ("", "The tide came in - and went out."),
        ("", "昨日（记者 沈秋）上午"),
    ],
)
def test_the_dateline_ends_where_the_story_begins(dateline: str, text: str) -> None:
    assert dateline_end(dateline + text) == len(dateline)


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("灯亮了。", "记者 沈秋"),
        ("灯亮了。", "（记者 沈秋）"),
        ("“门口亮了。”", " 记者 沈秋 文/摄"),
        ("灯亮了。", "(本报记者 沈秋)"),
    ],
)
def test_a_byline_may_close_a_paragraph(text: str, byline: str) -> None:
    assert trailing_byline_start(text + byline) == len(text)


@pytest.mark.parametrize("text", ["灯亮了。", "灯亮了，记者 沈秋", "记者 沈秋", "灯亮了。记者看见了。"])
def test_most_paragraphs_close_without_a_byline(text: str) -> None:
    assert trailing_byline_start(text) == 0


@pytest.mark.parametrize("line", ["要闻", "【要闻】", "■ 体育", "SPORTS", "World"])
def test_the_name_of_a_section_is_known(line: str) -> None:
    assert is_section_name(line)


@pytest.mark.parametrize("line", ["要闻部", "老街", "World News Today", ""])
def test_other_names_are_no_section(line: str) -> None:
    assert not is_section_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "老街添灯",
        "老街添灯！",
        "“不亮”的灯",
        "灯该照“哪里”",
        "历时两年 惠及万户",
        "——漏损率降到百分之七",
        "Ferry Goes Electric",
    ],
)
def test_a_line_may_be_a_title(line: str) -> None:
    assert is_title_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "灯亮了。",
        "他说：",
        "，灯亮了",
        "the light is on",
        "甲，乙，丙，丁，戊",
        "The tide came in.",
        "两行\n字",
        "",
        "长" * 51,
    ],
)
def test_a_line_may_be_no_title(line: str) -> None:
    assert not is_title_line(line)


@pytest.mark.parametrize(
    "text",
    [
        "灯亮了。",
        "“灯亮了。”",
        "灯亮了（见图）。",
        "灯亮了！）",
        "It did.",
        'It did."',
        "还没完……",
        "灯亮了。（下转第3版）",
        "灯亮了。（下转A3版） ",
    ],
)
def test_a_text_ends_as_sentences_do(text: str) -> None:
    assert is_terminal(text)


@pytest.mark.parametrize("text", ["灯亮", "灯亮了，", "灯亮了（见图）", "It", "灯亮（下转第3版）", "（下转第3版）", ""])
def test_a_text_ends_in_mid_sentence(text: str) -> None:
    assert not is_terminal(text)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("灯亮", "了", ""),
        ("灯亮了，", "他说", ""),
        ("三", "km", ""),
        ("the", "tide", " "),
        ("a well-", "known", ""),
        ("the tide -", "it came", " "),
        ("他说“", "hello", ""),
        ("“quoted”", "text", " "),
        ("", "text", ""),
    ],
)
def test_lines_meet_with_a_space_only_where_one_belongs(before: str, after: str, between: str) -> None:
    assert seam(before, after) == between


@pytest.mark.parametrize("line", ["要闻", "【要闻】", "|要闻", "| 要闻 |", "~要闻~", "_要闻", "■ 要闻", "〔要闻〕"])
def test_what_stands_around_a_section_name_is_none_of_it(line: str) -> None:
    assert is_section_name(line)
