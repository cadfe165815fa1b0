"""A deck under a headline, the first paragraph and the line that names the topic are told apart."""

from __future__ import annotations

import pytest

from reader.model import Role
from strategies import rebuild

LONG = "The rope was spliced on Monday by two men from the yard, and the boat made nine crossings before noon. Nobody fell in."


def test_where_paragraphs_are_indented_a_flush_sentence_under_a_headline_is_its_deck() -> None:
    page = (
        "## Ferry runs again\n\nThe old ferry is back on the river after a week of repairs.\n\n"
        f"    {LONG}\n\n    The fare is the same.\n\n"
        f"## Mill sold\n\n    {LONG} The mill is next.\n\n    It has stood empty for years.\n\n"
        f"## Bridge closed\n\n    {LONG} The bridge is not.\n\n    It will open in spring.\n"
    )
    first, *others = rebuild(page, "page.txt").articles
    assert first.texts(Role.DECK) == ("The old ferry is back on the river after a week of repairs.",)
    assert not any(article.texts(Role.DECK) for article in others)


def test_where_nothing_is_indented_the_sentence_is_text() -> None:
    page = f"## Ferry runs again\n\nThe old ferry is back on the river after a week of repairs.\n\n{LONG}\n\nThe fare is the same.\n"
    (article,) = rebuild(page, "page.txt").articles
    assert article.texts(Role.DECK) == ()


def test_a_sentence_torn_in_two_under_a_headline_is_no_deck() -> None:
    page = (
        "## Singer held after brawl\n\nThe singer of a band from the harbour was held after a brawl on the pier on Friday, his\n\n"
        f"manager has said.\n\n{LONG}\n\nThe concert is off.\n"
    )
    (article,) = rebuild(page, "page.txt").articles
    assert article.texts(Role.DECK) == ()
    assert article.texts(Role.PARAGRAPH)[0].endswith("on Friday, his manager has said.")


def test_a_word_above_a_short_line_is_its_kicker() -> None:
    page = f"Transport\n\nFerry sold for $110,000\n\nBY Grace Hall\n\n{LONG}\n\nThe fare is the same as it was before the sale.\n"
    (article,) = rebuild(page, "page.txt").articles
    assert article.texts(Role.HEADLINE) == ("Ferry sold for $110,000",)


@pytest.mark.parametrize("headline", ["Ferry Sinks", "Mayor Quits", "Rope Snaps", "Ferry Late"])
def test_two_words_above_a_short_line_are_a_headline(headline: str) -> None:
    deck = "Nobody hurt, harbor office says"
    page = f"{headline}\n\n{deck}\n\nBY Grace Hall\n\n{LONG}\n\nThe fare is the same as it was before the sale.\n"
    (article,) = rebuild(page, "page.txt").articles
    assert article.texts(Role.HEADLINE) == (headline,)
    assert article.texts(Role.DECK) == (deck,)
