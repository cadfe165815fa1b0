"""`reader index`: make the index of some folders, or bring it up to date, and say how far it has come."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from reader.commands.console import EXIT_OK, EXIT_WRONG
from reader.commands.paths import chosen_paths, report_skipped
from reader.display.choice import wanted_by
from reader.errors import UsageError
from reader.model import ProblemKind
from reader.places import welcome_folder

if TYPE_CHECKING:
    from types import SimpleNamespace

    from reader.commands.console import Console
    from reader.display.choice import Drawing
    from reader.language import Language
    from reader.library.library import Progress

BAR = 24  # cells


def run_index(arguments: SimpleNamespace, console: Console) -> int:
    """Read what is new or changed into the index, and say what it holds then. Exit 1 when there can be no index."""
    from reader.library.index.opening import index_file, open_index, remove_others
    from reader.library.library import Library
    from reader.library.shelf import IndexUnusableError

    language = console.language
    paths = chosen_paths(arguments.paths, console.settings)
    if paths == (welcome_folder(),):
        raise UsageError("error.index-nothing")
    for path in paths:
        if not os.path.isdir(path):
            raise UsageError("error.index-file", path=path)
    paths = tuple(map(os.path.abspath, paths))
    wanted = wanted_by(console.settings)
    try:
        shelf = open_index(paths, wanted)
        if arguments.rebuild:
            shelf.clear()
            remove_others(paths, wanted)
    except IndexUnusableError as error:
        raise UsageError("error.index", path=str(index_file(paths, wanted)), reason=str(error)) from error
    library = Library(paths, wanted=wanted, shelf=shelf)
    started = time.monotonic()
    try:
        for progress in library.scan():
            _show(progress, console)
    except KeyboardInterrupt:  # what was read by now is kept
        console.note(("\r\x1b[K" if console.err.isatty() else "") + language.text("index.interrupted"))
        raise
    files = [each for suffix in ("", "-wal") if os.path.exists(each := f"{index_file(paths, wanted)}{suffix}")]
    is_kept = ProblemKind.INDEX_UNUSABLE not in {each.kind for each in library.faults()}
    if is_kept:
        articles = language.count("count.article", len(library.contents))
        size, seconds = f"{sum(map(os.path.getsize, files)) / 1e6:,.1f}", f"{time.monotonic() - started:.1f}"
        console.print(language.text("index.done", articles=articles, size=size, seconds=seconds))
    report_skipped(library, console)
    library.close()
    return EXIT_OK if is_kept else EXIT_WRONG


def run_check_index(arguments: SimpleNamespace, console: Console) -> int:
    """Say what is wrong with the index of some folders. Exit 1 when anything is, or when there is none."""
    from reader.library.index.opening import index_file

    language = console.language
    paths = tuple(map(os.path.abspath, chosen_paths(arguments.paths, console.settings)))
    wanted = wanted_by(console.settings)
    file = str(index_file(paths, wanted))
    found, count = _check(paths, file, wanted, console.language)
    if arguments.json:
        console.json_rows({"path": file, "line": None, "kind": "index", "message": each} for each in found)
    else:
        for each in found:
            console.print(f"{file}: {each}")
        articles = language.count("count.article", count)
        console.note(
            language.text("check.count", articles=articles, problems=language.count("count.problem", len(found)))
        )
    return EXIT_WRONG if found else EXIT_OK


def _check(paths: tuple[str, ...], file: str, wanted: Drawing, language: Language) -> tuple[list[str], int]:
    """Return what is wrong with an index, in sentences, and how many articles it holds. Raises UsageError."""
    from reader.library.index.checking import Finding, check_index
    from reader.library.index.database import is_of_another
    from reader.library.index.opening import shelf_of
    from reader.library.index.versions import version_of
    from reader.library.shelf import IndexUnusableError

    if is_of_another(file, version_of(wanted)):  # to open it would make it anew
        return [language.text("check.index-other")], 0
    try:
        shelf = shelf_of(paths, wanted)
    except IndexUnusableError as error:
        raise UsageError("error.index", path=file, reason=str(error)) from error
    if shelf is None:
        raise UsageError("error.no-index", path=", ".join(paths))
    findings = (Finding(0, shelf.damage),) if shelf.damage else check_index(shelf.database)
    found = [
        language.text("check.index-differs" if each.number else "check.index-damaged", **each._asdict())
        for each in findings
    ]
    count = len(shelf.contents)
    shelf.close()
    return found, count


def _show(progress: Progress, console: Console) -> None:
    """Draw how far it has come over what was drawn before; where nobody looks on, nothing."""
    if not console.err.isatty():
        return
    if progress.finished:
        console.err.write("\r\x1b[K")
        return
    if not progress.left:
        return
    filled = BAR * progress.done // progress.total
    text = console.language.text(
        "index.progress",
        bar="━" * filled + "─" * (BAR - filled),
        done=f"{progress.done:,}",
        total=f"{progress.total:,}",
        rate=f"{progress.rate:,.0f}",
        left=progress.left,
    )
    console.err.write(f"\r\x1b[K{text}")
    console.err.flush()
