"""The tree of errors: what failed, where, and what to do.

An error carries a key of the language catalogue and its particulars; the sentence is made where it is shown.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.model import Problem


class ReaderError(Exception):
    """Anything Reader can explain. ``key`` names the sentence, ``details`` fill it."""

    exit_code = 1

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = {name: str(value) for name, value in details.items()}


class UsageError(ReaderError):
    """The command line or the settings ask for something that cannot be."""

    exit_code = 2


class SettingsError(UsageError):
    """The settings file cannot be used as it is."""


class ExportError(ReaderError):
    """An article could not be written where it was asked to be."""


class MarksError(ReaderError):
    """What the reader marked could not be remembered."""


class BulletinError(ReaderError):
    """A bulletin that could not be read; ``problem`` is what the list of problems will say."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"problem.{problem.kind}")
        self.problem = problem
