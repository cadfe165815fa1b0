"""What Textual loads and Reader never uses is left out while Textual is loaded: a tenth of the start would go into it.

The command palette brings half a dozen widgets with it, asyncio brings the encryption of connections, and a folder for
downloads is looked up. Reader has a palette of its own, and opens no connection.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = ("textual.command", "platformdirs")  # modules of which others name things when they are loaded
OPTIONAL = ("ssl",)  # a module that Python may have been built without: who can do without it says so


class _Absent(ModuleType):
    """Stands for a module of which things are named and not used: each is a class without contents."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__module__": self.__name__})


@contextmanager
def left_out() -> Iterator[None]:
    """Leave out what is not used of what is imported meanwhile; whoever imports it later gets it as it is."""
    absent: dict[str, ModuleType | None] = {name: _Absent(name) for name in NAMED if name not in sys.modules}
    absent |= {name: None for name in OPTIONAL if name not in sys.modules}
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None says: is not to be had
    modules.update(absent)
    try:
        yield
    finally:
        for name, module in absent.items():
            if modules.get(name, module) is module:
                modules.pop(name, None)
