"""Tells what changes below some folders: by what the system reports (Linux), else by looking again and again.

Where the system reports changes, nothing is done until one comes, and it is told which files it concerns. On file
systems of other machines changes are not reported, so these are looked at.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import sys
import time
from threading import Event, Lock
from typing import TYPE_CHECKING

from reader.formats.files import suffix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Changed = frozenset[str] | None  # files that are other than before, and new folders; None: anything may be

QUIET = 0.1  # seconds without a change, after which changes are told together
LONGEST = 1.0  # seconds after which they are told while more come
MANY = 1_000  # paths; when more have changed, all folders are looked at
EVERY = 2.0  # seconds between two looks
FEW = 5_000  # files whose stamps are looked at too; of more, only whether a folder has other files
GRAIN = 0.05  # seconds by which a file system's clock may be behind
MAX_DEPTH = 40
_CLOSED, _MOVED_FROM, _MOVED_TO, _CREATED, _DELETED = 0x8, 0x40, 0x80, 0x100, 0x200  # inotify(7)
_MASK = _CLOSED | _MOVED_FROM | _MOVED_TO | _CREATED | _DELETED
_FOLDER, _LOST, _IGNORED = 0x40000000, 0x4000, 0x8000
_EVENT = struct.Struct("iIII")
_REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "virtiofs", "drvfs", "fuse.rclone", "davfs")


class Watch:
    """Watches folders until it is stopped."""

    def __init__(self, folders: Sequence[str], since: float) -> None:
        """Watch ``folders``, of which is known what there was at the time ``since`` (seconds, as time.time has it)."""
        self._folders = [folder for folder in folders if os.path.isdir(folder)]
        self._since = int((since - GRAIN) * 1e9)
        self._stopped = Event()
        self._waker: int | None = None
        self._lock = Lock()  # over the two above
        self.looks = not _reports(self._folders)  # again and again; otherwise changes are reported
        self.began = Event()  # set once no change will be missed

    def stop(self) -> None:
        """End ``changes``."""
        with self._lock:
            self._stopped.set()
            if self._waker is not None:
                os.write(self._waker, b"\0")

    def changes(self) -> Iterator[Changed]:
        """Yield what has changed, whenever something has. Ends when it is stopped."""
        if not self.looks:
            try:
                yield from self._reported()
            except OSError:  # there are more folders than the system reports on
                self.looks = True
        if self.looks and self._folders:
            yield from self._looked_at()

    def _looked_at(self) -> Iterator[None]:
        before = _stamps(self._folders)
        self.began.set()
        if any(stamp[0] > self._since for stamp in before.values()):
            yield None
        while not self._stopped.wait(EVERY):
            now = _stamps(self._folders)
            if now != before:
                before = now
                yield None

    def _reported(self) -> Iterator[Changed]:
        reports = _Reports()
        sleeper, waker = os.pipe()
        try:
            with self._lock:
                self._waker = waker
            newest = max(map(reports.watch, self._folders), default=0)
            self.began.set()
            if newest > self._since:
                yield None
            while not self._stopped.is_set():
                _ready(sleeper, reports.descriptor)
                if changed := self._gathered(reports, sleeper):
                    yield None if reports.has_links or len(changed) > MANY or "" in changed else frozenset(changed)
        finally:
            with self._lock:
                self._waker = None
            for each in (sleeper, waker, reports.descriptor):
                os.close(each)

    def _gathered(self, reports: _Reports, sleeper: int) -> set[str]:
        """Return what is reported until all is quiet for a moment; an empty path when something was not told."""
        changed: set[str] = set()
        end = time.monotonic() + LONGEST
        while not self._stopped.is_set():
            changed |= reports.read()
            if time.monotonic() > end or not _ready(sleeper, reports.descriptor, seconds=QUIET):
                break
        return changed


def _ready(*descriptors: int, seconds: float | None = None) -> bool:
    """Wait until one of these can be read; return whether one can be before the time is over."""
    poll = select.poll()  # select itself knows only the first thousand
    for each in descriptors:
        poll.register(each, select.POLLIN)
    return bool(poll.poll(None if seconds is None else 1000 * seconds))


class _Reports:
    """What Linux reports of folders (inotify). Raises OSError where it cannot."""

    def __init__(self) -> None:
        import ctypes  # only where a screen stays open

        self._library = ctypes.CDLL(None, use_errno=True)
        self._error: Callable[[], int] = ctypes.get_errno
        self.descriptor: int = self._library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if self.descriptor < 0:
            raise OSError(self._error(), "inotify")
        self._names: dict[int, str] = {}
        self.has_links = False  # a change may then be seen at other paths than the one that is reported

    def watch(self, folder: str) -> int:
        """Watch a folder and all below it; return when the one that changed last did, in nanoseconds."""
        newest = 0
        for path, changed, links in _below(folder):
            newest = max(newest, changed)
            self.has_links = self.has_links or links
            number = self._library.inotify_add_watch(self.descriptor, os.fsencode(path), _MASK)
            if number >= 0:
                self._names[number] = path
            elif os.path.isdir(path):
                raise OSError(self._error(), path)
        return newest

    def read(self) -> set[str]:
        """Return what was reported of bulletins and folders. New folders are watched too."""
        try:
            data = os.read(self.descriptor, 1 << 16)
        except BlockingIOError:
            return set()
        at, found = 0, set()
        while at < len(data):
            number, mask, _, length = _EVENT.unpack_from(data, at)
            name = os.fsdecode(data[at + _EVENT.size : at + _EVENT.size + length].rstrip(b"\0"))
            at += _EVENT.size + length
            if mask & _LOST:
                found.add("")
            elif mask & _IGNORED:  # the folder is gone
                self._names.pop(number, None)
            elif number in self._names and not name.startswith("."):
                found |= self._told(os.path.join(self._names[number], name), mask)
        return found

    def _told(self, path: str, mask: int) -> set[str]:
        if not mask & _FOLDER:
            return {path} if suffix_of(path) is not None else set()
        if not mask & (_CREATED | _MOVED_TO):
            return {""}  # which files were in it is not told
        self.watch(path)
        return {path}


def _reports(folders: Sequence[str]) -> bool:
    """Return whether the system reports what changes in all of these folders."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as file:
            mounts = [(line.split()[4], line.partition(" - ")[2].split()[0]) for line in file]
    except (OSError, IndexError):
        return False
    for folder in map(os.path.realpath, folders):
        under = [mount for mount in mounts if folder == mount[0] or folder.startswith(mount[0].rstrip("/") + "/")]
        if under and max(under, key=lambda mount: len(mount[0]))[1].startswith(_REMOTE):
            return False
    return True


def _below(folder: str) -> Iterator[tuple[str, int, bool]]:
    """Yield a folder and all folders in it that are read, each with when it changed and whether links are in it.

    Links are followed once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, 0)]
    while waiting:
        path, depth = waiting.pop()
        try:
            status = os.stat(path)
            if (status.st_dev, status.st_ino) in seen or depth > MAX_DEPTH:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(path) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
            inside = [entry.path for entry in entries if entry.is_dir()]
            links = any(entry.is_symlink() for entry in entries)
        except OSError:
            continue
        yield path, status.st_mtime_ns, links
        waiting += [(each, depth + 1) for each in inside]


def _stamps(folders: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return what changes when a folder, or one of the files in it, does; of the first FEW files only."""
    found: dict[str, tuple[int, int]] = {}
    files = 0
    for folder in folders:
        for path, changed, _ in _below(folder):
            found[path] = (changed, 0)
            if files > FEW:
                continue
            with contextlib.suppress(OSError), os.scandir(path) as listing:
                for entry in listing:
                    if suffix_of(entry.name) is not None and not entry.name.startswith("."):
                        status = entry.stat()
                        found[entry.path] = (status.st_mtime_ns, status.st_size)
                        files += 1
    return found
