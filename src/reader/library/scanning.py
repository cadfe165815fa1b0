"""The search engine for folders of ordinary size: a plain scan of all texts. Loaded once something is searched for."""

from __future__ import annotations

from reader.library.matching import Searched, Tier, holds
from reader.library.pinyin import ways_to_read
from reader.library.search import Hits, Order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.contents import Entry
    from reader.library.query import Query
    from reader.library.search import Record, Search

CHECK_EVERY = 256  # articles between two looks at the clock and at whether a newer query waits


def tiers_of(query: Query, order: Order) -> tuple[Tier, ...]:
    """Return what is looked for, one after the other. What may be pinyin is words all the same: these come first."""
    tiers: tuple[Tier, ...] = (Tier.ANYWHERE,)
    if query.words and order is Order.RELEVANCE:
        tiers = (Tier.TITLE, Tier.OFTEN, Tier.ANYWHERE)
    return (*tiers, Tier.PINYIN) if any(map(ways_to_read, query.spoken)) else tiers


class ScanSearch:
    """Looks through every article's folded text. Exact: it finds all that is there, one character or many."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records

    def search(self, search: Search) -> Hits:
        """See Searcher.search."""
        query = search.query
        if not query:
            return Hits((), 0)
        is_late = search.begin()
        tiers = tiers_of(query, search.order)
        found: dict[Tier, list[Entry]] = {tier: [] for tier in tiers}
        # The rarest term is likely the longest: it rules out most articles first.
        first, *others = sorted(query.terms, key=len, reverse=True) or [""]
        excluded = query.excluded
        complete = True
        for number, record in enumerate(self._records):
            if number % CHECK_EVERY == 0 and is_late():
                complete = False
                break
            folded = record.folded
            holds_all = first in folded and all(term in folded for term in others)
            if not holds_all and Tier.PINYIN not in tiers:
                continue
            if excluded and any(term in folded for term in excluded):
                continue
            searched = Searched(record.entry, record.title, folded)
            best = next((tier for tier in tiers if holds(query.every, searched, tier)), None)
            if best is not None:
                found[best].append(record.entry)
        entries = [entry for tier in tiers for entry in found[tier]]
        return Hits(tuple(entries[: search.limit]), len(entries), complete)
