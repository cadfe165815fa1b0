"""Files that wait to be read: a million of them must not fill the memory, so only their names are kept."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import overload

from reader.formats.files import STANDARD_INPUT
from reader.library.contents import natural
from reader.library.files import FileRef, stamp_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

VANISHED = -1  # the time of a file that was there and is not any more: it is never taken for one that was read


class Waiting(Sequence[FileRef]):
    """Files in the order to read them, the newest edition first. Each is looked at once more when its turn comes.

    They take some 16 bytes each beside their names.
    """

    def __init__(self) -> None:
        self._folders: list[tuple[str, str]] = []  # and the folder each was found under
        self._firsts: list[int] = []  # the number of the first file of each folder
        self._names = bytearray()
        self._ends = array("Q")  # of the name of each file
        self._order = array("Q")  # the numbers of the files

    def add(self, folder: str, root: str, names: Iterable[str]) -> None:
        """Add files of one folder, before any is asked for."""
        first = len(self._ends)
        for name in sorted(names, key=natural):
            self._names += os.fsencode(name)
            self._ends.append(len(self._names))
        if len(self._ends) > first:
            self._folders.append((folder, root))
            self._firsts.append(first)

    def put_in_order(self) -> None:
        """Find the order, once all are there: by date, then by path."""
        count = len(self._ends)
        firsts = [*self._firsts, count]
        ranges = [(natural(folder), firsts[at], firsts[at + 1]) for at, (folder, _) in enumerate(self._folders)]
        order = array("Q")
        for _, first, end in sorted(ranges):
            order.extend(range(first, end))
        self._order = self._by_day(order) if count > 1 else order  # a single file needs no order

    def _by_day(self, order: Iterable[int]) -> array[int]:
        """Return files with the newest first, those of a day in the given order."""
        from reader.page.dates import date_of_path

        days: dict[int, array[int]] = {}
        for number in order:
            path, root = self._place(number)
            date = date_of_path(path[len(root) :])
            days.setdefault(-date.toordinal() if date else 0, array("Q")).append(number)
        found = array("Q")
        for day in sorted(days):
            found.extend(days.pop(day))
        return found

    def _place(self, number: int) -> tuple[str, str]:
        """Return the path of a file, and the folder it was found under."""
        folder, root = self._folders[bisect_right(self._firsts, number) - 1]
        begin = self._ends[number - 1] if number else 0
        return folder + os.fsdecode(bytes(self._names[begin : self._ends[number]])), root

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> FileRef: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileRef]: ...
    def __getitem__(self, index: int | slice) -> FileRef | Sequence[FileRef]:
        if isinstance(index, slice):
            return _Some(self, range(len(self))[index])
        path, root = self._place(self._order[index])
        if path == STANDARD_INPUT and not root:
            return FileRef(path, root, 0, 0)
        try:
            return FileRef(path, root, *stamp_of(os.stat(path)))
        except (OSError, ValueError):  # reading it will say so
            return FileRef(path, root, 0, VANISHED)


class _Some(Sequence[FileRef]):
    """Some of the files that wait."""

    def __init__(self, waiting: Waiting, numbers: range) -> None:
        self._waiting = waiting
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> FileRef: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileRef]: ...
    def __getitem__(self, index: int | slice) -> FileRef | Sequence[FileRef]:
        if isinstance(index, slice):
            return _Some(self._waiting, self._numbers[index])
        return self._waiting[self._numbers[index]]
