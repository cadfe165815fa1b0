"""The terminal on Linux and macOS: Textual's driver, which here waits for input instead of asking ten times a second.

What differs: Escape is told from the beginning of a sequence after ``ESCAPE_DELAY``, not at the next of those rounds;
leaving needs no round to pass; nothing wakes while nobody types; a terminal that is gone ends the program; pixel
coordinates of the mouse are switched off again.
"""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from functools import partial
from threading import get_ident
from typing import TYPE_CHECKING

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

    Decode = Callable[[bytes], str]

READ_SIZE = 65536  # bytes: a paste of a page comes at once
HUNG_UP = 128 + signal.SIGHUP


class TerminalDriver(LinuxDriver):
    """Reads keys as they come and goes when told to."""

    _pipe: tuple[int, int] | None = None  # a byte written to its second end ends the thread that reads keys
    _picture: list[str] | None = None  # what is written of a picture that is not complete
    _drawing = 0  # the thread that draws it

    def start_application_mode(self) -> None:
        """Take the terminal and begin to read keys."""
        if self._pipe is None:  # made before the thread is: it may be told to end before it has begun
            self._pipe = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no annotations

    def write(self, data: str) -> None:
        """Send ``data`` to the terminal, on another thread; a picture as a whole.

        In three pieces it would have that thread woken three times, which twice has nothing to do but to get in the
        way of who draws.
        """
        if data == SYNC_START:
            self._picture, self._drawing = [], get_ident()
        if self._picture is not None and self._drawing == get_ident():  # who reads keys writes a word between, too
            self._picture.append(data)
            if data != SYNC_END:
                return
            data, self._picture = "".join(self._picture), None
        super().write(data)

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until ``disable_input`` or the terminal's end."""
        if self._pipe is None:
            return
        stopped = self._pipe[0]
        parser = XTermParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        if before := getattr(self._app, "typed_before", b""):
            self._app.typed_before = b""  # type: ignore[attr-defined]  # the app is ours; tests have others
            self._hand_on(parser.feed(decoder.decode(before)))
        while True:
            ready, _, _ = select.select([self.fileno, stopped], [], [], _patience(parser))
            if stopped in ready:
                break
            if self.fileno in ready and not self._read(parser, decoder.decode):
                break
            self._hand_on(parser.tick())

    def _read(self, parser: XTermParser, decode: Decode) -> bool:
        """Hand on what can be read at once; return whether the terminal is still there."""
        try:
            data = os.read(self.fileno, READ_SIZE)
        except OSError:
            data = b""
        if not data:
            self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=HUNG_UP))
            return False
        if text := decode(data):
            self._hand_on(parser.feed(text))
        return True

    def _hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def disable_input(self) -> None:
        """Stop reading keys, at once."""
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            os.write(pipe[1], b"x")
        super().disable_input()  # which waits for the thread
        for end in pipe or ():
            os.close(end)

    def _disable_mouse_support(self) -> None:
        """Ask for no more reports of the mouse, in cells or in pixels."""
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self._mouse_pixels = False


def _patience(parser: XTermParser) -> float | None:
    """Return how many seconds to wait for input: without end, unless what came last may be a key or go on."""
    until = parser._timeout_time  # private, but the parser says nowhere else that it waits for the rest of a sequence
    return None if until is None else max(0.0, until - get_time())
