"""How fast the reader starts, answers and leaves in a terminal: `python bench/terminal.py FILE WORD`.

WORD must stand in the first window of FILE and no earlier. Everything is measured from outside, through a
pseudo-terminal, beside a bare Textual app with one line of text, in turns: the ratios hold on any machine. Linux and
macOS; install the package first, not in editable mode, since an editable one is slower to import.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

ROUNDS = 9
KEYS = 20
QUIET = 0.06  # seconds without output: the screen stands
SIZE = (36, 120)  # rows, columns
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Static("hello world")
Hello().run()
"""


class Session:
    """A program in a pseudo-terminal that answers as a terminal with synchronized output does."""

    def __init__(self, command: list[str], word: str) -> None:
        self.started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvp(command[0], command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.seen = b""
        while word.encode() not in self.seen:
            if not self._read(20.0):
                raise SystemExit(f"{word} did not appear within 20 seconds, or the program ended.")
        self.ready = time.perf_counter() - self.started
        self.settle()

    def _read(self, seconds: float) -> bool:
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            return False
        if b"\x1b[?2026$p" in data:
            os.write(self.terminal, b"\x1b[?2026;2$y")
        self.seen += data
        return bool(data)

    def settle(self) -> None:
        """Wait until nothing more is drawn."""
        while self._read(QUIET):
            pass

    def key(self, keys: str) -> float:
        """Return the seconds from sending ``keys`` to the first thing that is drawn."""
        start = time.perf_counter()
        os.write(self.terminal, keys.encode())
        self._read(2.0)
        taken = time.perf_counter() - start
        self.settle()
        return taken

    def wakings(self, seconds: float) -> float | None:
        """Return how often a second the program wakes while nobody types; None where that is not told."""
        before = self._switches()
        if before is None:
            return None
        time.sleep(seconds)
        after = self._switches()
        return None if after is None else (after - before) / seconds

    def _switches(self) -> int | None:
        found = 0
        try:
            for status in Path(f"/proc/{self.process}/task").glob("*/status"):
                line = next(line for line in status.read_text().splitlines() if line.startswith("voluntary"))
                found += int(line.split()[-1])
        except OSError:
            return None
        return found or None

    def leave(self, keys: str) -> float:
        """Return the seconds from sending ``keys`` to the end of the program."""
        start = time.perf_counter()
        os.write(self.terminal, keys.encode())
        while os.waitpid(self.process, os.WNOHANG) == (0, 0):
            self._read(0.001)
            if time.perf_counter() - start > 10:
                os.kill(self.process, signal.SIGKILL)
        taken = time.perf_counter() - start
        os.close(self.terminal)
        return taken


def milliseconds(values: list[float]) -> str:
    """Return the median and the quartiles of seconds."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{1000 * middle:.1f} ({1000 * low:.1f}–{1000 * high:.1f})"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("word")
    arguments = parser.parse_args()
    reader = [sys.executable, "-m", "reader", arguments.file]
    hello = [sys.executable, "-c", HELLO]
    starts: list[tuple[float, float]] = []
    quits: list[tuple[float, float]] = []
    for _ in range(ROUNDS + 1):
        bare = Session(hello, "hello world")
        ours = Session(reader, arguments.word)
        starts.append((bare.ready, ours.ready))
        quits.append((bare.leave("q"), ours.leave("q")))
    starts, quits = starts[1:], quits[1:]  # the first round warms the disk's cache
    session = Session(reader, arguments.word)
    idle = session.wakings(3.0)
    keys = {
        "line down": [session.key("j") for _ in range(KEYS)],
        "page down, up": [session.key(key) for _ in range(KEYS // 4) for key in (" ", "b")],
        "next, previous article": [session.key(key) for _ in range(KEYS // 4) for key in "JK"],
    }
    escapes = []
    for _ in range(KEYS // 2):
        session.key("/")
        escapes.append(session.key("\x1b"))
    keys["Escape"] = escapes
    session.key("/")
    keys["letter in the search"] = [session.key(letter) for letter in "abcdefgh"]
    session.leave("\x03")
    print("| | reader, ms: median (quartiles) | bare app, ms | ratio, median of the rounds |\n|---|---|---|---|")
    for name, pairs in (("article on the screen", starts), ("quit", quits)):
        bare_times, our_times = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        ratio = statistics.median(ours / bare for bare, ours in pairs)
        print(f"| {name} | {milliseconds(our_times)} | {milliseconds(bare_times)} | {ratio:.2f} |")
    for name, times in keys.items():
        print(f"| {name} | {milliseconds(times)} | | |")
    if idle is not None:
        print(f"| wakings a second, idle | {idle:.1f} | | |")


if __name__ == "__main__":
    main()
