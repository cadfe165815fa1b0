"""Works out all that the index keeps of a file, apart from its place there: needs no database, so any process can."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.library.index.packing import compress_text, pack_facts, place_of
from reader.library.index.tokens import OFTEN, TITLE, cut, tokens_of, tokens_of_facts, tokens_of_sounds, told
from reader.library.index.wide_tokens import SHARED
from reader.library.matching import spoken
from reader.value import Value, replace

if TYPE_CHECKING:
    from reader.library.contents import Entry
    from reader.library.file_read import ArticleRead, FileRead
    from reader.library.index.learned import Learned
    from reader.library.index.tokens import Statistics


class Prepared(NamedTuple):
    """One article: its entry, and that packed, with its place in print; its text, compressed; its tokens and words."""

    entry: Entry
    facts: bytes
    place: bytes
    title_length: int
    text: bytes
    tokens: str
    words: frozenset[str]


class PreparedFile(Value):
    """A file as it was read, its articles prepared; ``key`` stands for what had been learnt then (see Learned)."""

    file: FileRead
    articles: tuple[Prepared, ...]
    key: int


def prepare(file: FileRead, learned: Learned) -> PreparedFile:
    """Return ``file`` as it goes into an index that has learnt so much."""
    articles = tuple(_prepare(article, file.order, learned) for article in file.articles)
    return PreparedFile(replace(file, articles=()), articles, learned.key)


def _prepare(article: ArticleRead, order: tuple[str | int, ...], learned: Learned) -> Prepared:
    folded = article.folded[: article.folded_title_length], article.folded
    text = compress_text(article.text, learned.dictionary, is_plain=article.is_plain)
    tokens, words = line_of_tokens(folded, article.entry, learned.statistics)
    entry = article.entry
    return Prepared(entry, pack_facts(entry), place_of(entry, order), article.title_length, text, tokens, words)


def line_of_tokens(folded: tuple[str, str], entry: Entry, statistics: Statistics) -> tuple[str, frozenset[str]]:
    """Return all tokens of an article, from its title lines and its text, both folded, and from what is known of it.

    Also the words in which a part may be looked for.

    The same article gives the same tokens: it is taken out of the index by them.
    """
    title, body = folded
    found = cut(body, statistics, telling=True)
    others = told(found.others | tokens_of_facts(entry), statistics.usual_others)
    others.update(*map(tokens_of_sounds, spoken(title, entry)))
    of_title = (TITLE + token for token in tokens_of(title, statistics) if token[0] != SHARED)
    return " ".join(chain((found.wide,), others, of_title, map(OFTEN.__add__, found.often))), found.words
