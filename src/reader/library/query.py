"""What is typed into the search box: words that must all stand there, "phrases", and -not."""

from __future__ import annotations

from dataclasses import dataclass

from reader.lazy import LazyPattern
from reader.library.fold import fold

# A phrase in any quotation marks; one left open runs to the end, as while it is being typed.
_TERM = LazyPattern(
    '(?P<minus>[-－])?(?:["“”＂「『](?P<phrase>[^"“”＂」』]*)(?:["“”＂」』]|$)|(?P<word>[^\\s"“”＂「『]+))'
)


@dataclass(frozen=True, slots=True)
class Query:
    """Folded terms: all of ``terms`` must stand in an article, none of ``excluded`` may."""

    terms: tuple[str, ...]
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse_query(text: str) -> Query:
    """Return the query in ``text``. Every text is a query; a lone minus or empty quotation marks mean nothing."""
    terms: list[str] = []
    excluded: list[str] = []
    for match in _TERM.finditer(text):
        raw = match["phrase"] if match["phrase"] is not None else match["word"]
        term = " ".join(fold(raw).split())
        if match["minus"] and term:
            excluded.append(term)
        elif term and term not in terms and term != "-":
            terms.append(term)
    return Query(tuple(terms), tuple(excluded))
