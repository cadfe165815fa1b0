"""Whether an article is what a query looks for: what search means, said once for every engine."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from reader.formats.clean import clean_label
from reader.lazy import LazyPattern
from reader.library.fold import fold
from reader.library.pieces import pieces_of, stands_often
from reader.library.pinyin import sounds_like
from reader.library.query import Days, Either, Every, Field, Without, Word
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.library.contents import Entry
    from reader.library.long_text import LongText
    from reader.library.protocols import Searchable
    from reader.library.query import Condition

FREQUENT = 3  # times the pieces of a term stand in an article that is about it
_PAGE = LazyPattern(r"(?:第|page|p\.)? *(?P<name>.*?) *版?")
_folded = lru_cache(maxsize=4_000)(fold)  # of sections, pages and papers there are few


class Searched(Value):
    """An article in memory: its title lines and all of its text, folded."""

    entry: Entry
    title: str
    text: str | LongText

    def has(self, term: str) -> bool:
        """See Searchable."""
        return term in self.text

    def repeats(self, piece: str) -> bool:
        """See Searchable."""
        if isinstance(self.text, str):
            return stands_often(piece, self.text, FREQUENT)
        return self.text.repeats(piece, FREQUENT)


class Tier(Enum):
    """How well an article fits: its title lines hold the words, its text often does, or somewhere, or as pinyin."""

    TITLE = 1
    OFTEN = 2
    ANYWHERE = 3
    PINYIN = 4


def holds(condition: Condition, article: Searchable, tier: Tier = Tier.ANYWHERE) -> bool:
    """Return whether ``condition`` holds for ``article``, with its words as ``tier`` wants them."""
    match condition:
        case Word(text):
            if tier is Tier.OFTEN:
                return article.has(text) and all(map(article.repeats, pieces_of(text)))
            may_sound = tier is Tier.PINYIN and not condition.written
            if may_sound and any(sounds_like(text, each) for each in spoken(article.title, article.entry)):
                return True
            return text in article.title if tier is Tier.TITLE else article.has(text)
        case Field(name, text):
            return text in article.title if name == "title" else in_field(name, text, article.entry)
        case Days(first, last):
            date = article.entry.date
            return date is not None and first <= date.toordinal() <= last
        case Every(parts):
            return all(holds(part, article, tier) for part in parts)
        case Either(parts):
            return any(holds(part, article, tier) for part in parts)
        case Without(part):
            return not holds(part, article)


def spoken(title: str, entry: Entry) -> tuple[str, ...]:
    """Return what can be looked for by its sound: the title lines, the author and the section, all folded."""
    return title, _folded(entry.author), _folded(entry.section)


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
    found = _PAGE.fullmatch(folded.strip())
    return "".join((found["name"] if found else folded).split()).lstrip("0")
