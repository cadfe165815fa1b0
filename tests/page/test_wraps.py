"""How a page was wrapped is told from its lines: the width, what was counted, and where its paragraphs end."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.parse import parse_document
from reader.page import build_bulletin
from reader.page.wraps import Wrap, wrap_of

_HAN = st.sampled_from("堤水村苗河岸灯渡船桥路田雨风石木新旧早晚东西南北上下年月工人")
_NUMBERS = st.integers(10, 99999).map(str)
_CLAUSES = st.lists(st.one_of(st.text(_HAN, min_size=2, max_size=9), _NUMBERS), min_size=2, max_size=4).map("".join)
_PARAGRAPHS = st.lists(_CLAUSES, min_size=14, max_size=20).map(lambda clauses: "，".join(clauses) + "。")


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


@settings(max_examples=60)
@given(st.builds(Page, st.sampled_from((18, 22, 26, 30)), st.lists(_PARAGRAPHS, min_size=8, max_size=14).map(tuple)))
def test_characters_are_counted_where_the_page_counted_them(page: Page) -> None:
    wrap = wrap_of_text(page.text)
    assert wrap.exact
    if any(any(map(str.isdigit, paragraph)) for paragraph in page.paragraphs):
        assert wrap.counted in {page.width, 0}
    shown = [
        block.text.string
        for article in build_bulletin(parse_document(page.text.encode(), "page.txt")).articles
        for block in article.blocks
    ]
    text = "".join("".join(each.split()) for each in shown)
    assert text == "".join(page.paragraphs)
    ends = {len("".join(page.told_apart[: number + 1])) for number in range(len(page.told_apart))}
    seen, at = set(), 0
    for each in shown:
        at += len("".join(each.split()))
        seen.add(at)
    assert ends <= seen


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
