"""Titles of two lines: which lines marked as headings are one, and which are two."""

from __future__ import annotations

import pytest

from reader.model import RepairKind
from strategies import rebuild

TEXT = "The pier was full of people who had waited since dawn, and the wind was cold. Nobody fell in that morning."


def headings(first: str, second: str) -> bool:
    """Return whether the two lines, both marked, were closed up."""
    bulletin = rebuild(f"# {first}\n# {second}\n\nBy Jane Doe\n\n{TEXT}\n\n{TEXT}\n", "page.txt")
    return any(each.kind is RepairKind.UNWRAP for each in bulletin.repairs)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ferry late", "eBay to close"),
        ("Ferry late", "de Gaulle remembered"),
        ("Ferry late", "council votes for rope"),
        ("Ferry to be late for another week", "eBay to close its office"),
    ],
)
def test_two_marked_headings_stay_two(first: str, second: str) -> None:
    assert not headings(first, second)


def test_a_full_marked_heading_goes_on_in_small_letters() -> None:
    assert headings("Ferry to be late for another week", "after council votes for new rope")
