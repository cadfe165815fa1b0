"""Picks the interface language and fills its sentences."""

from __future__ import annotations

import os
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

LANGUAGES = ("en", "zh")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX: the first that is set decides


class Language:
    """One interface language. ``text`` returns its sentences."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._messages = _messages(code)

    def text(self, key: str, **details: object) -> str:
        """Return the sentence for ``key`` with ``details`` filled in. Raises KeyError for a key nobody wrote."""
        message = self._messages[key]
        return message.format(**details) if details else message

    def count(self, key: str, count: int) -> str:
        """Return how many there are of what ``key`` names: one, or many. Raises KeyError for a key nobody wrote."""
        return self.text(f"{key}.one" if count == 1 else f"{key}.many", count=f"{count:,}")

    def date(self, date: datetime.date) -> str:
        """Return ``date`` as a newspaper's head line says it."""
        weekday = self.text("weekdays").split()[date.weekday()]
        month = self.text("months").split()[date.month - 1]
        return self.text("date", year=date.year, month=month, day=date.day, weekday=weekday)


@cache
def _messages(code: str) -> Mapping[str, str]:
    import importlib  # a start that says nothing needs none of this

    messages: Mapping[str, str] = importlib.import_module(f"reader.language.{code}").MESSAGES
    return messages


def choose_language(wanted: str | None = None) -> Language:
    """Return the language ``wanted``, or the one the locale names; English where it names none of ours."""
    if wanted in LANGUAGES:
        return Language(wanted)
    for variable in _VARIABLES:
        if value := os.environ.get(variable):
            return Language("zh" if value.lower().startswith("zh") else "en")
    return Language("en")
