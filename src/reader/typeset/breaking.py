"""Line breaking: where a paragraph may be broken into lines, in Chinese and in scripts with spaces.

The rules are those of CLREQ (3.1.3, basic level) for Han text and of the space for others: closing marks never
begin a line, opening marks never end one, —— and …… are not split, Latin words stay whole. A closing mark may hang
into the gutter beside the measure (CLREQ 3.1.7), and where a line need not become shorter than the eye forgives, no
character stands alone on the last one and no number apart from its unit.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reader.typeset.widths import widths

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_START = frozenset(
    "、，。．：；！？‼⁇⁈⁉…—～·‧”’」』》〉）】〕〗〙〛］｝％‰℃″′°ー々〻ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    ",.:;!?)]}%»›\u00a0\u2011\u2060"
)
NO_END = frozenset("“‘「『《〈（【〔〖〘〚［｛￥＄([{«‹$£¥€#@\u00a0\u2011\u2060")
HANGING = frozenset("、，。．：；！？”’」』》〉）】〕〗")
_ASCII_HANGING = frozenset(",.;:!?)")  # after a Han character, as pages that flatten their marks have them
GUTTER = 2  # cells a hanging mark takes
SLACK = 3  # cells a line of Han text may be short for the sake of a better break
_PAIRED = frozenset("—…⸺─·")  # two of the same are one mark
_SPACES = frozenset(" \t\u3000")
_HYPHENS = frozenset("-‐–/")
_JOINTS = frozenset("/?&=_.,;#%+-")  # where an address longer than a line is broken


def break_lines(text: str, measure: int, first: int | None = None, gutter: int = 0) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of ``text``, which holds no line break itself.

    ``measure`` is in cells, ``first`` that of the first line when it differs, ``gutter`` what closing marks may take
    beyond it. Spaces at a break belong to no line; all other characters stand in exactly one. Else a line is wider than
    the measure only when one character is.
    """
    measure = max(1, measure)
    room = max(1, measure if first is None else first)
    cells = widths(text)
    length = len(text)
    start = 0
    while start < length:
        used, at = 0, start
        while at < length and (used + cells[at] <= room or at == start):
            used += cells[at]
            at += 1
        while at < length and used + cells[at] <= room + gutter and _hangs(text, cells, at):
            used += cells[at]
            at += 1
        while at < length and text[at] in _SPACES:  # spaces at the end of a line may stand outside the measure
            at += 1
        if at == length:
            yield start, _without_spaces(text, start, length)
            return
        cut = _cut(text, cells, start, at)
        if _is_poor(text, cut):
            cut = _better_cut(text, cells, start, cut, room)
        yield start, _without_spaces(text, start, cut)
        start = cut
        while start < length and text[start] in _SPACES:
            start += 1
        room = measure


def _hangs(text: str, cells: bytes, at: int) -> bool:
    """Return whether the character at ``at`` may stand in the gutter."""
    return text[at] in HANGING or (cells[at - 1] == 2 and text[at] in _ASCII_HANGING)


def _cut(text: str, cells: bytes, start: int, at: int) -> int:
    """Return the last place not after ``at`` where the line from ``start`` may end."""
    for place in range(at, start, -1):
        if cells[place] and _may_break(text, place, cells):
            return place
    return _forced(text, cells, start, at)


def _forced(text: str, cells: bytes, start: int, at: int) -> int:
    """Return where to break when no rule allows it: at a joint of an address, and never inside a cluster.

    Of the other places the last one that neither begins the next line with a closing mark nor ends this one with an
    opening one.
    """
    for place in range(at, (start + at) // 2, -1):
        if text[place - 1] in _JOINTS and text[place].isalnum():
            return place
    places = [place for place in range(at, start, -1) if cells[place] and unicodedata.category(text[place])[0] != "M"]
    sound = (place for place in places if not _is_closed(text[place - 1], text[place]))
    return next(sound, places[0] if places else at)


def _is_closed(before: str, after: str) -> bool:
    """Return whether marks forbid a break between two characters."""
    return after in NO_START or before in NO_END or (before == after and before in _PAIRED)


def _is_poor(text: str, cut: int) -> bool:
    """Return whether a break parts a number from its unit, or leaves one Han character alone on the last line."""
    after = text[cut] if cut < len(text) else ""
    if not "\u2e80" <= after <= "\u9fff" or after in NO_START:
        return False
    if text[cut - 1].isdecimal():
        return True
    return len(text) - cut <= 1 + SLACK and all(char in NO_START for char in text[cut + 1 :])


def _better_cut(text: str, cells: bytes, start: int, cut: int, room: int) -> int:
    """Return an earlier break that is not poor and leaves the line no more than ``SLACK`` cells short, or ``cut``."""
    used = sum(cells[start:cut])
    for place in range(cut - 1, start, -1):
        used -= cells[place]
        if used < room - SLACK:
            break
        if cells[place] and _may_break(text, place, cells) and not _is_poor(text, place):
            return place
    return cut


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end


def _may_break(text: str, at: int, cells: bytes) -> bool:
    """Return whether a line may end before the character at ``at`` (which is not a combining one)."""
    before, after = text[at - 1], text[at]
    if after in _SPACES or after in NO_START:
        return False
    if before in _SPACES:
        return at < 2 or text[at - 2] not in NO_END
    if _is_closed(before, after):
        return False
    if cells[at] == 2 or cells[at - 1] == 2 or (before in NO_START and ord(before) > 0x2000):
        return True
    if before in _ASCII_HANGING and at > 1 and cells[at - 2] == 2:
        return True
    return before in _HYPHENS and after.isalpha() and at > 1 and text[at - 2].isalnum()
