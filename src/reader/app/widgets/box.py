"""A box to type in. What is typed or pasted passes the same gate as everything else that reaches the terminal."""

from __future__ import annotations

from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input

from reader.formats.clean import clean_label


class Box(Input):
    """One line of text, without control characters."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Show each character that could drive the terminal as U+FFFD; the others keep their places."""
        return clean_label(value)

    def _watch_value(self, value: str) -> None:
        # Textual lays the whole screen out anew with each letter, since the text is longer then; the box is not.
        self.set_reactive(Widget.virtual_size, Size(self.content_width, 1))
        super()._watch_value(value)
