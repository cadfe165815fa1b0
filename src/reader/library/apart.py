"""Reads a large file in a program of its own, and hands over what is kept of it, packed.

To rebuild ten megabytes takes some seconds and hundreds of megabytes. A program that ends gives all of it back, which
one that goes on does not: what it has let go lies between what it keeps. Nor does the screen wait meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from mmap import mmap
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from reader.display.choice import Drawing
from reader.library.long_text import packed, without_texts
from reader.library.own_program import pipe, start_program

if TYPE_CHECKING:
    import subprocess
    from typing import Any, BinaryIO

    from reader.library.file_read import FileRead, Rebuilt
    from reader.library.files import FileRef
    from reader.library.undone import UndoneRepairs

_PROGRAM = "import sys; sys.path[:] = {path!r}; from reader.library.apart import serve; serve()"
_SOURCE = "source"


class _Request(NamedTuple):
    ref: FileRef
    undone: str
    wanted: int
    texts: bool


class Apart:
    """Reads files one by one, each in a program of its own. ``stop`` may be called from another thread."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def read(
        self, ref: FileRef, undone: UndoneRepairs, wanted: Drawing, *, texts: bool = False
    ) -> tuple[FileRead, Rebuilt | None] | None:
        """Return what ``read_file`` does, packed, and only with ``texts`` those to be searched.

        None when it cannot be had in this way.
        """
        if self._stopped or not sys.executable:
            return None
        try:
            with start_program(_PROGRAM) as process:
                self._running.add(process)
                try:
                    return self._ask(process, _Request(ref, str(undone.path), wanted.bits, texts))
                finally:
                    process.kill()
                    self._running.discard(process)
        except Exception:  # none can be started, it was killed, or is of a program installed after this one began
            return None

    def _ask(self, process: subprocess.Popen[bytes], request: _Request) -> tuple[FileRead, Rebuilt | None] | None:
        if self._stopped:
            return None
        pickle.dump(request, pipe(process.stdin))
        pipe(process.stdin).flush()
        return _received(pipe(process.stdout))

    def stop(self) -> None:
        """End what is being read."""
        self._stopped = True
        for process in list(self._running):
            with contextlib.suppress(OSError):
                process.kill()


def serve() -> None:
    """Answer one request. This is the program of its own."""
    import gc

    from reader.library.reading import read_file
    from reader.library.undone import UndoneRepairs

    gc.disable()  # there are hardly any circles
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever is printed by mistake spoils no answer
    request: _Request = pickle.load(source)  # noqa: S301 (from the program that started this one)
    Thread(target=_end_with, args=(source,), daemon=True).start()
    file, rebuilt = read_file(request.ref, UndoneRepairs(request.undone), Drawing.of_bits(request.wanted))
    if rebuilt is not None:
        rebuilt = packed(rebuilt)
        file = file if request.texts else without_texts(file, rebuilt)
    with contextlib.suppress(OSError):
        _send(target, file, rebuilt)
        target.flush()
    os._exit(0)  # to take all apart would take a second


def _end_with(stream: BinaryIO) -> None:
    """End this program when the one that asked has ended, however that was: nobody waits for the answer."""
    with contextlib.suppress(OSError, ValueError):
        stream.read()
    os._exit(1)


class _Pickler(pickle.Pickler):
    """Leaves the source out, which goes by itself."""

    source = ""

    def persistent_id(self, value: Any) -> str | None:
        """Return what the source is called."""
        return _SOURCE if value is self.source else None


class _Unpickler(pickle.Unpickler):
    source = ""

    def persistent_load(self, _name: Any) -> str:
        """Return the source."""
        return self.source


def _send(target: BinaryIO, file: FileRead, rebuilt: Rebuilt | None) -> None:
    source = rebuilt.bulletin.source if rebuilt else ""
    data = source.encode("utf-8", "surrogatepass")
    pickle.dump(len(data), target)
    target.write(data)
    pickler = _Pickler(target, pickle.HIGHEST_PROTOCOL)
    pickler.source = source
    pickler.dump((file, rebuilt))


def _received(stream: BinaryIO) -> tuple[FileRead, Rebuilt | None]:
    unpickler = _Unpickler(stream)
    if length := pickle.load(stream):  # noqa: S301 (from our own program)
        # Whatever large is taken from the heap and let go is not given back at once: this is no part of it.
        with mmap(-1, length) as data:
            if stream.readinto(data) < length:  # type: ignore[attr-defined] # a buffered reader has it
                raise EOFError
            unpickler.source = str(data, "utf-8", "surrogatepass")
    found: tuple[FileRead, Rebuilt | None] = unpickler.load()
    return found
