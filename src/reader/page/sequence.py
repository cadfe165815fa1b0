"""Pieces to stories by what was learnt: each piece gets the label that fits it and its neighbours best.

For pages in Chinese or in a language of Latin letters; pages in other scripts keep to the rules of ``stories``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.formats.document import BlockKind
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Repair, RepairKind, Role, Span
from reader.page.features import page_features
from reader.page.labelled import Labelled
from reader.page.labeller import label_model
from reader.page.line_roles import furniture_role
from reader.page.pairs import chances, other_half, page_pairs, pair_features, pair_model
from reader.page.patterns import CAPTION_START, CREDIT, ROUNDUP, SENTENCE_END, cells, is_han, is_terminal
from reader.page.pieces import BOLD_LEVEL, MAX_VERSE_CELLS, MIN_VERSE_LINES, join_lines, seam
from reader.page.roles import dateline_end, is_section_name, is_title_line, own_role
from reader.page.seams import count_pairs, seam_model

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_NEVER_ITEMS = TITLE_ROLES | {Role.CROSSHEAD}
_OPENING = frozenset({Role.KICKER, Role.HEADLINE})
_WRAPPED = TITLE_ROLES | {Role.CAPTION}
_UNMARKED = frozenset({Role.SLUG, Role.FURNITURE})
_BESIDE_TITLES = FURNITURE_ROLES | {Role.KICKER, Role.BYLINE, Role.CREDIT}
_MAX_FURNITURE = 160  # cells: nothing longer is furniture, whatever it looks like
_NO_NEWS = (Role.KICKER, Role.BYLINE, Role.LIST, Role.TABLE, Role.VERSE, Role.QUOTE)
MAX_NEWS = 4  # paragraphs of one item of a roundup, cut ones and captions' neighbours counted twice
_MAX_NAME = 24  # cells of the name of a roundup
SURE_HALF = 0.8  # how likely a line must be the first half of what follows to be no crosshead
OWN_WEIGHT = 4  # times a pair of characters of the page itself counts
EDGE = 3  # pieces at the top and the bottom of a page where its name and its imprint stand
FEW_HEADINGS = 3  # of the highest rank: then each opens a story
_MAX_CAPTION = 120  # cells of a caption that only its place tells
_MAX_ITEM = 400  # cells: a longer item may be a numbered paragraph that was cut
_SAMPLE = 4000  # characters of a page that say what language it is in
TAIL_CONFIDENCE = 0.95  # that two lines of a wrapped title are one
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
    counts = count_pairs(piece.string for piece in pieces if piece.kind is BlockKind.TEXT)
    return seams.topped_up({string: OWN_WEIGHT * count for string, count in counts.items() if len(string) == 2})


def label_pieces(
    pieces: Sequence[Piece], language: str, seams: SeamModel | None, undone: frozenset[str] = frozenset()
) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces as the labeller alone sees them, and what was closed up and assigned on the way."""
    model = label_model(language)
    scores = model.scores(page_features(pieces, seams))
    items = [_labelled(piece, label) for piece, label in zip(pieces, model.best(scores), strict=True)]
    items, repairs = _with_tails(_with_verse(_with_credited(items)), undone)
    items = _with_roundups(_with_first_headline(items))
    items, assigned = _with_openings(_with_some_text(_without_lone_titles(_with_edges(items))))
    return items, repairs + assigned


def _with_credited(items: list[Labelled]) -> list[Labelled]:
    """Return the items, a sentence that stands alone right above who took the picture as its caption."""
    found = list(items)
    for at, (item, below) in enumerate(pairwise(items)):
        if item.role is Role.PARAGRAPH and below.role is Role.CREDIT and CREDIT.match(below.text) and _is_scene(item):
            found[at] = replace(item, role=Role.CAPTION)
    return found


def _is_scene(item: Labelled) -> bool:
    text = item.text
    whole = is_terminal(text) and len(SENTENCE_END.findall(text)) <= 1
    return whole and cells(text) <= _MAX_CAPTION and text[0] not in '“"' and not dateline_end(text)


def _with_verse(items: list[Labelled]) -> list[Labelled]:
    """Return the items, short lines one below the other that end no sentence as verse: blank lines tore it apart."""
    found = list(items)
    begun = 0
    for at in range(len(items) + 1):
        if at < len(items) and _may_be_verse(items[at]):
            continue
        lines = items[begun:at]
        if len(lines) >= MIN_VERSE_LINES and not any(is_terminal(line.text) for line in lines[:-1]):
            found[begun:at] = [replace(line, role=Role.VERSE) for line in lines]
        begun = at + 1
    return found


def _may_be_verse(item: Labelled) -> bool:
    plain = item.role is Role.PARAGRAPH and item.piece.kind is BlockKind.TEXT
    return plain and cells(item.text) <= MAX_VERSE_CELLS and "\n" not in item.text


