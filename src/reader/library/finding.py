"""Finds words in one article: in reading order, folded as search folds them, with the way back to the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library.fold import fold, fold_mapped
from reader.library.passage import passages
from reader.packed import PackedSpans, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from reader.library.fold import Folded
    from reader.model import Article, SourceText, Span

Occurrence = tuple["Span", ...]  # where one hit stands in the source; in several spans where a join lies in it
_CHECK_EVERY = 512  # hits between two looks at whether they are still wanted
MOST_KEPT = 16  # pieces of an article that are kept folded for what is typed next; a longer one is folded anew


class Occurrences(Sequence[Occurrence]):
    """Hits in source order, packed."""

    def __init__(self, hits: Iterable[Occurrence]) -> None:
        self._firsts = PackedSpans()
        self._whole: dict[int, Occurrence] = {}  # those in several spans, by their number
        for number, hit in enumerate(hits):
            self._firsts.append(hit[0])
            if len(hit) > 1:
                self._whole[number] = hit
        self._order = self._firsts.order()

    def __len__(self) -> int:
        return len(self._firsts)

    def __getitem__(self, which: int | slice) -> Any:
        if isinstance(which, slice):
            return tuple(map(self.__getitem__, range(*which.indices(len(self)))))
        number = self._order[which]
        return self._whole.get(number) or (self._firsts[number],)

    def spans(self) -> Sequence[Span]:
        """Return the stretches of all hits, as they stand in the source."""
        if self._whole or not isinstance(self._order, range):
            return in_order(span for hit in self for span in hit)
        return self._firsts


class Finder:
    """What can be found in one article. Its text is folded once for all that is typed, unless it is long."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._kept: list[tuple[SourceText, Folded]] | None = None

    def occurrences(self, words: Sequence[str], cancelled: Callable[[], bool] = lambda: False) -> Occurrences:
        """Return where any of ``words`` (each may hold spaces) stands, in source order; what overlaps counts once.

        When cancelled, what was found by then.
        """
        return Occurrences(self._found(words, cancelled))

    def _found(self, words: Sequence[str], cancelled: Callable[[], bool]) -> Iterator[Occurrence]:
        terms = [term for word in words if (term := " ".join(fold(word).split()))]
        for text, folded in self._pieces():
            if cancelled():
                return
            for number, (at, end) in enumerate(_places(folded.text, terms), 1):
                if number % _CHECK_EVERY == 0 and cancelled():
                    return
                yield text.slice(folded.place(at), folded.end(end)).spans()

    def _pieces(self) -> Iterator[tuple[SourceText, Folded]]:
        """Yield the text of the article in pieces that no hit goes over, and each folded."""
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[tuple[SourceText, Folded]] = []
        is_long = False
        for text in passages(self._article):
            piece = text, fold_mapped(text.string)
            yield piece
            if not is_long and len(kept) == MOST_KEPT:
                is_long = True
                kept.clear()
            elif not is_long:
                kept.append(piece)
        self._kept = None if is_long else kept


def _places(folded: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the terms stand in folded text, none within another."""
    places: list[tuple[int, int]] = []
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            places.append((at, at + len(term)))
            at = folded.find(term, at + len(term))
    if len(terms) == 1:
        return places
    kept: list[tuple[int, int]] = []
    for at, end in sorted(places):
        if not kept or at >= kept[-1][1]:
            kept.append((at, end))
    return kept
