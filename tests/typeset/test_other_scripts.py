"""Scripts of which UAX #14 knows more than we do: Thai, Arabic, Hebrew, Korean, Indic ones; emoji; whole characters."""

from __future__ import annotations

import builtins
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from apsw import unicode
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.breaking import STRETCH, break_lines
from reader.typeset.kinsoku import other_scripts
from reader.typeset.widths import width, widths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCRIPTS = "עברית שלום العربية مرحبا हिन्दी नमस्ते ไทยสวัสดี ລາວ한국어 조선 ភាសាខ្មែរ မြန်မာ ქართული Ελληνικά русский"
EMOJI = ["👨‍👩‍👧", "🇨🇳", "👍🏽", "❤️", "1️⃣", "😀", "e\u0301", "か\u3099", "각", "ස්ති"]
others = st.text(st.sampled_from(SCRIPTS + ".,!?()-\u200b、。"), max_size=60)
clusters = st.lists(st.sampled_from([*EMOJI, " ", "汉", "，", "a", "ก็"]), max_size=30).map("".join)


def broken(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, measure)]


@given(st.one_of(others, clusters), st.integers(2, 40))
def test_no_character_as_readers_see_it_is_split(text: str, measure: int) -> None:
    characters = {start for start, _, _ in unicode.grapheme_iter_with_offsets(text)}
    for start, end in break_lines(text, measure):
        assert start in characters
        assert end in characters or end == len(text)


@given(others, st.integers(12, 40))
def test_between_letters_of_these_scripts_lines_end_where_the_standard_lets_them(text: str, measure: int) -> None:
    allowed = {end for _, end, _ in unicode.line_break_iter_with_offsets(text)}
    lines = list(break_lines(text, measure))
    for (start, _), (following, _) in pairwise(lines):
        beside = text[following - 1], text[following]
        if all("\u0590" <= char <= "\u10ff" for char in beside) and following not in allowed:
            # Forced: no place in this line is one where it may end.
            assert not any(place in allowed for place in range(start + 1, following)), text[start:following]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("שלום לכולם וברוכים", 11, ["שלום לכולם", "וברוכים"]),
        ("مرحبا بالعالم العربي", 14, ["مرحبا بالعالم", "العربي"]),
        ("한국어 신문을 읽는다", 12, ["한국어 신문", "을 읽는다"]),
        ("สวัสดี\u200bชาวโลก", 8, ["สวัสดี\u200b", "ชาวโลก"]),
        ("ไทยเไทย", 4, ["ไทย", "เไทย"]),  # a vowel written first stays with its consonant
        ("日本のニュース、きょうの一面。", 14, ["日本のニュー", "ス、きょうの", "一面。"]),
        ("しゃっきりと", 6, ["しゃっ", "きりと"]),
        ("🇨🇳🇯🇵🇰🇷", 4, ["🇨🇳🇯🇵", "🇰🇷"]),
        ("汉😀，字", 5, ["汉", "😀，", "字"]),
    ],
)
def test_known_lines_of_other_scripts(text: str, measure: int, lines: list[str]) -> None:
    assert broken(text, measure) == lines


def test_a_flag_is_one_character_of_two_cells() -> None:
    assert list(widths("🇨🇳a🇯🇵")) == [2, 0, 1, 2, 0]


def test_without_the_library_words_stay_whole_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "שלום לכולם וברוכים"
    real = builtins.__import__

    def refuse(
        name: str, scope: Mapping[str, object] | None = None, local: Mapping[str, object] | None = None,
        names: Sequence[str] = (), level: int = 0,
    ) -> object:  # fmt: skip
        if name == "apsw":
            raise ImportError(name)
        return real(name, scope, local, names, level)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert other_scripts(text) is None
    assert broken(text, 11) == ["שלום לכולם", "וברוכים"]


@given(st.text(st.sampled_from("太原日报，。“”（）—…ab c12 é\u0301😀"), min_size=1, max_size=40), st.integers(10, 200))
def test_a_long_paragraph_is_broken_as_a_short_one_is(piece: str, measure: int) -> None:
    text = piece * (2 * STRETCH // len(piece) + 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.typeset.breaking.STRETCH", 1 << 30)
        whole = list(break_lines(text, measure, measure - 4, 2))
    assert list(break_lines(text, measure, measure - 4, 2)) == whole


def test_a_character_with_more_marks_than_a_stretch_is_one_line() -> None:
    text = "汉" + "\u0301" * (3 * STRETCH) + "字报"
    assert broken(text, 2) == [text[:-2], "字", "报"]
    assert width("字") == 2
