"""How long an article is and how long it takes: Han characters and words counted apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.lazy import LazyPattern
from reader.model import Role
from reader.value import Value

if TYPE_CHECKING:
    from reader.model import Article

HAN_A_MINUTE = 400
WORDS_A_MINUTE = 230
# The high bytes of UTF-16 tell the script at the speed of C: Han (and the surrogates of rarer Han), and the scripts
# with words that are neither Latin, Greek nor Cyrillic.
_HAN_BYTES = bytes([*range(0x34, 0xA0), 0xF9, 0xFA, *range(0xD8, 0xDC)])
_OTHER_BYTES = bytes([*range(0x05, 0x20), *range(0xA8, 0xD8)])
_WORD = LazyPattern(r"[a-zA-Z0-9\xc0-\u052f]+(?:['’.-][a-zA-Z0-9\xc0-\u052f]+)*")
_OTHER_WORD = LazyPattern(r"[\u0530-\u1fff\ua840-\ud7ff]+")
_NOT_READ = frozenset({Role.CODE, Role.TABLE, Role.RULE, Role.DATA, Role.FIELDS})


class Length(Value):
    """The length of a text: Han characters, words of other scripts, and minutes at an ordinary pace (at least 1)."""

    han: int
    words: int

    @property
    def minutes(self) -> int:
        """Minutes of reading, rounded."""
        return max(1, round(self.han / HAN_A_MINUTE + self.words / WORDS_A_MINUTE))


KEPT = 4  # articles measured last: the one that is read is set anew with each new width, and has neighbours
_measured: tuple[tuple[Article, Length], ...] = ()


def measure_length(article: Article) -> Length:
    """Return the length of everything in ``article`` that is read as text."""
    global _measured
    measured = _measured  # another thread may add to it meanwhile
    found = next((length for known, length in measured if known is article), None)
    if found is None:
        found = _length(article)
        _measured = ((article, found), *measured)[:KEPT]
    return found


def _length(article: Article) -> Length:
    han = words = 0
    for block in article.blocks:
        if block.role not in _NOT_READ:
            text = block.text.string
            scripts = text.encode("utf-16-le", "surrogatepass")[1::2]
            han += len(scripts) - len(scripts.translate(None, _HAN_BYTES))
            words += sum(1 for _ in _WORD.finditer(text))
            if len(scripts.translate(None, _OTHER_BYTES)) < len(scripts):
                words += sum(1 for _ in _OTHER_WORD.finditer(text))
    return Length(han, words)
