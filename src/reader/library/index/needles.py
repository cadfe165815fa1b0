"""Rules texts out before they are read: most fold so plainly that one need not fold them to see what they do not hold.

Of a term the longest stretch is taken that folds to itself and to which, in a plain text, nothing else folds: Han
characters, or ASCII letters and digits with single spaces. Where that is missing from the bytes of a plain text, so is
the term; where it is there, the text tells.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.lazy import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = LazyPattern("[\u4e00-\u9fff]+")
_ASCII = LazyPattern("[a-z0-9]+(?: [a-z0-9]+)*")


class Needle(NamedTuple):
    """What a text must hold, as it stands there in GB 18030 and in UTF-8; ``is_han``: spaces may stand within."""

    text: str
    gb18030: bytes
    utf8: bytes
    is_han: bool


@lru_cache(maxsize=64)
def needle_of(term: str) -> Needle | None:
    """Return what a plain text with a folded term must hold; None when nothing of it is plain."""
    found = max([*_HAN.findall(term), *_ASCII.findall(term)], key=len, default="")
    return Needle(found, found.encode("gb18030"), found.encode(), not found.isascii()) if found else None


def needles_of(terms: Iterable[str]) -> tuple[Needle, ...] | None:
    """Return the needles of all terms; None when one has none."""
    found = [needle_of(term) for term in terms]
    needles = tuple(each for each in found if each is not None)
    return needles if len(needles) == len(found) else None


def lacks(data: bytes, needle: Needle, *, is_gb18030: bool) -> bool:
    """Return whether the bytes of a plain text show that it does not hold ``needle``."""
    if needle.is_han:
        wanted, data = needle.gb18030 if is_gb18030 else needle.utf8, data.replace(b" ", b"")
    else:
        # In GB 18030 a byte may look like a capital and be half of a character: that is made small as text.
        wanted, data = needle.utf8, _small(data) if is_gb18030 else data.lower()
    return wanted not in data


def _small(data: bytes) -> bytes:
    return data.decode("gb18030").lower().encode()


def line_lacks(line: str, needles: tuple[Needle, ...]) -> bool:
    """Return whether a line of a plain text holds none of ``needles``."""
    for each in needles:
        if each.text in line or each.text in (line.replace(" ", "") if each.is_han else line.lower()):
            return False
    return True
