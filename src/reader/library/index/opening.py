"""Finds the index of a library: by the folders that it is of, in the cache."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.index.database import Database
from reader.library.index.shelf import IndexShelf
from reader.library.index.versions import version_of
from reader.library.shelf import IndexDamagedError, IndexUnusableError
from reader.places import index_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.display.drawing import Drawing


def index_file(paths: Sequence[str]) -> Path:
    """Return where the index of these folders is, or would be."""
    folders = "\0".join(sorted({os.path.abspath(path) for path in paths}))
    name = hashlib.blake2b(os.fsencode(folders), digest_size=10).hexdigest()
    return Path(index_folder(), f"library-{name}.sqlite")


def open_index(paths: Sequence[str], wanted: Drawing) -> IndexShelf:
    """Open the index of these folders, or make one. Raises IndexUnusableError where there can be none."""
    database = Database(index_file(paths), version_of(wanted))
    try:
        return IndexShelf(database)
    except IndexDamagedError as error:
        try:
            return IndexShelf(database.anew(str(error)))
        except IndexDamagedError as again:  # that is no chance: memory will do
            raise IndexUnusableError(str(again)) from again


def shelf_of(paths: Sequence[str], wanted: Drawing) -> IndexShelf | None:
    """Return the index of these paths, if one was made; None if not. Raises IndexUnusableError."""
    if not paths or not all(map(os.path.isdir, paths)) or not os.path.exists(index_file(paths)):
        return None
    return open_index(paths, wanted)
