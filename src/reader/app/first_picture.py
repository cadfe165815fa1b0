"""The first picture: kept back until there is something to read on it, for no longer than a blink."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Event
from typing import TYPE_CHECKING

from reader.app.later import call_in

if TYPE_CHECKING:
    from reader.app.screens.reading import ReadingScreen

HOLD = 0.15  # seconds that the first picture waits for the first article


class FirstPicture:
    """Holds back what a screen would draw. An empty page drawn first would cost as much as the page itself."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._updates = ExitStack()
        self.held = True
        self.drawn = Event()  # for other threads

    def hold(self) -> None:
        """Draw nothing until ``draw`` is called, or for ``HOLD`` seconds."""
        self._updates.enter_context(self._screen.app.batch_update())
        call_in(HOLD, self._screen, self.draw)

    def draw(self) -> None:
        """Draw what there is to read, or that it is waited for; only the first call does anything."""
        if not self.held:
            return
        screen = self._screen
        if screen.view.is_empty:
            screen.view.show_notice(screen.language.text("empty.wait"))
        self._updates.close()
        self.held = False
        screen.call_after_refresh(self.drawn.set)
        screen.update_bars()
        screen._refresh_layout()  # now, not with the next frame
        # The clock of pictures begins to run with the first that is asked of it, and that one waits: no key shall.
        screen.call_after_refresh(screen._update_timer.resume)
