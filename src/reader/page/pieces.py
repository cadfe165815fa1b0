"""Raw blocks to pieces: lines of plain text become paragraphs, wrapped lines closed up, single lines kept."""

from __future__ import annotations

from bisect import bisect_left

from reader.formats.blocks import BULLET
from reader.formats.document import BlockKind, RawBlock
from reader.formats.files import MARKDOWN, suffix_of
from reader.model import Repair, RepairKind, SourceText, Span
from reader.page.hyphens import HYPHENS, Hyphens
from reader.page.line_roles import furniture_role, is_byline
from reader.page.patterns import (
    BOLD_LINE,
    BOX,
    CAPTION_START,
    CREDIT,
    CREDIT_END,
    DATELINE_EN_START,
    DATELINE_ZH_START,
    cells,
    is_han,
    is_terminal,
)
from reader.page.wrapped_captions import captions_within
from reader.page.wraps import FULL_SHARE, Wrap, is_indented, is_listed, wrap_of
from reader.page.written import continued, written_blocks
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.formats.document import Document, Part

_NEVER_FIRST = ("。", "，", "、", "；", "！", "？")  # a line that begins with one was cut off the line above
_WIDE_MARKS = "，。、；：？！“”‘’（）《》〈〉【】「」『』…—·"
MAX_VERSE_CELLS = 40
MIN_VERSE_LINES = 4
PROSE_SHARE = 0.6  # of the characters: lines with so much Han are no code, however far they stand in
SIGNATURE = "--"
BOLD_LEVEL = 7  # a line all in bold is a heading below all that are marked as headings


class Piece(Value):
    """One candidate block: its text, what its form says, and how it stood (indented; blank lines above).

    A ``tail`` is the short last line below full ones: it ends the text above, or strayed there.
    """

    kind: BlockKind
    text: SourceText
    level: int = 0
    gap: int = 0
    indented: bool = False
    tail: bool = False

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
    written = document.ordinary and document.markdown
    wrap = Wrap() if written else wrap_of(part.blocks)
    repairs: list[Repair] = []
    pieces: list[Piece] = []
    hyphens = Hyphens(lambda: (line.string for block in part.blocks for line in block.lines))
    blocks: Sequence[RawBlock] = [block for block in part.blocks if block.kind is not BlockKind.UNDERLINE]
    if written:
        blocks = written_blocks(blocks, lazy_quotes=suffix_of(document.path) in MARKDOWN)
    blocks = _with_open_items(blocks, wrap) if wrap.exact and not document.ordinary else blocks
    if not document.ordinary and not wrap.width:
        blocks = [part for block in blocks for part in _without_indented(block)]
    verse = set() if document.ordinary else verse_blocks(blocks, wrap.width, one_article=part.one_article)
    for number, block in enumerate(blocks):
        if number in verse or block.lined:
            pieces.append(_lined(block, BlockKind.TEXT))
        elif block.kind is BlockKind.TEXT:
            if written and _is_code(block):
                pieces.append(_lined(block, BlockKind.CODE))
            elif document.ordinary and _is_signature(block):
                pieces.append(_lined(block, BlockKind.TEXT))
            else:
                kept = not document.ordinary and is_listed(block)
                pieces += _text_pieces(block, Wrap() if kept else wrap, repairs, hyphens, ordinary=document.ordinary)
        elif block.kind is BlockKind.HEADING:
            pieces.append(_heading(block))
        elif written and block.kind is BlockKind.LIST:
            pieces.append(_items(block, repairs))
        else:
            pieces.append(_lined(block, block.kind))
    if undone:
        refused = [each for each in repairs if each.key in undone]
        ends = sorted((each.spans[0].start, frozenset(span.start for span in each.spans)) for each in refused)
        pieces = [_with_line_ends(piece, ends, document.source) for piece in pieces] if ends else pieces
        repairs = [each for each in repairs if each.key not in undone]
    return [piece for piece in pieces if piece.text.string.strip()], repairs


def _with_open_items(blocks: Sequence[RawBlock], wrap: Wrap) -> list[RawBlock]:
    """Return the blocks of a wrapped file, an item of a list with the lines that go on with it.

    No indent or mark says so in a wrapped file, only that the line above is full and ends no sentence.
    """
    runs: list[list[RawBlock]] = []
    for block in blocks:
        above = runs[-1][-1] if runs else None
        lined = block.lined or (above is not None and above.lined)
        if above and not (block.gap or lined) and {above.kind, block.kind} <= {BlockKind.TEXT, BlockKind.LIST}:
            last = above.lines[-1].string
            if wrap.is_full(last) and not is_terminal(last) and wrap.breaks_between(last, block.lines[0].string):
                runs[-1].append(block)
                continue
        runs.append([block])
    return [
        run[0]
        if len(run) == 1
        else replace(run[0], kind=BlockKind.TEXT, lines=tuple(line for block in run for line in block.lines))
        for run in runs
    ]


