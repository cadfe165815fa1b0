"""How a file was hard-wrapped: how wide, whether cells or characters were counted, where paragraphs are indented."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.page.patterns import cells, is_han, is_terminal
from reader.value import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.formats.document import RawBlock

MIN_WRAP_CELLS, MIN_ALIKE_CELLS = 24, 18  # a column is wider, one whose lines are all alike may be narrower
MIN_NARROW_CELLS = 14  # and one whose sentences run on from line to line, as no list's and no poem's do
MAX_WRAP_CELLS = 130  # nobody wraps by hand wider than this
FULL_SHARE = 0.72  # of the wrap width: a line that reaches it was broken by the wrapping, not by the writer
OVERLONG = 1.4  # times the width: a line so long was not wrapped
LONG_SHARE = 0.3  # of a file's text in such lines: the file was not wrapped
EQUAL_SHARE = 0.3  # of the lines that are equally long where characters, not words, are wrapped
OVERHANG = 2  # cells that a mark may hang over where characters are wrapped
OVER_SHARE = 0.1  # of the lines that may be longer still
EXACT_SHARE = 0.8  # of the lines that have no room for the next word: the wrapping counted
INDENTED_SHARE = (0.04, 0.6)  # of the lines: where so many are indented, paragraphs are, not whole blocks
LONG_RUN = 8  # lines without a blank one: where there are such, they tell whether the file was wrapped, not a stanza
ALIKE_SHARE = 0.4  # of the lines that are alike where characters are wrapped, whatever stands between them
NARROW_SLACK = 0.6  # of the width of a narrow column of words that may be free: a long word leaves half a line empty
NARROW_EXACT_SHARE = 0.9  # of a narrow column's inner lines that have no room for the next word
RUN_ON_SHARE = 0.5  # of them that go on in small letters
INSIDE_SHARE, INSIDE_SHARE_WORDS = 0.12, 0.1  # of a narrow column's lines that have a mark before their end
WRAPPED_SHARE = 0.6  # of the inner lines must be full for a file to count as wrapped
_PAUSES = ("。", "，", "；", "！", "？", ",", ".", "、")
_PAUSE_INSIDE = LazyPattern(r"[。，；！？、：].*\S|[.,;:!?][\"”’)]? +\S")
MIN_LISTED = 4  # Chinese lines that may be a list, a roster or verse, however wide they are
ALIKE_BEGIN = 3  # characters that all lines of a list begin with
_MARKS = LazyPattern("[，。、；：！？,;:!?]")  # four full lines of text have one of them
_GAP = LazyPattern(r"(?<=[\u4e00-\u9fff])[ \t\u3000\xa0]+(?=[\u4e00-\u9fff])")  # many set words of Latin letters apart
_FIRST_WORD = LazyPattern(r"[!-~\xa1-\u024f\u2010-\u2027€]+|\S[，。、；：？！”’）》】]*")


class Wrap(Value):
    """How a file was hard-wrapped: the width in cells (0: not at all), and whether every line keeps to it exactly.

    ``counted`` is the width in characters where those were counted, however wide each is (else 0): a line of
    Chinese with figures in it is narrower than its neighbours then. ``indents`` says that paragraphs begin with
    an indent, so that a line without one goes on with the text above. ``slack`` is the share of the width that may be
    free in a full line.
    """

    width: int = 0
    exact: bool = False
    indents: bool = False
    counted: int = 0
    slack: float = 1 - FULL_SHARE

    def room(self, line: str) -> int:
        """Return what is free in ``line``: in characters where those were counted, else in cells."""
        return self.counted - len(line.rstrip()) if self.counted else self.width - cells(line.rstrip())

    def is_full(self, line: str) -> bool:
        """Return whether ``line`` is so long that the wrapping broke it, not the writer."""
        return self.room(line) <= self.slack * (self.counted or self.width)

    def breaks_between(self, line: str, following: str) -> bool:
        """Return whether the first word (or Han character) of ``following`` had no room at the end of ``line``."""
        return _need(line, following, len if self.counted else cells) > self.room(line)


def wrap_of(blocks: Sequence[RawBlock]) -> Wrap:
    """Return how a file was wrapped."""
    texts = [block for block in blocks if block.kind is BlockKind.TEXT and len(block.lines) > 1 and not block.lined]
    texts = [block for block in texts if not is_listed(block)]
    begun = [(one.string, other.string) for block in texts for one, other in pairwise(block.lines)]
    widths = sorted(cells(line.rstrip()) for line, _ in begun)
    if len(widths) < 2:
        return Wrap()
    width = _common_width(begun, widths)
    alike = _are_alike([line for line, _ in begun], width)
    narrow = width < MIN_WRAP_CELLS and not alike
    least = MIN_NARROW_CELLS if narrow and _run_on(texts, width) else MIN_ALIKE_CELLS if alike else MIN_WRAP_CELLS
    if alike and _have_pauses_inside([line for line, _ in begun]):
        least = MIN_NARROW_CELLS
    if not least <= width <= MAX_WRAP_CELLS:
        return Wrap()
    everything = [cells(line.string) for block in blocks if block.kind is BlockKind.TEXT for line in block.lines]
    if sum(each for each in everything if each > OVERLONG * width) > LONG_SHARE * sum(everything):
        return Wrap()  # its text is in long lines: the short ones that stand together are verse or figures
    if not (alike or narrow or _are_full([block for block in texts if len(block.lines) >= LONG_RUN] or texts, width)):
        return Wrap()
    if narrow:
        return Wrap(width, exact=True, indents=_has_indents(texts, len(begun)), slack=NARROW_SLACK)
    wrap = Wrap(width, counted=_common_count([line for line, _ in begun], widths))
    # Where a sentence ends, the paragraph may: those lines say nothing.
    inner = [(line, following) for line, following in begun if wrap.is_full(line) and not is_terminal(line)]
    broken = sum(wrap.breaks_between(line, following) for line, following in inner)
    return replace(wrap, exact=broken >= EXACT_SHARE * len(inner), indents=_has_indents(texts, len(begun)))


def _has_indents(texts: Sequence[RawBlock], breaks: int) -> bool:
    """Return whether paragraphs begin with an indent: some lines do and not most, of ``breaks`` that go on."""
    indented = sum(is_indented(line.string) for block in texts for line in block.lines)
    least, most = (share * breaks for share in INDENTED_SHARE)
    return least <= indented <= most


def _run_on(texts: Sequence[RawBlock], width: int) -> bool:
    """Return whether lines of words are a column of ``width`` cells, though hardly three words stand in one.

    The lines of lists and verses are short as well, but the next word had room in them, few go on in small letters,
    and marks stand at their ends.
    """
    wrap = Wrap(width, slack=NARROW_SLACK)
    runs = [block.lines for block in texts if len(block.lines) >= LONG_RUN]
    pairs = [(one.string, other.string) for lines in runs for one, other in pairwise(lines)]
    inner = [(line, following) for line, following in pairs if not is_terminal(line)]
    if len(inner) < LONG_RUN - 2 or any(is_han(char) for line, _ in inner for char in line):
        return False
    if not _have_pauses_inside([line for line, _ in pairs], INSIDE_SHARE_WORDS):
        return False
    broken = sum(wrap.breaks_between(line, following) for line, following in inner)
    small = sum(following.lstrip()[:1].islower() for _, following in inner)
    return broken >= NARROW_EXACT_SHARE * len(inner) and small >= RUN_ON_SHARE * len(inner)


def _have_pauses_inside(lines: Sequence[str], share: float = INSIDE_SHARE) -> bool:
    """Return whether a mark stands within a ``share`` of lines, as it does where lines are broken at the column's edge.

    In verse and in lists the lines end where the clauses do.
    """
    return sum(_PAUSE_INSIDE.search(line) is not None for line in lines) >= share * len(lines)


def is_listed(block: RawBlock) -> bool:
    """Return whether the Chinese lines of a block are meant as lines, however full they are: a list, a roster, verse.

    None bears a mark, all begin alike, or all have the same number of gaps.
    """
    lines = [line.string.strip() for line in block.lines]
    if len(lines) < MIN_LISTED or not all(line and is_han(line[0]) for line in lines):
        return False
    gaps = {len(_GAP.findall(line)) for line in lines}
    alike = len({line[:ALIKE_BEGIN] for line in lines}) == 1
    return alike or (len(gaps) == 1 and gaps != {0}) or not any(map(_MARKS.search, lines))


def _are_full(blocks: Sequence[RawBlock], width: int) -> bool:
    """Return whether most lines of ``blocks`` but their last ones are about as wide as ``width`` cells."""
    widths = [cells(line.string.rstrip()) for block in blocks for line in block.lines[:-1]]
    return sum(FULL_SHARE * width <= each <= width * 1.15 for each in widths) >= WRAPPED_SHARE * len(widths)


def _are_alike(lines: Sequence[str], width: int) -> bool:
    """Return whether many Chinese lines are just ``width`` cells wide, but for a mark that hangs over.

    Verse, lists and rosters have such lines too: those of verse end in marks, the others are no text (``is_listed``).
    Titles and captions may stand among them in any number.
    """
    ends = [line.rstrip() for line in lines]
    alike = [end for end in ends if end and is_han(end[0]) and width <= cells(end) <= width + OVERHANG]
    inside = sum(not end.endswith(_PAUSES) for end in alike)
    return len(alike) >= max(LONG_RUN, ALIKE_SHARE * len(lines)) and inside >= WRAPPED_SHARE * len(alike)


def _common_count(lines: Sequence[str], widths: Sequence[int]) -> int:
    """Return how many characters most lines have, when more agree on that than on one of ``widths``; else 0."""
    count, times = Counter(len(line.rstrip()) for line in lines).most_common(1)[0]
    most = Counter(widths).most_common(1)[0][1]
    return count if times >= EQUAL_SHARE * len(lines) and times > most else 0


def _common_width(begun: Sequence[tuple[str, str]], widths: list[int]) -> int:
    """Return the width in cells that lines (theirs are ``widths``, ascending) were wrapped at.

    Chinese lines are nearly all equally long, but for a mark that hangs over. Lines of words stop short of the
    width: it is the one that the fewest lines exceed or stop short of with room for the next word.
    """
    upper = widths[int(len(widths) * 0.9)] if len(widths) > 9 else widths[-1]
    usual, times = Counter(widths).most_common(1)[0]
    over = len(widths) - bisect_right(widths, usual + OVERHANG)
    if times >= EQUAL_SHARE * len(widths) and usual >= 0.9 * upper and over <= OVER_SHARE * len(widths):
        return usual
    needed = sorted(cells(line.rstrip()) + _need(line, following) for line, following in begun if not is_terminal(line))
    return min(
        sorted({width for width in widths if upper <= width <= 1.08 * upper}, reverse=True),
        key=lambda width: len(widths) - bisect_right(widths, width) + bisect_right(needed, width),
    )


def _need(line: str, following: str, measure: Callable[[str], int] = cells) -> int:
    """Return the room that the first word of ``following`` takes behind ``line``; more than there is, without one."""
    word = _FIRST_WORD.match(following.lstrip())
    if word is None:
        return MAX_WRAP_CELLS
    if is_han(word[0][0]) or is_han(line.rstrip()[-1:] or "x"):
        return measure(word[0]) + measure("一")  # one character less may stand in a line, for what must not part
    return measure(word[0]) + 1


def is_indented(line: str) -> bool:
    """Return whether a line stands in from the edge as a paragraph's first does."""
    return line.startswith(("\u3000", "  ", "\t"))
