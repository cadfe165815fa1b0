"""Line breaking: a paragraph to lines, as wide as they may be and as even as the rules let them.

What may stand at a line's ends is for ``kinsoku`` to say. A closing mark may hang into the gutter beside the measure
(CLREQ 3.1.7), and where a line need not become shorter than the eye forgives, no character stands alone on the last
one and no number apart from its unit. English is not hyphenated.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.typeset.kinsoku import (
    JOINTS,
    NO_START,
    SLASHES,
    SPACES,
    hangs,
    is_closed,
    is_torn,
    may_break,
    other_scripts,
)
from reader.typeset.widths import widths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.kinsoku import OtherScripts

GUTTER = 2  # cells a hanging mark takes
SLACK = 3  # cells a line of Han text may be short for the sake of a better break
STRETCH = 4096  # characters that are measured at once: the first line of a long paragraph waits for no more
_AHEAD = 64  # characters behind a line that a decision about its end may look at
_UNITS = frozenset({"km", "kg", "cm", "mm", "m", "g", "t", "l", "ha", "kW", "MW", "GW", "MHz", "GHz", "MB", "GB", "TB"})
_UNITS |= {"°C", "°F", "%", "‰", "pm", "am"}


def break_lines(text: str, measure: int, first: int | None = None, gutter: int = 0) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of ``text``, which holds no line break itself.

    ``measure`` is in cells, ``first`` that of the first line when it differs, ``gutter`` what closing marks may take
    beyond it. Spaces at a break belong to no line; all other characters stand in exactly one. Else a line is wider than
    the measure only when one character is.
    """
    measure = max(1, measure)
    room = max(1, measure if first is None else first)
    length = len(text)
    base, reach = 0, STRETCH
    while base < length:
        stretch = text if reach >= length and not base else text[base : base + reach]
        ends_here = base + len(stretch) == length
        start = 0
        for start, end, following in _lines(stretch, measure, room, gutter):
            if not ends_here and following + _AHEAD > len(stretch):
                break
            yield base + start, base + end
            room, start = measure, following
        if ends_here:
            return
        # A line that needs more than the stretch has is looked at again, with more behind it.
        reach = STRETCH if start else 2 * reach
        base += start


def _lines(text: str, measure: int, room: int, gutter: int) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each line, and where the next one begins; ``room`` is the measure of the first."""
    cells = widths(text)
    sums = list(accumulate(cells, initial=0))
    others = other_scripts(text)
    length = len(text)
    start = 0
    while start < length:
        limit = sums[start] + room
        at = bisect_right(sums, limit, start + 1) - 1
        if at == start:  # not even one character fits: it stands alone, with what combines with it
            at = bisect_right(sums, sums[start + 1], start + 1) - 1
        while at < length and sums[at + 1] <= limit + gutter and hangs(text, cells, at):
            at += 1
        while at < length and (text[at] in SPACES or not cells[at]):  # spaces may stand outside the measure
            at += 1
        if at == length:
            yield start, _without_spaces(text, start, length), length
            return
        cut = _cut(text, cells, start, at, others)
        if _is_poor(text, cut):
            cut = _better_cut(text, cells, start, cut, limit - SLACK - sums[start], sums, others)
        yield start, _without_spaces(text, start, cut), (start := _next_start(text, cut))
        room = measure


def _next_start(text: str, at: int) -> int:
    while at < len(text) and text[at] in SPACES:
        at += 1
    return at


def _cut(text: str, cells: bytes, start: int, at: int, others: OtherScripts | None) -> int:
    """Return the last place not after ``at`` where the line from ``start`` may end."""
    for place in range(at, start, -1):
        if cells[place] and _is_allowed(text, place, cells, others):
            return place
    return _forced(text, cells, start, at, others)


def _is_allowed(text: str, place: int, cells: bytes, others: OtherScripts | None) -> bool:
    if others is not None and others.decide(place):
        return place in others.lines and text[place] not in NO_START
    return may_break(text, place, cells)


def _forced(text: str, cells: bytes, start: int, at: int, others: OtherScripts | None) -> int:
    """Return where to break when no rule allows it: at a joint of an address, and never inside a cluster.

    Of the other places the last one that neither begins the next line with a closing mark nor ends this one with an
    opening one.
    """
    for place in range(at, (start + at) // 2, -1):
        if text[place - 1] in JOINTS and text[place].isalnum():
            return place
    places = [
        place
        for place in range(at, start, -1)
        if cells[place]
        and unicodedata.category(text[place])[0] != "M"
        and (others is None or place in others.characters)
    ]
    for place in places:
        following, end = _next_start(text, place), len(text[start:place].rstrip()) + start
        if following == len(text) or end == start:
            continue
        if not is_closed(text[end - 1], text[following]) and not is_torn(text[place - 1], text[place]):
            return place
    return places[0] if places else at


def _is_poor(text: str, cut: int) -> bool:
    """Return whether a break parts a number from its unit, or leaves a slash or one Han character at a line's end."""
    if cut == len(text):
        return False
    before, after = text[cut - 1], text[cut]
    if before == " " and cut > 1 and text[cut - 2].isdecimal():
        return text[cut : cut + 4].split(" ", 1)[0].rstrip(".,;:!?)") in _UNITS
    if before == "第":
        return after.isdecimal()
    if not "\u2e80" <= after <= "\uffef" or after in NO_START:
        return False
    if before.isdecimal() or before in SLASHES:
        return True
    return len(text) - cut <= 1 + SLACK and all(char in NO_START for char in text[cut + 1 :])


def _better_cut(
    text: str, cells: bytes, start: int, cut: int, least: int, sums: list[int], others: OtherScripts | None
) -> int:
    """Return an earlier break that is not poor and leaves the line at least ``least`` cells wide, or ``cut``."""
    for place in range(cut - 1, start, -1):
        if sums[place] - sums[start] < least:
            break
        if cells[place] and _is_allowed(text, place, cells, others) and not _is_poor(text, place):
            end = _without_spaces(text, start, place)
            return place if sums[end] - sums[start] >= least else cut
    return cut


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in SPACES:
        end -= 1
    return end
