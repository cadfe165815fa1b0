"""Brackets and quotation marks: drawn full-width in pairs that are certain, or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.display.scripts import CLOSING, STOPS, is_chinese
from reader.lazy import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = LazyPattern(r"[()（）]")
_DOUBLE = LazyPattern(r"[\"“”]")
_SINGLE = LazyPattern(r"(?<![A-Za-z0-9])['‘’]|['‘’](?![A-Za-z0-9])")
_NOT_OPENING_BEFORE = frozenset(CLOSING + STOPS + " \t\u3000,.;:?!)")


def draw_pairs(line: str) -> str:
    """Return ``line``, its protected characters holes, with brackets and quotation marks drawn as they should be."""
    changes: dict[int, str] = {}
    if "(" in line or ")" in line:
        for opening, closing in _brackets(line):
            changes[opening], changes[closing] = "（", "）"
    for mark, pattern, (left, right) in (('"', _DOUBLE, "“”"), ("'", _SINGLE, "‘’")):
        if mark in line:
            places = [match.start() for match in pattern.finditer(line)]
            for opening, closing in _quotes(line, places, left, right):
                changes[opening], changes[closing] = left, right
    if not changes:
        return line
    drawn = list(line)
    for at, char in changes.items():
        drawn[at] = char
    return "".join(drawn)


def _brackets(line: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs that hold Chinese, one of them at least ASCII: ``(AP)`` stays, ``(记者 夏婷曦）`` is mended."""
    waiting: list[int] = []
    for match in _BRACKET.finditer(line):
        at = match.start()
        if match[0] in "(（":
            waiting.append(at)
        elif waiting:
            opening = waiting.pop()
            pair = line[opening] + line[at]
            if pair != "（）" and is_chinese(line[opening + 1 : at]) and not _after_latin(line, opening):
                yield opening, at


def _after_latin(line: str, at: int) -> bool:
    """Return whether a bracket is set off by a space from a Latin word, as it is in a Latin sentence."""
    return at > 1 and line[at - 1] == " " and line[at - 2].isascii() and line[at - 2].isalpha()


def _quotes(line: str, places: list[int], left: str, right: str) -> list[tuple[int, int]]:
    """Return the pairs of straight marks (or of a straight and a curly one) that hold Chinese.

    One mark that does not fit makes every pair of the line uncertain: then there are none.
    """
    found: list[tuple[int, int]] = []
    opening = -1
    for at in places:
        char = line[at]
        if opening < 0:
            if char == right or (char != left and not _may_open(line, at)):
                return []
            opening = at
        else:
            if char == left or (char != right and line[at - 1].isspace()) or at == opening + 1:
                return []
            if (line[opening] != left or char != right) and is_chinese(line[opening + 1 : at]):
                found.append((opening, at))
            opening = -1
    return found if opening < 0 else []


def _may_open(line: str, at: int) -> bool:
    before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if not after or after in _NOT_OPENING_BEFORE:
        return False
    return not (before.isascii() and (before.isalnum() or before in "=\\")) or not before
