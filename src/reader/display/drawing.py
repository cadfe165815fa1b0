"""How a file's characters are drawn: decided once a file by what is common in it, applied to its articles.

Screen, `reader show`, lists and exports draw with the same functions. Nothing here touches the source: each character
that is drawn has the offset of the one it stands for.
"""

from __future__ import annotations

from reader.display.choice import AS_STORED, MENDED, Drawing
from reader.display.scripts import HAN, is_chinese
from reader.lazy import LazyPattern
from reader.model import LazyBlocks, Role, SourceText
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Block, Bulletin

SAMPLE = 200_000  # characters of a file that are looked at
FLAT_SHARE = 0.1  # of the marks between clauses, how many are ASCII where OCR flattened them
FLAT_FEWEST = 2  # such marks: a single one may be a slip, or meant
STOP_SHARE = 0.5  # of the full stops, how many are dots where OCR flattened them too
SPREAD_SHARE = 0.3  # of the places between two Han characters, how many hold a space in a file that is spread
SPREAD_FEWEST = 40  # such places, below which a file tells nothing
RUN_FEWEST = 11  # spaces that a single spread line holds at least
_AS_STORED = frozenset({Role.CODE, Role.TABLE, Role.DATA, Role.RULE})
_FLAT = LazyPattern(rf"[,;:?!](?:(?<=[{HAN}”’》）].)|(?<=[{HAN}] .)(?= ?[{HAN}]))(?![A-Za-z]| [A-Za-z]|//)")
_FLAT_STOP = LazyPattern(rf"\.(?<=[{HAN}”’》）].)(?= ?[{HAN}“]|[”’]|\s|$)")
_FULL = LazyPattern("[，；：？！]")
_SPREAD = LazyPattern(rf"[ \xa0](?<=[{HAN}][ \xa0])(?=[{HAN}])")
_TIGHT = LazyPattern(rf"[{HAN}](?=[{HAN}])")


def decide(bulletin: Bulletin, wanted: Drawing = MENDED) -> Drawing:
    """Return how ``bulletin`` is to be drawn: what of ``wanted`` it needs.

    A file that is mostly not Chinese, or sets its marks full-width all through, needs nothing.
    """
    if not wanted or bulletin.source.isascii():
        return AS_STORED
    sample = "\n".join(_sample(bulletin))
    if not is_chinese(sample):
        return AS_STORED
    flat = wanted.full_width and _is_flat(sample)
    spread = spaces = 0
    if wanted.closed:
        spaces = sum(1 for _ in _SPREAD.finditer(sample))
        if spaces >= SPREAD_FEWEST:
            spread = spaces >= SPREAD_SHARE * (spaces + sum(1 for _ in _TIGHT.finditer(sample)))
    closed = wanted.closed and (flat or spaces >= RUN_FEWEST)
    return Drawing(flat, closed, bool(spread), flat and _has_flat_stops(sample))


def _is_flat(sample: str) -> bool:
    flat = sum(1 for _ in _FLAT.finditer(sample))
    return flat >= FLAT_FEWEST and flat >= FLAT_SHARE * (flat + sum(1 for _ in _FULL.finditer(sample)))


def _has_flat_stops(sample: str) -> bool:
    dots = sum(1 for _ in _FLAT_STOP.finditer(sample))
    return dots > 0 and dots >= STOP_SHARE * (dots + sample.count("。"))


def _sample(bulletin: Bulletin) -> Iterator[str]:
    """Yield the text of blocks all through the file, some SAMPLE characters in all."""

    def texts() -> Iterator[str]:
        blocks = (block for article in bulletin.articles for block in article.blocks)
        return (block.text.string for block in blocks if block.role not in _AS_STORED)

    total = sum(map(len, texts()))
    if total <= SAMPLE:
        yield from texts()
        return
    # As much of each stretch of a hundredth as its share of the sample.
    stretch, share = total // 100, SAMPLE // 100
    at = 0  # where in all the text the block begins
    for text in texts():
        first = -at % stretch
        for start in range(first, len(text), stretch):
            yield text[start : start + share]
        at += len(text)


def draw_article(article: Article, drawing: Drawing) -> Article:
    """Return ``article`` as it is drawn; the same value where nothing is drawn otherwise."""
    blocks = draw_blocks(article.blocks, drawing)
    return article if blocks is article.blocks else replace(article, blocks=blocks)


def draw_blocks(blocks: Sequence[Block], drawing: Drawing) -> Sequence[Block]:
    """Return blocks as they are drawn; the same sequence where nothing is drawn otherwise."""
    if not drawing:
        return blocks
    if isinstance(blocks, LazyBlocks):
        same = all(draw_block(block, drawing) is block for block in blocks)
        return blocks if same else _DrawnBlocks(blocks, drawing)
    drawn = tuple(draw_block(block, drawing) for block in blocks)
    return blocks if all(map(_is_same, blocks, drawn)) else drawn


class _DrawnBlocks(LazyBlocks):
    """Blocks of a long article, drawn when they are asked for."""

    def __init__(self, blocks: LazyBlocks, drawing: Drawing) -> None:
        self._blocks, self._drawing = blocks, drawing

    def __len__(self) -> int:
        return len(self._blocks)

    def roles(self) -> Iterator[Role]:
        """See LazyBlocks."""
        return self._blocks.roles()

    def block(self, number: int) -> Block:
        """See LazyBlocks."""
        return draw_block(self._blocks.block(number), self._drawing)


def _is_same(one: Block, other: Block) -> bool:
    return one is other


def is_drawn(block: Block) -> bool:
    """Return whether ``block`` is text that may be drawn otherwise: no code, no table, no data."""
    return block.role not in _AS_STORED


def draw_block(block: Block, drawing: Drawing) -> Block:
    """Return ``block`` as it is drawn: the same value where nothing changes, as in code, tables and data."""
    if not drawing or not is_drawn(block):
        return block
    text = draw_text(block.text, drawing, markup=block.markup)
    return block if text is block.text else replace(block, text=text)


def draw_text(text: SourceText, drawing: Drawing, *, markup: bool = False) -> SourceText:
    """Return ``text`` as it is drawn, each character with its offset; the same value where nothing changes."""
    from reader.display.marks import draw_marks
    from reader.display.protected import without_syntax
    from reader.display.spaces import meaningless_spaces, spaces_after_marks, without

    stored = text.string
    if stored.isascii():
        return text
    full = draw_marks(stored, markup=markup, stops=drawing.stops)
    cuts: list[int] = []
    if drawing.closed and " " in stored:
        masked = without_syntax(full) if markup else full
        cuts = meaningless_spaces(masked, spread=drawing.spread)
        if drawing.full_width and full != stored:
            cuts = sorted({*cuts, *spaces_after_marks(stored, full)})
    if drawing.full_width and full != stored:
        text = SourceText(full, text.anchors)
    return without(text, cuts)
