"""Which paths a command reads when it is given none, and how entries of a library are told in JSON."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from reader.errors import BulletinError, UsageError
from reader.formats.clean import clean_label
from reader.formats.files import STANDARD_INPUT
from reader.library.library import Library
from reader.model import ProblemKind
from reader.places import welcome_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.commands.console import Console
    from reader.library.contents import Entry
    from reader.settings import Settings

DEFAULT_FOLDER = "articles"


def chosen_paths(given: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return the paths to read: those given, else the settings' folders, else ./articles, else the welcome."""
    if given:
        return tuple(given)
    if settings.folders:
        return tuple(os.path.expanduser(folder) for folder in settings.folders)
    return (DEFAULT_FOLDER,) if os.path.isdir(DEFAULT_FOLDER) else (str(welcome_folder()),)


def open_library(console: Console, given: Sequence[str]) -> Library:
    """Return the scanned library of the paths given or implied. Raises BulletinError when a named path is missing."""
    library = Library(chosen_paths(given, console.settings))
    library.scan_all()
    raise_missing(library)
    return library


def raise_missing(library: Library) -> None:
    """Raise BulletinError for a path that was named outright and is not there: a slip the user must hear of."""
    for found in library.problems:
        if found.kind is ProblemKind.MISSING:
            raise BulletinError(found)


def one_file(path: str) -> str:
    """Return ``path`` when it can be one bulletin. Raises UsageError for a folder."""
    if path != STANDARD_INPUT and os.path.isdir(path):
        raise UsageError("error.is-folder", path=path)
    return path


def entry_object(entry: Entry) -> dict[str, Any]:
    """Return an entry as the JSON of `reader list` and `reader search` tells it."""
    return {
        "id": entry.id,
        "path": clean_label(entry.path),
        "article": entry.number,
        "section": entry.section,
        "headline": entry.headline,
        "date": entry.date.isoformat() if entry.date else None,
        "page": entry.page or None,
        "publication": entry.publication or None,
    }
