"""Cuts folded text into the tokens that the index keeps, and a term into those that an article with it must have.

Any stretch of characters can be looked for, so an article has as tokens: each character of a script without spaces and
each pair of such characters that stand together; each word of other scripts, and each run of up to three characters in
it; each other mark; and a seam wherever two words stand side by side, or a word beside something else. Most terms of
one or two characters are a token, and what has it has the term; of longer ones the tokens only narrow down where to
look. Where two tokens that overlap are so common that they would narrow down little, what they make together is a
token too, unless it nearly always stands where one of them does. Of tokens that most articles have, those are noted
that have them not. Which these are is learnt from the library itself (``learned``).
"""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cached_property, lru_cache
from itertools import chain, compress, count, pairwise
from operator import add

from reader.lazy import LazyPattern
from reader.library.fold import fold
from reader.library.index.wide_tokens import (
    LACKS,
    LEVEL_SUM,
    WideCut,
    WideStatistics,
    are_common,
    cut_wide,
    has_number,
    lists_among,
    shared_list,
    triples_of,
)
from reader.library.matching import FREQUENT, field_values, page_key
from reader.library.pieces import BETWEEN, WIDE, WIDE_RUN, WORD_RUN, marked, pairs_of, threes_of, word_spans
from reader.library.pinyin import sounds_of
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.library.contents import Entry


