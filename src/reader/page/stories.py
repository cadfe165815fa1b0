"""Pieces to stories: which headings open one, which plain lines belong to its title block, what is left over.

The rules, in order:
1. Headings of the highest rank open stories; those one rank below do too when something about them says so
   (a dateline, a byline, a deck, crossheads of their own). Deeper ones are crossheads.
2. A page without headings is cut where two or more title lines meet a paragraph, or one meets a dateline.
3. A plain title line right above a headline is its kicker; position tells it, not punctuation.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.model import FURNITURE_ROLES, Repair, RepairKind, Role
from reader.page.labelled import Labelled
from reader.page.line_roles import is_byline
from reader.page.other_languages import is_name_alone
from reader.page.patterns import BOOK_END, CHAPTER, DECK_START, cells, is_terminal
from reader.page.pieces import BOLD_LEVEL
from reader.page.roles import (
    is_chinese,
    is_section_name,
    is_title_line,
    opens_story,
    own_role,
    trailing_byline_start,
)
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.page.pieces import Piece

MAX_KICKERS = 2  # title lines above a headline that belong to it
STRAY_CELLS = 32  # a longer line at the page's end is text
CROSSHEAD_CELLS = 22  # headings that say no more are likelier to divide a story than to open one


_PRINTED = FURNITURE_ROLES | {Role.CAPTION, Role.CREDIT}  # what stands on printed pages only


def label_by_rules(pieces: list[Piece], *, one_article: bool, ordinary: bool) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces with their roles by rules alone."""
    repairs: list[Repair] = []
    if one_article:
        found = [Labelled(piece, own_role(piece)) for piece in pieces]
        found = [_crosshead(item) if item.piece.kind is BlockKind.HEADING else item for item in found]
        return [_as_paragraph(item) for item in found], repairs
    found = [Labelled(piece, own_role(piece) or _section_heading(piece)) for piece in pieces]
    heads = story_headings(found, ordinary=ordinary)
    if heads:
        for at in heads:
            _title_block(found, at, repairs, ordinary=ordinary)
    elif not ordinary:
        _plain_titles(found)
    if not ordinary:
        _stray_slugs(found)
    found = [_crosshead(item) if item.piece.kind is BlockKind.HEADING else item for item in found]
    return [_as_paragraph(item) for item in found], repairs


def is_one_work(pieces: Sequence[Piece]) -> bool:
    """Return whether the headings of a file divide one book, letter or essay, and open no stories.

    Its title is the only heading of the first rank and stands above everything. Those below it are numbered chapters,
    or nothing stands there that only printed pages have, nothing but the whole is signed, and all sentences are whole.
    """
    headings = [at for at, piece in enumerate(pieces) if piece.kind is BlockKind.HEADING and piece.level < BOLD_LEVEL]
    if len(headings) < 2 or headings[0] or is_section_name(pieces[0].string):
        return False
    if any(pieces[at].level <= pieces[0].level for at in headings[1:]):
        return False
    second = min(pieces[at].level for at in headings[1:])
    parts = [pieces[at].string for at in headings if pieces[at].level == second]
    numbered = [part for part in parts if CHAPTER.match(part)]
    if numbered and all(part in numbered or BOOK_END.match(part) for part in parts):
        return True
    texts = [(at, piece.string) for at, piece in enumerate(pieces) if piece.kind is BlockKind.TEXT]
    signed = [at for at, text in texts if "\n" not in text and is_byline(text.strip("*_"))]
    return signed in ([], [1]) and not any(
        own_role(pieces[at]) in _PRINTED or opens_story(text) or not (at in signed or is_terminal(text))
        for at, text in texts
    )


def _section_heading(piece: Piece) -> Role | None:
    """Return slug for a heading that is a section's name: it heads no story, it says where the next ones belong."""
    return Role.SLUG if piece.kind is BlockKind.HEADING and is_section_name(piece.string) else None


def _crosshead(item: Labelled) -> Labelled:
    return item if item.role else replace(item, role=Role.CROSSHEAD)


def _as_paragraph(item: Labelled) -> Labelled:
    return item if item.role else replace(item, role=Role.PARAGRAPH)


