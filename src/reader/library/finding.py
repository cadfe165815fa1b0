"""Finds words in one article: in reading order, folded as search folds them, with the way back to the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.fold import fold, fold_mapped
from reader.library.passage import passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Span

Occurrence = tuple["Span", ...]  # where one hit stands in the source; in several spans where a join lies in it


class Finder:
    """What can be found in one article; its text is folded once for all that is typed."""

    def __init__(self, article: Article) -> None:
        self._text = passage(article).text
        self._folded = fold_mapped(self._text.string)

    def occurrences(self, words: Sequence[str]) -> tuple[Occurrence, ...]:
        """Return where any of ``words`` (each may hold spaces) stands, in source order; what overlaps counts once."""
        found: list[Occurrence] = []
        for word in words:
            term = " ".join(fold(word).split())
            at = self._folded.text.find(term) if term else -1
            while at >= 0:
                end = at + len(term)
                first, last = self._folded.place(at), self._folded.place(end - 1) + 1
                found.append(tuple(self._text.slice(first, last).spans()))
                at = self._folded.text.find(term, end)
        kept: list[Occurrence] = []
        for each in sorted(found):
            if not kept or each[0].start >= kept[-1][-1].end:
                kept.append(each)
        return tuple(kept)
