"""File names from headlines: readable, safe on every system, never the same twice."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reader.lazy import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.model import Article

MAX_BYTES = 120  # of a name without its suffix; file systems allow 255 for all of it
_UNSAFE = LazyPattern(r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
_RESERVED = LazyPattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # Windows


def file_name(article: Article, suffix: str, taken: Collection[str] = ()) -> str:
    """Return a name for ``article`` that ends in ``suffix`` and is not in ``taken`` (compared without case)."""
    base = safe_name(article.headline) or "article"
    if article.metadata.date:
        base = f"{article.metadata.date.isoformat()} {base}"
    used = {name.casefold() for name in taken}
    name, number = base + suffix, 2
    while name.casefold() in used:
        name, number = f"{base} {number}{suffix}", number + 1
    return name


def safe_name(text: str) -> str:
    """Return ``text`` as a file name without a suffix; empty when nothing of it can stand in one."""
    name = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", text)).split()).strip(" .")
    encoded = name.encode("utf-8", "ignore")[:MAX_BYTES]
    name = encoded.decode("utf-8", "ignore").strip(" .")
    return f"_{name}" if _RESERVED.match(name) else name