def story_headings(items: list[Labelled], *, ordinary: bool) -> list[int]:
    """Return the places of the headings that open a story."""
    headings = [(at, item.piece.level) for at, item in enumerate(items) if _is_open_heading(item)]
    if not headings:
        return []
    ranks = sorted({level for _, level in headings})
    top = ranks[0]
    if top == BOLD_LEVEL:  # bold lines only: the first, and those that look like the start of a story
        return [at for at, _ in headings if at == headings[0][0] or _story_follows(items, at)]
    opening = {top}
    if len(ranks) > 1 and ranks[1] < BOLD_LEVEL:
        second = [at for at, level in headings if level == ranks[1]]
        if _equal_rank(items, second, headings, ordinary=ordinary):
            opening.add(ranks[1])
    return [at for at, level in headings if level in opening]


def _is_open_heading(item: Labelled) -> bool:
    return item.piece.kind is BlockKind.HEADING and item.role is None


def _equal_rank(items: list[Labelled], second: list[int], headings: list[tuple[int, int]], *, ordinary: bool) -> bool:
    """Return whether the headings of the second rank open stories too, as they do on a torn page."""
    if any(_story_follows(items, at) for at in second):
        return True
    if ordinary:
        return False
    level = items[second[0]].piece.level
    has_crossheads = any(deeper > level and deeper < BOLD_LEVEL for at, deeper in headings if at > second[0])
    long_enough = sum(cells(items[at].text) > CROSSHEAD_CELLS for at in second) * 2 > len(second)
    return has_crossheads or (long_enough and len(second) > 0 and headings[0][1] < level)


def _story_follows(items: list[Labelled], at: int) -> bool:
    """Return whether a dateline, a byline or a deck stands right below the heading at ``at``."""
    for item in items[at + 1 : at + 4]:
        if item.role is Role.BYLINE:
            return True
        if item.piece.kind is BlockKind.HEADING or item.role is not None:
            return False
        if opens_story(item.text):
            return True
        if not is_title_line(item.text):
            return False
    return False


def _title_block(items: list[Labelled], at: int, repairs: list[Repair], *, ordinary: bool) -> None:
    """Give the heading at ``at``, and the title lines around it, their roles."""
    items[at] = replace(items[at], role=Role.HEADLINE)
    first = at
    if not ordinary:
        first = _kickers_above(items, at, repairs)
        _lines_below(items, at + 1)
    items[first] = replace(items[first], opens=True)


def _kickers_above(items: list[Labelled], at: int, repairs: list[Repair]) -> int:
    """Mark the kickers above the headline at ``at``; return where the story begins."""
    first = at
    while first > 0 and at - first < MAX_KICKERS:
        item = items[first - 1]
        if item.role is Role.SLUG and item.piece.kind is BlockKind.HEADING:
            return first - 1
        if item.role is not None or item.piece.kind is not BlockKind.TEXT:
            break
        if is_section_name(item.text):
            items[first - 1] = replace(item, role=Role.SLUG)
            return first - 1
        if not is_title_line(item.text) or not _text_is_closed(items, first - 1):
            break
        items[first - 1] = replace(item, role=Role.KICKER)
        spans = item.piece.text.spans() + items[at].piece.text.spans()
        repairs.append(Repair(RepairKind.ASSIGN, spans, "kicker-above", 0.95))
        first -= 1
    return first


def _text_is_closed(items: list[Labelled], at: int) -> bool:
    """Return whether the running text above ``at`` has ended, so that the line at ``at`` is not its end.

    On a page that lost its full stops a short line that is no sentence still counts as a title line.
    """
    for place in range(at - 1, -1, -1):
        item = items[place]
        if item.role in FURNITURE_ROLES or item.role in {Role.CAPTION, Role.CREDIT}:
            continue
        if item.role is not None or item.piece.kind is not BlockKind.TEXT:
            return True
        text = item.text
        return is_terminal(text) or trailing_byline_start(text) > 0 or cells(items[at].text) > 8
    return True


def _lines_below(items: list[Labelled], at: int) -> None:
    """Mark decks between a headline and the text below it. A further heading of the same rank continues it."""
    while at < len(items):
        item = items[at]
        if item.role in {Role.BYLINE, Role.CREDIT}:
            at += 1
            continue
        if item.role is not None or item.piece.kind is not BlockKind.TEXT:
            return
        if is_name_alone(item.text):
            items[at] = replace(item, role=Role.BYLINE)
            at += 1
            continue
        is_deck = DECK_START.match(item.text) and not is_terminal(item.text)
        if not is_deck and not (is_title_line(item.text) and _body_follows(items, at + 1)):
            return
        items[at] = replace(item, role=Role.DECK)
        at += 1


