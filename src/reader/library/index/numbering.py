"""Gives articles their numbers: of two, the newer has the higher one, so that what is newest is found first.

Lists of numbers that lie close together are short. Most folders are read from the newest edition to the oldest, and
grow at the new end: there one number follows the other, and the few articles that come late, of days that have their
numbers, are marked and sorted in when they are found. Where late ones are many, as in folders whose names tell no date,
each day has numbers of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.value import Value, replace

if TYPE_CHECKING:
    import sqlite3

BASE = 1 << 40  # the first number: there is room above it and below
LATE = 1 << 41  # the first number of those that come late
UNDATED = 0  # the first number of those without a date: they come after all others
DAY_BITS = 16  # of numbers that a day has of its own, all of them below BASE; of more articles the rest comes late
MANY_LATE = 500  # articles that came late
LATE_SHARE = 0.1  # of all articles: from both on, days get numbers of their own


class Numbering(Value):
    """What has been given. ``top`` and ``bottom`` are the highest and the lowest number, with their days."""

    by_day: bool = False
    top: int = BASE
    top_day: int = 0
    bottom: int = BASE + 1
    bottom_day: int = 1 << 30
    late: int = 0
    undated: int = 0
    given: int = 0

    def next(self, connection: sqlite3.Connection, day: int) -> tuple[int, Numbering]:
        """Return the number for an article of ``day`` (0: none), and what has been given then."""
        counted = replace(self, given=self.given + 1)
        if day == 0:
            return UNDATED - self.undated, replace(counted, undated=self.undated + 1)
        if self.by_day:
            number = _number_by_day(connection, day)
            return (number, counted) if number is not None else counted._next_late()
        if day <= self.bottom_day:
            number, top_day = self.bottom - 1, self.top_day or day
            return number, replace(counted, bottom=number, bottom_day=day, top_day=top_day)
        if day >= self.top_day:
            return self.top + 1, replace(counted, top=self.top + 1, top_day=day)
        return counted._next_late()

    def _next_late(self) -> tuple[int, Numbering]:
        return LATE + self.late, replace(self, late=self.late + 1)

    @property
    def too_many_late(self) -> bool:
        """Whether days should have numbers of their own."""
        return not self.by_day and self.late >= MANY_LATE and self.late >= LATE_SHARE * self.given


def is_late(number: int) -> bool:
    """Return whether an article came late: its number does not tell its place."""
    return number >= LATE


def _number_by_day(connection: sqlite3.Connection, day: int) -> int | None:
    """Return the next of the numbers that ``day`` has of its own; None when all are given."""
    sql = "INSERT INTO days VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET next = next - 1 RETURNING next"
    ((left,),) = connection.execute(sql, (day, (1 << DAY_BITS) - 1)).fetchall()
    return (day << DAY_BITS) + int(left) if left >= 0 else None


def load_numbering(connection: sqlite3.Connection) -> Numbering:
    """Return what has been given so far."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'numbering'").fetchone()
    if row is None:
        return Numbering()
    by_day, *rest = map(int, str(row[0]).split())
    return Numbering(bool(by_day), *rest)


def save_numbering(connection: sqlite3.Connection, numbering: Numbering) -> None:
    """Keep what has been given."""
    values = (
        int(numbering.by_day),
        *(numbering.top, numbering.top_day, numbering.bottom, numbering.bottom_day),
        *(numbering.late, numbering.undated, numbering.given),
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('numbering', ?)", (" ".join(map(str, values)),))
