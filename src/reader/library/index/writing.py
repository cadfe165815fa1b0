"""Writes what was read from files into the index, and takes out what is gone. Within a transaction of the caller's."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING

from reader.library.fold import fold
from reader.library.index.numbering import Numbering, is_late, load_numbering, save_numbering
from reader.library.index.packing import (
    day_of,
    day_of_place,
    pack_facts,
    pack_path,
    pack_problems,
    pack_text,
    place_of,
    unpack_entry,
    unpack_text,
)
from reader.library.index.preparing import key_of, line_of_tokens
from reader.library.index.tokens import GRAM, LATE, grams_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.library.index.preparing import Prepared, PreparedFile

KNOWN_WORDS = 200_000  # words that are known to be there already


class Writer:
    """Puts files into the index, or takes them out."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        # Of each article its row, its text with the length of the title lines, its tokens.
        self._waiting: list[tuple[tuple[int | bytes, ...], tuple[int, bytes], str]] = []
        self._numbering = Numbering()
        self._common: frozenset[str] = frozenset()
        self._key = 0

    def write(self, connection: sqlite3.Connection, files: Iterable[PreparedFile]) -> None:
        """Keep what was read from files, in place of what was known of them."""
        common = read_common(connection)
        self._numbering, self._common, self._key = load_numbering(connection), frozenset(common.split()), key_of(common)
        for file in files:
            self._put(connection, file)
        self._write_articles(connection)
        save_numbering(connection, self._numbering)

    def _write_articles(self, connection: sqlite3.Connection) -> None:
        """Write the new articles, their numbers ascending.

        So the pages of a table are filled; and FTS5 gathers what ascends, but writes what does not one by one.
        """
        waiting, self._waiting = sorted(self._waiting), []
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", (row for row, _, _ in waiting))
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", ((row[0], *text) for row, text, _ in waiting))
        postings = ((row[0], tokens) for row, _, tokens in waiting)
        connection.executemany("INSERT INTO postings (rowid, tokens) VALUES (?, ?)", postings)

    def _put(self, connection: sqlite3.Connection, prepared: PreparedFile) -> None:
        file = prepared.file
        self._take_out(connection, file.ref.path)
        ref = file.ref
        row = (
            *(pack_path(ref.path), pack_path(ref.root), ref.size, ref.modified, _signed(ref.inode)),
            *(file.length, file.undone, file.drawing.bits),
            " ".join(f"{kind}={count}" for kind, count in file.repairs),
            pack_problems(file.problems),
        )
        sql = (
            "INSERT INTO files (path, root, size, modified, inode, length, undone, drawing, repairs, problems)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        number = connection.execute(sql, row).lastrowid or 0
        counts: Counter[tuple[int, int]] = Counter()
        for article in prepared.articles:
            section = _section(connection, article.entry.section)
            if prepared.common != self._key:  # found out since it was prepared
                article = _prepared_anew(article, self._common)
            self._add(connection, (number, section), article, place_of(article.entry, file.order))
            counts[section, day_of(article.entry)] += 1
        _count(connection, counts)

    def _add(self, connection: sqlite3.Connection, belongs: tuple[int, int], article: Prepared, place: bytes) -> None:
        entry = article.entry
        number, self._numbering = self._numbering.next(connection, day_of(entry))
        row = (number, *belongs, entry.number, place, bytes.fromhex(entry.id), pack_facts(entry))
        self._waiting.append((row, (article.title_length, article.text), numbered(article.tokens, number)))
        self._learn(connection, article.words)

    def _learn(self, connection: sqlite3.Connection, words: frozenset[str]) -> None:
        """Keep words that are new, with the grams by which a part of them is found."""
        for word in words - self._words:
            done = connection.execute("INSERT OR IGNORE INTO words (word) VALUES (?)", (word,))
            if done.rowcount:
                grams = " ".join(gram for gram in grams_of(word) if len(gram) > GRAM)
                connection.execute("INSERT INTO grams (rowid, tokens) VALUES (?, ?)", (done.lastrowid, grams))
        if len(self._words) < KNOWN_WORDS:
            self._words |= words

    def forget(self) -> None:
        """Forget what is there: what was written last was not kept."""
        self._words.clear()
        self._waiting.clear()

    def remove(self, connection: sqlite3.Connection, paths: Iterable[str]) -> None:
        """Take files out, with their articles."""
        self._common = load_common(connection)
        for path in paths:
            self._take_out(connection, path)

    def _take_out(self, connection: sqlite3.Connection, path: str) -> None:
        row = connection.execute("SELECT id FROM files WHERE path = ?", (pack_path(path),)).fetchone()
        if row is None:
            return
        counts: Counter[tuple[int, int]] = Counter()
        sql = "SELECT id, section, place FROM articles WHERE file = ?"
        for number, section, place in connection.execute(sql, row).fetchall():
            tokens = stored_tokens(connection, number, self._common)
            sql = "INSERT INTO postings (postings, rowid, tokens) VALUES ('delete', ?, ?)"
            connection.execute(sql, (number, tokens))
            connection.execute("DELETE FROM texts WHERE id = ?", (number,))
            counts[section, day_of_place(place)] -= 1
        connection.execute("DELETE FROM articles WHERE file = ?", row)
        connection.execute("DELETE FROM files WHERE id = ?", row)
        _count(connection, counts)


def folded_text(title_length: int, data: bytes) -> tuple[str, str]:
    """Return the title lines and all of a text as it is kept, folded."""
    text = unpack_text(zlib.decompress(data))
    return fold(text[:title_length]), fold(text)


def stored_tokens(connection: sqlite3.Connection, number: int, common: frozenset[str]) -> str:
    """Return all tokens of an article that is in the index: it is taken out by them."""
    sql = (
        "SELECT title, text, path, number, words, name, facts FROM articles JOIN texts USING (id)"
        " JOIN files ON files.id = file JOIN sections ON sections.id = section WHERE articles.id = ?"
    )
    ((title, text, path, place, words, section, facts),) = connection.execute(sql, (number,)).fetchall()
    entry = unpack_entry(path, place, words, unpack_text(section), facts)
    return numbered(line_of_tokens(folded_text(title, text), entry, common), number)


def _prepared_anew(article: Prepared, common: frozenset[str]) -> Prepared:
    folded = folded_text(article.title_length, article.text)
    return article._replace(tokens=line_of_tokens(folded, article.entry, common))


def numbered(tokens: str, number: int) -> str:
    """Return the tokens of an article that has been given a number."""
    return f"{tokens} {LATE}" if is_late(number) else tokens


def load_common(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the pairs that are common in this library, as far as that was found out."""
    return frozenset(read_common(connection).split())


def read_common(connection: sqlite3.Connection) -> str:
    """Return the common pairs as they are kept, a space between two."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'common'").fetchone()
    return str(row[0]) if row else ""


def _section(connection: sqlite3.Connection, name: str) -> int:
    packed = (pack_text(name),)
    row = connection.execute("SELECT id FROM sections WHERE name = ?", packed).fetchone()
    return int(row[0]) if row else connection.execute("INSERT INTO sections (name) VALUES (?)", packed).lastrowid or 0


def _count(connection: sqlite3.Connection, changes: Counter[tuple[int, int]]) -> None:
    for (section, day), by in changes.items():
        sql = "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles"
        connection.execute(sql, (section, day, by))
        connection.execute("DELETE FROM counts WHERE section = ? AND day = ? AND articles = 0", (section, day))


def _signed(number: int) -> int:
    """Return an inode as SQLite can keep it: some systems use all 64 bits."""
    return number - (1 << 64) if number >= 1 << 63 else number
