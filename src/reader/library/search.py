"""Search: the seam every engine fits (a Protocol), and the engine for folders of ordinary size, a plain scan."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

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


class Searcher(Protocol):
    """Anything that answers queries."""

    def search(
        self,
        query: Query,
        *,
        limit: int,
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """Return at most ``limit`` entries: first those with all words in the title lines; of these, the newest first.

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
        deadline: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Hits:
        """See Searcher.search."""
        from reader.library.matching import Searched, holds  # once something is searched for
        from reader.library.query import Every

        if not query:
            return Hits((), 0)
        end = None if deadline is None else time.monotonic() + deadline
        in_title: list[Entry] = []
        in_body: list[Entry] = []
        # The rarest term is likely the longest: it rules out most articles first.
        first, *others = sorted(query.terms, key=len, reverse=True) or [""]
        excluded, conditions = query.excluded, Every(query.conditions)
        complete = True
        for number, record in enumerate(self._records):
            if number % CHECK_EVERY == 0 and (cancelled() or (end is not None and time.monotonic() > end)):
                complete = False
                break
            folded = record.folded
            if first not in folded:
                continue
            if others and not all(term in folded for term in others):
                continue
            if excluded and any(term in folded for term in excluded):
                continue
            searched = Searched(record.entry, folded[: record.title_length], folded)
            if query.conditions and not holds(conditions, searched):
                continue
            found = in_title if query.has_words and holds(query.every, searched, in_title=True) else in_body
            found.append(record.entry)
        return Hits(tuple((in_title + in_body)[:limit]), len(in_title) + len(in_body), complete)
