"""The reading screen: owns what is read and where, hands it down, and does what the actions ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from reader.actions import ACTIONS
from reader.app import reading_dialogs, reading_work
from reader.app.origin import repairs_of
from reader.app.widgets.article_view import ArticleView, Spot
from reader.app.widgets.bars import BottomBar, TopBar
from reader.app.widgets.search_panel import Results, SearchPanel
from reader.app.widgets.sidebar import Sidebar
from reader.language import Language
from reader.library.contents import Contents
from reader.typeset.layout import MAX_MEASURE, MIN_MEASURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from reader.app.messages import ArticleFailed, ArticleReady, ScanReported
    from reader.library.contents import Entry
    from reader.library.library import Library
    from reader.library.query import Query
    from reader.model import Article, Bulletin
    from reader.settings import Settings

NARROW = 60  # columns: up to here the sidebar lies over the article
WIDE = 120
MEASURE_STEP = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: an article, a place in it, and which pane has the keyboard."""

    entry: Entry | None
    spot: Spot | None
    in_sidebar: bool = False


def _bindings() -> list[BindingType]:
    """Return the bindings of all actions."""
    found: list[BindingType] = []
    for action in ACTIONS:
        if action.name == "nth_section":
            found += [Binding(key, f"nth({key})", show=False) for key in action.keys]
        else:
            found.append(Binding(",".join(action.keys), f"do('{action.name}')", show=False))
    return found


