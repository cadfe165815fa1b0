"""Is the next paragraph the second half of this one? What is seen of a pair once every piece has its role.

The labeller guesses from a few neighbours; here captions and stray lines are known for what they are, so that the two
halves meet. Weights of features, summed, are the logarithm of the odds (logistic regression).
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from math import exp

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import FURNITURE_ROLES, Role
from reader.page.features import quotation_open, seam_signs
from reader.page.labeller import LabelModel
from reader.page.learned import stored
from reader.page.looks import SPEAKER, end_class, first_class
from reader.page.patterns import TELEPHONE, cells, is_terminal
from reader.page.roles import dateline_end, trailing_byline_start
from reader.page.words import is_written_small
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.page.flow import FlowModel
    from reader.page.labelled import Labelled
    from reader.page.seams import SeamModel

SCALE = 100.0  # stored weights are hundredths
MIN_CAPTION, MAX_CAPTION = 12, 60  # cells of a caption that bears no mark
SURE_FLOW = 4.0  # logarithm of the odds that two halves go on with each other, past a line that bears no mark
MAX_BETWEEN = 4  # captions, jump lines and stray lines that may stand between the halves
INTERRUPTING = FURNITURE_ROLES | {Role.CAPTION, Role.CREDIT}
_TAIL = 120  # characters of a paragraph's end that are looked at
_CLAUSE = LazyPattern("[，。、；：？！,;:?!]")
_CLAUSES = (2, 4, 6, 8, 11, 14, 18, 23, 30)  # characters
MAX_ASKED = 400  # breaks of a page that the network is asked about: where there are more it is no page of a paper
FLOW_WEIGHT, SEAM_WEIGHT = 0.6, 0.5  # fitted together on text kept aside
_MOST = 7
MOST_PARAGRAPHS, MOST_TEXT = 2000, 400_000  # of a page, and its characters, that say how it writes a word
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sir", "lord", "lady", "miss", "prof"))
_LAST_WORD = LazyPattern(r"[A-Za-z][A-Za-z'’]*(?=\W*$)")
_FIRST_WORD = LazyPattern(r"[A-Za-z][A-Za-z'’]*")
_SENTENCE = LazyPattern(r"[.!?][\"”’)]* ")
_SMALL = LazyPattern(r"\b[a-z]+\b")
_NAMED = LazyPattern(r"(?<=[a-z,] )[A-Z][A-Za-z]*\b")
SEEN = 24  # characters on either side of a break that may matter
_SPEECH_FOLLOWS = LazyPattern(
    r"(?:[,:;—]|\b(?:says?|said|saying|asks?|asked|adds?|added|repl(?:y|ies|ied)|answered|told|writes?|wrote|reads?|thought)\b"
    r"(?: \w+){0,5})[\s\"'“”‘’]*$"
)
_ALONE = 140  # cells of a line that may stand between the halves of an English sentence
_PAIRED = ("“”", "《》", "（）", "()")
_SIZES = (20, 44, 90)  # cells; longer pieces are all alike


def other_half(items: Sequence[Labelled], at: int) -> int | None:
    """Return the place of the next paragraph after ``at``, when nothing but what may interrupt one stands before it."""
    for place in range(at + 1, min(len(items), at + MAX_BETWEEN + 2)):
        if items[place].role is Role.PARAGRAPH:
            return place
        if items[place].role not in INTERRUPTING or items[place].opens:
            return None
    return None


def page_pairs(items: Sequence[Labelled]) -> list[tuple[int, int]]:
    """Return the pairs of places of paragraphs that could be halves of one."""
    found = []
    for at, item in enumerate(items):
        if item.role is Role.PARAGRAPH and (other := other_half(items, at)) is not None:
            found.append((at, other))
    return found


def pair_features(
    items: Sequence[Labelled],
    pairs: Sequence[tuple[int, int]],
    seams: SeamModel | None,
    words: PageWords | None = None,
) -> list[list[str]]:
    """Return the features of each of ``pairs`` of a page; ``words`` are the page's, where they are known already."""
    signs = [seam_signs(items[at].text, items[other].text, seams) for at, other in pairs]
    states = [_state(items[at].text) for at, _ in pairs]
    flows = _flows(items, pairs, states, seams)
    promising = [_promising(sign, flow) for sign, flow in zip(signs, flows, strict=True)]
    lost = sum(state == "open" and not each for state, each in zip(states, promising, strict=True))
    torn = sum(state == "open" and each for state, each in zip(states, promising, strict=True))
    habit = f"{min(3, 6 * lost // max(1, len(pairs)))}{min(3, 6 * torn // max(1, len(pairs)))}"
    found = [_features(items, pair, sign, state, habit) for pair, sign, state in zip(pairs, signs, states, strict=True)]
    if seams is not None:
        for (at, other), state, flow, features in zip(pairs, states, flows, found, strict=True):
            if state == "open":
                features += _clause_features(items[at].text, items[other].text)
                features += _flow_features(flow, habit) if flow else []
        return found
    words = words or PageWords(items)
    for (at, other), state, features in zip(pairs, states, found, strict=True):
        if state == "open":
            features += _word_features(items[at].text, items[other].text, habit, words)
    return found


