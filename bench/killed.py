"""Kill an indexing program at random moments: `python bench/killed.py --times 200`.

Each time a program indexes a folder in which files were added, changed and removed, and is killed (SIGKILL) at a moment
drawn at random; then the index is opened and checked: it is sound, articles, texts and lists agree, nothing that was
written before is lost. At the end it is brought up to date and compared with memory.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import Writer

from reader.display.choice import AS_STORED
from reader.library.index.checking import check_index
from reader.library.index.opening import index_file, open_index
from reader.library.library import Library
from reader.library.query_parsing import parse_query

PROGRAM = """
import sys
import reader.library.index.keeping as keeping
keeping.BATCH, keeping.MANY_WRITTEN = 20, 30
from reader.cli import main
main(["index", sys.argv[1]])
"""


def change(root: Path, draw: random.Random, writer: Writer, number: int) -> None:
    """Add, change and remove some files."""
    import datetime

    for _ in range(60):
        day = datetime.date(2022, 1, 1) + datetime.timedelta(days=draw.randrange(900))
        path = root / f"{day.isoformat()}-{draw.randrange(6)}.md"
        if path.exists() and draw.random() < 0.4:
            path.unlink()
        else:
            path.write_text(writer.bulletin(day, draw.choice(("要闻", "经济")), 1) + f"\n{number}\n", "utf-8")


def main() -> None:
    """Kill and look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    draw, writer = random.Random(arguments.seed), Writer(arguments.seed)
    home = Path(tempfile.mkdtemp())
    os.environ["READER_CACHE"] = str(home / "cache")
    root = home / "papers"
    root.mkdir()
    anew = killed = kept = 0
    longest = 1.5
    for number in range(arguments.times):
        change(root, draw, writer, number)
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started = time.monotonic()
        wait = draw.random() * longest
        try:
            process.wait(wait)
            longest = min(longest, 1.2 * (time.monotonic() - started))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        if not index_file([str(root)], AS_STORED).exists():
            continue
        shelf = open_index([str(root)], AS_STORED)
        anew += bool(shelf.damage)
        found = check_index(shelf.database)
        if found:
            raise SystemExit(f"after {number}: {found}")
        kept = max(kept, len(shelf.contents))
        shelf.close()
    library, memory = Library([str(root)], shelf=open_index([str(root)], AS_STORED)), Library([str(root)])
    library.scan_all()
    memory.scan_all()
    for text in ("的", "一", "水", "5G", "taiyuan"):
        ours, theirs = (
            {entry.key for entry in each.search(parse_query(text), limit=1 << 20).entries} for each in (library, memory)
        )
        if ours != theirs:
            raise SystemExit(f"{text}: {len(ours)} {len(theirs)}")
    print(f"killed {killed} of {arguments.times} times, made anew {anew} times, {len(library.contents)} articles agree")
    library.close()
    shutil.rmtree(home)


if __name__ == "__main__":
    main()
