"""How wide this terminal draws ambiguous characters: asked before the screen is taken, and the screen fitted to it."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn, Self

from reader.typeset.ambiguous import set_ambiguous

if TYPE_CHECKING:
    from types import FrameType

TIMEOUT = 0.2  # seconds in which a terminal answers, or is taken for one that does not
QUESTION = "\r“\x1b[6n".encode()  # a quotation mark at the beginning of a line, and where the cursor is behind it
_CLEAR = b"\r\x1b[K"
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_SIGNALS = (signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ()


class Probe:
    """The question to the terminal and its answer.

    The question goes out when the ``with`` block is entered, the answer is taken when it is left: what is loaded
    inside is not waited for. An answer that comes later than ``TIMEOUT`` is an answer nobody asked for; the screen's
    parser drops it.
    """

    def __init__(self, keyboard: int, terminal: int) -> None:
        """Ask on the file descriptor ``terminal``; the answer comes on ``keyboard``. Both must be a terminal."""
        self.cells = 1  # what is told: of an ambiguous character
        self.typed = b""  # by the reader meanwhile
        self._keyboard, self._terminal = keyboard, terminal

    def __enter__(self) -> Self:
        import termios

        self._before = termios.tcgetattr(self._keyboard)
        self._handlers = [(number, signal.signal(number, _leave)) for number in _SIGNALS]
        quiet = termios.tcgetattr(self._keyboard)
        quiet[3] &= ~(termios.ICANON | termios.ECHO)  # the answer ends no line, and is not to be seen
        termios.tcsetattr(self._keyboard, termios.TCSANOW, quiet)
        self._until = time.monotonic() + TIMEOUT
        os.write(self._terminal, QUESTION)
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        import termios

        try:
            if failed is None:
                self._listen()
            os.write(self._terminal, _CLEAR)
        finally:
            termios.tcsetattr(self._keyboard, termios.TCSANOW, self._before)
            for number, handler in self._handlers:
                signal.signal(number, handler)

    def _listen(self) -> None:
        """Take the answer from what comes, and keep the rest."""
        while (found := _ANSWER.search(self.typed)) is None:
            left = self._until - time.monotonic()
            if not select.select([self._keyboard], [], [], max(0.0, left))[0]:
                return
            data = os.read(self._keyboard, 4096)
            if not data:
                return
            self.typed += data
        self.cells = 2 if int(found[1]) == 3 else 1
        self.typed = self.typed[: found.start()] + self.typed[found.end() :]


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


class _Told:
    """What the reader has said, or what is taken for granted where nobody can be asked."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        self.typed = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was changed."""


def ask_width(wanted: str) -> Probe | _Told:
    """Return what tells the cells of ambiguous characters: ``wanted``, or for ``auto`` the terminal, where one is."""
    if wanted in {"1", "2"}:
        return _Told(int(wanted))
    if os.name != "posix":
        return _Told(1)
    ends = (sys.__stdin__, sys.__stderr__)  # the two that Textual reads from and draws on
    try:
        numbers = [end.fileno() for end in ends if end is not None and end.isatty()]
    except (OSError, ValueError):
        numbers = []
    return Probe(*numbers) if len(numbers) == len(ends) else _Told(1)


def draw_for(cells: int) -> None:
    """Draw for a terminal in which ambiguous characters take one cell, or two."""
    from textual.scrollbar import ScrollBar, ScrollBarRender

    class BlankEnds(ScrollBarRender):
        """A scroll bar whose ends are whole cells: eighths of one are ambiguous characters."""

        VERTICAL_BARS = HORIZONTAL_BARS = [" "] * 8

    set_ambiguous(cells)
    ScrollBar.renderer = BlankEnds if cells == 2 else ScrollBarRender
