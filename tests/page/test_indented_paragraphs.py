"""Paragraphs that begin with an indent, in files that say by a header or front matter that they are one story."""

from __future__ import annotations

import pytest

from reader.formats.parse import parse_document
from reader.model import Role
from reader.page import build_bulletin

PARAGRAPHS = (
    "本市今年将为二十座公园增加夜间照明，工程分三批进行，第一批六座将在五月底前完工，其余的在年底前陆续完成。",
    "市园林局表示，新灯具采用暖色光源，减少对鸟类的影响。",
    "一、加强领导，明确分工；",
    "二、落实责任，定期检查。",
)
ENGLISH = (
    "The council voted on Tuesday to add lights to twenty parks. Work begins in May.",
    "Residents said they had waited for years. The lamps will be warm in colour.",
    "The first six parks are to be finished by June.",
)
HEADER = "标题：城市公园亮起来\n作者：李华\n\n"
FRONT = "---\ntitle: 城市公园亮起来\n---\n\n"


def paragraphs(text: str, name: str) -> list[str]:
    (article,) = build_bulletin(parse_document(text.encode(), name)).articles
    return [block.text.string for block in article.blocks if block.role in {Role.PARAGRAPH, Role.LIST}]


@pytest.mark.parametrize("indent", ["\u3000\u3000", "    ", "  "])
@pytest.mark.parametrize(("head", "name"), [(HEADER, "a.txt"), (FRONT, "a.md"), (HEADER, "a.md")])
def test_each_indented_line_begins_a_paragraph(indent: str, head: str, name: str) -> None:
    text = head + "".join(f"{indent}{each}\n" for each in PARAGRAPHS)
    assert paragraphs(text, name) == list(PARAGRAPHS)


def test_indented_english_in_a_text_file_is_prose() -> None:
    text = "title: Parks\nauthor: Jane\n\n" + "".join(f"    {each}\n" for each in ENGLISH)
    assert paragraphs(text, "a.txt") == list(ENGLISH)


def test_an_indented_line_goes_on_where_the_sentence_is_open() -> None:
    assert paragraphs("title: Parks\nauthor: Jane\n\n    The council voted\n    on Tuesday.\n", "a.txt") == [
        "The council voted on Tuesday."
    ]


def test_code_in_markdown_stays_code() -> None:
    text = "---\ntitle: How to\n---\n\nType this:\n\n    reader articles\n    reader list\n"
    (article,) = build_bulletin(parse_document(text.encode(), "a.md")).articles
    assert article.texts(Role.CODE) == ("    reader articles\n    reader list",)


FERRY = (
    "昨天下午，记者在渡口见到了老船工，他正在收拾跳板，江面上很静。",
    "他说这条河走了四十年，哪里有暗礁都记得清清楚楚，从来没有出过事。",
    "对岸的灯一盏一盏亮了，最后一班船准时靠岸，乘客陆续走下来。",
    "镇上的人都说，没有这条船，日子不知道要难多少。",
    "去年秋天发大水，他一个人在船上守了三天三夜。",
    "县里给他发过奖状，他把奖状挂在船舱里。",
    "孩子们上学放学都坐他的船，他从不收一分钱。",
    "他的儿子在城里做工，几次要接他去住，他都没有答应。",
    "今年他六十八岁，还打算再撑五年。",
    "记者离开的时候，江上起了雾。",
    "明年春天，新的渡船就要下水，到时候过江只要六分钟。",
)


def page(*lines: str, headline: str = "老船工的四十年") -> str:
    return f"# {headline}\n\n" + "\n\n".join(lines) + "\n"


def indented(*lines: str) -> list[str]:
    return [f"\u3000\u3000{line}" for line in lines]


@pytest.mark.parametrize(
    "note",
    [
        "编后：渡口的故事讲完了，可是我们身边还有许多这样默默守着一条河的普通人。",
        "本文图片均由作者提供，转载请与本报联系并注明出处。",
        "北京今天晴转多云，最高气温十二度，最低气温零下一度，北风三到四级。",
    ],
)
def test_a_flush_note_below_a_full_stop_is_a_paragraph_of_its_own(note: str) -> None:
    for below in ((), indented(FERRY[1])):
        assert paragraphs(page(*indented(*FERRY), note, *below), "page.txt")[len(FERRY)] == note
    picture = "图为老船工在收拾跳板。李大山 摄"
    assert paragraphs(page(*indented(*FERRY), picture, note), "page.txt")[-1] == note


def test_paragraphs_that_lost_their_indent_stay_apart() -> None:
    lines = [line if at in {3, 6, 9} else f"\u3000\u3000{line}" for at, line in enumerate(FERRY)]
    assert paragraphs(page(*lines), "page.txt") == list(FERRY)


def test_a_flush_note_among_indented_english_paragraphs_is_a_paragraph_of_its_own() -> None:
    text = [f"    {each}" for each in ENGLISH]
    for note in ("Compiled from staff and wire reports.", "In other business, the council approved the budget."):
        assert paragraphs(page(*text, text[0], note, text[1], headline="Parks"), "page.txt")[4] == note


def test_a_flush_half_past_a_picture_goes_on_with_the_one_above_it() -> None:
    picture = "图为老船工在收拾跳板。李大山 摄"
    first, second = "水上的事他从不马虎，救生衣每天都要数一遍。", "一到汛期，他就搬到船上去住，夜里要起来几次看水位。"
    whole = page(*indented(*FERRY[:5], first), picture, second, *indented(*FERRY[5:]))
    assert paragraphs(whole, "page.txt") == [*FERRY[:5], first + second, *FERRY[5:]]
    (article,) = build_bulletin(parse_document(whole.replace(f"{picture}\n\n", "").encode(), "page.txt")).articles
    assert [block.text.string for block in article.blocks if block.soft] == [second]
