"""What was repaired in one article, and where on the page that is to be marked. Worked out off the screen's thread."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.model import RepairKind, Span
from reader.packed import in_order
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.file_read import Rebuilt
    from reader.model import Article, Repair

_INLINE_MARKS = "*_`~"


class Marks(Value):
    """What is marked in an article: characters of the source beside a seam; blocks lifted out, or after a soft break.

    ``seams`` stand in ascending order, ``lifted`` and ``soft`` are the numbers of blocks.
    """

    seams: tuple[Span, ...] = ()
    lifted: frozenset[int] = frozenset()
    soft: frozenset[int] = frozenset()


class ArticleRepairs(Value):
    """The repairs that touch an article, the undone ones too: by their place, line ends closed up after all others.

    ``made`` are the keys of those that are made in its file, ``undone`` of those the reader has undone in it;
    ``joins`` says how many joins are made in the article.
    """

    repairs: tuple[Repair, ...] = ()
    made: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()
    marks: Marks = Marks()
    joins: int = 0


def repairs_in(article: Article, rebuilt: Rebuilt) -> ArticleRepairs:
    """Return what was repaired in ``article``."""
    spans = in_order(span for block in article.blocks for span in block.text.spans())
    if not spans:
        return ArticleRepairs()
    first, last = spans[0].start, spans.end
    found = [
        repair
        for repair in rebuilt.repairs
        if any(span.start <= last and first <= span.end and _touches(span, spans) for span in repair.spans)
    ]
    found.sort(key=lambda repair: (repair.kind is RepairKind.UNWRAP, repair.spans[0]))
    made = [repair for repair in found if repair.key in rebuilt.made]
    joins = sum(repair.kind is RepairKind.JOIN for repair in made)
    marks = _marks(article, made, rebuilt.bulletin.source)
    return ArticleRepairs(tuple(found), rebuilt.made, rebuilt.undone, marks, joins)


def _touches(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether ``span`` meets one of ``spans``, which stand in ascending order and do not overlap."""
    after = bisect_right(spans, span)
    return any(span.start <= each.end and each.start <= span.end for each in spans[max(0, after - 1) : after + 1])


def place_of(repair: Repair) -> int:
    """Return the source offset at which a repair is to be looked at."""
    return repair.spans[-1 if repair.kind is RepairKind.JOIN else 0].start


def spots_of(repair: Repair, source: str) -> tuple[Span, ...]:
    """Return what is to be looked at of a repair: the characters at a seam, else all it touches, in ascending order."""
    return tuple(sorted(_seam(repair, source) if repair.kind is RepairKind.JOIN else repair.spans))


def _marks(article: Article, made: list[Repair], source: str) -> Marks:
    seams = [span for repair in made if repair.kind is RepairKind.JOIN for span in _seam(repair, source)]
    lifted = {repair.spans[0].start for repair in made if repair.kind is RepairKind.LIFT}
    return Marks(
        tuple(sorted(seams)),
        frozenset(
            number for number, block in enumerate(article.blocks if lifted else ()) if block.text.start in lifted
        ),
        frozenset(number for number, block in enumerate(article.blocks) if block.soft),
    )


def _seam(repair: Repair, source: str) -> tuple[Span, Span]:
    """Return the last character before a join and the first after it, as they are read: marks are no characters."""
    first, second = repair.spans[0], repair.spans[-1]
    before, after = first.end - 1, second.start
    while before > first.start and source[before] in _INLINE_MARKS:
        before -= 1
    while after < second.end - 1 and source[after] in _INLINE_MARKS:
        after += 1
    return Span(before, before + 1), Span(after, after + 1)
