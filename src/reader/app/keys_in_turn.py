"""Hands what is typed to the screen one key at a time.

Textual sends a key to whatever has the keyboard when the key arrives. What is typed fast, or comes late and all at
once over a slow line, would so go to the article although the first key of it opened the search box: ``/quiet`` would
quit. Here each key waits until the one before it is done with, and what it opened has the keyboard.
"""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from reader.actions import ACTIONS
from reader.app.later import call_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import App
    from textual.events import Key, Paste
    from textual.message_pump import MessagePump
    from textual.widget import Widget

# Scrolling leaves the keyboard where it is, as letters in a box do: what comes after need not wait, however fast.
_STILL = frozenset(key for action in ACTIONS if action.group == "read" for key in action.keys)
LOOK_AGAIN = 0.005  # seconds, while keys wait for what they belong to
PATIENCE = 1.0  # seconds after which a key that was lost with a closing dialog holds up no other


class KeysInTurn:
    """The keys that wait for their turn."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._waiting: deque[Key | Paste] = deque()
        self._called: Key | Paste | None = None
        self._busy_since: float | None = None
        self._until: Callable[[], bool] | None = None

    def hold(self, until: Callable[[], bool]) -> None:
        """Let the keys after the one being handled wait until ``until`` is true: they belong to what comes then."""
        self._until = until

    def may_go(self, event: Key | Paste) -> bool:
        """Return whether it is the turn of ``event``; if not, it is kept and posted again later."""
        if event is self._called:
            self._called = None
            return True
        if self._busy_since is None:
            return True
        self._waiting.append(event)
        if time.monotonic() - self._busy_since > PATIENCE:
            self._next()
        return False

    def follow(self, event: Key | Paste, target: Widget) -> None:
        """Call the next key when ``event``, just handed to ``target``, is done with."""
        key = getattr(event, "key", "")  # what is pasted has none
        if key in _STILL or (key and target.check_consume_key(key, getattr(event, "character", None))):
            self._next()
            return
        self._busy_since = time.monotonic()
        self._pass_on(self._way(target))

    def _way(self, target: Widget) -> Iterator[MessagePump]:
        """Yield the way of a key from ``target`` up to the app, then where what it did takes effect.

        The way is gone twice: on the second lap comes what the first set off, such as a box saying that Enter was
        pressed in it.
        """
        for _ in range(2):
            yield from target.ancestors_with_self
            yield self._app  # a pane that was asked to take the keyboard takes it here
            yield self._app.screen  # and a dialog that was opened there
            yield self._app

    def _pass_on(self, way: Iterator[MessagePump]) -> None:
        for pump in way:
            if pump.call_later(self._pass_on, way):
                return
        self._next()

    def _next(self) -> None:
        if self._until is not None:
            if not self._until() and self._busy_since and time.monotonic() - self._busy_since < PATIENCE:
                call_in(LOOK_AGAIN, self._app, self._next)
                return
            self._until = None
        if not self._waiting:
            self._busy_since = None
            return
        self._busy_since = time.monotonic()
        self._called = self._waiting.popleft()
        self._app.post_message(self._called)
