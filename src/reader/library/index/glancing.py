"""Tells what has changed in folders by their times alone, so that a million files need not be looked at.

A folder's time changes when a file in it comes, goes, is renamed or replaced. It does not when a file is rewritten in
its place: that only a look at the file itself tells.
"""

from __future__ import annotations

import os
import time

from reader.library.files import Walk
from reader.library.index.looking import LOOK, NOT_SETTLED, SETTLED, compare_folder, time_of
from reader.library.index.packing import pack_path, unpack, unpack_path, unpack_problems
from reader.library.shelf import Glance
from reader.model import ProblemKind

TYPE_CHECKING = False
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
        if problems is None:
            return None
        try:
            found = _changed(connection, {pack_path(os.path.join(root, "")) for root in roots})
        except (OSError, _UnclearError):
            return None
        if any(_may_have_passed(each, found.listed) for each in problems):
            return None
        sql = "SELECT path FROM files WHERE wrong > 0 AND modified = -1"  # it could not be read
        found.paths.update(unpack_path(path) for (path,) in connection.execute(sql))
    paths = frozenset(found.paths)
    return Glance(paths, problems, tuple(found.times)) if len(paths) <= MANY else None


def _may_have_passed(found: Problem, listed: set[str]) -> bool:
    """Return whether what was wrong may be so no longer: it is gone or can be read, or its folder has changed."""
    if found.kind in _PASSING and os.access(found.path, os.R_OK):
        return True
    folder = os.path.join(os.path.dirname(found.path), "")
    return not os.path.lexists(found.path) or folder in listed


def _problems(connection: sqlite3.Connection, marks: object) -> tuple[Problem, ...] | None:
    """Return what the last look at all folders met; None when there was none, or other repairs are undone since."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (LOOK,)).fetchone()
    noted, problems = unpack(row[0]) if row else (None, [])
    if row is None or noted != marks:
        return None
    return tuple(each for path, data in problems for each in unpack_problems(path, data))


class _Found:
    """What has changed: the paths of files and new folders, the folders listed for it, the times these have now."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.listed: set[str] = set()
        self.times: list[tuple[bytes, int]] = []


def _changed(connection: sqlite3.Connection, roots: set[bytes]) -> _Found:
    """Return what is to be looked at. Raises OSError when a folder that holds files is not there."""
    found = _Found()
    since = time.time_ns() - SETTLED
    known = connection.execute("SELECT id, path, changed FROM folders").fetchall()
    if not roots <= {path for _, path, _ in known}:
        raise _UnclearError
    for number, path, before in known:
        try:
            changed = time_of(os.stat(path), since)
        except OSError:
            if path in roots or _holds_files(connection, number):
                raise
            continue
        if changed == NOT_SETTLED or changed != before:
            folder = unpack_path(path)
            found.listed.add(folder)
            found.paths |= _changed_in(connection, number, folder)
            if changed != before:
                found.times.append((path, changed))
        if len(found.paths) > MANY:
            raise _UnclearError
    return found


def _holds_files(connection: sqlite3.Connection, number: int) -> bool:
    return connection.execute("SELECT 1 FROM files WHERE folder = ? LIMIT 1", (number,)).fetchone() is not None


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
    sql = "SELECT 1 FROM folders WHERE path = ?"
    for path in inside:
        if connection.execute(sql, (pack_path(os.path.join(path, "")),)).fetchone() is None:
            paths.add(path)
    return paths
