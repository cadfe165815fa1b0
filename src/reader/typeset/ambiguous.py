"""Characters of one cell or two, as the terminal has it (East Asian Ambiguous, UAX #11): “ ” … — · ① and lines.

Which it is, is said once, before the first line is set. It is said to the tables that everything is measured and drawn
with, ours and Textual's alike. Where these characters take two cells, rules and bars are drawn in ASCII: terminals
differ in whether a line of two cells joins the next one, none draws a hyphen in two.
"""

from __future__ import annotations

import unicodedata
from itertools import chain
from typing import NamedTuple

import rich.cells

from reader.typeset import widths


class Drawn(NamedTuple):
    """What is drawn beside text: a rule, a thin one, bars beside captions and quotes, the mark of a chosen row."""

    rule: str
    thin: str
    caption: str
    bar: str
    chosen: str


_LINES = Drawn("─", "┄", "▏", "│", "▌")
_ASCII = Drawn("-", "-", "|", "|", ">")
_CELLS = vars(rich.cells)  # Rich's tables, private and pinned: a test sees that everything measures with them
_NARROW = (_CELLS["load_cell_table"], _CELLS["_is_single_cell_widths"])
_PLANES = ((0xA1, 0x3000), (0xE000, 0x10000), (0x1F100, 0x1F200))  # where ambiguous characters stand
_drawn = _LINES


def drawn() -> Drawn:
    """Return what rules and bars are drawn with."""
    return _drawn


def are_wide() -> bool:
    """Return whether ambiguous characters take two cells."""
    return _drawn is _ASCII


def set_ambiguous(cells: int) -> None:
    """Let ambiguous characters take one cell or two, from now on and everywhere."""
    global _drawn
    if are_wide() == (cells == 2):
        return
    _drawn = _ASCII if cells == 2 else _LINES
    import rich.segment

    _CELLS["load_cell_table"], are_single = _wide_tables() if cells == 2 else _NARROW
    _CELLS["_is_single_cell_widths"] = vars(rich.segment)["_is_single_cell_widths"] = are_single
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
    widths.forget()


def _wide_tables() -> tuple[object, object]:
    """Return Rich's table of widths and its quick test for narrow text, with ambiguous characters as wide."""
    table: rich.cells.CellTable = _NARROW[0]("auto")
    known = set(chain.from_iterable(range(start, end + 1) for start, end, _ in table.widths))
    codes = [code for plane in _PLANES for code in range(*plane) if code not in known and is_ambiguous(chr(code))]
    found = sorted([*table.widths, *((code, code, 2) for code in codes)])
    wide = table._replace(widths=found, narrow_to_wide=table.narrow_to_wide - frozenset(map(chr, codes)))
    single = frozenset(char for char in rich.cells._SINGLE_CELLS if not is_ambiguous(char))
    return lambda _version="auto": wide, single.issuperset


def is_ambiguous(char: str) -> bool:
    """Return whether East Asian terminals differ about the width of a character."""
    return unicodedata.east_asian_width(char) == "A"