def _body_follows(items: list[Labelled], at: int) -> bool:
    """Return whether what comes next opens the text of a story."""
    for item in items[at : at + 3]:
        if item.role is Role.BYLINE:
            return True
        if item.role is not None or item.piece.kind is not BlockKind.TEXT:
            return False
        if opens_story(item.text) or not is_title_line(item.text):
            return cells(item.text) > 40 or is_terminal(item.text)
    return False


def _plain_titles(items: list[Labelled]) -> None:
    """Find title blocks on a page that marks no headings."""
    at = 0
    first_story = not any(item.opens for item in items)
    while at < len(items):
        run = _title_run(items, at)
        if not run:
            at += 1
            continue
        after = run[-1] + 1
        lines = [number for number in run if items[number].role is None]
        starts = len(lines) > 1 or (first_story and after < len(items)) or _starts_text(items, run)
        if lines and starts and _body_follows(items, _skip_bylines(items, after)):
            _assign_titles(items, lines)
            first_story = False
        at = after
    _short_crossheads(items)


def _title_run(items: list[Labelled], at: int) -> list[int]:
    """Return the places of title lines (bylines among them) that stand together from ``at`` on."""
    run: list[int] = []
    while at < len(items) and len(run) < 6:
        item = items[at]
        if (item.role is Role.BYLINE and run) or (
            item.role is None and item.piece.kind is BlockKind.TEXT and is_title_line(item.text)
        ):
            run.append(at)
        else:
            break
        at += 1
    return run


def _starts_text(items: list[Labelled], run: list[int]) -> bool:
    after = run[-1] + 1
    has_byline = any(items[number].role is Role.BYLINE for number in run)
    return has_byline or (after < len(items) and items[after].role is None and opens_story(items[after].text))


def _skip_bylines(items: list[Labelled], at: int) -> int:
    while at < len(items) and items[at].role in {Role.BYLINE, Role.CREDIT}:
        at += 1
    return at


def _assign_titles(items: list[Labelled], lines: list[int]) -> None:
    """Give two or more title lines their roles by their number, order and language."""
    while len(lines) > 1 and is_section_name(items[lines[0]].text):
        items[lines[0]] = replace(items[lines[0]], role=Role.SLUG)
        lines = lines[1:]
    roles = _title_roles([items[number].text for number in lines])
    for number, role in zip(lines, roles, strict=True):
        items[number] = replace(items[number], role=role)
    items[lines[0]] = replace(items[lines[0]], opens=True)


def _title_roles(texts: list[str]) -> list[Role]:
    decks = [bool(DECK_START.match(text)) for text in texts]
    if True in decks and decks.index(True) > 0:
        head = decks.index(True)
        return _title_roles(texts[:head]) + [Role.DECK] * (len(texts) - head)
    if len(texts) == 1:
        return [Role.HEADLINE]
    if len(texts) == 2:
        kicker_first = is_chinese(texts[1]) or len(texts[0].split()) <= 4
        return [Role.KICKER, Role.HEADLINE] if kicker_first else [Role.HEADLINE, Role.DECK]
    return [Role.KICKER, Role.HEADLINE] + [Role.DECK] * (len(texts) - 2)


def _short_crossheads(items: list[Labelled]) -> None:
    """Mark single short lines between paragraphs that end as sentences do."""
    for at in range(1, len(items) - 1):
        item = items[at]
        if item.role is not None or item.piece.kind is not BlockKind.TEXT or not is_title_line(item.text):
            continue
        if is_section_name(item.text):
            continue
        above, below = items[at - 1], items[at + 1]
        between_text = above.role is None and is_terminal(above.text) and below.role is None
        if between_text and cells(item.text) <= 2 * CROSSHEAD_CELLS and cells(below.text) > 40:
            items[at] = replace(item, role=Role.CROSSHEAD)


def _stray_slugs(items: list[Labelled]) -> None:
    """Mark section names that stand alone, and a short line left over below the last sentence of the page."""
    for at, item in enumerate(items):
        if item.role is not None or item.piece.kind is not BlockKind.TEXT:
            continue
        left_over = at == len(items) - 1 and at > 0 and cells(item.text) <= STRAY_CELLS and is_title_line(item.text)
        if is_section_name(item.text) or (left_over and _text_is_closed(items, at)):
            items[at] = replace(item, role=Role.SLUG)


def split_stories(items: Iterable[Labelled]) -> list[list[Labelled]]:
    """Return the labelled pieces story by story; what stands before the first story is with the first."""
    stories: list[list[Labelled]] = [[]]
    for item in items:
        if item.opens and any(each.role not in FURNITURE_ROLES for each in stories[-1]):
            stories.append([])
        stories[-1].append(item)
    return [story for story in stories if story]
