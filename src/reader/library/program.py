"""Which program this is: what it keeps between runs is good for another one only if that would make the same."""

from __future__ import annotations

import os
import zlib
from functools import cache

from reader import __version__

CODE = ("", "formats", "page", os.path.join("page", "learned"), "display", "library")


@cache
def program() -> str:
    """Return what tells this program from any other that might read a page otherwise."""
    root = os.path.dirname(os.path.dirname(__file__))
    seen = __version__
    for name in CODE:
        with os.scandir(os.path.join(root, name)) as listing:
            status = sorted((entry.name, entry.stat()) for entry in listing if entry.name.endswith((".py", ".bin")))
        seen += "".join(f"{name}{each.st_size}{each.st_mtime_ns}" for name, each in status)
    return f"{__version__}-{zlib.crc32(seen.encode()):08x}"
