"""Second thoughts on roles: what a piece is beside its neighbours, whatever the labeller made of it.

Each function takes the labelled pieces of a page in order and returns them with some roles mended.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from reader.formats.document import BlockKind
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Repair, RepairKind, Role
from reader.page.cohesion import with_sections
from reader.page.decks import with_decks
from reader.page.edges import with_advertisements, with_edges
from reader.page.line_roles import is_byline
from reader.page.lost_stops import with_lost_stops
from reader.page.names_above import with_names_above
from reader.page.patterns import (
    BOX,
    CO_AUTHOR,
    CREDIT,
    MASTHEAD_EN,
    ROUNDUP,
    SENTENCE_END,
    cells,
    ends_in_credit,
    is_terminal,
)
from reader.page.pieces import BOLD_LEVEL, MAX_VERSE_CELLS, MIN_VERSE_LINES
from reader.page.roles import dateline_end, is_section_name, is_title_line
from reader.page.tails import with_tails
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.labelled import Labelled
    from reader.page.seams import SeamModel

_OPENING = frozenset({Role.KICKER, Role.HEADLINE})
_UNMARKED = frozenset({Role.SLUG, Role.FURNITURE})
_BESIDE_TITLES = FURNITURE_ROLES | {Role.KICKER, Role.BYLINE, Role.CREDIT}
_MAY_BE_TITLE = frozenset({Role.PARAGRAPH, Role.CAPTION, Role.CROSSHEAD})
_MAY_BE_POST = TITLE_ROLES | {Role.PARAGRAPH, Role.SLUG, Role.CROSSHEAD, Role.FURNITURE}
_MAY_BE_LAST = TITLE_ROLES | {Role.PARAGRAPH, Role.CROSSHEAD}
_MAY_BE_NUMBERED = TITLE_ROLES | {Role.PARAGRAPH, Role.CROSSHEAD, Role.VERSE, Role.LIST, Role.DATA}
_NO_NEWS = (Role.KICKER, Role.BYLINE, Role.LIST, Role.TABLE, Role.VERSE, Role.QUOTE)
MAX_NEWS = 4  # paragraphs of one item of a roundup, cut ones and captions' neighbours counted twice
_MAX_NAME = 24  # cells of the name of a roundup
FEW_HEADINGS = 3  # of the highest rank: then each opens a story
_MAX_CAPTION = 120  # cells of a caption that only its place tells
_TRIANGLES = "▲△▼▽◆●■"
_SIGNS = "◆●■▲★◎□"
MIN_SIGNS = 2  # crossheads with the same sign
_NUMERALS = "一二三四五六七八九十"
MIN_NUMBERED = 3  # lines in a row, for a list
MIN_BRIEFS = 3  # of one kind in a row, for short news and not for pictures
_BOXED = (Role.LIST, Role.DATA, Role.TABLE)
_MAX_CLAUSE = 60  # cells of one clause of a list
MIN_CLAUSES = 2  # that end in a semicolon, for a list


def settled(
    items: list[Labelled], undone: frozenset[str], seams: SeamModel | None = None
) -> tuple[list[Labelled], list[Repair]]:
    """Return the labelled pieces of a page with their final roles, the first of each story marked, and the repairs.

    Line ends whose repair is in ``undone`` are not closed up. ``seams``, for Chinese, tell common words from rare.
    """
    items = _with_numbered(_with_briefs(_with_boxes_named(_with_posts(items))))
    items, closed_up = with_tails(_with_verse(_with_credited(items)), undone)
    items = _with_roundups(_with_boxes(_with_first_headline(_with_clauses(items))))
    items = _with_title_line(_with_signs(items))
    items = with_sections(items, seams) if seams else items
    items = with_decks(with_lost_stops(items, chinese=seams is not None))
    items, advertised = with_advertisements(with_edges(items))
    items, assigned = with_openings(_with_some_text(_with_marked_titles(without_lone_titles(with_names_above(items)))))
    return items, closed_up + advertised + assigned


def _with_marked_titles(items: list[Labelled]) -> list[Labelled]:
    """Return the items, lines marked as headings that are no sentences as headlines where a story begins below them."""
    found = list(items)
    for at, (item, below) in enumerate(pairwise(items)):
        marked = item.role is Role.PARAGRAPH and item.piece.kind is BlockKind.HEADING and is_title_line(item.text)
        if marked and (below.role is Role.BYLINE or dateline_end(below.text)):
            found[at] = replace(item, role=Role.HEADLINE)
    return found


def _with_posts(items: list[Labelled]) -> list[Labelled]:
    """Return the items, what a reporter is, on a line of its own below the name, as part of the byline."""
    found = list(items)
    for at, item in enumerate(items[1:], 1):
        below_name = found[at - 1].role is Role.BYLINE and item.role in _MAY_BE_POST | {Role.BYLINE, Role.FOLIO}
        if below_name and (is_byline(item.text) or CO_AUTHOR.match(item.text) or MASTHEAD_EN.match(item.text)):
            found[at] = replace(item, role=Role.BYLINE)
    return found


def _with_signs(items: list[Labelled]) -> list[Labelled]:
    """Return the items, short lines with the same sign before them, text below each, as crossheads."""
    alone = [
        at
        for at, (item, below) in enumerate(pairwise(items))
        if _is_sign(item) and below.role is Role.PARAGRAPH and not (at and _is_sign(items[at - 1]))
    ]
    signs = Counter(items[at].text[0] for at in alone)
    wanted = {at for at in alone if signs[items[at].text[0]] >= MIN_SIGNS}
    found = [replace(item, role=Role.CROSSHEAD) if at in wanted else item for at, item in enumerate(items)]
    for at in alone:  # one that stands between the halves of a sentence is a column's name that strayed there
        if at and at not in wanted and items[at - 1].role is Role.PARAGRAPH and not is_terminal(items[at - 1].text):
            found[at] = replace(found[at], role=Role.SLUG)
    return found


def _is_sign(item: Labelled) -> bool:
    text = item.text
    lone = item.role is Role.LIST and item.piece.kind in {BlockKind.LIST, BlockKind.TEXT} and "\n" not in text
    return lone and text[0] in _SIGNS and cells(text) <= _MAX_NAME and not is_terminal(text)


def _with_boxes_named(items: list[Labelled]) -> list[Labelled]:
    """Return the items, the name of a box (导读, 相关链接) as a heading: no sentence goes on across it."""
    return [
        replace(item, role=Role.CROSSHEAD)
        if item.role in _MAY_BE_POST and item.piece.kind is BlockKind.TEXT and BOX.match(item.text)
        else item
        for item in items
    ]


def _with_briefs(items: list[Labelled]) -> list[Labelled]:
    """Return the items, sentences one below the other that all begin with the same triangle as a list, not captions."""
    found = list(items)
    begun = 0
    for at in range(len(items) + 1):
        if at < len(items) and _is_brief(items[at]) and items[at].text[0] == items[begun].text[0]:
            continue
        if at - begun >= MIN_BRIEFS:
            found[begun:at] = [replace(each, role=Role.LIST) for each in items[begun:at]]
        begun = at if at < len(items) and _is_brief(items[at]) else at + 1
    return found


def _with_numbered(items: list[Labelled]) -> list[Labelled]:
    """Return the items, short lines numbered 一、 二、 三、 as a list, and a line that announces a list as text."""
    found = list(items)
    begun = at = 0
    while at < len(items):
        begun, number = at, 0
        while at < len(items) and number < len(_NUMERALS) and _is_numbered(items[at], _NUMERALS[number]):
            at, number = at + 1, number + 1
        if number >= MIN_NUMBERED:
            found[begun:at] = [replace(each, role=Role.LIST) for each in items[begun:at]]
        at = max(at, begun + 1)
    for at, (item, below) in enumerate(pairwise(found)):
        plain = item.piece.kind is BlockKind.TEXT and item.text.endswith((":", "："))
        if plain and item.role in TITLE_ROLES and below.role is Role.LIST:
            found[at] = replace(item, role=Role.PARAGRAPH)
    return found


def _is_numbered(item: Labelled, numeral: str) -> bool:
    plain = item.piece.kind is BlockKind.TEXT and item.role in _MAY_BE_NUMBERED
    return plain and item.text.startswith(f"{numeral}、") and cells(item.text) <= _MAX_CLAUSE


def _is_brief(item: Labelled) -> bool:
    text = item.text
    return item.role is Role.CAPTION and text[0] in _TRIANGLES and is_terminal(text) and not ends_in_credit(text)


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


def _with_some_text(items: list[Labelled]) -> list[Labelled]:
    """Return the items; where all seem to stand around an article that is not there, the unmarked ones are its text."""
    if any(item.role not in FURNITURE_ROLES for item in items):
        return items
    return [replace(item, role=Role.PARAGRAPH) if item.role in _UNMARKED else item for item in items]


def _with_clauses(items: list[Labelled]) -> list[Labelled]:
    """Return the items, short lines that end in semicolons, and the one below that ends the sentence, as a list."""
    found = list(items)
    begun = 0
    for at, item in enumerate(items):
        plain = item.piece.kind is BlockKind.TEXT and cells(item.text) <= _MAX_CLAUSE
        if plain and item.text.endswith(("；", ";")):
            continue
        last = at + 1 if plain and item.role in _MAY_BE_LAST and is_terminal(item.text) else at
        if at - begun >= MIN_CLAUSES:
            found[begun:last] = [replace(each, role=Role.LIST) for each in items[begun:last]]
        begun = at + 1
    return found


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


def _with_title_line(items: list[Labelled]) -> list[Labelled]:
    """Return the items; where nothing is a title, a line that stands alone above the text as the headline."""
    if any(item.role in TITLE_ROLES or item.piece.kind is BlockKind.HEADING for item in items):
        return items
    at = next((at for at, item in enumerate(items) if item.role not in FURNITURE_ROLES), -1)
    if not 0 <= at < len(items) - 1:
        return items
    first, below = items[at], items[at + 1]
    alone = first.piece.kind is BlockKind.TEXT and not first.piece.indented and below.piece.gap > 0
    if not (alone and first.role in _MAY_BE_TITLE and below.role in _MAY_BE_TITLE and is_title_line(first.text)):
        return items
    found = list(items)
    found[at] = replace(first, role=Role.HEADLINE)
    if below.role is not Role.PARAGRAPH and is_terminal(below.text):
        found[at + 1] = replace(below, role=Role.PARAGRAPH)
    return found


def _with_boxes(items: list[Labelled]) -> list[Labelled]:
    """Return the items, a heading of a headline's rank above nothing but a list or figures as the headline of a box."""
    found = list(items)
    headings = [at for at, item in enumerate(items) if item.piece.kind is BlockKind.HEADING]
    ranks = {items[at].piece.level for at in headings if items[at].role is Role.HEADLINE}
    for at, end in pairwise([*headings, len(items)]):
        item = items[at]
        body = [other for other in items[at + 1 : end] if other.role not in FURNITURE_ROLES | {Role.KICKER}]
        named = item.role is Role.SLUG and not is_section_name(item.text)
        if (item.role is Role.CROSSHEAD or named) and item.piece.level in ranks and _is_boxed(body):
            found[at] = replace(item, role=Role.HEADLINE)
    return found


