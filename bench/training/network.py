"""Trains the network of ``reader.page.flow``, which tells a place inside a Chinese sentence from one between two.

Needs numpy, here only. Characters begin with vectors that say beside which others they stand (the largest components
of the log of their counts, above chance); gradient descent (Adam) does the rest.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reader.page.flow import MAGIC, UNKNOWN
from reader.page.folding import STOP, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

REACH, WIDTH, HIDDEN = 8, 24, 48  # characters on either side; numbers that stand for one; hidden units
RARE = 4  # characters seen less often are all alike
STEPS, BATCH, RATE = 6000, 512, 2e-3
DROPPED, MISREAD = 0.4, 0.1  # shares of hidden units and of characters left out, so that nothing is learnt by heart
OPENINGS = 0.75  # of the second halves that go on with nothing: a paragraph's beginning; else a sentence's
SHORTEST = 4  # characters of a text on either side of a place that is learnt from
_MARKS = frozenset("，、；：。（）《》“”‘’—…·")  # beside them a break needs no network


@dataclass(frozen=True)
class _Places:
    """Text as one row of numbers, with room between paragraphs, and the places in it to learn from."""

    text: np.ndarray
    inside: np.ndarray
    ends: np.ndarray
    paragraphs: np.ndarray
    sentences: np.ndarray


def train_network(paragraphs: Sequence[str]) -> bytes:
    """Return a network trained on ``paragraphs`` that end in full stops, as ``FlowModel.from_bytes`` reads it."""
    texts = [folded(paragraph) for paragraph in paragraphs]
    counts = Counter("".join(texts))
    characters = "".join(sorted(char for char, count in counts.items() if count >= RARE))
    number = {char: at for at, char in enumerate(characters, UNKNOWN + 1)}
    places = _places(texts, number)
    rng = np.random.default_rng(19980101)
    weights = [
        _first_vectors(places.text, len(characters) + UNKNOWN + 1),
        rng.normal(0, (2 * REACH * WIDTH) ** -0.5, (2 * REACH * WIDTH, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        rng.normal(0, 0.2, HIDDEN).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    optimizer = _Adam(weights)
    for step in range(STEPS):
        seen, wanted = _batch(places, rng)
        optimizer.step(_gradients(weights, seen, wanted, rng), RATE * (1 - step / STEPS) + 1e-5)
    return _stored(characters, weights)


def _places(texts: list[str], number: dict[str, int]) -> _Places:
    row: list[int] = []
    inside, ends, paragraphs, sentences = [], [], [], []
    for text in texts:
        row += [0] * REACH
        first = len(row)
        row += [number.get(char, UNKNOWN) for char in text]
        paragraphs.append(first)
        for at in range(SHORTEST, len(text) - SHORTEST):
            before, after = text[at - 1], text[at]
            if before not in _MARKS and after not in _MARKS:
                inside.append(first + at)
            elif after == STOP:
                ends.append(first + at)
            elif before == STOP and after not in _MARKS:
                sentences.append(first + at)
        if text.endswith(STOP):
            ends.append(len(row) - 1)
    return _Places(*map(np.array, (row + [0] * REACH, inside, ends, paragraphs, sentences)))


def _first_vectors(row: np.ndarray, size: int) -> np.ndarray:
    """Return vectors for characters: alike where they have like neighbours, one and two places to either side."""
    beside, near = np.zeros((size, size), np.float32), np.zeros((size, size), np.float32)
    np.add.at(beside, (row[:-1], row[1:]), 1)
    np.add.at(near, (row[:-2], row[2:]), 0.5)
    table = np.hstack([beside, beside.T, near, near.T])
    table[0] = 0
    chance = np.maximum(1, np.outer(table.sum(1), table.sum(0)))
    table = np.log(np.maximum(table * table.sum() / chance, 1))
    values, vectors = np.linalg.eigh(table @ table.T)
    found = vectors[:, -WIDTH:] * np.maximum(values[-WIDTH:], 0) ** 0.25
    return (0.3 * found / found.std()).astype(np.float32)


def _batch(places: _Places, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return what stands around as many places inside sentences as between two, and which are which."""
    half = BATCH // 2
    opening = int(half * OPENINGS)
    going = rng.choice(places.inside, half)
    ended = rng.choice(places.ends, half)
    begun = np.concatenate([rng.choice(places.paragraphs, opening), rng.choice(places.sentences, half - opening)])
    back, on = np.arange(-REACH, 0), np.arange(REACH)
    left = places.text[np.concatenate([going, ended])[:, None] + back]
    right = places.text[np.concatenate([going, begun])[:, None] + on]
    # Nothing is seen beyond the end of a paragraph.
    left = np.where(np.cumsum(left[:, ::-1] == 0, 1)[:, ::-1] > 0, 0, left)
    right = np.where(np.cumsum(right == 0, 1) > 0, 0, right)
    seen = np.hstack([left, right])
    seen = np.where((rng.random(seen.shape) < MISREAD) & (seen > 0), UNKNOWN, seen)
    return seen, np.concatenate([np.ones(half), np.zeros(half)]).astype(np.float32)


