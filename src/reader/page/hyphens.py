"""Words that were cut at a line's end, and whether the hyphen there is the printer's or the word's own.

It goes only where that is certain: the two halves are one word that stands elsewhere on the page or in the list of
words that comes with the program, and nowhere on the page is that word written with the hyphen.
"""

from __future__ import annotations

from reader.lazy import LazyPattern
from reader.page.words import is_common_word, is_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SOFT = "\u00ad"  # the printer's wherever it stands
HYPHENS = "-\u2010" + SOFT
_HYPHEN = r"\-\u2010\u00ad"
_LETTER = r"[^\W\d_]"
_FIRST_HALF = LazyPattern(rf"(?<![\w’'{_HYPHEN}])({_LETTER}{{2,30}})[{_HYPHEN}]$")
_SECOND_HALF = LazyPattern(rf"({_LETTER}{{2,30}})(?![\w{_HYPHEN}])")
_WORDS = LazyPattern(rf"{_LETTER}+(?:[{_HYPHEN}]{_LETTER}+)*")
_LONGEST = 34  # characters at a seam that are looked at


class Hyphens:
    """The words of a page, collected when the first hyphen at a line's end asks for them."""

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        self._texts = texts
        self._words: frozenset[str] | None = None

    def goes(self, before: str, after: str) -> bool:
        """Return whether the hyphen that ends ``before`` goes when ``after`` is put right behind it."""
        if not before or before[-1] not in HYPHENS:
            return False
        if before[-1] == SOFT:
            return before[-2:-1].isalpha() and after[:1].isalpha()
        first, second = _FIRST_HALF.search(before[-_LONGEST:]), _SECOND_HALF.match(after[:_LONGEST])
        if first is None or second is None or not second[1].islower():
            return False
        word = (first[1] + second[1]).casefold()
        if self._words is None:
            self._words = frozenset(found.casefold() for text in self._texts() for found in _WORDS.findall(text))
        own = any(f"{first[1]}{hyphen}{second[1]}".casefold() in self._words for hyphen in HYPHENS)
        if own or word in self._words:
            return not own
        # with- + out may be one word or two: only where the one is common is that certain. A half that nobody writes
        # alone, such as the end of rot- + ting, makes no second word.
        whole = is_word(first[1].casefold()) and is_common_word(second[1])
        return is_common_word(word) if whole else is_word(word)
