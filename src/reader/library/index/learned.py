"""What an index learns from a sample of its library: which tokens are common there, and what its texts have in common.

The level of a token grows with the logarithm of its share of the articles. Where the levels of two tokens that overlap
come to a certain sum, more than ``CANDIDATES`` articles have both by mere chance, too many to look through for what the
two make together, and that is a token as well (``tokens``). The dictionary is what the compressor of texts has seen
before it begins.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.library.index.tokens import LEVEL_SUM, tokens_to_learn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

CANDIDATES = 100  # articles that are looked through in some milliseconds
LEAST_ARTICLES = 20_000  # that a library is made ready for
LEAST_COUNT = 2  # articles of the sample: of what is rarer there is no level
MOST_LEVELS = 12_000
DICTIONARY = 24_000  # bytes; zlib looks back 32 kB, and the text itself needs its share


class Learned(NamedTuple):
    """The levels of tokens, the compressor's dictionary, and a number that stands for both (0: nothing yet)."""

    levels: Mapping[str, int]
    dictionary: bytes
    key: int


NOTHING_LEARNED = Learned({}, b"", 0)


def learn(folded: Sequence[str], texts: Sequence[str], articles: int) -> Learned:
    """Return what a library of so many articles can learn from a sample of its texts, folded and as they are kept."""
    counts: Counter[str] = Counter()
    for text in folded:
        counts.update(tokens_to_learn(text))
    articles = max(articles, LEAST_ARTICLES)
    found = {
        token: level_of(count / len(folded), articles)
        for token, count in counts.most_common(MOST_LEVELS)
        if count >= LEAST_COUNT
    }
    highest = max(found.values(), default=0)
    levels = {token: level for token, level in found.items() if level + highest >= LEVEL_SUM}
    dictionary = _dictionary(texts)
    return Learned(levels, dictionary, _key(levels, dictionary))


def level_of(share: float, articles: int) -> int:
    """Return the level of a token that such a share of the articles has."""
    return round(LEVEL_SUM / 2 + 4 * math.log2(share * math.sqrt(articles / CANDIDATES)))


def _dictionary(texts: Sequence[str]) -> bytes:
    """Return the beginnings of some texts, as many as there is room for."""
    from reader.library.index.packing import encode_text

    each = max(200, 2 * DICTIONARY // max(1, len(texts)))
    parts = [encode_text(text[:each])[1] for text in texts]
    return b"".join(parts)[-DICTIONARY:]


def _key(levels: Mapping[str, int], dictionary: bytes) -> int:
    return zlib.crc32(repr(sorted(levels.items())).encode("utf-8", "replace") + dictionary) | 1


def save_learned(connection: sqlite3.Connection, learned: Learned) -> None:
    """Keep what was learnt."""
    connection.execute("DELETE FROM levels")
    connection.executemany("INSERT INTO levels VALUES (?, ?)", learned.levels.items())
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('dictionary', ?)", (learned.dictionary,))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('learned', ?)", (learned.key,))


def load_learned(connection: sqlite3.Connection, known: Learned = NOTHING_LEARNED) -> Learned:
    """Return what was learnt; ``known`` when that is still all."""
    if (key := _stored_key(connection)) == known.key:
        return known
    levels = dict(connection.execute("SELECT token, level FROM levels").fetchall())
    return Learned(levels, load_dictionary(connection), key)


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


def load_levels(connection: sqlite3.Connection, tokens: Iterable[str]) -> dict[str, int]:
    """Return the levels of some tokens: a search needs few of them."""
    found = {}
    for token in tokens:
        row = connection.execute("SELECT level FROM levels WHERE token = ?", (token,)).fetchone()
        if row:
            found[token] = int(row[0])
    return found
