"""Where a command's words go: standard output and error, plain or styled, with what every command needs to know."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from reader.formats.clean import clean_label

if TYPE_CHECKING:
    from reader.errors import ReaderError
    from reader.language import Language
    from reader.model import Problem
    from reader.settings import Settings

EXIT_OK, EXIT_WRONG, EXIT_USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Console:
    """The two streams of a command, the language it speaks and the settings it follows."""

    language: Language
    settings: Settings
    out: TextIO
    err: TextIO

    @property
    def styled(self) -> bool:
        """Whether standard output is a terminal that may be shown bold and dim text."""
        return self.out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"

    def print(self, text: str = "") -> None:
        """Write a line to standard output."""
        self.out.write(text + "\n")

    def json(self, value: object) -> None:
        """Write ``value`` to standard output as JSON, one object a line inside an array."""
        if isinstance(value, list):
            rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in value)
            self.out.write(f"[\n{rows}\n]\n" if rows else "[]\n")
        else:
            self.out.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    def complain(self, error: ReaderError) -> int:
        """Write the sentence of ``error`` to standard error and return its exit code."""
        self.err.write(f"reader: {error_sentence(error, self.language)}\n")
        return error.exit_code

    def note(self, text: str) -> None:
        """Write a line to standard error that is no error."""
        self.err.write(text + "\n")


def make_console(language: Language, settings: Settings) -> Console:
    """Return a console on the process's own streams, which must take any character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    return Console(language, settings, sys.stdout, sys.stderr)


def problem_sentence(problem: Problem, language: Language) -> str:
    """Return what is wrong, in words, without the path."""
    return language.text(f"problem.{problem.kind}", **dict(problem.details))


def problem_line(problem: Problem, language: Language) -> str:
    """Return a problem on one line, in the form editors jump to: path, line, sentence."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"{place}: {problem_sentence(problem, language)}"


def error_sentence(error: ReaderError, language: Language) -> str:
    """Return what failed, in words."""
    found: Problem | None = getattr(error, "problem", None)
    if found is not None:
        return problem_line(found, language)
    return language.text(error.key, **{name: clean_label(value) for name, value in error.details.items()})
