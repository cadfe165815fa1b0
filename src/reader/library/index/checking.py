"""Looks through an index: whether its file is sound, and whether what it lists, keeps and finds is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.library.index.learned import load_learned
from reader.library.index.tokens import EVERY
from reader.library.index.writing import stored_tokens
from reader.library.shelf import ShelfError

if TYPE_CHECKING:
    import sqlite3

    from reader.library.index.database import Database

TRIED = 200  # articles, drawn at random, whose tokens are all looked for

_AGREE = {
    "articles - texts": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT id FROM texts)",
    "texts - articles": "SELECT count(*) FROM texts WHERE id NOT IN (SELECT id FROM articles)",
    "articles - places": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM places)",
    "places - articles": "SELECT count(*) FROM places WHERE article NOT IN (SELECT id FROM articles)",
    "articles - files": "SELECT count(*) FROM articles WHERE file NOT IN (SELECT id FROM files)",
    "files - folders": "SELECT count(*) FROM files WHERE folder NOT IN (SELECT id FROM folders)",
    "steps - places": (  # what stands between a step and the one before it
        "SELECT count(*) FROM (SELECT section, place, number - lag(number, 1, 0) OVER days AS articles,"
        " lag(place, 1, substr(place, 1, 4)) OVER days AS before FROM steps"
        " WINDOW days AS (PARTITION BY section, day ORDER BY number)) AS noted WHERE articles IS NOT (SELECT count(*)"
        " FROM places WHERE places.section = noted.section AND places.place >= before AND places.place < noted.place)"
    ),
    "articles - counts": (
        "SELECT abs((SELECT count(*) FROM articles) - (SELECT coalesce(sum(articles), 0) FROM counts))"
    ),
    "articles - copies": (
        "SELECT abs((SELECT count(*) - count(DISTINCT words) FROM articles)"
        " - coalesce((SELECT value FROM meta WHERE key = 'copies'), 0))"
    ),
    "articles - postings": (
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT rowid FROM postings WHERE postings MATCH :every)"
    ),
    "postings - articles": (
        "SELECT count(*) FROM (SELECT rowid AS id FROM postings WHERE postings MATCH :every)"
        " WHERE id NOT IN (SELECT id FROM articles)"
    ),
}


class Finding(NamedTuple):
    """What is wrong: a ``reason`` when the file is damaged, else a ``number`` of articles that one table lacks."""

    number: int
    reason: str


def check_index(database: Database) -> tuple[Finding, ...]:
    """Return what is wrong with an index; nothing when all is well."""
    try:
        with database.reading() as connection:
            damage = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            if damage:
                return tuple(Finding(0, each) for each in damage)
            counts = {what: connection.execute(sql, {"every": EVERY}).fetchone()[0] for what, sql in _AGREE.items()}
            found = [Finding(count, what) for what, count in counts.items() if count]
            if not found and (lost := _lost(connection)):
                found.append(Finding(lost, "tokens - postings"))
            return tuple(found)
    except ShelfError as error:
        return (Finding(0, str(error)),)


def _lost(connection: sqlite3.Connection) -> int:
    """Return how many of some articles are not found by their own tokens."""
    learned = load_learned(connection)
    lost = 0
    for (number,) in connection.execute("SELECT id FROM articles ORDER BY random() LIMIT ?", (TRIED,)).fetchall():
        tokens = stored_tokens(connection, number, learned)[1].split()
        expression = " AND ".join(f'"{token}"' for token in tokens[:: max(1, len(tokens) // 20)])
        sql = "SELECT 1 FROM postings WHERE postings MATCH ? AND rowid = ?"
        lost += connection.execute(sql, (expression, number)).fetchone() is None
    return lost
