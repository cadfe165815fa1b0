"""Gives each piece of a page its label: weights of features, and of labels that follow each other, learnt beforehand.

A linear-chain model (conditional random field); the best sequence is found by Viterbi's algorithm, in plain Python.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import TYPE_CHECKING

from reader.page.learned import stored

if TYPE_CHECKING:
    from collections.abc import Sequence

SCALE = 100.0  # stored weights are hundredths: training writes them, sums of them are compared here


@dataclass(frozen=True)
class LabelModel:
    """Weights of a trained labeller. ``states`` maps a feature to one weight for each of ``labels``.

    ``following[b][a]`` is the weight of label ``b`` right after label ``a``.
    """

    labels: tuple[str, ...]
    states: dict[str, list[int]]
    following: tuple[tuple[int, ...], ...]

    def scores(self, features: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return the weight of each label for each piece."""
        nothing = [0] * len(self.labels)
        found = []
        for names in features:
            known = [self.states[name] for name in names if name in self.states]
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


@cache
def label_model(language: str) -> LabelModel:
    """Return the model for ``zh`` or ``en`` that comes with the program."""
    data = stored(f"labels-{language}.json")
    read = json.loads(data)
    return LabelModel(tuple(read["labels"]), read["states"], tuple(tuple(row) for row in read["following"]))