def _without_indented(block: RawBlock) -> list[RawBlock]:
    """Return a list, and apart from it the long indented lines below: where lines are not wrapped, paragraphs."""
    lines = block.lines
    if block.kind is not BlockKind.LIST or len(lines) < 2:
        return [block]
    items = max((at for at, line in enumerate(lines) if BULLET.match(line.string)), default=0) + 1
    below = lines[items:]
    long = all(cells(line.string) > MAX_VERSE_CELLS for line in below)
    if long and all(is_terminal(line.string) for line in lines[items - 1 : -1]):
        return [replace(block, lines=lines[:items]), *(RawBlock(BlockKind.TEXT, (line,)) for line in below)]
    return [block]


def _with_line_ends(piece: Piece, refused: Sequence[tuple[int, frozenset[int]]], source: str) -> Piece:
    """Return ``piece`` with its line breaks, and the hyphens in ``source`` before them, when closing up was undone.

    ``refused`` are the repairs not to be made, ascending: where each begins, and where its lines end.
    """
    text = piece.text
    at = bisect_left(refused, (text.start, frozenset()))
    if at == len(refused) or refused[at][0] >= text.source_offset(len(text)):
        return piece
    # Where columns stood side by side, the line ends of one stand among those of the other.
    end = text.source_offset(len(text))
    ends = frozenset().union(*(starts for begin, starts in refused[at:] if begin < end))
    lines, begun = [], 0
    for index in range(1, len(text)):
        if (end := text.source_offset(index - 1) + 1) in ends:
            hyphen = SourceText(source[end], ((0, end),)) if source[end] in HYPHENS else SourceText("")
            lines.append(SourceText.concat([text.slice(begun, index).strip(), hyphen]))
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
    if any(line.string.lstrip().startswith(_NEVER_FIRST) for line in block.lines[1:]):
        return False
    longest = min(MAX_VERSE_CELLS, int(width * FULL_SHARE)) if width else MAX_VERSE_CELLS
    return len(block.lines) > 1 and all(cells(line.string.strip()) <= longest for line in block.lines)


def _is_code(block: RawBlock) -> bool:
    """Return whether all lines stand in so far that Markdown takes them for code, and they are not Chinese prose."""
    if not all(line.string.startswith(("    ", "\t")) for line in block.lines):
        return False
    text = "".join("".join(line.string.split()) for line in block.lines)
    return sum(map(is_han, text)) < PROSE_SHARE * len(text)


def _heading(block: RawBlock) -> Piece:
    text = block.lines[0].strip()
    if bold := BOLD_LINE.match(text.string):
        text = text.slice(*bold.span(2))
    return Piece(BlockKind.HEADING, text, block.level, block.gap)


def _is_signature(block: RawBlock) -> bool:
    """Return whether lines stand under the two dashes that open the signature of a mail (RFC 3676, 4.3)."""
    return block.lines[0].string.rstrip() == SIGNATURE


def _items(block: RawBlock, repairs: list[Repair]) -> Piece:
    """Keep the lines of a list that was written, soft line breaks inside its items closed up."""
    parts: list[SourceText] = []
    breaks: list[Span] = []
    above = ""
    for line, goes_on in zip(block.lines, continued([line.string for line in block.lines]), strict=True):
        kept = line.slice(0, len(line.string.rstrip()))
        if parts:
            end = parts[-1].source_offset(len(parts[-1]))
            hard = not goes_on or above.endswith(("  ", "\\"))
            kept = kept if hard else kept.strip()
            if glue := "\n" if hard else seam(parts[-1].string, kept.string):
                parts.append(SourceText(glue, ((0, end),)))
            if not hard:
                breaks.append(Span(end, kept.start))
        parts.append(kept)
        above = line.string
    if breaks:
        repairs.append(Repair(RepairKind.UNWRAP, tuple(breaks), "line-end", 0.99))
    return Piece(BlockKind.LIST, SourceText.concat(parts), gap=block.gap)


def _lined(block: RawBlock, kind: BlockKind) -> Piece:
    """Keep a block's lines as lines."""
    lines = [line.slice(0, len(line.string.rstrip())) for line in block.lines]
    return Piece(kind, join_lines(lines), gap=block.gap)


def join_lines(lines: Iterable[SourceText], separator: str = "\n") -> SourceText:
    """Return lines as one text; each separator takes the place of the line end it stands for."""
    parts: list[SourceText] = []
    for line in lines:
        if parts and separator:
            parts.append(SourceText(separator, ((0, parts[-1].source_offset(len(parts[-1]))),)))
        parts.append(line)
    return SourceText.concat(parts)


def _text_pieces(
    block: RawBlock, wrap: Wrap, repairs: list[Repair], hyphens: Hyphens, *, ordinary: bool
) -> Iterator[Piece]:
    """Yield the paragraphs of a run of plain lines."""
    group: list[SourceText] = []
    gap = block.gap
    captions = captions_within([line.string for line in block.lines], wrap) if wrap.width and not ordinary else {}
    for number, line in enumerate((*block.lines, None)):
        first = gap > 0 and len(group) == 1
        goes_on = line is not None and captions.get(
            number, not group or _continues(group, line.string, wrap, ordinary=ordinary, first=first)
        )
        if group and not goes_on:
            for place, part in enumerate([group] if ordinary else _without_doubt(group, wrap)):
                piece = _paragraph(part, gap, repairs, hyphens, hard_breaks=ordinary)
                yield replace(piece, tail=True) if place else piece
                gap = 0
            group = []
        if line is not None:
            group.append(line)


