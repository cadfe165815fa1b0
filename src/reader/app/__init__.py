"""The reading screen: the only place that knows Textual."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.language import Language
    from reader.settings import Settings

    Remember = Callable[[Mapping[str, str | int | bool]], None]


def run_app(paths: Sequence[str], settings: Settings, language: Language, remember: Remember) -> int:
    """Open the reading screen on ``paths`` and return the exit code when it is left.

    What the reader chose there with a key goes to ``remember``, by the name of the setting.
    """
    # Collecting garbage while the first screen is built costs a tenth of the start; the app switches it on again.
    gc.disable()
    # Kitty's keyboard protocol keeps Chinese input methods from working in some terminals.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # Milliseconds after which an Escape alone is the key: a terminal sends a sequence in one go.
    os.environ.setdefault("ESCDELAY", "10")
    # A second picture right after the first, as when another article comes, waits for the next of so many a second.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # A size that a shell exported stays when the window is given another one: the terminal itself is asked.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    if not settings.animation:
        os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    # While a folder is read on another thread, a key must not wait for it longer than this (seconds).
    sys.setswitchinterval(0.0005)
    if "-" in paths or not sys.stdin.isatty():
        take_keyboard("-" in paths)

    from reader.app.ambiguous import ask_width, draw_for
    from reader.app.left_out import left_out
    from reader.app.opening import Opening
    from reader.commands.paths import library_of

    library = library_of(paths, settings)
    opening = Opening(library)
    opening.begin()
    with ask_width(settings.ambiguous) as told, left_out():
        from reader.app.reader_app import ReaderApp  # a fifth of a second, in which the first article is read
    draw_for(told.cells)
    from reader.app.kept_places import KeptPlaces
    from reader.app.kept_searches import KeptSearches
    from reader.places import kept_places_file, kept_searches_file

    places = KeptPlaces(kept_places_file())
    app = ReaderApp(library, settings, language, opening, places, KeptSearches(kept_searches_file()))
    app.typed_before = told.typed
    app.run()
    _let_go()
    places.save()
    if app.chosen:
        remember(app.chosen)
    return app.return_code or 0


def _let_go() -> None:
    """Let nothing more be written to a terminal that is gone: Python would end with a code of its own over it."""
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def take_keyboard(reads_standard_input: bool) -> None:
    """Make the terminal standard input again, after what was piped in has been read.

    Raises UsageError when there is no terminal to read keys from.
    """
    from reader.errors import UsageError
    from reader.formats.files import STANDARD_INPUT, read_bytes

    if reads_standard_input:
        read_bytes(STANDARD_INPUT)  # kept; what is wrong with it raises here, before the screen is taken
    try:
        descriptor = os.open("/dev/tty" if os.name == "posix" else "CONIN$", os.O_RDWR)
    except OSError as error:
        raise UsageError("error.terminal") from error
    os.dup2(descriptor, 0)
    os.close(descriptor)
