"""`reader list`, `reader search` and `reader check`: what is there, what is found, what is wrong."""

from __future__ import annotations

from reader.commands.console import EXIT_OK, EXIT_WRONG, problem_line, problem_sentence
from reader.commands.paths import (
    chosen_paths,
    entry_object,
    library_of,
    naming,
    note_marks,
    open_library,
    report_skipped,
)
from reader.commands.styled import BOLD, DIM, highlight, paint
from reader.errors import UsageError
from reader.formats.clean import clean_label
from reader.library.fold import fold
from reader.library.query_parsing import parse_with_problems
from reader.library.search import Order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import SimpleNamespace

    from reader.commands.console import Console
    from reader.library.contents import Entry, Section
    from reader.library.library import Library
    from reader.library.query import Query
    from reader.library.search import Hits
    from reader.model import Problem


TRIES = 3  # searches, each after what was found had changed; then all files are looked at


def run_list(arguments: SimpleNamespace, console: Console) -> int:
    """Print the table of contents."""
    note_marks(console)
    library, code = open_library(console, arguments.paths)
    named = naming(chosen_paths(arguments.paths, console.settings))
    sections = library.contents.sections
    if arguments.section is not None:
        wanted = fold(arguments.section)
        sections = tuple(section for section in sections if fold(section.name) == wanted)
        if not sections:
            known = ", ".join(section.name for section in library.contents.sections if section.name)
            raise UsageError("error.section", section=arguments.section, known=known)
    if arguments.json:
        console.json_rows(entry_object(named(entry)) for section in sections for entry in section.entries)
        return code
    editions: set[tuple[object, str]] = set()  # noted on the way: a library of a million is gone through once
    for number, section in enumerate(sections):
        if number:
            console.print()
        name = section.name or console.language.text("section.none")
        console.print(paint(f"{name}  {len(section.entries)}", BOLD, console))
        for entry in section.entries:
            editions.add((entry.date, entry.publication))
            console.print(f"  {entry.headline}{paint(_place(named(entry)), DIM, console)}")
    if sections:
        console.note(_count_sentence(sections, editions, console))
    elif not any(True for _ in library.faults()):
        console.note(console.language.text("list.empty"))
    return code


def _count_sentence(sections: Sequence[Section], editions: set[tuple[object, str]], console: Console) -> str:
    """Return how many articles, sections and editions there are; what names no date and no paper is of none."""
    language = console.language
    return language.text(
        "list.count",
        articles=language.count("count.article", sum(len(section.entries) for section in sections)),
        sections=language.count("count.section", len(sections)),
        editions=language.count("count.edition", sum(1 for edition in editions if any(edition))),
    )


def _place(entry: Entry) -> str:
    parts = [entry.date.isoformat() if entry.date else "", f"{clean_label(entry.path)}#{entry.number}"]
    return "  " + "  ".join(part for part in parts if part)


def run_search(arguments: SimpleNamespace, console: Console) -> int:
    """Print what a query finds, the headline hits first. Exit 1 when it finds nothing."""
    query, problems = parse_with_problems(arguments.query)
    for each in problems:
        raise UsageError(f"search.value.{each.field}", value=each.value)
    if not query:
        raise UsageError("error.query", query=arguments.query)
    note_marks(console)
    paths = chosen_paths(arguments.paths, console.settings)
    library, named = library_of(paths, console.settings, listed=False), naming(paths)
    hits = _find(library, query, arguments)
    code = report_skipped(library, console)
    if arguments.json:
        found = zip(hits.entries, library.snippets(hits.entries, query), strict=True)
        console.json_rows({**entry_object(named(entry)), "snippet": cut.text if cut else ""} for entry, cut in found)
        return code if hits.total else EXIT_WRONG
    for entry, snippet in zip(hits.entries, library.snippets(hits.entries, query), strict=True):
        console.print(paint(entry.headline, BOLD, console) + paint(_place(named(entry)), DIM, console))
        if snippet:
            console.print("  " + highlight(snippet, console))
    console.note(
        console.language.text(
            "search.count", shown=len(hits.entries), total=f"{hits.total}+" if hits.more else hits.total
        )
    )
    return code if hits.total else EXIT_WRONG


def _find(library: Library, query: Query, arguments: SimpleNamespace) -> Hits:
    """Return what a query finds in the folders as they are now.

    What has come and gone their times tell, and of each file that is found it is seen whether it is still the same.
    Before it is said that there is nothing, or when it is asked for, all files are looked at.
    """
    looked = arguments.check
    if looked:
        library.scan_all()
    else:
        looked = library.catch_up()
    for _ in range(TRIES):
        hits = library.search(query, limit=arguments.limit, order=Order(arguments.order))
        if looked and not library.failed:
            return hits
        changed = library.changed(hits.entries)
        if hits.entries and not changed and not library.failed:
            return hits
        if changed and not library.failed:
            library.scan_some(changed)
        else:  # there is nothing; or the index was damaged, and is made anew
            library.scan_all()
            looked = True
    library.scan_all()
    return library.search(query, limit=arguments.limit, order=Order(arguments.order))


def run_check(arguments: SimpleNamespace, console: Console) -> int:
    """Print what is wrong with the bulletins, and what was repaired in them. Exit 1 when anything is wrong."""
    if arguments.index:
        from reader.commands.indexing import run_check_index

        return run_check_index(arguments, console)
    from reader.commands.repairs import counts_words
    from reader.library.library import Library

    library = Library(chosen_paths(arguments.paths, console.settings))
    library.scan_all()
    count = 0

    def counted() -> Iterator[Problem]:
        nonlocal count
        for each in library.each_problem():
            count += 1
            yield each

    language = console.language
    if arguments.json:
        console.json_rows(
            {
                "path": each.path,
                "line": each.line,
                "kind": str(each.kind),
                "message": problem_sentence(each, language),
            }
            for each in counted()
        )
    else:
        for each in counted():
            console.print(problem_line(each, language))
        for file in library.repairs:
            counts = counts_words(file.made, file.undone, language)
            console.print(language.text("check.repaired", path=file.path, counts=counts))
        articles = language.count("count.article", len(library.contents))
        found = language.count("count.problem", count)
        console.note(language.text("check.count", articles=articles, problems=found))
    return EXIT_WRONG if count else EXIT_OK
