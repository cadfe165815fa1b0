"""Second thoughts on Chinese headings: rare words come again within a story, and a lead says what its headline said.

Where a page marks all headings alike, a heading's own look does not tell whether it opens a story or divides one.
What stands around it does: a byline, a dateline, a kicker speak for a story; else the words are compared.
"""

from __future__ import annotations

from itertools import islice
from math import log

from reader.formats.document import BlockKind
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Role
from reader.page.folding import folded
from reader.page.roles import dateline_end
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.page.labelled import Labelled
    from reader.page.seams import SeamModel

TOLD_AGAIN = 0.05  # share of the rare pairs of characters below that stood above: from here on it is one story
NEW = 0.01  # below this share it is another story
LEAD = 0.8  # share of a headline's pairs that its first paragraph says again
SECTION_LEAD = 0.65  # a heading whose pairs the next paragraph says again so often is likelier a headline
COMMON = 7.0  # logarithm of one in how many characters: what comes more often says nothing of a story
ABOVE, BELOW, FIRST = 3000, 1500, 200  # characters of the story above, the text below, its first paragraph
ENOUGH = 80  # characters of text that are needed on either side
MAX_HEADINGS = 60  # of a page; where there are more it is no page of a paper
_MARKS = frozenset("，。、；：？！“”‘’（）《》—…·0a")
_BESIDE = FURNITURE_ROLES | {Role.CREDIT, Role.CAPTION}


def with_sections(items: list[Labelled], seams: SeamModel) -> list[Labelled]:
    """Return the items, headlines that only divide as crossheads, a lone crosshead above new text as a headline."""
    heads = [at for at, item in enumerate(items) if item.role in {Role.HEADLINE, Role.CROSSHEAD}]
    if not 1 < len(heads) <= MAX_HEADINGS:
        return items
    page = _Page(items, heads, seams)
    found = list(items)
    within = {number for number in range(1, len(heads)) if page.may_divide(number)}
    for number in sorted(within):
        at = heads[number]
        above = found[heads[number - 1]]
        if {number - 1, number + 1} & within or (
            above.role is Role.CROSSHEAD and above.piece.level == items[at].piece.level
        ):
            found[at] = replace(items[at], role=Role.CROSSHEAD)
    for number in range(1, len(heads)):
        if page.is_alone(found, number) and page.begins_anew(number):
            found[heads[number]] = replace(found[heads[number]], role=Role.HEADLINE)
    return found


class _Page:
    """The headings of a page and the words around each."""

    def __init__(self, items: Sequence[Labelled], heads: Sequence[int], seams: SeamModel) -> None:
        self._items, self._heads, self._seams = items, heads, seams
        self._all = max(1.0, seams.count(""))

    def may_divide(self, number: int) -> bool:
        """Return whether a headline bears no sign of a story's beginning and goes on with the words above it."""
        at = self._heads[number]
        item = self._items[at]
        if item.role is not Role.HEADLINE or item.piece.kind is not BlockKind.HEADING or self._opens(at):
            return False
        told, lead = self._compared(number)
        return told >= TOLD_AGAIN and lead < SECTION_LEAD

    def is_alone(self, found: Sequence[Labelled], number: int) -> bool:
        """Return whether a crosshead is the only one of its story, and marked no lower than headlines are."""
        item = found[self._heads[number]]
        beside = [found[at].role for at in self._heads[number - 1 : number + 2]]
        if item.role is not Role.CROSSHEAD or beside.count(Role.CROSSHEAD) > 1:
            return False
        levels = {found[at].piece.level for at in self._heads if found[at].role is Role.HEADLINE}
        return item.piece.level in levels

    def begins_anew(self, number: int) -> bool:
        """Return whether the text below a heading has nothing in common with that above, or says the heading again."""
        told, lead = self._compared(number)
        return told < NEW or (told < TOLD_AGAIN and lead >= LEAD)

    def _opens(self, at: int) -> bool:
        """Return whether something beside the heading at ``at`` says that a story opens there."""
        items = self._items
        above = next((each for each in items[at - 1 :: -1] if each.role not in _BESIDE or each.role is Role.SLUG), None)
        if above and above.role in {Role.KICKER, Role.SLUG}:
            return True
        below = next((each for each in islice(items, at + 1, None) if each.role not in _BESIDE), None)
        if below is None or below.role in TITLE_ROLES | {Role.BYLINE}:
            return True
        return below.role is Role.PARAGRAPH and dateline_end(below.text) > 0

    def _compared(self, number: int) -> tuple[float, float]:
        """Return which share of the rare pairs below stand above too, and of the heading's in the first paragraph.

        Where there is too little text, nothing can be said: neither is between the limits.
        """
        heads, items = self._heads, self._items
        at = heads[number]
        end = heads[number + 1] if number + 1 < len(heads) else len(items)
        begin = next((each for each in heads[number - 1 :: -1] if items[each].role is Role.HEADLINE), heads[0])
        above = "".join(each.text for each in items[begin:at] if each.role in TITLE_ROLES | {Role.PARAGRAPH})[-ABOVE:]
        texts = [each.text for each in islice(items, at + 1, end) if each.role is Role.PARAGRAPH]
        below = " ".join(text[:BELOW] for text in islice(texts, 0, 20))[:BELOW]
        if len(above) < ENOUGH or len(below) < ENOUGH:
            return (NEW + TOLD_AGAIN) / 2, 0.0
        pairs = pairs_of(below)
        told = self._weight(pairs & pairs_of(above)) / max(1.0, self._weight(pairs))
        heading = pairs_of(items[at].text)
        return told, len(heading & pairs_of(texts[0][:FIRST])) / max(1, len(heading))

    def _weight(self, pairs: Iterable[str]) -> float:
        return sum(max(0.0, log(self._all / (self._seams.count(pair) + 3)) - COMMON) for pair in pairs)


def pairs_of(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of ``text`` without marks and figures."""
    text = folded(text)
    return {text[at : at + 2] for at in range(len(text) - 1) if not (text[at] in _MARKS or text[at + 1] in _MARKS)}
