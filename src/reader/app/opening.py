"""The first look into the library, begun on a thread of its own while Textual is still being loaded."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.library import Library, Progress


PATIENCE = 0.02  # seconds between two looks at whether the reports are still wanted


class Opening:
    """A scan whose reports wait for the screen that will show them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._reports: SimpleQueue[Progress | Exception | None] = SimpleQueue()
        self._cancelled: Callable[[], bool] = lambda: False
        self._begun = False
        self._awaited = Event()
        self._taken = Event()

    def begin(self) -> None:
        """Start to read. What is read ends with the program: the thread holds up nobody.

        A large file waits until the reports are asked for, and where all is known from before, the look at what has
        changed until that has been taken: either would only make the screen come later.
        """
        self._begun = True
        Thread(target=self._read, name="opening", daemon=True).start()

    def reports(self, cancelled: Callable[[], bool], only: frozenset[str] | None = None) -> Iterator[Progress]:
        """Yield the reports of the scan that was begun, as they come. Raises what the scan raised.

        Where none was begun, this is the scan, of ``only`` some paths where that is enough.
        """
        if not self._begun:
            yield from self._library.scan(cancelled, only=only)
            return
        self._begun = False
        self._cancelled = cancelled
        self._awaited.set()
        try:
            while (found := self._next(cancelled)) is not None:
                if isinstance(found, Exception):
                    raise found
                yield found
                self._taken.set()
        finally:
            self._taken.set()  # whoever is not wanted any more must not keep the next scan waiting

    def _next(self, cancelled: Callable[[], bool]) -> Progress | Exception | None:
        """Return the next report; None at the end, and soon after ``cancelled``: a large file is not waited for."""
        while not cancelled():
            with suppress(Empty):
                return self._reports.get(timeout=PATIENCE)
        return None

    def _read(self) -> None:
        try:
            for progress in self._library.scan(lambda: self._cancelled(), self._awaited.wait):
                self._reports.put(progress)
                if progress.known:
                    self._taken.wait()
        except Exception as error:
            self._reports.put(error)
        self._reports.put(None)
