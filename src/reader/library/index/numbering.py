"""Gives articles their numbers: of two, the newer has the lower one, so that what is newest is found first.

Lists of numbers that lie close together are short, and a table that grows at its end is full. Most folders are read
from the newest edition to the oldest, and then grow at the new end: there one number follows the other, and the few
articles that come late, of days that have their numbers, are marked and sorted in when they are found. Where late ones
are many, as in folders whose names tell no date, each day has numbers of its own.
"""

from __future__ import annotations

from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

BASE = 1 << 20  # the first number: a million newer articles have room below it, and all older ones above
LATE = 1 << 47  # the first number of those that come late, the newest first among themselves
LATE_BITS = 24  # of numbers for those that come late, whatever their day
UNDATED = 1 << 40  # the first number of those without a date: they come after all others
LAST_DAY = 1 << 22  # more than any date's ordinal
DAY_BITS = 16  # of numbers that a day has of its own; of more articles the rest comes late
MANY_LATE = 500  # articles that came late
LATE_SHARE = 0.1  # of all articles: from both on, days get numbers of their own


class Numbering(Value):
    """What has been given. ``newest`` and ``oldest`` are the lowest and the highest number, with their days."""

    by_day: bool = False
    newest: int = BASE
    newest_day: int = 0
    oldest: int = BASE - 1
    oldest_day: int = LAST_DAY
    late: int = 0
    undated: int = 0
    given: int = 0

    def next(self, connection: sqlite3.Connection, day: int) -> tuple[int, Numbering]:
        """Return the number for an article of ``day`` (0: none), and what has been given then."""
        counted = replace(self, given=self.given + 1)
        if day == 0:
            return UNDATED + self.undated, replace(counted, undated=self.undated + 1)
        if self.by_day:
            number = _number_by_day(connection, day)
            return (number, counted) if number is not None else counted._next_late(day)
        if day <= self.oldest_day:
            number, newest_day = self.oldest + 1, self.newest_day or day
            return number, replace(counted, oldest=number, oldest_day=day, newest_day=newest_day)
        if day >= self.newest_day and self.newest > 1:
            return self.newest - 1, replace(counted, newest=self.newest - 1, newest_day=day)
        return counted._next_late(day)

    def _next_late(self, day: int) -> tuple[int, Numbering]:
        return LATE + ((LAST_DAY - day) << LATE_BITS) + self.late, replace(self, late=self.late + 1)

    @property
    def too_many_late(self) -> bool:
        """Whether days should have numbers of their own."""
        return not self.by_day and self.late >= MANY_LATE and self.late >= LATE_SHARE * self.given


def is_late(number: int) -> bool:
    """Return whether an article came late: its number does not tell its place."""
    return number >= LATE


def day_of_late(number: int) -> int:
    """Return the day of an article that came late."""
    return LAST_DAY - ((number - LATE) >> LATE_BITS)


def _number_by_day(connection: sqlite3.Connection, day: int) -> int | None:
    """Return the next of the numbers that ``day`` has of its own; None when all are given."""
    sql = "INSERT INTO days VALUES (?, 0) ON CONFLICT (day) DO UPDATE SET next = next + 1 RETURNING next"
    ((given,),) = connection.execute(sql, (day,)).fetchall()
    return ((LAST_DAY - day) << DAY_BITS) + int(given) if given < 1 << DAY_BITS else None


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
        *(numbering.newest, numbering.newest_day, numbering.oldest, numbering.oldest_day),
        *(numbering.late, numbering.undated, numbering.given),
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('numbering', ?)", (" ".join(map(str, values)),))
