"""Turns a query into an expression over the index's tokens: what an article must have for the query to hold."""

from __future__ import annotations

from reader.library.index.learned import load_statistics
from reader.library.index.packing import FIRST_DAY
from reader.library.index.tokens import (
    EVERY,
    FIELDS,
    GRAM,
    OFTEN,
    TITLE,
    grams_of,
    may_be_usual,
    page_token,
    plan_of,
    sound_token,
    tokens_of_days,
    whole,
)
from reader.library.index.wide_tokens import LACKS, SHARED
from reader.library.matching import Tier
from reader.library.pieces import marked, pieces_of
from reader.library.pinyin import sounds_needed, ways_to_read
from reader.library.query import Days, Either, Every, Field, Without, Word
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.library.index.tokens import Plan, Statistics
    from reader.library.query import Condition

MAX_WORDS = 200  # words that hold a part that is looked for; of more, the grams they are made of are looked for
RARE, MOST_RARE = 2, 4  # tokens that are rare, by which few articles are found
NOTHING = '"x"'  # no token is that


class Need(Value):
    """What an article must have, as FTS5 puts it; nothing: that cannot be said. ``exact``: what has it is found."""

    expression: str
    exact: bool


NOTHING_KNOWN = Need("", exact=False)
_NEVER = Need(NOTHING, exact=True)


