"""Gives each piece of a page its label: weights of features, and of labels that follow each other, learnt beforehand.

A linear-chain model (conditional random field); the best sequence is found by Viterbi's algorithm, in plain Python.
"""

from __future__ import annotations

import sys
from functools import cache
from operator import add

from reader.page.learned import stored
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from mmap import mmap

    Buffer = bytes | mmap

MAGIC = b"labels/1\n"
SCALE = 100.0  # stored weights are hundredths: training writes them, sums of them are compared here


class LabelModel(Value):
    """Weights of a trained labeller. ``rows`` maps a feature to the row of ``weights`` that holds one for each label.

    ``following[b][a]`` is the weight of label ``b`` right after label ``a``.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Sequence[int]
    following: tuple[tuple[int, ...], ...]

    @classmethod
    def from_bytes(cls, data: Buffer) -> LabelModel:
        """Return the model stored in ``data`` as ``to_bytes`` writes it; ValueError when it is something else."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a table of labels")
        named, numbers, features, rest = data[len(MAGIC) :].split(b"\n", 3)
        labels = tuple(named.decode().split("\t"))
        size = len(labels)
        row = tuple(map(int, numbers.split()))
        following = tuple(row[at : at + size] for at in range(0, size * size, size))
        weights: Sequence[int] = memoryview(rest).cast("h")
        if sys.byteorder == "big":
            from array import array

            weights = array("h", rest)
            weights.byteswap()
        rows = dict(zip(features.decode().split("\t"), range(0, len(weights), size), strict=True))
        return cls(labels, rows, weights, following)

    def scores(self, features: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return the weight of each label for each piece."""
        size = len(self.labels)
        nothing = [0] * size
        found = []
        for names in features:
            known = [self.weights[row : row + size] for name in names if (row := self.rows.get(name, -1)) >= 0]
            found.append([sum(column) for column in zip(*known, strict=True)] if known else nothing)
        return found

    def best(self, scores: Sequence[Sequence[int]]) -> list[str]:
        """Return the likeliest sequence of labels (Viterbi)."""
        if not scores:
            return []
        so_far = list(scores[0])
        came_from: list[list[int]] = []
        for row in scores[1:]:
            choices = [
                max(range(len(so_far)), key=list(map(add, so_far, weights)).__getitem__) for weights in self.following
            ]
            so_far = [
                so_far[choice] + weights[choice] + score
                for choice, weights, score in zip(choices, self.following, row, strict=True)
            ]
            came_from.append(choices)
        at = max(range(len(so_far)), key=so_far.__getitem__)
        path = [at]
        for choices in reversed(came_from):
            at = choices[at]
            path.append(at)
        return [self.labels[number] for number in reversed(path)]


def to_bytes(labels: Sequence[str], states: Mapping[str, Sequence[int]], following: Sequence[Sequence[int]]) -> bytes:
    """Return a model as it is stored: lines of labels, of weights of labels that follow each other, of features.

    Below them stands one row of weights (16 bits, little-endian) a feature. Features hold no tabs and no line ends.
    """
    follow = " ".join(str(weight) for row in following for weight in row)
    head = "\n".join(("\t".join(labels), follow, "\t".join(states), "")).encode()
    weights = (weight.to_bytes(2, "little", signed=True) for row in states.values() for weight in row)
    return MAGIC + head + b"".join(weights)


@cache
def label_model(language: str) -> LabelModel:
    """Return the model for ``zh`` or ``en`` that comes with the program."""
    return LabelModel.from_bytes(stored(f"labels-{language}.bin"))
