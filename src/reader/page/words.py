"""The commoner words of English, to tell a word cut at a line's end from two words with a hyphen between them.

And which of them are never names: with a capital letter those begin a sentence.
"""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from operator import eq

from reader.page.learned import stored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from mmap import mmap

FIRST = ord("a")  # stands for "shares nothing with the word above", the next letter for one character, and so on
BITS = (400_009, 400_031, 400_033, 400_051)  # primes: each word sets a bit for the rest its letters leave
MOST = 25  # characters that are shared at most; a capital letter marks a common word


def is_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the words that come with the program."""
    return text in _words()


def is_common_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the commonest of them."""
    return _words().get(text, False)


def is_written_small(word: str) -> bool:
    """Return whether ``word``, in small letters, is an English word and no name; of other words one in forty is too."""
    bits = _small_bits()
    return all(bits[at >> 3] >> (at & 7) & 1 for at in _places(word))


def _places(word: str) -> list[int]:
    number = int.from_bytes(
        f"{word:*<8}".encode(), "little"
    )  # filled up: else two letters leave the same rest four times
    return [number % prime for prime in BITS]


@cache
def _small_bits() -> mmap:
    return stored("small.bin")


def bits_of(words: Iterable[str]) -> bytes:
    """Return ``words`` as ``is_written_small`` reads them: a table of bits, of which each sets some (Bloom, 1970)."""
    bits = bytearray((max(BITS) >> 3) + 1)
    for word in words:
        for at in _places(word):
            bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


@cache
def _words() -> dict[str, bool]:
    return unpacked(stored("words.bin")[:])


def unpacked(data: bytes) -> dict[str, bool]:
    """Return the words in ``data``, and whether each is common.

    Each stands there without what it begins with like the one above, all of them compressed.
    """
    from zlib import decompress

    found: dict[str, bool] = {}
    above = ""
    for line in decompress(data).decode().split("\n"):
        above = above[: ord(line[0].lower()) - FIRST] + line[1:]
        found[above] = line[0].isupper()
    return found


def packed(words: dict[str, bool]) -> bytes:
    """Return ``words`` as ``unpacked`` reads them."""
    from zlib import compress

    lines: list[str] = []
    above = ""
    for word in sorted(words):
        same = min(MOST, len(list(takewhile(bool, map(eq, above, word)))))
        mark = chr(FIRST + same)
        lines.append((mark.upper() if words[word] else mark) + word[same:])
        above = word
    return compress("\n".join(lines).encode(), 9)