class Compiler:
    """Compiles queries against one state of the index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: dict[str, list[str] | None] = {}
        self._plans: dict[str, Plan] = {}
        self._asked: set[str] = set()  # tokens of which it is known whether they are usual
        self._usual: set[str] = set()
        self._common: set[str] = set()  # those that have a level

    def need(self, condition: Condition, tier: Tier) -> Need:
        """Return what an article must have, with the words of the query as ``tier`` wants them."""
        match condition:
            case Word(text):
                need = self._word(text, TITLE if tier is Tier.TITLE else "")
                if tier is Tier.OFTEN and need.expression:
                    pieces = [marked(piece) for piece in pieces_of(text)]
                    known = self._statistics_of([*pieces, *set("".join(pieces))])
                    often = (f'"{OFTEN}{known.pair_token(piece)}"' for piece in pieces)
                    return Need(" AND ".join((need.expression, *often)), need.exact)
                return _or_read_so(text, need) if tier is Tier.PINYIN and not condition.written else need
            case Field("title", text):
                return self._word(text, TITLE)
            case Field(name, text):
                return self._field(name, text)
            case Days(first, last):
                return self._days(first, last)
            case Every(parts):
                return self._every(parts, tier)
            case Either(parts):
                needs = [self.need(part, tier) for part in parts]
                if not all(each.expression for each in needs):
                    return NOTHING_KNOWN
                return Need(_either(each.expression for each in needs), all(each.exact for each in needs))
            case Without():
                return self._every((condition,), tier)

    def rare(self, words: Iterable[str]) -> str:
        """Return that an article has some rare tokens, without which no article holds all words; or nothing."""
        tokens: dict[str, None] = {}
        for text in words:
            if not _is_text(text):
                return ""
            tokens |= dict.fromkeys(self._plan(text).tokens)
        if len(tokens) < RARE:
            return ""
        if new := [token for token in tokens if token not in self._asked]:
            self._statistics_of(new)
        found = [f'"{token}"' for token in tokens if token not in self._common and token not in self._usual]
        return " AND ".join(found[:MOST_RARE]) if len(found) >= RARE else ""

    def _plan(self, text: str) -> Plan:
        plan = self._plans.get(text)
        if plan is None:
            plan = self._plans[text] = plan_of(text, self._statistics_of)
        return plan

    def _every(self, parts: Iterable[Condition], tier: Tier) -> Need:
        wanted: list[str] = []
        avoided: list[str] = []
        exact = True
        for part in parts:
            if isinstance(part, Without):
                need = self.need(part.part, Tier.ANYWHERE)
                if need.exact and need.expression:  # what is not exact may have it by chance
                    avoided.append(need.expression)
            else:
                need = self.need(part, tier)
                if need.expression:
                    wanted.append(need.expression)
            exact = exact and need.exact
        if not wanted and not avoided:
            return Need("", exact)
        both = " AND ".join(wanted or [f'"{EVERY}"'])
        return Need(f"(({both}) NOT {_either(avoided)})" if avoided else f"({both})", exact)

    def _word(self, text: str, prefix: str) -> Need:
        if not _is_text(text):
            return _NEVER
        plan = self._plan(text)
        exact = plan.exact
        tokens = [*plan.tokens]
        words: list[str] = []
        for infix in plan.infixes:
            found = self._words_with(infix)
            if found is None:
                exact = False
                tokens += [gram for gram in grams_of(infix) if len(gram) > GRAM]
            else:
                words.append(_either(f'"{prefix}{whole(word)}"' for word in found))
        # In title lines no lists are shared: their characters, and the pair anywhere, narrow down enough.
        return self._all([token if token[0] == SHARED else prefix + token for token in tokens], words, exact=exact)

    def _field(self, name: str, text: str) -> Need:
        if not _is_text(text):
            return _NEVER
        if name == "page":
            token = page_token(text)
            return Need(f'"{token}"', exact=True) if token else _NEVER
        plan, letter = plan_of(text), FIELDS[name]
        grams = [gram for infix in plan.infixes for gram in grams_of(infix) if len(gram) > GRAM]
        return self._all([letter + token for token in (*plan.tokens, *grams)], (), exact=plan.exact and not grams)

    def _all(self, tokens: Sequence[str], others: Sequence[str], *, exact: bool) -> Need:
        """Return that an article must have all ``tokens``, of which the usual ones are told by what lacks them."""
        if new := [token for token in tokens if token not in self._asked and may_be_usual(token)]:
            self._statistics_of(new)
        needed = [f'"{token}"' for token in tokens if token not in self._usual]
        lacking = [f'"{LACKS}{token}"' for token in tokens if token in self._usual]
        if not lacking:
            both = " AND ".join((*needed, *others))
            return Need(f"({both})", exact) if both else NOTHING_KNOWN
        both = " AND ".join((*needed, *others)) or f'"{EVERY}"'
        return Need(f"(({both}) NOT {_either(lacking)})", exact)

    def _statistics_of(self, tokens: Sequence[str]) -> Statistics:
        found = load_statistics(self._connection, tokens)
        self._asked.update(tokens)
        self._usual |= found.usual
        self._common.update(found.levels)
        return found

    def _words_with(self, infix: str) -> list[str] | None:
        """Return the words that hold ``infix``; None when there are too many of them."""
        if infix not in self._words:
            grams = " AND ".join(f'"{gram}"' for gram in grams_of(infix) if len(gram) > GRAM)
            sql = "SELECT word FROM words WHERE id IN (SELECT rowid FROM grams WHERE grams MATCH ?) AND instr(word, ?)"
            words = [word for (word,) in self._connection.execute(f"{sql} LIMIT ?", (grams, infix, MAX_WORDS + 1))]
            self._words[infix] = words if len(words) <= MAX_WORDS else None
        return self._words[infix]

    def _days(self, first: int, last: int) -> Need:
        """Return what tells the days; one end may be open, so only those between the first and the last that is."""
        ends = max(1, first), min(last, FIRST_DAY)
        found = []
        for which in ("min", "max"):  # one at a time, and section by section, each takes one step in the table
            of_section = f"SELECT {which}(day) FROM counts WHERE section = sections.id AND day BETWEEN ? AND ?"  # noqa: S608 (ours)
            sql = f"SELECT {which}(found) FROM (SELECT ({of_section}) AS found FROM sections)"  # noqa: S608
            found += self._connection.execute(sql, ends).fetchone()
        first, last = found
        return Need(_either(f'"{token}"' for token in tokens_of_days(first, last)), exact=True) if first else _NEVER


def _or_read_so(text: str, need: Need) -> Need:
    """Return what tells that a word stands there, or Chinese that is read like it."""
    ways = ways_to_read(text)
    if not ways or not need.expression:
        return need
    sounds = [sounds_needed(way) for way in ways]
    parts = [" AND ".join(_either(f'"{sound_token(each)}"' for each in some) for some in way) for way in sounds]
    # A syllable alone, or the first letters of two characters, have one token that says all.
    exact = need.exact and all(len(each) == 1 for each in sounds)
    return Need(_either(f"({each})" for each in (need.expression, *parts)), exact)


def _either(expressions: Iterable[str]) -> str:
    return f"({' OR '.join(expressions) or NOTHING})"


def _is_text(text: str) -> bool:
    """Return whether SQLite can be given ``text``: bytes from the command line that are no text cannot be."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
