"""The beginning of a large file, shown while the rest of it is still being read.

It is kept in the cache as small pages are: the next time nothing has to be rebuilt here, nor loaded that rebuilds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.display.drawing import decide, draw_article
from reader.library.file_read import ArticleRead, FileRead, Rebuilt
from reader.library.files import Walk
from reader.library.library import LARGE
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.display.choice import Drawing
    from reader.library.files import FileRef
    from reader.library.kept_pages import KeptPages

HEAD = 32_768  # bytes: some windows of text, rebuilt in a blink


def read_beginning(paths: Sequence[str], wanted: Drawing, kept: KeptPages) -> tuple[FileRead, Rebuilt] | None:
    """Return the beginning of the one large file of text that is to be opened; None for anything else.

    Its first article, as far as the first bytes tell, has the entry it will have, and is there as it is drawn. This is
    no more than a first look: whatever is wrong with the file is told by those who read it whole.
    """
    try:
        (path,) = paths
        if path.endswith(".gz") or not os.path.isfile(path) or os.path.getsize(path) <= LARGE:
            return None
        (ref,) = (ref for listing in Walk(lambda: False).listings([path]) for ref in listing.refs())
        # One that was called otherwise is another one to whoever looks for its article later.
        if (found := kept.find(path)) is not None and found[0].ref == ref:
            return found
        with open(path, "rb") as file:
            head = file.read(HEAD)
        head = head[: head.rfind(b"\n") + 1]
        if not head.strip() or b"\0" in head:
            return None
        found = _rebuilt(head, ref, wanted)
    except Exception:
        return None
    kept.keep(*found)
    return found


def _rebuilt(head: bytes, ref: FileRef, wanted: Drawing) -> tuple[FileRead, Rebuilt]:
    from reader.formats.parse import parse_document
    from reader.library.contents import make_entry
    from reader.page import build_bulletin

    bulletin = build_bulletin(parse_document(head, ref.path))
    article = bulletin.articles[0]
    drawing = decide(bulletin, wanted)
    drawn = draw_article(article, drawing)
    entry = make_entry(article, ref.path, os.path.dirname(ref.path), "")
    rebuilt = Rebuilt(replace(bulletin, articles=(article,), repairs=()), (), frozenset(), drawn=drawn)
    return FileRead(ref, (ArticleRead(entry, "", 0, "", 0, is_plain=False),), (), (), drawing=drawing), rebuilt
