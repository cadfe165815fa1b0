"""Works out all that the index keeps of a file, apart from its place there: needs no database, so any process can."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.library.index.packing import pack_text
from reader.library.index.tokens import TITLE, tokens_of, tokens_of_facts, words_of
from reader.value import Value, replace

if TYPE_CHECKING:
    from reader.library.contents import Entry
    from reader.library.file_read import ArticleRead, FileRead

LEVEL = 9  # of zlib: the text of the index is about half as long as it was


class Prepared(NamedTuple):
    """One article: its text, compressed, with the length of its title lines; its tokens, and the words in it."""

    entry: Entry
    title_length: int
    text: bytes
    tokens: str
    words: frozenset[str]


class PreparedFile(Value):
    """A file as it was read, its articles prepared. ``common`` are the pairs their tokens were made with, as a key."""

    file: FileRead
    articles: tuple[Prepared, ...]
    common: int


def prepare(file: FileRead, common: frozenset[str], key: int) -> PreparedFile:
    """Return ``file`` as it goes into an index in which the pairs of ``common`` are common; ``key`` stands for them."""
    articles = tuple(_prepare(article, common) for article in file.articles)
    return PreparedFile(replace(file, articles=()), articles, key)


def _prepare(article: ArticleRead, common: frozenset[str]) -> Prepared:
    folded = article.folded[: article.folded_title_length], article.folded
    text = zlib.compress(pack_text(article.text), LEVEL)
    tokens = line_of_tokens(folded, article.entry, common)
    return Prepared(article.entry, article.title_length, text, tokens, frozenset(words_of(article.folded)))


def line_of_tokens(folded: tuple[str, str], entry: Entry, common: frozenset[str]) -> str:
    """Return all tokens of an article, from its title lines and its text, both folded, and from what is known of it.

    The same article gives the same tokens: it is taken out of the index by them.
    """
    title, body = folded
    tokens = tokens_of(body, common)
    tokens |= tokens_of_facts(entry)
    tokens.update(f"{TITLE}{token}" for token in tokens_of(title, common))
    return " ".join(tokens)


def key_of(common: str) -> int:
    """Return what stands for the common pairs, as they are kept."""
    return zlib.crc32(common.encode())
