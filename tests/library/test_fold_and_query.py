"""Folding finds one word in all its spellings, and says where it stands; every text is a query."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.fold import fold, fold_and_tell, fold_mapped
from reader.library.query import Query
from reader.library.query_parsing import parse_query
from reader.simplified import OTHERS, TRADITIONAL
from strategies import any_text


@given(any_text)
@example("e\u0301\u0301ﬁ…ＡＢ")
@example("ﷺ" * 3)
def test_every_folded_character_has_its_place(text: str) -> None:
    folded = fold_mapped(text)
    assert folded.text == fold(text)
    places = [folded.place(index) for index in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(any_text | st.text(st.sampled_from("太原臺后 \u3000\t\xa0，。“”．Aé1\u0301\u00ad\ufe0fﬁ\n"), max_size=12))
def test_a_text_folds_plainly_where_only_han_folds_to_han_and_ascii_to_letters(text: str) -> None:
    folded, is_plain = fold_and_tell(text)
    assert folded == fold(text)
    if is_plain:
        assert folded.replace(" ", "") == "".join(map(fold, text)).replace(" ", "")
        assert "  " not in text
        for char in text:
            assert char == " " or not char.isspace() or char == "\n"
            assert fold(char) == (char.lower() if char.isascii() else char) or not fold(char).isalnum()


@given(st.text(st.sampled_from("太原 \u3000,。“”．a1\u0301ﬁ\n"), max_size=30))
def test_places_lead_there_and_back(text: str) -> None:
    folded = fold_mapped(text)
    assert folded.text == fold(text)
    for index, char in enumerate(folded.text):
        assert char in fold(text[folded.place(index)] + "\u0301") + fold(text[folded.place(index)])
        assert folded.index(folded.place(index)) <= index
        assert folded.place(folded.index(folded.place(index))) == folded.place(index)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("太 原 市 召 开", "太原市"),
        ("参加实践活动 增长地学知识", "活动增长"),
        ("会 议 , 安 排", "会议，安排"),
        ("会议指出, 各方", "指出，各方"),
        ("圆满结束.会议", "结束。会议"),
        ("他说'好'", "说‘好’"),
    ],
)
def test_chinese_is_found_whatever_its_spaces_and_marks(stored: str, typed: str) -> None:
    folded = fold_mapped(stored)
    at = folded.text.index(fold(typed))
    end = folded.place(at + len(fold(typed)) - 1) + 1
    assert fold(stored[folded.place(at) : end]) == fold(typed)


@pytest.mark.parametrize("word", ["Cafe\u0301", "ｶﾞ", "Strasse", "a\u00adb", "太 原", "e\u0301\u0323"])
def test_a_word_ends_with_its_marks(word: str) -> None:
    folded = fold_mapped(f"x {word} y")
    at = folded.text.index(fold(word))
    assert f"x {word} y"[folded.place(at) : folded.end(at + len(fold(word)))] == word


@given(any_text)
@example("か゛ カﾞ ｶﾞｽ")
@example("\ue021 太\u3000\t原 \u00ad")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text, st.data())
def test_any_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cuts_a_character = any(at < len(text) and unicodedata.combining(text[at]) for at in (start, end))
    if not cuts_a_character:
        assert fold(text[start:end].strip()) in fold(text)


@given(any_text, st.sampled_from(["太原", "疫情", "ａｂ", "É"]), any_text)
def test_a_word_is_found_where_it_stands(before: str, word: str, after: str) -> None:
    folded = fold_mapped(f"{before}\n{word}\n{after}")
    at = folded.text.find(fold(f"\n{word}\n")) + 1
    assert at > 0
    place = folded.place(at)
    assert fold(f"{before}\n{word}\n{after}"[place:]).startswith(fold(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "CAFÉ"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("（一）", "(一)"),
        ("㈱", "(株)"),
        ("ﬁle", "FILE"),
        ("太原", "太原"),
        ("inter\u00adnational", "international"),
        ("太\u200b原\u2060市", "太原市"),
        ("☎\ufe0f 葛\U000e0100城", "☎ 葛城"),
        ("the   city\tcouncil\u00a0\u00a0met", "the city council met"),
        ("太\t原", "太原"),
        ("ｶﾞｽ", "ガス"),
        ("non\u2011stop", "non-stop"),
        ("列奥纳多•达芬奇", "列奥纳多·达芬奇"),
    ],
)
def test_spellings_of_one_word_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other) == fold_mapped(one).text


@given(any_text)
def test_every_text_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert all(query.terms) or not query.terms
    assert len(set(query.terms)) == len(query.terms)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query(())),
        ("   ", Query(())),
        ("-", Query(())),
        ('""', Query(())),
        ("太原", Query(("太原",))),
        ("太", Query(("太",))),
        ("太原 疫情", Query(("太原", "疫情"))),
        ("太原\u3000疫情", Query(("太原", "疫情"))),
        ("太原 太原", Query(("太原",))),
        ('"the tide came"', Query(("the tide came",))),
        ("“统筹 推进” 太原", Query(("统筹推进", "太原"))),
        ("「短语」", Query(("短语",))),
        ('"still typing', Query(("still typing",))),
        ("太原 -疫情", Query(("太原",), ("疫情",))),
        ("太原 －疫情", Query(("太原",), ("疫情",))),
        ('太原 -"防控 工作"', Query(("太原",), ("防控工作",))),
        ("-疫情", Query((), ("疫情",))),
        ("well-known", Query(("well-known",))),
        ("ＡＢＣ", Query(("abc",))),
    ],
)
def test_a_query_reads_as_it_is_meant(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_a_query_that_only_excludes_finds_nothing() -> None:
    assert not parse_query("-疫情")


def test_all_han_characters_are_traditional_or_among_the_others() -> None:
    han = {chr(code) for code in range(0x4E00, 0xA000)}
    assert set(re.findall(f"[{OTHERS}]", "".join(sorted(han)))) == han - set(TRADITIONAL)
