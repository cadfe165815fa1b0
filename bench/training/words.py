"""Writes the list of English words that ``reader.page.words`` reads.

    python -m training.words frequency_dictionary_en_82_765.txt

run inside ``bench/``. docs/reconstruction.md names the source and its licence.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.page.words import packed

WORDS = 40_000  # the commonest; rarer ones are as often two words with a hyphen
COMMON = 16_000  # of them: what two whole words must be together to be one
TARGET = Path(__file__).parents[2] / "src" / "reader" / "page" / "learned" / "words.bin"


def main() -> None:
    """Take the commonest words of a list of words and counts, commonest first."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("list", type=Path)
    lines = parser.parse_args().list.read_text("utf-8-sig").splitlines()[:WORDS]
    ranks = {line.split()[0]: rank for rank, line in enumerate(lines)}
    words = {word: rank < COMMON for word, rank in ranks.items() if word.isalpha() and word.isascii() and len(word) > 1}
    TARGET.write_bytes(packed(words))
    print(f"{len(words):,} words: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
