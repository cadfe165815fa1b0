"""Raw blocks to pieces: lines of plain text become paragraphs, wrapped lines closed up, single lines kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.formats.blocks import BULLET
from reader.formats.document import BlockKind, RawBlock
from reader.model import Repair, RepairKind, SourceText, Span
from reader.page.patterns import BOLD_LINE, cells, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.formats.document import Document, Part

MAX_WRAP_CELLS = 130  # nobody wraps by hand wider than this
FULL_SHARE = 0.72  # of the wrap width: a line that reaches it was broken by the wrapping, not by the writer
WRAPPED_SHARE = 0.6  # of the inner lines must be full for a file to count as wrapped
_WIDE_MARKS = "，。、；：？！“”‘’（）《》〈〉【】「」『』…—·"
MAX_VERSE_CELLS = 40
MIN_VERSE_LINES = 4
BOLD_LEVEL = 7  # a line all in bold is a heading below all that are marked as headings


@dataclass(frozen=True, slots=True)
class Piece:
    """One candidate block: its text, what its form says, and how it stood (indented; blank lines above)."""

    kind: BlockKind
    text: SourceText
    level: int = 0
    gap: int = 0
    indented: bool = False

    @property
    def string(self) -> str:
        """The text as a plain string."""
        return self.text.string


def cut_pieces(part: Part, document: Document) -> tuple[list[Piece], list[Repair]]:
    """Return the pieces of ``part`` in order, and the line breaks that were closed up on the way."""
    width = 0 if document.ordinary else wrap_width(part.blocks)
    repairs: list[Repair] = []
    pieces: list[Piece] = []
    verse = set() if document.ordinary else verse_blocks(part.blocks, width, one_article=part.one_article)
    for number, block in enumerate(part.blocks):
        if number in verse:
            pieces.append(_lined(block, BlockKind.TEXT))
        elif block.kind is BlockKind.TEXT:
            if document.ordinary and all(_is_code_line(line.string) for line in block.lines):
                pieces.append(_lined(block, BlockKind.CODE))
            else:
                pieces += _text_pieces(block, width, repairs, ordinary=document.ordinary)
        elif block.kind is BlockKind.HEADING:
            pieces.append(_heading(block))
        else:
            pieces.append(_lined(block, block.kind))
    return [piece for piece in pieces if piece.text.string.strip()], repairs


def verse_blocks(blocks: Sequence[RawBlock], width: int, *, one_article: bool) -> set[int]:
    """Return the numbers of the blocks whose short lines are meant as lines.

    Four short lines together are; in a file of one article, where no title lines stand about, fewer are, when
    most of its text looks so.
    """
    texts = [number for number, block in enumerate(blocks) if block.kind is BlockKind.TEXT]
    short = [number for number in texts if _is_short_lined(blocks[number], width)]
    if one_article and len(short) * 2 >= len(texts):
        return set(short)
    return {number for number in short if number != texts[0] and len(blocks[number].lines) >= MIN_VERSE_LINES}


def _is_short_lined(block: RawBlock, width: int) -> bool:
    longest = min(MAX_VERSE_CELLS, int(width * FULL_SHARE)) if width else MAX_VERSE_CELLS
    return len(block.lines) > 1 and all(cells(line.string.strip()) <= longest for line in block.lines)


def _is_code_line(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def _heading(block: RawBlock) -> Piece:
    text = block.lines[0].strip()
    if bold := BOLD_LINE.match(text.string):
        text = text.slice(*bold.span(2))
    return Piece(BlockKind.HEADING, text, block.level, block.gap)


def _lined(block: RawBlock, kind: BlockKind) -> Piece:
    """Keep a block's lines as lines."""
    lines = [line.slice(0, len(line.string.rstrip())) for line in block.lines]
    return Piece(kind, join_lines(lines), gap=block.gap)


def join_lines(lines: Iterable[SourceText], separator: str = "\n") -> SourceText:
    """Return lines as one text; each separator takes the place of the line end it stands for."""
    parts: list[SourceText] = []
    for line in lines:
        if parts:
            parts.append(SourceText(separator, ((0, parts[-1].source_offset(len(parts[-1]))),)))
        parts.append(line)
    return SourceText.concat(parts)


