"""Pieces to stories by what was learnt: each piece gets the label that fits it and its neighbours best.

For pages in Chinese or in a language of Latin letters; pages in other scripts keep to the rules of ``stories``.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import TITLE_ROLES, Repair, RepairKind, Role
from reader.page.edges import ADVERTISED
from reader.page.features import page_features
from reader.page.flush import with_flush_halves
from reader.page.labelled import Labelled
from reader.page.labeller import label_model
from reader.page.lexicon import COLUMN_ENDS
from reader.page.line_roles import furniture_role
from reader.page.neighbours import settled, with_openings, without_lone_titles
from reader.page.other_languages import is_foreign_byline, is_foreign_caption
from reader.page.pairs import (
    PageWords,
    chances,
    other_half,
    page_pairs,
    pair_features,
    pair_model,
    with_interruptions,
    with_unmarked_captions,
)
from reader.page.patterns import BOX, CAPTION_START, POSTED, SPECK, cells, is_han, is_terminal
from reader.page.roles import bare_name, is_section_name, is_title_line, own_role
from reader.page.seams import count_neighbours, seam_model
from reader.page.tails import with_refused_kickers
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Span
    from reader.page.pieces import Piece
    from reader.page.seams import SeamModel

_ROLES = {
    "kicker": Role.KICKER,
    "headline": Role.HEADLINE,
    "deck": Role.DECK,
    "byline": Role.BYLINE,
    "sign": Role.BYLINE,
    "para": Role.PARAGRAPH,
    "cont": Role.PARAGRAPH,
    "crosshead": Role.CROSSHEAD,
    "caption": Role.CAPTION,
    "credit": Role.CREDIT,
    "slug": Role.SLUG,
    "furniture": Role.FURNITURE,
    "list": Role.LIST,
    "verse": Role.VERSE,
    "data": Role.DATA,
    "fixed": Role.PARAGRAPH,
}
_FIXED = {
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.TABLE: Role.TABLE,
    BlockKind.CODE: Role.CODE,
    BlockKind.RULE: Role.RULE,
}
_CERTAIN = frozenset({Role.JUMP, Role.EDITOR, Role.CREDIT})
_NEVER_SENTENCES = TITLE_ROLES | {Role.SLUG, Role.BYLINE}
_ABOVE_AND_BELOW = frozenset({Role.KICKER, Role.DECK})  # a headline
_NEVER_ITEMS = TITLE_ROLES | {Role.CROSSHEAD}
_MAX_FURNITURE = 160  # cells: nothing longer is furniture, whatever it looks like
SURE_HALF = 0.8  # how likely a line must be the first half of what follows to be no crosshead
CERTAIN_HALF = 0.97  # and to be no column's name
OWN_WEIGHT = 4  # times a pair of characters of the page itself counts
_MAX_ITEM = 400  # cells: a longer item may be a numbered paragraph that was cut
# In brackets on a line of its own: who the author is, or where and when the story above was wired.
_SIGNED = LazyPattern(
    r"[（(](?:(?:本文)?(?:作者|执笔人?)(?:单位)?[为系是:：]"
    r"|(?:本报|新华社|中新社)[^。]{2,60}电(?:[ \u3000]*(?:记者|通讯员)|[)）]$))"
    r"[^。]{0,120}(?<=[)）])$"
)
_AUTHOR = LazyPattern(r"作者 ?[:：]")
_SAMPLE = 4000  # characters of a page that say what language it is in
_HAN_SHARE = 0.15  # of the letters: a page with fewer is not Chinese


def language_of(pieces: Sequence[Piece]) -> str:
    """Return ``zh``, ``en`` (any language of Latin letters) or an empty string for what nobody learnt."""
    sample = "".join(piece.string[:200] for piece in pieces[:80])[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    han = sum(map(is_han, letters))
    if han > _HAN_SHARE * len(letters):
        return "zh"
    latin = sum(char < "\u0250" for char in letters)
    return "en" if latin > len(letters) / 2 else ""


def seams_of(pieces: Sequence[Piece], seams: SeamModel) -> SeamModel:
    """Return ``seams`` with what the page itself says on top: its names and terms come again and again."""
    counts = count_neighbours(piece.string for piece in pieces if piece.kind is BlockKind.TEXT)
    return seams.topped_up(counts, OWN_WEIGHT)


def label_pieces(
    pieces: Sequence[Piece], language: str, seams: SeamModel | None, undone: frozenset[str] = frozenset()
) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces as the labeller alone sees them, and what was closed up and assigned on the way."""
    model = label_model(language)
    scores = model.scores(page_features(pieces, seams))
    items = [_labelled(piece, label) for piece, label in zip(pieces, model.best(scores), strict=True)]
    return settled(items, undone, seams and seam_model())


