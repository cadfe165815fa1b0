"""Raw blocks to pieces: lines of plain text become paragraphs, wrapped lines closed up, single lines kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.formats.blocks import BULLET
from reader.formats.document import BlockKind, RawBlock
from reader.lazy import LazyPattern
from reader.model import Repair, RepairKind, SourceText, Span
from reader.page.line_roles import furniture_role, is_byline
from reader.page.patterns import BOLD_LINE, CAPTION_START, cells, is_han, is_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.formats.document import Document, Part

MAX_WRAP_CELLS = 130  # nobody wraps by hand wider than this
FULL_SHARE = 0.72  # of the wrap width: a line that reaches it was broken by the wrapping, not by the writer
OVERLONG = 1.4  # times the width: a line so long was not wrapped
LONG_SHARE = 0.3  # of a file's text in such lines: the file was not wrapped
EQUAL_SHARE = 0.3  # of the lines that are equally long where characters, not words, are wrapped
EXACT_SHARE = 0.8  # of the lines that have no room for the next word: the wrapping counted cells
INDENTED_SHARE = 0.04  # of the lines: where so many are indented, paragraphs are
WRAPPED_SHARE = 0.6  # of the inner lines must be full for a file to count as wrapped
_FIRST_WORD = LazyPattern(r"[A-Za-z0-9.,%'’\"“-]+|\S[，。、；：？！”’）》】]*")
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


def cut_pieces(
    part: Part, document: Document, undone: frozenset[str] = frozenset()
) -> tuple[list[Piece], list[Repair]]:
    """Return the pieces of ``part`` in order, and the line breaks that were closed up on the way.

    Paragraphs whose repair is in ``undone`` keep their line breaks.
    """
    wrap = Wrap() if document.ordinary else wrap_of(part.blocks)
    repairs: list[Repair] = []
    pieces: list[Piece] = []
    verse = set() if document.ordinary else verse_blocks(part.blocks, wrap.width, one_article=part.one_article)
    for number, block in enumerate(part.blocks):
        if number in verse:
            pieces.append(_lined(block, BlockKind.TEXT))
        elif block.kind is BlockKind.TEXT:
            if document.ordinary and all(_is_code_line(line.string) for line in block.lines):
                pieces.append(_lined(block, BlockKind.CODE))
            else:
                pieces += _text_pieces(block, wrap, repairs, ordinary=document.ordinary)
        elif block.kind is BlockKind.HEADING:
            pieces.append(_heading(block))
        else:
            pieces.append(_lined(block, block.kind))
    if undone:
        refused = [each for each in repairs if each.key in undone]
        ends = sorted((each.spans[0].start, frozenset(span.start for span in each.spans)) for each in refused)
        pieces = [_with_line_ends(piece, ends) for piece in pieces] if ends else pieces
        repairs = [each for each in repairs if each.key not in undone]
    return [piece for piece in pieces if piece.text.string.strip()], repairs


def _with_line_ends(piece: Piece, refused: Sequence[tuple[int, frozenset[int]]]) -> Piece:
    """Return ``piece`` with its line breaks, when closing them up was undone.

    ``refused`` are the repairs not to be made, ascending: where each begins, and where its lines end.
    """
    text = piece.text
    at = bisect_left(refused, (text.start, frozenset()))
    if at == len(refused) or refused[at][0] >= text.source_offset(len(text)):
        return piece
    ends = refused[at][1]
    lines, begun = [], 0
    for index in range(1, len(text)):
        if text.source_offset(index - 1) + 1 in ends:
            lines.append(text.slice(begun, index).strip())
            begun = index
    lines.append(text.slice(begun, len(text)).strip())
    return replace(piece, text=join_lines(lines))


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


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a file was hard-wrapped: the width in cells (0: not at all), and whether every line keeps to it exactly.

    ``counted`` is the width in characters where those were counted, however wide each is (else 0): a line of
    Chinese with figures in it is narrower than its neighbours then. ``indents`` says that paragraphs begin with
    an indent, so that a line without one goes on with the text above.
    """

    width: int = 0
    exact: bool = False
    indents: bool = False
    counted: int = 0

    def room(self, line: str) -> int:
        """Return what is free in ``line``: in characters where those were counted, else in cells."""
        return self.counted - len(line.rstrip()) if self.counted else self.width - cells(line.rstrip())


