"""An article of the index as search sees it: of its text and its entry is worked out what is asked for."""

from __future__ import annotations

from reader.library.fold import fold
from reader.library.index.needles import needle_of
from reader.library.matching import FREQUENT
from reader.library.pieces import stands_often

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.contents import Entry
    from reader.library.index.packing import Packed


class StoredText:
    """One article. See Searchable. ``find_entry`` fetches what is known of it.

    A search looks at hundreds: what is worked out is kept without the lock that ``cached_property`` takes.
    """

    __slots__ = ("_entry", "_find_entry", "_folded", "_title", "data", "packed", "title_length")

    def __init__(self, packed: Packed, title_length: int, find_entry: Callable[[], Entry]) -> None:
        self.packed = packed
        self.title_length = title_length
        self._find_entry = find_entry
        self._entry: Entry | None = None
        self.data: bytes | None = None  # the whole text in its encoding, once it was worked out
        self._title: str | None = None
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
            self._title = fold(self.packed.beginning(self.title_length, self.data))
        return self._title

    def _encoded(self) -> bytes:
        if self.data is None:
            self.data = self.packed.encoded()
        return self.data

    def _all_folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self.packed.decoded(self._encoded()))
        return self._folded

    def has(self, term: str) -> bool:
        """See Searchable. Of most texts the bytes tell what they do not hold."""
        if self._folded is None and self.packed.is_plain:
            return needle_of(term).stands_in(self._encoded(), is_gb18030=self.packed.is_gb18030)
        return term in self._all_folded()

    def repeats(self, piece: str) -> bool:
        """See Searchable."""
        if self._folded is None and self.packed.is_plain:
            needle = needle_of(piece)
            if needle.may_stand(self._encoded(), is_gb18030=self.packed.is_gb18030) < FREQUENT:
                return False
        return stands_often(piece, self._all_folded(), FREQUENT)
