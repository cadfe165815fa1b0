"""A library's shelf on disk: what was read once is there at the next start, however much it is."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from threading import Lock

from reader.formats.clean import clean_label
from reader.formats.files import problem
from reader.library.files import FileRef
from reader.library.index.database import Database
from reader.library.index.looking import LookAtAll, LookAtSome, note_times
from reader.library.index.packing import (
    pack_path,
    path_key,
    unpack_entry,
    unpack_path,
    unpack_problems,
)
from reader.library.shelf import (
    NOTHING_NOTED,
    IndexDamagedError,
    IndexFullError,
    IndexReplacedError,
    MemoryShelf,
    RepairCounts,
    ShelfError,
    duplicate,
)
from reader.model import ProblemKind, RepairKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence

    from reader.display.choice import Drawing
    from reader.library.contents import Contents, Entry
    from reader.library.file_read import FileRead
    from reader.library.files import Listing
    from reader.library.index.keeping import Keeper
    from reader.library.index.searching import IndexSearch
    from reader.library.passage import Snippet
    from reader.library.protocols import Shelf
    from reader.library.query import Query
    from reader.library.search import Hits, Search
    from reader.library.shelf import Glance, Noted
    from reader.model import Problem


class IndexShelf:
    """Keeps a library in an index. See Shelf."""

    needs_texts = True

    def __init__(self, database: Database, *, listed: bool = True) -> None:
        """Take a file; ``listed`` says whether the table of contents is wanted at once: to search, it is not."""
        self._database = database
        self._look: LookAtAll | LookAtSome = LookAtSome(database, ())
        self._keeper: Keeper | None = None
        self._lock = Lock()  # over the keeper: a mark may be made while a scan goes on
        self._contents = _list_contents(database) if listed else None

    @property
    def contents(self) -> Contents:
        """See Shelf."""
        if self._contents is None:
            self._contents = _list_contents(self._database)
        return self._contents

    @property
    def database(self) -> Database:
        """The file it is kept in."""
        return self._database

    @property
    def damage(self) -> str:
        """What was wrong with the file that was there, when it had to be made anew for that."""
        return self._database.damage

    def begin(self, only: Collection[str] | None = None) -> None:
        """See Shelf."""
        self._look = LookAtAll(self._database) if only is None else LookAtSome(self._database, only)

    def look(self, listing: Listing, marked: Container[int]) -> list[str]:
        """See Shelf."""
        return self._look.look(listing, marked)

    def ref(self, path: str) -> FileRef | None:
        """See Shelf."""
        with self._database.reading() as connection:
            sql = (
                "SELECT roots.path, size, modified, inode, changed FROM files JOIN roots ON roots.id = root"
                " WHERE key = ? AND files.path = ?"
            )
            row = connection.execute(sql, (path_key(packed := pack_path(path)), packed)).fetchone()
        return FileRef(path, unpack_path(row[0]), row[1], row[2], row[3] % (1 << 64), row[4]) if row else None

    def _keep(self) -> Keeper:
        with self._lock:
            if self._keeper is None:
                from reader.library.index.keeping import Keeper  # once something has changed

                self._keeper = Keeper(self._database)
            return self._keeper

    @cached_property
    def _search(self) -> IndexSearch:
        from reader.library.index.searching import IndexSearch  # once something is searched for

        return IndexSearch(self._database)

    def put(self, file: FileRead) -> None:
        """See Shelf."""
        self._keep().put(file)

    def read_ahead(self, refs: Sequence[FileRef], wanted: Drawing) -> Iterator[FileRef]:
        """See Shelf."""
        return self._keep().read_ahead(refs, wanted)

    def _write(self) -> None:
        """Write what waits, if anything was put at all."""
        if self._keeper is not None:
            self._keeper.write()

    def end(self, unread: Sequence[str] = (), noted: Noted = NOTHING_NOTED) -> None:
        """See Shelf."""
        self._write()
        if paths := self._look.gone(unread):
            self._keep().remove(paths)
        self._look.note(unread, noted)
        self._look = LookAtSome(self._database, ())
        if self._keeper is not None:
            self._keeper.put_in_order()

    def glance(self, roots: Sequence[str], marks: tuple[int, int, int] | None) -> Glance | None:
        """See Shelf."""
        from reader.library.index.glancing import glance  # by whoever does not look at all files

        return glance(self._database, roots, marks)

    def caught_up(self, glance: Glance) -> None:
        """See Shelf."""
        note_times(self._database, glance.times)

    def report(self) -> Contents:
        """See Shelf."""
        self._write()
        self._contents = _list_contents(self._database)
        return self._contents

    def search(self, search: Search) -> Hits:
        """See Searcher.search."""
        return self._search.search(search)

    def snippets(self, entries: Sequence[Entry], query: Query) -> list[Snippet | None]:
        """See Shelf. Cut from the texts that are kept; their offsets are not those of the source."""
        from reader.library.index.snippets import cut_snippets

        with self._database.reading() as connection:
            dictionary = self._search.dictionary.load(connection)
            return cut_snippets(connection, entries, query, self._search.found, dictionary)

    def problems(self) -> Iterator[Problem]:
        """See Shelf."""
        if self._database.damage:
            yield problem(ProblemKind.INDEX_DAMAGED, self._database.path, 0, reason=self._database.damage)
        with self._database.reading() as connection:
            for path, data in connection.execute("SELECT path, problems FROM files WHERE wrong > 0"):
                yield from unpack_problems(clean_label(unpack_path(path)), data)

    def copies(self) -> Iterator[Problem]:
        """See Shelf."""
        sql = (
            "SELECT path, number, words, facts FROM articles JOIN files ON files.id = file"
            " JOIN places ON article = articles.id AND places.section = articles.section WHERE words IN"
            " (SELECT words FROM articles GROUP BY words HAVING count(*) > 1) ORDER BY place"
        )
        seen: dict[str, Entry] = {}
        with self._database.reading() as connection:
            for path, number, words, facts in connection.execute(sql):
                entry = unpack_entry(path, number, words, "", facts)
                first = seen.setdefault(entry.id, entry)
                if first is not entry:
                    yield duplicate(entry, first)

    def count_problems(self) -> int:
        """See Shelf."""
        from reader.library.index.listing import count_copies

        sql = "SELECT coalesce((SELECT sum(wrong) FROM files WHERE wrong > 0), 0)"
        with self._database.reading() as connection:
            ((of_files,),) = connection.execute(sql).fetchall()
            return int(bool(self.damage)) + int(of_files) + count_copies(connection)

    def repairs(self) -> Iterator[RepairCounts]:
        """See Shelf."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT path, repairs, undone FROM files WHERE repairs != '' OR undone"
            ).fetchall()
        for path, repairs, undone in rows:
            pairs = [each.partition("=") for each in repairs.split()]
            made = tuple((RepairKind(kind), int(count)) for kind, _, count in pairs)
            yield RepairCounts(clean_label(unpack_path(path)), made, undone)

    def successor(self, error: ShelfError) -> Shelf:
        """See Shelf. Damaged, it is made anew; where there can be none, memory has to do."""
        with suppress(ShelfError):
            if isinstance(error, IndexDamagedError):
                return IndexShelf(self._database.anew())
            if isinstance(error, IndexReplacedError):
                self.close()
                return IndexShelf(Database(self._database.path, self._database.version))
        if isinstance(error, IndexFullError):
            with suppress(OSError):
                self._database.remove()  # the room is needed for what cannot be made again
        self.close()
        return MemoryShelf()

    def clear(self) -> None:
        """Forget everything: all files are read anew. Raises IndexUnusableError."""
        self._database = self._database.anew()
        self._keeper = None
        self.__dict__.pop("_search", None)
        self._contents = None

    def close(self) -> None:
        """See Shelf."""
        self._database.close()


def _list_contents(database: Database) -> Contents:
    from reader.library.index.listing import list_contents  # a search has no need of it

    return list_contents(database)
