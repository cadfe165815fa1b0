"""The table of contents as the index has it: how many articles there are where; the entries when they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import overload

from reader.library.contents import NO_ENTRY, Contents, Entry, Section, file_order
from reader.library.index.packing import (
    day_of_place,
    pack_path,
    pack_text,
    path_key,
    place_of,
    unpack_entry,
    unpack_path,
    unpack_text,
)
from reader.library.index.steps import number_of, step_before
from reader.library.shelf import ShelfError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from reader.library.index.database import Database

CHUNK = 64  # entries that are fetched in one go
KEPT_CHUNKS = 32
# What stands before a page is passed by in the list of places alone.
_PAGE = (
    "SELECT files.path, number, words, facts, sections.name FROM (SELECT section, place, article FROM places"
    " WHERE section = ? AND place >= ? ORDER BY place, article LIMIT ? OFFSET ?) AS page"
    " CROSS JOIN articles ON articles.id = article CROSS JOIN files ON files.id = file"
    " CROSS JOIN sections ON sections.id = page.section ORDER BY place, article"
)

_IN_FILE = (
    "SELECT files.path, number, words, facts, name FROM files CROSS JOIN articles ON file = files.id"
    " JOIN sections ON sections.id = section WHERE key = ? AND files.path = ? AND +words = ? LIMIT 1"
)
_ANYWHERE = (
    "SELECT files.path, number, words, facts, name FROM articles CROSS JOIN files ON files.id = file"
    " CROSS JOIN sections ON sections.id = section WHERE words = ? ORDER BY articles.id LIMIT 1"
)


class StoredEntries(Sequence[Entry]):
    """The articles of one section in print order. What was asked for last is kept."""

    def __init__(self, database: Database, section: int, name: str, count: int) -> None:
        self._database = database
        self._section = section
        self._name = name
        self._count = count
        self._days: array[int] | None = None  # the newest first
        self._before = array("q")  # how many articles there are before each of them
        self._chunks: OrderedDict[int, list[Entry]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        number = index + self._count if index < 0 else index
        if not 0 <= number < self._count:
            raise IndexError(index)
        chunk = self._chunk(number // CHUNK)
        # Articles may have gone since these were counted; whoever lists them is told with the next report.
        return chunk[min(number % CHUNK, len(chunk) - 1)] if chunk else NO_ENTRY

    def __iter__(self) -> Iterator[Entry]:
        for at in range(0, self._count, CHUNK):
            yield from self._chunk(at // CHUNK)

    def days(self) -> list[tuple[int, int]]:
        """Return the days there are articles of, the newest first, and how many."""
        with self._database.reading() as connection:
            sql = "SELECT day, articles FROM counts WHERE section = ? ORDER BY day DESC"
            return connection.execute(sql, (self._section,)).fetchall()

    def place(self, connection: sqlite3.Connection, place: bytes) -> int:
        """Return how many articles of the section stand before ``place``."""
        day, within = day_of_place(place), number_of(connection, self._section, place)
        self._count_days()
        days = self._days or ()
        at = bisect_right(days, -day, key=lambda each: -each) - 1
        return (self._before[at] if at >= 0 else 0) + within

    def _count_days(self) -> None:
        if self._days is None:
            found = self.days()
            self._before = array("q", accumulate((count for _, count in found), initial=0))
            self._days = array("q", (day for day, _ in found))

    def _chunk(self, number: int) -> list[Entry]:
        known = self._chunks.get(number)
        if known is None:
            try:
                known = self._fetch(number * CHUNK)
            except ShelfError:  # the next scan will find it too, and replace the index
                return []
            self._chunks[number] = known
            while len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(number)
        return known

    def _fetch(self, first: int) -> list[Entry]:
        self._count_days()
        at = bisect_right(self._before, first) - 1
        days = self._days or ()
        if at >= len(days):
            return []
        with self._database.reading() as connection:
            wanted = first - self._before[at]
            number, place = step_before(connection, self._section, days[at], wanted)
            rows = connection.execute(_PAGE, (self._section, place, CHUNK, wanted - number))
            return [_entry(*row) for row in rows]


class StoredContents(Contents):
    """The contents of an index as of one moment. Entries are fetched from it when they are asked for."""

    database: Database | None = None
    total: int = 0

    def __len__(self) -> int:
        return self.total

    def place(self, entry: Entry) -> tuple[int, int] | None:
        """See Contents."""
        if self.database is None:
            return None
        sql = (
            "SELECT files.path, number, words, facts, name, roots.path FROM files JOIN articles ON file = files.id"
            " JOIN sections ON sections.id = section JOIN roots ON roots.id = root"
            " WHERE key = ? AND files.path = ? AND number = ?"
        )
        with suppress(ShelfError), self.database.reading() as connection:
            packed = pack_path(entry.path)
            row = connection.execute(sql, (path_key(packed), packed, entry.number)).fetchone()
            known = _entry(*row[:5]) if row else NO_ENTRY
            place = place_of(known, file_order(known.path, unpack_path(row[5]))) if row else b""
            for number, section in enumerate(self.sections):
                if row and section.name == known.section and isinstance(section.entries, StoredEntries):
                    return number, min(section.entries.place(connection, place), len(section.entries) - 1)
        return None

    def with_words(self, words: str, path: str) -> Entry | None:
        """See Contents. There may be very many: the newest stands for the first."""
        if self.database is None:
            return None
        packed, wanted = pack_path(path), bytes.fromhex(words)
        with suppress(ShelfError), self.database.reading() as connection:
            row = connection.execute(_IN_FILE, (path_key(packed), packed, wanted)).fetchone()
            row = row or connection.execute(_ANYWHERE, (wanted,)).fetchone()
            return _entry(*row) if row else None
        return None


def _entry(path: bytes, number: int, words: bytes, facts: bytes, section: bytes) -> Entry:
    return unpack_entry(path, number, words, unpack_text(section), facts)


def list_contents(database: Database) -> StoredContents:
    """Return the table of contents; sections in the order in which they appear in print, the unnamed one last."""
    sql = (
        "SELECT id, name, (SELECT sum(articles) FROM counts WHERE section = id) AS total,"
        " (SELECT place FROM places WHERE section = sections.id ORDER BY place LIMIT 1) AS place"
        " FROM sections WHERE total > 0 ORDER BY name = ?, place"
    )
    with database.reading() as connection:
        rows = connection.execute(sql, (pack_text(""),)).fetchall()
    sections = tuple(
        Section(unpack_text(name), StoredEntries(database, number, unpack_text(name), count))
        for number, name, count, _ in rows
    )
    return StoredContents(sections, database=database, total=sum(len(each.entries) for each in sections))


def count_copies(connection: sqlite3.Connection) -> int:
    """Return how many articles have the words of another one before them."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'copies'").fetchone()
    return int(row[0]) if row else 0
