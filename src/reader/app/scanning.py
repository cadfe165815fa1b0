"""The reading of a screen's folders: when it is done, how far it has come, and what of it is opened unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app import reading_work
from reader.formats.clean import clean_label

if TYPE_CHECKING:
    from reader.app.messages import ScanReported
    from reader.app.screens.reading import Place, ReadingScreen
    from reader.library.contents import Entry
    from reader.library.library import Progress

SMALL_FOLDER = 200  # files: read in a moment, it is opened at its front page, whichever file was read first


class Scanning:
    """The scans of one reading screen, one at a time, and what their reports change on it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.state: tuple[int, int] | None = None  # files read and in all; (0, 0) while folders are listed; None: done
        self.progress: Progress | None = None  # as it was reported last
        self.problems = 0  # that the last scan met
        self._asked = False  # whether a key asked for what is being read
        self._opened = -1  # the call by which the first article was opened, unasked

    def begin(self, only: frozenset[str] | None = None) -> None:
        """Read the folders, or ``only`` what has changed at some paths, on another thread."""
        self.state = (0, 0)
        reading_work.scan(self._screen, only)

    def again(self) -> None:
        """Read the folders again because the reader wants it, unless they are being read."""
        if self.state is None:
            self._asked = True
            self.begin()
            self._screen.update_bars()

    def take(self, event: ScanReported) -> None:
        """Show what is known of the folders by now; the article being read stays as it is."""
        screen, progress = self._screen, event.progress
        screen.contents = progress.contents
        self.state = None if progress.finished else (progress.done, progress.total)
        self.progress = progress
        place, before = screen.reading_place(), screen.entry  # before the entry is found anew
        if screen.entry is not None and progress.finished:
            screen.find_entry_again()
        screen.sidebar.show(screen.contents, screen.entry)
        if screen.entry is None:
            self._open_first(progress.total)
            if place.entry is not None and progress.finished:
                screen.say("notice.gone")
        else:
            self._follow(progress, screen.entry, before, place)
        if progress.finished:
            self._asked = False
            self.problems = progress.problems
            reading_work.count_searches(screen)
            screen.watching.finished()
            if screen.shown is not None:  # it may have other neighbours now
                screen.call_after_refresh(screen.neighbours.prepare, screen.shown)
        if screen.searching:
            screen.panel.search_again()
        screen.update_bars()

    def _follow(self, progress: Progress, entry: Entry, before: Entry | None, place: Place) -> None:
        """Read ``entry``, which is open, again where that is due at the end of a scan."""
        screen = self._screen
        if not progress.finished:
            return
        if screen.watching.reads:
            if entry != before:  # its text, or what is known of it, is another one
                screen.open(entry, place.spot, screen.hits_query)
        elif progress.total <= SMALL_FOLDER and self._is_untouched():
            self._open_first(progress.total)
        elif self._asked:
            screen.open(entry, place.spot, screen.hits_query)
            screen.say("notice.rescanned", articles=screen.language.count("count.article", len(screen.contents)))

    def _is_untouched(self) -> bool:
        """Return whether nobody has done anything since the first file that was read was opened by itself."""
        screen = self._screen
        away = screen.searching or screen.sidebar.has_focus or screen.app.screen is not screen
        away = away or screen.finding.is_open or screen.selecting.is_on
        return self._opened == screen.request and not away and screen.view.scroll_offset.y == 0

    def _open_first(self, files: int) -> None:
        screen = self._screen
        if first := screen.contents.first():
            if screen.entry is None or screen.entry.key != first.key:
                # The beginning of a large file was shown before: its reader stays where they are.
                screen.open(first, screen.place_again(first) if screen.view.scroll_offset.y else None)
            self._opened = screen.request
        elif self.state is None:
            paths = "  ".join(map(clean_label, screen.library.paths))
            screen.view.show_notice(
                screen.language.count("empty.unread", files)
                if files
                else screen.language.text("empty.nothing", paths=paths)
            )
            screen.first_picture.draw()
