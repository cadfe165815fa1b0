"""Works the lists of the index out anew from the texts it keeps.

That is due once it can be told what is common in the library, and when its articles have to be numbered otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.index.database import make_postings
from reader.library.index.numbering import load_numbering, save_numbering
from reader.library.index.packing import day_of_place
from reader.library.index.tokens import common_pairs
from reader.library.index.writing import folded_text, load_common, stored_tokens
from reader.value import replace

if TYPE_CHECKING:
    import sqlite3

ENOUGH = 2_000  # articles from which one can tell what is common
SAMPLE = 1_000  # articles that are looked at for it


def renew_if_due(connection: sqlite3.Connection) -> None:
    """Work the lists out anew when that makes the index smaller and quicker."""
    numbering, common = load_numbering(connection), load_common(connection)
    if numbering.too_many_late:
        connection.execute("DELETE FROM days")
        save_numbering(connection, replace(numbering, by_day=True, late=0))
    elif common or numbering.given < ENOUGH:
        return
    if not common and numbering.given >= ENOUGH:
        common = _find_common(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('common', ?)", (" ".join(sorted(common)),))
    _renew(connection, common, renumber=numbering.too_many_late)


def _find_common(connection: sqlite3.Connection) -> frozenset[str]:
    sql = "SELECT title, text FROM texts WHERE id IN (SELECT id FROM articles ORDER BY random() LIMIT ?)"
    return common_pairs(folded_text(title, text)[1] for title, text in connection.execute(sql, (SAMPLE,)))


def _renew(connection: sqlite3.Connection, common: frozenset[str], *, renumber: bool) -> None:
    make_postings(connection)
    if renumber:
        _renumber(connection)
    numbers = connection.execute("SELECT id FROM articles ORDER BY id").fetchall()  # ascending, as FTS5 wants it
    for (number,) in numbers:
        tokens = stored_tokens(connection, number, common)
        connection.execute("INSERT INTO postings (rowid, tokens) VALUES (?, ?)", (number, tokens))


def _renumber(connection: sqlite3.Connection) -> None:
    numbering = load_numbering(connection)
    for number, place in connection.execute("SELECT id, place FROM articles WHERE id > 0 ORDER BY id DESC").fetchall():
        new, numbering = numbering.next(connection, day_of_place(place))
        connection.execute("UPDATE articles SET id = ? WHERE id = ?", (new, number))
        connection.execute("UPDATE texts SET id = ? WHERE id = ?", (new, number))
    save_numbering(connection, numbering)
