"""Which words are English: the commoner ones, the commonest, and those that are never names.

They tell a word cut at a line's end from two words with a hyphen between them, and a name in mid-sentence from a word
that a sentence begins with. Each set is a table of bits (Bloom, 1970): every word sets a few of them, so that a word
is looked up without the others being read. Of words that are in no set, one in two thousand is taken for one that is;
of names, one in forty for none.
"""

from __future__ import annotations

from reader.page.learned import stored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from mmap import mmap

KNOWN, COMMON, SMALL = "words.bin", "common.bin", "small.bin"
PROBES = 8  # bits that a word sets
_tables: dict[str, mmap] = {}


def is_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the words that come with the program."""
    return _holds(KNOWN, text)


def is_common_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the commonest of them."""
    return _holds(COMMON, text)


def is_written_small(word: str) -> bool:
    """Return whether ``word``, in small letters, is an English word and no name."""
    return _holds(SMALL, word)


def _holds(name: str, word: str) -> bool:
    if (table := _tables.get(name)) is None:
        table = _tables[name] = stored(name)
    return all(table[at >> 3] >> (at & 7) & 1 for at in _places(word, len(table)))


def _places(word: str, size: int) -> list[int]:
    """Return which bits ``word`` sets in a table of ``size`` bytes."""
    # Filled up: two letters alone would leave the same rest each time.
    number = int.from_bytes(f"{word:*<8}".encode("utf-8", "replace"), "little")
    return [number % (8 * size - less) for less in range(1, 2 * PROBES, 2)]


def table_of(words: Iterable[str], size: int) -> bytes:
    """Return ``words`` as a table of ``size`` bytes; two a word mean a mistake in two thousand, one in forty."""
    table = bytearray(size)
    for word in words:
        for at in _places(word, size):
            table[at >> 3] |= 1 << (at & 7)
    return bytes(table)