def _is_boxed(body: Sequence[Labelled]) -> bool:
    """Return whether what stands below a heading is nothing but a list or figures, and a line that announces them."""
    if body and body[0].role is Role.PARAGRAPH and body[0].text.endswith((":", "：")):
        body = body[1:]
    return bool(body) and all(item.role in _BOXED for item in body)


def _with_roundups(items: list[Labelled]) -> list[Labelled]:
    """Return the items, headings right below the name of a roundup, and of its rank, as its crossheads.

    The news in it are short: the first with a kicker, a byline, a list or more than ``MAX_NEWS`` paragraphs is a
    story of its own.
    """
    found = list(items)
    headings = [at for at, item in enumerate(items) if item.piece.kind is BlockKind.HEADING]
    level = 0  # of the roundup the page is in; 0: in none
    for at, end in pairwise([*headings, len(items)]):
        item = items[at]
        if item.role is Role.HEADLINE and ROUNDUP.search(item.text) and cells(item.text) <= _MAX_NAME:
            follows = end == at + 1 and end < len(items) and items[end].piece.level == item.piece.level
            level = item.piece.level if follows else 0
        elif level and item.piece.level == level and _is_news(items[at + 1 : end]):
            found[at] = replace(item, role=Role.CROSSHEAD)
        elif item.piece.level <= level:
            level = 0
    return found


def _is_news(below: Sequence[Labelled]) -> bool:
    """Return whether what stands below a heading may be one item of a roundup."""
    roles = Counter(item.role for item in below)
    return 0 < roles[Role.PARAGRAPH] <= MAX_NEWS and not any(roles[role] for role in _NO_NEWS)


def without_lone_titles(items: list[Labelled]) -> list[Labelled]:
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


def with_openings(items: list[Labelled]) -> tuple[list[Labelled], list[Repair]]:
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
