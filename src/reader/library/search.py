"""Search: the seam every engine fits (a Protocol), and the engine for folders of ordinary size, a plain scan."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from reader.library.matching import Searched, Tier, holds
from reader.library.pinyin import ways_to_read
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.library.contents import Entry
    from reader.library.query import Query

CHECK_EVERY = 256  # articles between two looks at the clock and at whether a newer query waits


class Record(Value):
    """One article as the scan sees it: folded text, of which the first ``title_length`` characters are title.

    ``order`` is its place in print.
    """

    entry: Entry
    folded: str
    title_length: int
    order: tuple[object, ...] = ()


class Hits(Value):
    """What a search found, best first. ``complete`` is False when it was stopped before the end.

    ``total`` counts what was found; ``more`` says that there is more than that.
    """

    entries: tuple[Entry, ...]
    total: int
    complete: bool = True
    more: bool = False


class Order(StrEnum):
    """What comes first: what is about it, then the newest; or simply the newest."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


def tiers_of(query: Query, order: Order) -> tuple[Tier, ...]:
    """Return what is looked for, one after the other. What may be pinyin is words all the same: these come first."""
    tiers: tuple[Tier, ...] = (Tier.ANYWHERE,)
    if query.words and order is Order.RELEVANCE:
        tiers = (Tier.TITLE, Tier.OFTEN, Tier.ANYWHERE)
    return (*tiers, Tier.PINYIN) if any(map(ways_to_read, query.words)) else tiers


class Searcher(Protocol):
    """Anything that answers queries."""

    def search(
        self,
        query: Query,
        *,
        limit: int,
        order: Order = Order.RELEVANCE,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """Return at most ``limit`` entries, the newest first.

        By relevance those with all words in the title lines come before those in which each stands at least
        ``FREQUENT`` times, and these before all others; in either order, what is only read so comes last.
        ``deadline`` is in seconds from now; what is found by then is returned as incomplete, as it is when
        ``cancelled`` answers True.
        """


class ScanSearch:
    """Looks through every article's folded text. Exact: it finds all that is there, one character or many."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records

    def search(
        self,
        query: Query,
        *,
        limit: int,
        order: Order = Order.RELEVANCE,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """See Searcher.search."""
        if not query:
            return Hits((), 0)
        end = None if deadline is None else time.monotonic() + deadline
        tiers = tiers_of(query, order)
        found: dict[Tier, list[Entry]] = {tier: [] for tier in tiers}
        # The rarest term is likely the longest: it rules out most articles first.
        first, *others = sorted(query.terms, key=len, reverse=True) or [""]
        excluded = query.excluded
        complete = True
        for number, record in enumerate(self._records):
            if number % CHECK_EVERY == 0 and (cancelled() or (end is not None and time.monotonic() > end)):
                complete = False
                break
            folded = record.folded
            holds_all = first in folded and all(term in folded for term in others)
            if not holds_all and Tier.PINYIN not in tiers:
                continue
            if excluded and any(term in folded for term in excluded):
                continue
            searched = Searched(record.entry, folded[: record.title_length], folded)
            best = next((tier for tier in tiers if holds(query.every, searched, tier)), None)
            if best is not None:
                found[best].append(record.entry)
        entries = [entry for tier in tiers for entry in found[tier]]
        return Hits(tuple(entries[:limit]), len(entries), complete)