def label_page(
    pieces: Sequence[Piece], language: str, undone: frozenset[str] = frozenset(), seams: SeamModel | None = None
) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces with their roles, the first of each story marked, and what was assigned on the way.

    A headline whose assignment is in ``undone`` is a paragraph, a kicker part of the headline below or the text above.
    """
    counts = seams_of(pieces, seams or seam_model()) if language == "zh" else None
    items, repairs = label_pieces(pieces, language, counts, undone)
    refused: set[tuple[Span, ...]] = set()
    # A headline that got the line above it is assigned anew, and may have been refused as well.
    while again := {repair.spans for repair in repairs if repair.key in undone} - refused:
        refused |= again
        items = with_refused_kickers([replace(item, opens=False) for item in items], again)
        items, assigned = with_openings(without_lone_titles(items))
        repairs = [
            repair
            for repair in repairs
            if repair.kind is RepairKind.UNWRAP or (repair.reason == ADVERTISED and repair.key not in undone)
        ]
        repairs += assigned
    items = _with_first_halves(items, language, counts)
    items = with_unmarked_captions(items, counts) if counts else with_interruptions(items)
    items = _with_chances(items, language, counts)
    # A line that was refused as a title stands for itself: it goes on with nothing, and nothing with it.
    alone = [item.piece.text.spans() in refused for item in items] if refused else [False] * len(items)
    return [
        replace(item, runs_on=0.0) if item.role is Role.PARAGRAPH and (here or above) else item
        for item, here, above in zip(items, alone, [False, *alone], strict=False)
    ], repairs


def _with_first_halves(items: list[Labelled], language: str, seams: SeamModel | None) -> list[Labelled]:
    """Return the items, plain lines taken for crossheads or columns' names as text where it surely goes on below."""
    found = list(items)
    words = PageWords(items)
    for at, item in enumerate(items):
        if not (least := _least_chance(items, at)):
            continue
        found[at] = replace(item, role=Role.PARAGRAPH)
        other = other_half(found, at)
        if other is not None:
            (chance,) = chances(pair_features(found, [(at, other)], seams, words), pair_model(language))
            if chance >= least:
                continue
        found[at] = item
    return found


def _least_chance(items: Sequence[Labelled], at: int) -> float:
    """Return how likely the line at ``at`` must go on below to be text after all; 0: it is what it is."""
    item = items[at]
    if item.piece.kind is not BlockKind.TEXT:
        return 0.0
    if item.role is Role.CROSSHEAD:
        return 0.0 if BOX.match(item.text) else SURE_HALF
    if item.role is not Role.SLUG or not 0 < at < len(items) - 1 or own_role(item.piece) is not None:
        return 0.0
    named = is_section_name(item.text) or bare_name(item.text).endswith(COLUMN_ENDS)
    above, below = items[at - 1], items[at + 1]
    between = above.role is below.role is Role.PARAGRAPH and is_terminal(above.text)
    return CERTAIN_HALF if between and not named else 0.0


def _with_chances(items: list[Labelled], language: str, seams: SeamModel | None) -> list[Labelled]:
    """Return the items, each paragraph with the chance that it goes on with the one above."""
    pairs = page_pairs(items)
    found = chances(pair_features(items, pairs, seams), pair_model(language))
    items = [replace(item, runs_on=0.0) if item.role is Role.PARAGRAPH else item for item in items]
    for (_, other), chance in zip(pairs, found, strict=True):
        items[other] = replace(items[other], runs_on=chance)
    return with_flush_halves(items, pairs)


def _certain_role(piece: Piece) -> Role | None:
    """Return the role of a piece whose form or words leave no doubt, wherever it stands."""
    if piece.kind in {BlockKind.TEXT, BlockKind.TABLE} and SPECK.match(piece.string):
        return Role.FURNITURE  # a stroke alone is no table either
    if piece.kind in _FIXED:
        return _FIXED[piece.kind]
    if piece.kind is BlockKind.LIST and cells(piece.string) <= _MAX_ITEM:
        return own_role(piece) or Role.LIST
    if piece.kind is BlockKind.HEADING and is_section_name(piece.string):
        return Role.SLUG  # it heads no story: it says where the next ones belong
    if piece.kind is not BlockKind.TEXT:
        return None
    role = own_role(piece)
    if "\n" in piece.string:
        return role or Role.PARAGRAPH
    if _SIGNED.match(piece.string):
        return Role.BYLINE
    text = piece.string
    if role is Role.CAPTION:
        known = CAPTION_START.match(text) is not None or is_foreign_caption(text)
    else:
        known = role is Role.BYLINE and _is_surely_byline(text)
    return role if role in _CERTAIN or known else None


def _is_surely_byline(text: str) -> bool:
    """Return whether a byline cannot be a title: it says who took pictures too, where it was written, or 作者."""
    ended = text.endswith(("文/摄", "文／摄", "文并摄"))
    return ended or any(pattern.match(text) for pattern in (_AUTHOR, POSTED)) or is_foreign_byline(text)


def _labelled(piece: Piece, label: str) -> Labelled:
    role = _certain_role(piece) or _ROLES[label]
    if role in _NEVER_SENTENCES and piece.string.endswith("。"):
        role = Role.PARAGRAPH
    if role in _ABOVE_AND_BELOW and piece.kind is BlockKind.TEXT:
        role = furniture_role(piece.string) or role
    if role is Role.CAPTION and piece.kind is BlockKind.TEXT and "\n" not in piece.string:
        role = furniture_role(piece.string) or (Role.SLUG if is_section_name(piece.string) else role)
    if role in _NEVER_ITEMS and piece.kind is BlockKind.TEXT and piece.string.endswith(("；", ";")):
        role = Role.LIST
    if role is Role.DECK and piece.string.endswith((":", "：")):
        role = Role.PARAGRAPH  # it announces a list
    if role is Role.FURNITURE and not SPECK.match(piece.string):
        role = furniture_role(piece.string) or _stray_role(piece.string)
    return Labelled(piece, role)


def _stray_role(text: str) -> Role:
    """Return the role of a line that looks like furniture but bears none of its marks."""
    has_digits = any(map(str.isdigit, text))
    if cells(text) > _MAX_FURNITURE or not (has_digits or any(map(is_han, text)) or any(map(str.isupper, text))):
        return Role.PARAGRAPH
    return Role.SLUG if is_title_line(text) and any(map(is_han, text)) and not has_digits else Role.FURNITURE
