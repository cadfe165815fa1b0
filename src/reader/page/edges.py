"""Second thoughts on what stands around the articles of a page: running heads at its edges, advertisements in it.

Each function takes the labelled pieces of a page in order and returns them with some roles mended.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.model import TITLE_ROLES, Role
from reader.page.line_roles import furniture_role
from reader.page.patterns import ADVERTISEMENT, OFFERED, OTHER_PAPER_ZH, SPECK, cells
from reader.page.roles import is_section_name, is_title_line
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.page.labelled import Labelled

EDGE = 3  # pieces at the top and the bottom of a page where its name and its imprint stand
MAX_LINE = 120  # cells of a line of an advertisement
MIN_SMALL = 2  # words in small letters of a line that is no running head


def with_advertisements(items: list[Labelled]) -> list[Labelled]:
    """Return the items, the lines of an advertisement that says it is one as furniture: those that stand right below.

    Below a blank line only one that names a price, a telephone or an address is sure to belong to it.
    """
    found = list(items)
    inside = False
    for at, item in enumerate(items):
        line = item.piece.kind is BlockKind.TEXT and cells(item.text) <= MAX_LINE
        inside = inside and line and (item.piece.gap == 0 or OFFERED.search(item.text) is not None)
        if inside:
            found[at] = replace(item, role=Role.FURNITURE)
        inside = inside or (line and ADVERTISEMENT.match(item.text) is not None)
        if line and ADVERTISEMENT.match(item.text):
            found[at] = replace(item, role=Role.FURNITURE)
    return found


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
