"""Lines that were selected, back to running text: what was broken to fit the measure is whole again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import LINED_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.typeset.lines import Line


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of a line."""

    line: Line
    start: int
    end: int


def selected_text(pieces: Iterable[Piece], source: str) -> str:
    """Return the text of ``pieces``, which stand in reading order; ``source`` is the text their offsets are of.

    A paragraph is one line. Of a list, a table or the file as stored each line stays one; blocks are kept apart by
    a blank line. What is no text of the article (facts, rules) is left out.
    """
    parts: list[str] = []
    before: Line | None = None
    end = 0
    for line, first, last in pieces:
        text = line.text.slice(first, last)
        if line.block < 0 or not text:
            continue
        if before is not None:
            parts.append(
                _between(before, line, source[end : text.start] if end <= text.start else "", parts[-1], text.string)
            )
        parts.append(text.string)
        before, end = line, text.source_offset(len(text))
    return "".join(parts)


def _between(before: Line, line: Line, gap: str, left: str, right: str) -> str:
    """Return what stood between two lines: ``gap`` is the source between them, ``left`` and ``right`` their text."""
    if before.block != line.block:
        return "\n\n"
    if "\n" in gap and (line.role is None or line.role in LINED_ROLES):
        return "\n" * gap.count("\n")
    if not any(char.isspace() for char in gap):
        return ""
    return "" if left[-1] > "\u2e80" and right[0] > "\u2e80" else " "
