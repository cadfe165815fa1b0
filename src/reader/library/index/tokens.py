"""Cuts folded text into the tokens that the index keeps, and a term into those that an article with it must have.

Any stretch of characters can be looked for, so an article has as tokens: each character of a script without spaces and
each pair of such characters that stand together; each word of other scripts, and each run of up to three characters in
it; each other mark. Most terms of one or two characters are a token, and what has it has the term; of longer ones the
tokens only narrow down where to look. Where two pairs that overlap are both common, they narrow down little: there the
three characters are a token too. Which pairs are common is found out from the library itself.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.lazy import LazyPattern
from reader.library.fold import fold
from reader.library.matching import field_values, page_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.library.contents import Entry

MAX_WORD = 40  # characters; of a longer run (an address, noise) each stretch of so many is a word, every half of it
GRAM = 3  # characters
INFIX = range(GRAM + 1, MAX_WORD // 2 + 1)  # how long a part of a word is that is no token and stands within one word
TITLE = "t"  # before a token that stands in the title lines
EVERY = "z"  # the token that every article has
FIELDS = {"author": "a", "section": "c", "in": "i"}  # before a token that stands in a field
LATE = "l"  # the token of an article whose number does not tell its place
COMMON_SHARE = 0.05  # of articles that have a pair which is common
MAX_COMMON = 6000  # pairs
# A token holds no ASCII mark: each stands as a character of private use, and pairs with what it stands beside.
_MARKS = {ord(mark): 0xE000 + ord(mark) for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
# Scripts that put no spaces between words: Han, Kana, Bopomofo, Hangul; Thai, Lao, Burmese, Khmer; and marks.
_WIDE = (
    "\ue000-\ue07f\u2010-\u2027\u3001-\u301f\u2e80-\u2fdf\u3021-\u3029\u3040-\u312f\u3131-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_RUN = LazyPattern(f"(?P<wide>[{_WIDE}]+)|(?P<word>[^\\W_{_WIDE}]+)|(?P<mark>\\S)")


class Plan(NamedTuple):
    """What an article with a term must have: all of ``tokens``, and for each of ``infixes`` a word that holds it.

    ``exact`` says that an article with these has the term; otherwise its text tells.
    """

    tokens: tuple[str, ...]
    infixes: tuple[str, ...] = ()
    exact: bool = False


def tokens_of(folded: str, common: frozenset[str] = frozenset()) -> set[str]:
    """Return the tokens of folded text. ``common`` are the pairs that are in this library."""
    found: set[str] = set()
    words: set[str] = set()
    runs: set[tuple[str, str, str]] = set(_RUN.findall(folded.translate(_MARKS)))
    for wide, word, mark in runs:
        if wide:
            found.update(wide)
            pairs = _pairs(wide)
            found.update(pairs)
            if common:
                found.update(_triples(wide, pairs, common))
        elif word:
            words.add(word)
        else:
            found.add(_mark(mark))
    found.discard("")
    return found.union(*map(_of_word, words))


def _pairs(wide: str) -> list[str]:
    return list(map("".join, pairwise(wide)))


def _triples(wide: str, pairs: list[str], common: frozenset[str]) -> list[str]:
    """Return for each character but the last two the three from there on, when both pairs are common, else nothing."""
    usual = list(map(common.__contains__, pairs))
    if True not in usual:
        return []
    return [wide[at : at + 3] if both == (True, True) else "" for at, both in enumerate(pairwise(usual))]


def common_pairs(texts: Iterable[str]) -> frozenset[str]:
    """Return the pairs that are common in a sample of folded texts."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        runs: list[tuple[str, str, str]] = _RUN.findall(text.translate(_MARKS))
        counts.update({pair for wide, _, _ in runs for pair in _pairs(wide)})
    fewest = max(2, COMMON_SHARE * total)
    return frozenset(pair for pair, count in counts.most_common(MAX_COMMON) if count >= fewest)


