"""Trains the labeller of pieces and what joins them, counts the table of seams; writes ``src/reader/page/learned/``.

    pip install python-crfsuite numpy
    python -m training.train --chinese 199801.txt --english FOLDER-OF-CONLLU [--pages 3000]
    python -m training.train --chinese 199801.txt --english FOLDER-OF-CONLLU [--pages 3000] --joins --only zh

run inside ``bench/``. docs/reconstruction.md names the sources and their licences.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from bisect import bisect_right
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite
from training import pages, texts
from training.network import train_network

from reader.formats.parse import parse_document
from reader.page.features import page_features
from reader.page.flow import FlowModel
from reader.page.labeller import SCALE, label_model
from reader.page.labeller import to_bytes as label_bytes
from reader.page.pairs import page_pairs, pair_features
from reader.page.pieces import Piece, cut_pieces
from reader.page.seams import SeamModel, count_pairs
from reader.page.seams import to_bytes as seam_bytes
from reader.page.sequence import label_pieces, seams_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LEARNED = Path(__file__).parents[2] / "src" / "reader" / "page" / "learned"
RARE = 2  # three characters seen less often are left out of the table
MAX_INDENT = 4  # characters before a paragraph's first
SMALL = 0.04  # a weight nearer to nothing is left out


def main() -> None:
    """Train everything."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--chinese", type=Path, required=True)
    parser.add_argument("--english", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--no-seams", action="store_true", help="leave the seam score out, to see what it earns")
    parser.add_argument("--only", choices=("zh", "en", "seams", "flow"))
    parser.add_argument("--joins", action="store_true", help="only what joins paragraphs: keep the labellers there are")
    parser.add_argument("--to", type=Path, default=LEARNED)
    arguments = parser.parse_args()
    lines = texts.chinese_lines(arguments.chinese)
    if arguments.only in {None, "seams"}:
        store(arguments.to / "seams.bin", seam_bytes(seam_counts(lines)))
    if arguments.only in {None, "flow"}:
        store(arguments.to / "flow.bin", train_network(_paragraphs(lines)))
    if arguments.only in {None, "zh"}:
        stories = texts.chinese_stories(arguments.chinese)
        train("zh", stories, arguments, lines)
    if arguments.only in {None, "en"}:
        train("en", texts.english_stories(arguments.english), arguments, [])


def _paragraphs(lines: list[str]) -> list[str]:
    return [line for line in lines if texts.is_paragraph(line)]


def seam_counts(lines: list[str]) -> Counter[str]:
    """Return the counts worth keeping."""
    counts = count_pairs(lines)
    return Counter({string: count for string, count in counts.items() if len(string) < 3 or count >= RARE})


def train(language: str, stories: list[texts.Story], arguments: argparse.Namespace, lines: list[str]) -> None:
    """Train the labeller of one language, and what joins its paragraphs, on made pages, and store both."""
    rng = random.Random(19980101)
    rng.shuffle(stories)
    halves = [stories[::2], stories[1::2]] if language == "zh" else [stories]
    # Counted without the stories the pages are made of, so that it is learnt how far the scores can be trusted.
    seams = [
        None if arguments.no_seams or language != "zh" else _seams_without(half, lines, flow=arguments.joins)
        for half in halves
    ]
    if not arguments.joins:
        made = [(pieces, labels, seams[number]) for pieces, labels, number in _made(rng, halves, language, arguments)]
        learn = [(page_features(pieces, _own(pieces, counts)), labels) for pieces, labels, counts in made]
        store(arguments.to / f"labels-{language}.bin", dump(fit(learn, frequent=4)))
        label_model.cache_clear()
        return
    # The joins are learnt on pages the labeller never saw, with the mistakes it makes there.
    examples = []
    for pieces, labels, number in _made(random.Random(7), halves, language, arguments):
        counts = _own(pieces, seams[number])
        items, _ = label_pieces(pieces, language, counts)
        told = {piece.text.start: label for piece, label in zip(pieces, labels, strict=True)}
        pairs = page_pairs(items)
        for (_, other), names in zip(pairs, pair_features(items, pairs, counts), strict=True):
            examples.append(([names], ["join" if told.get(items[other].piece.text.start) == "cont" else "keep"]))
    weights = dump_pairs(fit(examples, frequent=5, against=2.0))
    states = {feature: [weight] for feature, weight in weights.items()}
    store(arguments.to / f"pairs-{language}.bin", label_bytes(["join"], states, [[0]]))


def _made(
    rng: random.Random, halves: list[list[texts.Story]], language: str, arguments: argparse.Namespace
) -> list[tuple[list[Piece], list[str], int]]:
    """Return made pages: their pieces, the labels of those, and the number of the half their stories are from."""
    made = []
    for number, half in enumerate(halves):
        for _ in range(arguments.pages // len(halves)):
            pieces, labels = labelled_page(rng, half, chinese=language == "zh")
            if pieces:
                made.append((pieces, labels, number))
    rng.shuffle(made)
    return made


def _own(pieces: list[Piece], seams: SeamModel | None) -> SeamModel | None:
    return seams_of(pieces, seams) if seams else None


def fit(examples: Iterable[tuple[list[list[str]], list[str]]], *, frequent: int, against: float = 1.0) -> object:
    """Return the weights of a model fitted to sequences of features and labels; ``against`` keeps them few."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in examples:
        trainer.append(features, labels)
    trainer.set_params({"c1": against, "c2": 0.1, "max_iterations": 100, "feature.minfreq": frequent})
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        return tagger.info()


def store(path: Path, data: bytes) -> None:
    """Write what was learnt."""
    path.write_bytes(data)
    print(f"{path.name}: {len(data):,} bytes")


def dump_pairs(info: object) -> dict[str, int]:
    """Return the weights of a fitted yes-or-no model as one number a feature, in hundredths."""
    weights: dict[str, float] = {}
    for (feature, label), weight in info.state_features.items():  # type: ignore[attr-defined]
        weights[feature] = weights.get(feature, 0.0) + (weight if label == "join" else -weight)
    return {feature: round(weight * SCALE) for feature, weight in weights.items() if abs(weight) >= SMALL}


def _seams_without(stories: list[texts.Story], lines: list[str], *, flow: bool) -> SeamModel:
    held_out = {paragraph for story in stories for paragraph in story.paragraphs}
    rest = [line for line in lines if line not in held_out]
    network = FlowModel.from_bytes(train_network(_paragraphs(rest))) if flow else None
    return SeamModel.from_bytes(seam_bytes(seam_counts(rest)), (lambda: network) if network else None)


def labelled_page(rng: random.Random, stories: list[texts.Story], *, chinese: bool) -> tuple[list[Piece], list[str]]:
    """Return the pieces of one made page and their labels."""
    text, labels = pages.make_page(rng, stories, chinese=chinese)
    document = parse_document(text.encode(), "page.md")
    if document.ordinary:
        return [], []
    pieces: list[Piece] = []
    for part in document.parts:
        pieces += cut_pieces(part, document)[0]
    starts = [start for start, _ in labels]
    told = []
    for piece in pieces:
        start, label = labels[max(0, bisect_right(starts, piece.text.start) - 1)]
        # A line that closing up did not reach: half a paragraph, as after a cut.
        told.append("cont" if label == "para" and piece.text.start - start > MAX_INDENT else label)
    return pieces, told


def dump(info: object) -> bytes:
    """Return the weights of a trained model as they are stored: hundredths, small ones dropped."""
    labels = sorted(info.labels)  # type: ignore[attr-defined]
    at = {label: number for number, label in enumerate(labels)}
    states: dict[str, list[int]] = {}
    for (feature, label), weight in info.state_features.items():  # type: ignore[attr-defined]
        if abs(weight) >= SMALL:
            states.setdefault(feature, [0] * len(labels))[at[label]] = round(weight * SCALE)
    following = [[0] * len(labels) for _ in labels]
    for (before, after), weight in info.transitions.items():  # type: ignore[attr-defined]
        following[at[after]][at[before]] = round(weight * SCALE)
    return label_bytes(labels, states, following)


if __name__ == "__main__":
    main()
