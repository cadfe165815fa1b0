"""Finds words in one article: in reading order, folded as search folds them, with the way back to the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.fold import fold, fold_mapped
from reader.library.passage import passage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.model import Article, Span

Occurrence = tuple["Span", ...]  # where one hit stands in the source; in several spans where a join lies in it
_CHECK_EVERY = 512  # hits between two looks at whether they are still wanted


class Finder:
    """What can be found in one article; its text is folded once for all that is typed."""

    def __init__(self, article: Article) -> None:
        self._text = passage(article).text
        self._folded = fold_mapped(self._text.string)

    def occurrences(
        self, words: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> tuple[Occurrence, ...]:
        """Return where any of ``words`` (each may hold spaces) stands, in source order; what overlaps counts once.

        When cancelled, what was found by then.
        """
        found: list[Occurrence] = []
        for number, (at, end) in enumerate(self._places(words)):
            if number % _CHECK_EVERY == 0 and cancelled():
                break
            first, last = self._folded.place(at), self._folded.end(end)
            found.append(tuple(self._text.slice(first, last).spans()))
        return tuple(sorted(found, key=lambda each: each[0]))

    def _places(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return where the words stand in the folded text, none within another."""
        places: list[tuple[int, int]] = []
        for word in words:
            term = " ".join(fold(word).split())
            at = self._folded.text.find(term) if term else -1
            while at >= 0:
                places.append((at, at + len(term)))
                at = self._folded.text.find(term, at + len(term))
        if len(words) == 1:
            return places
        kept: list[tuple[int, int]] = []
        for at, end in sorted(places):
            if not kept or at >= kept[-1][1]:
                kept.append((at, end))
        return kept
