"""Walks the folders: which files are bulletins, in the order to read them, and why others are not."""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.formats.files import STANDARD_INPUT, problem, suffix_of
from reader.library.contents import natural
from reader.model import Problem, ProblemKind
from reader.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MAX_FOLDER_DEPTH = 40


class FileRef(Value):
    """A bulletin's file as found: its path, the folder it was found under, and what tells whether it changed."""

    path: str
    root: str
    size: int
    modified: int  # nanoseconds
    inode: int = 0
    changed: int = 0  # when anything about it did, in nanoseconds: that nobody can put back

    @property
    def stamp(self) -> tuple[int, int, int]:
        """What changes when the file does."""
        return self.size, self.modified, self.inode


def find_files(
    paths: Iterable[str], cancelled: Callable[[], bool] = lambda: False
) -> tuple[list[FileRef], list[Problem]]:
    """Return the bulletins under ``paths``, in no order that matters, and the problems met on the way.

    Folders are walked to the end, links followed, loops and repeated files passed over. Hidden files and files of
    other kinds are left alone. A path named outright is always taken, whatever its suffix.
    """
    walk = _Walk(cancelled)
    for path in paths:
        walk.start(path)
    return walk.found, walk.problems


def in_reading_order(refs: list[FileRef]) -> list[FileRef]:
    """Return files in the order to read them, the newest edition first."""
    return sorted(refs, key=_reading_order) if len(refs) > 1 else refs


def find_changed(roots: Sequence[str], changed: Iterable[str]) -> list[FileRef] | None:
    """Return those of some files that are there, and all files in those that are folders. What is gone is left out.

    ``changed`` are paths below ``roots`` that find_files would give. None: that cannot be told from these paths alone,
    since there are links, folders in folders, or something is wrong with one of them.
    """
    found: list[FileRef] = []
    try:
        for path in sorted(changed):
            under = [root for root in roots if path.startswith(os.path.join(root, ""))]
            if len(under) != 1 or not _is_utf8(path):
                return None
            if os.path.realpath(path) != os.path.join(os.path.realpath(under[0]), _within(under[0], path)):
                return None
            if os.path.exists(path):
                walk = _Walk(lambda: False)
                walk.named(path, under[0])
                found += walk.found
                if walk.problems or walk.has_links:
                    return None
    except (OSError, ValueError):
        return None
    return found


def _within(root: str, path: str) -> str:
    return path[len(os.path.join(root, "")) :]


def _reading_order(ref: FileRef) -> tuple[object, ...]:
    from reader.page.dates import date_of_path  # a single file needs no order

    date = date_of_path(ref.path[len(ref.root) :] if ref.root else ref.path)
    return (-date.toordinal() if date else 0, natural(ref.path))


class _Walk:
    """One walk over all paths; remembers the folders it has been in."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self.found: list[FileRef] = []
        self.problems: list[Problem] = []
        self._cancelled = cancelled
        self.has_links = False
        self._folders: set[tuple[int, int]] = set()
        self._files: set[str] = set()

    def start(self, path: str) -> None:
        """Take one path from the command line or the settings."""
        if path == STANDARD_INPUT:
            self.found.append(FileRef(path, "", 0, 0))
            return
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            self._failed(error, path, ProblemKind.MISSING)
            return
        if stat.S_ISDIR(status.st_mode):
            self._folder(path, path, 0)
        else:
            self._file(path, os.path.dirname(path), status)

    def named(self, path: str, root: str) -> None:
        """Take one path below a folder."""
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            self._folder(path, root, _within(root, path).count(os.sep) + 1)
        else:
            self._file(path, root, status)

    def _failed(self, error: Exception, path: str, missing: ProblemKind) -> None:
        import errno

        number = error.errno if isinstance(error, OSError) else None
        kind = ProblemKind.UNREADABLE
        if number == errno.ELOOP:
            kind = ProblemKind.SYMLINK_LOOP
        elif number == errno.ENOENT:
            kind = ProblemKind.BROKEN_LINK if os.path.islink(path) else missing
        self.problems.append(problem(kind, path))

    def _folder(self, path: str, root: str, depth: int) -> None:
        if self._cancelled():
            return
        if depth > MAX_FOLDER_DEPTH:
            self.problems.append(problem(ProblemKind.TOO_DEEP, path, limit=MAX_FOLDER_DEPTH))
            return
        try:
            status = os.stat(path)
            identity = (status.st_dev, status.st_ino)
            if status.st_ino and identity in self._folders:
                if os.path.islink(path):
                    self.problems.append(problem(ProblemKind.SYMLINK_LOOP, path))
                return
            self._folders.add(identity)
            with os.scandir(path) as listing:
                entries = sorted(listing, key=attrgetter("name"))
        except OSError as error:
            self._failed(error, path, ProblemKind.VANISHED)
            return
        for entry in entries:
            if not entry.name.startswith("."):
                self._entry(entry, root, depth)

    def _entry(self, entry: os.DirEntry[str], root: str, depth: int) -> None:
        try:
            self.has_links = self.has_links or entry.is_symlink()
            if entry.is_dir():
                self._folder(entry.path, root, depth + 1)
                return
            if suffix_of(entry.name) is None:
                return
            if not _is_utf8(entry.name):
                self.problems.append(problem(ProblemKind.FILE_NAME, entry.path))
                return
            self._file(entry.path, root, entry.stat())
        except OSError as error:
            if suffix_of(entry.name) or entry.is_symlink():
                self._failed(error, entry.path, ProblemKind.VANISHED)

    def _file(self, path: str, root: str, status: os.stat_result) -> None:
        if path in self._files:
            return
        self._files.add(path)
        if not stat.S_ISREG(status.st_mode):
            self.problems.append(problem(ProblemKind.NOT_A_FILE, path))
            return
        stamp = status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns
        self.found.append(FileRef(path, root, *stamp))


def _is_utf8(name: str) -> bool:
    """Return whether a file name is text: names in other encodings come with lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
