"""Heals the text of one story: captions lifted out of sentences, cut paragraphs joined, each as a repair.

Only what is nearly certain is done here; a break that may be false is kept and marked soft.
"""

from __future__ import annotations

from itertools import pairwise

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import Repair, RepairKind, Role, SourceText
from reader.page.flush import FLUSH_CONFIDENCE
from reader.page.hyphens import Hyphens
from reader.page.pairs import other_half
from reader.page.patterns import ABBREVIATED, cells, is_han, is_terminal
from reader.page.pieces import seam
from reader.page.roles import dateline_end, own_role, trailing_byline_start
from reader.page.words import is_written_small
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.labelled import Labelled

JOIN_CONFIDENCE = 0.42  # below it the break stays and is marked soft
LOST_CONFIDENCE = 0.6  # the same where most paragraphs lack a full stop: the scanner lost them
UNMARKED_CONFIDENCE = 0.9  # the most that is said of a join past a line whose words do not tell what it is
CERTAIN = 0.97
FEW_SMALL = 8  # one paragraph in so many may begin with a small letter below a full stop
OPENING = frozenset("“‘「『《（")
MIN_TORN_CELLS = 40  # a shorter line without a full stop is a label, not half a paragraph
END_LENGTH = 200  # characters of a paragraph that say whether it stops in mid-sentence
_OPENER = LazyPattern("[•●■◆▲□○★☆①-⑳]|[（(]?[一二三四五六七八九十\\d]+[)）、.]")
_CANNOT_END = LazyPattern(
    "(?:[，、,（(《“‘]|\\b(?:the|a|an|of|to|in|on|at|for|and|or|but|with|by|from|that|which|who|as|is|are|was|were|"
    "be|been|has|have|had|will|would|not|than|its|his|her|their|this|these|into|about)|[A-Za-z]-)$"
)
# The column's name in brackets closes a title, of a story or of what stands in a box.
TITLED = LazyPattern(
    "[（(][^（）()。，]{0,6}(?:手记|札记|侧记|微言|论坛|观澜|纵横|专访|特写|随笔|点评|短评|快评|时评|漫谈|杂谈|连载|节选)[)）]$"
)
_SMALL_WORD = LazyPattern(r"([a-z]{2,})[,;]? [a-z0-9“\"]")
_QUOTES = LazyPattern('[“”"]')
_SPEECH = LazyPattern("(?:^|[，。！？：:,]|[说道问答称写])$")  # before the mark that opens speech
_CLOSED_SPEECH = LazyPattern("[。！？…，!?,]”|”(?:[。，！？；,]|$)")  # around the one that closes it
_CANNOT_BEGIN = LazyPattern("[，、,。；;：:）)》”’！？!?%a-z]")


