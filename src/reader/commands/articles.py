"""`reader show`, `reader export` and `reader parse`: articles out of the program."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from reader.commands.console import EXIT_OK, EXIT_WRONG
from reader.commands.paths import note_marks, open_library, require
from reader.commands.styled import paint_line
from reader.display.choice import AS_STORED, Drawer, wanted_by
from reader.display.drawing import draw_blocks
from reader.errors import ReaderError, UsageError
from reader.export.formats import SUFFIXES, json_object, render
from reader.export.names import file_name
from reader.export.write import refuse_inside, write_text
from reader.formats.clean import clean_label
from reader.library.rebuilt import load_bulletin
from reader.typeset.breaking import GUTTER
from reader.typeset.layout import Setting, set_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import SimpleNamespace

    from reader.commands.console import Console
    from reader.language import Language
    from reader.model import Article, Bulletin
    from reader.typeset.lines import Line


class _Selection:
    """The articles under some paths, or the ``number``-th of each file, or of a folder's contents.

    What cannot be read is complained of and does not stop the others; ``code`` is the exit code that follows, and
    ``told`` whether anything was said.
    """

    def __init__(self, paths: Sequence[str], number: int | None, console: Console) -> None:
        self.paths = tuple(paths)
        self.number = number
        self.code = EXIT_OK
        self.told = False
        self._console = console

    def __iter__(self) -> Iterator[tuple[Bulletin, Article]]:
        note_marks(self._console)
        for path in self.paths:
            try:
                yield from self._of_folder(path) if os.path.isdir(path) else self._of_file(path)
            except ReaderError as error:
                self._complain(error)

    def _complain(self, error: ReaderError) -> None:
        self.code = max(self.code, self._console.complain(error))
        self.told = True

    def _of_file(self, path: str) -> Iterator[tuple[Bulletin, Article]]:
        bulletin = load_bulletin(require(path))
        self._check_number(path, len(bulletin.articles))
        for article in bulletin.articles:
            if self.number is None or article.number == self.number:
                yield bulletin, article

    def _of_folder(self, path: str) -> Iterator[tuple[Bulletin, Article]]:
        library, code = open_library(self._console, [path])
        self.code = max(self.code, code)
        self.told = self.told or any(True for _ in library.faults())
        self._check_number(path, len(library.contents))
        entries = library.contents.entries()
        for entry in entries if self.number is None else islice(entries, self.number - 1, self.number):
            try:
                found = library.bulletin(entry.path), library.article(entry)
            except ReaderError as error:  # it went while we were reading
                self._complain(error)
                continue
            yield found

    def _check_number(self, path: str, count: int) -> None:
        if self.number is not None and not 1 <= self.number <= count:
            raise UsageError("error.article", path=path, number=self.number, count=count)


def run_show(arguments: SimpleNamespace, console: Console) -> int:
    """Print articles as the screen sets them, or as they are stored."""
    drawer = _drawer(console, as_printed=arguments.as_printed)
    return _print_articles(
        [arguments.path], arguments.article, arguments.width, console, drawer, stored=arguments.as_stored
    )


def print_plainly(paths: Sequence[str], console: Console) -> int:
    """Print what `reader PATH…` would open, for a standard output that is no terminal."""
    return _print_articles(paths, None, None, console, _drawer(console, as_printed=False))


def _drawer(console: Console, *, as_printed: bool) -> Drawer:
    """Return what draws articles as the settings say, or as they are in their files."""
    return Drawer(AS_STORED if as_printed else wanted_by(console.settings))


def _print_articles(
    paths: Sequence[str],
    number: int | None,
    measure: int | None,
    console: Console,
    drawer: Drawer,
    *,
    stored: bool = False,
) -> int:
    """Print the articles asked for."""
    setting = Setting(measure or console.settings.measure, console.language, GUTTER, justify=console.settings.justify)
    selection = _Selection(paths, number, console)
    first = True
    for bulletin, article in selection:
        if not first:
            console.print("\n")
        first = False
        if stored:
            lines = _stored_lines(bulletin, article, setting)
        else:  # with the last of a file, unless one was picked, what stood around them
            last = article is bulletin.articles[-1] and number is None
            furniture = draw_blocks(bulletin.furniture, drawer.decide(bulletin)) if last else ()
            lines = set_article(drawer.draw(article, bulletin), setting, furniture)
        for line in lines:
            console.print(paint_line(line, console))
    if first and not selection.told:
        console.note(console.language.text("list.empty"))
    return selection.code


def _stored_lines(bulletin: Bulletin, article: Article, setting: Setting) -> Iterator[Line]:
    from reader.page.stored import stored_form
    from reader.typeset.stored import set_stored

    return set_stored(stored_form(article, bulletin), setting.measure)


def _format_of(output: str | None) -> str:
    """Return the format that a file's name asks for: text, unless it ends as another one does."""
    suffix = os.path.splitext(output or "")[1].casefold()
    return next((form for form, ending in SUFFIXES.items() if ending == suffix), "text")


