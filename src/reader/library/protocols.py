"""The seams of a library as Protocols: what an engine, an article that is searched and a shelf have to do.

Only type checkers load them: ``typing`` would take a command that answers from an index a tenth of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.library.shelf import NOTHING_NOTED

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence

    from reader.display.choice import Drawing
    from reader.library.contents import Contents, Entry
    from reader.library.file_read import FileRead
    from reader.library.files import FileRef, Listing
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.library.search import Hits, Search
    from reader.library.shelf import Glance, Noted, RepairCounts, ShelfError
    from reader.model import Problem


class Searcher(Protocol):
    """Anything that answers queries."""

    def search(self, search: Search) -> Hits:
        """Return at most ``search.limit`` entries, the newest first.

        By relevance those with all words in the title lines come before those in which the pieces of each stand
        at least ``FREQUENT`` times, and these before all others; in either order, what is only read so comes last.
        """


class Searchable(Protocol):
    """An article as search sees it."""

    @property
    def entry(self) -> Entry:
        """What is known of it."""

    @property
    def title(self) -> str:
        """Its title lines, folded."""

    def has(self, term: str) -> bool:
        """Return whether a folded term stands in it, its title lines included."""

    def repeats(self, piece: str) -> bool:
        """Return whether a piece of a term (see ``pieces``) stands in it at least FREQUENT times."""


class Shelf(Protocol):
    """Keeps what was read from files. One thread puts things in while others list and search.

    ``needs_texts`` says that it has to be given the texts of long articles too.
    """

    needs_texts: bool

    @property
    def contents(self) -> Contents:
        """The table of contents as of the last ``report``."""

    def begin(self, only: Collection[str] | None = None) -> None:
        """Be told that the files are looked at again, folder by folder: all, or ``only`` those at some paths."""

    def look(self, listing: Listing, marked: Container[int]) -> list[str]:
        """Return the names of those files that are to be read: what is kept is not as it would be read now.

        All of them are noted to be there still. In files of so many characters as are ``marked`` the reader may have
        undone repairs.
        """

    def ref(self, path: str) -> FileRef | None:
        """Return the file at ``path`` as it was when it was read, if it is kept."""

    def put(self, file: FileRead) -> None:
        """Keep what was read from a file."""

    def read_ahead(self, refs: Sequence[FileRef], wanted: Drawing) -> Iterator[FileRef] | None:
        """Read many files on all processors, headlines drawn as ``wanted``, and put them: yield each as it is put.

        None: this shelf does not.
        """

    def end(self, unread: Sequence[str] = (), noted: Noted = NOTHING_NOTED) -> None:
        """Forget the files that were not seen since ``begin``, but for those in ``unread`` folders."""

    def glance(self, roots: Sequence[str], marks: tuple[int, int, int] | None) -> Glance | None:
        """Return what has changed below ``roots`` since all was looked at last, as far as times of folders tell.

        None: only another look at all can tell. ``marks`` is the stamp of the file of marks.
        """

    def caught_up(self, glance: Glance) -> None:
        """Be told that all a glance spoke of has been read."""

    def report(self) -> Contents:
        """Let all that was put be seen; return the table of contents."""

    def search(self, search: Search) -> Hits:
        """See Searcher.search."""

    def snippets(self, entries: Sequence[Entry], query: Query) -> list[Snippet | None]:
        """Return the hit of ``query`` in each of ``entries``; None where the article itself has to be asked."""

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the files."""

    def copies(self) -> Iterator[Problem]:
        """Yield which articles have the same words as another one before them."""

    def count_problems(self) -> int:
        """Return how many ``problems`` and ``copies`` there are."""

    def repairs(self) -> Iterator[RepairCounts]:
        """Yield how many repairs were made, file by file, where there were any."""

    def successor(self, error: ShelfError) -> Shelf:
        """Return the shelf to be used from now on, after this one has failed."""

    def close(self) -> None:
        """Let go of what is open."""
