"""How fast a folder is indexed and searched: `python bench/search.py FOLDER`. Make one with bench/generate.py.

Prints articles a second and the size of the index beside that of the files; then, for queries drawn from the articles
themselves, the processor time to the first 20 rows with their snippets, in milliseconds, from the index; and what
memory a program takes that answers them. The same seed draws the same queries. Every answer of the index is compared
with that of memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from reader.display.choice import MENDED
from reader.library.fold import fold
from reader.library.index.opening import index_file, open_index
from reader.library.library import Library
from reader.library.passage import passage
from reader.library.query import Query
from reader.library.query_parsing import parse_query
from reader.library.search import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

QUERIES = 300
ROWS = 20
TYPED = 200  # queries that are typed key by key
SOON = 0.012  # seconds, after which the screen shows what there is
ALL = 1 << 30


def draw_queries(library: Library, count: int, seed: int) -> list[tuple[str, Query]]:
    """Return queries of all kinds, each with the name of its kind, from the text of some articles."""
    draw = random.Random(seed)
    entries = list(library.contents.entries())
    texts = []
    for entry in draw.sample(entries, min(len(entries), 200)):
        article = library.article(entry)
        texts.append(fold("".join(block.text.string for block in article.blocks)))

    def piece(length: int) -> str:
        while True:
            text = draw.choice(texts)
            at = draw.randrange(max(1, len(text) - length))
            if found := " ".join(text[at : at + length].split()):
                return found

    kinds = [(f"{length} characters", (length,), 0) for length in (1, 2, 3, 4, 6, 8)]
    kinds += [("two terms", (2, 2), 0), ("three terms", (2, 2, 3), 0), ("without", (2, 2), 1)]
    queries = []
    for number in range(count):
        name, lengths, excluded = kinds[number % len(kinds)]
        terms = tuple(piece(length) for length in lengths)
        queries.append((name, Query(terms[: len(terms) - excluded], terms[len(terms) - excluded :])))
    return queries


def measure(library: Library, queries: Sequence[tuple[str, Query]], order: Order) -> dict[str, list[float]]:
    """Return the milliseconds of processor time to the first rows with their snippets, kind by kind."""
    found: dict[str, list[float]] = {}
    for name, query in queries:
        start = time.thread_time()
        library.snippets(library.search(query, limit=ROWS, order=order).entries, query)
        found.setdefault(name, []).append(1000 * (time.thread_time() - start))
    return found


def measure_keys(library: Library, queries: Sequence[tuple[str, Query]]) -> tuple[list[float], int]:
    """Return the milliseconds of processor time to the first answer of each typed key, and how many were not all."""
    times: list[float] = []
    stopped = 0
    for _, query in queries[:TYPED]:
        text = " ".join(query.terms)
        for end in range(1, len(text) + 1):
            start = time.thread_time()
            wanted = parse_query(text[:end])
            hits = library.search(wanted, limit=ROWS, deadline=SOON)
            library.snippets(hits.entries, wanted)
            times.append(1000 * (time.thread_time() - start))
            stopped += not hits.complete
    return times, stopped


def folded_texts(library: Library) -> dict[tuple[str, int], str]:
    """Return the folded text of each article."""
    return {entry.key: fold(passage(library.article(entry)).text.string) for entry in library.contents.entries()}


def recall(library: Library, texts: dict[tuple[str, int], str], count: int, seed: int) -> tuple[int, int]:
    """Return how many articles with some stretches of the texts are not found, and how many without are."""
    draw, keys = random.Random(seed), list(texts)
    missed = more = 0
    for _ in range(count):
        text, length, term = texts[draw.choice(keys)], draw.randint(1, 8), ""
        while not term:
            at = draw.randrange(len(text))
            term = text[at : at + length].partition("\n")[0].strip()
        found = {entry.key for entry in library.search(Query((term,), written=(term,)), limit=ALL).entries}
        there = {key for key, text in texts.items() if term in text}
        missed += len(there - found)
        more += len(found - there)
    return missed, more


def answer_alone(paths: Sequence[str]) -> None:
    """Answer the queries that stand on standard input, in both orders, and print what memory that took."""
    queries = [("", Query(tuple(terms), tuple(excluded))) for terms, excluded in json.load(sys.stdin)]
    library = Library(paths, wanted=MENDED, shelf=open_index(paths, MENDED, listed=False))
    before = memory()
    for order in Order:
        measure(library, queries, order)
    for name, first, last in zip(("resident", "proportional"), before, memory(), strict=True):
        print(f"memory after {2 * len(queries)} queries, {name}: {last:.1f} MB, {last - first:.1f} more than before")


def memory() -> tuple[float, float]:
    """Return the megabytes in use, and the share of them where others use some too; 0 if the system does not say."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as file:
            sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in file) if rest}
    except OSError:
        return 0, 0
    return sizes["Rss"] / 1000, sizes["Pss"] / 1000


