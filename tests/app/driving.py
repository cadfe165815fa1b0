"""Drives the app in tests: opens it without a terminal, presses keys, waits until all is quiet, reads the screen.

Keys go to the app as a keyboard sends them, without a pause between two; ``press`` then waits until every message is
handled, no worker runs and the article is set to its end. Nothing here waits for a time to pass.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
import traceback
from contextlib import asynccontextmanager
from itertools import count
from threading import get_ident
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.widgets import Input

from reader.app.reader_app import ReaderApp
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.note import Note
from reader.display.choice import wanted_by
from reader.language import Language
from reader.library.library import Library
from reader.settings import Settings
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.widget import Widget

    from reader.app.kept_places import KeptPlaces
    from reader.app.kept_searches import KeptSearches
    from reader.app.widgets.article_view import ArticleView

PATIENCE = 20.0  # seconds after which a wait has failed; no test is meant to come near it
COLLECT_EVERY = 40  # apps
TURN = 0.0005  # seconds that other threads are given before it is looked again
CALM_ROUNDS = 3  # rounds without anything to do that count as quiet

_OPENED = count(1)


class Reading:
    """An open app, as a person sees and uses it."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    # -- parts -------------------------------------------------------------------------------------------------

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, also while a dialog lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        return screen

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.screen.view

    @property
    def headline(self) -> str:
        """The headline of the article that is shown."""
        assert self.screen.shown is not None
        return self.screen.shown.article.headline

    @property
    def focus(self) -> str:
        """The id of the widget that has the keyboard."""
        focused = self.app.screen.focused
        return (focused.id or type(focused).__name__) if focused else ""

    @property
    def dialog(self) -> str:
        """The class name of the dialog that lies over the reading screen, or nothing."""
        return type(self.app.screen).__name__ if len(self.app.screen_stack) > 1 else ""

    @property
    def status(self) -> str:
        """What the bottom bar says before its hints."""
        return self.screen.query_one("#bottom").text

    @property
    def found(self) -> str:
        """What the search panel says under its box."""
        panels = self.screen.query("#found")
        return panels.first(Note).text if panels else ""

    @property
    def box(self) -> Input:
        """The box one can type in, in the search panel or in a dialog."""
        return self.app.screen.query_one(Input)

    # -- what is seen ------------------------------------------------------------------------------------------

    def lines(self, widget: Widget | None = None) -> list[str]:
        """Return what stands on the screen, or in the part of it that ``widget`` covers, line by line."""
        region = widget.region if widget else Region(0, 0, *self.app.size)
        if widget is not None and widget.show_vertical_scrollbar:
            region = Region(region.x, region.y, region.width - widget.scrollbar_size_vertical, region.height)
        from textual._context import visible_screen_stack

        token = visible_screen_stack.set(self.app._background_screens)
        try:
            strips = self.app.screen._compositor.render_strips()
        finally:
            visible_screen_stack.reset(token)
        return [strip.crop(region.x, region.right).text for strip in strips[region.y : region.bottom]]

    def text(self, widget: Widget | None = None) -> str:
        """Return what stands on the screen as one string, without the space at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines(widget)).rstrip("\n") + "\n"

    def backgrounds(self, word: str, widget: Widget) -> list[object]:
        """Return the background colours in which ``word`` stands in ``widget``."""
        strips = self.app.screen._compositor.render_strips()[widget.region.y : widget.region.bottom]
        segments = [each for strip in strips for each in strip.crop(widget.region.x, widget.region.right)]
        return [each.style.bgcolor for each in segments if word in each.text and each.style]

    # -- what is done ------------------------------------------------------------------------------------------

    def send(self, *keys: str) -> None:
        """Send keys as fast as they come."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all is quiet."""
        self.send(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type ``text`` as someone does who looks at what each letter brings."""
        for char in text:
            await self.press(char)

    async def paste(self, text: str) -> None:
        """Paste ``text`` and wait until all is quiet."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def click(self, widget: Widget, x: int, y: int) -> None:
        """Click into ``widget``."""
        await self.pilot.click(widget, offset=(x, y))
        await self.settle()

    async def resize(self, columns: int, rows: int = 30) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no message, no worker and no typesetting is left to be done."""
        calm, end = 0, time.monotonic() + PATIENCE
        while calm < CALM_ROUNDS and self.app.is_running:
            await self.pilot.pause(0)
            calm = calm + 1 if self._is_quiet() else 0
            if not calm:
                # Never at rest itself, this loop would take the interpreter back before another thread has it: see
                # https://bugs.python.org/issue7946. What works there would get on by luck alone.
                await asyncio.sleep(TURN)
            assert time.monotonic() < end, f"the app did not come to rest:\n{self._at_work()}"

    def _at_work(self) -> str:
        """Return what is not done yet, and where each thread is: what hangs cannot be made to hang again at will."""
        frames = sys._current_frames().items()
        threads = ["".join(traceback.format_stack(frame)) for thread, frame in frames if thread != get_ident()]
        return "\n".join([*(repr(each) for each in self.app.workers if not each.is_finished), *threads])

    def _is_quiet(self) -> bool:
        if not self.app.is_running or not self.app.screen_stack:
            return True
        pumps = [self.app, *(each for screen in self.app.screen_stack for each in screen.walk_children(with_self=True))]
        busy = any(pump.message_queue_size for pump in pumps) or any(not each.is_finished for each in self.app.workers)
        return not busy and not self.view._working and not self.screen.held_picture.held

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds, while messages go on being handled."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "what was waited for did not come"
            await asyncio.sleep(0.001)


@asynccontextmanager
async def reading(
    *paths: Path | str,
    size: tuple[int, int] = (100, 30),
    language: str = "en",
    library: Library | None = None,
    places: KeptPlaces | None = None,
    searches: KeptSearches | None = None,
    settle: bool = True,
    **settings: object,
) -> AsyncIterator[Reading]:
    """Open the app on ``paths`` (or on a ``library``), wait until all is quiet, and leave it at the end."""
    chosen = replace(Settings(language=language, theme="night", watch=False), **settings)
    app = ReaderApp(
        library or Library([str(path) for path in paths], wanted=wanted_by(chosen)),
        chosen,
        Language(language),
        places=places,
        searches=searches,
    )
    try:
        async with app.run_test(size=size) as pilot:
            opened = Reading(app, pilot)
            if settle:
                await opened.settle()
            yield opened
    finally:
        # What the app set aside for its own life is garbage now; looking for it each time would double the tests' time.
        if next(_OPENED) % COLLECT_EVERY == 0:
            gc.unfreeze()
            gc.collect()
