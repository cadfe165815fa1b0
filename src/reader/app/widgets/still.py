"""What holds no other widget: when it is told its size, nothing has to be laid out for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size


class Still(Widget):
    """A widget that the screen is laid out once for where Textual does it twice, drawing a picture each time."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: ARG002 (Textual's)
        return super()._size_updated(size, virtual_size, container_size, layout=False)
