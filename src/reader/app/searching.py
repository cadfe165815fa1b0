"""The search in the sidebar's place: opening it, and going back to exactly where one was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.reading_work import count_searches, turn_search
from reader.app.widgets.article_view import BEGINNING
from reader.formats.clean import clean_label
from reader.value import replace

if TYPE_CHECKING:
    from reader.app.messages import SearchTurned
    from reader.app.screens.reading import Place, ReadingScreen


class Searching:
    """The search of one reading screen, and the place the reader had before it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._before: Place | None = None
        self._repeated: str | None = None  # the kept search under the cursor of the sidebar, when it was repeated

    async def begin(self) -> None:
        """Put the search panel in the sidebar's place. Where one was is remembered once, at the outermost level."""
        screen = self._screen
        if not screen.searching:
            self._before, self._repeated = screen.reading_place(), None
        if not screen.query("#search"):  # at the start it would cost, and many never ask for it
            from reader.app.widgets.search_panel import SearchPanel

            panel = SearchPanel(screen.library, screen.language, screen.held_picture, screen.hold_keys)
            await screen.mount(panel, before=screen.view)
        screen.add_class("-searching", "-overlay")
        screen.panel.open()

    async def repeat(self, text: str) -> None:
        """Search for ``text`` again, whatever was found for it before."""
        await self.begin()
        self._repeated = text
        self._screen.panel.ask(text)

    def keep(self) -> None:
        """Keep the search that is open, or the one under the cursor in the sidebar; forget it when it is kept."""
        screen = self._screen
        if screen.searching:
            text = screen.panel.box.value.strip()
        else:
            text = screen.sidebar.chosen_search or "" if screen.sidebar.has_focus else ""
        if text:
            turn_search(screen, text)
        else:
            screen.say("notice.search-none")

    def turned(self, event: SearchTurned) -> None:
        """Say what became of a search that was to be kept, and show those that are."""
        screen = self._screen
        if event.failure:
            screen.say("notice.search-failed", reason=event.failure)
            return
        key = "notice.search-kept" if event.kept else "notice.search-forgotten"
        screen.say(key, query=clean_label(event.text))
        count_searches(screen)

    def close(self, *, restore: bool) -> None:
        """Put the sidebar back; with ``restore`` also the article, the place in it and the pane."""
        screen = self._screen
        if not screen.searching:
            return
        place, self._before = self._place_before(), None
        in_sidebar = restore and place is not None and place.in_sidebar
        # Both at once: each change of classes has the whole screen styled anew.
        screen.remove_class(*(("-searching",) if in_sidebar else ("-searching", "-overlay")))
        screen.sidebar.show(screen.contents, screen.entry)
        if restore and place is not None:
            if place.entry is None:
                self._tell_gone()
            elif (
                screen.entry is None or screen.entry.key != place.entry.key or screen.hits_query or screen.shown is None
            ):
                screen.open(place.entry, place.spot)
            elif place.spot != screen.view.top_place():
                screen.view.show_place(place.spot or BEGINNING)
        (screen.sidebar if in_sidebar else screen.view).focus()
        if in_sidebar and self._repeated is not None:
            screen.sidebar.choose_search(self._repeated)

    def _place_before(self) -> Place | None:
        """Return where one was before the search, under the name its file has by now. Without entry: it is gone."""
        screen, place = self._screen, self._before
        if place is None or place.entry is None:
            return None
        # While folders are being read, what is not known yet may come.
        known = None if screen.scanning.state is None else place.entry
        return replace(place, entry=screen.contents.again(place.entry) or known)

    def _tell_gone(self) -> None:
        """Open what comes first, and say that the article one had read is there no longer."""
        if first := self._screen.contents.first():
            self._screen.open(first)
        self._screen.say("notice.gone")

    def show_before(self) -> None:
        """Show again what was read before the search."""
        screen, place = self._screen, self._place_before()
        if screen.searching and place and place.entry and (screen.hits_query or screen.entry != place.entry):
            screen.open(place.entry, place.spot)
