"""The commoner words of English, to tell a word cut at a line's end from two words with a hyphen between them."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from operator import eq

from reader.page.learned import stored

FIRST = ord("a")  # stands for "shares nothing with the word above", the next letter for one character, and so on
MOST = 25  # characters that are shared at most; a capital letter marks a common word


def is_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the words that come with the program."""
    return text in _words()


def is_common_word(text: str) -> bool:
    """Return whether ``text``, in small letters, is one of the commonest of them."""
    return _words().get(text, False)


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
