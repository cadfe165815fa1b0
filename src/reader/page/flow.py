"""Whether a Chinese sentence flows across a break: a small network that sees eight characters on either side of it.

``SeamModel`` counts what stands side by side; the network knows which characters behave alike, and looks further. It
was trained (``bench/training/network.py``) to tell a place inside a sentence from the end of one sentence and the
beginning of another. ``FlowModel.score`` is the logarithm of the odds that the sentence goes on.
"""

from __future__ import annotations

import sys
from functools import cache
from operator import mul

from reader.page.folding import folded
from reader.page.learned import stored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from mmap import mmap

MAGIC = b"flow/2\n"
OUTSIDE, UNKNOWN = 0, 1  # numbers of what is no character: beyond the text, and never seen in training
_FIELD = 4  # bytes of a long number that each hidden unit has for itself
_MIDDLE = 1 << 31  # stands for 0 in such a field
_RAISED = bytes(byte ^ 128 for byte in range(256))  # -128 to 127 as 0 to 255


class FlowModel:
    """One hidden layer over the learnt vectors of the characters around a break; all weights are whole numbers.

    The weights from one input to all hidden units are the digits of one long number: to multiply and add those takes
    Python a twelfth of the time that the weights take one by one.
    """

    def __init__(
        self,
        characters: str,
        sizes: tuple[int, int],
        vectors: Sequence[int],
        weights: bytes,
        biases: Sequence[int],
        out: Sequence[float],
    ) -> None:
        """``out`` has a number more than ``biases``, which stands for itself."""
        self._characters = characters
        self._reach, self._width = sizes
        self._vectors = vectors
        hidden = len(biases)
        fields = bytearray(_FIELD * len(weights))
        fields[::_FIELD] = weights.translate(_RAISED)
        step = _FIELD * hidden
        self._columns = [int.from_bytes(fields[at : at + step], "little") for at in range(0, len(fields), step)]
        self._raised = sum(128 << 8 * _FIELD * unit for unit in range(hidden))  # what each weight has too much
        self._biases = sum((_MIDDLE + bias) << 8 * _FIELD * unit for unit, bias in enumerate(biases))
        self._bytes = step
        *self._out, self._last = out
        if sys.byteorder == "big":  # then the last unit comes first
            self._out.reverse()

    @classmethod
    def from_bytes(cls, data: bytes | mmap) -> FlowModel:
        """Return the model stored in ``data`` as training writes it; ValueError when it is something else."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a network of characters")
        told, biases, out, characters, rest = data[len(MAGIC) :].split(b"\n", 4)
        reach, width = map(int, told.split())
        known = characters.decode()
        size = (len(known) + UNKNOWN + 1) * width
        vectors = memoryview(rest)[:size].cast("b")
        return cls(known, (reach, width), vectors, rest[size:], [*map(int, biases.split())], [*map(float, out.split())])

    def score(self, before: str, after: str) -> float:
        """Return the logarithm of the odds that the sentence ``before`` stops in goes on with ``after``; 0: no idea."""
        reach, width = self._reach, self._width
        left, right = folded(before[-2 * reach :])[-reach:], folded(after[: 2 * reach])[:reach]
        if not left or not right:
            return 0.0
        find = self._characters.find
        numbers = [OUTSIDE] * (reach - len(left))
        numbers += [find(char) + UNKNOWN + 1 for char in left + right]  # -1, for no such character, makes UNKNOWN
        numbers += [OUTSIDE] * (reach - len(right))
        seen: list[int] = []
        for each in numbers:
            seen += self._vectors[each * width : (each + 1) * width]
        sums = sum(map(mul, self._columns, seen), self._biases) - sum(seen) * self._raised
        units = memoryview(sums.to_bytes(self._bytes, sys.byteorder)).cast("I")
        active = ((unit - _MIDDLE) * out for unit, out in zip(units, self._out, strict=True) if unit > _MIDDLE)
        return self._last + sum(active)


@cache
def flow_model() -> FlowModel:
    """Return the model that comes with the program."""
    return FlowModel.from_bytes(stored("flow.bin"))
