"""Finds the n-th of very many articles of one day, or of none, without passing all before it.

Where a section has many articles of a day, every so manieth place is noted, with how many stand before it. Whoever
writes into such a day forgets what was noted of it (``writing``); at the end of a scan it is noted anew. What is not
noted is counted.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.library.index.packing import day_of_place, day_place
from reader.library.shelf import IndexUnusableError

if TYPE_CHECKING:
    import sqlite3

    from reader.library.index.database import Database

MANY = 2048  # articles of a section and day; see also the index of_many
STEP = 512  # articles from one place that is noted to the next


def note_steps(database: Database) -> None:
    """Note the places in all days that have many articles and nothing noted."""
    # The number stands in the text: there is an index of just these days.
    sql = (
        f"SELECT section, day FROM counts WHERE articles > {MANY:d} AND NOT EXISTS"  # noqa: S608 (a number)
        " (SELECT 1 FROM steps WHERE steps.section = counts.section AND steps.day = counts.day)"
    )
    with database.reading() as connection:
        days = connection.execute(sql).fetchall()
    if days:
        with suppress(IndexUnusableError), database.writing() as connection:
            for section, day in days:
                _note(connection, section, day)


def _note(connection: sqlite3.Connection, section: int, day: int) -> None:
    sql = (
        "INSERT OR REPLACE INTO steps SELECT ?1, ?2, number, place FROM"
        " (SELECT place, row_number() OVER (ORDER BY place, article) - 1 AS number FROM places"
        " WHERE section = ?1 AND place >= ?3 AND place < ?4) WHERE number % ?5 = 0"
    )
    connection.execute(sql, (section, day, *_range(day), STEP))


def _range(day: int) -> tuple[bytes, bytes]:
    """Return the beginning of the places of a day, and what comes after all of them."""
    return day_place(day), day_place(day) + b"\xff"


def step_before(connection: sqlite3.Connection, section: int, day: int, number: int) -> tuple[int, bytes]:
    """Return the last place noted up to the ``number``-th article of a day, and how many stand before it."""
    sql = "SELECT number, place FROM steps WHERE section = ? AND day = ? AND number <= ? ORDER BY number DESC LIMIT 1"
    row = connection.execute(sql, (section, day, number)).fetchone() if number >= STEP else None
    return (int(row[0]), bytes(row[1])) if row else (0, day_place(day))


def number_of(connection: sqlite3.Connection, section: int, place: bytes) -> int:
    """Return how many articles of the same section and day stand before ``place``."""
    day = day_of_place(place)
    sql = "SELECT number, place FROM steps WHERE section = ? AND day = ? AND place <= ? ORDER BY number DESC LIMIT 1"
    number, begin = connection.execute(sql, (section, day, place)).fetchone() or (0, day_place(day))
    sql = "SELECT count(*) FROM places WHERE section = ? AND place >= ? AND place < ?"
    ((more,),) = connection.execute(sql, (section, begin, place)).fetchall()
    return int(number) + int(more)
