"""Second thoughts on decks: what tells the line under a headline from the first paragraph, and from the headline.

Each function takes the labelled pieces of a page in order and returns them with some roles mended.
"""

from __future__ import annotations

from itertools import pairwise

from reader.formats.document import BlockKind
from reader.model import FURNITURE_ROLES, Role
from reader.page.patterns import SENTENCE_END, cells, is_han, is_terminal
from reader.page.roles import dateline_end, is_section_name, is_title_line
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.labelled import Labelled

MAX_DECK = 200  # cells of a deck that is a whole sentence
MIN_SENTENCE = 60  # cells: shorter lines without a full stop look like headlines
MIN_CAPITALS = 4  # words of a line in capitals that is no section's name
MIN_INDENTED = 2  # paragraphs below titles that must be indented for one that is not to tell something
_BESIDE = FURNITURE_ROLES | {Role.BYLINE, Role.CREDIT}


def with_decks(items: list[Labelled]) -> list[Labelled]:
    """Return the items, decks and first paragraphs told apart."""
    return _with_topics(_with_flush_decks(_with_broken_decks(_with_told_decks(_with_capitals(items)))))


def _with_capitals(items: list[Labelled]) -> list[Labelled]:
    """Return the items, English lines all in capitals as headlines: above another title line, or between paragraphs."""
    found = list(items)
    for at, item in enumerate(items):
        if not (item.piece.kind is BlockKind.TEXT and _is_in_capitals(item.text)) or at + 1 == len(items):
            continue
        above, below = items[at - 1] if at else None, items[at + 1]
        if item.role is Role.KICKER and _is_plain(below, Role.HEADLINE) and not _is_in_capitals(below.text):
            found[at : at + 2] = [replace(item, role=Role.HEADLINE), replace(below, role=Role.DECK)]
        elif item.role is Role.PARAGRAPH and below.role in {Role.PARAGRAPH, Role.BYLINE} and _has_ended(above):
            found[at] = replace(item, role=Role.HEADLINE)
    return found


def _has_ended(above: Labelled | None) -> bool:
    return above is None or (above.role is Role.PARAGRAPH and is_terminal(above.text))


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) >= MIN_CAPITALS and not is_terminal(text) and not any(map(is_han, text))


def _with_told_decks(items: list[Labelled]) -> list[Labelled]:
    """Return the items, decks of several whole sentences as text: a deck is one."""
    return [
        replace(item, role=Role.PARAGRAPH) if _is_plain(item, Role.DECK) and _is_told(item.text) else item
        for item in items
    ]


def _is_told(text: str) -> bool:
    return is_terminal(text) and len(SENTENCE_END.findall(text)) > 1


def _with_broken_decks(items: list[Labelled]) -> list[Labelled]:
    """Return the items, two decks of which the second ends a sentence that the first began as text."""
    found = list(items)
    for at, (item, below) in enumerate(pairwise(items)):
        both = _is_plain(item, Role.DECK) and _is_plain(below, Role.DECK)
        if both and not is_terminal(item.text) and below.text[0].islower() and is_terminal(below.text):
            found[at : at + 2] = [replace(each, role=Role.PARAGRAPH) for each in (item, below)]
    return found


def _with_flush_decks(items: list[Labelled]) -> list[Labelled]:
    """Return the items, a sentence under a headline as its deck where it alone is not indented.

    Where stories of the page begin with indented paragraphs, one that stands flush above an indented one is none.
    """
    firsts = [at for at, item in enumerate(items) if item.role is Role.PARAGRAPH and _below_title(items, at)]
    surely = [items[at] for at in firsts if not _may_be_deck(items, at)]
    if sum(item.piece.indented for item in surely) < MIN_INDENTED or not all(item.piece.indented for item in surely):
        return items
    decks = {at for at in firsts if _may_be_deck(items, at) and items[at - 1].role is Role.HEADLINE}
    return [replace(item, role=Role.DECK) if at in decks else item for at, item in enumerate(items)]


def _below_title(items: Sequence[Labelled], at: int) -> bool:
    """Return whether nothing but what may stand beside a title is between the piece at ``at`` and a headline."""
    place = at - 1
    while place >= 0 and items[place].role in _BESIDE | {Role.DECK}:
        place -= 1
    return place >= 0 and items[place].role is Role.HEADLINE


def _may_be_deck(items: Sequence[Labelled], at: int) -> bool:
    item = items[at]
    if item.piece.indented or not _is_plain(item, Role.PARAGRAPH) or at + 1 == len(items):
        return False
    below = next((each for each in items[at + 1 :] if each.role not in _BESIDE), None)
    indented = below is not None and below.role is Role.PARAGRAPH and below.piece.indented
    return indented and cells(item.text) <= MAX_DECK and not _is_told(item.text) and not dateline_end(item.text)


def _with_topics(items: list[Labelled]) -> list[Labelled]:
    """Return the items, a headline that only names a topic above a line that looks like one as that line's kicker."""
    found = list(items)
    for at, (item, below) in enumerate(pairwise(items)):
        plain = _is_plain(item, Role.HEADLINE) and _is_plain(below, Role.DECK)
        short = _names_topic(item.text) and not any(map(is_han, item.text))
        if plain and short and cells(below.text) < MIN_SENTENCE and is_title_line(below.text):
            found[at : at + 2] = [replace(item, role=Role.KICKER), replace(below, role=Role.HEADLINE)]
    return found


def _names_topic(text: str) -> bool:
    """Return whether a line is one word, or the name of a section or a column.

    Any other two words may be the headline of a tabloid: Ferry Late.
    """
    return len(text.split()) == 1 or is_section_name(text)


def _is_plain(item: Labelled, role: Role) -> bool:
    return item.role is role and item.piece.kind is BlockKind.TEXT
