"""Small helpers for drawing lines: segments from text with marked stretches."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment

from reader.typeset.breaking import break_lines
from reader.typeset.widths import fit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.strip import Strip
    from textual.widget import Widget


def marked(text: str, base: Style, stretches: Iterable[tuple[int, int, Style]]) -> list[Segment]:
    """Return ``text`` as segments in ``base``, each stretch (start, end, style) with its style laid over it.

    Later stretches lie over earlier ones where they meet.
    """
    cuts = {0, len(text)}
    kept = [(max(0, start), min(len(text), end), style) for start, end, style in stretches]
    for start, end, _ in kept:
        if start < end:
            cuts |= {start, end}
    places = sorted(cuts)
    segments = []
    for start, end in pairwise(places):
        style = base
        for first, last, over in kept:
            if first <= start and end <= last:
                style += over
        segments.append(Segment(text[start:end], style))
    return segments


def filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """Return what ``widget`` draws as the app's filters want it, as for a terminal without colours."""
    background = widget.background_colors[1]
    for each in widget.get_line_filters():
        strips = [strip.apply_filter(each, background) for strip in strips]
    return strips


def in_lines(text: str, width: int, limit: int) -> list[tuple[int, int]]:
    """Return start and end of at most ``limit`` lines of ``text``; the last is to be cut by whoever draws it."""
    found: list[tuple[int, int]] = []
    for start, end in break_lines(text, width):
        if len(found) == limit:
            found[-1] = (found[-1][0], len(text))
            break
        found.append((start, end))
    return found


def label_lines(text: str, width: int, limit: int) -> list[str]:
    """Return ``text`` in at most ``limit`` lines, the last one cut with … where it does not fit."""
    return [fit(text[start:end], width) for start, end in in_lines(text, width, limit)]
