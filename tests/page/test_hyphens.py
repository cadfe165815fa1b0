"""Hyphens at line ends: the printer's go where that is certain, the word's own stay, and undoing brings them back."""

from __future__ import annotations

import pytest

from reader.formats.parse import parse_document
from reader.model import RepairKind, Role
from reader.page.build import build_bulletin
from reader.page.hyphens import Hyphens
from reader.page.words import is_common_word, is_word
from strategies import rebuild

WRAPPED = """# The baths open again

    All through the long summer the baths at the south gate
stood empty, with dry leaves on the tiles, and hardly any-
body came by but the keeper and his dog. The pumps, a well-
known make, had to be sent for from abroad, and the gar-
dener laid new turf around the basin while he waited.
    The Brindlewick brothers have looked at the boilers and
found them safe. Their father, the first of the Brindle-
wicks to mend a pump, was the last man to light them. He
was proud of the Brindlewicks, as everyone in town is.
"""


def test_a_word_cut_at_a_line_end_is_whole_again() -> None:
    (article,) = rebuild(WRAPPED, "page.txt").articles
    text = " ".join(article.texts(Role.PARAGRAPH))
    assert "and hardly anybody came" in text
    assert "and the gardener laid" in text
    assert "of the Brindlewicks to mend" in text, "no list has it, but the page does"
    assert "a well-known make" in text


@pytest.mark.parametrize(
    ("before", "after", "page", "goes"),
    [
        ("it was for-", "gotten by all", "", True),
        ("it was for‐", "gotten by all", "", True),
        ("it was for\u00ad", "gotten by all", "", True),
        ("the x\u00ad", "yz", "", True),
        ("it went day-to-", "day", "", False),
        ("it was re-", "signed", "he re-signed on Monday", False),
        ("der Ver-", "trag gilt", "Der Vertrag gilt.", True),
        ("der Ver-", "trag gilt", "", False),
        ("the Anglo-", "American", "Anglo American angloamerican", False),
        ("in 1990-", "ninety", "", False),
        ("they came with-", "out it", "", True),
        ("of its rot-", "ting beams", "", True),
        ("all the plan-", "ning was done", "", True),
        ("in a far-", "away town", "", False),
        ("in a far-", "away town", "a faraway hill", True),
        ("he came -", "late", "", False),
        ("no hyphen", "here", "", False),
        ("", "here", "", False),
        ("for-", "", "", False),
    ],
)
def test_a_hyphen_goes_only_when_that_is_certain(before: str, after: str, page: str, *, goes: bool) -> None:
    assert Hyphens(lambda: [page]).goes(before, after) is goes


def test_undoing_brings_the_hyphens_back() -> None:
    document = parse_document(WRAPPED.encode(), "page.txt")
    bulletin = build_bulletin(document)
    unwraps = {repair.key for repair in bulletin.repairs if repair.kind is RepairKind.UNWRAP}
    (article,) = build_bulletin(document, frozenset(unwraps)).articles
    text = "\n".join(article.texts(Role.PARAGRAPH))
    assert "hardly any-\nbody came" in text
    assert "Brindle-\nwicks" in text


def test_written_files_keep_their_hyphens() -> None:
    text = "---\ntitle: Clocks\n---\n\nIt was for-\ngotten by [all](http://a.b/).\n"
    (article,) = rebuild(text, "page.md").articles
    assert "for-gotten" in article.texts(Role.PARAGRAPH)[0]


def test_common_words_are_known() -> None:
    assert is_word("gardener")
    assert is_common_word("without")
    assert not is_common_word("faraway")
    assert not is_word("xqz")
