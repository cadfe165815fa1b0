"""How a page was wrapped is told from its lines: the width, what was counted, and where its paragraphs end."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.parse import parse_document
from reader.page import build_bulletin
from reader.page.wraps import Wrap, wrap_of

HAN = "堤水村苗河岸灯渡船桥路田雨风石木新旧早晚东西南北上下年月工人"
WIDTHS = (18, 22, 26, 30)


@dataclass(frozen=True)
class Page:
    """A page wrapped at so many characters, closing marks hanging, no indents and no blank lines."""

    width: int
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join("\n".join(counted(paragraph, self.width)) for paragraph in self.paragraphs) + "\n"

    @property
    def told_apart(self) -> tuple[str, ...]:
        """The paragraphs, those together that no reader could divide: the first ends with a full line."""
        found: list[str] = []
        open_end = False
        for paragraph in self.paragraphs:
            if open_end:
                found[-1] += paragraph
            else:
                found.append(paragraph)
            last = counted(paragraph, self.width)[-1]
            open_end = len(last) >= self.width - 6
        return tuple(found)


def counted(text: str, width: int) -> list[str]:
    """Return the lines of ``text``, ``width`` characters each, with a mark that would open a line hanging."""
    lines = []
    while len(text) > width:
        at = width + (text[width] in "，。")
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text] if text else lines


def wrap_of_text(text: str) -> Wrap:
    (part,) = parse_document(text.encode(), "page.txt").parts
    return wrap_of(part.blocks)


def made_page(seed: int) -> Page:
    """Return a page of paragraphs of Han characters and figures; they read like nothing, but are as long as real ones."""
    rng = random.Random(seed)

    def clause() -> str:
        figures = str(rng.randint(10, 99999)) if rng.random() < 0.3 else ""
        return "".join(rng.choices(HAN, k=rng.randint(3, 14))) + figures + rng.choice(HAN)

    paragraphs = ["，".join(clause() for _ in range(rng.randint(8, 16))) + "。" for _ in range(rng.randint(8, 14))]
    return Page(rng.choice(WIDTHS), tuple(paragraphs))


@given(st.integers(0, 10**6))
@settings(max_examples=40)
def test_a_page_whose_characters_were_counted_comes_back(seed: int) -> None:
    page = made_page(seed)
    wrap = wrap_of_text(page.text)
    assert wrap.exact
    assert wrap.counted in {page.width, 0}
    articles = build_bulletin(parse_document(page.text.encode(), "page.txt")).articles
    shown = ["".join(block.text.string.split()) for article in articles for block in article.blocks]
    assert "".join(shown) == "".join(page.paragraphs)
    assert set(accumulate(map(len, page.told_apart))) <= set(accumulate(map(len, shown)))


@pytest.mark.parametrize("width", [40, 60, 72])
def test_the_width_of_wrapped_words_is_the_one_they_were_filled_to(width: int) -> None:
    words = ("the ferry crossed before noon and nobody on the quay had counted the crates twice " * 12).split()
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    wrap = wrap_of_text("\n".join(lines))
    assert wrap.exact
    assert max(map(len, lines)) <= wrap.width <= width


def test_one_line_too_long_does_not_widen_the_wrap() -> None:
    lines = ["the quay was empty by noon and", "the ferry lay dark at its rope", "nobody counted the crates twic"] * 8
    assert wrap_of_text("\n".join([*lines, "and one clerk wrote it all up.."])).width == 30


def test_lines_of_no_common_length_are_not_wrapped() -> None:
    assert wrap_of_text("short\na line a little longer than that\nmid one\n" * 6).width == 0


NUMBERS = "一二三四五六七八九十"
LISTS = {
    "units": [f"南岸市第{number}实验中学校" for number in NUMBERS],
    "units of a district": [f"南岸市东城区第{number}中学校园队" for number in NUMBERS],
    "names and units": [
        f"吴{name}勇 南岸市第{number}中学" for name, number in zip("芳洋丽静敏强磊艳杰娜", NUMBERS, strict=True)
    ],
    "names": [
        f"李{one}杰 王{two}芳 吴{one}磊 张{two}强" for one, two in zip("芳洋丽静敏强艳", "静敏强艳芳洋丽", strict=True)
    ],
    "names and reasons": [f"李{name}杰 救起落水儿童，奖金一千" for name in "芳洋丽静敏强艳"],
    "verse": [
        "清晨的渡口雾气还没有散",
        "老船工收起了他那块跳板",
        "江水带走了昨夜里的灯火",
        "对岸的炊烟正慢慢地升起",
        "谁家的孩子还在岸边等候",
        "等那一声熟悉的船号子响",
        "四十年的水路都走过来了",
        "他的脚印全都留在了江上",
        "风把旧的帆布吹得哗哗响",
    ],
}


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_lines_of_a_list_are_not_closed_up_however_alike_they_are(lines: list[str]) -> None:
    for above in ("# 名单\n\n", "# 名单\n\n今年的评选结果昨天揭晓，名单如下：\n\n", f"# 名单\n\n{made_page(7).text}\n"):
        bulletin = build_bulletin(parse_document(f"{above}{chr(10).join(lines)}\n".encode(), "page.txt"))
        shown = "\n".join(block.text.string for article in bulletin.articles for block in article.blocks)
        assert set(lines) <= set(shown.split("\n"))


def test_wrapped_lines_with_a_foreign_word_each_are_no_list() -> None:
    lines = [
        "这一年他用 Linux 写了一千行，",
        "桥上的灯由 Raspi 开，到了夜里",
        "水位由旧的 Modem 报告，镇上的",
        "人每天都看 Email 里的数，从来",
        "没有用 Excel 算错过。",
    ]
    assert wrap_of_text("# 河堤\n\n" + "\n".join(lines * 2) + "\n").width
