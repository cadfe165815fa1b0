"""Follows the folders while the screen is open: what changes in them is read by itself, the place one reads is kept."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from reader.app.messages import FoldersChanged

if TYPE_CHECKING:
    from reader.app.screens.reading import ReadingScreen
    from reader.library.watching import Changed, Watch

NOTHING: frozenset[str] = frozenset()


class Watching:
    """The watch over the folders of one reading screen. Begun once, when they have been read."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._watch: Watch | None = None
        self._waiting: Changed = NOTHING  # what has changed while the folders were read
        self.reads = False  # whether what is being read now was not asked for by a key

    def begin(self) -> None:
        """Watch from now on, on a thread of its own that holds up nobody."""
        if self._watch is None and self._screen.settings.watch:
            from reader.library.watching import Watch  # once the first article stands

            self._watch = Watch(self._screen.library.paths, self._screen.library.since)
            Thread(target=self._work, args=(self._watch,), name="watch", daemon=True).start()

    def _work(self, watch: Watch) -> None:
        for changed in watch.changes():
            self._screen.post_message(FoldersChanged(changed))

    def end(self) -> None:
        """Stop watching."""
        if self._watch is not None:
            self._watch.stop()

    def changed(self, changed: Changed) -> None:
        """Read what has changed; when the folders are just being read, after that."""
        waiting = None if changed is None or self._waiting is None else self._waiting | changed
        if self._screen.scanning.state is not None:
            self._waiting = waiting
            return
        self._waiting = NOTHING
        self.reads = True
        self._screen.scanning.begin(waiting)
        if waiting is None:  # what has changed at some paths is read before it could be told that it is being read
            self._screen.update_bars()

    def finished(self) -> None:
        """Note that the folders have been read."""
        self.reads = False
        self.begin()
        if self._waiting is None or self._waiting:
            self.changed(NOTHING)
