"""Inline Markdown inside one block: emphasis, code, links and images, with the places of what is read.

A subset of CommonMark that never changes a character: marks are left out of the plain text, everything else keeps
its place. Anything unclear (a lone star, an open bracket) is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.lazy import LazyPattern
from reader.model import SourceText

if TYPE_CHECKING:
    import re


class Mark(StrEnum):
    """What a stretch of plain text is set as."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch ``start`` to ``end`` of the plain text, its mark, and where a link or image leads and what it says."""

    start: int
    end: int
    mark: Mark
    target: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A block's text without inline marks, and the stretches they stood around."""

    text: SourceText
    marks: tuple[Marked, ...] = ()


_INLINE = LazyPattern(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`]|[^`].*?[^`])(?P=ticks)(?!`)"
    r"|(?P<bang>!?)\[(?P<label>[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*)\]\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+[\"'](?P<title>[^\"'\n]*)[\"'])?\s*\)"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^\s<>]+)>"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)"
    r"|(?P<strike>~~)(?=\S)(?P<gone>.+?)(?<=\S)~~"
    r"|(?P<star>\*)(?=[^\s*])(?P<slanted>[^*\n]*[^\s*])\*(?!\*)"
    r"|(?<!\w)(?P<line>_)(?=[^\s_])(?P<leaning>[^_\n]*[^\s_])_(?!\w)",
)
_HAS_MARK = LazyPattern(r"[\\`\[<*_~]")
_BODIES = (("bold", Mark.STRONG), ("slanted", Mark.EMPHASIS), ("leaning", Mark.EMPHASIS), ("gone", Mark.STRIKE))
MAX_CHARACTERS = 20_000  # of a block that is searched for marks: a longer one is data
MAX_NESTING = 4


def read_inline(text: SourceText, *, markup: bool) -> Inline:
    """Return ``text`` with its inline marks read, when ``markup`` says that it may hold any."""
    if not markup or len(text) > MAX_CHARACTERS or not _HAS_MARK.search(text.string):
        return Inline(text)
    parts: list[SourceText] = []
    marks: list[Marked] = []
    _read(text, 0, len(text), parts, marks, 0)
    return Inline(SourceText.concat(parts), tuple(marks))


def plain(text: SourceText, *, markup: bool) -> SourceText:
    """Return ``text`` without inline marks."""
    return read_inline(text, markup=markup).text


def _read(text: SourceText, start: int, end: int, parts: list[SourceText], marks: list[Marked], depth: int) -> None:
    """Append what stands between ``start`` and ``end`` to ``parts``, and what it is marked as to ``marks``."""
    string = text.string
    at = start
    for match in _INLINE.finditer(string, start, end):
        parts.append(text.slice(at, match.start()))
        at = match.end()
        if match["escape"]:
            parts.append(text.slice(match.start() + 1, at))
            continue
        length = sum(map(len, parts))
        mark, inner = _inner(match)
        target = match["target"] or match["auto"] or ""
        if mark in {Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.LINK} and depth < MAX_NESTING:
            _read(text, *inner, parts, marks, depth + 1)
        else:
            parts.append(text.slice(*inner))
        if not sum(map(len, parts)) - length and target:  # an image or link without words shows where it leads
            parts.append(text.slice(*match.span("target")))
        marks.append(Marked(length, sum(map(len, parts)), mark, target, match["title"] or ""))
    parts.append(text.slice(at, end))


def _inner(match: re.Match[str]) -> tuple[Mark, tuple[int, int]]:
    if match["code"] is not None:
        return Mark.CODE, match.span("code")
    if match["label"] is not None:
        return (Mark.IMAGE if match["bang"] else Mark.LINK), match.span("label")
    if match["auto"] is not None:
        return Mark.LINK, match.span("auto")
    for name, mark in _BODIES:
        if match[name] is not None:
            return mark, match.span(name)
    raise AssertionError(match)  # every branch of the pattern has a named body
