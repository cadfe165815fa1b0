"""What may never reach a terminal: control characters, escape introducers, bidirectional overrides.

Everything that leaves ``formats/`` has passed here, and so have file names, queries and error texts. Only the
forbidden characters themselves are taken out; what stood between them is text and stays.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from reader.lazy import LazyPattern
from reader.model import SourceText

# C0 but tab and newline, DEL, C1, line and paragraph separators, bidirectional embeddings, overrides and
# isolates (UAX #9), the byte-order mark inside a text, deprecated format characters, lone surrogates, tags.
_FORBIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_FORBIDDEN_RUN = LazyPattern(f"[{_FORBIDDEN}]+")
_FORBIDDEN_INSIDE = LazyPattern("(?![\r\x0b\x0c\x85\u2028\u2029])[" + _FORBIDDEN + "]")
_FORBIDDEN_LABEL = LazyPattern(f"[{_FORBIDDEN}\t\n]")
# Line ends of every kind: CR LF, LF, CR, VT, FF, NEL, and Unicode's line and paragraph separators.
LINE_END = LazyPattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def line_of(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that ``offset`` stands on."""
    return len(LINE_END.findall(text, 0, offset)) + 1


class Lines:
    """The lines of a text that is asked for many of them: counted once, when the first is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [match.end() for match in LINE_END.finditer(self._text)]

    def of(self, offset: int) -> int:
        """Return what ``line_of`` returns."""
        return bisect_right(self._starts, offset) + 1


def is_clean(text: str) -> bool:
    """Return whether no forbidden character stands in ``text``: a line feed is the only line end then."""
    plain = text.replace("\n", "").replace("\u3000", "").replace("\t", "")
    # What can be printed is not forbidden: to ask that is many times as fast as to look for what is.
    return plain.isprintable() or _FORBIDDEN_RUN.search(text) is None


def clean(text: SourceText) -> SourceText:
    """Return ``text`` without the characters that could drive a terminal; offsets are kept."""
    if is_clean(text.string):
        return text
    parts, at = [], 0
    for match in _FORBIDDEN_RUN.finditer(text.string):
        parts.append(text.slice(at, match.start()))
        at = match.end()
    parts.append(text.slice(at, len(text.string)))
    return SourceText.concat(parts)


def clean_label(text: str) -> str:
    """Return a file name, query or error text on one line, each forbidden character shown as U+FFFD."""
    return _FORBIDDEN_LABEL.sub("\ufffd", text)


def count_forbidden(text: str) -> int:
    """Return how many forbidden characters other than line ends ``text`` holds."""
    return 0 if is_clean(text) else len(_FORBIDDEN_INSIDE.findall(text))
