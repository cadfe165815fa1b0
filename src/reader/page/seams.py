"""How well two pieces of Chinese text go together: counts of characters that stand side by side in printed news.

``SeamModel.score`` weighs "the sentence runs on" against "one ended here and another begins" and gives the logarithm
of the odds; 0 is undecided. It needs no full stop to see an end: some characters end sentences and some begin them.
Counts from the folder being read can be put on top of those that come with the program.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter
from functools import cache, cached_property
from math import exp, log
from operator import add

from reader.page.flow import flow_model
from reader.page.folding import STOP, folded
from reader.page.learned import stored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from mmap import mmap

    from reader.page.flow import FlowModel

    Buffer = bytes | mmap

START = "\x02"  # stands before a paragraph
STEPS = 12.0  # a stored count is the logarithm to base 2 of count + 1, in twelfths
MAGIC = b"seams/1\n"
_HEAD = 64  # bytes that hold the two sizes
_CLOSERS = "”’）》」』"
_SMOOTHING = 0.3  # how often a pair never seen counts as seen
_PRIOR = 80.0  # how much the general frequency of a character weighs against what was seen beside it
_RUN_WEIGHT, _END_WEIGHT = 0.6, 1.05  # what the two signs are worth, fitted on text kept aside


def count_pairs(paragraphs: Iterable[str]) -> Counter[str]:
    """Return how often each character and pair stands in ``paragraphs``, and pairs that begin or end something.

    ``START`` and two characters: a paragraph begins with them. Two characters and ``STOP``: a sentence ends with
    them. The empty string counts all characters, ``START`` the paragraphs.
    """
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        text = START + folded(paragraph)
        counts.update(text)
        counts.update(map(add, text, text[1:]))
        counts[text[:3]] += 1
        counts.update(text[at - 2 : at + 1] for at, char in enumerate(text) if char == STOP and at > 2)
        counts[""] += len(text)
    return counts


def count_neighbours(paragraphs: Iterable[str]) -> Counter[str]:
    """Return of what ``count_pairs`` counts only the pairs."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        text = START + folded(paragraph)
        counts.update(map(add, text, text[1:]))
    return counts


class SeamModel:
    """Counts of neighbouring characters and what they say of a seam; ``flow`` gives the network that goes with them."""

    def __init__(
        self,
        characters: str,
        keys: Sequence[int],
        values: Sequence[int],
        extra: Mapping[str, int] | None = None,
        flow: Callable[[], FlowModel] | None = None,
        weight: int = 1,
    ) -> None:
        """``weight`` is how often each of ``extra`` counts."""
        self.flow = flow
        self._characters = characters
        self._keys = keys
        self._values = values
        self._extra = extra or {}
        self._weight = weight
        self._known: dict[str, float] = {}
        self._followed: dict[str, float] = {}  # logarithms, by pair

    @classmethod
    def from_bytes(cls, data: Buffer, flow: Callable[[], FlowModel] | None = None) -> SeamModel:
        """Return the model stored in ``data`` as ``to_bytes`` writes it; ValueError when it is something else.

        ``data`` is kept and not copied: of a file that is mapped into memory only what is asked for is read.
        """
        view = memoryview(data)
        magic, *sizes, _ = bytes(view[:_HEAD]).split(b"\n", 3)
        if magic + b"\n" != MAGIC:
            raise ValueError("not a table of seams")
        start = len(MAGIC) + sum(len(each) + 1 for each in sizes)
        length, size = map(int, sizes)
        at = start + length
        keys: Sequence[int] = view[at : at + 4 * size].cast("I")
        if sys.byteorder == "big":
            from array import array

            keys = array("I", keys)
            keys.byteswap()
        return cls(str(view[start:at], "utf-8"), keys, view[at + 4 * size :], flow=flow)

    def topped_up(self, extra: Mapping[str, int], weight: int) -> SeamModel:
        """Return a model that counts ``extra`` (see ``count_pairs``) too; extra counts of this one are left out."""
        return SeamModel(self._characters, self._keys, self._values, extra, self.flow, weight)

    def count(self, string: str) -> float:
        """Return how often ``string`` was seen; see ``count_pairs`` for what is counted."""
        if (known := self._known.get(string)) is not None:
            return known
        found = float(self._weight * self._extra.get(string, 0))
        key = seam_key(string, self._characters)
        if key >= 0:
            at = bisect_left(self._keys, key)
            if at < len(self._keys) and self._keys[at] == key:
                found += 2.0 ** (self._values[at] / STEPS) - 1
        self._known[string] = found
        return found

    def score(self, before: str, after: str) -> float:
        """Return the logarithm of the odds that ``after`` goes on where ``before``, without a full stop, stops."""
        left = folded(before[-8:]).rstrip(STOP + _CLOSERS)
        right = folded(after[:8])
        if not left or not right:
            return 0.0
        last, first, second = left[-1], right[0], right[1:2]
        runs_on = self._follows(last, first) - self._follows(START, first)
        if second:
            runs_on -= self._given(START + first, second, self._follows(first, second)) - self._follows(first, second)
        ends = self._follows(last, STOP)
        if left[:-1]:
            ends = self._given(left[-2:], STOP, ends)
        return _RUN_WEIGHT * runs_on - _END_WEIGHT * (ends - self._usual)

    @cached_property
    def _usual(self) -> float:
        """The logarithm of the chance that a character, any one, is a full stop."""
        return log(max(1.0, self.count(STOP)) / self._all)

    @cached_property
    def _all(self) -> float:
        return max(1.0, self.count(""))

    def _given(self, pair: str, third: str, without: float) -> float:
        """Return the logarithm of the chance of ``third`` after ``pair``; ``without`` is what one character says."""
        seen = self.count(pair + third) + _PRIOR / 3 * exp(without)
        return log(seen / (self.count(pair) + _PRIOR / 3))

    def _follows(self, first: str, second: str) -> float:
        """Return the logarithm of the chance that ``second`` stands right after ``first``."""
        pair = first + second
        if (known := self._followed.get(pair)) is None:
            general = (self.count(second) + _SMOOTHING) / self._all
            known = log((self.count(pair) + _PRIOR * general) / (self.count(first) + _PRIOR))
            self._followed[pair] = known
        return known


def seam_key(string: str, characters: str) -> int:
    """Return the number under which ``string`` (0 to 2 characters, 2 after START or before STOP) is stored, or -1.

    ``characters`` are those that were counted: a character's number is its place among them.
    """
    flag = 0
    if len(string) == 3:
        flag, string = (1, string[1:]) if string[0] == START else (2, string[:2])
    numbers = [characters.find(char) + 1 for char in string]
    if 0 in numbers:
        return -1
    numbers += [0, 0]
    return flag << 28 | numbers[0] << 14 | numbers[1]


def to_bytes(counts: Mapping[str, int]) -> bytes:
    """Return ``counts`` (see ``count_pairs``) as they are stored; at most 16,000 different characters."""
    from array import array

    characters = "".join(sorted({char for string in counts for char in string}))
    stored = sorted((seam_key(string, characters), count) for string, count in counts.items())
    keys = array("I", (key for key, _ in stored))
    if sys.byteorder == "big":
        keys.byteswap()
    values = bytes(min(255, round(STEPS * log(count + 1, 2))) for _, count in stored)
    head = characters.encode()
    return MAGIC + f"{len(head)}\n{len(keys)}\n".encode() + head + keys.tobytes() + values


@cache
def seam_model() -> SeamModel:
    """Return the model that comes with the program."""
    return SeamModel.from_bytes(stored("seams.bin"), flow_model)
