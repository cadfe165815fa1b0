"""Walks the folders: which files are bulletins, and why others are not. What is found is handed on folder by folder."""

from __future__ import annotations

import os
import stat
from operator import attrgetter

from reader.formats.files import STANDARD_INPUT, problem, suffix_of
from reader.model import Problem, ProblemKind
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Stamp = tuple[int, int, int, int]  # size, modified, inode, changed: what tells whether a file is another one

MAX_FOLDER_DEPTH = 40
AT_ONCE = 8192  # files of one folder that are handed on together
FEW = 10_000  # files in new folders: where there are more, all folders may as well be looked at


class FileRef(Value):
    """A bulletin's file as found: its path, the folder it was found under, and what tells whether it changed."""

    path: str
    root: str
    size: int
    modified: int  # nanoseconds
    inode: int = 0
    changed: int = 0  # when anything about it did, in nanoseconds: that nobody can put back

    @property
    def stamp(self) -> Stamp:
        """What changes when the file does."""
        return self.size, self.modified, self.inode, self.changed


class Listing(Value):
    """Bulletins found in a folder: their names, and of each its stamp. ``folder`` and a name make a path.

    A folder with very many comes in several listings. ``part`` says which it is, 0 the first; ``last`` that no more
    comes. ``status`` is what the system said of the folder itself before it was listed; None for files that were
    named outright, which say nothing of the others in their folder.
    """

    folder: str
    root: str
    names: list[str]
    stamps: list[Stamp]
    status: os.stat_result | None = None
    part: int = 0
    last: bool = True

    def refs(self) -> Iterator[FileRef]:
        """Yield the files."""
        for name, stamp in zip(self.names, self.stamps, strict=True):
            yield FileRef(self.folder + name, self.root, *stamp)

    @property
    def paths(self) -> list[str]:
        """The paths of the files."""
        return [self.folder + name for name in self.names]


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells whether a file has changed."""
    return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns


def folder_of(path: str) -> str:
    """Return the folder of a path as a listing has it: with the separator at its end, so that a name may follow."""
    return path[: len(path) - len(os.path.basename(path))]


def find_changed(roots: Sequence[str], changed: Iterable[str]) -> list[Listing] | None:
    """Return those of some files that are there, and all that is in those that are folders. What is gone is left out.

    ``changed`` are paths below ``roots`` that a walk would give. None: that cannot be told from these paths alone,
    since there are links, folders in folders, very many files, or something is wrong with one of them.
    """
    found: list[Listing] = []
    files = 0
    try:
        for path in sorted(changed):
            under = [root for root in roots if path.startswith(os.path.join(root, ""))]
            if len(under) != 1 or not is_utf8(path):
                return None
            if os.path.realpath(path) != os.path.join(os.path.realpath(under[0]), _within(under[0], path)):
                return None
            if not os.path.exists(path):
                continue
            walk = Walk(lambda: False)
            for listing in walk.named(path, under[0]):
                found.append(listing)
                files += len(listing.names)
                if files > FEW:
                    return None
            if walk.problems or walk.has_links:
                return None
    except (OSError, ValueError):
        return None
    return found


def _within(root: str, path: str) -> str:
    return path[len(os.path.join(root, "")) :]


class Walk:
    """One walk over all paths. It remembers the folders it has been in, but no file of theirs.

    Folders are walked to the end, links followed, loops and repeated files passed over. Hidden files and files of
    other kinds are left alone. A path named outright is always taken, whatever its suffix. ``problems`` are those met
    on the way, ``has_links`` whether there are links.
    """

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self.problems: list[Problem] = []
        self.has_links = False
        self._cancelled = cancelled
        self._folders: set[tuple[int, int] | str] = set()
        self._listed: set[str] = set()  # the same folders, as listings name them
        self._named: set[str] = set()  # files

    def listings(self, paths: Iterable[str]) -> Iterator[Listing]:
        """Yield the bulletins under ``paths``, in no order that matters. When cancelled it just stops."""
        for path in paths:
            yield from self._start(path)

    def _start(self, path: str) -> Iterator[Listing]:
        """Take one path from the command line or the settings."""
        if path == STANDARD_INPUT:
            yield Listing("", "", [path], [(0, 0, 0, 0)])
            return
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            self._failed(error, path, ProblemKind.MISSING)
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._below(path, path, 0)
        else:
            yield from self._file(path, os.path.dirname(path), status)

    def named(self, path: str, root: str) -> Iterator[Listing]:
        """Yield what is at one path below a folder. Raises OSError when nothing is."""
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            yield from self._below(path, root, _within(root, path).count(os.sep) + 1)
        else:
            yield from self._file(path, root, status)

    def list_folder(self, folder: str, inside: list[str]) -> Iterator[Listing]:
        """Yield what is in a folder alone; the folders in it are put ``inside``. Raises OSError."""
        with os.scandir(folder) as entries:
            yield from self._list(folder, folder, os.stat(folder), entries, inside)

    def _file(self, path: str, root: str, status: os.stat_result) -> Iterator[Listing]:
        folder, name = folder_of(path), os.path.basename(path)
        if path in self._named or (folder in self._listed and _is_listed(name)):
            return
        self._named.add(path)
        if stat.S_ISREG(status.st_mode):
            yield Listing(folder, root, [name], [stamp_of(status)])
        else:
            self.problems.append(problem(ProblemKind.NOT_A_FILE, path))

    def _failed(self, error: Exception, path: str, missing: ProblemKind) -> None:
        import errno

        number = error.errno if isinstance(error, OSError) else None
        kind = ProblemKind.UNREADABLE
        if number == errno.ELOOP:
            kind = ProblemKind.SYMLINK_LOOP
        elif number == errno.ENOENT:
            kind = ProblemKind.BROKEN_LINK if os.path.islink(path) else missing
        self.problems.append(problem(kind, path))

    def _below(self, path: str, root: str, depth: int) -> Iterator[Listing]:
        """Yield what is in a folder and all those below it."""
        waiting = [(path, depth)]
        while waiting and not self._cancelled():
            path, depth = waiting.pop()
            if depth > MAX_FOLDER_DEPTH:
                self.problems.append(problem(ProblemKind.TOO_DEEP, path, limit=MAX_FOLDER_DEPTH))
                continue
            inside: list[str] = []
            before = len(self.problems)
            try:
                status = self._enter(path)
                if status is not None:
                    with os.scandir(path) as entries:
                        yield from self._list(os.path.join(path, ""), root, status, entries, inside)
            except OSError as error:
                self._failed(error, path, ProblemKind.VANISHED)
            self.problems[before:] = sorted(self.problems[before:], key=attrgetter("path"))  # systems list as they like
            waiting += [(each, depth + 1) for each in sorted(inside, reverse=True)]

    def _enter(self, path: str) -> os.stat_result | None:
        """Return what the system says of a folder; None when the walk has been there. Raises OSError."""
        status = os.stat(path)
        identity = (status.st_dev, status.st_ino) if status.st_ino else path
        if identity in self._folders:
            if os.path.islink(path):
                self.problems.append(problem(ProblemKind.SYMLINK_LOOP, path))
            return None
        self._folders.add(identity)
        self._listed.add(os.path.join(path, ""))
        return status

    def _list(
        self, folder: str, root: str, status: os.stat_result, entries: Iterable[os.DirEntry[str]], inside: list[str]
    ) -> Iterator[Listing]:
        """Yield the bulletins among some entries of a folder; the folders among them are put ``inside``."""
        names: list[str] = []
        stamps: list[Stamp] = []
        part = 0
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            try:
                self.has_links = self.has_links or entry.is_symlink()
                if entry.is_dir():
                    inside.append(entry.path)
                elif suffix_of(name) is not None and self._is_to_be_read(entry):
                    found = entry.stat()
                    if not stat.S_ISREG(found.st_mode):
                        self.problems.append(problem(ProblemKind.NOT_A_FILE, entry.path))
                        continue
                    names.append(name)
                    stamps.append(stamp_of(found))
            except OSError as error:
                if suffix_of(name) or entry.is_symlink():
                    self._failed(error, entry.path, ProblemKind.VANISHED)
            if len(names) == AT_ONCE:
                yield Listing(folder, root, names, stamps, status, part, last=False)
                names, stamps, part = [], [], part + 1
        yield Listing(folder, root, names, stamps, status, part)

    def _is_to_be_read(self, entry: os.DirEntry[str]) -> bool:
        if not is_utf8(entry.name):
            self.problems.append(problem(ProblemKind.FILE_NAME, entry.path))
            return False
        return not self._named or entry.path not in self._named


def _is_listed(name: str) -> bool:
    """Return whether a walk takes a file of this name when it comes to its folder."""
    return suffix_of(name) is not None and not name.startswith(".") and is_utf8(name)


def is_utf8(name: str) -> bool:
    """Return whether a file name is text: names in other encodings come with lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
