"""`reader keys`: every key of the reading screen, from the one list of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions import ACTIONS, GROUPS, keys_label
from reader.commands.console import EXIT_OK
from reader.commands.styled import BOLD, paint

if TYPE_CHECKING:
    from types import SimpleNamespace

    from reader.commands.console import Console

COLUMN = 16  # cells for the keys


def run_keys(arguments: SimpleNamespace, console: Console) -> int:  # noqa: ARG001 (all commands look alike)
    """Print the keys, group by group."""
    from reader.typeset.widths import width

    for number, group in enumerate(GROUPS):
        if number:
            console.print()
        console.print(paint(console.language.text(f"group.{group}"), BOLD, console))
        for action in ACTIONS:
            if action.group == group:
                keys = keys_label(action)
                pad = " " * max(2, COLUMN - width(keys))
                console.print(f"  {keys}{pad}{console.language.text(f'action.{action.name}')}")
    return EXIT_OK
