"""Searches the index: as quick among a million articles as among ten, and exact."""

from __future__ import annotations

import sqlite3
import time
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.library.contents import NO_ENTRY
from reader.library.index.compiling import Compiler
from reader.library.index.numbering import load_numbering
from reader.library.index.packing import day_of_place, unpack_entry, unpack_text
from reader.library.index.tokens import EVERY, LATE
from reader.library.index.writing import folded_text, read_common
from reader.library.matching import Searched, holds
from reader.library.search import Hits

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
        self._common: tuple[str, frozenset[str]] = ("", frozenset())  # as it was read last, and what that means

    def search(
        self,
        query: Query,
        *,
        limit: int,
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
                found.extend(_Run(connection, query, self._common_pairs(connection), late).ids(limit + 1))
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

    def _common_pairs(self, connection: sqlite3.Connection) -> frozenset[str]:
        text = read_common(connection)
        if text != self._common[0]:
            self._common = (text, frozenset(text.split()))
        return self._common[1]


class _LateError(Exception):
    """The deadline has passed, or a newer query waits."""


class _Run:
    """One query being answered."""

    def __init__(
        self, connection: sqlite3.Connection, query: Query, common: frozenset[str], late: Callable[[], bool]
    ) -> None:
        self._connection = connection
        self._query = query
        self._late = late
        self._numbering = load_numbering(connection)
        self._compiler = Compiler(connection, common)

    def ids(self, limit: int) -> Iterator[int]:
        """Yield the articles, at most ``limit``: those with all terms in the title lines first, then the newest."""
        seen: set[int] = set()
        for in_title in (True, False) if self._query.has_words else (False,):
            for number in self._tier(in_title=in_title):
                if number not in seen:
                    seen.add(number)
                    yield number
                    if len(seen) == limit:
                        return

    def _tier(self, *, in_title: bool) -> Iterator[int]:
        need = self._compiler.need(self._query.every, in_title=in_title)
        expression = need.expression or f'"{EVERY}"'
        found = self._matches(f"{expression} NOT {LATE}" if self._numbering.late else expression)
        if self._numbering.late:
            late = [(-self._day(number), number) for number in self._matches(f"({expression}) AND {LATE}")]
            others = ((-self._day(number), number) for number in found)
            found = (number for _, number in merge(others, sorted(late), key=itemgetter(0)))
        for number in found:
            if need.exact or self._holds(number, in_title=in_title):
                yield number

    def _matches(self, expression: str) -> Iterator[int]:
        sql = "SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid DESC"
        return (number for (number,) in self._connection.execute(sql, (expression,)))

    def _day(self, number: int) -> int:
        row = self._connection.execute("SELECT place FROM articles WHERE id = ?", (number,)).fetchone()
        return day_of_place(row[0]) if row else 0

    def _holds(self, number: int, *, in_title: bool) -> bool:
        """Return whether the query holds for an article, as its text and its entry tell."""
        if self._late():
            raise _LateError
        row = self._connection.execute("SELECT title, text FROM texts WHERE id = ?", (number,)).fetchone()
        entry = next(entries_of(self._connection, [number]), None) if self._query.conditions else NO_ENTRY
        if row is None or entry is None:
            return False
        return holds(self._query.every, Searched(entry, *folded_text(*row)), in_title=in_title)


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
