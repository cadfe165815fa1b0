"""What an index learns from a sample of its library: which tokens are common there, and what its texts have in common.

The level of a token grows with the logarithm of its share of the articles. Where the levels of two tokens that overlap
come to a certain sum, more than ``CANDIDATES`` articles have both by mere chance, too many to look through for what the
two make together, and that is a token as well (``tokens``), unless one of the two implies it: of abc, most articles
with ab may have it. The dictionary is what the compressor of texts has seen before it begins.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter

from reader.library.index.tokens import (
    NO_STATISTICS,
    PAIR,
    Statistics,
    has_level,
    may_be_usual,
    tokens_of,
)
from reader.library.index.wide_tokens import LEVEL_SUM, has_number, is_wide_character, triples_of
from reader.library.pieces import wide_of
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

CANDIDATES = 100  # articles that are looked through in some milliseconds
LEAST_ARTICLES = 20_000  # that a library is made ready for
LEAST_COUNT = 2  # articles of the sample: of what is rarer there is no level
MOST_LEVELS = 12_000
USUAL_SHARE = 0.6  # of the articles have a token: fewer have it not, by far
IMPLIED_SHARE = 0.6  # of the articles with two characters have the third beside them
LEAST_IMPLIED = 5  # articles of the sample: of what is rarer that cannot be said
LEAST_SAMPLE = 100  # articles: of fewer it cannot be said what most have
LISTS = 1.0  # for each rare pair of an article
AT_ONCE = 100  # tokens that are asked for in one go
DICTIONARY = 32_000  # bytes: as far as zlib looks back


class Learned(Value):
    """What is known of the tokens, the compressor's dictionary, and a number that stands for both (0: nothing yet)."""

    statistics: Statistics
    dictionary: bytes
    key: int


NOTHING_LEARNED = Learned(NO_STATISTICS, b"", 0)


class Sampled(Value):
    """One article of a sample: its text as it is kept, and folded; the tokens of what is known of it beside that."""

    text: str
    folded: str
    facts: frozenset[str] = frozenset()


def learn(sample: Sequence[Sampled], articles: int) -> Learned:
    """Return what a library of so many articles can learn from some of them."""
    counts: Counter[str] = Counter()
    for each in sample:
        counts.update(tokens_of(each.folded).union(each.facts))
    levels = _levels(counts, len(sample), max(articles, LEAST_ARTICLES))
    least = USUAL_SHARE * max(len(sample), LEAST_SAMPLE)
    usual = frozenset(token for token, count in counts.items() if count >= least and may_be_usual(token))
    implied = _implied([each.folded for each in sample], counts, levels)
    statistics = Statistics(levels, usual, implied, _lists(counts, len(sample), levels))
    dictionary = _dictionary([each.text for each in sample])
    return Learned(statistics, dictionary, _key(statistics, dictionary))


def _levels(counts: Counter[str], of: int, articles: int) -> dict[str, int]:
    """Return the levels of the commonest tokens that may make another with one that overlaps, and of characters."""
    wanted = Counter({token: count for token, count in counts.items() if count >= LEAST_COUNT and has_level(token)})
    found = {token: level_of(count / of, articles) for token, count in wanted.most_common(MOST_LEVELS)}
    highest = max(found.values(), default=0)
    pairs = {token: level for token, level in found.items() if level + highest >= LEVEL_SUM}
    characters = (token for token, count in counts.items() if count >= LEAST_COUNT and is_wide_character(token))
    return pairs | {token: level_of(counts[token] / of, articles) for token in characters}


def _lists(counts: Counter[str], of: int, levels: Mapping[str, int]) -> int:
    """Return how many lists rare pairs share at least."""
    rare = (n for pair, n in counts.items() if len(pair) == PAIR and has_number(pair) and pair not in levels)
    return 2 * (1 + round(LISTS * sum(rare) / max(1, of) / 2))


def _implied(texts: Iterable[str], counts: Counter[str], levels: Mapping[str, int]) -> frozenset[str]:
    """Return the three characters that stand in most articles in which their rarer pair does."""
    threes: Counter[str] = Counter()
    for text in texts:
        threes.update(triples_of(wide_of(text), levels))
    return frozenset(
        three
        for three, count in threes.items()
        if count >= max(LEAST_IMPLIED, IMPLIED_SHARE * min(counts[three[:2]], counts[three[1:]]))
    )


