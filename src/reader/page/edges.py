"""Second thoughts on what stands around the articles of a page: running heads at its edges, advertisements in it.

Each function takes the labelled pieces of a page in order and returns them with some roles mended.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.model import TITLE_ROLES, Repair, RepairKind, Role
from reader.page.line_roles import furniture_role, is_byline
from reader.page.patterns import ADVERTISEMENT, CONTACT, OTHER_PAPER_ZH, SPECK, TELEPHONE, cells, is_terminal
from reader.page.roles import dateline_end, is_section_name, is_title_line
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.page.labelled import Labelled

EDGE = 3  # pieces at the top and the bottom of a page where its name and its imprint stand
MAX_LINE, MOST_LINES = 80, 4  # cells of a line of an advertisement, and how many it has
ADVERTISED = "advertisement"  # why a line that bears no mark is furniture
ADVERTISED_CONFIDENCE = 0.8
MIN_SMALL = 2  # words in small letters of a line that is no running head


def with_advertisements(items: list[Labelled]) -> tuple[list[Labelled], list[Repair]]:
    """Return the items, the lines of an advertisement that says it is one as furniture, and what was assigned to it.

    They are short, no sentences, and stand right below; below a blank line only the first that says where to call or
    what to pay is one. A line above a byline or a dateline heads a story.
    """
    found = list(items)
    repairs: list[Repair] = []
    left = 0  # lines that may still belong to it
    for at, item in enumerate(items):
        line = item.piece.kind is BlockKind.TEXT and cells(item.text) <= MAX_LINE
        if line and ADVERTISEMENT.match(item.text):
            found[at], left = replace(item, role=Role.FURNITURE), MOST_LINES
            continue
        near = left == MOST_LINES or item.piece.gap == 0
        if not (left and near and line and _offers(item) and not _heads_story(items, at)):
            left = 0
            continue
        left -= 1
        if furniture_role(item.text) is None:
            repairs.append(Repair(RepairKind.ASSIGN, item.piece.text.spans(), ADVERTISED, ADVERTISED_CONFIDENCE))
            found[at] = replace(item, role=Role.FURNITURE)
    return found, repairs


def _offers(item: Labelled) -> bool:
    """Return whether a line may belong to an advertisement above it: no sentence, unless it says where to call."""
    if is_terminal(item.text):
        return TELEPHONE.search(item.text) is not None
    return item.piece.gap == 0 or CONTACT.search(item.text) is not None


def _heads_story(items: list[Labelled], at: int) -> bool:
    """Return whether a line is a byline or a dateline, or stands right above one, perhaps with a deck between."""
    return any(
        each.role is Role.BYLINE or is_byline(each.text) or dateline_end(each.text) > 0 for each in items[at : at + 3]
    )


def with_edges(items: list[Labelled]) -> list[Labelled]:
    """Return the items, furniture that bears no mark only at the page's edges: further in it is text."""
    last = len(items) - EDGE
    found = _with_paper(items)
    for at, item in enumerate(items):
        if item.role is not Role.FURNITURE or _is_marked(item):
            continue
        if EDGE <= at < last:
            found[at] = replace(item, role=Role.PARAGRAPH)
        elif at + 1 < len(items) and items[at + 1].role in TITLE_ROLES and _is_told(item.text):
            deck = items[at + 1].role is Role.HEADLINE and items[at + 1].piece.kind is BlockKind.TEXT
            found[at] = replace(item, role=Role.HEADLINE if deck else Role.KICKER)
            found[at + 1] = replace(items[at + 1], role=Role.DECK) if deck else items[at + 1]
    return found


def _with_paper(items: list[Labelled]) -> list[Labelled]:
    """Return the items, what seems to be a paper's name on top of the page, right above a running head, as one too."""
    found = list(items)
    for at, item in enumerate(items[: min(EDGE, len(items) - 1)]):
        named = item.piece.kind is BlockKind.TEXT and OTHER_PAPER_ZH.match(item.text)
        if named and not is_section_name(item.text) and items[at + 1].role is Role.FOLIO:
            found[at] = replace(item, role=Role.FOLIO)
    return found


def _is_told(text: str) -> bool:
    """Return whether a line of words says something: some of them begin small, as no running head's do."""
    return is_title_line(text) and sum(word.islower() and len(word) > 1 for word in text.split()) >= MIN_SMALL


def _is_marked(item: Labelled) -> bool:
    return furniture_role(item.text) is not None or SPECK.match(item.text) is not None
