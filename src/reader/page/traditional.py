"""Pages in traditional characters: read as if they were in simplified ones, and laid down as they stand.

What was learnt, and every pattern, knows simplified Chinese. Each traditional character has one simplified
character that it is looked at as; every block gets its own back in the end.
"""

from __future__ import annotations

from functools import cache

from reader.model import SourceText
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.formats.document import Document, RawBlock
    from reader.model import Block

SAMPLE = 20_000  # characters of a page that are looked at
TRADITIONAL_SHARE = 0.1  # of those beyond ASCII: a page has fewer in simplified Chinese, a third in traditional
KANA_SHARE = 0.01  # of those beyond ASCII, from which on the page is Japanese
# The commonest: a page without any of them is not worth looking closer.
_TELLING = "這個們國來時會說學發對與為後將還開報記電導東區長"
_KANA = ("\u3041", "\u30fa")
# What Unicode does not give as simplified, since it is used in simplified Chinese in other words.
_OURS = {"週": "周", "佈": "布"}


@cache
def _table() -> dict[int, str]:
    """Return the simplified character of each traditional one."""
    from reader.simplified import SIMPLIFIED, TRADITIONAL  # most pages need none

    return {ord(char): same for char, same in zip(TRADITIONAL, SIMPLIFIED, strict=True)} | {
        ord(char): same for char, same in _OURS.items()
    }


def is_traditional(source: str) -> bool:
    """Return whether ``source`` is a page in traditional Chinese characters."""
    sample = source[:SAMPLE]
    if sample.isascii() or not any(char in sample for char in _TELLING):
        return False
    wide = [char for char in sample if char > "\u2fff"]
    kana = sum(_KANA[0] <= char <= _KANA[1] for char in wide)
    table = _table()
    return kana < KANA_SHARE * len(wide) and sum(ord(char) in table for char in wide) >= TRADITIONAL_SHARE * len(wide)


def simplified_document(document: Document) -> Document:
    """Return ``document``, its text in simplified characters at the same places."""
    source = document.source
    parts = (
        replace(part, blocks=tuple(_simplified_block(block, source) for block in part.blocks))
        for part in document.parts
    )
    return replace(document, parts=tuple(parts))


def _simplified_block(block: RawBlock, source: str) -> RawBlock:
    return replace(block, lines=tuple(_simplified(line, source) for line in block.lines))


def _simplified(text: SourceText, source: str) -> SourceText:
    """Return ``text`` with the simplified character for each traditional one that stands so in ``source``.

    A line in which one is written otherwise there (an escape) could not be given back, and stays as it is.
    """
    plain = text.string.translate(_table())
    if plain == text.string:
        return text
    if all(
        _is_given(text, at, source)
        for at, (char, same) in enumerate(zip(text.string, plain, strict=True))
        if char != same
    ):
        return SourceText(plain, text.anchors)
    return text


def _is_given(text: SourceText, at: int, source: str) -> bool:
    return source[text.source_offset(at)] == text.string[at]


def restored(text: SourceText, source: str) -> SourceText:
    """Return ``text`` with the traditional characters that stand in ``source``."""
    table = _table()
    parts: list[str] = []
    ends = [at for at, _ in text.anchors[1:]] + [len(text)]
    for (at, offset), end in zip(text.anchors, ends, strict=True):
        string = text.string[at:end]
        given = source[offset : offset + end - at]
        if string != given and len(string) == len(given):
            pairs = zip(string, given, strict=True)
            string = "".join(other if table.get(ord(other)) == char else char for char, other in pairs)
        parts.append(string)
    return SourceText("".join(parts), text.anchors)


def restored_block(block: Block, source: str) -> Block:
    """Return ``block`` with the traditional characters that stand in ``source``."""
    return replace(block, text=restored(block.text, source))
