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

    def arrived(self, part: str) -> None:
        """Note that ``part`` is there; with the last one everything is drawn."""
        if part in self._awaited:
            self._awaited.discard(part)
            if not self._awaited:
                self._draw()

    def _give_up(self, number: int) -> None:
        if self._awaited and number == self._number:
            self._awaited.clear()
            self._draw()

    def _draw(self) -> None:
        self._updates.close()
        self._screen.refresh(repaint=False, layout=True)  # what was laid out meanwhile was not drawn
