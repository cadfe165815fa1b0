"""Which paths a command reads when it is given none, and how entries of a library are told in JSON."""

from __future__ import annotations

import os

from reader.commands.console import EXIT_OK, EXIT_WRONG
from reader.display.choice import wanted_by
from reader.errors import BulletinError, UsageError
from reader.formats.clean import clean_label
from reader.formats.files import STANDARD_INPUT, refuse
from reader.library.undone import UndoneRepairs
from reader.model import ProblemKind
from reader.places import index_folder, undone_file, welcome_folder
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from reader.commands.console import Console
    from reader.display.choice import Drawing
    from reader.library.contents import Entry
    from reader.library.library import Library
    from reader.library.protocols import Shelf
    from reader.settings import Settings

DEFAULT_FOLDER = "articles"
_UNREAD = frozenset(
    {
        ProblemKind.MISSING,
        ProblemKind.VANISHED,
        ProblemKind.BROKEN_LINK,
        ProblemKind.UNREADABLE,
        ProblemKind.NOT_A_FILE,
        ProblemKind.SYMLINK_LOOP,
        ProblemKind.FILE_NAME,
        ProblemKind.EMPTY,
        ProblemKind.BINARY,
        ProblemKind.TOO_LARGE,
        ProblemKind.GZIP_DAMAGED,
        ProblemKind.TOO_DEEP,
        ProblemKind.INTERNAL,
    }
)


def chosen_paths(given: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return the paths to read: those given, else the settings' folders, else ./articles, else the welcome."""
    if given:
        return tuple(given)
    if settings.folders:
        return tuple(os.path.expanduser(folder) for folder in settings.folders)
    return (DEFAULT_FOLDER,) if os.path.isdir(DEFAULT_FOLDER) else (welcome_folder(),)


def open_library(console: Console, given: Sequence[str]) -> tuple[Library, int]:
    """Return the scanned library of the paths given or implied, and the exit code that what could not be read means."""
    library = library_of(chosen_paths(given, console.settings), console.settings)
    library.scan_all()
    return library, report_skipped(library, console)


def library_of(paths: Sequence[str], settings: Settings, *, listed: bool = True) -> Library:
    """Return the library of these paths: folders that have an index are kept there, as are large ones from now on.

    ``listed`` says whether its table of contents is wanted at once.
    """
    from reader.library.library import Library

    wanted = wanted_by(settings)
    if not settings.index or not paths or not all(map(os.path.isdir, paths)):
        return Library(paths, wanted=wanted)

    def larger() -> Shelf:
        from reader.library.index.opening import open_index  # a small folder has no need of it

        return open_index(paths, wanted)

    shelf = _known_index(paths, wanted, listed=listed)
    # In an index files are called the same from wherever the program is started.
    return Library(tuple(map(os.path.abspath, paths)) if shelf else paths, wanted=wanted, shelf=shelf, larger=larger)


def _known_index(paths: Sequence[str], wanted: Drawing, *, listed: bool) -> Shelf | None:
    """Return the index that was made of these folders; None when there is none, or none can be used."""
    if not os.path.isdir(index_folder()):  # most often: nobody made one
        return None
    from reader.library.index.opening import shelf_of
    from reader.library.shelf import IndexUnusableError

    try:
        return shelf_of(paths, wanted, listed=listed)
    except IndexUnusableError:  # a scan will do, and will tell
        return None


def naming(given: Sequence[str]) -> Callable[[Entry], Entry]:
    """Return what names the file of an entry below the paths that were given: an index has absolute ones."""
    roots = [(os.path.join(os.path.abspath(each), ""), each) for each in given if not os.path.isabs(each)]

    def named(entry: Entry) -> Entry:
        for root, each in roots:
            if entry.path.startswith(root):
                return replace(entry, path=os.path.join(each, entry.path[len(root) :]))
        return entry

    return named


def report_skipped(library: Library, console: Console) -> int:
    """Say what could not be read: one sentence for each path that was named, one line for all other files.

    Returns EXIT_WRONG when a file that was named gave nothing.
    """
    named = {clean_label(path): path for path in library.paths}
    files = any(not os.path.isdir(path) for path in library.paths)
    read = {entry.path for entry in library.contents.entries()} if files else set()
    skipped = 0
    for found in library.faults():
        if found.path not in named:
            skipped += found.kind in _UNREAD
        elif named[found.path] not in read:
            console.complain(BulletinError(found))
    if skipped:
        console.note(console.language.count("skipped", skipped))
    failed = any(path not in read and not os.path.isdir(path) for path in library.paths)
    return EXIT_WRONG if failed else EXIT_OK


def note_marks(console: Console) -> None:
    """Say so when the file of undone repairs cannot be understood, and what was undone is therefore made again."""
    for each in UndoneRepairs(undone_file()).problems:
        console.complain(BulletinError(each))


def require(path: str) -> str:
    """Return ``path`` when it is there. Raises BulletinError when it is not: a slip the user must hear of."""
    if path != STANDARD_INPUT:
        try:
            os.stat(path)
        except FileNotFoundError as error:
            raise refuse(ProblemKind.MISSING, path) from error
        except (OSError, ValueError):  # reading it will say what is wrong
            return path
    return path


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
