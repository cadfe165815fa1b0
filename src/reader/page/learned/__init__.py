"""What ``bench/training`` learnt: weights of features, and counts of characters as a table."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap


def stored(name: str) -> mmap:
    """Return what the file called ``name`` holds, mapped into memory: only what is looked at is read."""
    # importlib.resources takes longer to import than this takes to read.
    with open(os.path.join(os.path.dirname(__file__), name), "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
