"""The options and arguments of the command line. Told apart from running it since most calls need no parser."""

from __future__ import annotations

import argparse
import contextlib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from reader import COMMANDS, __version__
from reader.language import LANGUAGES, Language
from reader.settings import AMBIGUOUS_CHOICES, THEME_CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable

ORDERS = ("relevance", "newest")
EXPORT_FORMATS = ("text", "markdown", "json")


def parse_arguments(name: str, rest: list[str], language: Language) -> SimpleNamespace:
    """Return the arguments of the command ``name``, or of opening paths where it is empty.

    Explains what is wrong with them, or what they are when that is asked for, and leaves by SystemExit.
    """
    parser = _command_parser(name, language) if name else _open_parser(language)
    if name == "search":
        rest = [f" {each}" if _is_minus_word(each) else each for each in rest]  # with a space before it is no option
    return parser.parse_args(rest, SimpleNamespace())


def _is_minus_word(argument: str) -> bool:
    """Return whether an argument is a query that begins with a word to be left out: -word."""
    return argument[:1] == "-" and argument[1:2] not in ("", "-") and argument != "-h"


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the reader's language; its complaints, which repeat what was typed, pass the gate."""

    def __init__(self, language: Language, **settings: Any) -> None:
        super().__init__(add_help=False, **settings)
        self._usage = language.text("cli.usage")
        self._positionals.title = language.text("cli.arguments")
        self._optionals.title = language.text("cli.options")
        self.add_argument("-h", "--help", action="help", help=language.text("cli.help"))

    def format_help(self) -> str:
        """See ArgumentParser.format_help."""
        return super().format_help().replace("usage: ", self._usage, 1)

    def format_usage(self) -> str:
        """See ArgumentParser.format_usage."""
        return super().format_usage().replace("usage: ", self._usage, 1)

    def error(self, message: str) -> NoReturn:
        """See ArgumentParser.error."""
        from reader.formats.clean import clean_label

        super().error(clean_label(message))


def _open_parser(language: Language) -> argparse.ArgumentParser:
    parser = _Parser(
        language,
        prog="reader",
        description=language.text("cli.description"),
        epilog=language.text("cli.epilog", commands=", ".join(COMMANDS)),
    )
    parser.add_argument("paths", nargs="*", default=[], metavar="PATH", help=language.text("cli.paths"))
    parser.add_argument("--theme", choices=THEME_CHOICES, help=language.text("cli.theme"))
    parser.add_argument("--ambiguous", choices=AMBIGUOUS_CHOICES, help=language.text("cli.ambiguous"))
    parser.add_argument("--plain", action="store_true", help=language.text("cli.plain"))
    parser.add_argument(
        "--version", action="version", version=f"reader {__version__}", help=language.text("cli.version")
    )
    _add_language(parser, language)
    return parser


def _command_parser(name: str, language: Language) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    parser = _Parser(language, prog=f"reader {name}", description=language.text(f"cli.{name}"))
    _add_language(parser, language)
    if name == "search":
        parser.add_argument("query", metavar="QUERY", help=language.text("cli.query"))
        parser.add_argument(
            "--limit", type=_number(language, 1), default=20, metavar="N", help=language.text("cli.limit")
        )
        parser.add_argument("--order", choices=ORDERS, default=ORDERS[0], help=language.text("cli.order"))
        parser.add_argument("--check", action="store_true", help=language.text("cli.check_files"))
    if name == "check":
        parser.add_argument("--index", action="store_true", help=language.text("cli.check_index"))
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
        parser.add_argument("--ambiguous", choices=AMBIGUOUS_CHOICES, help=language.text("cli.ambiguous"))
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
