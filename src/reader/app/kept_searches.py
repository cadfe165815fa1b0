"""The searches that stand in the sidebar, kept from one run of the program to the next."""

from __future__ import annotations

import os

MOST = 40  # searches; a sidebar of more is no help
LONGEST = 500  # characters of one


class KeptSearches:
    """What was searched for and is to be looked for again, the oldest first. Without a file nothing is kept."""

    def __init__(self, path: str = "") -> None:
        self._path = path
        self._texts: list[str] | None = None  # read when first asked for

    @property
    def texts(self) -> tuple[str, ...]:
        """The searches as they were typed."""
        if self._texts is None:
            self._texts = self._load()
        return tuple(self._texts)

    def turn(self, text: str) -> bool:
        """Keep ``text``, or forget it when it is kept; return whether it is kept now. Raises OSError.

        What another run of the program has kept meanwhile stays.
        """
        texts = self._load() if self._path else list(self.texts)
        keep = text not in self.texts
        texts = [each for each in texts if each != text]
        if keep:
            texts = [*texts, text[:LONGEST]][-MOST:]
        self._save(texts)
        self._texts = texts
        return keep

    def _save(self, texts: list[str]) -> None:
        if not self._path:
            return
        import json

        os.makedirs(os.path.dirname(self._path), exist_ok=True)
        draft = f"{self._path}.{os.getpid()}"
        with open(draft, "w", encoding="utf-8") as file:
            json.dump(texts, file, ensure_ascii=False, indent=1)
        os.replace(draft, self._path)

    def _load(self) -> list[str]:
        if not self._path or not os.path.exists(self._path):
            return []
        import json

        try:
            with open(self._path, encoding="utf-8") as file:
                data = json.load(file)
        except (OSError, ValueError, RecursionError):
            return []
        if not isinstance(data, list):
            return []
        return [each for each in data if isinstance(each, str) and each.strip() and len(each) <= LONGEST][-MOST:]
