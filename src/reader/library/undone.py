"""Which repairs the reader has undone: a small file of their keys, found by the text of the bulletin they belong to.

These are marks, not an index: nothing can make them again. The file is written whole or not at all, what another
reader has written meanwhile is kept, and a file that cannot be understood is put aside, never written over.
"""

from __future__ import annotations

import os
from _thread import allocate_lock  # threading.Lock, without the millisecond that threading takes to load

from reader.errors import MarksError
from reader.formats.files import problem
from reader.lazy import LazyPattern
from reader.model import ProblemKind
from reader.value import Value
from reader.whole_file import Alone, put_aside, write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.model import Problem

FORMAT = "reader-undone/1"
MAX_BYTES = 16 << 20
_NAME = LazyPattern(r"[0-9]{1,9}-[0-9a-f]{32}")
_Stamp = tuple[int, int, int]
_Marks = dict[str, frozenset[str]]


class _State(Value):
    """What the file held when it had this stamp, and how long the bulletins in it are.

    ``reason`` says why it could not be understood; ``unread`` is what the system said when it could not be read.
    """

    stamp: _Stamp | None = None
    marks: _Marks = {}  # noqa: RUF012 (nobody writes to it)
    lengths: frozenset[int] = frozenset()
    reason: str = ""
    unread: OSError | None = None


class UndoneRepairs:
    """The keys of undone repairs, bulletin by bulletin. May be used from several threads."""

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self._state = _State()
        self._lock = allocate_lock()

    def keys_of(self, source: str) -> frozenset[str]:
        """Return the keys of the repairs undone in the bulletin with this text."""
        state = self._read()
        if len(source) not in state.lengths:  # most bulletins: they need no hash to be told so
            return frozenset()
        return state.marks.get(_name(source), frozenset())

    @property
    def stamp(self) -> tuple[int, int, int] | None:
        """What is another one once something else is undone; None: nothing ever was."""
        return _stamp(self.path)

    @property
    def lengths(self) -> frozenset[int]:
        """How many characters the bulletins have in which something is undone."""
        return self._read().lengths

    def may_concern(self, length: int) -> bool:
        """Return whether something may be undone in a bulletin of so many characters."""
        return length in self._read().lengths

    def mark(self, source: str, changes: Mapping[str, bool]) -> None:
        """Remember for the bulletin with this text which repairs are undone (True) and which made again (False).

        Raises MarksError when the file cannot be written; then nothing is remembered.
        """
        try:
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with self._lock, Alone(self.path):
                state = _load(self.path)  # another reader may have written since
                if state.unread:
                    raise state.unread
                if state.reason:
                    put_aside(self.path)
                marks = dict(state.marks)
                keys = set(marks.pop(_name(source), frozenset()))
                for key, undone in changes.items():
                    (keys.add if undone else keys.discard)(key)
                if keys:
                    marks[_name(source)] = frozenset(keys)
                _write(self.path, marks)
                self._state = _load(self.path)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise MarksError("error.marks", path=self.path, reason=reason) from error

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file, if anything: what it says is then not followed."""
        reason = self._read().reason
        return (problem(ProblemKind.MARKS, str(self.path), reason=reason),) if reason else ()

    def _read(self) -> _State:
        """Return what the file holds; it is read again only when it has changed. No file: no work."""
        stamp = _stamp(self.path)
        state = self._state
        if stamp != state.stamp:
            self._state = state = _load(self.path)
        return state


def _name(source: str) -> str:
    """Return the name of a bulletin by its text, which survives a new file name, encoding or packing."""
    import hashlib

    digest = hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{len(source)}-{digest}"


def _stamp(path: str | Path) -> _Stamp | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _load(path: str | Path) -> _State:
    """Read the file. What cannot be understood is a reason, never an exception."""
    stamp = _stamp(path)
    if stamp is None:
        return _State()
    import json

    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        value = json.loads(data.decode("utf-8"))
    except OSError as error:
        return _State(stamp, reason=error.strerror or type(error).__name__, unread=error)
    except (ValueError, RecursionError) as error:
        return _State(stamp, reason=str(error).partition(":")[0])
    if (marks := _marks_in(value)) is None:
        return _State(stamp, reason=f"format != {FORMAT}")
    return _State(stamp, marks, frozenset(int(name.partition("-")[0]) for name in marks))


def _marks_in(value: object) -> _Marks | None:
    """Return the marks that a JSON value holds, or None when it has not the shape we write."""
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("bulletins"), dict):
        return None
    marks: _Marks = {}
    for name, keys in value["bulletins"].items():
        known = _NAME.fullmatch(name) and isinstance(keys, list) and all(isinstance(key, str) for key in keys)
        if not known:
            return None
        marks[name] = frozenset(keys)
    return marks


def _write(path: str | Path, marks: _Marks) -> None:
    import json

    value = {"format": FORMAT, "bulletins": {name: sorted(keys) for name, keys in sorted(marks.items())}}
    write_whole(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