def row(name: str, times: list[float]) -> str:
    """Return a line of the table: the median, the 99th of a hundred, the longest."""
    ordered = sorted(times)
    return f"{name:<16}{ordered[len(ordered) // 2]:>8.2f}{ordered[len(ordered) * 99 // 100]:>8.2f}{ordered[-1]:>8.2f}"


def indexed(paths: list[str]) -> Library:
    """Make the index, or bring it up to date, and print how fast that is and how large it is."""
    library = Library(paths, wanted=MENDED, shelf=open_index(paths, MENDED))
    start = time.perf_counter()
    library.scan_all()
    seconds = time.perf_counter() - start
    count = len(library.contents)
    text = sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk(paths[0]) for name in names)
    size = os.path.getsize(index_file(paths, MENDED))
    print(f"{count} articles in {seconds:.1f} s ({count / seconds:.0f} a second); index to text {size / text:.2f}")
    start = time.perf_counter()
    library.scan_all()
    print(f"looked at again, unchanged: {time.perf_counter() - start:.2f} s")
    return library


def compare(library: Library, queries: Sequence[tuple[str, Query]], stretches: int, seed: int) -> None:
    """Print how many answers are other than those of memory, and of the texts themselves."""
    scanned = Library(library.paths, wanted=MENDED)
    scanned.scan_all()
    wrong = 0
    for _, query in queries:
        ours, theirs = (each.search(query, limit=ALL).entries for each in (library, scanned))
        wrong += ours != theirs
    print(f"{wrong} of {len(queries)} answers differ from those of memory, order and all")
    missed, more = recall(library, folded_texts(scanned), stretches, seed)
    print(f"{stretches} stretches of 1 to 8 characters: {missed} articles missed, {more} too many")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--alone", action="store_true", help="do not compare with memory: of many articles it has too much"
    )
    parser.add_argument("--stretches", type=int, default=500, help="looked for in the index and in the texts")
    parser.add_argument("--cache", help="where the index is kept from one run to the next")
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)  # queries, in a program of their own
    arguments = parser.parse_args()
    paths = [arguments.folder]
    if arguments.answer:
        answer_alone(paths)
        return
    with tempfile.TemporaryDirectory() as cache:
        os.environ["READER_CACHE"] = arguments.cache or cache
        library = indexed(paths)
        queries = draw_queries(library, QUERIES, arguments.seed)
        gc.collect()
        gc.freeze()  # as the screen does: what is known by now is not looked through for garbage again
        first = measure(library, [("", Query(("ab",)))], Order.RELEVANCE)[""][0]
        print(f"the first search, which loads what searches and the table of pinyin: {first:.0f} milliseconds")
        for order in Order:
            found = measure(library, queries, order)
            print(f"{order:<16}{'median':>8}{'99 %':>8}{'most':>8}  (milliseconds)")
            for name, times in found.items():
                print(row(name, times))
            print(row("all", [each for times in found.values() for each in times]))
        asked = json.dumps([(query.terms, query.excluded) for _, query in queries])
        subprocess.run([sys.executable, __file__, *paths, "--answer"], input=asked, text=True, check=True)
        times, stopped = measure_keys(library, queries)
        print(row(f"{len(times)} keys", times), f" {stopped} stopped after {1000 * SOON:.0f} ms")
        if not arguments.alone:
            compare(library, queries, arguments.stretches, arguments.seed)


if __name__ == "__main__":
    main()
