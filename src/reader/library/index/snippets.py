"""Cuts snippets from the texts that the index keeps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.display.drawing import AS_STORED, Drawing
from reader.library.index.learned import load_dictionary
from reader.library.index.needles import line_lacks, needles_of
from reader.library.index.packing import Packed, pack_path, path_key
from reader.library.passage import snippet_of_lines

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from reader.library.contents import Entry
    from reader.library.index.needles import Needle
    from reader.library.passage import Snippet
    from reader.library.query import Query

    _Row = tuple[bytes, int, int, bytes, int]

_SQL = (
    "SELECT path, number, title, text, drawing FROM articles JOIN files ON files.id = file"
    " JOIN texts ON texts.id = articles.id WHERE "
)


def cut_snippets(
    connection: sqlite3.Connection, entries: Sequence[Entry], query: Query, numbers: Mapping[tuple[str, int], int]
) -> list[Snippet | None]:
    """Return the hit of ``query`` in each of ``entries``; None for what is gone.

    ``numbers`` are those that some of them had a moment ago.
    """
    dictionary, needles = load_dictionary(connection), needles_of(query.to_mark)
    known = [number for entry in entries if (number := numbers.get(entry.key)) is not None]
    sql = f"{_SQL} articles.id IN ({','.join('?' * len(known))})"
    rows: dict[tuple[bytes, int], _Row] = {row[:2]: row for row in connection.execute(sql, known)}
    found: list[Snippet | None] = []
    for entry in entries:
        packed = pack_path(entry.path)
        row = rows.get((packed, entry.number)) or _row_of(connection, packed, entry.number)
        found.append(_snippet(row, query, dictionary, needles) if row else None)
    return found


def _row_of(connection: sqlite3.Connection, packed: bytes, number: int) -> _Row | None:
    sql = f"{_SQL} key = ? AND path = ? AND number = ?"
    row: _Row | None = connection.execute(sql, (path_key(packed), packed, number)).fetchone()
    return row


def _snippet(row: _Row, query: Query, dictionary: bytes, needles: tuple[Needle, ...] | None) -> Snippet:
    _, _, title_length, data, bits = row
    drawing, text = Drawing.of_bits(bits) if bits else AS_STORED, Packed(data, dictionary)
    lacking = partial(line_lacks, needles=needles) if text.is_plain and needles else None
    return snippet_of_lines(text.lines(), title_length, query, drawing, lacking)
