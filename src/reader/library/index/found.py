"""What a search of the index found last, as it was then: snippets are cut from the texts it looked through."""

from __future__ import annotations

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.library.index.packing import Packed

LONG = 65_536  # bytes: a text that takes more is not kept for its snippet
ANY_LENGTH = 1 << 40


class FoundText(Value):
    """The text of an article: how it is drawn, as a number; ``data``: all of it, when it was worked out to find it."""

    drawing: int
    title_length: int
    packed: Packed
    data: bytes | None = None

    def stretches(self) -> Iterable[bytes]:
        """Return the encoded text, some lines at a time; no more of it is worked out than is asked for."""
        return self.packed.stretches() if self.data is None else (self.data,)


class State(Value):
    """What is the same as long as nothing is written: by other connections, or by the one that looked."""

    connection: sqlite3.Connection | None
    by_others: int
    by_itself: int

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> State:
        """Return the state that a connection sees."""
        ((version,),) = connection.execute("PRAGMA data_version").fetchall()
        return cls(connection, version, connection.total_changes)


class Found(Value):
    """Numbers of articles by file and place in it, and of the first ones, by number, the texts of one state."""

    numbers: Mapping[tuple[str, int], int]
    texts: Mapping[int, FoundText]
    state: State


NOTHING_FOUND = Found({}, {}, State(None, 0, 0))


def read_texts(
    connection: sqlite3.Connection, numbers: Sequence[int], longest: int = ANY_LENGTH
) -> Iterator[tuple[int, int, bytes]]:
    """Yield number, length of the title lines and text, as it is kept, of those articles that there are."""
    marks = ",".join("?" * len(numbers))
    sql = f"SELECT id, title, text FROM texts WHERE id IN ({marks}) AND length(text) <= ?"  # noqa: S608 (marks alone)
    yield from connection.execute(sql, (*numbers, longest))
