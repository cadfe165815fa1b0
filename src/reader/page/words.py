"""The commoner words of English, to tell a word cut at a line's end from two words with a hyphen between them."""

from __future__ import annotations

import zlib
from functools import cache

from reader.page.learned import stored

FIRST_LETTER = ord("a")  # stands for "shares nothing with the word above", the next letter for one character, and so on


def is_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the words that come with the program."""
    return text in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(unpacked(stored("words.bin")[:]))


def unpacked(data: bytes) -> list[str]:
    """Return the words in ``data``: each but for what it begins with like the one above, all compressed."""
    found: list[str] = []
    above = ""
    for line in zlib.decompress(data).decode().split("\n"):
        above = above[: ord(line[0]) - FIRST_LETTER] + line[1:]
        found.append(above)
    return found


def packed(words: list[str]) -> bytes:
    """Return ``words`` as ``unpacked`` reads them."""
    lines: list[str] = []
    above = ""
    for word in sorted(words):
        same = next((at for at, pair in enumerate(zip(above, word, strict=False)) if pair[0] != pair[1]), None)
        same = min(len(above), len(word)) if same is None else same
        same = min(same, 25)
        lines.append(chr(FIRST_LETTER + same) + word[same:])
        above = word
    return zlib.compress("\n".join(lines).encode(), 9)
