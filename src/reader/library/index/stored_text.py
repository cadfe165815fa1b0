"""An article of the index as search sees it: of its text and its entry is worked out what is asked for."""

from __future__ import annotations

from functools import cached_property
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
    """One article. See Searchable. ``find_entry`` fetches what is known of it."""

    def __init__(self, packed: Packed, title_length: int, find_entry: Callable[[], Entry]) -> None:
        self._packed = packed
        self._title_length = title_length
        self._find_entry = find_entry

    @cached_property
    def entry(self) -> Entry:
        """See Searchable."""
        return self._find_entry()

    @cached_property
    def title(self) -> str:
        """See Searchable."""
        return fold(self._packed.beginning(self._title_length))

    @cached_property
    def _data(self) -> bytes:
        return self._packed.encoded()

    @cached_property
    def _text(self) -> str:
        return self._packed.decoded(self._data)

    @cached_property
    def _folded(self) -> str:
        return fold(self._text)

    def has(self, term: str) -> bool:
        """See Searchable. Most texts fold so plainly that what they do not hold is seen without folding them."""
        needle = needle_of(term) if self._packed.is_plain else None
        if needle is None:
            return term in self._folded
        if lacks(self._data, needle, is_gb18030=self._packed.is_gb18030):
            return False
        if needle.text == term:
            return term in (self._text.replace(" ", "") if needle.is_han else self._text.lower())
        # No term goes over two lines, and none of a plain text folds otherwise because of the next.
        lines = (line for line in self._text.split("\n") if not line_lacks(line, (needle,)))
        return any(term in fold(line) for line in lines)

    def repeats(self, piece: str) -> bool:
        """See Searchable."""
        return stands_often(piece, self._folded, FREQUENT)