def heal(story: Sequence[Labelled], undone: frozenset[str] = frozenset()) -> tuple[list[Labelled], list[Repair]]:
    """Return the pieces of one story with its cut paragraphs joined, and what was done.

    Joins whose key is in ``undone`` are left as breaks, and what they would have lifted out stays where it stood.
    """
    paragraphs = [item for item in story if item.role is Role.PARAGRAPH]
    torn = sum(_is_torn(item) for item in paragraphs)
    # Where most paragraphs lack a full stop the scanner lost them: an open end then means little.
    trusted = torn * 2 <= len(paragraphs) or len(paragraphs) < 3
    # Where many sentences begin in small letters, as in a word list, that says nothing.
    begun_small = sum(is_terminal(one.text) and _goes_on_small(other.text) for one, other in pairwise(paragraphs))
    small = begun_small <= max(1, len(paragraphs) // FEW_SMALL)
    hyphens = Hyphens(lambda: (item.text for item in story))
    items = list(story)
    result: list[Labelled] = []
    repairs: list[Repair] = []
    at = 0
    while at < len(items):
        item, at = items[at], at + 1
        between: list[Labelled] = []
        halves = [item.piece.text]  # put together once: a page of nothing but torn lines is one paragraph
        end = item.text
        torn_here = _is_torn(item) or (item.runs_on is not None and _may_stop_here(end))
        while item.role is Role.PARAGRAPH:
            other = other_half(items, at - 1)
            if other is None:
                break
            if not (torn_here or _goes_on(end, items[other], small=small)):
                break
            confidence = join_confidence(end, items[other], trusted=trusted)
            if items[other].text[:1] in OPENING and any(each.role is Role.JUMP for each in items[at:other]):
                confidence = 0.0  # the sentence goes on on another page, and here somebody begins to speak
            if confidence < (JOIN_CONFIDENCE if trusted else LOST_CONFIDENCE):
                items[other] = replace(items[other], soft=confidence > 0)
                break
            lifted = items[at:other]
            made = _repairs(halves[-1], items[other], lifted, _with_doubt(confidence, lifted))
            if any(repair.key in undone for repair in made):
                break
            repairs += made
            between += lifted
            end = _join(halves, items[other].piece.text, end, hyphens)
            torn_here = _may_stop_here(end)
            at = other + 1
        if len(halves) > 1:
            item = replace(item, piece=replace(item.piece, text=SourceText.concat(halves)))
        result += [item, *between]
    return result, repairs


def _with_doubt(confidence: float, lifted: Sequence[Labelled]) -> float:
    """Return how sure a join is that lifts out these lines: one that bears no mark may belong to the text."""
    unmarked = any(item.piece.kind is BlockKind.TEXT and own_role(item.piece) is None for item in lifted)
    return min(confidence, UNMARKED_CONFIDENCE) if unmarked else confidence


def _is_torn(item: Labelled) -> bool:
    return _is_open(item.text) and cells(item.text) >= MIN_TORN_CELLS


def _may_stop_here(text: str) -> bool:
    """Return whether a paragraph that stops with ``text`` may have been cut: in mid-sentence, or behind a semicolon."""
    return _is_open(text) or text.endswith(("；", ";"))


def _is_open(text: str) -> bool:
    """Return whether ``text`` ends neither as a sentence does nor in a byline."""
    return not is_terminal(text) and not trailing_byline_start(text)


def _goes_on_small(text: str) -> bool:
    """Return whether a text begins with a word in small letters: whatever stands above, it begins no paragraph."""
    match = _SMALL_WORD.match(text)
    return match is not None and is_written_small(match[1])


def _goes_on(before: str, other: Labelled, *, small: bool) -> bool:
    """Return whether ``other`` goes on with a text that has ended; ``small`` letters may say so on this page."""
    begun = (small and _goes_on_small(other.text)) or _quotation_goes_on(before, other.text)
    return begun or (other.runs_on or 0) >= FLUSH_CONFIDENCE


def _quotation_goes_on(before: str, after: str) -> bool:
    """Return whether a Chinese quotation that is open where ``before`` stops ends in ``after``.

    One of several paragraphs has a mark at the beginning of each; in English many papers leave those out. Across a full
    stop only speech goes on, and it ends with a clause: OCR takes one mark for the other.
    """
    if not is_han(after[0]):
        return False
    tail = before[-END_LENGTH:]
    marks, following = _QUOTES.findall(tail), _QUOTES.search(after)
    if marks[-1:] != ["“"] or following is None or following[0] != "”":
        return False
    if not is_terminal(before):
        return True
    next_mark = _QUOTES.search(after, following.end())
    closed = _CLOSED_SPEECH.search(after, max(0, following.start() - 1), following.end() + 1) is not None
    return (
        closed and (next_mark is None or next_mark[0] == "“") and _SPEECH.search(tail, 0, tail.rindex("“")) is not None
    )


def join_confidence(before: str, other: Labelled, *, trusted: bool) -> float:
    """Return how sure it is (0 to 1) that ``other`` goes on where the text ``before`` stops in mid-sentence."""
    after = other.text
    if len(before) <= END_LENGTH // 4 and TITLED.search(before):
        return 0.0
    if not (other.piece.indented or dateline_end(after)) and (
        ABBREVIATED.search(before, max(0, len(before) - 8))
        or (is_terminal(before) and _goes_on_small(after))
        or _quotation_goes_on(before, after)
    ):
        return CERTAIN
    if other.runs_on is not None:
        return 0.0 if other.piece.indented or dateline_end(after) else other.runs_on
    if other.piece.indented or _OPENER.match(after) or dateline_end(after):
        return 0.0
    if _CANNOT_END.search(before) or _CANNOT_BEGIN.match(after):
        return CERTAIN
    if not trusted:
        return 0.4
    if is_han(before[-1]) and is_han(after[0]):
        return 0.92
    return 0.6


def _join(halves: list[SourceText], other: SourceText, end: str, hyphens: Hyphens) -> str:
    """Add ``other`` to the halves of a paragraph that stops with ``end``; return what it stops with now."""
    first = halves[-1]
    if hyphens.goes(end, other.string):
        halves[-1] = first.slice(0, len(first) - 1)
        halves.append(other)
        return (end[-END_LENGTH:-1] + other.string)[-END_LENGTH:]
    if glue := seam(end, other.string):
        halves.append(SourceText(glue, ((0, first.source_offset(len(first))),)))
    halves.append(other)
    return (end[-END_LENGTH:] + glue + other.string)[-END_LENGTH:]


def _repairs(half: SourceText, other: Labelled, lifted: list[Labelled], confidence: float) -> list[Repair]:
    ends = (half.spans()[-1], other.piece.text.spans()[0])
    found = [Repair(RepairKind.JOIN, ends, "cut-sentence", confidence)]
    found += [Repair(RepairKind.LIFT, each.piece.text.spans(), "interrupts-sentence", confidence) for each in lifted]
    return found
