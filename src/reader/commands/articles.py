"""`reader show`, `reader export` and `reader parse`: articles out of the program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.commands.console import EXIT_OK, EXIT_WRONG
from reader.commands.paths import one_file, open_library
from reader.commands.styled import paint_line
from reader.errors import BulletinError, UsageError
from reader.export.formats import SUFFIXES, json_object, render
from reader.export.names import file_name
from reader.export.schema import bulletin_object
from reader.export.write import refuse_inside, write_text
from reader.formats.clean import clean_label
from reader.library.library import load_bulletin
from reader.typeset.layout import Setting, set_article

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from reader.commands.console import Console
    from reader.model import Article, Block, Bulletin


def run_show(arguments: argparse.Namespace, console: Console) -> int:
    """Print articles as the screen sets them."""
    setting = Setting(arguments.width or console.settings.measure, console.language)
    first = True
    for article, furniture in _shown(arguments, console):
        if not first:
            console.print("\n")
        first = False
        for line in set_article(article, setting, furniture):
            console.print(paint_line(line, console))
    return EXIT_OK


def _shown(arguments: argparse.Namespace, console: Console) -> Iterable[tuple[Article, tuple[Block, ...]]]:
    """Yield the articles asked for; with the last of a file, what stood around them."""
    for bulletin, article in _selected([arguments.path], arguments.article, console):
        last = article is bulletin.articles[-1] and arguments.article is None
        yield article, bulletin.furniture if last else ()


def _selected(paths: list[str], number: int | None, console: Console) -> Iterable[tuple[Bulletin, Article]]:
    """Yield the articles under ``paths``, or the ``number``-th of each file, or of a folder's contents."""
    for path in paths:
        if os.path.isdir(path):
            yield from _of_folder(path, number, console)
            continue
        bulletin = load_bulletin(path)
        if number is not None and not 1 <= number <= len(bulletin.articles):
            raise UsageError("error.article", path=path, number=number, count=len(bulletin.articles))
        for article in bulletin.articles:
            if number is None or article.number == number:
                yield bulletin, article


def _of_folder(path: str, number: int | None, console: Console) -> Iterable[tuple[Bulletin, Article]]:
    library = open_library(console, [path])
    entries = list(library.contents.entries())
    if number is not None and not 1 <= number <= len(entries):
        raise UsageError("error.article", path=path, number=number, count=len(entries))
    for entry in entries if number is None else [entries[number - 1]]:
        yield library.bulletin(entry.path), library.article(entry)


def run_export(arguments: argparse.Namespace, console: Console) -> int:
    """Write articles to standard output, to one file, or to a folder with a file each."""
    language, form = console.language, arguments.format
    output: str | None = arguments.output
    into_folder = output is not None and (os.path.isdir(output) or output.endswith(("/", os.sep)))
    if output is not None:
        refuse_inside(output, arguments.paths)
    chosen = list(_selected(arguments.paths, arguments.article, console))
    if not chosen:
        raise UsageError("error.nothing", path=" ".join(arguments.paths))
    if into_folder and output is not None:
        return _export_folder(chosen, output, arguments, console)
    if form == "json":
        text = _json_text(chosen)
    else:
        separator = "\n" + "=" * 8 + "\n\n" if form == "text" else "\n"
        text = separator.join(render(article, form, language, clean_label(each.path)) for each, article in chosen)
    if output is None:
        console.out.write(text)
    else:
        write_text(output, text, overwrite=arguments.force, read_only=arguments.paths)
        console.note(language.text("export.done", count=len(chosen), path=clean_label(output)))
    return EXIT_OK


def _json_text(chosen: list[tuple[Bulletin, Article]]) -> str:
    import json

    rows = [json_object(article, clean_label(bulletin.path)) for bulletin, article in chosen]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _export_folder(
    chosen: list[tuple[Bulletin, Article]], folder: str, arguments: argparse.Namespace, console: Console
) -> int:
    """Write a file an article; one that cannot be written does not stop the others."""
    from reader.commands.console import error_sentence
    from reader.errors import ExportError

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise ExportError("error.write", path=folder, reason=error.strerror or error) from error
    taken: set[str] = set()
    written = 0
    for bulletin, article in chosen:
        name = file_name(article, SUFFIXES[arguments.format], taken)
        taken.add(name)
        text = render(article, arguments.format, console.language, clean_label(bulletin.path))
        try:
            write_text(os.path.join(folder, name), text, overwrite=arguments.force, read_only=arguments.paths)
            written += 1
        except ExportError as error:
            console.note(f"reader: {error_sentence(error, console.language)}")
    console.note(console.language.text("export.done", count=written, path=clean_label(folder)))
    return EXIT_OK if written == len(chosen) else EXIT_WRONG


def run_parse(arguments: argparse.Namespace, console: Console) -> int:
    """Print one file, rebuilt, as a JSON object of schema bulletin/1."""
    console.json(bulletin_object(load_bulletin(one_file(arguments.path))))
    return EXIT_OK


def print_plainly(paths: tuple[str, ...], console: Console) -> int:
    """Print what `reader PATH…` would open, for a standard output that is no terminal."""
    setting = Setting(console.settings.measure, console.language)
    failed = False
    first = True
    for path in paths:
        try:
            for bulletin, article in _selected([path], None, console):
                if not first:
                    console.print("\n")
                first = False
                furniture = bulletin.furniture if article is bulletin.articles[-1] else ()
                for line in set_article(article, setting, furniture):
                    console.print(line.string)
        except BulletinError as error:
            console.complain(error)
            failed = True
    if first and not failed:
        console.note(console.language.text("list.empty"))
    return EXIT_WRONG if failed else EXIT_OK
