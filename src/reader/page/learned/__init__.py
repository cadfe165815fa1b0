"""What ``bench/training`` learnt: weights of features as JSON, counts of characters as a table."""

from __future__ import annotations

import os


def stored(name: str) -> bytes:
    """Return what the file called ``name`` holds."""
    # importlib.resources takes longer to import than this takes to read.
    with open(os.path.join(os.path.dirname(__file__), name), "rb") as file:
        return file.read()
