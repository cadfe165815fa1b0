"""The pieces by which it is told that a term stands often: its pairs of characters, and threes of letters.

Scripts without spaces, and marks, are taken two characters at a time; words of other scripts three letters at a time.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add

from reader.lazy import LazyPattern

# A token holds no ASCII mark: each stands as a character of private use, and pairs with what it stands beside.
_MARKS = tuple((mark, chr(0xE000 + ord(mark))) for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# Scripts that put no spaces between words: Han, Kana, Bopomofo, Hangul; Thai, Lao, Burmese, Khmer; and marks.
WIDE = (
    "\ue000-\ue07f\u2010-\u2027\u3001-\u301f\u2e80-\u2fdf\u3021-\u3029\u3040-\u312f\u3131-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
WIDE_RUN = LazyPattern(f"[{WIDE}]+")
_NARROW_RUN = LazyPattern(f"[^ \n{WIDE}]+")
WORD_RUN = LazyPattern(f"[^\\W_{WIDE}]+")
BETWEEN = "\0"  # stands between two runs of a script without spaces, and in no token


def marked(text: str) -> str:
    """Return folded text with its ASCII marks as characters of private use. Most texts have few: looking is quick."""
    for mark, char in _MARKS:
        if mark in text:
            text = text.replace(mark, char)
    return text


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of marked text stand: where WORD_RUN matches, found in a fraction of the time."""
    spans: list[tuple[int, int]] = []
    for run in _NARROW_RUN.finditer(text):
        start, end = run.span()
        if text[start:end].isalnum():
            spans.append((start, end))
        else:
            spans += [word.span() for word in WORD_RUN.finditer(text, start, end)]
    return spans


def wide_of(text: str) -> str:
    """Return the runs of scripts without spaces, and of marks, in folded text."""
    return BETWEEN.join(WIDE_RUN.findall(marked(text)))


def pairs_of(wide: str) -> list[str]:
    """Return each two characters that stand together in a run of a script without spaces."""
    return list(map(add, wide, wide[1:]))


@lru_cache(maxsize=8_000)
def threes_of(word: str) -> tuple[str, ...]:
    """Return each three letters that stand together in a word."""
    return tuple(word[at : at + 3] for at in range(len(word) - 2))


@lru_cache(maxsize=64)
def pieces_of(term: str) -> tuple[str, ...]:
    """Return the pieces of a folded term. Single characters, and two letters, have none."""
    text = marked(term)
    wide = (pair for run in WIDE_RUN.finditer(text) for pair in pairs_of(term[run.start() : run.end()]))
    return tuple(dict.fromkeys((*wide, *(three for word in WORD_RUN.findall(text) for three in threes_of(word)))))


def stands_often(piece: str, text: str, times: int) -> bool:
    """Return whether a piece stands so many times in folded text, each place counted, also those that overlap."""
    return count_up_to(times, piece, text) == times


def count_up_to(times: int, piece: str, text: str) -> int:
    """Return how often a piece stands in folded text, at most ``times``; places that overlap are counted too."""
    if piece[0] != piece[-1]:
        return min(times, text.count(piece))
    found, at = 0, text.find(piece)
    while at >= 0 and found < times:
        found += 1
        at = text.find(piece, at + 1)
    return found
