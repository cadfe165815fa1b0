"""What each action of the list in ``reader.actions`` does on the reading screen: ``do_`` and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from reader.actions import ACTIONS
from reader.app import reading_dialogs, reading_work
from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.bars import BottomBar, TopBar
from reader.language import Language
from reader.typeset.layout import MAX_MEASURE, MIN_MEASURE
from reader.value import replace

if TYPE_CHECKING:
    from reader.app.reader_app import ReaderApp
    from reader.app.screens.reading import ReadingScreen

MEASURE_STEP = 4  # cells


def action_bindings() -> list[BindingType]:
    """Return the bindings of all actions."""
    found: list[BindingType] = []
    for action in ACTIONS:
        if action.name == "nth_section":
            found += [Binding(key, f"nth({key})", show=False) for key in action.keys]
        else:
            found.append(Binding(",".join(action.keys), f"do('{action.name}')", show=False))
    return found


def do_nth_section(screen: ReadingScreen, number: int) -> None:
    """Open the n-th section; in a paper of one section its n-th article."""
    sections = screen.contents.sections
    if len(sections) == 1 and number <= len(sections[0].entries):
        screen.open(sections[0].entries[number - 1])
    elif number <= len(sections):
        screen.open(sections[number - 1].entries[0])


def do_line_down(screen: ReadingScreen) -> None:
    """Move on by a line or a row."""
    screen.pane().move(1)


def do_line_up(screen: ReadingScreen) -> None:
    """Move back by a line or a row."""
    screen.pane().move(-1)


def do_page_down(screen: ReadingScreen) -> None:
    """Turn the page; at the end of an article go on to the next."""
    pane = screen.pane()
    if isinstance(pane, ArticleView) and pane.at_end:
        do_next_article(screen)
    else:
        pane.move_page(1)


def do_page_up(screen: ReadingScreen) -> None:
    """Turn the page back."""
    screen.pane().move_page(-1)


def do_top(screen: ReadingScreen) -> None:
    """Go to the beginning."""
    screen.pane().move_to_edge(end=False)


def do_bottom(screen: ReadingScreen) -> None:
    """Go to the end."""
    screen.pane().move_to_edge(end=True)


def do_next_article(screen: ReadingScreen) -> None:
    """Open the next article, crossing into the next section."""
    _step(screen, 1)


def do_previous_article(screen: ReadingScreen) -> None:
    """Open the article before."""
    _step(screen, -1)


def _step(screen: ReadingScreen, by: int) -> None:
    if screen.searching:
        screen.panel.results.move(by)
        return
    if screen.entry is None:
        return
    if target := screen.contents.step(screen.entry, by):
        screen.open(target)
    else:
        screen.say("notice.last" if by > 0 else "notice.first")


def do_next_section(screen: ReadingScreen) -> None:
    """Open the first article of the next section."""
    _step_section(screen, 1)


def do_previous_section(screen: ReadingScreen) -> None:
    """Open the first article of the section before."""
    _step_section(screen, -1)


def _step_section(screen: ReadingScreen, by: int) -> None:
    """Go to another section; in a paper of one section to another article, the finest step there is."""
    place = screen.contents.place(screen.entry) if screen.entry else None
    if place is None:
        return
    if len(screen.contents.sections) == 1:
        _step(screen, by)
        return
    target = place[0] + by
    if 0 <= target < len(screen.contents.sections):
        screen.search.close(restore=False)
        screen.open(screen.contents.sections[target].entries[0])


def do_pick_section(screen: ReadingScreen) -> None:
    """Ask for a section by a part of its name."""
    reading_dialogs.pick_section(screen)


def do_switch_pane(screen: ReadingScreen) -> None:
    """Give the keyboard to the other pane; where the sidebar is hidden, show it."""
    if screen.searching:
        if screen.panel.box.has_focus:
            screen.remove_class("-overlay")
            screen.view.focus()
        else:
            screen.add_class("-overlay")
            screen.panel.box.focus()
    elif screen.sidebar.has_focus:
        screen.leave_overlay()
        screen.view.focus()
    else:
        screen.add_class("-overlay")
        screen.sidebar.focus()


def do_open(screen: ReadingScreen) -> None:
    """Open what the cursor is on in the table of contents."""
    if screen.sidebar.has_focus:
        screen.sidebar.open_row(screen.sidebar.cursor)


async def do_search(screen: ReadingScreen) -> None:
    """Open the search box, or return to it."""
    await screen.search.begin()


def do_order(screen: ReadingScreen) -> None:
    """Show what was found in the other order."""
    if screen.searching:
        screen.panel.change_order()


def do_keep_search(screen: ReadingScreen) -> None:
    """Keep what is searched for in the sidebar, or forget it."""
    screen.search.keep()


async def do_find(screen: ReadingScreen) -> None:
    """Look for words in the article."""
    await screen.finding.begin()


def do_find_next(screen: ReadingScreen) -> None:
    """Go to the next place where they stand."""
    screen.finding.step(1)


def do_find_previous(screen: ReadingScreen) -> None:
    """Go to the place before."""
    screen.finding.step(-1)


async def do_back(screen: ReadingScreen) -> None:
    """Go one level outwards: from a hit to the results, from the results to where one was before."""
    if screen.selecting.is_on:
        screen.selecting.cancel()
    elif screen.finding.is_open:
        screen.finding.cancel()
    elif screen.searching:
        if screen.panel.box.has_focus:
            screen.search.close(restore=True)
        else:
            await screen.search.begin()
    elif screen.sidebar.has_focus or screen.has_class("-overlay"):
        screen.leave_overlay()
        screen.view.focus()
    elif not screen.finding.forget():
        screen.forget_hits()
    screen.update_bars()


def do_export(screen: ReadingScreen) -> None:
    """Write the article to a file."""
    screen.when_shown(reading_dialogs.export)


def do_copy(screen: ReadingScreen) -> None:
    """Put what is selected into the clipboard, or else the article."""
    if not screen.selecting.is_on:
        screen.when_shown(reading_dialogs.copy)
        return
    make = screen.selecting.text_later()
    screen.selecting.cancel()
    reading_work.copy_text(screen, make, "selection")


def do_select(screen: ReadingScreen) -> None:
    """Begin to select text at the first character in sight, or select nothing any more."""
    if screen.selecting.is_on:
        screen.selecting.cancel()
        screen.update_bars()
        return
    screen.leave_overlay()
    screen.view.focus()
    if not screen.selecting.begin():
        screen.say("select.nothing")


def do_next_heading(screen: ReadingScreen) -> None:
    """Go on to the next heading in the article."""
    _step_heading(screen, 1)


def do_previous_heading(screen: ReadingScreen) -> None:
    """Go back to the heading before; from the first one, or where there is none, to the beginning."""
    _step_heading(screen, -1)


def _step_heading(screen: ReadingScreen, step: int) -> None:
    if not screen.view.show_heading(step):
        screen.say("notice.no-heading")


def do_step_right(screen: ReadingScreen) -> None:
    """Select one character more; without a selection show what stands right of a wide table."""
    _step_aside(screen, 1)


def do_step_left(screen: ReadingScreen) -> None:
    """Select one character less; without a selection show what stands left of a wide table."""
    _step_aside(screen, -1)


def _step_aside(screen: ReadingScreen, by: int) -> None:
    if screen.selecting.is_on:
        screen.selecting.step(by)
    elif screen.pane() is screen.view:
        screen.view.move_aside(by)


def do_links(screen: ReadingScreen) -> None:
    """List where the article leads, and open it."""
    screen.when_shown(reading_dialogs.links)


def do_as_stored(screen: ReadingScreen) -> None:
    """Show articles as they are stored, or as rebuilt again, at the same place of the text."""
    screen.as_stored = not screen.as_stored
    screen.open_again()


def do_repairs(screen: ReadingScreen) -> None:
    """Show what was repaired in the article."""
    screen.when_shown(reading_dialogs.repairs)


def do_origin(screen: ReadingScreen) -> None:
    """Show where the text comes from."""
    screen.when_shown(reading_dialogs.origin)


def do_problems(screen: ReadingScreen) -> None:
    """Show what could not be read."""
    reading_work.list_problems(screen)


def do_rescan(screen: ReadingScreen) -> None:
    """Read the folders again."""
    screen.scanning.again()


def do_wider(screen: ReadingScreen) -> None:
    """Set longer lines."""
    _change_measure(screen, MEASURE_STEP)


def do_narrower(screen: ReadingScreen) -> None:
    """Set shorter lines."""
    _change_measure(screen, -MEASURE_STEP)


def _change_measure(screen: ReadingScreen, by: int) -> None:
    if screen.view.column_count > 1:
        screen.say("notice.columns-measure")
        return
    shown = screen.view.text_measure
    if by < 0 or shown == screen.view.measure:  # lines that fill their pane cannot grow with it
        screen.view.set_measure(max(2 * MIN_MEASURE, min(MAX_MEASURE, shown + by)))
        if app := reader_app(screen):
            app.chosen["measure"] = screen.view.measure
    key = "notice.measure" if by < 0 or screen.view.text_measure > shown else "notice.measure-full"
    screen.say(key, measure=screen.view.text_measure)


def do_columns(screen: ReadingScreen) -> None:
    """Set the article in columns, page by page, or in one column again."""
    view = screen.view
    view.set_columns(not view.columns)
    if app := reader_app(screen):
        app.chosen["columns"] = view.columns
    cells, rows = view.missing_room
    if not view.columns:
        screen.say("notice.column")
    elif cells > 0:
        screen.say("notice.no-columns", cells=cells)
    elif rows > 0:
        screen.say("notice.low-columns", rows=rows)
    else:
        screen.say("notice.columns", count=view.column_count)


def do_theme(screen: ReadingScreen) -> None:
    """Switch to the next look."""
    if app := reader_app(screen):
        screen.say("notice.theme", theme=screen.language.text(f"theme.{app.next_theme()}"))


def reader_app(screen: ReadingScreen) -> ReaderApp | None:
    """Return the app that shows ``screen``, where it is ours."""
    from reader.app.reader_app import ReaderApp

    return screen.app if isinstance(screen.app, ReaderApp) else None


def do_language(screen: ReadingScreen) -> None:
    """Speak the other language."""
    language = Language("en" if screen.language.code == "zh" else "zh")
    screen.language = language
    screen.settings = replace(screen.settings, language=language.code)
    if app := reader_app(screen):
        app.chosen["language"] = language.code
    for widget in (screen.sidebar, screen.view, screen.query_one(TopBar), screen.query_one(BottomBar)):
        widget.language = language
        widget.refresh()
    if screen.query("#search"):
        screen.panel.relabel(language)
    screen.finding.leave()
    screen.query("#finding").remove()  # made anew, in the other language, when it is asked for
    screen.sidebar.repaint()
    screen.view.set_measure(screen.view.measure)
    screen.say("notice.language")


def do_help(screen: ReadingScreen) -> None:
    """Show all keys."""
    reading_dialogs.keys(screen)


def do_palette(screen: ReadingScreen) -> None:
    """Ask for a command by a part of its name."""
    reading_dialogs.palette(screen)


def do_suspend(screen: ReadingScreen) -> None:
    """Give the terminal back to the shell until the program is called again (``fg``)."""
    screen.app.action_suspend_process()


def do_quit(screen: ReadingScreen) -> None:
    """Leave."""
    screen.app.exit()
