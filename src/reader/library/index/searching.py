"""Searches the index: as quick among a million articles as among ten, and exact."""

from __future__ import annotations

import sqlite3
import time
from functools import partial
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.library.contents import NO_ENTRY
from reader.library.fold import fold
from reader.library.index.compiling import Compiler
from reader.library.index.learned import load_dictionary
from reader.library.index.needles import lacks, needle_of
from reader.library.index.numbering import load_numbering
from reader.library.index.packing import Packed, day_of_facts, unpack_entry, unpack_text
from reader.library.index.tokens import EVERY, LATE
from reader.library.matching import FREQUENT, Searched, Tier, holds
from reader.library.scanning import tiers_of
from reader.library.search import Hits, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.contents import Entry
    from reader.library.index.database import Database
    from reader.library.query import Query

STEPS = 2_000  # steps of SQLite's machine between two looks at the clock and at whether a newer query waits
AT_ONCE = 64  # entries that are fetched in one go


class IndexSearch:
    """Answers queries from an index. See Searcher."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

        def late() -> bool:
            return cancelled() or (end is not None and time.monotonic() > end)

        with self._database.reading() as connection:
            connection.set_progress_handler(late, STEPS)
            found: list[int] = []
            complete = True
            try:
                found.extend(_Run(connection, query, order, late).ids(limit + 1))
            except _LateError:
                complete = False
            except sqlite3.OperationalError as error:
                if "interrupt" not in str(error):
                    raise
                complete = False
            finally:
                connection.set_progress_handler(None, 0)
            entries = tuple(entries_of(connection, found[:limit]))
        return Hits(entries, len(entries), complete, more=len(found) > limit)


class _LateError(Exception):
    """The deadline has passed, or a newer query waits."""


class _Run:
    """One query being answered."""

    def __init__(self, connection: sqlite3.Connection, query: Query, order: Order, late: Callable[[], bool]) -> None:
        self._connection = connection
        self._query = query
        self._tiers = tiers_of(query, order)
        self._late = late
        self._has_late = load_numbering(connection).late > 0
        self._compiler = Compiler(connection)
        self._dictionary = b""
        self._needles = [needle for term in query.terms if (needle := needle_of(term))]

    def ids(self, limit: int) -> Iterator[int]:
        """Yield the articles, at most ``limit``, tier by tier, in each the newest first."""
        seen: set[int] = set()
        for tier in self._tiers:
            for number in self._tier(tier):
                if number not in seen:
                    seen.add(number)
                    yield number
                    if len(seen) == limit:
                        return

    def _tier(self, tier: Tier) -> Iterator[int]:
        need = self._compiler.need(self._query.every, tier)
        expression = need.expression or f'"{EVERY}"'
        look = self._matches if need.exact else partial(self._tried, tier=tier)
        if not self._has_late:
            return look(expression)
        late = [(-self._day(number), number) for number in look(f"({expression}) AND {LATE}")]
        others = ((-self._day(number), number) for number in look(f"{expression} NOT {LATE}"))
        return (number for _, number in merge(others, sorted(late), key=itemgetter(0)))

    def _matches(self, expression: str) -> Iterator[int]:
        sql = "SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid"
        return (number for (number,) in self._connection.execute(sql, (expression,)))

    def _tried(self, expression: str, tier: Tier) -> Iterator[int]:
        """Yield those of the articles for which the query holds, as their texts and their entries tell."""
        self._dictionary = self._dictionary or load_dictionary(self._connection)
        sql = (
            "SELECT postings.rowid, title, text FROM postings CROSS JOIN texts ON texts.id = postings.rowid"
            " WHERE postings MATCH ? ORDER BY postings.rowid"
        )
        for number, title_length, data in self._connection.execute(sql, (expression,)):
            if self._late():
                raise _LateError
            if self._fits(number, title_length, Packed(data, self._dictionary), tier):
                yield number

    def _fits(self, number: int, title_length: int, packed: Packed, tier: Tier) -> bool:
        data = packed.encoded()
        if packed.is_plain and tier is not Tier.PINYIN:
            times = FREQUENT if tier is Tier.OFTEN else 1
            if any(lacks(data, each, times, is_gb18030=packed.is_gb18030) for each in self._needles):
                return False
        by_entry = self._query.conditions or tier is Tier.PINYIN
        entry = next(entries_of(self._connection, [number]), None) if by_entry else NO_ENTRY
        if entry is None:
            return False
        text = packed.decoded(data)
        return holds(self._query.every, Searched(entry, fold(text[:title_length]), fold(text)), tier)

    def _day(self, number: int) -> int:
        row = self._connection.execute("SELECT facts FROM articles WHERE id = ?", (number,)).fetchone()
        return day_of_facts(row[0]) if row else 0


def entries_of(connection: sqlite3.Connection, ids: list[int]) -> Iterator[Entry]:
    """Yield the entries of articles in the given order; what is gone is left out."""
    sql = (
        "SELECT articles.id, files.path, number, words, sections.name, facts FROM articles"
        " JOIN files ON files.id = file JOIN sections ON sections.id = section WHERE articles.id IN "
    )
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        marks = "(" + ",".join("?" * len(some)) + ")"
        rows = {row[0]: row[1:] for row in connection.execute(sql + marks, some)}
        for number in some:
            if row := rows.get(number):
                path, place, words, section, facts = row
                yield unpack_entry(path, place, words, unpack_text(section), facts)
