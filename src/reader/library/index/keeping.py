"""Keeps in the index what was read: prepared on all processors, written in batches. Loaded when it is needed."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from reader.library.index.helpers import prepare_all, processors
from reader.library.index.learned import Sampled, learn, load_learned, save_learned
from reader.library.index.preparing import prepare
from reader.library.index.renewing import renew, renew_if_due
from reader.library.index.tokens import tokens_of_facts
from reader.library.index.writing import Writer
from reader.library.reading import read_file
from reader.library.shelf import IndexBusyError
from reader.library.undone import UndoneRepairs
from reader.places import undone_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from reader.display.choice import Drawing
    from reader.library.file_read import FileRead
    from reader.library.files import FileRef
    from reader.library.index.database import Database
    from reader.library.index.preparing import PreparedFile

BATCH = 2048  # files that are written in one transaction, at most
MANY_NEW = 1_000  # files that are new: what they have in common is learnt before they are kept
SAMPLE = 500  # files from which that is learnt
OF_ONE_FILE = 10  # articles
LEARNING_SECONDS = 2.0
MANY_WRITTEN = 500  # files: after so many in one scan the lists are put in order, which makes them short
REMOVED = 200  # files that are taken out in one transaction: others may write in between
BATCH_SECONDS = 4.0  # after which those that wait are written


class Keeper:
    """Puts files into one index, and takes them out. May be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writer = Writer()
        self._waiting: dict[str, PreparedFile] = {}
        self._since = 0.0
        self._written = 0  # files, since the lists were put in order
        self._lock = Lock()  # over what waits: a mark may be made while a scan goes on
        with database.reading() as connection:
            self._learned = load_learned(connection)

    def put(self, file: FileRead) -> None:
        """Keep a file; it is written some time later."""
        self._put(prepare(file, self._learned))

    def read_ahead(self, refs: Sequence[FileRef], wanted: Drawing) -> Iterator[FileRef]:
        """See Shelf.read_ahead."""
        if not self._learned.key and len(refs) >= MANY_NEW:
            self._learn(refs, wanted)
        for prepared in prepare_all(refs, wanted, lambda: self._learned, processors()):
            self._put(prepared)
            yield prepared.file.ref

    def _learn(self, refs: Sequence[FileRef], wanted: Drawing) -> None:
        """Learn from files out of all of them what they have in common; they are read once more with the others."""
        end = time.monotonic() + LEARNING_SECONDS
        undone = UndoneRepairs(undone_file())
        sample: list[Sampled] = []
        read: list[int] = []  # how many articles each file has
        for ref in random.Random(len(refs)).sample(refs, SAMPLE):  # noqa: S311 (a sample)
            found = read_file(ref, undone, wanted)[0].articles
            read.append(len(found))
            sample += [
                Sampled(each.text, each.folded, frozenset(tokens_of_facts(each.entry))) for each in found[:OF_ONE_FILE]
            ]
            if time.monotonic() > end or self._database.closed:
                break
        articles = len(refs) * sum(read) // len(read)
        learned = learn(sample, articles)
        with self._database.writing() as connection:
            known = load_learned(connection)  # another reader may have been quicker
            if not known.key:
                save_learned(connection, learned)
                renew(connection, learned)  # what was put before: it is little
        self._learned = known if known.key else learned

    def _put(self, file: PreparedFile) -> None:
        with self._lock:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting[file.file.ref.path] = file
        if len(self._waiting) >= BATCH or time.monotonic() - self._since > BATCH_SECONDS:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            with self._writing() as connection:
                self._writer.write(connection, waiting.values())
                self._written += len(waiting)
                renew_if_due(connection)
                self._learned = load_learned(connection, self._learned)
        except IndexBusyError:
            with self._lock:
                self._waiting = {**waiting, **self._waiting}
            raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one transaction of the writer's."""
        try:
            with self._database.writing() as connection:
                yield connection
        except BaseException:
            self._writer.forget()
            raise

    def remove(self, paths: Sequence[str]) -> None:
        """Take files out."""
        for at in range(0, len(paths), REMOVED):
            with self._writing() as connection:
                self._writer.remove(connection, paths[at : at + REMOVED])

    def put_in_order(self) -> None:
        """Put the lists in order when much was written."""
        if self._written >= MANY_WRITTEN:
            self._written = 0
            self._database.put_in_order()
