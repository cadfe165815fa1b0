"""Finds where the characters of a parsed value stand in the raw text it was parsed from."""

from __future__ import annotations

import re

from reader.lazy import LazyPattern
from reader.model import SourceText

_REACH = 256  # characters of quotes, brackets, escapes and indents that may stand between two words
_NOT_A_GAP = LazyPattern(r"[^\s\\'\"\[\],nrt|>+\-0-9&!#{}:*]")
_WORD = LazyPattern(r"\S+")
_ESCAPE = LazyPattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a surrogate pair
    r"|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)|''",
    re.DOTALL,
)


def align(value: str, raw: SourceText) -> SourceText:
    """Return ``value`` with the source offsets of its characters in ``raw``."""
    return align_from(value, raw, 0)[0]


def align_from(value: str, raw: SourceText, at: int) -> tuple[SourceText, int]:
    """Return ``value`` with the source offsets of its characters in ``raw`` from ``at`` on, and the place after it.

    ``raw`` holds the value as written: quoted, escaped, indented or folded (YAML, TOML, JSON). Words are looked
    up in order; a white space character takes the place of the gap it stands for; a word written with escapes is
    matched unit by unit.
    """
    anchors: list[tuple[int, int]] = []
    string = raw.string
    done = 0
    for match in _WORD.finditer(value):
        word = match.group()
        found = string.find(word, at, at + len(word) + _REACH)
        # A find beyond other words is one that looks alike: the value is written with escapes here.
        if found < 0 or _NOT_A_GAP.search(string, at, found):
            places, end = _by_unit(word, string, at)
        else:
            places, end = [(0, found)], found + len(word)
        first = places[0][1]
        if match.start() > done:  # white space before the word
            anchors.append((done, raw.source_offset(min(at, max(0, len(string) - 1)))))
        if match.start() > done + 1:
            anchors.append((match.start() - 1, raw.source_offset(max(0, first - 1))))
        anchors += [(match.start() + index, raw.source_offset(place)) for index, place in places]
        at, done = end, match.end()
    if done < len(value):
        anchors.append((done, raw.source_offset(min(at, len(string)))))
    return SourceText(value, tuple(_ascending(anchors)) or ((0, raw.source_offset(0)),)), at


def _by_unit(word: str, string: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """Return anchors for a word whose characters may be escapes, and the place after it."""
    places = []
    for index, char in enumerate(word):
        reach = min(len(string), at + _REACH)
        while at < reach:
            escape = _ESCAPE.match(string, at)
            if escape and _unescape(escape.group()) == char:
                places.append((index, at))
                at = escape.end()
                break
            if string[at] == char:
                places.append((index, at))
                at += 1
                break
            at = escape.end() if escape else at + 1
        else:
            places.append((index, max(0, min(at, len(string) - 1))))
            at = max(at - _REACH, places[-2][1] + 1 if len(places) > 1 else 0)
    return places, at


def _unescape(escape: str) -> str:
    """Return the character an escape of JSON, TOML or YAML stands for."""
    if escape == "''":
        return "'"
    if len(escape) == 12:  # a surrogate pair
        return chr(0x10000 + ((int(escape[2:6], 16) & 0x3FF) << 10) + (int(escape[8:12], 16) & 0x3FF))
    kind = escape[1]
    if kind in "xuU":
        return chr(min(int(escape[2:], 16), 0x10FFFF))
    return {"n": "\n", "t": "\t", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}.get(kind, kind)


def _ascending(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the anchors without those that say nothing new."""
    kept: list[tuple[int, int]] = []
    for at, offset in anchors:
        if kept and kept[-1][0] == at:
            kept[-1] = (at, offset)
        elif not kept or kept[-1][1] + at - kept[-1][0] != offset:
            kept.append((at, offset))
    return kept
