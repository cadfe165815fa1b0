"""Search: what an engine is asked and what it answers."""

from __future__ import annotations

import time
from enum import StrEnum

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.contents import Entry
    from reader.library.long_text import LongText
    from reader.library.query import Query


class Record(Value):
    """One article as the scan sees it: folded text, of which the first ``title_length`` characters are title.

    ``order`` is its place in print.
    """

    entry: Entry
    folded: str | LongText
    title_length: int
    order: tuple[object, ...] = ()

    @property
    def title(self) -> str:
        """Its title lines, folded."""
        return self.folded[: self.title_length] if isinstance(self.folded, str) else self.folded.title


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


def _never() -> bool:
    return False


class Search(Value):
    """What is looked for, how many entries are wanted of it, and in which order.

    ``deadline`` is in seconds from its beginning: what is found by then is the answer, and incomplete, as it is when
    ``cancelled`` answers True.
    """

    query: Query
    limit: int
    order: Order = Order.RELEVANCE
    deadline: float | None = None
    cancelled: Callable[[], bool] = _never

    def begin(self) -> Callable[[], bool]:
        """Return what tells, from now on, whether it is to be stopped."""
        if self.deadline is None:
            return self.cancelled
        end = time.monotonic() + self.deadline
        return lambda: self.cancelled() or time.monotonic() > end
