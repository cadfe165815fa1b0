"""The text of an article that search looks at, with the way back to the source; and snippets cut from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.formats.inline import plain
from reader.library.fold import fold_mapped
from reader.model import TITLE_ROLES, Role, SourceText

if TYPE_CHECKING:
    from reader.library.query import Query
    from reader.model import Article

SNIPPET_BEFORE = 12  # characters of context before a hit
SNIPPET_LENGTH = 120  # characters of a snippet in all


@dataclass(frozen=True, slots=True)
class Passage:
    """The searched text of one article: its title lines first, ``title_length`` characters of it."""

    text: SourceText
    title_length: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text around a hit; ``ranges`` are the hits in it; ``offset`` is the first hit in the source."""

    text: str
    ranges: tuple[tuple[int, int], ...]
    offset: int


def passage(article: Article) -> Passage:
    """Return what search looks at in ``article``; blocks are kept apart by line breaks."""
    titles = [block for block in article.blocks if block.role in TITLE_ROLES]
    others = [block for block in article.blocks if block.role not in TITLE_ROLES and block.role is not Role.RULE]
    parts: list[SourceText] = []
    title_length = 0
    for number, block in enumerate([*titles, *others]):
        text = plain(block.text, markup=block.markup)
        parts += [text, SourceText("\n", ((0, text.source_offset(len(text))),))]
        if number < len(titles):
            title_length += len(text) + 1
    return Passage(SourceText.concat(parts), title_length)


def content_id(found: Passage) -> str:
    """Return an id made from the words alone: it survives renames, new line breaks and new front matter."""
    words = "".join(found.text.string.split())
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def snippet(article: Article, query: Query) -> Snippet:
    """Return the first place in the body where a term stands, else in the title, with all hits in view marked."""
    found = passage(article)
    folded = fold_mapped(found.text.string)
    title_end = _folded_index(folded.places, found.title_length)
    hits = [(folded.text.find(term, title_end), term) for term in query.terms]
    in_body = [hit for hit in hits if hit[0] >= 0]
    if in_body:
        at, _ = min(in_body)
    else:
        in_title = [place for term in query.terms if (place := folded.text.find(term)) >= 0]
        at = min(in_title, default=title_end)
    line_start = folded.text.rfind("\n", 0, at) + 1
    start = max(line_start, at - SNIPPET_BEFORE)
    while line_start < start < at and not folded.text[start].isalnum():  # not to begin with a comma
        start += 1
    line_end = folded.text.find("\n", at)
    end = min(len(folded.text) if line_end < 0 else line_end, start + SNIPPET_LENGTH)
    first, last = folded.place(start), folded.place(max(start, end - 1)) + 1
    ranges = tuple((folded.place(a) - first, folded.place(b - 1) + 1 - first)
                   for a, b in term_ranges(folded.text, query, start, end))  # fmt: skip
    return Snippet(found.text.string[first:last], ranges, found.text.source_offset(folded.place(at)))


def _folded_index(places: tuple[int, ...] | None, index: int) -> int:
    if places is None:
        return index
    return next((at for at, place in enumerate(places) if place >= index), len(places))


def term_ranges(folded: str, query: Query, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where the terms of ``query`` stand in folded text, in order, overlaps merged."""
    stop = len(folded) if end is None else end
    found = []
    for term in query.terms:
        at = folded.find(term, start, stop)
        while at >= 0:
            found.append((at, at + len(term)))
            at = folded.find(term, at + len(term), stop)
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
