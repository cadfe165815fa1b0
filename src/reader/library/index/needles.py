"""Rules texts out before they are read: most fold so plainly that their bytes tell what they do not hold.

In a text that folds plainly few characters fold to another one, and what is dropped are spaces. So a term stands there
only where one of a few spellings of it stands, in small letters and without spaces; where none does, it does not.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from itertools import product
from math import inf

from reader.lazy import LazyPattern
from reader.library.fold import fold, folds_to_itself, spellings
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SPELLINGS = 8  # that are looked for one after the other; of a term with more, a part is looked for
_HAN = LazyPattern("[\u4e00-\u9fff]+")
_LETTERS = LazyPattern("[a-z ]*[a-z][a-z ]*")
_LETTER = LazyPattern("[a-z]")


class Needle(Value):
    """A folded term, and the spellings one of which a plain text with it must hold, in GB 18030 and in UTF-8.

    The text is looked at ``in_small`` letters, and ``without_spaces``. Where it ``tells_all``, it has the term then.
    """

    term: str
    gb18030: tuple[bytes, ...]
    utf8: tuple[bytes, ...]
    in_small: bool
    without_spaces: bool
    tells_all: bool

    def _prepared(self, data: bytes) -> bytes:
        if self.without_spaces:
            data = data.replace(b" ", b"")
        return data.lower() if self.in_small else data

    def is_in(self, data: bytes, *, is_gb18030: bool) -> bool:
        """Return whether the bytes of a plain text may hold the term.

        In GB 18030 a byte may look like a letter, or two like a character, and be parts of others.
        """
        data = self._prepared(data)
        # A generator takes four times as long.
        for each in self.gb18030 if is_gb18030 else self.utf8:  # noqa: SIM110
            if each in data:
                return True
        return False

    def may_stand(self, data: bytes, *, is_gb18030: bool) -> float:
        """Return how often the term may stand in the bytes of a plain text: no less often than it does."""
        if self.term[0] == self.term[-1]:  # then one may overlap the next
            return inf
        data = self._prepared(data)
        return sum(map(data.count, self.gb18030 if is_gb18030 else self.utf8))

    def first(self, data: bytes, start: int, end: int, *, is_gb18030: bool) -> int:
        """Return the first place where a spelling stands as it is, without capitals or spaces within; or -1."""
        found = -1
        for each in self.gb18030 if is_gb18030 else self.utf8:
            place = data.find(each, start, end)
            if place >= 0:
                found, end = place, place + len(each) - 1
        return found

    def stands_in(self, data: bytes, *, is_gb18030: bool) -> bool:
        """Return whether the bytes of a plain text hold the term."""
        if not self.is_in(data, is_gb18030=is_gb18030):
            return False
        if self.tells_all:
            return not is_gb18030 or self._is_whole_in(data)
        # No term goes over two lines, and none of a plain text folds otherwise because of the next.
        encoding = "gb18030" if is_gb18030 else "utf-8"
        lines = (line for line in data.split(b"\n") if self.is_in(line, is_gb18030=is_gb18030))
        return any(self.term in fold(line.decode(encoding)) for line in lines)

    def _is_whole_in(self, data: bytes) -> bool:
        """Return whether a spelling stands in GB 18030 where a character begins: what is before it can be decoded."""
        data, small = self._prepared(data) if self.without_spaces else data, self._prepared(data)
        for each in self.gb18030:
            place = small.find(each)
            while place >= 0:
                with suppress(UnicodeDecodeError):
                    data[data.rfind(b"\n", 0, place) + 1 : place].decode("gb18030")
                    return True
                place = small.find(each, place + 1)
        return False


@lru_cache(maxsize=64)
def needle_of(term: str) -> Needle:
    """Return how a folded term stands in plain texts: in no spelling where one of its characters never does."""
    only_letters = bool(_LETTERS.fullmatch(term))  # the spaces beside letters are never dropped
    wanted = term if only_letters else _likely(term.replace(" ", ""))
    found = tuple(map("".join, product(*map(spellings, wanted)))) if folds_to_itself(term) else ()
    in_small = bool(_LETTER.search(wanted))
    in_gb18030 = [each.encode("gb18030") for each in found]
    return Needle(
        term,
        # Half of a character may look like a capital: it becomes small with the text.
        tuple(each.lower() if in_small else each for each in in_gb18030),
        tuple(each.encode() for each in found),
        in_small,
        not only_letters,
        only_letters or (wanted == term and bool(_HAN.fullmatch(term))),
    )


def _likely(text: str) -> str:
    """Return the longest stretch that has no more than MOST_SPELLINGS."""
    first, last, start, ways = 0, 0, 0, 1
    for end, char in enumerate(text, 1):
        ways *= len(spellings(char))
        while ways > MOST_SPELLINGS:
            ways //= len(spellings(text[start]))
            start += 1
        if end - start > last - first:
            first, last = start, end
    return text[first:last]


def needles_of(terms: Iterable[str]) -> tuple[Needle, ...]:
    """Return the needles of all terms."""
    return tuple(map(needle_of, terms))
