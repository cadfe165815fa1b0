"""Pages as they were rebuilt, kept in the cache: one that was read before is there at once at the next start.

Losing them costs nothing but time. A page is kept with what tells whether its file, the way it is read or the program
has changed since; if any has, it is read anew. Only values of ours are taken out of such a file.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import time
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.library.program import program

if TYPE_CHECKING:
    from typing import Any

    from reader.display.choice import Drawing
    from reader.library.file_read import FileRead, Rebuilt
    from reader.library.undone import UndoneRepairs

FOLDER = "pages"
SUFFIX = ".page"
BEGINNING = ".beginning"
MOST = 100  # pages that are kept, and beginnings
LARGEST = 1_000_000  # characters of a file: to put away more would be felt
SETTLED = 2.0  # seconds a file must have been left alone: a later change might have the same time
_VALUES = frozenset(
    {
        "reader.model",
        "reader.packed",
        "reader.library.file_read",
        "reader.library.contents",
        "reader.library.files",
        "reader.display.choice",
    }
)
_Stamp = tuple[int, int, int, int]


class _Kept(NamedTuple):
    """What a file of the cache holds. ``path`` is absolute; ``wanted`` is how headlines are drawn, as a number."""

    program: str
    path: str
    stamp: _Stamp
    wanted: int
    file: FileRead
    rebuilt: Rebuilt


class KeptPages:
    """The pages kept in a folder, or beginnings of large ones, each kind under a ``suffix`` of its own.

    May be used from several threads, and by several programs.
    """

    def __init__(self, folder: str, wanted: Drawing, undone: UndoneRepairs, suffix: str = SUFFIX) -> None:
        self._suffix = suffix
        self._folder = os.path.join(folder, FOLDER)
        self._wanted = wanted
        self._undone = undone
        self._begun = time.time()

    def find(self, path: str) -> tuple[FileRead, Rebuilt] | None:
        """Return what was read from the file at ``path``, if reading it again would give the same."""
        try:
            stamp = _stamp(path)
            kept = _load(self._file(path))
        except Exception:  # it is not there, or is damaged, or was never ours: the page is read anew
            return None
        known = kept.program, kept.path, kept.stamp, kept.wanted
        if known != (program(), os.path.abspath(path), stamp, self._wanted.bits):
            return None
        if kept.rebuilt.undone or self._undone.may_concern(kept.file.length):
            return None
        return kept.file, kept.rebuilt

    def takes(self, rebuilt: Rebuilt) -> bool:
        """Return whether a page like this is kept."""
        return len(rebuilt.bulletin.source) <= LARGEST and not rebuilt.undone

    def keep(self, file: FileRead, rebuilt: Rebuilt) -> None:
        """Keep what was read from a file since this was made. What cannot be written is not kept."""
        path = file.ref.path
        if not self.takes(rebuilt):
            return
        with contextlib.suppress(OSError, ValueError):
            stamp = _stamp(path)
            if stamp[:3] != file.ref.stamp[:3] or max(stamp[1], stamp[3]) > (self._begun - SETTLED) * 1e9:
                return  # it may have changed while it was read
            kept = _Kept(program(), os.path.abspath(path), stamp, self._wanted.bits, file, rebuilt)
            os.makedirs(self._folder, exist_ok=True)
            _dump(kept, self._file(path))
            self._make_room()

    def _file(self, path: str) -> str:
        name = zlib.crc32(os.fsencode(os.path.abspath(path)))
        return os.path.join(self._folder, f"{name:08x}{self._suffix}")

    def _make_room(self) -> None:
        """Take away the oldest of too many pages."""
        with os.scandir(self._folder) as listing:
            pages = [entry for entry in listing if entry.name.endswith(self._suffix)]
        if len(pages) > MOST:
            for entry in sorted(pages, key=lambda entry: entry.stat().st_mtime)[:-MOST]:
                os.unlink(entry.path)


def _stamp(path: str) -> _Stamp:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Let through nothing but values: a file that somebody else has put there starts no code."""
        # A name with dots leads from a value to what it was made of, and from there anywhere.
        if "." not in name and (module in _VALUES or (module, name) in {("datetime", "date"), (__name__, "_Kept")}):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _load(file: str) -> _Kept:
    """Return what a file of the cache holds. Raises OSError, and nearly anything else for one that is damaged."""
    with open(file, "rb") as source:
        kept = _Unpickler(source).load()
    if not isinstance(kept, _Kept):
        raise pickle.UnpicklingError(file)
    return kept


def _dump(kept: _Kept, file: str) -> None:
    """Write a page whole or not at all."""
    temporary = f"{file}.{os.getpid()}"
    try:
        with open(temporary, "wb") as target:
            pickle.dump(kept, target, pickle.HIGHEST_PROTOCOL)
        os.replace(temporary, file)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
