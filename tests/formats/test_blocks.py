"""Text to raw blocks: headings, lists, quotes, tables, code, rules, and what only looks like one of them."""

from __future__ import annotations

import pytest

from reader.formats.blocks import parse_blocks, split_lines
from reader.model import SourceText


def blocks(source: str) -> list[tuple[str, list[str]]]:
    return [(block.kind.name, [line.string for line in block.lines]) for block in parse_blocks(SourceText(source))]


@pytest.mark.parametrize(
    ("line", "level", "title"),
    [
        ("# 标题", 1, "标题"),
        ("###### six", 6, "six"),
        ("#标题", 1, "标题"),
        ("##\u3000标题", 2, "标题"),
        ("#“标题”", 1, "“标题”"),
        ("## closed ##", 2, "closed"),
        ("   # indented", 1, "indented"),
        ("# C#", 1, "C#"),
        ("# **标题**", 1, "**标题**"),
    ],
)
def test_number_signs_make_a_heading(line: str, level: int, title: str) -> None:
    (block,) = parse_blocks(SourceText(line))
    assert (block.kind.name, block.level, [each.string for each in block.lines]) == ("HEADING", level, [title])


@pytest.mark.parametrize("line", ["#hashtag", "#1", "####### seven", "    # four spaces in", "a # b", "#"])
def test_other_number_signs_are_text(line: str) -> None:
    assert blocks(line) == [("TEXT", [line])]


def test_a_line_drawn_under_a_short_line_makes_it_a_heading() -> None:
    assert blocks("The tide\n========\nText.") == [
        ("HEADING", ["The tide"]),
        ("UNDERLINE", ["========"]),
        ("TEXT", ["Text."]),
    ]
    assert [block.level for block in parse_blocks(SourceText("One\n===\n\nTwo\n---\n")) if block.level] == [1, 2]


def test_a_short_line_of_dashes_under_a_sentence_is_a_rule() -> None:
    sentence = "这一句话写了很久很久也没有写完。"
    assert blocks(f"{sentence}\n---\n") == [("TEXT", [sentence]), ("RULE", ["---"])]


@pytest.mark.parametrize("line", ["---", "* * *", "***", "___", "※", "*", "· · ·", "———", "～～～", "=====", "　　※"])
def test_marks_alone_are_a_rule(line: str) -> None:
    assert blocks(f"甲。\n\n{line}\n\n乙。") == [("TEXT", ["甲。"]), ("RULE", [line]), ("TEXT", ["乙。"])]


@pytest.mark.parametrize("line", ["——", "--", "—— 副题", "*强调*的一行", "…", "- - 三"])
def test_marks_with_words_or_too_few_are_no_rule(line: str) -> None:
    assert [kind for kind, _ in blocks(line)] != ["RULE"]


@pytest.mark.parametrize(
    "lines",
    [
        ["- 甲", "- 乙"],
        ["* a", "+ b"],
        ["1. a", "2) b", "10、丙"],
        ["（一）甲", "（二）乙"],
        ["①甲", "②乙"],
        ["●甲", "■乙"],
        ["• a", "▪ b"],
        ["- a", "  goes on", "\tand on", "- b"],
    ],
)
def test_bullets_and_what_continues_them_are_a_list(lines: list[str]) -> None:
    assert blocks("\n".join(lines)) == [("LIST", lines)]


@pytest.mark.parametrize("line", ["3.5万人到场", "2026年的事", "-5度的夜里", "-甲", "·中点", "1949.10", "（某某）说"])
def test_what_opens_like_a_bullet_may_be_text(line: str) -> None:
    assert blocks(line) == [("TEXT", [line])]


def test_a_blank_line_ends_a_list() -> None:
    assert blocks("- a\n\n- b\n\ntext") == [("LIST", ["- a"]), ("LIST", ["- b"]), ("TEXT", ["text"])]


def test_a_quote_is_taken_without_its_marks() -> None:
    assert blocks("> 引文\n>\n> > 二层\n>三\n后来") == [("QUOTE", ["引文", "", "> 二层", "三"]), ("TEXT", ["后来"])]


def test_rows_between_bars_are_a_table() -> None:
    rows = ["| 名 | 数 |", "|---|--:|", "| 甲 | 1 |"]
    assert blocks("\n".join([*rows, "后来"])) == [("TABLE", rows), ("TEXT", ["后来"])]
    assert blocks("| 只有开头") == [("TEXT", ["| 只有开头"])]


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_lines_between_fences_are_code_with_the_fences(fence: str) -> None:
    assert blocks(f"{fence}python\n# no heading\n\n- no list\n{fence}\n后来") == [
        ("CODE", [f"{fence}python", "# no heading", "", "- no list", fence]),
        ("TEXT", ["后来"]),
    ]


def test_a_longer_fence_may_hold_a_shorter_one() -> None:
    assert blocks("````\n```\n````") == [("CODE", ["````", "```", "````"])]


def test_a_fence_that_is_never_closed_is_text() -> None:
    assert blocks("```\n甲。\n\n# 标题") == [("TEXT", ["```", "甲。"]), ("HEADING", ["标题"])]


def test_an_indent_is_never_code() -> None:
    assert blocks("    甲。\n    乙。") == [("TEXT", ["    甲。", "    乙。"])]


@pytest.mark.parametrize("mark", ["# 标题", "- 项", "> 引", "| a |", "---", "```"])
def test_a_block_mark_ends_the_text_above_it(mark: str) -> None:
    closed = f"{mark}\n{mark}" if mark == "```" else mark
    assert blocks(f"这一段文字写在上面，写得比较长。\n{closed}")[0] == ("TEXT", ["这一段文字写在上面，写得比较长。"])


def test_a_number_that_wrapped_to_a_new_line_does_not_end_the_text() -> None:
    assert blocks("The boats left at\n7. The tide turned.") == [("TEXT", ["The boats left at", "7. The tide turned."])]


def test_blank_lines_above_a_block_are_counted() -> None:
    assert [block.gap for block in parse_blocks(SourceText("甲\n乙\n\n丙\n\n \n\u3000\n# 丁\n戊"))] == [0, 1, 3, 0]


def test_nothing_but_blank_lines_is_no_block() -> None:
    assert blocks("") == blocks("\n \n\t\n\u3000\n") == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_line(line_end: str) -> None:
    assert [line.string for line in split_lines(SourceText(f"甲{line_end}乙{line_end}"))] == ["甲", "乙"]


def test_lines_know_their_places_and_hold_no_control_characters() -> None:
    source = "a\x1b[31mb\r\n\u202e丙\u0007\r\n# x\ufeffy ##"
    for block in parse_blocks(SourceText(source)):
        for line in block.lines:
            assert [source[line.source_offset(at)] for at in range(len(line))] == list(line.string)
    assert blocks(source) == [("TEXT", ["a[31mb", "丙"]), ("HEADING", ["xy"])]