def _with_tails(items: list[Labelled], undone: frozenset[str]) -> tuple[list[Labelled], list[Repair]]:
    """Return the items, the last line of a wrapped title or caption with the lines above it, and what was closed up."""
    found: list[Labelled] = []
    repairs: list[Repair] = []
    for item in items:
        above = found[-1] if found else None
        if above and item.piece.tail and item.role is above.role and item.role in _WRAPPED:
            text, more = above.piece.text, item.piece.text
            repair = Repair(
                RepairKind.UNWRAP, (Span(text.source_offset(len(text)), more.start),), "line-end", TAIL_CONFIDENCE
            )
            if repair.key not in undone:
                repairs.append(repair)
                whole = join_lines([text, more], seam(text.string, more.string))
                found[-1] = replace(above, piece=replace(above.piece, text=whole))
                continue
        found.append(item)
    return found, repairs


def _with_edges(items: list[Labelled]) -> list[Labelled]:
    """Return the items, furniture that bears no mark only at the page's edges: further in it is text."""
    last = len(items) - EDGE
    return [
        replace(item, role=Role.PARAGRAPH)
        if item.role is Role.FURNITURE and EDGE <= at < last and not _is_marked(item)
        else item
        for at, item in enumerate(items)
    ]


def _is_marked(item: Labelled) -> bool:
    return furniture_role(item.text) is not None


def _with_some_text(items: list[Labelled]) -> list[Labelled]:
    """Return the items; where all seem to stand around an article that is not there, the unmarked ones are its text."""
    if any(item.role not in FURNITURE_ROLES for item in items):
        return items
    return [replace(item, role=Role.PARAGRAPH) if item.role in _UNMARKED else item for item in items]


def _with_first_headline(items: list[Labelled]) -> list[Labelled]:
    """Return the items, headings that can divide nothing as headlines.

    That is the page's first heading when no headline stands before it, and headings of the highest rank where they
    are few: a page that marks headlines and crossheads alike has many.
    """
    headings = [
        at for at, item in enumerate(items) if item.piece.kind is BlockKind.HEADING and item.role is not Role.SLUG
    ]
    if not headings:
        return items
    rank = min(items[at].piece.level for at in headings)
    top = [at for at in headings if items[at].piece.level == rank]
    sure = set(top) if len(top) <= FEW_HEADINGS and rank < BOLD_LEVEL else set()
    if not any(item.role is Role.HEADLINE for item in items[: headings[0]]):
        sure.add(headings[0])
    wrong = {at for at in sure if items[at].role is Role.CROSSHEAD}
    return [replace(item, role=Role.HEADLINE) if at in wrong else item for at, item in enumerate(items)]


def _with_roundups(items: list[Labelled]) -> list[Labelled]:
    """Return the items, headings below the name of a roundup as its crossheads.

    The news in it are short: the first heading of its rank with a kicker, a deck, a byline or more than
    ``MAX_NEWS`` paragraphs stands above a story of its own.
    """
    found = list(items)
    headings = [at for at, item in enumerate(items) if item.piece.kind is BlockKind.HEADING]
    level = 0  # of the roundup the page is in; 0: in none
    for at, end in pairwise([*headings, len(items)]):
        item = items[at]
        if item.role is Role.HEADLINE and ROUNDUP.search(item.text) and cells(item.text) <= _MAX_NAME:
            marked_below = end < len(items) and items[end].piece.level > item.piece.level
            level = 0 if marked_below else item.piece.level
        elif level and item.piece.level == level and _is_news(items[at + 1 : end]):
            found[at] = replace(item, role=Role.CROSSHEAD)
        elif item.piece.level <= level:
            level = 0
    return found


def _is_news(below: Sequence[Labelled]) -> bool:
    """Return whether what stands below a heading may be one item of a roundup."""
    roles = Counter(item.role for item in below)
    return 0 < roles[Role.PARAGRAPH] <= MAX_NEWS and not any(roles[role] for role in _NO_NEWS)


def _without_lone_titles(items: list[Labelled]) -> list[Labelled]:
    """Return the items, kickers above no headline and decks below none as what else they can be.

    Such a kicker is a headline itself, or at the page's end a column's name gone astray; such a deck is text.
    """
    found = list(items)
    following: Role | None = None
    for at in range(len(items) - 1, -1, -1):
        if found[at].role is Role.KICKER and following is not Role.HEADLINE:
            found[at] = replace(found[at], role=Role.HEADLINE if following else Role.SLUG)
        if found[at].role not in _BESIDE_TITLES:
            following = found[at].role
    in_title = False
    for at, item in enumerate(found):
        if item.role is Role.DECK and not in_title:
            found[at] = item = replace(item, role=Role.PARAGRAPH)
        if item.role not in _BESIDE_TITLES or item.role is Role.KICKER:
            in_title = item.role in TITLE_ROLES
    return found


