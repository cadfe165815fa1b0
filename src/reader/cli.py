"""The `reader` command: parses the command line, picks the command, and imports the app only when it must draw."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.errors import ReaderError
from reader.language import LANGUAGES, Language, choose_language
from reader.places import remembered_file, settings_file
from reader.remembered import recall, remember
from reader.settings import THEME_CHOICES, Settings, load_settings
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.commands.console import Console
    from reader.errors import BulletinError

    Command = Callable[[argparse.Namespace, Console], int]

COMMANDS = ("list", "show", "export", "parse", "search", "index", "check", "keys")
EXPORT_FORMATS = ("text", "markdown", "json")
_VALUED = ("--language", "--theme")  # options that stand before a path, each followed by its value
INTERRUPTED = 130  # 128 + SIGINT, as shells say it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 something failed or was found wrong, 2 misuse."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = choose_language(_language_in(given))
    from reader.commands.console import crash_sentence, drop_output, flush_output, make_console

    console = make_console(language, Settings())
    try:
        try:
            return _run(given, language)
        finally:
            flush_output()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        drop_output()
        return 0
    except ReaderError as error:
        return console.complain(error)
    except Exception as error:  # the last resort: no fault of ours ends in a traceback
        console.note(f"reader: {crash_sentence(error, language)}")
        return 1


def _language_in(given: Sequence[str]) -> str | None:
    """Return the language that is asked for, if one is: help and complaints speak it too."""
    for before, argument in pairwise(["", *given]):
        name = argument.removeprefix("--language=") if argument.startswith("--language=") else argument
        if name in LANGUAGES and (before == "--language" or name != argument):
            return name
    return None


def _run(given: list[str], language: Language) -> int:
    from reader.commands.console import make_console

    name, rest = _command_of(given)
    parser = _command_parser(name, language) if name else _open_parser(language)
    parsed = parser.parse_args(rest)
    console = make_console(language, Settings())
    try:
        settings = load_settings(settings_file())
        wanted = parsed.language or (settings.language if settings.language != "auto" else None)
        console = make_console(choose_language(wanted), settings)
        return _dispatch(name, parsed, console)
    except ReaderError as error:
        return console.complain(error)


def _command_of(given: list[str]) -> tuple[str, list[str]]:
    """Return the command that is called, if any, and the arguments without its name; options may stand before it."""
    at = 0
    while at < len(given) and given[at].startswith("--") and given[at] != "--":
        at += 2 if given[at] in _VALUED else 1
    if at < len(given) and given[at] in COMMANDS:
        return given[at], given[:at] + given[at + 1 :]
    return "", given


def _dispatch(name: str, parsed: argparse.Namespace, console: Console) -> int:
    """Run one command; each brings its own imports."""
    if name == "index":
        from reader.commands.indexing import run_index

        return run_index(parsed, console)
    if name in {"list", "search", "check"}:
        from reader.commands import listing

        commands: dict[str, Command] = {
            "list": listing.run_list,
            "search": listing.run_search,
            "check": listing.run_check,
        }
        return commands[name](parsed, console)
    if name == "parse":
        from reader.commands.parse import run_parse

        return run_parse(parsed, console)
    if name in {"show", "export"}:
        from reader.commands import articles

        commands = {"show": articles.run_show, "export": articles.run_export}
        return commands[name](parsed, console)
    if name == "keys":
        from reader.commands.keys import run_keys

        return run_keys(parsed, console)
    return _open(parsed, console)


def _open(parsed: argparse.Namespace, console: Console) -> int:
    """Open the reading screen, or print when nobody sees a screen."""
    from reader.commands.paths import chosen_paths

    paths = chosen_paths(parsed.paths, console.settings)
    # Rich takes these two for terminals of a fixed size without control sequences.
    drawable = os.environ.get("TERM", "").casefold() not in {"dumb", "unknown"} or not console.out.isatty()
    if (parsed.plain or not drawable) and "-" not in paths:
        _refuse_missing(paths)
        from reader.commands.linear import run_linear

        return run_linear(paths, console)
    if not console.out.isatty():
        from reader.commands.articles import print_plainly

        return print_plainly(paths, console)
    for each in _refuse_missing(paths):
        console.complain(each)
    from reader.app import run_app

    settings, kept_in = console.settings, remembered_file()
    wanted = recall(settings, kept_in)
    if parsed.theme:
        wanted = replace(wanted, theme=parsed.theme)
    return run_app(paths, wanted, console.language, partial(remember, settings, kept_in))


def _refuse_missing(paths: Sequence[str]) -> list[BulletinError]:
    """Return what is to be said of each path that is not there; raise it when none is."""
    from reader.commands.paths import require
    from reader.errors import BulletinError

    missing: list[BulletinError] = []
    for path in paths:
        try:
            require(path)
        except BulletinError as error:
            missing.append(error)
    if len(missing) == len(paths):
        raise missing[-1]
    return missing


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints pass the gate for terminal text: they repeat what was typed."""

    def error(self, message: str) -> NoReturn:
        """See ArgumentParser.error."""
        from reader.formats.clean import clean_label

        super().error(clean_label(message))


