"""Writes what was read from files into the index, and takes out what is gone. Within a transaction of the caller's."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.library.contents import file_order
from reader.library.files import folder_of
from reader.library.fold import fold
from reader.library.index.learned import NOTHING_LEARNED, load_learned
from reader.library.index.numbering import Numbering, is_late, load_numbering, save_numbering
from reader.library.index.packing import (
    Packed,
    day_of,
    day_of_place,
    pack_path,
    pack_problems,
    pack_text,
    path_key,
    place_of,
    signed,
    unpack_entry,
    unpack_path,
    unpack_text,
)
from reader.library.index.preparing import line_of_tokens
from reader.library.index.steps import move_steps
from reader.library.index.tokens import GRAM, LATE, grams_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.library.contents import Entry
    from reader.library.index.learned import Learned
    from reader.library.index.preparing import Prepared, PreparedFile

KNOWN_WORDS = 200_000  # words that are known to be there already


class Writer:
    """Puts files into the index, or takes them out."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._numbers: dict[tuple[str, bytes], int] = {}  # of sections and folders
        self._counts: Counter[tuple[int, bytes]] = Counter()  # articles a section and place, more or fewer than counted
        # Of each article its row, its place, its text with the length of the title lines, its tokens.
        self._waiting: list[tuple[tuple[int | bytes, ...], bytes, tuple[int, bytes], str]] = []
        self._numbering = Numbering()
        self._learned = NOTHING_LEARNED

    def write(self, connection: sqlite3.Connection, files: Iterable[PreparedFile]) -> None:
        """Keep what was read from files, in place of what was known of them."""
        self._numbering, self._learned = load_numbering(connection), load_learned(connection, self._learned)
        for file in files:
            self._put(connection, file)
        self._write_articles(connection)
        self._write_counts(connection)
        save_numbering(connection, self._numbering)

    def _write_articles(self, connection: sqlite3.Connection) -> None:
        """Write the new articles, their numbers ascending.

        So the pages of a table are filled; and FTS5 gathers what ascends, but writes what does not one by one.
        """
        waiting, self._waiting = sorted(self._waiting), []
        _count_copies(connection, _new_copies(connection, Counter(bytes(row[4]) for row, *_ in waiting)))
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)", (row for row, *_ in waiting))
        places = sorted((row[2], place, row[0]) for row, place, *_ in waiting)
        connection.executemany("INSERT INTO places VALUES (?, ?, ?)", places)
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", ((row[0], *text) for row, _, text, _ in waiting))
        postings = ((row[0], tokens) for row, _, _, tokens in waiting)
        connection.executemany("INSERT INTO postings (rowid, tokens) VALUES (?, ?)", postings)

    def _put(self, connection: sqlite3.Connection, prepared: PreparedFile) -> None:
        file = prepared.file
        self._take_out(connection, file.ref.path)
        path = pack_path(file.ref.path)
        ref = file.ref
        row = (
            *(
                path_key(path),
                path,
                self._number(connection, "folders", "path", pack_path(folder_of(ref.path))),
                self._number(connection, "roots", "path", pack_path(ref.root)),
                ref.size,
                ref.modified,
                signed(ref.inode),
                ref.changed,
            ),
            *(file.length, file.undone, file.drawing.bits),
            " ".join(f"{kind}={count}" for kind, count in file.repairs),
            pack_problems(file.problems),
            len(file.problems),
        )
        sql = (
            "INSERT INTO files (key, path, folder, root, size, modified, inode, changed, length, undone, drawing,"
            " repairs, problems, wrong) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        number = connection.execute(sql, row).lastrowid or 0
        for article in prepared.articles:
            section = self._number(connection, "sections", "name", pack_text(article.entry.section))
            if prepared.key != self._learned.key:  # learnt since it was prepared
                article = _prepared_anew(article, self._learned)
            self._add(connection, (number, section), article)
            self._counts[section, article.place] += 1

    def _add(self, connection: sqlite3.Connection, belongs: tuple[int, int], article: Prepared) -> None:
        entry = article.entry
        number, self._numbering = self._numbering.next(connection, day_of(entry))
        row = (number, *belongs, entry.number, bytes.fromhex(entry.id), article.facts)
        self._waiting.append(
            (row, article.place, (article.title_length, article.text), numbered(article.tokens, number))
        )
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
        self._numbers.clear()
        self._counts.clear()

    def remove(self, connection: sqlite3.Connection, paths: Iterable[str]) -> None:
        """Take files out, with their articles."""
        self._learned = load_learned(connection, self._learned)
        for path in paths:
            self._take_out(connection, path)
        self._write_counts(connection)

    def _take_out(self, connection: sqlite3.Connection, path: str) -> None:
        packed = pack_path(path)
        sql = "SELECT files.id, roots.path FROM files JOIN roots ON roots.id = root WHERE key = ? AND files.path = ?"
        found = connection.execute(sql, (path_key(packed), packed)).fetchone()
        if found is None:
            return
        row = found[:1]
        order = file_order(path, unpack_path(found[1]))
        for number, section in connection.execute("SELECT id, section FROM articles WHERE file = ?", row).fetchall():
            entry, tokens = stored_tokens(connection, number, self._learned)
            sql = "INSERT INTO postings (postings, rowid, tokens) VALUES ('delete', ?, ?)"
            connection.execute(sql, (number, tokens))
            connection.execute("DELETE FROM texts WHERE id = ?", (number,))
            place = section, place_of(entry, order), number
            connection.execute("DELETE FROM places WHERE section = ? AND place = ? AND article = ?", place)
            self._counts[place[:2]] -= 1
        words = [each for (each,) in connection.execute("SELECT words FROM articles WHERE file = ?", row)]
        connection.execute("DELETE FROM articles WHERE file = ?", row)
        _count_copies(connection, -_new_copies(connection, Counter(words)))
        connection.execute("DELETE FROM files WHERE id = ?", row)

    def _number(self, connection: sqlite3.Connection, table: str, column: str, value: bytes) -> int:
        """Return the number of a section or a folder; the next one when it is new."""
        known = self._numbers.get((table, value))
        if known is None:
            sql = f"SELECT id FROM {table} WHERE {column} = ?"  # noqa: S608 (ours)
            row = connection.execute(sql, (value,)).fetchone()
            sql = f"INSERT INTO {table} ({column}) VALUES (?)"  # noqa: S608
            known = int(row[0]) if row else connection.execute(sql, (value,)).lastrowid or 0
            self._numbers[table, value] = known
        return known

    def _write_counts(self, connection: sqlite3.Connection) -> None:
        changes, self._counts = self._counts, Counter()
        days: defaultdict[tuple[int, int], dict[bytes, int]] = defaultdict(dict)
        for (section, place), by in changes.items():
            if by:  # else its article was written anew, and stands where it stood
                days[section, day_of_place(place)][place] = by
        for (section, day), places in days.items():
            sql = (
                "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles"
            )
            connection.execute(sql, (section, day, sum(places.values())))
            sql = "SELECT articles FROM counts WHERE section = ? AND day = ?"
            ((articles,),) = connection.execute(sql, (section, day)).fetchall()
            move_steps(connection, section, day, articles, places)
            if not articles:
                connection.execute("DELETE FROM counts WHERE section = ? AND day = ?", (section, day))


def folded_text(title_length: int, data: bytes, dictionary: bytes) -> tuple[str, str]:
    """Return the title lines and all of a text as it is kept, folded."""
    text = Packed(data, dictionary).text()
    return fold(text[:title_length]), fold(text)


class StoredArticle(NamedTuple):
    """An article that is in the index: what is known of it, how long its title lines are, its text as it is kept."""

    entry: Entry
    title_length: int
    text: bytes


def stored_article(connection: sqlite3.Connection, number: int) -> StoredArticle:
    """Return an article that is in the index."""
    sql = (
        "SELECT title, text, path, number, words, name, facts FROM articles JOIN texts USING (id)"
        " JOIN files ON files.id = file JOIN sections ON sections.id = section WHERE articles.id = ?"
    )
    ((title, text, path, place, words, section, facts),) = connection.execute(sql, (number,)).fetchall()
    return StoredArticle(unpack_entry(path, place, words, unpack_text(section), facts), title, text)


def stored_tokens(connection: sqlite3.Connection, number: int, learned: Learned) -> tuple[Entry, str]:
    """Return what is known of an article that is in the index, and all its tokens: it is taken out by them."""
    entry, title, text = stored_article(connection, number)
    tokens, _ = line_of_tokens(folded_text(title, text, learned.dictionary), entry, learned.statistics)
    return entry, numbered(tokens, number)


def _prepared_anew(article: Prepared, learned: Learned) -> Prepared:
    folded = folded_text(article.title_length, article.text, learned.dictionary)
    return article._replace(tokens=line_of_tokens(folded, article.entry, learned.statistics)[0])


def numbered(tokens: str, number: int) -> str:
    """Return the tokens of an article that has been given a number."""
    return f"{tokens} {LATE}" if is_late(number) else tokens


def _new_copies(connection: sqlite3.Connection, words: Counter[bytes]) -> int:
    """Return how many of articles with these words have the words of another one, or of an article that is there."""
    sql = "SELECT 1 FROM articles WHERE words = ? LIMIT 1"
    return sum(count - (connection.execute(sql, (each,)).fetchone() is None) for each, count in words.items())


def _count_copies(connection: sqlite3.Connection, more: int) -> None:
    if more:
        sql = "INSERT INTO meta VALUES ('copies', ?) ON CONFLICT DO UPDATE SET value = value + excluded.value"
        connection.execute(sql, (more,))
