"""What the words beside a break say of an English sentence, and the marks of a Chinese quotation."""

from __future__ import annotations

import pytest

from reader.model import Role
from reader.page.words import is_written_small, table_of
from strategies import rebuild

HEAD = "# Ferry late for a week\n\nBy Jane Doe\n\nThe pier was full of people who had waited since dawn, and the wind was cold.\n\n"


@pytest.mark.parametrize("word", ["millions", "before", "he", "analysts", "a"])
def test_a_word_that_is_no_name_is_known(word: str) -> None:
    assert is_written_small(word)


@pytest.mark.parametrize("word", ["george", "london", "march", "qzxv"])
def test_names_and_what_is_no_word_are_not(word: str) -> None:
    assert not is_written_small(word)


def test_a_table_of_bits_holds_every_word_that_was_put_in() -> None:
    table = table_of(["pier"], 100)
    assert 0 < sum(bin(byte).count("1") for byte in table) <= 8
    other = table_of(["rope"], 100)
    assert table_of(["rope", "pier"], 100) == bytes(one | more for one, more in zip(table, other, strict=True))


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The company said on Friday that the new boat had been ordered from the yard of", "Thomas Harlan, who has built six of them since he was a boy.", True),
        ("The company said on Friday that the new boat had been ordered from the yard", "Thousands of people signed a letter that asks for a bridge.", False),
    ],
)  # fmt: skip
def test_a_capital_letter_goes_on_with_a_sentence_where_it_begins_a_name(first: str, second: str, joined: bool) -> None:
    (article,) = rebuild(f"{HEAD}{first}\n\n{second}\n", "page.txt").articles
    assert (f"{first} {second}" in article.texts(Role.PARAGRAPH)) is joined


def test_a_misread_word_below_a_full_stop_does_not_begin_small() -> None:
    second = "mn the early games the boat was slow, and yet the crew won every race that it was entered for."
    (article,) = rebuild(
        f"{HEAD}The crew trained every day of the winter, in snow and in rain.\n\n{second}\n", "page.txt"
    ).articles
    assert second in article.texts(Role.PARAGRAPH)


def test_a_chinese_quotation_that_is_open_goes_on_across_a_full_stop() -> None:
    first = "老船工说：“这条河我走了四十年，哪里有暗礁都记得清清楚楚。"
    second = "年轻人现在靠仪器，我们那时全靠一双眼睛。”他说完又笑了。"
    page = f"# 老船工的四十年\n\n昨天下午，记者在渡口见到了他。\n\n{first}\n\n{second}\n"
    (article,) = rebuild(page, "page.txt").articles
    assert first + second in article.texts(Role.PARAGRAPH)


def test_a_quotation_of_several_paragraphs_has_a_mark_before_each() -> None:
    first = "老船工说：“这条河我走了四十年，哪里有暗礁都记得清清楚楚。"
    second = "“年轻人现在靠仪器，我们那时全靠一双眼睛。”他说完又笑了。"
    page = f"# 老船工的四十年\n\n昨天下午，记者在渡口见到了他。\n\n{first}\n\n{second}\n"
    (article,) = rebuild(page, "page.txt").articles
    assert second in article.texts(Role.PARAGRAPH)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("他说起当年的“大水，至今难忘。", "后来水退了，村里人叫它”龙王”，一直叫到今天。"),
        ("他说起当年的“大水，至今难忘。", "后来水退了，村里人说那是龙王发怒。”"),
        ("老船工说：“这条河我走了四十年。", "后来水退了，村里人叫它”龙王庙。"),
    ],
)
def test_marks_that_ocr_swapped_join_nothing_across_a_full_stop(first: str, second: str) -> None:
    page = f"# 老船工的四十年\n\n昨天下午，记者在渡口见到了他。\n\n{first}\n\n{second}\n"
    (article,) = rebuild(page, "page.txt").articles
    assert article.texts(Role.PARAGRAPH)[1:] == (first, second)


def test_a_caption_in_wrapped_english_text_is_found_above_who_took_it() -> None:
    page = (
        "Ferry runs again after a week\n"
        "The ferry that crosses the river at the old mill\n"
        "runs again. It had been out of the water for the\n"
        "whole of last week, since its rope had worn thin\n"
        "and the council would not pay for a new one yet.\n"
        "Passengers wait for a boat near the old mill.\n"
        "PHOTO BY GRACE HALL\n"
        "On Monday two men from the yard spliced it, and\n"
        "the boat made nine crossings before noon. Nobody\n"
        "fell in, which the ferryman called a good start.\n"
        "The fare is the same, and the council has voted\n"
        "for a new rope in spring.\n"
    )
    (article,) = rebuild(page, "page.txt").articles
    assert article.texts(Role.CAPTION) == ("Passengers wait for a boat near the old mill.",)
