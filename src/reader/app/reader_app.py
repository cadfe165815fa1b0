"""The Textual app: themes, language, and the one screen it opens. What happens on the screen is the screen's."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segments
from rich.text import Text
from textual import constants, events
from textual.app import App
from textual.filter import ANSIToTruecolor, Monochrome, NoColor

from reader.app.kept_places import KeptPlaces
from reader.app.kept_searches import KeptSearches
from reader.app.keys_in_turn import KeysInTurn
from reader.app.opening import Opening
from reader.app.screens.reading import ReadingScreen
from reader.app.themes import NAMES, THEMES, choose_theme
from reader.formats.clean import clean_label
from reader.typeset.ambiguous import are_wide

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from reader.language import Language
    from reader.library.library import Library
    from reader.settings import Settings

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def _driver_class() -> type[Driver] | None:
    """Return the driver of our own where the terminal is one of POSIX; None leaves the choice to Textual."""
    if os.name != "posix" or constants.DRIVER is not None:
        return None
    from reader.app.terminal_driver import TerminalDriver

    return TerminalDriver


# Values made between two looks for unused ones, and looks that are wider: drawn lines, dropped, hold on to themselves.
GARBAGE = (10_000, 3, 5)


class ReaderApp(App[None]):
    """Reads one library."""

    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette is ours: it lists the actions, in the reader's language
    ALLOW_SELECT = False
    BINDINGS: ClassVar = []

    def __init__(
        self,
        library: Library,
        settings: Settings,
        language: Language,
        opening: Opening | None = None,
        places: KeptPlaces | None = None,
        searches: KeptSearches | None = None,
    ) -> None:
        super().__init__(driver_class=_driver_class())
        self.library = library
        self.settings = settings
        self.language = language
        self.chosen: dict[str, str | int | bool] = {}  # settings changed with a key, to be remembered
        self.places = places or KeptPlaces()
        self.searches = searches or KeptSearches()
        self.typed_before = b""  # while the terminal was asked something
        self.set_class(are_wide(), "-ascii")  # borders of whole cells
        self.opening = opening or Opening(library)
        self.keys = KeysInTurn(self)
        # NO_COLOR asks for none at all; Textual would send shades of grey.
        # All our colours are given in full: of those of the terminal, which Textual would look for, there are none.
        wanted = [each for each in self._filters if not isinstance(each, ANSIToTruecolor)]
        self._filters = [NoColor() if isinstance(each, Monochrome) else each for each in wanted]
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = choose_theme(settings.theme)
        self.title = language.text("app.title")

    def get_default_screen(self) -> ReadingScreen:
        """Open the reading screen."""
        return ReadingScreen(self.library, self.settings, self.language, self.opening, self.places, self.searches)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, and note where the reader was."""
        for screen in self.screen_stack[:1]:
            if isinstance(screen, ReadingScreen):
                screen.keep_place()
        super().exit(result, return_code, message)

    def on_mount(self) -> None:
        """Leave in good order when the system asks, with the exit code shells expect."""
        import asyncio

        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                leave = partial(self.exit, return_code=128 + number)
                try:
                    loop.add_signal_handler(number, leave)
                except (NotImplementedError, RuntimeError, ValueError):  # not on Windows, not on another thread
                    break
        self.app_resume_signal.subscribe(self, self._paint_anew)
        self.call_after_refresh(self._settle)

    def _paint_anew(self, _: object) -> None:
        """Draw everything: something else was on the terminal since."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def _settle(self) -> None:
        """Collect garbage again, now that the first screen stands; what was made so far will stay."""
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        gc.enable()

    async def on_event(self, event: events.Event) -> None:
        """Hand on what is typed one key at a time, everything else as it comes."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self.keys.may_go(event):
            target = self.focused or self.screen
            await super().on_event(event)
            self.keys.follow(event, target)

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the theme's colours to what stands; before there is anything they need only be known."""
        if self._screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a failure of our own with a sentence that can be reported, not with a traceback."""
        super()._handle_exception(error)
        first = self._exception or error  # what fails after it fails because of it
        frames = traceback.extract_tb(first.__traceback__)
        place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
        reason = clean_label(f"{type(first).__name__}: {first}")
        sentence = self.language.text("error.crash", reason=reason, place=place)
        self._exit_renderables[:] = [Segments(self.console.render(Text(f"reader: {sentence}")))]

    def next_theme(self) -> str:
        """Switch to the next look and return its name."""
        at = NAMES.index(self.theme) if self.theme in NAMES else -1
        self.theme = self.chosen["theme"] = NAMES[(at + 1) % len(NAMES)]
        return self.theme
