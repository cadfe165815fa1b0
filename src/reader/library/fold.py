"""Folding: what makes two spellings of the same word equal for search, with the way back to the text.

Width, case and compatibility forms (NFKC, then case folding, Unicode 15 §5.18) are folded; nearly every character
folds to one character, so a place in the folded text is a place in the text. Where that is not so, a map is kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_COMBINING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u3099\u309a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)


MAX_MARKS = 30  # combining marks folded with one character, as in Unicode's Stream-Safe Text Format (UAX #15)


class _Table(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
        self[code] = folded
        return folded


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text. ``places`` gives for each folded character the index it came from; None: the same index."""

    text: str
    places: tuple[int, ...] | None = None

    def place(self, index: int) -> int:
        """Return the index in the original text of folded character ``index``."""
        if self.places is None:
            return index
        return self.places[index] if index < len(self.places) else (self.places[-1] + 1 if self.places else 0)


def fold(text: str) -> str:
    """Return ``text`` folded, without the way back."""
    if text.isascii():
        return text.lower()
    if _COMBINING.search(text):
        return fold_mapped(text).text
    return text.translate(_TABLE)


def fold_mapped(text: str) -> Folded:
    """Return ``text`` folded, with the way back."""
    if text.isascii():
        return Folded(text.lower())
    if not _COMBINING.search(text):
        folded = text.translate(_TABLE)
        # No character folds to nothing, so equal lengths mean one for one.
        if len(folded) == len(text):
            return Folded(folded)
    return _clusters(text)


def _clusters(text: str) -> Folded:
    """Fold base characters together with their combining marks, so that both spellings of é are equal."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        # Sorting the marks of one character takes the square of their number.
        while end < len(text) and end - at <= MAX_MARKS and _COMBINING.match(text[end]):
            end += 1
        unit = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[at:end]).casefold())
        out.append(unit)
        places += [at] * len(unit)
        at = end
    return Folded("".join(out), tuple(places))
