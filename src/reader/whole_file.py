"""Small files that cannot be made again: written whole or not at all, by one program at a time, never over damage."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: str | Path, text: str) -> None:
    """Write a file whole: to another one first, which then takes its name. Makes its folder. Raises OSError."""
    import tempfile

    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=f".{os.path.basename(path)}-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        import contextlib

        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise


def put_aside(path: str | Path) -> None:
    """Give a file that could not be understood another name, one that is free. Raises OSError."""
    number, (stem, suffix) = 1, os.path.splitext(path)
    while os.path.lexists(aside := f"{stem}-damaged-{number}{suffix}"):
        number += 1
    os.rename(path, aside)


class Alone:
    """Keeps other programs from writing a file meanwhile, where the system knows how. Its folder is there."""

    def __init__(self, path: str | Path) -> None:
        self._path = os.path.splitext(path)[0] + ".lock"
        self._descriptor = -1

    def __enter__(self) -> None:
        try:
            from fcntl import LOCK_EX, flock
        except ImportError:  # Windows: two readers that write in the same millisecond are left to luck
            return
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            flock(self._descriptor, LOCK_EX)
        except OSError:  # a file system without locks
            return

    def __exit__(self, *_raised: object) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
