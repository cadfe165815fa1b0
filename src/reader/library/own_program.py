"""Starts programs of our own that work for this one: Python itself, told what to do, spoken to through two pipes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


def start_program(text: str) -> subprocess.Popen[bytes]:
    """Start Python on ``text``, in which ``{path!r}`` stands for where it finds what this program has found.

    Raises OSError where no program can be started.
    """
    return subprocess.Popen(  # noqa: S603 (Python itself, with a text of ours)
        [sys.executable, "-c", text.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # keys such as Ctrl+C are for us alone
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def pipe(stream: object) -> BinaryIO:
    """Return a pipe of a program that was started here: it has both."""
    return stream  # type: ignore[return-value] # both were asked for
