"""The `reader` command: parses the command line, picks the command, and imports the app only when it must draw."""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import pairwise
from types import SimpleNamespace

from reader import COMMANDS
from reader.compiled import KEPT
from reader.errors import ReaderError, UsageError
from reader.language import LANGUAGES, Language, choose_language
from reader.places import index_folder, remembered_file, settings_file
from reader.settings import Settings, load_settings
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.commands.console import Console
    from reader.errors import BulletinError

    Command = Callable[[SimpleNamespace, Console], int]

_VALUED = ("--language", "--theme", "--ambiguous")  # options that stand before a path, each followed by its value
INTERRUPTED = 130  # 128 + SIGINT, as shells say it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 something failed or was found wrong, 2 misuse."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = choose_language(_language_in(given))
    KEPT.folder = index_folder
    from reader.commands.console import crash_sentence, drop_output, flush_output, make_console

    console = make_console(language, Settings())
    try:
        try:
            return _run(given, language)
        finally:
            flush_output()
            KEPT.keep()
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
    parsed = _plain_arguments(name, rest) or _parsed_arguments(name, rest, language)
    console = make_console(language, Settings())
    try:
        settings = load_settings(settings_file())
        if getattr(parsed, "ambiguous", None):
            settings = replace(settings, ambiguous=parsed.ambiguous)
        if settings.ambiguous == "2":
            from reader.typeset.ambiguous import set_ambiguous

            set_ambiguous(2)
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


def _plain_arguments(name: str, rest: list[str]) -> SimpleNamespace | None:
    """Return the arguments of what is called most, paths and no more; to load a parser for them takes 7 ms."""
    if any(argument.startswith("-") for argument in rest):
        return None
    if not name:
        return SimpleNamespace(paths=rest, theme=None, plain=False, language=None, ambiguous=None)
    if name == "parse" and len(rest) == 1:
        return SimpleNamespace(path=rest[0], repairs=False, language=None)
    if name == "search" and rest:
        given = {"query": rest[0], "paths": rest[1:], "language": None}
        return SimpleNamespace(**given, json=False, limit=20, order="relevance", check=False)
    return None


def _parsed_arguments(name: str, rest: list[str], language: Language) -> SimpleNamespace:
    from reader.arguments import parse_arguments

    return parse_arguments(name, rest, language)


def _dispatch(name: str, parsed: SimpleNamespace, console: Console) -> int:
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


def _open(parsed: SimpleNamespace, console: Console) -> int:
    """Open the reading screen, or print when nobody sees a screen."""
    from reader.commands.paths import chosen_paths

    _refuse_slip(parsed.paths)
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
    from reader.remembered import recall, remember

    settings, kept_in = console.settings, remembered_file()
    wanted = recall(settings, kept_in)
    if parsed.theme:
        wanted = replace(wanted, theme=parsed.theme)
    language = console.language
    if wanted.language != settings.language and not parsed.language:
        language = choose_language(wanted.language)
    return run_app(paths, wanted, language, partial(remember, settings, kept_in))


def _refuse_slip(paths: Sequence[str]) -> None:
    """Raise UsageError when the first of some paths is not there and reads like a command that was mistyped."""
    if len(paths) < 2 or os.path.exists(paths[0]) or not paths[0].isalpha():
        return
    from difflib import get_close_matches

    if meant := get_close_matches(paths[0], COMMANDS, 1):
        raise UsageError("error.command", name=paths[0], meant=meant[0])


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
