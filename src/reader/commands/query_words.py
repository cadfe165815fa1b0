"""A query in plain words, so that one sees how it was understood, and what in it was not."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from reader.library.query import FIRST_DAY, LAST_DAY, Days, Either, Every, Field, Without, Word

if TYPE_CHECKING:
    from reader.language import Language
    from reader.library.query import Condition, Query
    from reader.library.query_parsing import QueryProblem


def query_words(query: Query, language: Language) -> str:
    """Return what is looked for in words; nothing when it is words and -words alone: these speak for themselves."""
    if not query.conditions:
        return ""
    return language.text("query.and").join(_words(part, language) for part in query.every.parts)


def _words(condition: Condition, language: Language) -> str:
    match condition:
        case Word(text):
            return f"“{text}”"
        case Field(name, text):
            return language.text(f"query.{name}", what=text if name == "page" else f"“{text}”")
        case Days(first, last):
            return _days(first, last, language)
        case Every(parts):
            return language.text("query.and").join(_words(part, language) for part in parts)
        case Either(parts):
            return "(" + language.text("query.or").join(_words(part, language) for part in parts) + ")"
        case Without(part):
            return language.text("query.not", what=_words(part, language))


def _days(first: int, last: int, language: Language) -> str:
    start, end = (datetime.date.fromordinal(day).isoformat() for day in (first, last))
    if first == last:
        return start
    if first <= FIRST_DAY:
        return language.text("query.until", last=end)
    return language.text("query.since" if last >= LAST_DAY else "query.days", first=start, last=end)


def problem_words(problem: QueryProblem, language: Language) -> str:
    """Return what cannot be understood, and how to put it."""
    return language.text(f"search.value.{problem.field}", value=problem.value)