def _open_parser(language: Language) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reader",
        description=language.text("cli.description"),
        epilog=language.text("cli.epilog", commands=", ".join(COMMANDS)),
    )
    parser.add_argument("paths", nargs="*", default=[], metavar="PATH", help=language.text("cli.paths"))
    parser.add_argument("--theme", choices=THEME_CHOICES, help=language.text("cli.theme"))
    parser.add_argument("--plain", action="store_true", help=language.text("cli.plain"))
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    _add_language(parser, language)
    return parser


def _command_parser(name: str, language: Language) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    parser = _Parser(prog=f"reader {name}", description=language.text(f"cli.{name}"))
    _add_language(parser, language)
    if name == "search":
        parser.add_argument("query", metavar="QUERY", help=language.text("cli.query"))
        parser.add_argument(
            "--limit", type=_number(language, 1), default=20, metavar="N", help=language.text("cli.limit")
        )
    if name in {"list", "search", "check"}:
        parser.add_argument("paths", nargs="*", default=[], metavar="PATH", help=language.text("cli.paths"))
        parser.add_argument("--json", action="store_true", help=language.text("cli.json"))
    if name == "index":
        parser.add_argument("paths", nargs="*", default=[], metavar="FOLDER", help=language.text("cli.index_paths"))
        parser.add_argument("--rebuild", action="store_true", help=language.text("cli.rebuild"))
    if name == "list":
        parser.add_argument("--section", metavar="S", help=language.text("cli.section"))
    if name in {"show", "parse"}:
        parser.add_argument("path", metavar="PATH" if name == "show" else "FILE", help=language.text("cli.path"))
    if name in {"show", "export"}:
        parser.add_argument("--article", type=_number(language, 1), metavar="N", help=language.text("cli.article"))
        parser.add_argument("--as-printed", action="store_true", help=language.text("cli.as_printed"))
    if name == "show":
        parser.add_argument("--width", type=_number(language, 10, 200), metavar="W", help=language.text("cli.width"))
        parser.add_argument("--as-stored", action="store_true", help=language.text("cli.as_stored"))
    if name == "parse":
        parser.add_argument("--repairs", action="store_true", help=language.text("cli.repairs"))
    if name == "export":
        parser.add_argument("paths", nargs="+", metavar="PATH", help=language.text("cli.export_paths"))
        parser.add_argument("--format", choices=EXPORT_FORMATS, help=language.text("cli.format"))
        parser.add_argument("-o", "--output", metavar="FILE|DIR", help=language.text("cli.output"))
        parser.add_argument("--force", action="store_true", help=language.text("cli.force"))
    return parser


def _add_language(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("--language", choices=LANGUAGES, help=language.text("cli.language"))


def _number(language: Language, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return what reads a whole number within bounds, and explains one that is not."""

    def read(text: str) -> int:
        with contextlib.suppress(ValueError):
            number = int(text)
            if least <= number and (most is None or number <= most):
                return number
        bounds = f"{least} … {most}" if most is not None else f"{least} …"
        raise argparse.ArgumentTypeError(language.text("cli.number", text=text, bounds=bounds))

    return read
