"""Tells what has changed in folders by their times alone, so that a million files need not be looked at.

A folder's time changes when a file in it comes, goes, is renamed or replaced. It does not when a file is rewritten in
its place: that only a look at the file itself tells.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from reader.library.files import Walk
from reader.library.index.looking import GONE, LOOK, NOT_SETTLED, SETTLED, compare_folder, time_of
from reader.library.index.packing import pack_path, unpack, unpack_path, unpack_problems
from reader.library.shelf import Glance
from reader.model import ProblemKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.library.index.database import Database
    from reader.model import Problem

MANY = 1_000  # paths: where more have changed, all folders are looked at
# What could not be read then might be now, and no folder's time would tell.
_PASSING = {ProblemKind.UNREADABLE, ProblemKind.BROKEN_LINK, ProblemKind.VANISHED, ProblemKind.MISSING}


class _UnclearError(Exception):
    """Only a look at all folders can tell."""


def glance(database: Database, roots: Iterable[str], marks: object) -> Glance | None:
    """See Shelf.glance."""
    with database.reading() as connection:
        problems = _problems(connection, marks)
        if problems is None or any(each.kind in _PASSING and os.access(each.path, os.R_OK) for each in problems):
            return None
        try:
            paths, times = _changed(connection, {pack_path(os.path.join(root, "")) for root in roots})
        except (OSError, _UnclearError):
            return None
        sql = "SELECT path FROM files WHERE wrong > 0 AND modified = -1"  # it could not be read
        paths.update(unpack_path(path) for (path,) in connection.execute(sql))
    return Glance(frozenset(paths), problems, tuple(times)) if len(paths) <= MANY else None


def _problems(connection: sqlite3.Connection, marks: object) -> tuple[Problem, ...] | None:
    """Return what the last look at all folders met; None when there was none, or other repairs are undone since."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (LOOK,)).fetchone()
    noted, problems = unpack(row[0]) if row else (None, [])
    if row is None or noted != marks:
        return None
    return tuple(each for path, data in problems for each in unpack_problems(path, data))


def _changed(connection: sqlite3.Connection, roots: set[bytes]) -> tuple[set[str], list[tuple[bytes, int]]]:
    """Return the paths of files and new folders that are to be looked at, and the times of folders that were listed.

    Raises OSError when a folder is not there.
    """
    paths: set[str] = set()
    times: list[tuple[bytes, int]] = []
    since = time.time_ns() - SETTLED
    known = connection.execute("SELECT id, path, changed FROM folders WHERE changed != ?", (GONE,)).fetchall()
    if not roots <= {path for _, path, _ in known}:
        raise _UnclearError
    for number, path, before in known:
        changed = time_of(os.stat(path), since)
        if changed == NOT_SETTLED or changed != before:
            paths.update(_changed_in(connection, number, unpack_path(path)))
            if changed != before:
                times.append((path, changed))
        if len(paths) > MANY:
            raise _UnclearError
    return paths, times


def _changed_in(connection: sqlite3.Connection, number: int, folder: str) -> set[str]:
    """Return what is other in one folder than it was: files, and new folders. Raises OSError."""
    walk = Walk(lambda: False)
    inside: list[str] = []
    paths: set[str] = set()
    for listing in walk.list_folder(folder, inside):
        if not listing.last:
            raise _UnclearError
        changed, gone = compare_folder(connection, number, listing, frozenset())
        paths.update(folder + name for name in (*changed, *gone))
    if walk.problems or walk.has_links:
        raise _UnclearError
    sql = "SELECT 1 FROM folders WHERE path = ? AND changed != ?"
    for path in inside:
        if connection.execute(sql, (pack_path(os.path.join(path, "")), GONE)).fetchone() is None:
            paths.add(path)
    return paths
