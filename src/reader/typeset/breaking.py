"""Line breaking: where a paragraph may be broken into lines, in Chinese and in scripts with spaces.

The rules are those of CLREQ (3.1.3, basic level) for Han text and of the space for others: closing marks never
begin a line, opening marks never end one, —— and …… are not split, Latin words stay whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.widths import widths

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_START = frozenset(
    "、，。．：；！？‼⁇⁈⁉…—～·‧”’」』》〉）】〕〗〙〛］｝％‰℃″′°ー々〻ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    ",.:;!?)]}%»›\u00a0\u2011\u2060"
)
NO_END = frozenset("“‘「『《〈（【〔〖〘〚［｛￥＄([{«‹$£¥€#@\u00a0\u2011\u2060")
_PAIRED = frozenset("—…⸺─·")  # two of the same are one mark
_SPACES = frozenset(" \t\u3000")
_HYPHENS = frozenset("-‐–/")


def break_lines(text: str, measure: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of ``text``, which holds no line break itself.

    ``measure`` is in cells, ``first`` that of the first line when it differs. Spaces at a break belong to no line;
    all other characters stand in exactly one. A line is wider than the measure only when one character is.
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
        while at < length and text[at] in _SPACES:  # spaces at the end of a line may stand outside the measure
            at += 1
        if at == length:
            yield start, _without_spaces(text, start, length)
            return
        cut = _cut(text, cells, start, at)
        yield start, _without_spaces(text, start, cut)
        start = cut
        while start < length and text[start] in _SPACES:
            start += 1
        room = measure


def _cut(text: str, cells: bytes, start: int, at: int) -> int:
    """Return the last place not after ``at`` where the line from ``start`` may end."""
    for place in range(at, start, -1):
        if cells[place] and _may_break(text, place, cells):
            return place
    return _forced(cells, start, at)


def _forced(cells: bytes, start: int, at: int) -> int:
    """Return where to break when no rule allows it: never inside a cluster."""
    while at > start + 1 and not cells[at]:
        at -= 1
    return at


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
        return True
    if before in NO_END:
        return False
    if before == after and before in _PAIRED:
        return False
    if cells[at] == 2 or cells[at - 1] == 2 or (before in NO_START and ord(before) > 0x2000):
        return True
    return before in _HYPHENS and after.isalpha() and at > 1 and text[at - 2].isalnum()
