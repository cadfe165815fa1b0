"""The folded text of a long article: folded when something is looked for, and kept compressed from then on.

As it is it would take as much as the article itself, and among most articles nobody searches. What folding needs is
loaded only then, too.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.model import TITLE_ROLES, blocks_in
from reader.packed import pack
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from reader.library.file_read import FileRead, Rebuilt
    from reader.model import Article

LEVEL = 1  # of compression: the quickest


class LongText:
    """What is searched of a long article, piece by piece. No term goes over two lines, and a piece is whole lines."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._kept: tuple[bytes, ...] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return LongText, (self._article,)

    def __contains__(self, term: str) -> bool:
        return any(term in piece for piece in self._pieces())

    @property
    def title(self) -> str:
        """The title lines."""
        from reader.library.fold import fold
        from reader.library.passage import searched_texts

        titles = sum(1 for _ in blocks_in(self._article.blocks, *TITLE_ROLES))
        return fold("".join(f"{text.string}\n" for text in islice(searched_texts(self._article), titles)))

    def repeats(self, piece: str, times: int) -> bool:
        """Return whether a piece of a term stands so many times in it."""
        from reader.library.pieces import count_up_to

        for text in self._pieces():
            times -= count_up_to(times, piece, text)
            if not times:
                return True
        return False

    def _pieces(self) -> Iterator[str]:
        import zlib

        if self._kept is not None:
            for data in self._kept:
                yield zlib.decompress(data).decode("utf-8", "surrogatepass")
            return
        kept = []
        for piece in self._folded():
            kept.append(zlib.compress(piece.encode("utf-8", "surrogatepass"), LEVEL))
            yield piece
        self._kept = tuple(kept)

    def _folded(self) -> Iterator[str]:
        from reader.library.fold import fold
        from reader.library.passage import PIECE, searched_texts

        lines, length = list[str](), 0
        for text in searched_texts(self._article):
            lines.append(text.string)
            length += len(text)
            if length >= PIECE:
                yield fold("\n".join((*lines, "")))
                lines, length = [], 0
        yield fold("\n".join((*lines, "")))


def packed(rebuilt: Rebuilt) -> Rebuilt:
    """Return what was rebuilt of a large file with its blocks packed."""
    bulletin = rebuilt.bulletin
    articles = tuple(replace(each, blocks=pack(each.blocks, bulletin.source)) for each in bulletin.articles)
    return replace(rebuilt, bulletin=replace(bulletin, articles=articles))


def without_texts(file: FileRead, rebuilt: Rebuilt) -> FileRead:
    """Return what was read from a large file with texts that are made when they are searched."""
    long = {article.number: LongText(article) for article in rebuilt.bulletin.articles}
    articles = (replace(each, text="", folded="", long=long[each.entry.number]) for each in file.articles)
    return replace(file, articles=tuple(articles))