class ReadingScreen(Screen[None]):
    """Sidebar, article, two bars; the search panel in the sidebar's place."""

    BINDINGS: ClassVar[list[BindingType]] = _bindings()
    AUTO_FOCUS = "#article"

    def __init__(self, library: Library, settings: Settings, language: Language) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.language = language
        self.contents = Contents()
        self.entry: Entry | None = None
        self.shown: tuple[Entry, Article, Bulletin] | None = None
        self.hits_query: Query | None = None
        self._before_search: Place | None = None
        self._when_shown: Callable[[ReadingScreen], None] | None = None
        self._scan_state: tuple[int, int] | None = None
        self._rescanning = False
        self._request = 0  # counts the calls for an article; only the newest is answered
        self._notice = ""
        self._problem_count = 0

    def compose(self) -> ComposeResult:
        """Lay out the bars, the sidebar with the search panel behind it, the article."""
        yield TopBar(self.language)
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield Sidebar(self.language)
                yield SearchPanel(self.library, self.language)
            yield ArticleView(self.language, self.settings.measure)
        yield BottomBar(self.language)

    # -- the parts ---------------------------------------------------------------------------------------------

    @property
    def sidebar(self) -> Sidebar:
        """The table of contents."""
        return self.query_one(Sidebar)

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.query_one(ArticleView)

    @property
    def panel(self) -> SearchPanel:
        """The search box and its results."""
        return self.query_one(SearchPanel)

    @property
    def searching(self) -> bool:
        """Whether the search panel stands in the sidebar's place."""
        return self.has_class("-searching")

    def pane(self) -> ArticleView | Sidebar | Results:
        """Return what the moving keys move."""
        if self.searching and self.panel.box.has_focus:
            return self.panel.results
        return self.sidebar if self.sidebar.has_focus else self.view

    # -- what happens ------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Start to read the folders."""
        self._scan_state = (0, 0)
        self.view.show_notice(self.language.text("empty.wait"))
        reading_work.scan(self)
        self.update_bars()

    def on_resize(self, event: events.Resize) -> None:
        """Give the sidebar its place, or put it over the article where there is no room for both."""
        self.set_class(event.size.width <= NARROW, "-narrow")
        self.set_class(event.size.width >= WIDE, "-wide")

    def on_scan_reported(self, event: ScanReported) -> None:
        """Show what is known of the folders by now; the article being read stays as it is."""
        progress = event.progress
        self.contents = progress.contents
        self._scan_state = None if progress.finished else (progress.done, progress.total)
        if self.entry is not None and self.contents.place(self.entry) is None and progress.finished:
            self.entry = None
            self._request += 1  # whatever is still being read is wanted no more
        self.sidebar.show(self.contents, self.entry)
        if self.entry is None:
            self._open_first(progress.total)
        elif progress.finished and self._rescanning:
            self.open(self.entry, self.view.top_place(), self.hits_query)
            self._notice = self.language.text("notice.rescanned", articles=len(self.contents))
        if progress.finished:
            self._rescanning = False
            self._problem_count = len(self.library.problems)
        if self.searching:
            self.panel.search_again()
        self.update_bars()

    def _open_first(self, files: int) -> None:
        if first := self.contents.first():
            self.open(first)
        elif self._scan_state is None:
            paths = "  ".join(self.library.paths)
            key = "empty.unread" if files else "empty.nothing"
            self.view.show_notice(self.language.text(key, paths=paths, count=files))

    def open(self, entry: Entry, spot: Spot | None = None, query: Query | None = None) -> None:
        """Show ``entry``, with ``spot`` or else the first hit of ``query`` in sight. Reads it on another thread."""
        self.entry = entry
        self.hits_query = query
        self._when_shown = None
        self._request += 1
        self._notice = ""
        if not self.searching:
            self.sidebar.move_current(entry)
        reading_work.load(self, self._request, entry, spot, query)
        self.update_bars()

    def on_article_ready(self, event: ArticleReady) -> None:
        """Show an article that was read, unless the reader has moved on."""
        if event.request != self._request:
            return
        self.shown = (event.entry, event.article, event.bulletin)
        self.view.show_article(event.article, event.furniture, event.hits, event.place)
        self.update_bars()
        act, self._when_shown = self._when_shown, None
        if act is not None:
            act(self)

    def on_article_failed(self, event: ArticleFailed) -> None:
        """Say why an article cannot be shown."""
        if event.request == self._request:
            self.shown = self._when_shown = None
            self.view.show_notice(self.language.text("article.failed", reason=event.reason))
            self.update_bars()

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

    def on_search_panel_highlighted(self, event: SearchPanel.Highlighted) -> None:
        """Show the hit; go to its text when that was asked."""
        same = self.entry is not None and self.entry.key == event.entry.key and self.hits_query == event.query
        if not same:
            self.open(event.entry, query=event.query)
        if event.go:
            self.remove_class("-overlay")
            self.view.focus()

    def update_bars(self) -> None:
        """Write both bars anew."""
        heading, status = reading_dialogs.bar_texts(self)
        self.query_one(TopBar).heading = heading
        self.query_one(BottomBar).status = status

    # -- actions -----------------------------------------------------------------------------------------------

    def action_do(self, name: str) -> None:
        """Do what the action ``name`` says."""
        getattr(self, f"do_{name}")()

    def action_nth(self, number: int) -> None:
        """Open the n-th section; in a paper of one section its n-th article."""
        sections = self.contents.sections
        if len(sections) == 1 and number <= len(sections[0].entries):
            self.open(sections[0].entries[number - 1])
        elif number <= len(sections):
            self.open(sections[number - 1].entries[0])

    def do_line_down(self) -> None:
        """Move on by a line or a row."""
        self.pane().move(1)

    def do_line_up(self) -> None:
        """Move back by a line or a row."""
        self.pane().move(-1)

    def do_page_down(self) -> None:
        """Turn the page; at the end of an article go on to the next."""
        pane = self.pane()
        if isinstance(pane, ArticleView) and pane.at_end:
            self.do_next_article()
        else:
            pane.move_page(1)

    def do_page_up(self) -> None:
        """Turn the page back."""
        self.pane().move_page(-1)

    def do_top(self) -> None:
        """Go to the beginning."""
        self.pane().move_to_edge(end=False)

    def do_bottom(self) -> None:
        """Go to the end."""
        self.pane().move_to_edge(end=True)

    def do_next_article(self) -> None:
        """Open the next article, crossing into the next section."""
        self._step(1)

    def do_previous_article(self) -> None:
        """Open the article before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.searching:
            self.panel.results.move(by)
            return
        if self.entry is None:
            return
        if target := self.contents.step(self.entry, by):
            self.open(target)
        else:
            self.say("notice.last" if by > 0 else "notice.first")

    def do_next_section(self) -> None:
        """Open the first article of the next section."""
        self._step_section(1)

    def do_previous_section(self) -> None:
        """Open the first article of the section before."""
        self._step_section(-1)

    def _step_section(self, by: int) -> None:
        """Go to another section; in a paper of one section to another article, the finest step there is."""
        place = self.contents.place(self.entry) if self.entry else None
        if place is None:
            return
        if len(self.contents.sections) == 1:
            self._step(by)
            return
        target = place[0] + by
        if 0 <= target < len(self.contents.sections):
            self.close_search(restore=False)
            self.open(self.contents.sections[target].entries[0])

    def do_pick_section(self) -> None:
        """Ask for a section by a part of its name."""
        reading_dialogs.pick_section(self)

    def do_switch_pane(self) -> None:
        """Give the keyboard to the other pane; where the sidebar is hidden, show it."""
        if self.searching:
            if self.panel.box.has_focus:
                self.remove_class("-overlay")
                self.view.focus()
            else:
                self.add_class("-overlay")
                self.panel.box.focus()
        elif self.sidebar.has_focus:
            self.leave_overlay()
            self.view.focus()
        else:
            self.add_class("-overlay")
            self.sidebar.focus()

    def leave_overlay(self) -> None:
        """Hide the sidebar where it lies over the article."""
        self.remove_class("-overlay")

    def do_open(self) -> None:
        """Open what the cursor is on in the table of contents."""
        if self.sidebar.has_focus:
            self.sidebar.open_row(self.sidebar.cursor)

    def do_search(self) -> None:
        """Open the search box, or return to it. Where one was is remembered once, at the outermost level."""
        if not self.searching:
            self._before_search = Place(self.entry, self.view.top_place(), self.sidebar.has_focus)
            self.add_class("-searching")
        self.add_class("-overlay")
        self.panel.open()

    def do_back(self) -> None:
        """Go one level outwards: from a hit to the results, from the results to where one was before."""
        if self.searching:
            if self.panel.box.has_focus:
                self.close_search(restore=True)
            else:
                self.do_search()
        elif self.sidebar.has_focus or self.has_class("-overlay"):
            self.leave_overlay()
            self.view.focus()
        elif self.hits_query is not None:
            self.hits_query = None
            self.view.show_hits(())

    def close_search(self, *, restore: bool) -> None:
        """Put the sidebar back; with ``restore`` also the article, the place in it and the pane."""
        if not self.searching:
            return
        self.remove_class("-searching")
        place, self._before_search = self._before_search, None
        self.sidebar.show(self.contents, self.entry)
        if restore and place is not None:
            if place.entry is not None:
                self.open(place.entry, place.spot)
            if place.in_sidebar:
                self.sidebar.focus()
                return
        self.leave_overlay()
        self.view.focus()

    def do_export(self) -> None:
        """Write the article to a file."""
        self._do_with_article(reading_dialogs.export)

    def do_origin(self) -> None:
        """Show where the text comes from."""
        self._do_with_article(reading_dialogs.origin)

    def _do_with_article(self, act: Callable[[ReadingScreen], None]) -> None:
        """Do something with the article that is asked for, once it has been read: never with the one before it."""
        if self.shown is not None and self.entry is not None and self.shown[0].key == self.entry.key:
            act(self)
        else:
            self._when_shown = act

    def do_problems(self) -> None:
        """Show what could not be read."""
        reading_dialogs.problems(self)

    def do_rescan(self) -> None:
        """Read the folders again."""
        if self._scan_state is None:
            self._scan_state = (0, 0)
            self._rescanning = True
            reading_work.scan(self)
            self.update_bars()

    def do_wider(self) -> None:
        """Set longer lines."""
        self._change_measure(MEASURE_STEP)

    def do_narrower(self) -> None:
        """Set shorter lines."""
        self._change_measure(-MEASURE_STEP)

    def _change_measure(self, by: int) -> None:
        measure = self.view.text_measure + by
        self.view.set_measure(max(2 * MIN_MEASURE, min(MAX_MEASURE, measure)))
        self.say("notice.measure", measure=self.view.text_measure)

    def do_theme(self) -> None:
        """Switch to the next look."""
        from reader.app.reader_app import ReaderApp

        if isinstance(self.app, ReaderApp):
            self.say("notice.theme", theme=self.language.text(f"theme.{self.app.next_theme()}"))

    def do_language(self) -> None:
        """Speak the other language."""
        self.language = Language("en" if self.language.code == "zh" else "zh")
        self.settings = replace(self.settings, language=self.language.code)
        for widget in (self.sidebar, self.view, self.query_one(TopBar), self.query_one(BottomBar)):
            widget.language = self.language
            widget.refresh()
        self.panel.relabel(self.language)
        self.sidebar.repaint()
        self.view.set_measure(self.view.measure)
        self.say("notice.language")

    def do_help(self) -> None:
        """Show all keys."""
        reading_dialogs.keys(self)

    def do_palette(self) -> None:
        """Ask for a command by a part of its name."""
        reading_dialogs.palette(self)

    def do_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def say(self, key: str, **details: object) -> None:
        """Say something in the bottom bar, until the next thing happens."""
        self._notice = self.language.text(key, **details)
        self.update_bars()

    @property
    def notice(self) -> str:
        """What was said last."""
        return self._notice

    @property
    def scan_state(self) -> tuple[int, int] | None:
        """Files read and files in all while a scan is under way; (0, 0) while folders are listed."""
        return self._scan_state

    @property
    def problem_count(self) -> int:
        """How many problems the last scan met."""
        return self._problem_count

    @property
    def repair_count(self) -> int:
        """How many repairs were made in the article that is shown."""
        return len(repairs_of(self.shown[1], self.shown[2])) if self.shown else 0