def words_of(folded: str) -> set[str]:
    """Return the words of folded text in which a part may be looked for that is no token itself."""
    runs: list[tuple[str, str, str]] = _RUN.findall(folded.translate(_MARKS))
    words = {word for _, word, _ in runs if len(word) > GRAM}
    return {piece for word in words for piece in _pieces(word)}


def _pieces(word: str) -> list[str]:
    if len(word) <= MAX_WORD:
        return [word]
    return [word[at : at + MAX_WORD] for at in range(0, len(word) - MAX_WORD // 2, MAX_WORD // 2)]


@lru_cache(maxsize=4_000)
def _of_word(word: str) -> frozenset[str]:
    return grams_of(word).union(map(whole, _pieces(word)))


def grams_of(word: str) -> frozenset[str]:
    """Return the tokens of all runs of up to GRAM characters in a word."""
    return frozenset(f"g{word[at : at + size]}" for size in range(1, GRAM + 1) for at in range(len(word) - size + 1))


def whole(word: str) -> str:
    """Return the token of a word."""
    return f"w{word}"


def tokens_of_facts(entry: Entry) -> set[str]:
    """Return the tokens of what is known of an article beside its text, by which fields and dates are found."""
    found = {EVERY}
    for name, letter in FIELDS.items():
        for value in field_values(name, entry):
            found.update(f"{letter}{token}" for token in _of_value(value))
    if page := page_token(fold(entry.page)):
        found.add(page)
    if entry.date:
        day = entry.date
        found |= {f"d{day.toordinal()}", f"m{day.year}{day.month:02}", f"y{day.year}"}
    return found


@lru_cache(maxsize=4_000)
def _of_value(value: str) -> frozenset[str]:
    return frozenset(tokens_of(fold(value)))


def page_token(folded: str) -> str:
    """Return the token of a page; nothing where it has no name."""
    key = "".join(page_key(folded).translate(_MARKS).split())
    return f"p{key}" if key else ""


def tokens_of_days(first: int, last: int) -> Iterator[str]:
    """Yield the tokens of all days from one to another, both ordinals: of whole years and months where it can be."""
    while first <= last:
        day = datetime.date.fromordinal(first)
        year_end = datetime.date(day.year, 12, 31).toordinal()
        month_end = day.replace(day=calendar.monthrange(day.year, day.month)[1]).toordinal()
        if (day.month, day.day) == (1, 1) and year_end <= last:
            yield f"y{day.year}"
            first = year_end + 1
        elif day.day == 1 and month_end <= last:
            yield f"m{day.year}{day.month:02}"
            first = month_end + 1
        else:
            yield f"d{first}"
            first += 1


def _mark(mark: str) -> str:
    return f"s{ord(mark):x}"


def plan_of(term: str, common: frozenset[str] = frozenset()) -> Plan:
    """Return how to look for a folded term in a library with these common pairs."""
    term = term.translate(_MARKS)
    tokens: list[str] = []
    infixes: list[str] = []
    for run in _RUN.finditer(term):
        text = run.group()
        if run["wide"]:
            tokens += _wide_tokens(text, common)
        elif run["mark"]:
            tokens.append(_mark(text))
        elif run.start() > 0 and run.end() < len(term) and len(text) <= MAX_WORD:
            tokens.append(whole(text))  # what stands around it in the term ends the word
        elif len(text) in INFIX:
            infixes.append(text)
        else:
            tokens += [f"g{text[at : at + GRAM]}" for at in range(max(1, len(text) - GRAM + 1))]
    exact = infixes == [term] or tokens in ([term], [f"g{term}"], [_mark(term[0])] if len(term) == 1 else [])
    return Plan(tuple(dict.fromkeys(tokens)), tuple(dict.fromkeys(infixes)), exact)


def _wide_tokens(run: str, common: frozenset[str]) -> list[str]:
    """Return the tokens of a run of characters of a script without spaces: of three at a time, two, or one."""
    pairs = _pairs(run)
    triples = _triples(run, pairs, common)
    covered = {at + step for at, triple in enumerate(triples) if triple for step in (0, 1)}
    return [
        *(triple for triple in triples if triple),
        *(pair for at, pair in enumerate(pairs) if at not in covered),
    ] or [run]
