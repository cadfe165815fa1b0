"""The reading screen: owns what is read and where, hands it down, and does what the actions ask."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from reader.app import messages, reading_dialogs, reading_work
from reader.app.finding import Finding
from reader.app.first_picture import FirstPicture
from reader.app.held_picture import HeldPicture
from reader.app.neighbours import Neighbours
from reader.app.repairs import ArticleRepairs
from reader.app.scanning import Scanning
from reader.app.screens import reading_actions
from reader.app.screens.reading_parts import ReadingParts
from reader.app.searching import Searching
from reader.app.selecting import Selecting
from reader.app.watching import Watching
from reader.app.widgets.article_view import BEGINNING, ArticleView, Spot
from reader.app.widgets.bars import BottomBar, TopBar
from reader.app.widgets.sidebar import Sidebar
from reader.formats.clean import clean_label
from reader.library.contents import Contents
from reader.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from reader.app.kept_places import KeptPlaces
    from reader.app.kept_searches import KeptSearches
    from reader.app.opening import Opening
    from reader.app.ready_article import ReadyArticle
    from reader.app.screens.repairs_dialog import RepairsDialog
    from reader.app.widgets.search_panel import SearchPanel
    from reader.language import Language
    from reader.library.contents import Entry
    from reader.library.library import Library
    from reader.library.query import Query
    from reader.settings import Settings

NARROW = 60  # columns: up to here the sidebar lies over the article
WIDE = 120


class Place(Value):
    """Where the reader is: an article, a place in it, and which pane has the keyboard."""

    entry: Entry | None
    spot: Spot | None
    in_sidebar: bool = False


class ReadingScreen(ReadingParts):
    """Sidebar, article, two bars; the search panel in the sidebar's place."""

    BINDINGS: ClassVar[list[BindingType]] = reading_actions.action_bindings()
    AUTO_FOCUS = "#article"

    def __init__(
        self,
        library: Library,
        settings: Settings,
        language: Language,
        opening: Opening,
        places: KeptPlaces,
        searches: KeptSearches,
    ) -> None:
        super().__init__()
        self.places = places
        self.kept_searches = searches
        self.library = library
        self.opening = opening
        self.finding = Finding(self)
        self.selecting = Selecting(self)
        self.search = Searching(self)
        self.scanning = Scanning(self)
        self.neighbours = Neighbours(self)
        self.watching = Watching(self)
        self.first_picture = FirstPicture(self)
        self.held_picture = HeldPicture(self)
        self.settings = settings
        self.language = language
        self.contents = Contents()
        self.entry: Entry | None = None
        self.shown: ReadyArticle | None = None
        self.hits_query: Query | None = None
        self._when_shown: Callable[[ReadingScreen], None] | None = None
        self._awaited: Spot | None = None  # the place at which the article that is being read will be shown
        self.request = 0  # counts the calls for an article; only the newest is answered
        self._again = 0  # the call that is to change nothing but the form: the reader stays where they are by then
        self._notice = ""
        self.as_stored = False
        self.wanted_repairs: dict[tuple[str, str], bool] = {}  # file and key: undone or not, to be remembered
        self.marking = Lock()
        self.repairs_dialog: RepairsDialog | None = None

    def compose(self) -> ComposeResult:
        """Lay out the bars, the sidebar, the article. The search panel comes when it is asked for."""
        self._fit(self.app.size.width)  # before the parts are there to be styled twice
        yield TopBar(self.language)
        yield BottomBar(self.language)
        yield Sidebar(self.language)
        chosen = self.settings
        yield ArticleView(self.language, chosen.measure, columns=chosen.columns, justify=chosen.justify)

    # -- what happens ------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Start to read the folders."""
        self.first_picture.hold()
        self.scanning.begin()

    def on_unmount(self) -> None:
        """Let go of the folders: nobody waits for what is still being read, or written into the index.

        What the reader wants kept, the marks of repairs among it, has files of its own; these are still written.
        """
        self.watching.end()
        self.library.close()

    def on_folders_changed(self, event: messages.FoldersChanged) -> None:
        """Read what has changed."""
        self.watching.changed(event.changed)

    def _compositor_refresh(self) -> None:
        # While updates are held back Textual draws all the same, and throws it away.
        if self.held_picture.held:
            self.held_picture.leave_undrawn()
        elif not self.first_picture.held:
            super()._compositor_refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Give the sidebar its place, or put it over the article where there is no room for both."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width <= NARROW, "-narrow")
        self.set_class(width >= WIDE, "-wide")

    def on_scan_reported(self, event: messages.ScanReported) -> None:
        """Show what is known of the folders by now."""
        self.scanning.take(event)

    def find_entry_again(self) -> None:
        """Find the entry that is open in what the folders hold now; None when they have it no longer."""
        self.entry = self.entry and self.contents.again(self.entry)
        if self.entry is None:
            self.request += 1  # whatever is still being read is wanted no more

    def open(self, entry: Entry, spot: Spot | None = None, query: Query | None = None) -> None:
        """Show ``entry``, with ``spot`` or else the first hit of ``query`` in sight. Reads it on another thread."""
        self.keep_place()
        self.entry = entry
        self.hits_query = query
        if query or (self.shown is not None and self.shown.entry.key != entry.key):
            self.finding.leave()
        self._awaited = spot
        self._when_shown = None
        self.request += 1
        self._notice = ""
        if not self.searching:
            self.sidebar.move_current(entry)
        ready = None if query or self.as_stored else self.neighbours.find(entry)
        if ready is not None:
            self.on_article_ready(messages.ArticleReady(self.request, ready, spot or self.places.take(entry.id)))
            return
        if not self.first_picture.held:
            self.held_picture.hold_also("article")
        reading_work.load(self, self.request, entry, spot, query)
        self.update_bars()

    def keep_place(self) -> None:
        """Note where one is in the article that is shown, for the next time."""
        if self.shown is not None and self.entry is not None:
            self.places.keep(self.shown.entry.id, self.view.top_place())

    def open_again(self) -> None:
        """Read and show the article again, in the form that is wanted now, at the same place of its file."""
        if self.entry is not None:
            self._again = self.request + 1
            self.open(self.entry, self.reading_place().spot or BEGINNING, self.hits_query)

    def place_again(self, entry: Entry) -> Spot | None:
        """Return the place under the eye when ``entry``, which is shown, was read again; None when it is not shown."""
        if self.shown is None or self.shown.entry.key != entry.key:
            return None
        spot = self.view.kept_place() or BEGINNING
        return spot if spot.base is not None else replace(spot, base=self.shown.article.start)

    def on_article_ready(self, event: messages.ArticleReady) -> None:
        """Show an article that was read, unless the reader has moved on."""
        if event.request != self.request:
            return
        ready = event.ready
        place = self.place_again(ready.entry) if event.request == self._again else None
        self.shown = ready
        self.view.show_article(ready, place or event.place, event.hits, event.stored)
        if self.repairs_dialog is not None:
            self.repairs_dialog.show(ready.repairs)
        self.finding.show_again()
        self.update_bars()
        self.first_picture.draw()
        self.held_picture.arrived("article")
        act, self._when_shown = self._when_shown, None
        if act is not None:
            act(self)
        if event.request:  # the beginning of a large file has no neighbours yet
            self.call_after_refresh(self.neighbours.prepare, ready)

    def on_article_failed(self, event: messages.ArticleFailed) -> None:
        """Say why an article cannot be shown."""
        if event.request == self.request:
            self.shown = self._when_shown = None
            self.view.show_notice(self.language.text("article.failed", reason=event.reason))
            self.update_bars()
            self.first_picture.draw()
            self.held_picture.arrived("article")

    def on_repair_marked(self, event: messages.RepairMarked) -> None:
        """Show the article with what was undone or made again, at the same place."""
        self.contents = self.library.contents
        if self.entry is not None:
            self.entry = self.contents.again(self.entry) or self.contents.first()
        self.sidebar.show(self.contents, self.entry)
        if self.searching:
            self.panel.search_again()
        if self.repairs_dialog is not None:
            self.repairs_dialog.answer(event.failure)
        self.open_again()
        if event.failure:
            self._notice = event.failure
            self.update_bars()

    def on_copied(self, event: messages.Copied) -> None:
        """Say where a text went; what no helper took, the terminal is asked to take."""
        what = self.language.text(f"what.{event.what}")
        if event.helper:
            self.say("copy.done", what=what, helper=event.helper)
        else:
            # A file's name may hold bytes that are no text.
            self.app.copy_to_clipboard(event.text.encode("utf-8", "replace").decode())
            self.say("copy.sent", what=what)

    def on_problems_listed(self, event: messages.ProblemsListed) -> None:
        """Show what could not be read."""
        if self.app.screen is self:
            reading_dialogs.problems(self, event.problems, event.total)

    def on_handed_out(self, event: messages.HandedOut) -> None:
        """Say which program a link went to."""
        self.say("links.opening", helper=event.helper, target=clean_label(event.target))

    def on_painted_lines_dragged(self, event: ArticleView.Dragged) -> None:
        """Select what the mouse is drawn over."""
        if not event.begins:
            self.selecting.extend(event.place)
            return
        self.selecting.cancel()
        self.selecting.start(event.place)
        self.update_bars()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed in the box at the foot."""
        if event.input.id == "find" and self.finding.is_open:
            self.finding.type(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was found."""
        if event.input.id == "find":
            self.finding.accept()

    def on_occurrences_found(self, event: messages.OccurrencesFound) -> None:
        """Show what was found in the article."""
        self.finding.take(event)

    def on_article_view_scrolled(self) -> None:
        """Tell how far one has read."""
        self.update_bars()

    def on_sidebar_picked(self, event: Sidebar.Picked) -> None:
        """Show what was picked in the table of contents; go to its text when that was asked."""
        if self.entry is None or event.entry.key != self.entry.key:
            self.open(event.entry)
        if event.move_on:
            self.leave_overlay()
            self.view.focus()

    async def on_sidebar_search_picked(self, event: Sidebar.SearchPicked) -> None:
        """Search again for what was kept."""
        await self.search.repeat(event.text)

    def on_search_turned(self, event: messages.SearchTurned) -> None:
        """Say whether a search is kept."""
        self.search.turned(event)

    def on_searches_counted(self, event: messages.SearchesCounted) -> None:
        """Show how much the searches find that are kept."""
        self.sidebar.show_searches(event.searches)

    def on_search_panel_highlighted(self, event: SearchPanel.Highlighted) -> None:
        """Show the hit; go to its text when that was asked. What comes after the search was left moves nobody."""
        if not self.searching:
            self.held_picture.arrived("article")
            return
        same = self.entry is not None and self.entry.key == event.entry.key and self.hits_query == event.query
        if same:
            self.held_picture.arrived("article")
        else:
            self.open(event.entry, query=event.query)
        if event.go:
            self.remove_class("-overlay")
            self.view.focus()

    def on_search_panel_failed(self) -> None:
        """Read the folders again: their index was damaged."""
        self.scanning.again()

    def on_search_panel_emptied(self) -> None:
        """Show again what was read before the search, for want of a hit."""
        self.search.show_before()

    def update_bars(self) -> None:
        """Write both bars anew."""
        heading, status = reading_dialogs.bar_texts(self)
        self.query_one(TopBar).show(heading)
        self.query_one(BottomBar).show(status)

    # -- actions -----------------------------------------------------------------------------------------------

    async def action_do(self, name: str) -> None:
        """Do what the action ``name`` says."""
        done = getattr(reading_actions, f"do_{name}")(self)
        if done is not None:
            await done

    def action_nth(self, number: int) -> None:
        """Open the n-th section; in a paper of one section its n-th article."""
        reading_actions.do_nth_section(self, number)

    def reading_place(self) -> Place:
        """Return where the reader is; while an article is still being read, where it will be shown."""
        shown = self.shown is not None and self.entry is not None and self.shown.entry.key == self.entry.key
        return Place(self.entry, self.view.top_place() if shown else self._awaited, self.sidebar.has_focus)

    def leave_overlay(self) -> None:
        """Hide the sidebar where it lies over the article."""
        self.remove_class("-overlay")

    def when_shown(self, act: Callable[[ReadingScreen], None]) -> None:
        """Do something with the article that is asked for, once it has been read: never with the one before it."""
        if self.shown is not None and self.entry is not None and self.shown.entry.key == self.entry.key:
            act(self)
        else:
            self._when_shown = act

    def forget_hits(self) -> None:
        """Take the highlights off the article."""
        self.hits_query = None
        self.view.show_hits(())

    def say(self, key: str, **details: object) -> None:
        """Say something in the bottom bar, until the next thing happens."""
        self._notice = self.language.text(key, **details)
        self.update_bars()

    def say_nothing(self) -> None:
        """Take back what was said last: something else has happened."""
        self._notice = ""
        self.update_bars()

    def hold_keys(self, until: Callable[[], bool]) -> None:
        """See KeysInTurn.hold."""
        if app := reading_actions.reader_app(self):
            app.keys.hold(until)

    @property
    def repairs(self) -> ArticleRepairs:
        """The repairs that touch the article that is shown."""
        return self.shown.repairs if self.shown is not None else ArticleRepairs()

    @property
    def notice(self) -> str:
        """What was said last."""
        return self._notice
