"""A list to pick from by typing a part of a name: sections, and all commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.box import Box
from reader.app.widgets.line_list import LineList
from reader.app.widgets.note import Note
from reader.library.fold import fold
from reader.typeset.widths import fit, width
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


class Choice(Value):
    """Something that can be picked: a name to show and to filter by, a detail at the right, a value to return."""

    name: str
    detail: str
    value: str


class _Choices(LineList):
    def __init__(self) -> None:
        super().__init__(focusable=False)
        self.choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        """List ``choices``, the first of them chosen."""
        self.choices = choices
        self.scroll_to(y=0, animate=False)
        self.set_heights((1 for _ in choices), 0)

    def paint_row(self, row: int, width_: int, *, chosen: bool) -> list[Strip]:
        """Draw one choice."""
        choice = self.choices[row]
        styles = look(self)
        name_style, detail_style = styles["dialog"], styles["dialog.detail"]
        if chosen:
            name_style, detail_style = name_style + styles["over.chosen"], detail_style + styles["over.chosen"]
        name = fit(choice.name, width_ - width(choice.detail) - 4)
        gap = " " * max(1, width_ - width(name) - width(choice.detail) - 3)
        segments = [Segment(" " + name + gap, name_style), Segment(choice.detail + "  ", detail_style)]
        return [Strip(segments).extend_cell_length(width_, name_style)]


class Picker(ModalScreen[str]):
    """Returns the value of the choice picked, or nothing."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+c", "app.quit", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, title: str, placeholder: str, none: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._heading, self._placeholder, self._none = title, placeholder, none
        self._choices = choices
        self._list, self._footer = _Choices(), Note("", classes="footer")  # there before a key can come

    def compose(self) -> ComposeResult:
        """Lay out a title, a box to type in, the list."""
        with Vertical(classes="dialog picker"):
            yield Note(self._heading, classes="title")
            yield Box(placeholder=self._placeholder)
            yield self._list
            yield self._footer

    def on_mount(self) -> None:
        """List everything. The list keeps its height while it is filtered: nothing jumps."""
        self._list.styles.height = max(1, len(self._choices))
        self._filter("")

    def on_input_changed(self, event: Box.Changed) -> None:
        """List what holds the words typed so far."""
        event.stop()
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        found = [choice for choice in self._choices if all(word in fold(choice.name) for word in words)]
        found.sort(key=lambda choice: not fold(choice.name).startswith(" ".join(words)))
        self._list.show(found)
        self._footer.update("" if found else self._none)

    def on_input_submitted(self, event: Box.Submitted) -> None:
        """Return the choice under the cursor."""
        event.stop()
        self._pick(self._list.cursor)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Return the choice that was clicked."""
        event.stop()
        self._pick(event.row)

    def _pick(self, row: int) -> None:
        choices = self._list.choices
        if 0 <= row < len(choices):
            self.dismiss(choices[row].value)

    def action_leave(self) -> None:
        """Pick nothing."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by windows."""
        self._list.move_page(by)

    def on_click(self, event: events.Click) -> None:
        """Close when the click is beside the dialog."""
        if event.widget is self:
            self.dismiss(None)