def level_of(share: float, articles: int) -> int:
    """Return the level of a token that such a share of the articles has: less than LEVEL_SUM, and no less than 0."""
    level = round(LEVEL_SUM / 2 + 4 * math.log2(share * math.sqrt(articles / CANDIDATES)))
    return max(0, min(level, LEVEL_SUM - 1))


def _dictionary(texts: Sequence[str]) -> bytes:
    """Return the beginnings of some texts, as many as there is room for."""
    from reader.library.index.packing import encode_text

    each = max(200, 2 * DICTIONARY // max(1, len(texts)))
    parts = [encode_text(text[:each])[1] for text in texts]
    return b"".join(parts)[-DICTIONARY:]


def _key(statistics: Statistics, dictionary: bytes) -> int:
    sets = (sorted(statistics.levels.items()), sorted(statistics.usual), sorted(statistics.implied))
    all_of_it = (*sets, statistics.lists)
    return zlib.crc32(repr(all_of_it).encode("utf-8", "replace") + dictionary) | 1


def save_learned(connection: sqlite3.Connection, learned: Learned) -> None:
    """Keep what was learnt."""
    levels, usual, implied = learned.statistics.levels, learned.statistics.usual, learned.statistics.implied
    rows = ((token, levels.get(token, 0), token in usual, token in implied) for token in {*levels, *usual, *implied})
    connection.execute("DELETE FROM statistics")
    connection.executemany("INSERT INTO statistics VALUES (?, ?, ?, ?)", sorted(rows))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('dictionary', ?)", (learned.dictionary,))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('lists', ?)", (learned.statistics.lists,))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('learned', ?)", (learned.key,))


def load_learned(connection: sqlite3.Connection, known: Learned = NOTHING_LEARNED) -> Learned:
    """Return what was learnt; ``known`` when that is still all."""
    if (key := _stored_key(connection)) == known.key:
        return known
    rows = connection.execute("SELECT token, level, usual, implied FROM statistics").fetchall()
    return Learned(_statistics(connection, rows), load_dictionary(connection), key)


def _statistics(connection: sqlite3.Connection, rows: Sequence[tuple[str, int, int, int]]) -> Statistics:
    lists = connection.execute("SELECT value FROM meta WHERE key = 'lists'").fetchone()
    return Statistics(
        {token: level for token, level, _, _ in rows if level},
        frozenset(token for token, _, usual, _ in rows if usual),
        frozenset(token for token, _, _, implied in rows if implied),
        int(lists[0]) if lists else 0,
    )


def has_learned(connection: sqlite3.Connection) -> bool:
    """Return whether anything was learnt."""
    return _stored_key(connection) != NOTHING_LEARNED.key


def _stored_key(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE key = 'learned'").fetchone()
    return int(row[0]) if row else NOTHING_LEARNED.key


def load_dictionary(connection: sqlite3.Connection) -> bytes:
    """Return the compressor's dictionary."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'dictionary'").fetchone()
    return bytes(row[0]) if row else b""


class KnownDictionary:
    """The compressor's dictionary of one index, which is read again when another one was learnt."""

    def __init__(self) -> None:
        self._known = NOTHING_LEARNED.key, NOTHING_LEARNED.dictionary

    def load(self, connection: sqlite3.Connection) -> bytes:
        """Return the dictionary: the same object while it is the same, so that it need not be compared."""
        known, key = self._known, _stored_key(connection)
        if key != known[0]:
            known = self._known = key, load_dictionary(connection)
        return known[1]


def load_statistics(connection: sqlite3.Connection, tokens: Sequence[str]) -> Statistics:
    """Return what is known of some tokens: a search needs few of them."""
    rows = []
    for at in range(0, len(tokens), AT_ONCE):
        some = tokens[at : at + AT_ONCE]
        marks = ",".join("?" * len(some))
        sql = f"SELECT token, level, usual, implied FROM statistics WHERE token IN ({marks})"  # noqa: S608 (marks alone)
        rows += connection.execute(sql, some).fetchall()
    return _statistics(connection, rows)
