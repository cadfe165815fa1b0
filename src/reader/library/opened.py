"""The bulletins that were opened last, rebuilt: the one that is read is not rebuilt with every key."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from threading import Lock

from reader.places import index_folder
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.display.choice import Drawing
    from reader.library.file_read import FileRead, Rebuilt
    from reader.library.file_reading import FileReading
    from reader.library.files import FileRef
    from reader.library.kept_pages import KeptPages
    from reader.library.undone import UndoneRepairs
    from reader.model import Article, Bulletin

KEPT_BULLETINS = 16


class Opened:
    """Bulletins by their paths. May be used from several threads."""

    def __init__(self, undone: UndoneRepairs, wanted: Drawing, reading: FileReading) -> None:
        self._undone = undone
        self._wanted = wanted
        self._reading = reading
        self._bulletins: OrderedDict[str, Rebuilt] = OrderedDict()
        self._generation = 0  # of bulletins: each scan begins a new one
        self._lock = Lock()

    @cached_property
    def _pages(self) -> KeptPages:
        from reader.library.kept_pages import KeptPages  # once an article is read

        return KeptPages(index_folder(), self._wanted, self._undone)

    @cached_property
    def beginnings(self) -> KeptPages:
        """The beginnings of large files, as they were rebuilt by earlier runs."""
        from reader.library.kept_pages import BEGINNING, KeptPages

        return KeptPages(index_folder(), self._wanted, self._undone, BEGINNING)

    def forget(self) -> None:
        """Forget all: their files may have changed."""
        with self._lock:
            self._bulletins.clear()
            self._generation += 1

    def rebuilt(self, path: str) -> Rebuilt:
        """Return the bulletin at ``path`` with all its repairs. Raises BulletinError."""
        with self._lock:
            if found := self._bulletins.get(path):
                self._bulletins.move_to_end(path)
                return found
            generation = self._generation
        kept = self._pages.find(path)
        found = kept[1] if kept is not None else self._reading.rebuilt(path)
        self._keep(path, found, generation)
        return found

    def has(self, path: str, bulletin: Bulletin) -> bool:
        """Return whether ``bulletin`` is kept as the one at ``path``."""
        with self._lock:
            found = self._bulletins.get(path)
            return found is not None and found.bulletin is bulletin

    def keep(self, path: str, found: Rebuilt) -> None:
        """Keep what was just read."""
        self._keep(path, found, self._generation)

    def _keep(self, path: str, found: Rebuilt, generation: int) -> None:
        with self._lock:
            if generation != self._generation:  # read before a scan began, perhaps before the file changed
                return
            self._bulletins[path] = found
            while len(self._bulletins) > KEPT_BULLETINS:
                self._bulletins.popitem(last=False)

    def find_page(self, ref: FileRef) -> tuple[FileRead, Rebuilt] | None:
        """Return what was read from a file by an earlier run, if reading it again would give the same."""
        found = self._pages.find(ref.path)
        return found if found is not None and found[0].ref == ref else None

    def has_page(self, path: str) -> bool:
        """Return whether the next run will find the bulletin at ``path`` as it was rebuilt."""
        return self._pages.find(path) is not None

    def keep_page(self, ref: FileRef, drawn: Article | None) -> None:
        """Put a bulletin that is open now into the cache, with the article in it that is ``drawn`` so."""
        with self._lock:
            rebuilt = self._bulletins.get(ref.path)
        if rebuilt is not None and self._pages.takes(rebuilt):
            from reader.library.reading import file_read

            self._pages.keep(file_read(ref, rebuilt, self._wanted), replace(rebuilt, drawn=drawn))
