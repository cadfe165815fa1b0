"""Where the reader was in each article, kept from one run of the program to the next.

A place is kept under the article's words, not under its file's name, and counts from the article's beginning.
"""

from __future__ import annotations

import contextlib
import os

from reader.app.widgets.article_view import Spot
from reader.whole_file import write_whole

MOST = 500  # articles; those read longest ago are forgotten


class KeptPlaces:
    """The places of earlier runs, each given out once, and those of this one. Without a file nothing is kept."""

    def __init__(self, path: str = "") -> None:
        self._path = path
        self._earlier: dict[str, int] | None = None  # read when first asked for
        self._now: dict[str, int] = {}

    def take(self, article: str) -> Spot | None:
        """Return where the reader was in an article when the program was left, the first time it is opened again."""
        if self._earlier is None:
            self._earlier = self._load()
        offset = self._earlier.get(article)
        if offset is None or article in self._now:
            return None
        self._now[article] = offset
        return Spot(offset)

    def keep(self, article: str, place: Spot | None) -> None:
        """Note where the reader is in an article; None is its beginning."""
        self._now.pop(article, None)
        self._now[article] = place.offset if place else 0

    def save(self) -> None:
        """Write it down. A folder that cannot be written is no reason to disturb anybody."""
        if not self._path or not self._now:
            return
        import json

        kept = {**self._load(), **self._now}
        for article in self._now:  # read last, forgotten last
            kept[article] = kept.pop(article)
        kept = {article: offset for article, offset in kept.items() if offset}
        with contextlib.suppress(OSError):
            write_whole(self._path, json.dumps(dict(list(kept.items())[-MOST:])))

    def _load(self) -> dict[str, int]:
        if not self._path or not os.path.exists(self._path):
            return {}
        import json

        try:
            with open(self._path, encoding="utf-8") as file:
                data = json.load(file)
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(data, dict):
            return {}
        return {article: at for article, at in data.items() if isinstance(at, int) and 0 < at < 1 << 40}
