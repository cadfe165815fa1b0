"""Whether a Chinese sentence flows across a break: a small network that sees eight characters on either side of it.

``SeamModel`` counts what stands side by side; the network knows which characters behave alike, and looks further. It
was trained (``bench/training/network.py``) to tell a place inside a sentence from the end of one sentence and the
beginning of another. ``FlowModel.score`` is the logarithm of the odds that the sentence goes on.
"""

from __future__ import annotations

import json
from array import array
from functools import cache
from operator import mul
from typing import TYPE_CHECKING

from reader.page.folding import folded
from reader.page.learned import stored

if TYPE_CHECKING:
    from mmap import mmap

MAGIC = b"flow/1\n"
OUTSIDE, UNKNOWN = 0, 1  # numbers of what is no character: beyond the text, and never seen in training


class FlowModel:
    """One hidden layer over the learnt vectors of the characters around a break; all weights are whole numbers."""

    def __init__(self, head: dict[str, object], vectors: bytes, weights: bytes) -> None:
        self.head = head
        self._number = {char: at for at, char in enumerate(str(head["characters"]), UNKNOWN + 1)}
        self._reach, self._width = int(str(head["reach"])), int(str(head["width"]))
        self._vectors = array("b", vectors)
        inputs = 2 * self._reach * self._width
        rows = array("b", weights).tolist()
        self._rows = [rows[at : at + inputs] for at in range(0, len(rows), inputs)]
        self._biases: list[float] = list(head["biases"])  # type: ignore[call-overload]
        self._out: list[float] = list(head["out"])  # type: ignore[call-overload]
        self._last = float(str(head["last"]))

    @classmethod
    def from_bytes(cls, data: bytes | mmap) -> FlowModel:
        """Return the model stored in ``data`` as training writes it; ValueError when it is something else."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a network of characters")
        line, rest = data[len(MAGIC) :].split(b"\n", 1)
        head = json.loads(line)
        size = (len(head["characters"]) + UNKNOWN + 1) * head["width"]
        return cls(head, rest[:size], rest[size:])

    def score(self, before: str, after: str) -> float:
        """Return the logarithm of the odds that the sentence ``before`` stops in goes on with ``after``; 0: no idea."""
        reach, width = self._reach, self._width
        left, right = folded(before[-2 * reach :])[-reach:], folded(after[: 2 * reach])[:reach]
        if not left or not right:
            return 0.0
        number = self._number
        numbers = [number.get(char, UNKNOWN) for char in left]
        numbers = [OUTSIDE] * (reach - len(numbers)) + numbers
        numbers += [number.get(char, UNKNOWN) for char in right]
        numbers += [OUTSIDE] * (2 * reach - len(numbers))
        seen: list[int] = []
        for each in numbers:
            seen += self._vectors[each * width : (each + 1) * width]
        score = self._last
        for row, bias, out in zip(self._rows, self._biases, self._out, strict=True):
            hidden = sum(map(mul, row, seen)) + bias
            if hidden > 0:
                score += hidden * out
        return score


@cache
def flow_model() -> FlowModel:
    """Return the model that comes with the program."""
    return FlowModel.from_bytes(stored("flow.bin"))
