"""Paragraphs that stand flush where a page indents its own: halves that go on with the one above, or notes below it.

A full stop ends the paragraph above; that the next one is not indented alone is too little to join them across it.
"""

from __future__ import annotations

from itertools import pairwise

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import TITLE_ROLES, Role
from reader.page.patterns import BOX, cells, is_terminal
from reader.page.roles import dateline_end
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.labelled import Labelled

FLUSH_CONFIDENCE = 0.97  # that a flush paragraph past a picture or a stray line goes on with the one above
MIN_INDENTED, INDENTED_SHARE = 3, 0.9  # paragraphs that are indented at least, of those below a full stop
SPOKEN_SHARE = 0.7  # the same where speech ends above and the text below says whose it was
_LONG = 90  # cells of a paragraph that is no note, full stop or not
_TAIL = 120  # characters that tell how long it is
# What stands below a story, or in its middle, as a text of its own: a label with a colon, a bracket, a note.
_OWN_OPENING = LazyPattern(
    r"[（(【\[〔■●◆▲□★☆*※]|[^，。,.]{1,12}[:：]|(?:编后|编者|链接|本文|本报|本版|本栏|据|另据|作者|来源|注|附)"
    r"|(?i:compiled|reported|editors?|note|this (?:article|story|report)|for more|in other|contact|copyright|source)\b"
)
_ATTRIBUTED = LazyPattern(r"[^。]{1,40}(?:说|表示|介绍|告诉记者|回忆|坦言|感慨|透露)[，。]")


def with_flush_halves(items: list[Labelled], pairs: Sequence[tuple[int, int]]) -> list[Labelled]:
    """Return the items with what is told of ``pairs`` whose second stands flush among indented paragraphs.

    It goes on with a first that ends no sentence. Below a full stop it does so past a picture or a stray line, and in
    mid-story; right below the first that is a guess, and the break is soft.
    """
    share = _indented_share(items)
    if share < SPOKEN_SHARE:
        return items
    found = list(items)
    for above, below in pairs:
        ended = is_terminal(items[above].text)
        if not _is_flush(items[below]) or (ended and not _text_follows(items, below)):
            continue
        spoken = items[above].text.endswith("”") and _ATTRIBUTED.match(items[below].text) is not None
        if share < INDENTED_SHARE and not spoken:
            continue
        if below > above + 1 or not ended:
            found[below] = replace(found[below], runs_on=max(found[below].runs_on or 0, FLUSH_CONFIDENCE))
        else:
            found[below] = replace(found[below], soft=True)
    return found


def _indented_share(items: Sequence[Labelled]) -> float:
    """Return how many of a page's paragraphs below a full stop are indented, from 0 to 1; 0 when there are too few."""
    paragraphs = [item for item in items if item.role is Role.PARAGRAPH and item.piece.kind is BlockKind.TEXT]
    begun = [below for above, below in pairwise(paragraphs) if is_terminal(above.text)]
    indented = sum(item.piece.indented for item in begun)
    return indented / len(begun) if indented >= MIN_INDENTED else 0.0


def _is_flush(item: Labelled) -> bool:
    """Return whether a piece is text that is not indented and has no opening of its own."""
    plain = item.piece.kind is BlockKind.TEXT and not item.piece.indented and "\n" not in item.text
    long = cells(item.text[:_TAIL]) > _LONG
    own = _OWN_OPENING.match(item.text) or BOX.match(item.text) or dateline_end(item.text)
    return plain and not own and (long or is_terminal(item.text)) and not item.text.endswith((":", "："))


def _text_follows(items: Sequence[Labelled], at: int) -> bool:
    """Return whether an indented paragraph of the same story stands below: a note at a story's end is none of it."""
    for item in items[at + 1 :]:
        if item.opens or item.role in TITLE_ROLES:
            return False
        if item.role is Role.PARAGRAPH:
            return item.piece.indented
    return False
