"""The paper's table of contents: sections with counts, the headlines of the open one beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.line_list import EvenRows, LineList
from reader.app.widgets.painting import label_lines
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

    def __init__(self, language: Language) -> None:
        super().__init__(id="sidebar")
        self.add_class("side")
        self.language = language
        self.contents = Contents()
        self.open_section = 0
        self.current: Entry | None = None
        self._shown_width = 0

    def show(self, contents: Contents, current: Entry | None) -> None:
        """Show the table of contents with the section of ``current`` open and the cursor on it.

        A cursor that the reader has put on a section's row stays on that section.
        """
        place = contents.place(current) if current else None
        at = self.section_of(self.cursor) if self.has_focus and self.entry_of(self.cursor) is None else -1
        section = self.contents.sections[at].name if 0 <= at < len(self.contents.sections) else None
        self.contents, self.current = contents, current
        self.open_section = place[0] if place else min(self.open_section, max(0, len(contents.sections) - 1))
        cursor = self.open_section + 1 + place[1] if place else self.open_section
        names = [each.name for each in contents.sections]
        if section in names and names.index(section) != self.open_section:
            cursor = self.row_of_section(names.index(section))
        self._lay_out(cursor)
        self.show_row(cursor)

    def move_current(self, entry: Entry) -> None:
        """Mark another entry as the one that is read; lays out anew only when it stands in another section."""
        place = self.contents.place(entry)
        if place is None or place[0] != self.open_section:
            self.show(self.contents, entry)
            return
        before = self.contents.place(self.current) if self.current else None
        self.current = entry
        if before is not None and before[0] == self.open_section:
            self.repaint_row(self.open_section + 1 + before[1])
        row = self.open_section + 1 + place[1]
        self.repaint_row(row)
        self.cursor = row

    def _lay_out(self, cursor: int) -> None:
        self._shown_width = self.size.width
        if self._is_even():
            above, sections = self.open_section + 1, self.contents.sections
            count = len(sections[self.open_section].entries)
            self.set_starts(EvenRows(above, count, HEADLINE_LINES, len(sections) - above), cursor)
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
        for _ in range(self.open_section + 1, len(sections)):
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
        if entry is None:
            return [self._section_strip(self.section_of(row), width, chosen=chosen)]
        return self._headline_strips(entry, width, chosen=chosen)

    def _section_strip(self, number: int, cells: int, *, chosen: bool) -> Strip:
        section = self.contents.sections[number]
        name = section.name or self.language.text("section.none")
        opened = number == self.open_section
        style = look(self)["sidebar.open" if opened else "sidebar"]
        count_style = look(self)["sidebar.count"]
        if chosen and self.has_focus:
            over = look(self)["over.chosen"]
            style, count_style = style + over, count_style + over
        count = str(len(section.entries))
        name = fit(name, cells - MARGIN - len(count) - 2)
        gap = cells - MARGIN - width(name) - len(count) - 1
        return Strip(
            [Segment(" " * MARGIN + name, style), Segment(" " * max(1, gap), style), Segment(count + " ", count_style)]
        )

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
        number = self.section_of(row)
        if 0 <= number < len(self.contents.sections):
            self.post_message(self.Picked(self.contents.sections[number].entries[0], move_on=False))
