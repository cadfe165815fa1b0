"""The index beside ripgrep and recoll, on the same files in one run: `python bench/beside.py FOLDER`.

Needs `rg`, `recollindex` and `recollq`. Times are seconds of processor time, of processes that begin cold. Told are how
long each takes to index, how large its index is beside the text, and for terms drawn
from the articles how long it takes to say which files hold them, and how many these are.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTHS = (1, 2, 3, 4, 6)  # of Chinese terms
TERMS = 3  # of each length, and as many English words
ALL = "1000000"


def run(command: Sequence[str], **environment: str) -> tuple[float, str]:
    """Return the seconds of processor time of a program and its helpers, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):  # 1: nothing was found
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def size_of(folder: Path) -> int:
    """Return the bytes of all files under a folder."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def draw_terms(folder: Path, seed: int) -> list[str]:
    """Return terms that stand in some of the files."""
    draw = random.Random(seed)
    files = sorted(folder.rglob("*.md"))
    terms: list[str] = []
    for pattern in [*(f"[\\u4e00-\\u9fff]{{{length}}}" for length in LENGTHS), "[a-z]{4,}"]:
        wanted = len(terms) + TERMS
        while len(terms) < wanted:
            text = draw.choice(files).read_text(encoding="utf-8").partition("---\n\n")[2]
            if found := re.findall(pattern, text):
                terms.append(draw.choice(found))
    return terms


def set_up_recoll(folder: Path, at: Path) -> None:
    """Write recoll's settings: these files, and Chinese as it searches it."""
    at.mkdir()
    (at / "recoll.conf").write_text(f"topdirs = {folder}\nidxflushmb = 100\n", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    text = size_of(folder)
    reader = [sys.executable, "-m", "reader"]
    with tempfile.TemporaryDirectory() as place:
        cache, recoll = Path(place, "reader"), Path(place, "recoll")
        set_up_recoll(folder, recoll)
        ours, _ = run([*reader, "index", str(folder)], READER_CACHE=str(cache))
        theirs, _ = run(["recollindex", "-c", str(recoll)])
        size, other = size_of(cache) / text, size_of(recoll / "xapiandb") / text
        print(f"to index: reader {ours:.1f} s, recoll {theirs:.1f} s ({ours / theirs:.2f})")
        print(f"index to text: reader {size:.2f}, recoll {other:.2f} ({size / other:.2f})")
        print(f"{'':<14}{'reader':>8}{'rg':>8}{'recoll':>8}  seconds{'reader':>10}{'rg':>8}{'recoll':>8}  files")
        ratios: list[tuple[float, float]] = []
        for term in draw_terms(folder, arguments.seed):
            found = [
                run([*reader, "search", "--limit", ALL, "--json", f'"{term}"', str(folder)], READER_CACHE=str(cache)),
                run(["rg", "--files-with-matches", "--fixed-strings", "--ignore-case", term, str(folder)]),
                run(["recollq", "-c", str(recoll), "-n", ALL, "-b", f'"{term}"']),
            ]
            seconds = [each for each, _ in found]
            files = [found[0][1].count('"path":'), *(printed.count("\n") for _, printed in found[1:])]
            twenty, _ = run([*reader, "search", f'"{term}"', str(folder)], READER_CACHE=str(cache))
            ratios.append((twenty / seconds[1], twenty / max(0.001, seconds[2])))
            print(
                f"{term:<14}"
                + "".join(f"{each:>8.2f}" for each in seconds)
                + f"{'':>9}"
                + "".join(f"{each:>8}" for each in files)
                + f"   twenty rows {twenty:.2f}"
            )
        for name, column in zip(("rg", "recoll"), zip(*ratios, strict=True), strict=True):
            print(f"twenty rows of reader's to {name}: median {statistics.median(column):.2f}, most {max(column):.2f}")


if __name__ == "__main__":
    main()
