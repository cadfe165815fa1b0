"""Writes the lists of English words that ``reader.page.words`` reads.

    python -m training.words frequency_dictionary_en_82_765.txt american-english

run inside ``bench/``. docs/reconstruction.md names the sources and their licences.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.page.words import COMMON, KNOWN, SMALL, table_of

WORDS = 40_000  # the commonest; rarer ones are as often two words with a hyphen
LONGEST_SIGN = 2  # letters: He, In and As stand for elements, and are no names
COMMONEST = 16_000  # of them: what two whole words must be together to be one
LEARNED = Path(__file__).parents[2] / "src" / "reader" / "page" / "learned"


def main() -> None:
    """Take the commonest words of a list of words and counts, commonest first, and those that are never names."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("counted", type=Path, help="words and counts, commonest first")
    parser.add_argument("spelt", type=Path, help="words as they are spelt, names with a capital letter")
    arguments = parser.parse_args()
    lines = arguments.counted.read_text("utf-8-sig").splitlines()
    ranks = {line.split()[0]: rank for rank, line in enumerate(lines[:WORDS])}
    words = {word: rank for word, rank in ranks.items() if word.isalpha() and word.isascii() and len(word) > 1}
    common = {word for word, rank in words.items() if rank < COMMONEST}
    (LEARNED / KNOWN).write_bytes(table_of(words, 2 * len(words)))
    (LEARNED / COMMON).write_bytes(table_of(common, 2 * len(common)))
    spelt = [word for word in arguments.spelt.read_text("utf-8").splitlines() if word.isalpha() and word.isascii()]
    names = {word.casefold() for word in spelt if not word.islower() and len(word) > LONGEST_SIGN}
    small = {line.split()[0] for line in lines} & set(spelt) - names
    (LEARNED / SMALL).write_bytes(table_of(small, len(small)))
    print(f"{len(words):,} words, {len(small):,} that are no names")


if __name__ == "__main__":
    main()
