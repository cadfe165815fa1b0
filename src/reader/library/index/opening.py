"""Finds the index of a library: by the folders that it is of, in the cache."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.library.index.database import Database
from reader.library.index.shelf import IndexShelf
from reader.library.shelf import MemoryShelf
from reader.places import index_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.display.drawing import Drawing
    from reader.library.shelf import Shelf


def index_file(paths: Sequence[str]) -> Path:
    """Return where the index of these folders is, or would be."""
    folders = "\0".join(sorted({os.path.realpath(path) for path in paths}))
    name = hashlib.blake2b(os.fsencode(folders), digest_size=10).hexdigest()
    return Path(index_folder(), f"library-{name}.sqlite")


def open_index(paths: Sequence[str], wanted: Drawing) -> IndexShelf:
    """Open the index of these folders, or make one. Raises IndexUnusableError where there can be none."""
    return IndexShelf(Database(index_file(paths), f"{__version__}-{wanted.bits}"))


def shelf_of(paths: Sequence[str], wanted: Drawing) -> Shelf:
    """Return the shelf for these paths: their index, if one was made, else memory. Raises IndexUnusableError."""
    if not paths or not all(map(os.path.isdir, paths)) or not os.path.exists(index_file(paths)):
        return MemoryShelf()
    return open_index(paths, wanted)
