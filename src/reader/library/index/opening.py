"""Finds the index of a library: by the folders that it is of, in the cache."""

from __future__ import annotations

import os
from contextlib import suppress

from reader.library.index.database import Database
from reader.library.index.shelf import IndexShelf
from reader.library.index.versions import version_of
from reader.library.shelf import IndexDamagedError, IndexUnusableError
from reader.places import index_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.display.choice import Drawing


try:  # hashlib would load all of OpenSSL
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def index_file(paths: Sequence[str], wanted: Drawing) -> Path:
    """Return where the index of these folders is, with headlines drawn as ``wanted``, or would be."""
    from pathlib import Path  # takes longer to load than the index to open

    return Path(_index_file(paths, wanted))


def _index_file(paths: Sequence[str], wanted: Drawing) -> str:
    # Each setting has a file: two of them in use, as from two programs, would make one file anew for each other.
    folders = "\0".join(sorted({os.path.abspath(path) for path in paths}))
    name = blake2b(os.fsencode(folders), digest_size=10).hexdigest()
    return os.path.join(index_folder(), f"library-{name}{_ending(wanted)}")


def remove_others(paths: Sequence[str], wanted: Drawing) -> None:
    """Delete the indexes of these folders that were made with headlines drawn otherwise."""
    ours = index_file(paths, wanted)
    for path in ours.parent.glob(f"{ours.name[: -len(_ending(wanted))]}*"):
        if not path.name.startswith(ours.name):
            with suppress(OSError):
                path.unlink()


def _ending(wanted: Drawing) -> str:
    return f"-{wanted.bits}.sqlite"


def open_index(paths: Sequence[str], wanted: Drawing, *, listed: bool = True) -> IndexShelf:
    """Open the index of these folders, or make one. Raises IndexUnusableError where there can be none.

    ``listed`` says whether the table of contents is wanted at once.
    """
    database = Database(_index_file(paths, wanted), version_of(wanted))
    try:
        return IndexShelf(database, listed=listed)
    except IndexDamagedError as error:
        try:
            return IndexShelf(database.anew(str(error)))
        except IndexDamagedError as again:  # that is no chance: memory will do
            raise IndexUnusableError(str(again)) from again


def shelf_of(paths: Sequence[str], wanted: Drawing, *, listed: bool = True) -> IndexShelf | None:
    """Return the index of these paths, if one was made; None if not. See open_index."""
    if not paths or not all(map(os.path.isdir, paths)) or not os.path.exists(_index_file(paths, wanted)):
        return None
    return open_index(paths, wanted, listed=listed)
