"""Tells when something below some folders changes: by what the system reports (Linux), else by looking again and again.

Where the system reports changes, nothing is done until one comes. On file systems of other machines changes are not
reported, so these are looked at.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import sys
from threading import Event
from typing import TYPE_CHECKING

from reader.formats.files import suffix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

QUIET = 0.2  # seconds without a change, after which changes are told together
EVERY = 2.0  # seconds between two looks
FEW = 5_000  # files whose stamps are looked at too; of more, only whether a folder has other files
MAX_DEPTH = 40
_MASK = 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800  # closed after writing, moved, made, deleted (inotify(7))
_CREATED, _FOLDER, _LOST = 0x100, 0x40000000, 0x4000
_EVENT = struct.Struct("iIII")
_REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "virtiofs", "drvfs", "fuse.rclone", "davfs")


class Watch:
    """Watches folders until it is stopped."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = [folder for folder in folders if os.path.isdir(folder)]
        self._stop, self._stopper = os.pipe()
        self.looks = not _reports(self._folders)  # again and again; otherwise changes are reported
        self.began = Event()  # set once no change will be missed

    def stop(self) -> None:
        """End ``changes``. Called once."""
        os.close(self._stopper)

    def changes(self) -> Iterator[None]:
        """Yield whenever something has changed. Ends when it is stopped."""
        try:
            if not self.looks:
                with contextlib.suppress(OSError):  # more folders than the system reports on
                    yield from self._reported()
                    return
                self.looks = True
            yield from self._looked_at()
        finally:
            os.close(self._stop)

    def _waits(self, seconds: float | None, *others: int) -> list[int]:
        return select.select([self._stop, *others], [], [], seconds)[0]

    def _looked_at(self) -> Iterator[None]:
        before = _stamps(self._folders)
        self.began.set()
        while not self._waits(EVERY):
            now = _stamps(self._folders)
            if now != before:
                before = now
                yield

    def _reported(self) -> Iterator[None]:
        reports = _Reports(self._folders)
        self.began.set()
        try:
            while self._stop not in self._waits(None, reports.descriptor):
                changed = reports.read()
                while ready := self._waits(QUIET, reports.descriptor):
                    if self._stop in ready:
                        return
                    changed = reports.read() or changed
                if changed:
                    yield
        finally:
            reports.close()


class _Reports:
    """What Linux reports of folders (inotify). Raises OSError where it cannot."""

    def __init__(self, folders: Sequence[str]) -> None:
        import ctypes  # only where a screen stays open

        self._library = ctypes.CDLL(None, use_errno=True)
        self._error: Callable[[], int] = ctypes.get_errno
        self.descriptor: int = self._library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if self.descriptor < 0:
            raise OSError(self._error(), "inotify")
        self._names: dict[int, str] = {}
        try:
            for folder in folders:
                for each in _below(folder):
                    self._add(each)
        except OSError:
            self.close()
            raise

    def _add(self, folder: str) -> None:
        number = self._library.inotify_add_watch(self.descriptor, os.fsencode(folder), _MASK)
        if number >= 0:
            self._names[number] = folder
        elif os.path.isdir(folder):
            raise OSError(self._error(), folder)

    def read(self) -> bool:
        """Take what was reported; return whether it concerns a bulletin or a folder. New folders are watched too."""
        try:
            data = os.read(self.descriptor, 1 << 16)
        except BlockingIOError:
            return False
        at, found = 0, False
        while at < len(data):
            number, mask, _, length = _EVENT.unpack_from(data, at)
            name = os.fsdecode(data[at + _EVENT.size : at + _EVENT.size + length].rstrip(b"\0"))
            at += _EVENT.size + length
            if mask & _LOST:
                found = True
            elif not name.startswith("."):
                found = found or bool(mask & _FOLDER) or suffix_of(name) is not None
                if mask & _FOLDER and mask & (_CREATED | 0x80) and number in self._names:
                    for each in _below(os.path.join(self._names[number], name)):
                        self._add(each)
        return found

    def close(self) -> None:
        """Let go of it."""
        os.close(self.descriptor)


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


def _below(folder: str) -> Iterator[str]:
    """Yield a folder and all folders in it that are read; links are followed once."""
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
                inside = [entry.path for entry in listing if not entry.name.startswith(".") and entry.is_dir()]
        except OSError:
            continue
        yield path
        waiting += [(each, depth + 1) for each in inside]


def _stamps(folders: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return what changes when a folder, or one of the files in it, does; of the first FEW files only."""
    found: dict[str, tuple[int, int]] = {}
    files = 0
    for folder in folders:
        for path in _below(folder):
            with contextlib.suppress(OSError):
                found[path] = (os.stat(path).st_mtime_ns, 0)
                if files > FEW:
                    continue
                with os.scandir(path) as listing:
                    for entry in listing:
                        if suffix_of(entry.name) is not None and not entry.name.startswith("."):
                            status = entry.stat()
                            found[entry.path] = (status.st_mtime_ns, status.st_size)
                            files += 1
    return found
