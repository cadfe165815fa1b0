"""A section of very many headlines: rows of one height, none of them measured, and the same keys."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import HEADLINES, PAPER, bulletin
from hypothesis import given
from hypothesis import strategies as st

from reader.app.widgets import sidebar
from reader.app.widgets.line_list import EvenRows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "A headline so long that it takes two lines of the sidebar, and more than that where there is no room for it"


@given(st.integers(0, 9), st.integers(0, 40), st.integers(1, 3), st.integers(0, 9))
def test_even_rows_begin_where_counted_ones_do(before: int, count: int, height: int, after: int) -> None:
    counted = array("l", accumulate([1] * before + [height] * count + [1] * after, initial=0))
    even = EvenRows(before, count, height, after)
    assert list(even) == list(counted)
    assert [even[-1], even[1:-1]] == [counted[-1], list(counted[1:-1])]
    with pytest.raises(IndexError):
        even[len(counted)]


async def test_headlines_of_a_large_section_stand_in_rows_of_one_height(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidebar, "MANY", 1)
    files = {**PAPER, "0.md": bulletin(LONG, "News", 1, "Text.", date="2026-03-02")}
    async with reading(folder(files), size=(120, 30)) as app:
        lines = [line.strip(" ▌▕") for line in app.lines(app.screen.sidebar)]
        at = lines.index("2026-03-02")
        # THEN the first of a day has its date and one line, any other has two lines
        assert lines[at + 1].startswith("A headline so long")
        assert lines[at + 1].endswith("…")
        assert lines[at + 2] == "2026-03-01"
        assert lines[at + 3 : at + 8] == [HEADLINES[0], HEADLINES[1], "", HEADLINES[2], ""]
        # AND the keys find the headlines and the sections below them
        await app.press("tab", "j", "j")
        assert app.headline == HEADLINES[1]
        await app.press("3")
        assert app.headline == HEADLINES[5]
        await app.press("1")
        assert app.headline == LONG
