"""Searches the index: as quick among a million articles as among ten, and exact."""

from __future__ import annotations

import sqlite3
from functools import partial
from heapq import merge
from itertools import islice
from operator import itemgetter

from reader.library.contents import NO_ENTRY
from reader.library.index.compiling import NOTHING_KNOWN, Compiler, Need
from reader.library.index.database import code_of
from reader.library.index.found import LONG, NOTHING_FOUND, Found, FoundText, State, read_texts
from reader.library.index.learned import KnownDictionary
from reader.library.index.numbering import day_of_late, load_numbering
from reader.library.index.packing import Packed, day_of_facts, unpack_entry, unpack_text
from reader.library.index.stored_text import StoredText
from reader.library.index.tokens import EVERY, LATE
from reader.library.matching import Tier, holds
from reader.library.scanning import tiers_of
from reader.library.search import Hits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.library.contents import Entry
    from reader.library.index.database import Database
    from reader.library.search import Search

STEPS = 2_000  # steps of SQLite's machine between two looks at the clock and at whether a newer query waits
AT_ONCE = 64  # entries that are fetched in one go
KNOWN = 1_000  # texts that are kept while one query is answered
FEW = 24  # articles that are looked through before any list of common tokens is asked


class IndexSearch:
    """Answers queries from an index. See Searcher."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.dictionary = KnownDictionary()
        self.found = NOTHING_FOUND

    def search(self, search: Search) -> Hits:
        """See Searcher.search."""
        if not search.query:
            return Hits((), 0)
        is_late = search.begin()
        with self._database.snapshot() as connection:
            self._database.watch(connection, is_late, STEPS)
            run = _Run(connection, search, is_late, self.dictionary)
            found: list[int] = []
            complete = True
            try:
                _find(run, search.limit + 1, found)
            except _LateError:
                complete = False
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_INTERRUPT:
                    raise
                complete = False
            finally:
                self._database.watch(connection)
            numbered = dict(numbered_entries(connection, found[: search.limit]))
            drawings = {number: drawing for number, (_, drawing) in [*numbered.items()][:AT_ONCE]}
            numbers = {entry.key: number for number, (entry, _) in numbered.items()}
            self.found = Found(numbers, run.texts(drawings), State.of(connection))
        entries = tuple(entry for entry, _ in numbered.values())
        return Hits(entries, len(entries), complete, more=len(found) > search.limit)


def _find(run: _Run, limit: int, found: list[int]) -> None:
    """Put the articles into ``found`` as they come."""
    try:
        found.extend(run.ids(limit))
    except sqlite3.OperationalError as error:
        if code_of(error) != sqlite3.SQLITE_ERROR:
            raise
        # FTS5 takes expressions of some depth and size alone: that is no fault of the file's.
        run.looks_at_all = True
        found.clear()
        found.extend(run.ids(limit))


class _LateError(Exception):
    """The deadline has passed, or a newer query waits."""


class _Run:
    """One query being answered."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        search: Search,
        is_late: Callable[[], bool],
        dictionary: KnownDictionary,
    ) -> None:
        self._connection = connection
        self._query = search.query
        self._tiers = tiers_of(search.query, search.order)
        self._is_late = is_late
        self._has_late = load_numbering(connection).late > 0
        self._compiler = Compiler(connection)
        self._dictionary = dictionary
        self._known: dict[int, StoredText] = {}  # what was looked at for one tier is looked at for the next
        self.looks_at_all = False  # instead of asking the lists where to look

    def ids(self, limit: int) -> Iterator[int]:
        """Yield the articles, at most ``limit``, tier by tier, in each the newest first."""
        if (few := self._few()) is not None:
            yield from few[:limit]
        seen = set(few or ())
        for tier in self._tiers:
            if len(seen) >= limit:
                return
            if few is not None and tier is not Tier.PINYIN:
                continue
            for number in self._tier(tier):
                if number not in seen:
                    seen.add(number)
                    yield number
                    if len(seen) == limit:
                        return

    def _few(self) -> Sequence[int] | None:
        """Return all articles with the words as they are written, tier by tier; None when these may be more than few.

        Where few have the rare pieces of the words, it takes less to look through these than to ask the lists of all
        pieces, once for each tier; and snippets need the texts anyway.
        """
        if self.looks_at_all or self._query.conditions:
            return None
        expression = self._compiler.rare(self._query.terms)
        numbers = [*islice(self._in_order(expression, self._matches), FEW + 1)] if expression else []
        if not expression or len(numbers) > FEW:
            return None
        tiers = [tier for tier in self._tiers if tier is not Tier.PINYIN]
        found: dict[Tier, list[int]] = {tier: [] for tier in tiers}
        for number, article in self._read(numbers):
            if self._is_late():
                raise _LateError
            if holds(self._query.every, article):
                found[next(tier for tier in tiers if holds(self._query.every, article, tier))].append(number)
        return [number for tier in tiers for number in found[tier]]

    def _read(self, numbers: Sequence[int]) -> Iterator[tuple[int, StoredText]]:
        """Yield articles in the given order, with their numbers."""
        dictionary = self._dictionary.load(self._connection)
        for number, title_length, data in read_texts(self._connection, numbers):
            self._known[number] = StoredText(Packed(data, dictionary), title_length, partial(self._entry, number))
        return ((number, self._known[number]) for number in numbers if number in self._known)

    def _tier(self, tier: Tier) -> Iterator[int]:
        need = self._need(tier)
        look = self._matches if need.exact else partial(self._tried, tier=tier)
        return self._in_order(need.expression or f'"{EVERY}"', look)

    def _in_order(self, expression: str, look: Callable[[str], Iterator[int]]) -> Iterator[int]:
        """Return what ``look`` finds, the newest first: those that came late where they belong."""
        if not self._has_late:
            return look(expression)
        late = ((-day_of_late(number), number) for number in look(f"({expression}) AND {LATE}"))
        others = ((-self._day(number), number) for number in look(f"{expression} NOT {LATE}"))
        return (number for _, number in merge(others, late, key=itemgetter(0)))

    def _need(self, tier: Tier) -> Need:
        if self.looks_at_all:
            return NOTHING_KNOWN
        need = self._compiler.need(self._query.every, tier)
        if tier is Tier.PINYIN and need.expression:  # what is written so has been found before
            written = self._compiler.need(self._query.every, Tier.ANYWHERE)
            if written.exact and written.expression:
                return Need(f"({need.expression} NOT {written.expression})", need.exact)
        return need

    def _matches(self, expression: str) -> Iterator[int]:
        sql = "SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid"
        return (number for (number,) in self._connection.execute(sql, (expression,)))

    def _tried(self, expression: str, tier: Tier) -> Iterator[int]:
        """Yield those of the articles for which the query holds, as their texts and their entries tell."""
        dictionary = self._dictionary.load(self._connection)
        sql = (
            "SELECT postings.rowid, title, text FROM postings CROSS JOIN texts ON texts.id = postings.rowid"
            " WHERE postings MATCH ? ORDER BY postings.rowid"
        )
        for number, title_length, data in self._connection.execute(sql, (expression,)):
            if self._is_late():
                raise _LateError
            article = self._known.get(number)
            if article is None:
                article = StoredText(Packed(data, dictionary), title_length, partial(self._entry, number))
                if len(self._known) < KNOWN:
                    self._known[number] = article
            if holds(self._query.every, article, tier):
                yield number

    def texts(self, drawings: Mapping[int, int]) -> dict[int, FoundText]:
        """Return the texts of some articles by number, but for those that are very long; given are their drawings."""
        dictionary = self._dictionary.load(self._connection)
        found = {
            number: FoundText(drawings[number], title_length, Packed(data, dictionary))
            for number, title_length, data in read_texts(self._connection, [*drawings.keys() - self._known], LONG)
        }
        for number in drawings.keys() & self._known:
            known = self._known[number]
            if len(known.data or known.packed.data) <= LONG:
                found[number] = FoundText(drawings[number], known.title_length, known.packed, known.data)
        return found

    def _entry(self, number: int) -> Entry:
        return dict(numbered_entries(self._connection, [number])).get(number, (NO_ENTRY, 0))[0]

    def _day(self, number: int) -> int:
        row = self._connection.execute("SELECT facts FROM articles WHERE id = ?", (number,)).fetchone()
        return day_of_facts(row[0]) if row else 0


def numbered_entries(connection: sqlite3.Connection, ids: list[int]) -> Iterator[tuple[int, tuple[Entry, int]]]:
    """Yield the numbers of articles in the given order, with the entry and the drawing; what is gone is left out."""
    sql = (
        "SELECT articles.id, files.path, number, words, sections.name, facts, drawing FROM articles"
        " JOIN files ON files.id = file JOIN sections ON sections.id = section WHERE articles.id IN "
    )
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        marks = "(" + ",".join("?" * len(some)) + ")"
        rows = {row[0]: row[1:] for row in connection.execute(sql + marks, some)}
        for number in some:
            if row := rows.get(number):
                path, place, words, section, facts, drawing = row
                yield number, (unpack_entry(path, place, words, unpack_text(section), facts), drawing)
