"""How fast a folder is read and searched: `python bench/search.py FOLDER`. Make one with bench/generate.py.

Prints the scan in articles a second, and for each query the median of several runs in milliseconds beside that of
looking for the same word in one string of the same size: the ratio holds on any machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.query import parse_query

if TYPE_CHECKING:
    from collections.abc import Callable

QUERIES = ("的", "太原", "经济 发展", '"一是在"', "zzzz", "the council", "的 -一")
RUNS = 9
PAGE = 500  # hits asked for, as the screen does


def median_ms(work: Callable[[], object]) -> float:
    """Return the median time of ``work`` in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    library = Library([parser.parse_args().folder])
    start = time.perf_counter()
    first = 0.0
    for progress in library.scan():
        first = first or time.perf_counter() - start
        contents = progress.contents
    seconds = time.perf_counter() - start
    count = len(contents)
    print(f"{count} articles in {seconds:.1f} s ({count / seconds:.0f} a second), the first after {first:.2f} s")
    text = "".join(record.folded for record in library.records)
    print(f"{'query':<16}{'hits':>8}{'ms':>8}{'one string':>12}{'ratio':>8}")
    for words in QUERIES:
        query = parse_query(words)
        ours = median_ms(lambda query=query: library.search(query, limit=PAGE))
        plain = median_ms(lambda query=query: [text.count(term) for term in query.terms])
        hits = library.search(query, limit=PAGE).total
        print(f"{words:<16}{hits:>8}{ours:>8.1f}{plain:>12.1f}{ours / plain:>8.2f}")


if __name__ == "__main__":
    main()
