"""Gives each piece of a page its label: weights of features, and of labels that follow each other, learnt beforehand.

A linear-chain model (conditional random field). The best sequence is found by Viterbi's algorithm; how sure a single
label is, by the forward-backward algorithm. Both are plain Python over a few hundred pieces.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCALE = 100.0  # stored weights are hundredths


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

    def sureness(self, scores: Sequence[Sequence[int]], label: str) -> list[float]:
        """Return, for each piece, the chance that it has ``label`` whatever the others have (forward-backward)."""
        wanted = self.labels.index(label)
        forward = _sweep(scores, self.following)
        turned = tuple(zip(*self.following, strict=True))
        backward = list(reversed(_sweep(list(reversed(scores)), turned)))
        found = []
        for ahead, behind, row in zip(forward, backward, scores, strict=True):
            joint = [one + other - score / SCALE for one, other, score in zip(ahead, behind, row, strict=True)]
            found.append(exp(joint[wanted] - _log_sum(joint)))
        return found


def _sweep(scores: Sequence[Sequence[int]], following: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the logarithms of the summed weights of all sequences that end in each label at each piece."""
    found: list[list[float]] = []
    rates = [[exp(weight / SCALE) for weight in weights] for weights in following]
    for row in scores:
        if not found:
            found.append([score / SCALE for score in row])
            continue
        top = max(found[-1])
        before = [exp(each - top) for each in found[-1]]
        found.append(
            [
                top + log(sum(map(float.__mul__, before, rate)) or 1e-300) + score / SCALE
                for rate, score in zip(rates, row, strict=True)
            ]
        )
    return found


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))


@cache
def label_model(language: str) -> LabelModel:
    """Return the model for ``zh`` or ``en`` that comes with the program."""
    data = (resources.files("reader.page") / "learned" / f"labels-{language}.json").read_bytes()
    stored = json.loads(data)
    return LabelModel(tuple(stored["labels"]), stored["states"], tuple(tuple(row) for row in stored["following"]))
