"""Titles and captions whose lines stand apart: put together where the second line shows that it is one.

A title or a caption is short, so each of its lines looks whole; only their words tell.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Repair, RepairKind, Role, Span
from reader.page.patterns import CAPTION_START, cells, is_terminal
from reader.page.pieces import MAX_VERSE_CELLS, join_lines, seam
from reader.page.words import is_written_small
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.page.labelled import Labelled

MIN_FULL = 26  # cells of a heading that may have been broken for want of room
TAIL_CONFIDENCE = 0.95  # that two lines of a wrapped title are one
_HEADED = frozenset({Role.KICKER, Role.HEADLINE})
_WRAPPED = TITLE_ROLES | {Role.CAPTION}
_PAIRED = ("“”", "《》", "（）", '""')


def with_tails(items: list[Labelled], undone: frozenset[str]) -> tuple[list[Labelled], list[Repair]]:
    """Return the items, the last line of a wrapped title or caption with the lines above it, and what was closed up."""
    found: list[Labelled] = []
    repairs: list[Repair] = []
    for item in items:
        above = found[-1] if found else None
        if above and (_is_tail(above, item) or _is_second_line(above, item)):
            text, more = above.piece.text, item.piece.text
            repair = Repair(
                RepairKind.UNWRAP, (Span(text.source_offset(len(text)), more.start),), "line-end", TAIL_CONFIDENCE
            )
            if repair.key not in undone:
                repairs.append(repair)
                whole = join_lines([text, more], seam(text.string, more.string))
                role = Role.HEADLINE if item.role is Role.HEADLINE else above.role
                found[-1] = replace(above, role=role, piece=replace(above.piece, text=whole))
                continue
        found.append(item)
    return found, repairs


def with_refused_kickers(items: list[Labelled], refused: Collection[tuple[Span, ...]]) -> list[Labelled]:
    """Return the items, lines that are ``refused`` as kickers or headlines as what else they can be.

    A kicker that is none is the first line of the headline below it, unless it stands with the text above: then it
    ends that, as a refused headline does.
    """
    found: list[Labelled] = []
    for at in range(len(items) - 1, -1, -1):
        item, below = items[at], found[-1] if found else None
        if item.piece.text.spans() not in refused:
            found.append(item)
        elif item.role is Role.KICKER and below and below.role in _HEADED and _stands_below(items[:at], item, below):
            text, more = item.piece.text, below.piece.text
            whole = join_lines([text, more], seam(text.string, more.string))
            found[-1] = replace(below, piece=replace(below.piece, text=whole, gap=item.piece.gap))
        else:
            found.append(replace(item, role=Role.PARAGRAPH))
    return found[::-1]


def _stands_below(above: list[Labelled], item: Labelled, below: Labelled) -> bool:
    """Return whether a line between a text and a headline goes with the headline: it is nearer, or short."""
    if all(each.role in FURNITURE_ROLES for each in above):
        return True
    if item.piece.gap != below.piece.gap:
        return below.piece.gap < item.piece.gap
    return cells(item.text) <= MAX_VERSE_CELLS and not any(mark in item.text for mark in "，,；;")


def _is_tail(above: Labelled, item: Labelled) -> bool:
    return item.piece.tail and item.role is above.role and item.role in _WRAPPED


def _is_second_line(above: Labelled, item: Labelled) -> bool:
    """Return whether a line is the second of a title or a caption: right below it, in small letters, or it closes one.

    What it closes is a quotation or a bracket that was opened in the first. A second that is marked as a heading of its
    own goes on with a first that is full only.
    """
    titles = above.role in TITLE_ROLES and item.role in TITLE_ROLES
    if not (titles or above.role is item.role is Role.CAPTION) or above.piece.kind is not item.piece.kind:
        return False
    if is_terminal(above.text):
        return False
    if titles and any(_is_open(above.text, pair) and _closes(item.text, pair) for pair in _PAIRED):
        return True
    if item.piece.kind is BlockKind.HEADING and not (cells(above.text) >= MIN_FULL and _begins_small(item.text)):
        return False  # two marks are two headings, unless the first had no room for more
    caption = item.role is Role.CAPTION and CAPTION_START.match(item.text) is None
    return item.piece.gap == 0 and (caption or item.text[0].islower())


def _begins_small(text: str) -> bool:
    """Return whether a text begins with a word in small letters that is no name: eBay and de Gaulle are."""
    word = text.split(maxsplit=1)[0].rstrip(",;:")
    return word.isalpha() and word.islower() and is_written_small(word)


def _is_open(text: str, pair: str) -> bool:
    return text.count('"') % 2 == 1 if pair == '""' else text.count(pair[0]) > text.count(pair[1])


def _closes(text: str, pair: str) -> bool:
    return text.count('"') == 1 if pair == '""' else text.count(pair[1]) > text.count(pair[0])
