"""What was repaired, in words: for the commands and for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.language import Language
    from reader.model import Repair


def reason_words(repair: Repair, language: Language) -> str:
    """Return why a repair was made."""
    try:
        return language.text(f"reason.{repair.reason}")
    except KeyError:  # a rule newer than its words is no reason to fail
        return language.text("reason.other")


def counts_words(made: Iterable[tuple[RepairKind, int]], undone: int, language: Language) -> str:
    """Return how many repairs of each kind were made, and how many undone: 5 joins, 1 lifted."""
    counts = dict(made)
    parts = [language.count(f"count.{kind}", counts[kind]) for kind in RepairKind if counts.get(kind)]
    if undone:
        parts.append(language.count("count.undone", undone))
    return language.text("count.comma").join(parts)