def wrap_width(blocks: Iterable[RawBlock]) -> int:
    """Return the width in cells at which a file was hard-wrapped, or 0 when it was not."""
    inner: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.TEXT and len(block.lines) > 1:
            inner += [cells(line.string.rstrip()) for line in block.lines[:-1]]
    if len(inner) < 2:
        return 0
    inner.sort()
    width = inner[int(len(inner) * 0.9)] if len(inner) > 9 else inner[-1]
    if not 24 <= width <= MAX_WRAP_CELLS:
        return 0
    full = sum(FULL_SHARE * width <= each <= width * 1.15 for each in inner)
    return width if full >= WRAPPED_SHARE * len(inner) else 0


def _text_pieces(block: RawBlock, width: int, repairs: list[Repair], *, ordinary: bool) -> Iterator[Piece]:
    """Yield the paragraphs of a run of plain lines."""
    group: list[SourceText] = []
    gap = block.gap
    for line in block.lines:
        if group and not _continues(group[-1].string, line.string, width, ordinary=ordinary):
            yield _paragraph(group, gap, repairs, hard_breaks=ordinary)
            group, gap = [], 0
        group.append(line)
    yield _paragraph(group, gap, repairs, hard_breaks=ordinary)


def _continues(line: str, following: str, width: int, *, ordinary: bool) -> bool:
    """Return whether ``following`` goes on with the paragraph that ``line`` belongs to."""
    if ordinary:
        return True
    if not width or cells(line.rstrip()) < FULL_SHARE * width:
        return False
    if _is_indented(following) and not _is_indented(line):
        return False
    return not (BOLD_LINE.match(line.strip()) or BOLD_LINE.match(following.strip()))


def _is_indented(line: str) -> bool:
    return line.startswith(("\u3000", "  ", "\t"))


def _paragraph(lines: list[SourceText], gap: int, repairs: list[Repair], *, hard_breaks: bool) -> Piece:
    """Close up the lines of one paragraph: no space at a break beside a Han character, one elsewhere.

    With ``hard_breaks``, two spaces or a backslash at a line's end keep the break (CommonMark, hard line breaks).
    """
    indented = _is_indented(lines[0].string)
    if len(lines) == 1:
        text = lines[0].strip()
        if bold := BOLD_LINE.match(text.string):
            return Piece(BlockKind.HEADING, text.slice(*bold.span(2)), BOLD_LEVEL, gap)
        return Piece(_paragraph_kind(text), text, 0, gap, indented)
    parts: list[SourceText] = []
    breaks: list[Span] = []
    previous = ""
    for line in lines:
        stripped = line.strip()
        if parts and stripped:
            end = parts[-1].source_offset(len(parts[-1]))
            breaks.append(Span(end, stripped.start))
            hard = hard_breaks and previous.endswith(("  ", "\\"))
            if glue := "\n" if hard else seam(parts[-1].string, stripped.string):
                parts.append(SourceText(glue, ((0, end),)))
        if stripped:
            parts.append(stripped)
        previous = line.string
    repairs.append(Repair(RepairKind.UNWRAP, tuple(breaks), "line-end", 0.99))
    text = SourceText.concat(parts)
    return Piece(_paragraph_kind(text), text, 0, gap, indented)


def _paragraph_kind(text: SourceText) -> BlockKind:
    """Return what a paragraph would be if blank lines stood around it: 3. and （三） open an item of a list."""
    return BlockKind.LIST if BULLET.match(text.string) else BlockKind.TEXT


def seam(before: str, after: str) -> str:
    """Return what stands where two lines of one paragraph meet: nothing beside Han, else a space."""
    left, right = before[-1:], after[:1]
    if not left or not right or is_han(left) or is_han(right):
        return ""
    if left in "-\u2010" and before[-2:-1].isalnum():
        return ""
    chinese = any(map(is_han, before[-8:] + after[:8]))
    return "" if chinese and (left in _WIDE_MARKS or right in _WIDE_MARKS) else " "