def run_export(arguments: SimpleNamespace, console: Console) -> int:
    """Write articles to standard output, to one file, or to a folder with a file each."""
    language = console.language
    output: str | None = arguments.output
    form = arguments.format = arguments.format or _format_of(output)
    if output is not None:
        refuse_inside(output, arguments.paths)
    selection = _Selection(arguments.paths, arguments.article, console)
    drawer = _drawer(console, as_printed=arguments.as_printed)
    chosen = [_Chosen(bulletin, article, drawer) for bulletin, article in selection]
    if not chosen:
        if selection.code != EXIT_OK:
            return selection.code
        raise UsageError("error.nothing", path=" ".join(arguments.paths))
    if output is not None and _is_folder(output, several=len(chosen) > 1):
        return max(selection.code, _export_folder(chosen, output, arguments, console))
    if form == "json":
        text = _json_text(chosen)
    else:
        separator = "\n" + "=" * 8 + "\n\n" if form == "text" else "\n"
        text = separator.join(each.render(form, language) for each in chosen)
    if output is None:
        console.write(text)
    else:
        write_text(output, text, overwrite=arguments.force, read_only=arguments.paths)
        console.note(language.text("export.done", count=len(chosen), path=clean_label(output)))
    return selection.code


def _is_folder(output: str, *, several: bool) -> bool:
    """Return whether ``output`` names a folder: there is one, it ends as one, or several articles need one."""
    if os.path.isdir(output) or output.endswith(("/", os.sep)):
        return True
    return several and not os.path.exists(output) and not os.path.splitext(output)[1]


class _Chosen:
    """An article to be written, drawn as it is to be, with what it says of itself."""

    def __init__(self, bulletin: Bulletin, article: Article, drawer: Drawer) -> None:
        self.article = drawer.draw(article, bulletin)
        self.origin = clean_label(bulletin.path)
        self.characters = drawer.form(article, bulletin)

    def render(self, form: str, language: Language) -> str:
        """Return the article in a format."""
        return render(self.article, form, language, self.origin, self.characters)


def _json_text(chosen: list[_Chosen]) -> str:
    import json

    rows = [json_object(each.article, each.origin, each.characters) for each in chosen]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _export_folder(chosen: list[_Chosen], folder: str, arguments: SimpleNamespace, console: Console) -> int:
    """Write a file an article; one that cannot be written does not stop the others."""
    from reader.commands.console import error_sentence
    from reader.errors import ExportError

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise ExportError("error.write", path=folder, reason=error.strerror or error) from error
    taken: set[str] = set()
    written = 0
    for each in chosen:
        name = file_name(each.article, SUFFIXES[arguments.format], taken)
        taken.add(name)
        text = each.render(arguments.format, console.language)
        try:
            write_text(os.path.join(folder, name), text, overwrite=arguments.force, read_only=arguments.paths)
            written += 1
        except ExportError as error:
            console.note(f"reader: {error_sentence(error, console.language)}")
    console.note(console.language.text("export.done", count=written, path=clean_label(folder)))
    return EXIT_OK if written == len(chosen) else EXIT_WRONG
