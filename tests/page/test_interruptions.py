"""Lines between the halves of an English sentence: what belongs to a picture is lifted out, what somebody says is not."""

from __future__ import annotations

import pytest

from reader.model import RepairKind, Role
from strategies import rebuild

LEAD = "The pier was full of people who had waited since dawn. Nobody fell in, which the ferryman called a good start."
LAST = "The fare is the same as it was, and the council has voted for a new rope in the spring of next year."


def page(*lines: str) -> str:
    return "# Ferry late\n\nBy Jane Doe\n\n" + "\n\n".join((LEAD, *lines, LAST)) + "\n"


@pytest.mark.parametrize(
    "above",
    [
        "Asked whether the company would pay for it all, the man who owns the boat said in a low voice,",
        "The man who owns the boat and half of the pier had only this to say to those who had waited since dawn:",
        "Asked whether the company would pay for all of it, the man who owns the boat and the pier said",
    ],
)
def test_what_somebody_says_stays_in_the_text(above: str) -> None:
    said = "It was not our fault."
    (article,) = rebuild(
        page(above, said, "and then he walked away from the pier without another word."), "a.txt"
    ).articles
    assert article.texts(Role.CAPTION) == ()
    assert any(said in text for text in article.texts(Role.PARAGRAPH))


def test_a_price_is_no_advertisement_and_what_bears_no_mark_is_lifted_with_a_doubt() -> None:
    first = "The tickets for the new boat, which are sold at the pier and in the town, are cheap enough for"
    bulletin = rebuild(page(first, "Everybody pays $4.", "most people, the mayor said."), "a.txt")
    assert bulletin.articles[0].texts(Role.CAPTION) == ("Everybody pays $4.",)
    assert f"{first} most people, the mayor said." in bulletin.articles[0].texts(Role.PARAGRAPH)
    sure = [each.confidence for each in bulletin.repairs if each.kind in {RepairKind.JOIN, RepairKind.LIFT}]
    assert sure == [0.9, 0.9]
