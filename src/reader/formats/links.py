"""Where an article leads: its links, pictures, bare addresses and notes, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.inline import Mark, read_inline
from reader.lazy import LazyPattern
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Block

# An address in running text ends before what a sentence puts after it, in Chinese also without a space.
_ADDRESS = LazyPattern(r"(?:https?|ftp)://[^\s<>\"'`|\\^{}\u2018-\u201d\u3000-\u303f\u3400-\u9fff\uff01-\uff60]+")
_AFTER = ".,;:!?*_"
_NOTE = LazyPattern(r"(?m)^[ \t]*\[\^(?P<name>[^\]\s]{1,40})\]:[ \t]*(?P<text>.*)$")


class Link(Value):
    """A place an article leads to: the words that stand for it, the address, where in the source it stands.

    A note has no address: it leads to where it stands.
    """

    words: str
    target: str
    offset: int
    picture: bool = False


def find_links(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """Return the links of ``blocks``; the same address with the same words once."""
    found: dict[tuple[str, str], Link] = {}
    for block in blocks:
        for link in _in_block(block):
            found.setdefault((link.words, link.target), link)
    return tuple(found.values())


def _in_block(block: Block) -> Iterator[Link]:
    inline = read_inline(block.text, markup=block.markup)
    string = inline.text.string
    links = []
    for mark in inline.marks:
        if mark.mark in {Mark.LINK, Mark.IMAGE} and mark.target:
            words = " ".join(string[mark.start : mark.end].split())
            offset = inline.text.source_offset(mark.start)
            links.append(
                (mark.start, mark.end, Link(words or mark.target, mark.target, offset, mark.mark is Mark.IMAGE))
            )
    for match in _NOTE.finditer(string):
        words = f"[{match['name']}] {' '.join(match['text'].split())}".strip()
        links.append((match.start(), match.start(), Link(words, "", inline.text.source_offset(match.start("name")))))
    taken = [(start, end) for start, end, _ in links]
    for match in _ADDRESS.finditer(string):
        start, target = match.start(), _without_rest(match.group())
        if not any(first <= start < last for first, last in taken):
            links.append((start, match.end(), Link(target, target, inline.text.source_offset(start))))
    yield from (link for _, _, link in sorted(links, key=lambda each: each[0]))


def _without_rest(address: str) -> str:
    """Return an address without the marks that belong to the sentence around it."""
    unopened = {close: address.count(close) - address.count(opening) for opening, close in ("()", "[]")}
    end = len(address)
    while end and (address[end - 1] in _AFTER or unopened.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in unopened:
            unopened[address[end]] -= 1
    return address[:end]
