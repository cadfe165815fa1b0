"""Pinyin: what letters find among headlines, authors and sections, in memory and in the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import AS_STORED
from reader.library.index.opening import open_index
from reader.library.library import Library
from reader.library.pinyin import SYLLABLES, places_read, readings, sounds_like, sounds_needed, sounds_of, ways_to_read
from reader.library.query_parsing import parse_query
from reader.library.syllables import CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("ty", "太原"),
        ("taiyuan", "太原召开会议"),
        ("taiy", "太原"),
        ("chongqing", "重庆"),
        ("zhongyao", "重要"),
        ("xian", "西安"),
        ("xian", "先"),
        ("lvhua", "绿化"),
        ("cx", "长兴"),
        ("zx", "长兴"),
    ],
)
def test_chinese_is_found_by_its_sound(letters: str, text: str) -> None:
    assert sounds_like(letters, text)


@pytest.mark.parametrize(
    ("letters", "text"),
    [("ty", "原太"), ("taiyuan", "太平"), ("ty", "太，原"), ("t", "太"), ("5g", "武功"), ("tyr", "太原")],
)
def test_other_chinese_is_not(letters: str, text: str) -> None:
    assert not sounds_like(letters, text)


def test_where_it_stands_is_known() -> None:
    assert list(places_read("ty", "在太原，到太原")) == [(1, 3), (5, 7)]


@given(st.lists(st.sampled_from("太原市重庆长乐行了绿西安银"), min_size=1, max_size=6).map("".join), st.data())
def test_any_reading_of_any_stretch_is_found_and_has_its_sounds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    syllables = [data.draw(st.sampled_from(sorted(readings()[char]))) for char in text[start:end]]
    for letters in ("".join(syllables), "".join(each[0] for each in syllables)):
        if ways_to_read(letters):
            assert sounds_like(letters, text)
            assert any(all(sounds_of(text) & each for each in sounds_needed(way)) for way in ways_to_read(letters))


def test_both_engines_find_it_after_what_is_written_so(
    folder: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    root = folder(
        {
            "a.md": "---\ntitle: 太原开会\ndate: 2022-05-01\nsection: 要闻\n---\n\n正文。\n",
            "b.md": "---\ntitle: 别的\nauthor: 唐雨\ndate: 2022-05-02\nsection: 经济\n---\n\n太原在正文里。\n",
            "c.md": "---\ntitle: Party\ndate: 2022-05-03\nsection: World\n---\n\nPretty things.\n",
        }
    )
    for library in (Library([str(root)]), Library([str(root)], shelf=open_index([str(root)], AS_STORED))):
        library.scan_all()

        def found(text: str, library: Library = library) -> list[str]:
            return [entry.headline for entry in library.search(parse_query(text), limit=9).entries]

        assert found("ty") == ["Party", "别的", "太原开会"]
        assert found('"ty"') == ["Party"]
        assert found("taiyuan") == ["太原开会"]
        assert found("tai yuan") == ["太原开会"]
        assert found("yaowen") == ["太原开会"]
        assert found("ty -唐雨") == ["Party", "太原开会"]
        library.close()


def test_the_syllables_are_those_of_the_table() -> None:
    assert SYLLABLES.split() == sorted(CHARACTERS)


@given(st.text("aeghinouxyz", min_size=2, max_size=7))
def test_letters_are_cut_into_syllables_in_every_way(letters: str) -> None:
    beginnings = {syllable[:end] for syllable in CHARACTERS for end in range(1, len(syllable) + 1)}

    def cuts(rest: str) -> set[tuple[str, ...]]:
        found = {(rest,)} if rest in beginnings else set()
        heads = [end for end in range(1, len(rest)) if rest[:end] in CHARACTERS]
        return found | {(rest[:end], *tail) for end in heads for tail in cuts(rest[end:])}

    ways = ways_to_read(letters)
    expected = cuts(letters)
    found = {way.parts for way in ways if not way.initials}
    assert found == expected or (len(found) >= 31 and found <= expected)
    for way in ways:
        last = way.parts[-1]
        others = [each for each in CHARACTERS if each.startswith(last) and each != last]
        assert way.initials or way.unfinished == (last not in CHARACTERS or bool(others))
