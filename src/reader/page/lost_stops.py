"""Second thoughts on lines that look like titles or captions: sentences without a full stop, and titles below one.

Each function takes the labelled pieces of a page in order and returns them with some roles mended.
"""

from __future__ import annotations

from itertools import islice

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Role
from reader.page.cohesion import pairs_of
from reader.page.other_languages import is_foreign_caption
from reader.page.patterns import CAPTION_START, TOLD, cells, ends_in_credit, is_terminal
from reader.page.roles import dateline_end, is_title_line
from reader.page.words import is_written_small
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.labelled import Labelled

# Who said something, and what, or when something was and what it was: no heading of a paper says so.
_TOLD_ZH = LazyPattern(
    r"[^，,]{2,24}(?:表示|介绍|指出|认为|透露|强调|坦言|提醒|呼吁|告诉记者|[说称])[，,:：][^“]{6,}"
    r"|(?:第\d+分钟|(?:\d+月)?\d+日|昨[日天晚]|今[日天年晨]|当[日天晚时]|目前|截至|近日|日前|随后|赛后|此外|同时|其中|另外|据|记者)"
    r"[^，,]{0,16}[，,][^，,]{4,}"
)
_COMMAS = LazyPattern("[，,]")
MIN_CLAUSES = 28  # cells of a line with a comma that may be a sentence
ABOVE, BELOW = 1500, 300  # characters of the story above and of the one below whose words are compared
TOLD_AGAIN = 2  # pairs of characters of such a line that the story above has, when the one below has none
MAX_TITLE = 64  # cells of an English line that may be a title
LONG = 60  # cells of a line that is a paragraph below a title
_MAY_TELL = frozenset({Role.KICKER, Role.HEADLINE, Role.CROSSHEAD})
_BETWEEN = FURNITURE_ROLES | {Role.CAPTION, Role.CREDIT}


def with_lost_stops(items: list[Labelled], *, chinese: bool) -> list[Labelled]:
    """Return the items, sentences without a full stop as text, and lines that are captions by their looks only."""
    items = _with_sentences(items) if chinese else _with_titles_below(items)
    return _without_pictures(items)


def _with_sentences(items: list[Labelled]) -> list[Labelled]:
    """Return the items, unmarked title lines that tell something, right below text, as text."""
    found = list(items)
    for at in range(len(items)):
        item, below = found[at], found[at + 1] if at + 1 < len(items) else None
        cut = _goes_on(found, at)
        unmarked = item.piece.kind is BlockKind.TEXT and item.role in _MAY_TELL
        if not unmarked or not (cut or _COMMAS.search(item.text)):
            continue
        first = item.role is Role.HEADLINE  # of title lines: the next one is the headline then
        titled = below is not None and below.role in TITLE_ROLES and below.piece.kind is BlockKind.TEXT
        if not _text_above(found, at) or (first and not titled):
            continue
        if cut or _TOLD_ZH.match(item.text) or (item.role is not Role.CROSSHEAD and _belongs_above(found, at)):
            found[at] = replace(item, role=Role.PARAGRAPH)
            if first and below:
                found[at + 1] = replace(below, role=Role.HEADLINE)
    return found


def _goes_on(items: Sequence[Labelled], at: int) -> bool:
    """Return whether a line stands right below text that stops at a comma: no title comes there."""
    above = items[at - 1] if at else None
    right_below = above is not None and above.role is Role.PARAGRAPH and items[at].piece.gap == 0
    return right_below and items[at - 1].text.endswith(("，", ",", "、", "；", ";"))


def _text_above(items: Sequence[Labelled], at: int) -> bool:
    """Return whether the next thing above, but for what may stand between the halves of a text, is a paragraph."""
    above = next((each for each in items[at - 1 :: -1] if each.role not in _BETWEEN), None) if at else None
    return above is not None and above.role is Role.PARAGRAPH


def _belongs_above(items: Sequence[Labelled], at: int) -> bool:
    """Return whether the words of the line at ``at`` stand in the story above it and in none below it."""
    if cells(items[at].text) < MIN_CLAUSES:
        return False
    above = ""
    for each in items[at - 1 :: -1]:
        above = each.text[-ABOVE:] + " " + above
        if each.role is Role.HEADLINE or len(above) > ABOVE:
            break
    below = " ".join(each.text[:BELOW] for each in islice(items, at + 1, at + 4))
    pairs = pairs_of(items[at].text)
    return len(pairs & pairs_of(above)) >= TOLD_AGAIN and not pairs & pairs_of(below)


def _with_titles_below(items: list[Labelled]) -> list[Labelled]:
    """Return the items, English lines between blank ones that look like titles as headlines, below text without a stop.

    The first word is none that is written large elsewhere than at a beginning, so that no sentence goes on with it.
    """
    found = list(items)
    for at in range(1, len(items) - 1):
        item, below = items[at], items[at + 1]
        if not (item.role is Role.PARAGRAPH is below.role and _may_be_title(item) and below.piece.gap):
            continue
        begins = below.text[0].isupper() or dateline_end(below.text) > 0
        if begins and cells(below.text) >= LONG and _text_above(items, at) and not is_terminal(items[at - 1].text):
            found[at] = replace(item, role=Role.HEADLINE)
    return found


def _may_be_title(item: Labelled) -> bool:
    text = item.text
    plain = item.piece.kind is BlockKind.TEXT and item.piece.gap > 0 and not item.piece.tail
    if not plain or cells(text) > MAX_TITLE or not is_title_line(text) or TOLD.search(text):
        return False
    words = text.split()
    # Port may be written small, Port Ellis may not.
    return words[0][0].isupper() and all(word.isalpha() and is_written_small(word.lower()) for word in words[:2])


def _without_pictures(items: list[Labelled]) -> list[Labelled]:
    """Return the items; where nothing says that there are pictures, sentences that look like captions are text.

    One that stands between the halves of a sentence is a caption all the same: nothing else comes there.
    """
    if any(item.role is Role.CREDIT or (item.role is Role.CAPTION and _is_marked(item.text)) for item in items):
        return items
    found = list(items)
    for at, item in enumerate(items):
        if item.role is Role.CAPTION and item.piece.kind is BlockKind.TEXT and not _interrupts(items, at):
            found[at] = replace(item, role=Role.PARAGRAPH)
    return found


def _is_marked(text: str) -> bool:
    return CAPTION_START.match(text) is not None or ends_in_credit(text) or is_foreign_caption(text)


def _interrupts(items: Sequence[Labelled], at: int) -> bool:
    above = next((each for each in items[at - 1 :: -1] if each.role not in _BETWEEN), None) if at else None
    below = next((each for each in islice(items, at + 1, None) if each.role not in _BETWEEN), None)
    if above is None or below is None or not above.role is below.role is Role.PARAGRAPH:
        return False
    return not is_terminal(above.text)