def _without_doubt(group: list[SourceText], wrap: Wrap) -> list[list[SourceText]]:
    """Return the lines of a paragraph, the last one apart when it is short and stops in mid-sentence.

    Such a line may be a title or a column's name that strayed into the text; if it is not, it is joined again.
    """
    last = group[-1].string.strip()
    if CAPTION_START.match(group[0].string.strip()):
        return [group]
    if wrap.exact and len(group) > 1 and not is_terminal(last) and not wrap.is_full(last):
        return [group[:-1], group[-1:]]
    return [group]


def _continues(group: list[SourceText], following: str, wrap: Wrap, *, ordinary: bool, first: bool) -> bool:
    """Return whether ``following`` goes on with the paragraph whose lines so far are ``group``.

    Of the ``first`` line below a blank one, a dateline may have been taken: it is short, and goes on in small letters.
    """
    line = group[-1].string
    if ordinary:
        return not is_indented(following) or _goes_on_indented(line, following, wrap)
    if following.lstrip().startswith(_NEVER_FIRST):
        return True
    if wrap.width and first and following[:1].islower() and not (is_terminal(line) or _stands_alone(line)):
        return True
    if not wrap.width or not wrap.is_full(line):
        return False
    if wrap.exact and (not wrap.breaks_between(line, following) or wrap.room(line) < -2):
        return False
    if is_indented(following) and (wrap.indents or not (is_indented(line) and len(group) == 1)):
        return False
    if (is_terminal(line) or CREDIT_END.search(line.strip())) and CAPTION_START.match(group[0].string.strip()):
        return False  # a caption is one sentence and who took it; what follows may be the text it interrupted
    if BOLD_LINE.match(line.strip()) or BOLD_LINE.match(following.strip()):
        return False
    if (len(group) == 1 or is_terminal(line)) and _opens_story(following.strip()):
        return False
    return not (_breaks_in(following, line, wrap) or (len(group) == 1 and _stands_alone(line)))


def _goes_on_indented(line: str, following: str, wrap: Wrap) -> bool:
    """Return whether an indented line of a file that was written goes on with the one above it.

    One that begins as Chinese paragraphs do never does; another does where a sentence is open that the wrapping broke.
    """
    if following.startswith("\u3000") or is_terminal(line):
        return False
    return not wrap.width or wrap.is_full(line)


def _stands_alone(line: str) -> bool:
    """Return whether a line is no text, whatever its neighbours are: furniture, a byline, who took a picture."""
    text = line.strip()
    return bool(furniture_role(text) or is_byline(text) or CREDIT.match(text) or BOX.match(text))


def _breaks_in(line: str, above: str, wrap: Wrap) -> bool:
    """Return whether a line cannot go on with the one ``above``: it stands alone, or begins a caption or an item.

    In a wrap that is exact, a full line without a stop goes on, though the next word be a number with a point.
    """
    text = line.strip()
    if _stands_alone(line) or CAPTION_START.match(text):
        return True
    open_above = wrap.exact and not above.rstrip().endswith((":", "："))
    return BULLET.match(text) is not None and not (open_above and text[0].isdigit() and not is_terminal(above))


def _opens_story(text: str) -> bool:
    """Return whether a line begins with where and when its story was written."""
    if text.startswith(("(", "（")):
        return False
    return bool(DATELINE_ZH_START.match(text) or DATELINE_EN_START.match(text))


def _paragraph(
    lines: list[SourceText], gap: int, repairs: list[Repair], hyphens: Hyphens, *, hard_breaks: bool
) -> Piece:
    """Close up the lines of one paragraph: no space at a break beside a Han character, one elsewhere.

    A hyphen that only says that a word goes on goes.

    With ``hard_breaks``, two spaces or a backslash at a line's end keep the break (CommonMark, hard line breaks).
    """
    indented = is_indented(lines[0].string)
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
            if not hard_breaks and hyphens.goes(parts[-1].string, stripped.string):
                parts[-1] = parts[-1].slice(0, len(parts[-1]) - 1)
                breaks.append(Span(parts[-1].source_offset(len(parts[-1])), stripped.start))
                parts.append(stripped)
                previous = line.string
                continue
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
    """Return what stands where two lines of one paragraph meet: nothing beside Han or in a number, else a space."""
    left, right = before[-1:], after[:1]
    if not left or not right or is_han(left) or is_han(right):
        return ""
    if left in "-\u2010" and before[-2:-1].isalnum():
        return ""
    chinese = any(map(is_han, before[-8:] + after[:8]))
    number = left.isdigit() and right.isdigit()
    return "" if chinese and (number or left in _WIDE_MARKS or right in _WIDE_MARKS) else " "
