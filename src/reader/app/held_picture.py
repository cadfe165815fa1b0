"""One picture instead of three: what belongs together is drawn once all of it is there."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from reader.app.later import call_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

LONGEST = 0.016  # seconds that a picture is held back: no longer than the eye takes for one


class HeldPicture:
    """Holds back what a screen would draw until some parts have arrived, or for ``LONGEST`` seconds."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._updates = ExitStack()
        self._awaited: set[str] = set()
        self._number = 0  # of the picture that is held back
        self._undrawn = False  # whether something was laid out meanwhile, and not drawn

    @property
    def held(self) -> bool:
        """Whether a picture is held back now."""
        return bool(self._awaited)

    def hold(self, parts: Iterable[str]) -> None:
        """Draw nothing until each of ``parts`` has arrived."""
        if not self._awaited:
            self._updates.enter_context(self._screen.app.batch_update())
        self._awaited = set(parts)
        self._number += 1
        call_in(LONGEST, self._screen, partial(self._give_up, self._number))

    def hold_also(self, part: str) -> None:
        """Draw nothing until ``part`` has arrived, and whatever else is waited for already."""
        if part not in self._awaited:
            self.hold({*self._awaited, part})

    def leave_undrawn(self) -> None:
        """Note that the screen was laid out, and will be drawn later."""
        self._undrawn = True

    def arrived(self, part: str) -> None:
        """Note that ``part`` is there; with the last one everything is drawn."""
        was_awaited = part in self._awaited
        self._awaited.discard(part)
        if not self._awaited:
            self._draw(was_held=was_awaited)

    def _give_up(self, number: int) -> None:
        if self._awaited and number == self._number:
            self._awaited.clear()
            self._draw(was_held=True)

    def _draw(self, *, was_held: bool) -> None:
        if was_held:
            self._updates.close()
        if self._undrawn:
            self._undrawn = False
            self._screen.refresh(repaint=False, layout=True)
        # Now, which Textual would do with its next frame: up to 33 ms after the last one.
        self._screen.call_later(self._screen._on_timer_update)
