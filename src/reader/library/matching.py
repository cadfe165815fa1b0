"""Whether an article is what a query looks for: what search means, said once for every engine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.formats.clean import clean_label
from reader.library.fold import fold
from reader.library.query import Days, Either, Every, Field, Without, Word

if TYPE_CHECKING:
    from reader.library.contents import Entry
    from reader.library.query import Condition

_folded = lru_cache(maxsize=4_000)(fold)  # of sections, pages and papers there are few


class Searched(NamedTuple):
    """An article as search sees it: its title lines and all of its text, folded."""

    entry: Entry
    title: str
    text: str


def holds(condition: Condition, article: Searched, *, in_title: bool = False) -> bool:
    """Return whether ``condition`` holds for ``article``; ``in_title``: with its words in the title lines."""
    match condition:
        case Word(text):
            return text in (article.title if in_title else article.text)
        case Field(name, text):
            return text in article.title if name == "title" else in_field(name, text, article.entry)
        case Days(first, last):
            date = article.entry.date
            return date is not None and first <= date.toordinal() <= last
        case Every(parts):
            return all(holds(part, article, in_title=in_title) for part in parts)
        case Either(parts):
            return any(holds(part, article, in_title=in_title) for part in parts)
        case Without(part):
            return not holds(part, article)


def in_field(name: str, text: str, entry: Entry) -> bool:
    """Return whether a field of an entry holds folded ``text``; a page must be the same, but for noughts before it."""
    if name == "page":
        return page_key(text) == page_key(_folded(entry.page)) != ""
    return any(text in _folded(value) for value in field_values(name, entry))


def field_values(name: str, entry: Entry) -> tuple[str, ...]:
    """Return what stands in a field of an entry."""
    match name:
        case "author":
            return (entry.author,)
        case "section":
            return (entry.section,)
        case "in":
            return clean_label(entry.path), entry.publication
    return ()


def page_key(folded: str) -> str:
    """Return what two names of one page have in common: ``第01版``, ``01`` and ``1``; ``a03`` is another one."""
    return folded.strip(" 第版page.").lstrip("0")
