"""The beginning of a large file, shown while the rest of it is still being read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reader.formats.parse import parse_document
from reader.library.contents import make_entry
from reader.library.library import LARGE
from reader.page import build_bulletin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.contents import Entry
    from reader.model import Article, Bulletin

HEAD = 32_768  # bytes: some windows of text, rebuilt in a blink


class Beginning(NamedTuple):
    """The first article of a file as far as its first bytes tell, and the entry it will have."""

    entry: Entry
    article: Article
    bulletin: Bulletin


def read_beginning(paths: Sequence[str]) -> Beginning | None:
    """Return the beginning of the one large file of text that is to be opened; None for anything else.

    It is no more than a first look: whatever is wrong with the file is told by those who read it whole.
    """
    try:
        (path,) = paths
        if path.endswith(".gz") or not os.path.isfile(path) or os.path.getsize(path) <= LARGE:
            return None
        with open(path, "rb") as file:
            head = file.read(HEAD)
        head = head[: head.rfind(b"\n") + 1]
        if not head.strip() or b"\0" in head:
            return None
        bulletin = build_bulletin(parse_document(head, path))
        article = bulletin.articles[0]
    except Exception:
        return None
    return Beginning(make_entry(article, path, os.path.dirname(path), ""), article, bulletin)