def _flows(
    items: Sequence[Labelled], pairs: Sequence[tuple[int, int]], states: Sequence[str], seams: SeamModel | None
) -> list[tuple[float, float] | None]:
    """Return, for each Chinese break in mid-sentence, what the network says of it, and that with the seam's score."""
    if seams is None or seams.flow is None or states.count("open") > MAX_ASKED:
        return [None] * len(pairs)
    found: list[tuple[float, float] | None] = []
    for (at, other), state in zip(pairs, states, strict=True):
        before, after = items[at].text[-SEEN:], items[other].text[:SEEN]
        if state != "open":
            found.append(None)
            continue
        found.append(_flow(before, after, seams, seams.flow()))
    return found


def _flow(before: str, after: str, seams: SeamModel, network: FlowModel) -> tuple[float, float]:
    flow = network.score(before, after)
    return flow, FLOW_WEIGHT * flow + SEAM_WEIGHT * seams.score(before, after)


def with_unmarked_captions(items: list[Labelled], seams: SeamModel) -> list[Labelled]:
    """Return the items of a Chinese page, short lines that end no sentence between the halves of one as captions.

    Such a line does not go on with the first half, and the second does so better with that than with the line.
    """
    places = [at for at in range(1, len(items) - 1) if _may_interrupt(items, at)]
    if not places or seams.flow is None or len(places) > MAX_ASKED:
        return items
    network = seams.flow()
    found = list(items)
    for at in places:
        above, here, below = (each.text for each in items[at - 1 : at + 2])
        past = _flow(above[-SEEN:], below[:SEEN], seams, network)[1]
        after = _flow(here[-SEEN:], below[:SEEN], seams, network)[1]
        if past < max(SURE_FLOW, after):
            continue
        before = _flow(above[-SEEN:], here[:SEEN], seams, network)[1]
        if before < 0 or (after < 0 and before < past):
            found[at] = replace(items[at], role=Role.CAPTION)
    return found


def with_interruptions(items: list[Labelled]) -> list[Labelled]:
    """Return the items of an English page, lines between a sentence and its end in small letters as captions or ads.

    What ends as a sentence there, and begins as none goes on, belongs to neither half; unless it is what somebody says.
    """
    found = list(items)
    for at in range(1, len(items) - 1):
        above, here, below = items[at - 1 : at + 2]
        if not (above.role is here.role is below.role is Role.PARAGRAPH) or here.opens or below.opens:
            continue
        cut = _state(above.text) == "open" and cells(above.text[-_TAIL:]) > MAX_CAPTION
        cut = cut and not _SPEECH_FOLLOWS.search(above.text[-_TAIL:])
        first = _FIRST_WORD.match(below.text)
        goes_on = first is not None and first[0].islower() and is_written_small(first[0])
        if cut and goes_on and _stands_apart(here):
            found[at] = replace(here, role=Role.FURNITURE if TELEPHONE.search(here.text) else Role.CAPTION)
    return found


def _stands_apart(item: Labelled) -> bool:
    """Return whether a line is a sentence that begins with a word in capitals, or with one that is no name."""
    first = _FIRST_WORD.match(item.text)
    if item.piece.kind is not BlockKind.TEXT or first is None or cells(item.text[:_ALONE]) >= _ALONE:
        return False
    begins = _is_common(first[0]) or (len(first[0]) > 1 and first[0].isupper())
    return first[0][0].isupper() and begins and is_terminal(item.text)


def _may_interrupt(items: Sequence[Labelled], at: int) -> bool:
    """Return whether the piece at ``at`` is a short line without an end between an open paragraph and another one."""
    above, here, below = items[at - 1 : at + 2]
    plain = here.piece.kind is BlockKind.TEXT and MIN_CAPTION <= cells(here.text[:_TAIL]) <= MAX_CAPTION
    if not plain or not (above.role is here.role is below.role is Role.PARAGRAPH) or here.opens or below.opens:
        return False
    ended = is_terminal(here.text) or below.piece.indented or dateline_end(below.text) > 0
    return not ended and cells(above.text[-_TAIL:]) > MAX_CAPTION and _state(above.text) == "open"


def _flow_features(flow: tuple[float, float], habit: str) -> list[str]:
    alone, both = (max(-_MOST, min(_MOST, round(each))) for each in flow)
    return [f"flow={alone}", f"both={both}", f"both={both}|{habit}"]


