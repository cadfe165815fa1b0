"""Pages on which OCR put a space behind every character: read as if it had not, and laid down as it did.

What a line is, how it was wrapped and whether it goes on is told from its words, so the spaces are left out of what
is looked at. Every block gets its own back in the end; whether they are drawn is decided elsewhere.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import SourceText, Span
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.formats.document import Document, RawBlock
    from reader.model import Block, Repair

SAMPLE = 20_000  # characters of a page that are looked at
SPACES_SHARE = 0.1  # of them that are spaces at least: else it is not worth looking closer
SPREAD_SHARE = 0.3  # of the places between two characters beyond ASCII, how many hold a space
FEWEST = 12  # such places, below which a page tells nothing
_WIDE = r"[^\W\d_a-zA-Z\xaa-\u024f]"
_SPREAD = LazyPattern(rf"(?<={_WIDE}) (?={_WIDE})")
_TIGHT = LazyPattern(rf"(?<={_WIDE})(?={_WIDE})")
# A single space beside a character beyond ASCII, or between two figures; wider gaps were meant.
_CLOSED = LazyPattern(r"(?<=[^\x00-\x7f\s]) (?=\S)|(?<=\S) (?=[^\x00-\x7f\s])|(?<=[A-Z\d]) (?=\d(?: |$|[^\x00-\x7f]))")
_SPACES = " \xa0"


def is_spread(source: str) -> bool:
    """Return whether OCR spread the characters of ``source``."""
    sample = source[:SAMPLE]
    if sample.isascii() or sample.count(" ") < SPACES_SHARE * len(sample):
        return False
    spread = sum(1 for _ in _SPREAD.finditer(sample))
    return spread >= FEWEST and spread >= SPREAD_SHARE * (spread + sum(1 for _ in _TIGHT.finditer(sample)))


def closed_document(document: Document) -> Document:
    """Return ``document`` without the spaces between the characters of its text."""
    parts = (replace(part, blocks=tuple(_closed_block(block) for block in part.blocks)) for part in document.parts)
    return replace(document, parts=tuple(parts))


def _closed_block(block: RawBlock) -> RawBlock:
    if block.kind not in {BlockKind.TEXT, BlockKind.HEADING, BlockKind.LIST, BlockKind.QUOTE}:
        return block
    return replace(block, lines=tuple(map(closed, block.lines)))


def closed(line: SourceText) -> SourceText:
    """Return a line of a page that is spread without the spaces between its characters."""
    parts, at = [], 0
    for match in _CLOSED.finditer(line.string):
        parts.append(line.slice(at, match.start()))
        at = match.end()
    return SourceText.concat([*parts, line.slice(at, len(line))]) if parts else line


def reopened(block: Block, source: str) -> Block:
    """Return ``block`` with the spaces that stand between its characters in ``source``."""
    text = block.text
    parts, at = [], 0
    for begin, offset in text.anchors[1:]:
        end = text.source_offset(begin - 1) + 1
        if end < offset and not source[end:offset].strip(_SPACES):
            parts += [text.slice(at, begin), SourceText(source[end:offset], ((0, end),))]
            at = begin
    return replace(block, text=SourceText.concat([*parts, text.slice(at, len(text))])) if parts else block


def with_whole_spans(repair: Repair, source: str) -> Repair:
    """Return ``repair`` with stretches that only spaces divide as one."""
    spans: list[Span] = []
    for span in repair.spans:
        if spans and spans[-1].end <= span.start and not source[spans[-1].end : span.start].strip(_SPACES):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return replace(repair, spans=tuple(spans))
