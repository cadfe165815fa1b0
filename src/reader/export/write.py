"""Writes what is exported: atomically, over nothing unless told, never over or among the bulletins being read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING

from reader.errors import ExportError
from reader.formats.files import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_text(path: str, text: str, *, overwrite: bool, read_only: Iterable[str] = ()) -> None:
    """Write ``text`` to ``path`` as UTF-8: all of it or nothing.

    ``read_only`` are the files and folders being read. Raises ExportError when ``path`` is one of them or lies in
    one, exists already and ``overwrite`` is not set, or cannot be written.
    """
    folder = os.path.dirname(path) or "."
    temporary = ""
    try:
        refuse_inside(path, read_only)
        descriptor, temporary = tempfile.mkstemp(prefix=".reader-", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        _put(temporary, path, overwrite=overwrite)
    except FileExistsError as error:
        raise ExportError("error.exists", path=path) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ExportError("error.write", path=path, reason=reason) from error
    finally:
        with contextlib.suppress(OSError):
            if temporary:
                os.unlink(temporary)


def _put(temporary: str, path: str, *, overwrite: bool) -> None:
    """Give the finished file its name; without ``overwrite`` a file that is there makes it fail."""
    if overwrite:
        os.replace(temporary, path)
        return
    if os.path.lexists(path):
        raise FileExistsError(path)
    try:
        os.link(temporary, path)  # fails when someone else was quicker, where rename would not
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.rename(temporary, path)


def _umask() -> int:
    """Return the process's umask; asking for it means setting it for a moment."""
    current = os.umask(0o077)
    os.umask(current)
    return current


def refuse_inside(path: str, sources: Iterable[str]) -> None:
    """Raise ExportError when ``path`` is one of ``sources`` or lies in one: bulletins are never written to."""
    real = os.path.realpath(path)
    for source in sources:
        root = os.path.realpath(source)
        if os.path.isdir(root):
            if real == root or real.startswith(root.rstrip(os.sep) + os.sep):
                raise ExportError("error.read-only", path=path, folder=source)
        elif source != STANDARD_INPUT and _same_file(real, root):
            raise ExportError("error.read-only-file", path=path)


def _same_file(one: str, other: str) -> bool:
    """Return whether two real paths name one file, as hard links and spellings in another case do."""
    try:
        return one == other or os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them is not there
        return False
