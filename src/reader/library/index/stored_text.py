"""An article of the index as search sees it: of its text and its entry is worked out what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.fold import fold
from reader.library.index.needles import lacks, line_lacks, needle_of
from reader.library.matching import FREQUENT
from reader.library.pieces import stands_often

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.contents import Entry
    from reader.library.index.packing import Packed


class StoredText:
    """One article. See Searchable. ``find_entry`` fetches what is known of it.

    A search looks at hundreds: what is worked out is kept without the lock that ``cached_property`` takes.
    """

    __slots__ = ("_bytes", "_entry", "_find_entry", "_folded", "_packed", "_text", "_title", "_title_length")

    def __init__(self, packed: Packed, title_length: int, find_entry: Callable[[], Entry]) -> None:
        self._packed = packed
        self._title_length = title_length
        self._find_entry = find_entry
        self._entry: Entry | None = None
        self._bytes: bytes | None = None
        self._title: str | None = None
        self._text: str | None = None
        self._folded: str | None = None

    @property
    def entry(self) -> Entry:
        """See Searchable."""
        if self._entry is None:
            self._entry = self._find_entry()
        return self._entry

    @property
    def title(self) -> str:
        """See Searchable."""
        if self._title is None:
            self._title = fold(self._packed.beginning(self._title_length))
        return self._title

    def _encoded(self) -> bytes:
        if self._bytes is None:
            self._bytes = self._packed.encoded()
        return self._bytes

    def _decoded(self) -> str:
        if self._text is None:
            self._text = self._packed.decoded(self._encoded())
        return self._text

    def _all_folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self._decoded())
        return self._folded

    def has(self, term: str) -> bool:
        """See Searchable. Most texts fold so plainly that what they do not hold is seen without folding them."""
        needle = needle_of(term) if self._packed.is_plain else None
        if needle is None:
            return term in self._all_folded()
        if lacks(self._encoded(), needle, is_gb18030=self._packed.is_gb18030):
            return False
        if needle.text == term:
            return term in (self._decoded().replace(" ", "") if needle.is_han else self._decoded().lower())
        # No term goes over two lines, and none of a plain text folds otherwise because of the next.
        lines = (line for line in self._decoded().split("\n") if not line_lacks(line, (needle,)))
        return any(term in fold(line) for line in lines)

    def repeats(self, piece: str) -> bool:
        """See Searchable."""
        needle = needle_of(piece) if self._packed.is_plain else None
        if needle is not None and needle.is_han and needle.text == piece:
            return stands_often(piece, self._decoded().replace(" ", ""), FREQUENT)
        return stands_often(piece, self._all_folded(), FREQUENT)
