"""Heals the text of one story: captions lifted out of sentences, cut paragraphs joined, each as a repair.

Only what is nearly certain is done here; a break that may be false is kept and marked soft.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.lazy import LazyPattern
from reader.model import Repair, RepairKind, Role, SourceText
from reader.page.patterns import cells, is_han, is_terminal
from reader.page.pieces import seam
from reader.page.roles import dateline_end, trailing_byline_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.stories import Labelled

JOIN_CONFIDENCE = 0.9  # below it the break stays and is marked soft
MIN_TORN_CELLS = 40  # a shorter line without a full stop is a label, not half a paragraph
MAX_BETWEEN = 3  # captions and jump lines that may stand between the halves
_INTERRUPTING = frozenset({Role.CAPTION, Role.CREDIT, Role.JUMP})
_OPENER = LazyPattern("[•●■◆▲□○★☆①-⑳]|[（(]?[一二三四五六七八九十\\d]+[)）、.]")
_CANNOT_END = LazyPattern(
    "(?:[，、,（(《“‘]|\\b(?:the|a|an|of|to|in|on|at|for|and|or|but|with|by|from|that|which|who|as|is|are|was|were|"
    "be|been|has|have|had|will|would|not|than|its|his|her|their|this|these|into|about)|[A-Za-z]-)$"
)
_CANNOT_BEGIN = LazyPattern("[，、,。；;：:）)》”’！？!?%a-z]")


def heal(story: Sequence[Labelled]) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces of one story with its cut paragraphs joined, and what was done."""
    paragraphs = [item for item in story if item.role is Role.PARAGRAPH]
    torn = sum(_is_torn(item) for item in paragraphs)
    # Where most paragraphs lack a full stop the scanner lost them: an open end then means nothing.
    trusted = torn * 2 <= len(paragraphs) or len(paragraphs) < 3
    items = list(story)
    result: list[Labelled] = []
    repairs: list[Repair] = []
    at = 0
    while at < len(items):
        item, at = items[at], at + 1
        between: list[Labelled] = []
        while item.role is Role.PARAGRAPH and _is_torn(item):
            other = _other_half(items, at)
            if other is None:
                break
            confidence = join_confidence(item, items[other], trusted=trusted)
            if confidence < JOIN_CONFIDENCE:
                items[other] = replace(items[other], soft=confidence > 0)
                break
            lifted = items[at:other]
            repairs += _repairs(item, items[other], lifted, confidence)
            between += lifted
            item = _joined(item, items[other])
            at = other + 1
        result += [item, *between]
    return result, repairs


def _is_torn(item: Labelled) -> bool:
    text = item.text
    return not is_terminal(text) and cells(text) >= MIN_TORN_CELLS and not trailing_byline_start(text)


def _other_half(items: list[Labelled], at: int) -> int | None:
    """Return the place of the next paragraph, when nothing but captions and jump lines stand before it."""
    for place in range(at, min(len(items), at + MAX_BETWEEN + 1)):
        if items[place].role is Role.PARAGRAPH:
            return place
        if items[place].role not in _INTERRUPTING:
            return None
    return None


def join_confidence(item: Labelled, other: Labelled, *, trusted: bool) -> float:
    """Return how sure it is (0 to 1) that ``other`` goes on where ``item`` stops in mid-sentence."""
    before, after = item.text, other.text
    if other.piece.indented or _OPENER.match(after) or dateline_end(after):
        return 0.0
    if _CANNOT_END.search(before) or _CANNOT_BEGIN.match(after):
        return 0.97
    if not trusted:
        return 0.4
    if is_han(before[-1]) and is_han(after[0]):
        return 0.92
    return 0.6


def _joined(item: Labelled, other: Labelled) -> Labelled:
    first, second = item.piece.text, other.piece.text
    parts = [first]
    if glue := seam(first.string, second.string):
        parts.append(SourceText(glue, ((0, first.source_offset(len(first))),)))
    return replace(item, piece=replace(item.piece, text=SourceText.concat([*parts, second])))


def _repairs(item: Labelled, other: Labelled, lifted: list[Labelled], confidence: float) -> list[Repair]:
    ends = (item.piece.text.spans()[-1], other.piece.text.spans()[0])
    found = [Repair(RepairKind.JOIN, ends, "cut-sentence", confidence)]
    found += [Repair(RepairKind.LIFT, each.piece.text.spans(), "interrupts-sentence", confidence) for each in lifted]
    return found
