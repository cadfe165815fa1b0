"""Calls that come after a while, however busy the machine is.

A timer of Textual's that skips what is late is lost when its time has passed before it begins to wait.
"""

from __future__ import annotations

from asyncio import get_running_loop
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump


def call_in(seconds: float, pump: MessagePump, called: Callable[[], object]) -> None:
    """Have ``pump`` call ``called`` in so many seconds, among its other messages. To be asked on the app's thread."""
    get_running_loop().call_later(seconds, pump.call_next, called)
