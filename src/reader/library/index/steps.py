"""Finds the n-th of very many articles of one day, or of none, without passing all before it.

Where a section has many articles of a day, every so manieth place is noted, with how many stand before it. Whoever
writes into such a day moves what was noted along: the numbers behind what came or went change, and where much came,
places are noted in between. So they are true in every state of the index that can be seen, and the work is that of
what has changed, and of the places noted, not of the articles.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise

from reader.library.index.packing import day_of_place, day_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

MANY = 2048  # articles of a section and day
STEP = 512  # articles from one place that is noted to the next, when it is noted
FAR = 2  # times as many: then places are noted in between

Step = tuple[int, bytes]  # how many articles of the section and day stand before a place, and the place


def move_steps(
    connection: sqlite3.Connection, section: int, day: int, articles: int, changes: Mapping[bytes, int]
) -> None:
    """Note the places of a day anew after ``changes``: how many articles came to a place, or went (below 0).

    The day has so many ``articles`` now, and the list of places has been written.
    """
    if articles <= MANY:
        connection.execute("DELETE FROM steps WHERE section = ? AND day = ?", (section, day))
        return
    changed = sorted(changes)
    first = _last_step(connection, section, day, changed[0])
    sql = "SELECT number, place FROM steps WHERE section = ? AND day = ? AND number > ? ORDER BY number"
    behind = connection.execute(sql, (section, day, first[0])).fetchall()
    total = list(accumulate((changes[each] for each in changed), initial=0))
    moved = [(number + total[bisect_left(changed, place)], place) for number, place in behind]
    end = articles, day_place(day) + b"\xff"
    steps = [first, *_thinned(first[0], moved, articles), end]
    new = [step for begin, end in pairwise(steps) for step in (begin, *_between(connection, section, begin, end))][1:]
    if new != behind:
        connection.execute("DELETE FROM steps WHERE section = ? AND day = ? AND number > ?", (section, day, first[0]))
        connection.executemany("INSERT INTO steps VALUES (?, ?, ?, ?)", ((section, day, *step) for step in new))


def _thinned(before: int, steps: Sequence[Step], articles: int) -> Iterator[Step]:
    """Yield those steps that are needed, when there are ``articles`` in all and ``before`` is the one before them."""
    for at, (number, place) in enumerate(steps):
        after = steps[at + 1][0] if at + 1 < len(steps) else articles
        if before < number < articles and after - before > STEP:
            yield number, place
            before = number


def _between(connection: sqlite3.Connection, section: int, begin: Step, end: Step) -> list[Step]:
    """Return the places to be noted between two; none when these are near each other."""
    if end[0] - begin[0] <= FAR * STEP:
        return []
    # Of articles at the same place, the first counts: whoever goes on from a place begins there.
    sql = (
        "SELECT DISTINCT ? + before, place FROM (SELECT place, rank() OVER (ORDER BY place) - 1 AS before,"
        " row_number() OVER (ORDER BY place) - 1 AS number FROM places WHERE section = ? AND place >= ? AND place < ?)"
        " WHERE number % ? = 0 AND before > 0 ORDER BY before"
    )
    return connection.execute(sql, (begin[0], section, begin[1], end[1], STEP)).fetchall()


def step_before(connection: sqlite3.Connection, section: int, day: int, number: int) -> Step:
    """Return the last place noted up to the ``number``-th article of a day, and how many stand before it."""
    sql = "SELECT number, place FROM steps WHERE section = ? AND day = ? AND number <= ? ORDER BY number DESC LIMIT 1"
    return connection.execute(sql, (section, day, number)).fetchone() or (0, day_place(day))


def _last_step(connection: sqlite3.Connection, section: int, day: int, place: bytes) -> Step:
    """Return the last place noted up to ``place``, and how many stand before it."""
    sql = "SELECT number, place FROM steps WHERE section = ? AND day = ? AND place <= ? ORDER BY number DESC LIMIT 1"
    return connection.execute(sql, (section, day, place)).fetchone() or (0, day_place(day))


def number_of(connection: sqlite3.Connection, section: int, place: bytes) -> int:
    """Return how many articles of the same section and day stand before ``place``."""
    number, begin = _last_step(connection, section, day_of_place(place), place)
    sql = "SELECT count(*) FROM places WHERE section = ? AND place >= ? AND place < ?"
    ((more,),) = connection.execute(sql, (section, begin, place)).fetchall()
    return int(number) + int(more)