def wrap_of(blocks: Sequence[RawBlock]) -> Wrap:
    """Return how a file was wrapped."""
    texts = [block for block in blocks if block.kind is BlockKind.TEXT and len(block.lines) > 1]
    inner = sorted(cells(line.string.rstrip()) for block in texts for line in block.lines[:-1])
    if len(inner) < 2:
        return Wrap()
    width = _common_width(inner)
    if not 24 <= width <= MAX_WRAP_CELLS:
        return Wrap()
    everything = [cells(line.string) for block in blocks if block.kind is BlockKind.TEXT for line in block.lines]
    if sum(each for each in everything if each > OVERLONG * width) > LONG_SHARE * sum(everything):
        return Wrap()  # its text is in long lines: the short ones that stand together are verse or figures
    full = sum(FULL_SHARE * width <= each <= width * 1.15 for each in inner)
    if full < WRAPPED_SHARE * len(inner):
        return Wrap()
    begun = [(one.string, other.string) for block in texts for one, other in pairwise(block.lines)]
    wrap = Wrap(width, counted=_common_count([line for line, _ in begun], inner))
    open_lines = [(line, following) for line, following in begun if not is_terminal(line.strip())]
    filled = sum(not _would_fit(line, following, wrap) for line, following in open_lines)
    indented = sum(_is_indented(line.string) for block in texts for line in block.lines)
    return replace(
        wrap, exact=filled >= EXACT_SHARE * len(open_lines), indents=indented >= INDENTED_SHARE * len(inner)
    )


def _common_count(lines: Sequence[str], widths: Sequence[int]) -> int:
    """Return how many characters most lines have, when more agree on that than on one of ``widths``; else 0."""
    count, times = Counter(len(line.rstrip()) for line in lines).most_common(1)[0]
    most = Counter(widths).most_common(1)[0][1]
    return count if times >= EQUAL_SHARE * len(lines) and times > most else 0


def _common_width(lengths: list[int]) -> int:
    """Return the width that lines (their ``lengths`` ascending) were wrapped at: what most have, or what none exceeds.

    Chinese lines are nearly all equally long, but for a mark that hangs over; lines of words stop short of the width.
    """
    upper = lengths[int(len(lengths) * 0.9)] if len(lengths) > 9 else lengths[-1]
    usual, times = Counter(lengths).most_common(1)[0]
    if times >= EQUAL_SHARE * len(lengths) and usual >= 0.9 * upper:
        return usual
    return max(length for length in lengths if length <= 1.08 * upper)


def _would_fit(line: str, following: str, wrap: Wrap) -> bool:
    """Return whether the first word (or Han character) of ``following`` had room at the end of ``line``."""
    word = _FIRST_WORD.match(following.lstrip())
    if word is None:
        return False
    taken = len(word[0]) if wrap.counted else cells(word[0])
    if is_han(word[0][0]) or is_han(line.rstrip()[-1:] or "x"):
        taken += 1 if wrap.counted else 2  # one character less may stand in a line, for what must not part
    else:
        taken += 1
    return taken <= wrap.room(line)


def _text_pieces(block: RawBlock, wrap: Wrap, repairs: list[Repair], *, ordinary: bool) -> Iterator[Piece]:
    """Yield the paragraphs of a run of plain lines."""
    group: list[SourceText] = []
    gap = block.gap
    for line in block.lines:
        if group and not _continues(group, line.string, wrap, ordinary=ordinary):
            for part in _without_doubt(group, wrap):
                yield _paragraph(part, gap, repairs, hard_breaks=ordinary)
                gap = 0
            group = []
        group.append(line)
    for part in _without_doubt(group, wrap):
        yield _paragraph(part, gap, repairs, hard_breaks=ordinary)
        gap = 0


def _without_doubt(group: list[SourceText], wrap: Wrap) -> list[list[SourceText]]:
    """Return the lines of a paragraph, the last one apart when it is short and stops in mid-sentence.

    Such a line may be a title or a column's name that strayed into the text; if it is not, it is joined again.
    """
    last = group[-1].string.strip()
    if wrap.exact and len(group) > 1 and not is_terminal(last) and cells(last) < FULL_SHARE * wrap.width:
        return [group[:-1], group[-1:]]
    return [group]


def _continues(group: list[SourceText], following: str, wrap: Wrap, *, ordinary: bool) -> bool:
    """Return whether ``following`` goes on with the paragraph whose lines so far are ``group``."""
    if ordinary:
        return True
    line = group[-1].string
    if not wrap.width or cells(line.rstrip()) < FULL_SHARE * wrap.width:
        return False
    if wrap.exact and (_would_fit(line, following, wrap) or wrap.room(line) < -2):
        return False
    if _is_indented(following) and not (_is_indented(line) and len(group) == 1):
        return False
    if is_terminal(line) and CAPTION_START.match(group[0].string.strip()):
        return False  # a caption is one sentence; what follows may be the text it interrupted
    if BOLD_LINE.match(line.strip()) or BOLD_LINE.match(following.strip()):
        return False
    return not (_stands_alone(following) or (len(group) == 1 and _stands_alone(line, whole=True)))


def _stands_alone(line: str, *, whole: bool = False) -> bool:
    """Return whether a line is no text, whatever its neighbours are: a caption's beginning, furniture, a byline."""
    text = line.strip()
    if furniture_role(text) or is_byline(text) or BULLET.match(text):
        return True
    return not whole and CAPTION_START.match(text) is not None


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
            hard = hard_breaks and previous.endswith(("  ", "\\"))
            if not hard:
                breaks.append(Span(end, stripped.start))
            if glue := "\n" if hard else seam(parts[-1].string, stripped.string):
                parts.append(SourceText(glue, ((0, end),)))
        if stripped:
            parts.append(stripped)
        previous = line.string
    if breaks:
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
