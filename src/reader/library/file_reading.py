"""Reads files from disk, large ones in a program of their own; what is kept of those is packed."""

from __future__ import annotations

import os
from threading import Lock

from reader.formats.files import STANDARD_INPUT
from reader.library.files import FileRef

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.display.choice import Drawing
    from reader.library.apart import Apart
    from reader.library.file_read import FileRead, Rebuilt
    from reader.library.undone import UndoneRepairs

LARGE = 1_000_000  # bytes: to rebuild more is worth starting a program for, which gives back all memory it took


class FileReading:
    """Reads files for a library. May be used from several threads."""

    def __init__(self, undone: UndoneRepairs, wanted: Drawing) -> None:
        self._undone = undone
        self._wanted = wanted
        self._apart: Apart | None = None
        self._stopped = False
        self._lock = Lock()

    def read(self, ref: FileRef, *, texts: bool) -> tuple[FileRead, Rebuilt | None]:
        """Return what the library knows of a file, and its bulletin; of a large one the texts only where wanted."""
        if found := self._read_apart(ref, texts=texts):
            return found
        from reader.library.reading import read_file  # where all is known from before, nothing is read

        file, rebuilt = read_file(ref, self._undone, self._wanted)
        if rebuilt is not None and len(rebuilt.bulletin.source) > LARGE:
            from reader.library.long_text import packed, without_texts

            rebuilt = packed(rebuilt)
            file = file if texts else without_texts(file, rebuilt)
        return file, rebuilt

    def rebuilt(self, path: str) -> Rebuilt:
        """Return the bulletin at ``path`` with all its repairs. Raises BulletinError."""
        from reader.library.rebuilt import load_rebuilt

        size = os.path.getsize(path) if os.path.isfile(path) else 0
        found = self._read_apart(FileRef(path, "", size, 0), texts=False)
        if found is not None and found[1] is not None:
            return found[1]
        rebuilt = load_rebuilt(path, self._undone)
        if len(rebuilt.bulletin.source) <= LARGE:
            return rebuilt
        from reader.library.long_text import packed

        return packed(rebuilt)

    def stop(self) -> None:
        """End what is being read apart, and read nothing more in that way."""
        with self._lock:
            self._stopped = True
            if self._apart is not None:
                self._apart.stop()

    def _read_apart(self, ref: FileRef, *, texts: bool) -> tuple[FileRead, Rebuilt | None] | None:
        """Return a large file as read in a program of its own; None for any other, and where that cannot be."""
        if ref.path == STANDARD_INPUT or ref.size <= LARGE:  # what was typed or piped in is ours alone
            return None
        with self._lock:
            if self._apart is None:
                from reader.library.apart import Apart  # once a file is so large

                self._apart = Apart()
                if self._stopped:
                    self._apart.stop()
        return self._apart.read(ref, self._undone, self._wanted, texts=texts)