MAX_WORD = 40  # characters; of a longer run (an address, noise) each stretch of so many is a word, every half of it
PAIR = 2  # characters
GRAM = 3
INFIX = range(GRAM + 1, MAX_WORD // 2 + 1)  # how long a part of a word is that is no token and stands within one word
TITLE = "t"  # before a token that stands in the title lines
OFTEN = "f"  # before a piece that stands in the text at least FREQUENT times
EVERY = "z"  # the token that every article has
FIELDS = {"author": "a", "section": "c", "in": "i"}  # before a token that stands in a field
ENOUGH = 3  # tokens of a run: with more, characters say nothing that these do not
LATE = "l"  # the token of an article whose number does not tell its place
SYLLABLE, INITIALS = "q", "k"  # before how a character is read, and before the first letters of two
SEAM = "·"  # in a token: between the end of one word and the beginning of the next
_NARROW_PART = LazyPattern(f"[^\n{WIDE}]+")  # words of one line that stand side by side
_RUN = LazyPattern(f"(?P<wide>[{WIDE}]+)|(?P<word>[^\\W_{WIDE}]+)|(?P<mark>\\S)")
_OTHER_MARK = LazyPattern(f"[^\\w\\s{WIDE}]|_")


class Statistics(Value):
    """What is known of the tokens of a library: how common those are that overlap, the higher the ``levels``.

    ``usual`` tokens stand in most articles. ``implied`` are three characters that mostly stand where two of them do.
    Rare pairs share lists, at least so many (0: each has its own).
    """

    __slots__ = ("__dict__",)

    levels: Mapping[str, int]
    usual: frozenset[str] = frozenset()
    implied: frozenset[str] = frozenset()
    lists: int = 0

    @cached_property
    def wide(self) -> WideStatistics:
        """What is known of tokens of scripts without spaces."""
        return WideStatistics.of(self.levels, self.implied, self.usual, self.lists)

    @cached_property
    def wide_untold(self) -> WideStatistics:
        """The same, with no tokens that are usual."""
        return replace(self.wide, usual=(), usual_characters=frozenset())

    @cached_property
    def usual_others(self) -> frozenset[str]:
        """The usual tokens that are no such tokens."""
        return frozenset(token for token in self.usual if not has_number(token))

    def pair_token(self, piece: str) -> str:
        """Return the token of a pair: a rare one has that of a list it shares. Any other piece is its own."""
        is_known = not self.lists or piece in self.levels or piece in self.usual
        if is_known or len(piece) != PAIR or not has_number(piece):
            return piece
        among = lists_among(self.levels.get(piece[0], 0) + self.levels.get(piece[1], 0), self.lists)
        return shared_list(piece, among) if among else piece


NO_STATISTICS = Statistics({})


class Plan(Value):
    """What an article with a term must have: all of ``tokens``, and for each of ``infixes`` a word that holds it.

    ``exact`` says that an article with these has the term; otherwise its text tells.
    """

    tokens: tuple[str, ...]
    infixes: tuple[str, ...] = ()
    exact: bool = False


class Cut(Value):
    """The tokens of a text: those of scripts without spaces, with spaces between, and all others.

    ``often`` are the pieces (see ``pieces``) that stand in it at least FREQUENT times, ``words`` those in which a part
    may be looked for that is no token itself.
    """

    wide: str
    others: set[str]
    often: list[str]
    words: frozenset[str]

    @property
    def tokens(self) -> set[str]:
        """All of them."""
        return self.others.union(self.wide.split())


def cut(folded: str, statistics: Statistics = NO_STATISTICS, *, telling: bool = False) -> Cut:
    """Return the tokens of folded text. ``statistics`` are those learnt from this library.

    ``telling``: of usual tokens of scripts without spaces those are told that are missing.
    """
    text = marked(folded)
    runs = WIDE_RUN.findall(text)
    known = statistics.wide if telling else statistics.wide_untold
    wide = cut_wide(runs, known) or _cut_wider(runs, statistics, telling=telling)
    words, others = _narrow(text, statistics.levels)
    different = set(words)
    others.update(*map(_of_word, different))
    threes = Counter(chain.from_iterable(map(threes_of, words)))
    often = wide.often + [piece for piece, times in threes.items() if times >= FREQUENT]
    long = [_pieces(word) for word in different if len(word) > GRAM]
    return Cut(wide.line, others, often, frozenset(chain.from_iterable(long)))


def _cut_wider(runs: Sequence[str], statistics: Statistics, *, telling: bool) -> WideCut:
    """Return what ``cut_wide`` does, of runs with any characters."""
    wide = BETWEEN.join(runs)
    counts = Counter(pair for run in runs for pair in pairs_of(run))
    threes = triples_of(wide, statistics.levels).difference(statistics.implied)
    found = {*map(statistics.pair_token, counts), *wide, *threes} - {BETWEEN}
    found = told(found, statistics.usual - statistics.usual_others) if telling else found
    often = {statistics.pair_token(pair) for pair, times in counts.items() if times >= FREQUENT}
    return WideCut(" ".join(found), [*often])


def told(tokens: set[str], usual: frozenset[str]) -> set[str]:
    """Return tokens, instead of the usual ones those that tell what is missing of them."""
    return (tokens - usual).union(map(LACKS.__add__, usual - tokens))


def tokens_of(folded: str, statistics: Statistics = NO_STATISTICS) -> set[str]:
    """Return the tokens of folded text alone."""
    return cut(folded, statistics).tokens


def _narrow(text: str, levels: Mapping[str, int]) -> tuple[list[str], set[str]]:
    """Return the words of marked text; and the tokens of marks, and of where a word stands beside something else."""
    words: list[str] = []
    found: set[str] = set()
    for part in _NARROW_PART.finditer(text):
        start, end = part.span()
        string = part.group()
        if not string.replace(" ", "").isalnum():
            spans = [word.span() for word in WORD_RUN.finditer(text, start, end)]
            words += [text[start:end] for start, end in spans]
            found.update(map(_mark, _OTHER_MARK.findall(string)), _seams(text, spans, levels))
            continue
        some = string.split(" ")
        if some[0] and start and _is_beside(text[start - 1]):
            found.add(f"j{text[start - 1 : start + 1]}")
        if some[-1] and end < len(text) and _is_beside(text[end]):
            found.add(f"j{text[end - 1 : end + 1]}")
        for word, following in pairwise(some):
            if word and following:
                found.add(seam := f"j{word[-GRAM:]}{SEAM}{following[0]}")
                head = following[:GRAM]
                if levels and len(head) == GRAM and _are_usual(seam, head, levels):
                    found.add(seam + head[1:])
        words += filter(None, some)
    return words, found


def _seams(text: str, spans: list[tuple[int, int]], levels: Mapping[str, int], first: int = 0) -> Iterator[str]:
    """Yield a token for each two words with one space between, and for each word that stands beside something else.

    Of the words before number ``first`` the beginning is not known, nor what a seam after them is called.
    """
    before, tail = -2, ""
    for number, (start, end) in enumerate(spans):
        if start == before + 1 and text[before] == " ":
            if number > first:
                yield (seam := f"j{tail}{SEAM}{text[start]}")
                head = text[start : start + GRAM]
                if levels and end - start >= GRAM and _are_usual(seam, head, levels):
                    yield seam + head[1:]
        elif start and _is_beside(text[start - 1]):
            yield f"j{text[start - 1 : start + 1]}"
        if end < len(text) and _is_beside(text[end]):
            yield f"j{text[end - 1 : end + 1]}"
        before, tail = end, text[max(start, end - GRAM) : end]


def _is_beside(char: str) -> bool:
    """Return whether what stands beside a word is a mark or a letter, not a space or a sign that controls."""
    return char > "\x7f" and not char.isspace()


def _are_usual(seam: str, head: str, levels: Mapping[str, int]) -> bool:
    """Return whether a seam and the three letters after it are both so common that they are a token together."""
    return levels.get(seam, 0) + levels.get(f"g{head}", 0) >= LEVEL_SUM


def has_level(token: str) -> bool:
    """Return whether the level of a token matters: that of pairs, seams, runs of three letters."""
    first = token[0]
    return len(token) == 2 if not first.isascii() else first == "j" or (first == "g" and len(token) == GRAM + 1)


def may_be_usual(token: str) -> bool:
    """Return whether of a token those articles may be noted that have it not: of characters, and of parts of words."""
    return has_number(token) or token[0] in ("g", FIELDS["in"])


def _pieces(word: str) -> list[str]:
    if len(word) <= MAX_WORD:
        return [word]
    return [word[at : at + MAX_WORD] for at in range(0, len(word) - MAX_WORD // 2, MAX_WORD // 2)]


@lru_cache(maxsize=8_000)
def _of_word(word: str) -> tuple[str, ...]:
    return (*grams_of(word), *map(whole, _pieces(word)))


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
            folder, slash, name = value.rpartition("/")
            found.update(_of_common(folder + slash if slash else value, letter))
            if slash:  # folder and name have together the tokens of a path: many share the one, and none the other
                found.update(_of_value(slash + name, letter))
    if page := page_token(fold(entry.page)):
        found.add(page)
    if entry.date:
        day = entry.date
        found |= {f"d{day.toordinal()}", f"m{day.year}{day.month:02}", f"y{day.year}"}
    return found


def tokens_of_sounds(text: str) -> Iterator[str]:
    """Yield the tokens of how the Chinese in folded ``text`` is read."""
    return map(sound_token, sounds_of(text))


def sound_token(sound: str) -> str:
    """Return the token of a sound: FTS5 knows no capitals."""
    return f"{INITIALS}{sound.lower()}" if sound.isupper() else f"{SYLLABLE}{sound}"


def _of_value(value: str, letter: str) -> frozenset[str]:
    return frozenset(map(letter.__add__, tokens_of(fold(value))))


_of_common = lru_cache(maxsize=1_000)(_of_value)


def page_token(folded: str) -> str:
    """Return the token of a page; nothing where it has no name."""
    key = "".join(marked(page_key(folded)).split())
    return f"p{key}" if key else ""


def tokens_of_days(first: int, last: int) -> Iterator[str]:
    """Yield the tokens of all days from one to another, both ordinals: of whole years and months where it can be."""
    from calendar import monthrange  # few queries speak of days

    while first <= last:
        day = datetime.date.fromordinal(first)
        year_end = datetime.date(day.year, 12, 31).toordinal()
        month_end = day.replace(day=monthrange(day.year, day.month)[1]).toordinal()
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


def plan_of(term: str, statistics_of: Callable[[Sequence[str]], Statistics] = lambda _: NO_STATISTICS) -> Plan:
    """Return how to look for a folded term. ``statistics_of`` tells what is known of some tokens in this library."""
    term = marked(term)
    tokens: list[str] = []
    infixes: list[str] = []
    for run in _RUN.finditer(term):
        text = run.group()
        if run["wide"]:
            tokens += _wide_tokens(text, statistics_of)
        elif run["mark"]:
            tokens.append(_mark(text))
        elif run.start() > 0 and run.end() < len(term) and len(text) <= MAX_WORD:
            tokens.append(whole(text))  # what stands around it in the term ends the word
        elif len(text) in INFIX:
            infixes.append(text)
        else:
            tokens += [f"g{text[at : at + GRAM]}" for at in range(max(1, len(text) - GRAM + 1))]
    exact = infixes == [term] or tokens in ([term], [f"g{term}"], [_mark(term[0])] if len(term) == 1 else [])
    tokens += _planned_seams(term, statistics_of)
    return Plan(tuple(dict.fromkeys(tokens)), tuple(dict.fromkeys(infixes)), exact)


def _planned_seams(term: str, statistics_of: Callable[[Sequence[str]], Statistics]) -> list[str]:
    """Return the seams that an article with ``term`` must have."""
    spans = word_spans(term)
    is_cut = bool(spans) and spans[0][0] == 0 and spans[0][1] < GRAM  # perhaps the end of a longer word
    seams = list(_seams(term, spans, {}, int(is_cut)))
    if not any(SEAM in each for each in seams):
        return seams
    levels = statistics_of([*seams, *(f"g{term[start : start + GRAM]}" for start, _ in spans)]).levels
    return list(_seams(term, spans, levels, int(is_cut)))


def _wide_tokens(run: str, statistics_of: Callable[[Sequence[str]], Statistics]) -> list[str]:
    """Return the tokens of a run of characters of a script without spaces: of three at a time, two, or one.

    What few lists that are shared say is said together with the characters.
    """
    pairs = pairs_of(run)
    if not pairs:
        return [run]
    triples = list(map(add, pairs, run[2:]))
    known = statistics_of([*pairs, *triples, *run])
    places = compress(count(), are_common(pairs, known.levels))
    found = {at: triples[at] for at in places if triples[at] not in known.implied}
    rest = [pair for at, pair in enumerate(pairs) if at not in found and at - 1 not in found]
    tokens = [*found.values(), *map(known.pair_token, rest)]
    return tokens if len(tokens) > ENOUGH else [*tokens, *(set(run) - set("".join(tokens)))]
