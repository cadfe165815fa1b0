"""A dialog of lines to be read: the keys, the origin of a text, the list of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.app.look import look
from reader.app.widgets.note import Note
from reader.app.widgets.scrolled import Scrolled
from reader.typeset.breaking import break_lines
from reader.typeset.widths import width
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult


class Item(Value):
    """A label and what it says; an item without a label is running text, one without a text a heading."""

    label: str
    text: str = ""


MIN_TEXT = 20  # cells beside a label
STACKED = 2  # cells a text below its label is set in


class _Lines(Scrolled, can_focus=True, inherit_bindings=False):
    """Items in two columns, texts broken under themselves."""

    def __init__(self, items: Sequence[Item], label_cells: int) -> None:
        super().__init__()
        self._items = items
        self._label_cells = label_cells
        self._lines: list[tuple[str, str, str]] = []  # class of the label, label, text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's)
        """Return how many lines there are, so that the dialog has its height from the first frame."""
        return sum(1 for _ in self._laid_out(width))

    def on_resize(self, event: events.Resize) -> None:
        """Break the texts anew."""
        self._lines = list(self._laid_out(event.size.width))
        self.virtual_size = Size(event.size.width, len(self._lines))

    def _laid_out(self, cells: int) -> Iterator[tuple[str, str, str]]:
        for item in self._items:
            if item.label and not item.text:
                if item is not self._items[0]:
                    yield ("dialog", "", "")
                for start, end in break_lines(item.label, max(10, cells - 2)):
                    yield ("dialog.heading", item.label[start:end], "")
                continue
            indent = self._label_cells if item.label else 0
            label = item.label
            if item.label and cells - indent - 2 < MIN_TEXT:  # no room beside the label: the text goes below it
                for start, end in break_lines(label, max(1, cells)):
                    yield ("dialog.label", label[start:end], "")
                indent, label = STACKED, ""
            for paragraph in item.text.replace("\t", " ").split("\n"):
                for start, end in break_lines(paragraph, max(1, cells - indent - 2)) if paragraph else [(0, 0)]:
                    pad = " " * max(0, indent - width(label))
                    yield ("dialog.label", label + pad, paragraph[start:end])
                    label = ""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        cells = self.size.width
        if not 0 <= number < len(self._lines):
            return Strip.blank(cells, look(self)["dialog"])
        name, label, text = self._lines[number]
        segments = [
            Segment(label, look(self)[name]),
            Segment(text, look(self)["dialog"]),
        ]
        return Strip(segments).extend_cell_length(cells, look(self)["dialog"]).crop(0, cells)

    def move(self, by: int) -> None:
        """Scroll by so many lines."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)


class LinesDialog(ModalScreen[None]):
    """Shows items until a key closes it."""

    BINDINGS: ClassVar = [
        Binding("escape,q,enter,i,f1", "dismiss", show=False),
        Binding("question_mark,fullwidth_question_mark", "dismiss", show=False),
        Binding("exclamation_mark,fullwidth_exclamation_mark", "dismiss", show=False),
        Binding("ctrl+c", "app.quit", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("g,home", "move(-1000000)", show=False),
        Binding("G,end", "move(1000000)", show=False),
    ]

    def __init__(self, title: str, items: Sequence[Item], footer: str) -> None:
        super().__init__()
        self._heading, self._footer = title, footer
        labels = [width(item.label) for item in items if item.text]
        self._lines = _Lines(items, max(labels, default=0) + 3)  # there before a key can come

    def compose(self) -> ComposeResult:
        """Lay out a title, the lines, and how to close them."""
        with Vertical(classes="dialog"):
            yield Note(self._heading, classes="title")
            yield self._lines
            yield Note(self._footer, classes="footer")

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self._lines.move(by)

    def action_page(self, by: int) -> None:
        """Scroll by windows."""
        self._lines.move(by * max(1, self._lines.size.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Close when the click is beside the dialog."""
        if event.widget is self:
            self.dismiss(None)
