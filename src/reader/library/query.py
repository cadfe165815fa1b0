"""A query as values: words, and the conditions that stand beside them; printed back as it could have been typed."""

from __future__ import annotations

import datetime
from functools import cached_property

from reader.value import Value

FIRST_DAY, LAST_DAY = 1, datetime.date.max.toordinal()
OR = "OR"


class Word(Value):
    """A folded word or phrase that stands anywhere in the article; ``written``: letters that are no pinyin."""

    text: str
    written: bool = False


class Field(Value):
    """A folded word or phrase that stands in one field: title, author, section, page or in (folder, file, paper)."""

    name: str
    text: str


class Days(Value):
    """The article is of one of these days: ordinals, both ends included."""

    first: int
    last: int


class Every(Value):
    """All of these hold."""

    parts: tuple[Condition, ...]


class Either(Value):
    """One of these holds, or several."""

    parts: tuple[Condition, ...]


class Without(Value):
    """This does not hold."""

    part: Condition


Condition = Word | Field | Days | Every | Either | Without


class Query(Value):
    """What is looked for, all texts folded.

    All of ``terms`` must stand in an article, none of ``excluded`` may, and all ``conditions`` must hold. The terms
    that are ``written`` are not read as pinyin.
    """

    __slots__ = ("__dict__",)
    terms: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    written: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms) or any(not isinstance(each, Without) for each in self.conditions)

    @cached_property
    def every(self) -> Every:
        """The whole query as one condition."""
        return Every(
            (
                *(Word(each, each in self.written) for each in self.terms),
                *(Without(Word(each)) for each in self.excluded),
                *self.conditions,
            ),
        )

    @cached_property
    def to_mark(self) -> tuple[str, ...]:
        """The texts that are marked where they stand."""
        return tuple(dict.fromkeys(_marked(self.every)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that are looked for, wherever they stand."""
        return tuple(dict.fromkeys(word.text for word in _words(self.every)))

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Those of the words that may be pinyin."""
        return tuple(dict.fromkeys(word.text for word in _words(self.every) if not word.written))


def _marked(condition: Condition) -> list[str]:
    match condition:
        case Word(text) | Field("title", text):
            return [text]
        case Every(parts) | Either(parts):
            return [text for part in parts for text in _marked(part)]
    return []


def _words(condition: Condition) -> list[Word]:
    match condition:
        case Word():
            return [condition]
        case Every(parts) | Either(parts):
            return [word for part in parts for word in _words(part)]
    return []


def may_be_spoken(text: str) -> bool:
    """Return whether folded text is letters alone: these may be pinyin unless they are said not to be."""
    return text.isascii() and text.isalpha()


def query_of(condition: Condition | None) -> Query:
    """Return the query that looks for what ``condition`` says."""
    parts = condition.parts if isinstance(condition, Every) else (condition,) if condition else ()
    terms: dict[str, None] = {}
    excluded: dict[str, None] = {}
    others: dict[Condition, None] = {}
    written: dict[str, None] = {}
    for part in parts:
        match part:
            case Word(text):
                terms[text] = None
                if part.written:
                    written[text] = None
            case Without(Word(text)):
                excluded[text] = None
            case _:
                others[part] = None
    return Query(tuple(terms), tuple(excluded), tuple(others), tuple(written))


def print_query(query: Query) -> str:
    """Return the query as it could be typed: parsed again, it is the same."""
    return " ".join(_print(part) for part in query.every.parts)


def _print(condition: Condition) -> str:
    match condition:
        case Word(text):
            return text if may_be_spoken(text) and not condition.written else f'"{text}"'
        case Field(name, text):
            return f'{name}:"{text}"'
        case Days(first, last):
            return f"date:{print_days(first, last)}"
        case Every(parts):
            return f"({' '.join(map(_print, parts))})"
        case Either(parts):
            return f"({f' {OR} '.join(map(_print, parts))})"
        case Without(part):
            return f"-{_print(part)}"


def print_days(first: int, last: int) -> str:
    """Return a range of days as it could be typed: ``2022-08-01..2022-08-31``, one end open, or one day."""
    start = "" if first <= FIRST_DAY else datetime.date.fromordinal(first).isoformat()
    end = "" if last >= LAST_DAY else datetime.date.fromordinal(last).isoformat()
    if first == last:
        return datetime.date.fromordinal(first).isoformat()
    return f"{start}..{end}" if start or end else f"{datetime.date.fromordinal(FIRST_DAY).isoformat()}.."
