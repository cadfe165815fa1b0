"""A real pseudo-terminal with a program in it: keys go in, bytes come out, pyte makes a screen of them.

Waits are bounded and end as soon as what is waited for is there.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from contextlib import nullcontext
from typing import TYPE_CHECKING
from unittest.mock import patch

import pyte

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

PATIENCE = 20.0  # seconds after which a wait has failed
_MODES = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
MOUSE = (1000, 1002, 1003, 1006, 1015, 1016)
ALTERNATE_SCREEN, CURSOR, FOCUS, PASTE, WRAP, RESIZE = 1049, 25, 1004, 2004, 7, 2048


class PseudoTerminal:
    """A program in a terminal of its own."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        size: tuple[int, int] = (100, 30),
        piped: bytes | None = None,
        ambiguous: int = 0,
    ) -> None:
        """Start Python with ``arguments``. With ``ambiguous`` the terminal gives “ ” … — so many cells, and says so."""
        columns, rows = size
        self.raw = b""
        # pyte knows neither the questions nor the modes of newer terminals; they draw nothing.
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._ambiguous = ambiguous
        self._master, self._slave = os.openpty()
        if ambiguous:
            self.screen.write_process_input = self.send  # the answer to where the cursor is
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self._slave)
        base = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_US.UTF-8"}
        if path := os.environ.get("PYTHONPATH"):
            base["PYTHONPATH"] = path
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=self._slave if piped is None else subprocess.PIPE,
            stdout=self._slave,
            stderr=self._slave,
            env={**base, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),
        )
        if piped is not None:
            assert self.process.stdin is not None
            self.process.stdin.write(piped)
            self.process.stdin.close()

    def close(self) -> None:
        """End the program if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._slave)
        os.close(self._master)

    # -- what is seen ------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen, without the second cells of wide characters."""
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
            for y in range(self.screen.lines)
        )

    def mode(self, number: int) -> bool | None:
        """Return whether a private mode was switched on or off last; None when nobody touched it."""
        state = None
        for match in _MODES.finditer(self.raw):
            if str(number).encode() in match[1].split(b";"):
                state = match[2] == b"h"
        return state

    def assert_restored(self) -> None:
        """Assert that the terminal is as it was before the program ran."""
        self.read(0)
        assert termios.tcgetattr(self._slave) == self.before
        assert self.mode(ALTERNATE_SCREEN) is False
        assert self.mode(CURSOR) is True
        for number in (*MOUSE, FOCUS, PASTE, RESIZE):
            assert not self.mode(number), f"mode {number} was left on"
        assert self.mode(WRAP) is not False

    # -- what is done ------------------------------------------------------------------------------------------

    def send(self, keys: str | bytes) -> None:
        """Type ``keys``, all at once."""
        os.write(self._master, keys if isinstance(keys, bytes) else keys.encode())

    def read(self, seconds: float) -> None:
        """Take in what the program has written; wait for it up to so many seconds."""
        while select.select([self._master], [], [], seconds)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            self.raw += data
            with self._widths():
                self._stream.feed(re.sub(rb"\x1b\[[?=><][\d;]*\$?[a-gi-z]|\x1b\[\?\d+\$p", b"", data))
            seconds = 0

    def _widths(self) -> AbstractContextManager[object]:
        """Let pyte count as this terminal does."""
        if self._ambiguous != 2:
            return nullcontext()
        real = pyte.screens.wcwidth
        return patch.object(
            pyte.screens, "wcwidth", lambda char: 2 if unicodedata.east_asian_width(char) == "A" else real(char)
        )

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"what was waited for did not come; the screen was\n{self.text}"
            self.read(0.02)

    def until_shown(self, *words: str) -> None:
        """Wait until all ``words`` stand on the screen."""
        self.until(lambda: all(word in self.text for word in words))

    def until_gone(self, word: str) -> None:
        """Wait until ``word`` stands on the screen no more, and the screen has come to rest."""
        self.until(lambda: word not in self.text and not select.select([self._master], [], [], 0.03)[0])

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """Close the terminal's window while the program runs."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDONLY)

    def stopped(self) -> bool:
        """Wait until the program was stopped by a signal; False when it ended instead.

        What it writes meanwhile is taken in: a terminal that nobody reads fills up, and the program waits for it.
        """
        status = 0

        def changed() -> bool:
            nonlocal status
            process, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            return process != 0

        self.until(changed)
        return os.WIFSTOPPED(status)

    def wipe(self) -> None:
        """Clear the screen as a shell that was used in between leaves it."""
        self.read(0)
        self.screen.reset()

    def exit_code(self) -> int:
        """Wait until the program has ended and return its exit code."""
        self.until(lambda: self.process.poll() is not None)
        self.read(0)
        return self.process.returncode
