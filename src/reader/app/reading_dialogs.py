"""What the reading screen says in its bars and asks in its dialogs."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from reader.actions import ACTIONS, GROUPS, action_named, keys_label
from reader.app import reading_work
from reader.app.reading_work import HIT_LINES, mark_repairs
from reader.app.widgets.article_view import Spot
from reader.commands.console import problem_sentence
from reader.errors import ExportError
from reader.formats.clean import clean_label
from reader.typeset.widths import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.screens.reading import ReadingScreen
    from reader.model import Article, Problem, Repair

TARGET_CELLS = 30  # of a link's address beside its words
_SECTION = "section "  # before the name of a section among the commands of the palette


def bar_texts(screen: ReadingScreen) -> tuple[str, str]:
    """Return what stands in the top bar and in the bottom bar."""
    return _heading(screen), _status(screen)


def _heading(screen: ReadingScreen) -> str:
    language, entry = screen.language, screen.entry
    if entry is None:
        return language.text("app.title")
    parts = [
        entry.publication,
        language.date(entry.date) if entry.date else "",
        language.text("facts.page", page=entry.page) if entry.page else "",
        entry.section,
    ]
    return "  ".join(part for part in parts if part) or clean_label(os.path.basename(entry.path))


def _status(screen: ReadingScreen) -> str:
    language = screen.language
    parts = []
    place = screen.contents.place(screen.entry) if screen.entry else None
    if screen.searching and (found := screen.panel.results.entries):
        parts.append(language.text("bar.hit", number=screen.panel.results.cursor + 1, total=len(found)))
        parts.append(_progress(screen))
    elif place:
        total = len(screen.contents.sections[place[0]].entries)
        parts.append(language.text("bar.place", number=place[1] + 1, total=total))
        parts.append(_progress(screen))
    parts += filter(None, (screen.finding.status(), screen.selecting.status()))
    if screen.scanning.state == (0, 0):
        parts.append(language.text("bar.listing"))
    elif screen.scanning.state:
        done, total = screen.scanning.state
        parts.append(language.text("bar.reading", done=f"{done:,}", total=f"{total:,}"))
        if screen.scanning.progress is not None and screen.scanning.progress.left:
            rate, left = f"{screen.scanning.progress.rate:,.0f}", screen.scanning.progress.left
            parts.append(language.text("bar.rate", rate=rate, left=left))
    if screen.notice:
        parts.append(screen.notice)
    else:
        if form := _form(screen):
            parts.append(form)
        if screen.scanning.state is None and screen.scanning.problems:
            key = action_named("problems").shown_key
            parts.append(f"{language.count('count.problem', screen.scanning.problems)} ({key})")
    return " · ".join(parts)


def _progress(screen: ReadingScreen) -> str:
    """Return how far one has read: in per cent, or which page it is of how many."""
    if screen.view.page_place is None:
        return f"{screen.view.progress} %"
    number, total = screen.view.page_place
    return screen.language.text("bar.page", number=number, total=total or "…")


def _form(screen: ReadingScreen) -> str:
    """Return in which form the article is shown: as stored, or with so many joins; and the key that tells more."""
    if screen.as_stored:
        return f"{screen.language.text('bar.stored')} ({action_named('as_stored').shown_key})"
    joins = screen.repairs.joins
    return f"{screen.language.count('count.join', joins)} ({action_named('repairs').shown_key})" if joins else ""


def keys(screen: ReadingScreen) -> None:
    """Show all keys, group by group."""
    from reader.app.screens.lines_dialog import Item, LinesDialog

    language = screen.language
    items = []
    for group in GROUPS:
        items.append(Item(language.text(f"group.{group}")))
        items += [
            Item(keys_label(action), language.text(f"action.{action.name}"))
            for action in ACTIONS
            if action.group == group
        ]
    screen.app.push_screen(LinesDialog(language.text("help.title"), items, language.text("help.close")))


def origin(screen: ReadingScreen) -> None:
    """Show where the text comes from."""
    from reader.app.origin import origin_items
    from reader.app.screens.lines_dialog import LinesDialog

    if screen.shown is None:
        return
    items = origin_items(screen.shown, screen.language)
    title, footer = screen.language.text("origin.title"), screen.language.text("help.close")
    screen.app.push_screen(LinesDialog(title, items, footer))


def repairs(screen: ReadingScreen) -> None:
    """Show what was repaired in the article; go to the place that is picked, remember what is undone."""
    from reader.app.repairs import place_of, spots_of
    from reader.app.screens.repairs_dialog import RepairsDialog

    if screen.shown is None:
        return
    if not screen.repairs.repairs:
        screen.say("repairs.none")
        return
    entry, bulletin = screen.shown.entry, screen.shown.bulletin

    def mark(repair: Repair, undone: bool) -> None:
        screen.wanted_repairs[entry.path, repair.key] = undone
        mark_repairs(screen, entry.path)

    def picked(repair: Repair | None) -> None:
        screen.repairs_dialog = None
        if repair is not None:
            screen.view.show_place(Spot(place_of(repair), HIT_LINES, base=0))
            screen.view.show_hits((), spots_of(repair, bulletin.source))

    dialog = RepairsDialog(screen.repairs, bulletin.source, screen.language, mark)
    screen.repairs_dialog = dialog
    screen.app.push_screen(dialog, picked)


def problems(screen: ReadingScreen, found: Sequence[Problem], total: int) -> None:
    """Show what could not be read, file by file; of ``total`` problems those that were ``found``."""
    from reader.app.screens.lines_dialog import Item, LinesDialog

    language = screen.language
    items: list[Item] = []
    path = ""
    for problem in found:
        if problem.path != path:
            path = problem.path
            items.append(Item(path))
        place = f"{problem.line}: " if problem.line else ""
        items.append(Item("", place + problem_sentence(problem, language)))
    if total > len(found):
        items.append(Item(language.text("problems.more", count=f"{total - len(found):,}")))
    items = items or [Item("", language.text("problems.none"))]
    screen.app.push_screen(LinesDialog(language.text("problems.title"), items, language.text("help.close")))


def pick_section(screen: ReadingScreen) -> None:
    """Ask for a section and open it."""
    from reader.app.screens.picker import Choice, Picker

    language = screen.language
    sections = screen.contents.sections
    choices = [
        Choice(
            section.name or language.text("section.none"),
            language.text("picker.articles", count=len(section.entries)),
            section.name,
        )
        for section in sections
    ]

    def picked(name: str | None) -> None:
        if name is not None:
            _open_section(screen, name)

    picker = Picker(
        language.text("picker.title"), language.text("picker.placeholder"), language.text("picker.none"), choices
    )
    screen.app.push_screen(picker, picked)


def _open_section(screen: ReadingScreen, name: str) -> None:
    for section in screen.contents.sections:
        if section.name == name:
            screen.search.close(restore=False)
            screen.open(section.entries[0])


def palette(screen: ReadingScreen) -> None:
    """Ask for a command and do it."""
    from reader.app.screens.picker import Choice, Picker

    language = screen.language
    choices = [
        Choice(language.text(f"action.{action.name}"), keys_label(action), action.name)
        for action in ACTIONS
        if action.name not in {"palette", "nth_section", "open", "back"}
    ]

    kind = language.text("palette.section")
    choices += [
        Choice(section.name or language.text("section.none"), kind, f"{_SECTION}{section.name}")
        for section in screen.contents.sections
    ]

    def picked(name: str | None) -> None:
        if name is not None and name.startswith(_SECTION):
            _open_section(screen, name.removeprefix(_SECTION))
        elif name:
            screen.call_later(screen.action_do, name)

    picker = Picker(
        language.text("action.palette"), language.text("palette.placeholder"), language.text("palette.none"), choices
    )
    screen.app.push_screen(picker, picked)


def copy(screen: ReadingScreen) -> None:
    """Copy the article that is shown."""
    if screen.shown is not None:
        reading_work.copy(screen, screen.shown.article, screen.shown.entry.path)


def links(screen: ReadingScreen) -> None:
    """List where the article leads; open what is picked."""
    from reader.app.outside import openable
    from reader.app.screens.picker import Choice, Picker
    from reader.formats.links import find_links

    if screen.shown is None:
        return
    entry, article = screen.shown.entry, screen.shown.article
    language, found = screen.language, find_links(article.blocks)
    if not found:
        screen.say("links.none")
        return

    def picked(number: str | None) -> None:
        if number is None:
            return
        target = found[int(number)].target
        if not target:
            screen.view.show_place(Spot(found[int(number)].offset, HIT_LINES, base=0))
        elif (allowed := openable(target, entry.path)) is not None:
            reading_work.open_link(screen, allowed)
        else:
            screen.say("links.refused", target=clean_label(target))

    choices = [
        Choice(
            clean_label(link.words),
            fit(clean_label(link.target), TARGET_CELLS) or language.text("links.note"),
            str(number),
        )
        if link.words != link.target
        else Choice(clean_label(link.target), "", str(number))
        for number, link in enumerate(found)
    ]
    picker = Picker(
        language.text("links.title"), language.text("links.placeholder"), language.text("links.no-match"), choices
    )
    screen.app.push_screen(picker, picked)


def export(screen: ReadingScreen) -> None:
    """Ask for a file name and write the article to it."""
    from reader.app.screens.export_dialog import ExportDialog

    if screen.shown is None:
        return
    entry, article, bulletin = screen.shown.entry, screen.shown.article, screen.shown.bulletin
    paths, folder, drawer = screen.library.paths, screen.settings.export_folder, screen.library.drawer
    stored = next(each for each in bulletin.articles if each.number == article.number)

    def written(path: str | None) -> None:
        if path:
            screen.say("export.written" if article is stored else "export.written_drawn", path=clean_label(path))

    dialog = ExportDialog(
        article,
        clean_label(entry.path),
        lambda: drawer.form(stored, bulletin),
        lambda: suggest_file(article, folder, paths),
        paths,
        screen.language,
    )
    screen.app.push_screen(dialog, written)


def suggest_file(article: Article, wanted: str, read_only: Sequence[str]) -> str:
    """Return a path an article could be written to: in the settings' folder, else the current one, else at home.

    Home it is when the current folder is being read, or is gone.
    """
    from reader.export.names import file_name
    from reader.export.write import refuse_inside

    folder = os.path.expanduser(wanted or "~")
    if not wanted:
        with contextlib.suppress(ExportError, OSError):
            refuse_inside(os.getcwd(), read_only)
            folder = os.getcwd()
    try:
        taken = os.listdir(folder)
    except OSError:
        taken = []
    return os.path.join(folder, file_name(article, ".txt", taken))
