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
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

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

    _stop: int | None = None  # the end of a pipe: a byte written there ends the thread that reads keys

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until ``disable_input`` or the terminal's end."""
        stopped, self._stop = os.pipe()
        parser = XTermParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        try:
            while True:
                ready, _, _ = select.select([self.fileno, stopped], [], [], _patience(parser))
                if stopped in ready:
                    break
                if self.fileno in ready and not self._read(parser, decoder.decode):
                    break
                self._hand_on(parser.tick())
        finally:
            stop, self._stop = self._stop, None
            os.close(stopped)
            os.close(stop)

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
        if self._stop is not None:
            with suppress(OSError):
                os.write(self._stop, b"x")
        super().disable_input()

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
