"""Reads files on all processors: programs of our own, each given a few files at a time, that end when we do.

A helper reads requests from its standard input and writes what it prepared to its standard output, both pickled and
in turn, so that neither ever waits for the other to read. It never writes to the index.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
from collections import deque
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from reader.display.choice import Drawing
from reader.library.index.learned import NOTHING_LEARNED
from reader.library.index.preparing import prepare
from reader.library.own_program import pipe, start_program
from reader.library.reading import read_file
from reader.library.undone import UndoneRepairs
from reader.places import undone_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from reader.library.files import FileRef
    from reader.library.index.learned import Learned
    from reader.library.index.preparing import PreparedFile

AT_ONCE = 24  # files of a request
MOST = 8  # helpers
GARBAGE = 50_000  # objects between two looks for circles: there are hardly any
AHEAD = 16  # requests that a helper has been given: it never waits for the next, not even while a batch is written
NICENESS = 5  # whoever reads at the same time goes first
_PROGRAM = "import sys; sys.path[:] = {path!r}; from reader.library.index.helpers import serve; serve()"


class Request(NamedTuple):
    """Files to be prepared, and how: headlines drawn as ``wanted``, with what has been ``learned``."""

    files: tuple[FileRef, ...]
    wanted: int
    learned: Learned | None  # None: as before


def prepare_files(files: Sequence[FileRef], wanted: Drawing, learned: Learned) -> list[PreparedFile]:
    """Return files, read and prepared."""
    undone = UndoneRepairs(undone_file())
    return [prepare(read_file(each, undone, wanted)[0], learned) for each in files]


def serve() -> None:
    """Answer requests until there are no more. This is the helper."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 50)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever is printed by mistake spoils no answer
    answers: SimpleQueue[bytes | None] = SimpleQueue()
    sender = Thread(target=_send, args=(answers, target))
    sender.start()
    learned = NOTHING_LEARNED
    with contextlib.suppress(EOFError, OSError):
        while True:
            request: Request = pickle.load(source)  # noqa: S301 (from the program that started this one)
            learned = request.learned or learned
            found = prepare_files(request.files, Drawing.of_bits(request.wanted), learned)
            answers.put(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    answers.put(None)
    sender.join()


def _send(answers: SimpleQueue[bytes | None], target: BinaryIO) -> None:
    """Write answers as they come, so that the next is worked on while this one waits to be read."""
    with contextlib.suppress(OSError):
        while (answer := answers.get()) is not None:
            target.write(answer)
            target.flush()


class Helper:
    """One helper. Raises OSError or EOFError when it has gone."""

    def __init__(self) -> None:
        self._process = start_program(_PROGRAM)
        self._key = NOTHING_LEARNED.key

    def ask(self, files: tuple[FileRef, ...], wanted: Drawing, learned: Learned) -> None:
        """Have files prepared."""
        request = Request(files, wanted.bits, None if learned.key == self._key else learned)
        pickle.dump(request, pipe(self._process.stdin), pickle.HIGHEST_PROTOCOL)
        pipe(self._process.stdin).flush()
        self._key = learned.key

    def answer(self) -> list[PreparedFile]:
        """Wait for what was asked for last."""
        found: list[PreparedFile] = pickle.load(pipe(self._process.stdout))  # noqa: S301 (from our own program)
        return found

    def stop(self) -> None:
        """End it at once."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe(stream).close()
        self._process.wait()


def prepare_all(
    files: Sequence[FileRef], wanted: Drawing, learned: Callable[[], Learned], count: int
) -> Iterator[PreparedFile]:
    """Yield files prepared by ``count`` helpers, in order. ``learned`` is asked for again with every request.

    What a helper that was killed had been given is prepared here.
    """
    requests = (tuple(files[at : at + AT_ONCE]) for at in range(0, len(files), AT_ONCE))
    asked: deque[tuple[Helper, tuple[FileRef, ...]]] = deque()
    helpers = []
    with contextlib.suppress(OSError):  # where no program can be started
        helpers += [Helper() for _ in range(count)]
    if not helpers:
        for each in files:
            yield from prepare_files([each], wanted, learned())
        return

    def ask(helper: Helper) -> None:
        """Give a helper the next files, if there are any. That it has gone is noticed when it is to answer."""
        if batch := next(requests, None):
            with contextlib.suppress(OSError):
                helper.ask(batch, wanted, learned())
            asked.append((helper, batch))

    try:
        for _ in range(AHEAD):
            for helper in helpers:
                ask(helper)
        while asked:
            helper, batch = asked.popleft()
            try:
                found = helper.answer()
            except Exception:  # killed, stopped before, or of a program that was installed after this one began
                found = prepare_files(batch, wanted, learned())
                if helper in helpers:  # what else it had been given comes by the same way
                    helpers.remove(helper)
                    helper.stop()
                    helper = Helper()
                    helpers.append(helper)
            if helper in helpers:
                ask(helper)
            yield from found
    finally:
        for helper in helpers:
            helper.stop()


def processors() -> int:
    """Return how many helpers there should be; 1 means that they would be of no use."""
    if not sys.executable:
        return 1
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, count)
