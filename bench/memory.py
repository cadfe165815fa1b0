"""What a very long article costs: `python bench/memory.py FOLDER`.

Writes articles of 10 kB and 10 MB into FOLDER, Chinese and English ones, opens each in a pseudo-terminal and tells the
memory that is the program's alone or its share of what others use too (PSS, of Linux) once all is quiet, when the first
line stood there, and how long pages take: at the beginning, right after a jump to the end, and after a resize. Install
the package first, not in editable mode: compiling our modules would be measured with them.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import re
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

sys.path.insert(0, os.path.dirname(__file__))
from terminal import Session

LONG = 10_000_000  # bytes of UTF-8
SHORT = 10_000
STARTS = 5
ROUNDS = 3  # of all the rest
PAGES = 16
STILL = 1.0  # seconds without processor time: it is quiet
RESIZED = (36, 100)
MARK = "zebra"  # stands in the first line and nowhere else
WORDS = """
    the council said on Monday that new roads would be built before winter while farmers along the river asked for more
    water and several schools in town opened their doors again after years of repairs which had cost about twelve
    million and pleased nobody but the contractors who were paid in full
"""
CLAUSES = """
    市里昨日召开了工作会议 河边的农户盼着早点通水 老旧小区的改造已经完成 孩子们又回到了新学校 全年投资比去年增加一成
    道路将在入冬以前修好 有关部门作了详细说明 群众的生活更加方便 记者在现场看到 今后还要继续努力
"""


def article(language: str, size: int) -> str:
    """Return an article of about ``size`` bytes: a heading and paragraphs of sentences that are not all alike."""
    chance = random.Random(language)
    words = (WORDS if language == "en" else CLAUSES).split()
    parts = [f"# {MARK} " + ("A very long article" if language == "en" else "一篇很长的文章")]
    left = size - len(parts[0])
    while left > 0:
        sentences = []
        for _ in range(chance.randint(2, 6)):
            if language == "en":
                sentences.append(" ".join(chance.choices(words, k=chance.randint(6, 20))).capitalize() + ".")
            else:
                sentences.append("，".join(chance.choices(words, k=chance.randint(1, 4))) + "。")
        parts.append((" " if language == "en" else "").join(sentences))
        left -= len(parts[-1].encode()) + 2
    return "\n\n".join(parts) + "\n"


def tree(process: int) -> list[int]:
    """Return a process and those it has started."""
    found = [process]
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        for child in tasks.read_text().split():
            found += tree(int(child))
    return found


def ticks(process: int) -> int:
    """Return the processor time that a process and those it has started have used, in ticks of the system."""
    used = 0
    for each in tree(process):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        used += int(fields[11]) + int(fields[12])
    return used


def quiet(session: Session) -> None:
    """Wait until the program does nothing more."""
    still, before = 0.0, -1
    while still < STILL:
        session._read(0.1)
        now = ticks(session.process)
        still = still + 0.1 if now == before else 0.0
        before = now


def memory(session: Session) -> float:
    """Return the proportional set size of the program and those it has started, in MB (10^6 bytes)."""
    found = 0
    for each in tree(session.process):
        text = Path(f"/proc/{each}/smaps_rollup").read_text()
        found += int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
    return found * 1024 / 1e6


def resize(session: Session, size: tuple[int, int]) -> None:
    """Give the terminal another size."""
    fcntl.ioctl(session.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    session.settle()


def pages(session: Session, key: str) -> float:
    """Return the median of the milliseconds that turning a page takes."""
    return 1000 * statistics.median(session.key(key) for _ in range(PAGES))


def measure(path: str, *, long: bool) -> dict[str, float]:
    """Return what one article costs; how long pages take only of one that has many."""
    found: dict[str, float] = {}
    session = Session([sys.executable, "-m", "reader", path], MARK)
    begun = time.perf_counter()
    if long:
        found["page down while it is read and set, ms"] = pages(session, " ")
    quiet(session)
    found["all is quiet after, s"] = time.perf_counter() - begun - STILL
    found["MB, quiet"] = memory(session)
    if long:
        found["page down, ms"] = pages(session, " ")
    session.key("G")
    if long:
        found["page up right after a jump to the end, ms"] = pages(session, "b")
    resize(session, RESIZED)
    quiet(session)
    if long:
        found["page up after a resize, ms"] = pages(session, "b")
    found["MB, read to the end and resized"] = memory(session)
    for key in ("f", "o", "\r", "n", "n", "n", "g"):
        session.key(key)
    quiet(session)
    found["MB, something was looked for"] = memory(session)
    session.leave("q")
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    folder = Path(parser.parse_args().folder)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("READER_CACHE", str(folder / "cache"))
    for language in ("en", "zh"):
        paths = {}
        for size in (SHORT, LONG):
            path = paths[size] = folder / f"{language}-{size}.md"
            path.write_text(article(language, size), encoding="utf-8")
        firsts: dict[int, list[float]] = {size: [] for size in paths}
        for _ in range(STARTS + 1):
            for size, path in paths.items():
                session = Session([sys.executable, "-m", "reader", str(path)], MARK)
                firsts[size].append(session.ready)
                session.leave("q")
        rounds: dict[int, list[dict[str, float]]] = {size: [] for size in paths}
        for _ in range(ROUNDS):
            for size, path in paths.items():
                rounds[size].append(measure(str(path), long=size == LONG))
        costs = {
            size: {name: statistics.median(each[name] for each in found) for name in found[0]}
            for size, found in rounds.items()
        }
        print(f"\n| {language} | 10 kB | 10 MB | |\n|---|---|---|---|")
        ratio = statistics.median(
            long / short for short, long in zip(*(firsts[size][1:] for size in paths), strict=True)
        )
        short, long = (1000 * statistics.median(firsts[size][1:]) for size in paths)
        print(f"| first line, ms | {short:.0f} | {long:.0f} | {ratio:.2f} x |")
        for name, value in costs[LONG].items():
            before = costs[SHORT].get(name)
            print(
                f"| {name} | {before:.1f} | {value:.1f} | {value - before:+.1f} |"
                if before
                else f"| {name} | | {value:.1f} | |"
            )


if __name__ == "__main__":
    main()