def _features(items: Sequence[Labelled], pair: tuple[int, int], signs: list[str], state: str, habit: str) -> list[str]:
    at, other = pair
    before, after = items[at].text, items[other].text
    roles = {item.role for item in items[at + 1 : other]}
    between = "picture" if Role.CAPTION in roles else "line" if roles else "nothing"
    end, first = end_class(before[-_TAIL:]), first_class(after)
    size, size_after = _size(before), _size(after)
    features = [
        f"state={state}",
        f"between={between}|{state}",
        f"between={between}|{state}|{habit}",
        f"end={end}",
        f"first={first}|{state}",
        f"end,first={end}|{first}",
        f"size={size}|{state}",
        f"after={size_after}|{state}|{_state(after)}",
    ]
    for sign in signs:
        features += [f"seam={sign}|{state}", f"seam={sign}|{habit}|{state}", f"seam={sign}|{between}|{state}"]
    if items[other].piece.indented:
        features.append("indented")
    if dateline_end(after):
        features.append("dateline")
    if SPEAKER.match(after):
        features.append("speaker")
    if before[0] in '“"' and before[-1] in '”"' and len(before) < _TAIL // 2:
        features.append("whole-quotation")
    return features


def _clause_features(before: str, after: str) -> list[str]:
    """Return what the words beside a Chinese seam say: how long the clause would be, which characters meet."""
    left = _CLAUSE.split(before[-60:])[-1]
    right = _CLAUSE.split(after[:60], maxsplit=1)[0]
    whole = len(left) + len(right)
    features = [
        f"clause={_step(len(left))}|{_step(len(right))}",
        f"whole={_step(whole)}",
        f"e1={left[-1:]}",
        f"e2={left[-2:]}",
        f"b1={right[:1]}",
        f"b2={right[:2]}",
    ]
    if any(left.count(pair[0]) > left.count(pair[1]) for pair in _PAIRED):
        features.append("unclosed")
    return features


def _is_common(word: str) -> bool:
    """Return whether a word with a capital letter is one that only begins a sentence, no name and no abbreviation."""
    return (len(word) == 1 or not word.isupper()) and is_written_small(word.casefold())


class PageWords:
    """The words of a page, collected when the first capital letter asks for them."""

    def __init__(self, items: Sequence[Labelled]) -> None:
        self._items = items
        self._small: frozenset[str] | None = None
        self._names: frozenset[str] = frozenset()

    def seen(self, word: str) -> str:
        """Return how the page writes ``word`` in mid-sentence: small, or with a capital letter, both or not at all."""
        if self._small is None:
            texts = (item.text for item in self._items if item.role is Role.PARAGRAPH)
            text = "\n".join(islice(texts, MOST_PARAGRAPHS))[:MOST_TEXT]
            self._small = frozenset(_SMALL.findall(text))
            self._names = frozenset(_NAMED.findall(text))
        small, named = word.casefold() in self._small, word in self._names
        return f"{small:d}{named:d}"


def _word_features(before: str, after: str, habit: str, words: PageWords) -> list[str]:
    """Return what the words beside a seam in mid-sentence say: which they are, how they end, how they are written."""
    last = _LAST_WORD.search(before[-40:])
    first = _FIRST_WORD.match(after)
    tail = _SENTENCE.split(before[-300:])[-1]
    since = _step(len(tail.split())) if len(tail) < len(before) else "all"
    comma = before[-1] == ","
    found = [f"since={since}", f"since={since}|{comma:d}"]
    kind = "none"
    if last:
        word = last[0].casefold()
        kind = "name" if last[0][0].isupper() else "small"
        found += [f"e={word}", f"e3={word[-3:]}|{kind}", f"e2={word[-2:]}|{kind}", f"last={kind}"]
    if first:
        word = first[0].casefold()
        if first[0][0].isupper():
            known = "title" if word in _TITLES else "small" if _is_common(first[0]) else "name"
            beside = ("", words.seen(first[0]), habit, since, f"{comma:d}", kind)
            found += [f"cap={known}|{each}" for each in beside]
        found += [f"b={word}", f"b2={word[-2:]}"]
    return found


def _step(length: int) -> int:
    return next((number for number, limit in enumerate(_CLAUSES) if length <= limit), len(_CLAUSES))


def _promising(signs: Sequence[str], flow: tuple[float, float] | None = None) -> bool:
    """Return whether a seam looks like a cut rather than like two paragraphs."""
    sign = signs[0]
    if flow and sign.startswith(("han", "mixed")):
        return flow[1] > 0
    return sign.startswith(("lower", "comma", "mark")) or (sign[-1].isdigit() and "-" not in sign)


def _state(text: str) -> str:
    tail = text[-_TAIL:]
    if is_terminal(tail):
        return "quoted" if quotation_open(text) else "shut"
    return "signed" if trailing_byline_start(tail) else "open"


def _size(text: str) -> int:
    width = cells(text[:400])
    return next((number for number, limit in enumerate(_SIZES) if width <= limit), len(_SIZES))


@cache
def pair_model(language: str) -> dict[str, int]:
    """Return the weights for ``zh`` or ``en`` that come with the program: those of a labeller with one label."""
    model = LabelModel.from_bytes(stored(f"pairs-{language}.bin"))
    return dict(zip(model.rows, model.weights, strict=True))


def chances(features: Sequence[Sequence[str]], weights: dict[str, int]) -> list[float]:
    """Return how likely each pair is one paragraph, from 0 to 1."""
    sums = [sum(weights.get(name, 0) for name in names) / SCALE for names in features]
    return [1 / (1 + exp(-max(-30.0, min(30.0, each)))) for each in sums]
