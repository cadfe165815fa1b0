"""Where a command's words go: standard output and error, plain or styled, with what every command needs to know."""

from __future__ import annotations

import io
import os
import sys

from reader.errors import ReaderError
from reader.formats.clean import clean_label
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reader.language import Language
    from reader.model import Problem
    from reader.settings import Settings

EXIT_OK, EXIT_WRONG = 0, 1


class Console(Value):
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
        self.write(text + "\n")

    def write(self, text: str) -> None:
        """Write ``text`` to standard output. Raises ReaderError when that cannot be written."""
        try:
            self.out.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise output_failed(error) from error

    def json(self, value: object) -> None:
        """Write ``value`` to standard output as JSON."""
        from reader.export.json_text import json_text

        self.write(json_text(value) + "\n")

    def json_rows(self, rows: Iterable[object]) -> None:
        """Write a JSON array to standard output, one object a line, each as it comes: there may be a million."""
        import json

        before = "[\n"
        for each in rows:
            self.write(before + json.dumps(each, ensure_ascii=False))
            before = ",\n"
        self.write("[]\n" if before == "[\n" else "\n]\n")

    def complain(self, error: ReaderError) -> int:
        """Write the sentence of ``error`` to standard error and return its exit code."""
        self.note(f"reader: {error_sentence(error, self.language)}")
        return error.exit_code

    def note(self, text: str) -> None:
        """Write a line to standard error; where that cannot be written there is nobody left to tell."""
        try:
            self.err.write(text + "\n")
        except OSError:
            return


class _Closed(io.StringIO):
    """Stands for a standard output that was closed before we were started."""

    def write(self, text: str, /) -> int:  # noqa: ARG002 (as every stream has it)
        """Fail as the system would."""
        import errno

        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def make_console(language: Language, settings: Settings) -> Console:
    """Return a console on the process's own streams, which must take any character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    return Console(language, settings, sys.stdout or _Closed(), sys.stderr or io.StringIO())


def flush_output() -> None:
    """Write out what standard output still holds. Raises ReaderError when it cannot be written."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_failed(error) from error


def output_failed(error: OSError) -> ReaderError:
    """Return the error that says so, and let go of what was not written: nothing shall try again at the exit."""
    drop_output()
    return ReaderError("error.output", reason=error.strerror or error)


def drop_output() -> None:
    """Let standard output lead nowhere from now on."""
    try:
        if sys.stdout:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # it has no file below it
        return


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


def crash_sentence(error: Exception, language: Language) -> str:
    """Return what to report when the fault is ours: what went wrong, and where in the program."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return language.text("error.crash", reason=clean_label(f"{type(error).__name__}: {error}"), place=place)
