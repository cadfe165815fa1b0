"""The paper's table of contents: sections with counts, the headlines of the open one beneath it, searches below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.line_list import EvenRows, LineList
from reader.app.widgets.painting import label_lines
from reader.formats.clean import clean_label
from reader.library.contents import Contents
from reader.typeset.ambiguous import drawn
from reader.typeset.widths import fit, width

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from textual import events

    from reader.language import Language
    from reader.library.contents import Entry

HEADLINE_LINES = 2
MANY = 1000  # headlines of a section: more are not measured, each takes as many lines
HEADING_ROWS = 2  # above the searches: a blank one and their heading
MARGIN = 2  # cells before a section's name; its headlines stand one further in


class Sidebar(LineList):
    """Sections and headlines. ``show`` is told what there is; the screen is told what was picked."""

    GROUND = "sidebar"

    class Picked(Message):
        """An entry was picked; ``move_on`` says that the reader wants to go to its text."""

        def __init__(self, entry: Entry, *, move_on: bool) -> None:
            super().__init__()
            self.entry = entry
            self.move_on = move_on

    class SearchPicked(Message):
        """A search that is kept was picked."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, language: Language) -> None:
        super().__init__(id="sidebar")
        self.add_class("side")
        self.language = language
        self.contents = Contents()
        self.open_section = 0
        self.current: Entry | None = None
        self.searches: tuple[tuple[str, str], ...] = ()
        self._shown_width = 0

    def show(self, contents: Contents, current: Entry | None) -> None:
        """Show the table of contents with the section of ``current`` open and the cursor on it.

        A cursor that the reader has put on a section's row or on a search stays there.
        """
        place = contents.place(current) if current else None
        at = self.section_of(self.cursor) if self.has_focus and self.entry_of(self.cursor) is None else -1
        section = self.contents.sections[at].name if 0 <= at < len(self.contents.sections) else None
        search = self._search_at(self.cursor) if self.has_focus else None
        self.contents, self.current = contents, current
        self.open_section = place[0] if place else min(self.open_section, max(0, len(contents.sections) - 1))
        cursor = self.open_section + 1 + place[1] if place else self.open_section
        names = [each.name for each in contents.sections]
        if section in names and names.index(section) != self.open_section:
            cursor = self.row_of_section(names.index(section))
        elif search is not None:
            cursor = self._first_search + search
        self._lay_out(cursor)
        self.show_row(cursor)

    def show_searches(self, searches: tuple[tuple[str, str], ...]) -> None:
        """Show the searches that are kept, each with how much it finds, below the sections."""
        if len(searches) != len(self.searches):
            self.searches = searches
            self.show(self.contents, self.current)
        elif searches != self.searches:
            self.searches = searches
            self.repaint()

    def move_current(self, entry: Entry) -> None:
        """Mark another entry as the one that is read; lays out anew only when it stands in another section."""
        place = self.contents.place(entry)
        if place is None or place[0] != self.open_section:
            self.show(self.contents, entry)
            return
        same = self.current is not None and self.current.key == entry.key
        before = self.contents.place(self.current) if self.current else None
        self.current = entry
        if before is not None and before[0] == self.open_section:
            self.repaint_row(self.open_section + 1 + before[1])
        row = self.open_section + 1 + place[1]
        self.repaint_row(row)
        if not (same and self.has_focus):  # read again: the reader's cursor stays where it was put
            self.cursor = row
        self.draw_together()

    def _lay_out(self, cursor: int) -> None:
        self._shown_width = self.size.width
        if self._is_even():
            above, sections = self.open_section + 1, self.contents.sections
            count = len(sections[self.open_section].entries)
            below = len(sections) - above + self._search_rows
            self.set_starts(EvenRows(above, count, HEADLINE_LINES, below), cursor)
        else:
            self.set_heights(self._heights(), cursor)

    def _is_even(self) -> bool:
        sections = self.contents.sections
        return bool(sections) and len(sections[self.open_section].entries) > MANY

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew: headlines take more or fewer lines."""
        if event.size.width != self._shown_width:
            self._lay_out(self.cursor)
            self.call_after_refresh(self.show_row, self.cursor)

    # -- rows: the sections up to the open one, its headlines, the other sections ------------------------------------

    def _heights(self) -> Iterator[int]:
        sections = self.contents.sections
        if not sections:
            return
        for _ in range(self.open_section + 1):
            yield 1
        room = 2 * max(1, self._room)
        before: datetime.date | None = None
        dated = self._is_dated()
        for entry in sections[self.open_section].entries:
            # About the width in cells, and that is enough: what does not fit is cut.
            cells = len(entry.headline) + len(entry.headline.encode("utf-8", "replace"))
            height = 1 if cells <= room else HEADLINE_LINES
            yield height + (dated and entry.date != before)
            before = entry.date
        for _ in range(self.open_section + 1, len(sections) + self._search_rows):
            yield 1

    @property
    def _room(self) -> int:
        return self.size.width - MARGIN - 2

    def _is_dated(self) -> bool:
        """Return whether the open section holds articles of more than one day."""
        entries = self.contents.sections[self.open_section].entries
        return bool(entries) and entries[0].date != entries[-1].date

    def entry_of(self, row: int) -> Entry | None:
        """Return the entry on ``row``, or None for a section's row."""
        if not self.contents.sections:
            return None
        entries = self.contents.sections[self.open_section].entries
        at = row - self.open_section - 1
        return entries[at] if 0 <= at < len(entries) else None

    def section_of(self, row: int) -> int:
        """Return which section stands on ``row``, or -1."""
        if row <= self.open_section:
            return row if self.contents.sections else -1
        at = row - len(self.contents.sections[self.open_section].entries)
        return at if self.open_section < at < len(self.contents.sections) else -1

    def row_of_section(self, number: int) -> int:
        """Return the row of a section."""
        if number <= self.open_section:
            return number
        return number + len(self.contents.sections[self.open_section].entries)

    def paint_row(self, row: int, width: int, *, chosen: bool) -> list[Strip]:
        """Draw a section's row or a headline."""
        entry = self.entry_of(row)
        if entry is None and row >= self._first_search - HEADING_ROWS:
            return [self._search_strip(self._search_at(row), row, width, chosen=chosen)]
        if entry is None:
            return [self._section_strip(self.section_of(row), width, chosen=chosen)]
        return self._headline_strips(entry, width, chosen=chosen)

    # -- the searches that are kept: a blank row, a heading, and they; all below the sections -----------------------

    @property
    def _search_rows(self) -> int:
        return HEADING_ROWS + len(self.searches) if self.searches else 0

    @property
    def _first_search(self) -> int:
        sections = self.contents.sections
        entries = len(sections[self.open_section].entries) if sections else 0
        return len(sections) + entries + HEADING_ROWS

    def _search_at(self, row: int) -> int | None:
        at = row - self._first_search
        return at if 0 <= at < len(self.searches) else None

    @property
    def chosen_search(self) -> str | None:
        """The search under the cursor, if one is."""
        at = self._search_at(self.cursor)
        return None if at is None else self.searches[at][0]

    def choose_search(self, text: str) -> None:
        """Put the cursor on a search that is kept."""
        for at, (each, _) in enumerate(self.searches):
            if each == text:
                self.cursor = self._first_search + at

    def can_choose(self, row: int) -> bool:
        """Return whether the cursor may stand on ``row``: not on a heading."""
        first = self._first_search
        return super().can_choose(row) and not first - HEADING_ROWS <= row < first

    def _search_strip(self, at: int | None, row: int, cells: int, *, chosen: bool) -> Strip:
        if at is None:
            heading = self.language.text("searches.title") if row == self._first_search - 1 else ""
            return Strip([Segment(" " * MARGIN + fit(heading, cells - MARGIN), look(self)["sidebar.date"])])
        text, count = self.searches[at]
        return self._counted(clean_label(text), count, cells, chosen=chosen)

    def _section_strip(self, number: int, cells: int, *, chosen: bool) -> Strip:
        section = self.contents.sections[number]
        name = section.name or self.language.text("section.none")
        look_of = "sidebar.open" if number == self.open_section else "sidebar"
        return self._counted(name, str(len(section.entries)), cells, chosen=chosen, style=look_of)

    def _counted(self, name: str, count: str, cells: int, *, chosen: bool, style: str = "sidebar") -> Strip:
        """Return a row of a name and a number at its right."""
        name_style, count_style = look(self)[style], look(self)["sidebar.count"]
        if chosen and self.has_focus:
            over = look(self)["over.chosen"]
            name_style, count_style = name_style + over, count_style + over
        name = fit(name, cells - MARGIN - len(count) - 2)
        gap = cells - MARGIN - width(name) - len(count) - 1
        return Strip([Segment(" " * MARGIN + name + " " * max(1, gap), name_style), Segment(count + " ", count_style)])

    def _headline_strips(self, entry: Entry, cells: int, *, chosen: bool) -> list[Strip]:
        current = self.current is not None and entry.key == self.current.key
        style = look(self)["sidebar.current" if current else "sidebar.headline"]
        mark = look(self)["sidebar.mark"]
        if chosen and self.has_focus:
            over = look(self)["over.chosen"]
            style, mark = style + over, mark + over
        strips = []
        if self._is_dated() and self._opens_date(entry):
            date = entry.date.isoformat() if entry.date else "—"
            strips.append(Strip([Segment(" " * MARGIN + date, look(self)["sidebar.date"])]))
        room = HEADLINE_LINES - len(strips) if self._is_even() else HEADLINE_LINES
        lines = label_lines(entry.headline, max(1, self._room), room) or [""]
        for line in lines:
            pad = " " * max(0, cells - MARGIN - 1 - width(line))
            strips.append(
                Strip([Segment(f" {drawn().chosen}" if current else "  ", mark), Segment(" " + line + pad, style)])
            )
        return strips

    def _opens_date(self, entry: Entry) -> bool:
        place = self.contents.place(entry)
        if place is None or place[1] == 0:
            return True
        return self.contents.entry(place[0], place[1] - 1).date != entry.date

    # -- what the reader does --------------------------------------------------------------------------------------

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Follow the cursor: the article under it is shown at once."""
        event.stop()
        if entry := self.entry_of(event.row):
            self.post_message(self.Picked(entry, move_on=False))

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.open_row(event.row)

    def open_row(self, row: int) -> None:
        """Open the section on ``row``, or go to the article on it."""
        if entry := self.entry_of(row):
            self.post_message(self.Picked(entry, move_on=True))
            return
        search = self._search_at(row)
        if search is not None:
            self.post_message(self.SearchPicked(self.searches[search][0]))
            return
        number = self.section_of(row)
        if 0 <= number < len(self.contents.sections):
            self.post_message(self.Picked(self.contents.sections[number].entries[0], move_on=False))
