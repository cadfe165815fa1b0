"""The searches that stand in the sidebar, kept from one run of the program to the next.

They are marks: nothing can make them again. What another run has kept meanwhile stays, and a file that cannot be
understood is put aside, never written over.
"""

from __future__ import annotations

import os
from threading import Lock

from reader.whole_file import Alone, put_aside, write_whole

MOST = 40  # searches; a sidebar of more is no help
LONGEST = 500  # characters of one


class KeptSearches:
    """What was searched for and is to be looked for again, the oldest first. Without a file nothing is kept.

    Reading and writing are for a thread that nobody waits for.
    """

    def __init__(self, path: str = "") -> None:
        self._path = path
        self._texts: tuple[str, ...] = ()
        self._lock = Lock()

    def read(self) -> tuple[str, ...]:
        """Return the searches as they were typed; of a file that cannot be understood, none."""
        with self._lock:
            try:
                self._texts = self._load() or ()
            except OSError:  # whoever keeps a search is told
                self._texts = ()
            return self._texts

    def turn(self, text: str) -> bool:
        """Keep ``text``, or forget it when it is kept; return whether it is kept now. Raises OSError."""
        text = text[:LONGEST].strip()
        with self._lock:
            if not self._path:
                self._texts = _turned(self._texts, text)
                return text in self._texts
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            with Alone(self._path):
                known = self._load()
                if known is None:
                    put_aside(self._path)
                texts = _turned(known or (), text)
                import json

                write_whole(self._path, json.dumps(texts, indent=1) + "\n")
            self._texts = texts
            return text in texts

    def _load(self) -> tuple[str, ...] | None:
        """Return what the file holds; None when that cannot be understood. Raises OSError."""
        if not self._path:
            return self._texts
        if not os.path.exists(self._path):
            return ()
        import json

        with open(self._path, "rb") as file:
            data = file.read()
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            return None
        return tuple(each for each in value if each.strip() and len(each) <= LONGEST)[-MOST:]


def _turned(texts: tuple[str, ...], text: str) -> tuple[str, ...]:
    others = tuple(each for each in texts if each != text)
    return others if len(others) < len(texts) else (*others, text)[-MOST:]
