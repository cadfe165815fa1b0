"""Works the lists of the index out anew from the texts it keeps.

That is due once it can be told what is common in the library, and when its articles have to be numbered otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.fold import fold
from reader.library.index.database import make_postings
from reader.library.index.learned import Learned, Sampled, has_learned, learn, load_learned, save_learned
from reader.library.index.numbering import LATE, UNDATED, load_numbering, save_numbering
from reader.library.index.packing import Packed, day_of_place
from reader.library.index.tokens import tokens_of_facts
from reader.library.index.writing import stored_article, stored_tokens
from reader.value import replace

if TYPE_CHECKING:
    import sqlite3

ENOUGH = 2_000  # articles from which one can tell what is common
SAMPLE = 600  # articles that are looked at for it


def renew_if_due(connection: sqlite3.Connection) -> None:
    """Work the lists out anew when that makes the index smaller and quicker."""
    numbering = load_numbering(connection)
    to_learn = numbering.given >= ENOUGH and not has_learned(connection)
    if to_learn:
        save_learned(connection, _learn(connection))
    if numbering.too_many_late:
        connection.execute("DELETE FROM days")
        save_numbering(connection, replace(numbering, by_day=True, late=0))
        _renumber(connection)
    elif not to_learn:
        return
    renew(connection, load_learned(connection))


def _learn(connection: sqlite3.Connection) -> Learned:
    numbers = connection.execute("SELECT id FROM articles ORDER BY random() LIMIT ?", (SAMPLE,)).fetchall()
    sample = []
    for (number,) in numbers:
        stored = stored_article(connection, number)
        text = Packed(stored.text, b"").text()
        sample.append(Sampled(text, fold(text), frozenset(tokens_of_facts(stored.entry))))
    ((articles,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
    return learn(sample, articles)


def renew(connection: sqlite3.Connection, learned: Learned) -> None:
    """Work the lists out anew with what was learnt."""
    make_postings(connection)
    numbers = connection.execute("SELECT id FROM articles ORDER BY id").fetchall()  # ascending, as FTS5 wants it
    for (number,) in numbers:
        _, tokens = stored_tokens(connection, number, learned)
        connection.execute("INSERT INTO postings (rowid, tokens) VALUES (?, ?)", (number, tokens))


def _renumber(connection: sqlite3.Connection) -> None:
    """Give numbers to all dated articles anew, in print order; the new numbers are none of the old ones."""
    numbering = load_numbering(connection)
    sql = "SELECT article, section, place FROM places WHERE article < ? OR article >= ? ORDER BY place"
    for number, section, place in connection.execute(sql, (UNDATED, LATE)).fetchall():
        new, numbering = numbering.next(connection, day_of_place(place))
        connection.execute("UPDATE articles SET id = ? WHERE id = ?", (new, number))
        connection.execute("UPDATE texts SET id = ? WHERE id = ?", (new, number))
        connection.execute(
            "UPDATE places SET article = ? WHERE section = ? AND place = ? AND article = ?",
            (new, section, place, number),
        )
    save_numbering(connection, numbering)