def _gradients(
    weights: list[np.ndarray], seen: np.ndarray, wanted: np.ndarray, rng: np.random.Generator
) -> list[np.ndarray]:
    vectors, hidden, biases, out, last = weights
    inputs = vectors[seen].reshape(len(seen), -1)
    kept = (rng.random((len(seen), HIDDEN)) > DROPPED) / (1 - DROPPED)
    raw = inputs @ hidden + biases
    active = np.maximum(raw, 0) * kept
    wrong = ((1 / (1 + np.exp(-(active @ out + last))) - wanted) / len(wanted)).astype(np.float32)
    back = (np.outer(wrong, out) * kept * (raw > 0)).astype(np.float32)
    to_vectors = np.zeros_like(vectors)
    np.add.at(to_vectors, seen.reshape(-1), (back @ hidden.T).reshape(-1, WIDTH))
    return [to_vectors, inputs.T @ back, back.sum(0), active.T @ wrong, wrong.sum(keepdims=True)]


class _Adam:
    """Gradient descent with a step of its own for each weight (Kingma and Ba, 2015), and a pull towards nothing."""

    def __init__(self, weights: list[np.ndarray]) -> None:
        self.weights = weights
        self.means = [np.zeros_like(each) for each in weights]
        self.squares = [np.zeros_like(each) for each in weights]
        self.steps = 0

    def step(self, gradients: list[np.ndarray], rate: float) -> None:
        self.steps += 1
        for weight, mean, square, gradient in zip(self.weights, self.means, self.squares, gradients, strict=True):
            mean *= 0.9
            mean += 0.1 * gradient
            square *= 0.999
            square += 0.001 * gradient * gradient
            size = np.sqrt(square / (1 - 0.999**self.steps)) + 1e-8
            weight -= rate * (mean / (1 - 0.9**self.steps) / size + 1e-3 * weight)


def _stored(characters: str, weights: list[np.ndarray]) -> bytes:
    """Return the network with vectors and weights as whole numbers of one byte."""
    vectors, hidden, biases, out, last = weights
    fine_vectors, fine_hidden = (127 / np.abs(each).max() for each in (vectors, hidden))
    scale = float(fine_vectors * fine_hidden)
    lines = (
        f"{REACH} {WIDTH}",
        " ".join(str(round(float(each) * scale)) for each in biases),
        " ".join([*(f"{float(each) / scale:.5g}" for each in out), f"{float(last[0]):.4f}"]),
        characters,
        "",
    )
    parts = (np.rint(vectors * fine_vectors), np.rint(hidden * fine_hidden))
    return MAGIC + "\n".join(lines).encode() + b"".join(part.astype(np.int8).tobytes() for part in parts)
