"""Inline marks as CommonMark reads them: emphasis within emphasis, and characters that stand as names or numbers."""

from __future__ import annotations

import pytest

from reader.formats.clean import count_forbidden
from reader.formats.inline import is_marked, read_inline
from reader.model import SourceText


def read(text: str) -> tuple[str, list[tuple[str, str]]]:
    inline = read_inline(SourceText(text), markup=True)
    return inline.text.string, [(str(each.mark), inline.text.string[each.start : each.end]) for each in inline.marks]


@pytest.mark.parametrize(
    ("source", "text", "strong", "emphasis"),
    [
        ("***very***", "very", "very", "very"),
        ("___very___", "very", "very", "very"),
        ("***a** b*", "a b", "a", "a b"),
        ("*a **b***", "a b", "b", "a b"),
        ("**a *b***", "a b", "a b", "b"),
        ("*a **b** c*", "a b c", "b", "a b c"),
        ("**“重点”**字*斜*", "“重点”字斜", "“重点”", "斜"),
    ],
)
def test_emphasis_stands_within_emphasis(source: str, text: str, strong: str, emphasis: str) -> None:
    plain, marks = read(source)
    assert plain == text
    assert sorted(marks) == [("emphasis", emphasis), ("strong", strong)]


@pytest.mark.parametrize("text", ["a ** b", "***", "** **", "snake_case_name", "a__b_", "2 * 3 * 4"])
def test_marks_that_nothing_closes_are_text(text: str) -> None:
    assert read(text) == (text, [])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("R&amp;D", "R&D"),
        ("&copy; 2026", "© 2026"),
        ("a&nbsp;b", "a\xa0b"),
        ("&#26032;&#x95FB;", "新闻"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_references_of_html_are_the_characters_they_stand_for(source: str, text: str) -> None:
    inline = read_inline(SourceText(source, ((0, 100),)), markup=True)
    assert inline.text.string == text
    assert inline.text.source_offset(text.index(text[-1])) >= 100
    assert is_marked(source)


@pytest.mark.parametrize("text", ["R&D", "&bogus;", "a & b;", "&#27;", "&#x202e;", "&#10;"])
def test_what_is_no_reference_or_may_not_be_shown_stays_as_it_stands(text: str) -> None:
    shown, _ = read(text)
    assert shown == text
    assert count_forbidden(shown) == 0


def test_a_reference_in_code_or_behind_a_backslash_stays() -> None:
    assert read("`&amp;`") == ("&amp;", [("code", "&amp;")])
    assert read(r"\&amp;") == ("&amp;", [])


def test_a_reference_makes_no_mark() -> None:
    assert read("&#42;a&#42;")[0] == "*a*"