def label_page(
    pieces: Sequence[Piece], language: str, undone: frozenset[str] = frozenset(), seams: SeamModel | None = None
) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces with their roles, the first of each story marked, and what was assigned on the way.

    A line whose assignment is in ``undone`` is a paragraph.
    """
    counts = seams_of(pieces, seams or seam_model()) if language == "zh" else None
    items, repairs = label_pieces(pieces, language, counts, undone)
    refused = {repair.spans for repair in repairs if repair.key in undone}
    if refused:
        items = [
            replace(item, role=Role.PARAGRAPH) if item.piece.text.spans() in refused else item
            for item in (replace(item, opens=False) for item in items)
        ]
        items, assigned = _with_openings(_without_lone_titles(items))
        repairs = [repair for repair in repairs if repair.kind is RepairKind.UNWRAP] + assigned
    items = _with_chances(_with_first_halves(items, language, counts), language, counts)
    # A line that was refused as a title stands for itself: it goes on with nothing, and nothing with it.
    alone = [item.piece.text.spans() in refused for item in items] if refused else [False] * len(items)
    return [
        replace(item, runs_on=0.0) if item.role is Role.PARAGRAPH and (here or above) else item
        for item, here, above in zip(items, alone, [False, *alone], strict=False)
    ], repairs


def _with_first_halves(items: list[Labelled], language: str, seams: SeamModel | None) -> list[Labelled]:
    """Return the items, plain lines taken for crossheads as text where the next paragraph surely goes on with them."""
    found = list(items)
    for at, item in enumerate(items):
        if item.role is not Role.CROSSHEAD or item.piece.kind is not BlockKind.TEXT:
            continue
        found[at] = replace(item, role=Role.PARAGRAPH)
        other = other_half(found, at)
        if other is not None:
            (chance,) = chances(pair_features(found, [(at, other)], seams), pair_model(language))
            if chance >= SURE_HALF:
                continue
        found[at] = item
    return found


def _with_chances(items: list[Labelled], language: str, seams: SeamModel | None) -> list[Labelled]:
    """Return the items, each paragraph with the chance that it goes on with the one above."""
    pairs = page_pairs(items)
    found = chances(pair_features(items, pairs, seams), pair_model(language))
    items = [replace(item, runs_on=0.0) if item.role is Role.PARAGRAPH else item for item in items]
    for (_, other), chance in zip(pairs, found, strict=True):
        items[other] = replace(items[other], runs_on=chance)
    return items


def _certain_role(piece: Piece) -> Role | None:
    """Return the role of a piece whose form or words leave no doubt, wherever it stands."""
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
    known = (role is Role.CAPTION and CAPTION_START.match(piece.string)) or (
        role is Role.BYLINE and piece.string.endswith(("文/摄", "文／摄", "文并摄"))
    )
    return role if role in _CERTAIN or known else None


def _labelled(piece: Piece, label: str) -> Labelled:
    role = _certain_role(piece) or _ROLES[label]
    if role in _NEVER_SENTENCES and piece.string.endswith("。"):
        role = Role.PARAGRAPH
    if role is Role.CAPTION and piece.kind is BlockKind.TEXT and "\n" not in piece.string:
        role = furniture_role(piece.string) or (Role.SLUG if is_section_name(piece.string) else role)
    if role in _NEVER_ITEMS and piece.kind is BlockKind.TEXT and piece.string.endswith(("；", ";")):
        role = Role.LIST
    if role is Role.DECK and piece.string.endswith((":", "：")):
        role = Role.PARAGRAPH  # it announces a list
    if role is Role.FURNITURE:
        role = furniture_role(piece.string) or _stray_role(piece.string)
    return Labelled(piece, role)


def _stray_role(text: str) -> Role:
    """Return the role of a line that looks like furniture but bears none of its marks."""
    has_digits = any(map(str.isdigit, text))
    if cells(text) > _MAX_FURNITURE or not (has_digits or any(map(is_han, text)) or any(map(str.isupper, text))):
        return Role.PARAGRAPH
    return Role.SLUG if is_title_line(text) and any(map(is_han, text)) and not has_digits else Role.FURNITURE


def _with_openings(items: list[Labelled]) -> tuple[list[Labelled], list[Repair]]:
    """Mark where stories begin: at the first of their title lines, or at the slug right above it."""
    items = list(items)
    repairs: list[Repair] = []
    title: Role | None = None  # the last title line, while nothing but title lines followed
    for at, item in enumerate(items):
        if item.role in _OPENING:
            if title not in _OPENING or (title is Role.HEADLINE and item.role is Role.KICKER):
                first = at - 1 if at and items[at - 1].role is Role.SLUG else at
                items[first] = replace(items[first], opens=True)
            if item.piece.kind is BlockKind.TEXT:
                reason = "kicker-above" if item.role is Role.KICKER else "plain-headline"
                repairs.append(Repair(RepairKind.ASSIGN, item.piece.text.spans(), reason, 0.9))
            title = item.role
        elif item.role is Role.DECK:
            title = Role.DECK
        elif item.role not in FURNITURE_ROLES:
            title = None
    return items, repairs
