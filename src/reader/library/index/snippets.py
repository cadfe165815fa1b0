"""Cuts snippets from the texts that the index keeps."""

from __future__ import annotations

from reader.display.choice import AS_STORED, Drawing
from reader.library.fold import fold_plain
from reader.library.index.found import FoundText, State
from reader.library.index.needles import needles_of
from reader.library.index.packing import Packed, pack_path, path_key
from reader.library.passage import hit_in_line, snippet_of_hit, snippet_of_lines, snippet_of_opening

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from reader.library.contents import Entry
    from reader.library.index.found import Found
    from reader.library.index.needles import Needle
    from reader.library.passage import Hit, Snippet
    from reader.library.query import Query

MOST_PASSED = 65_536  # bytes of a text that are counted at once

_SQL = (
    "SELECT path, number, drawing, title, text FROM articles JOIN files ON files.id = file"
    " JOIN texts ON texts.id = articles.id WHERE "
)


def cut_snippets(
    connection: sqlite3.Connection, entries: Sequence[Entry], query: Query, found: Found, dictionary: bytes
) -> list[Snippet | None]:
    """Return the hit of ``query`` in each of ``entries``; None for what is gone.

    ``found`` is what a search found a moment ago, most of them if not all. ``dictionary`` is the compressor's.
    """
    needles = needles_of(query.to_mark)
    numbers = [found.numbers.get(entry.key) for entry in entries]
    known = found.texts if found.state == State.of(connection) else {}
    wanted = [number for number in numbers if number is not None and number not in known]
    sql = f"{_SQL} articles.id IN ({','.join('?' * len(wanted))})"
    rows = {row[:2]: row[2:] for row in connection.execute(sql, wanted)} if wanted else {}
    snippets: list[Snippet | None] = []
    for entry, number in zip(entries, numbers, strict=True):
        text = known.get(number) if number is not None else None
        if text is None:
            packed = pack_path(entry.path)
            row = rows.get((packed, entry.number)) or _row_of(connection, packed, entry.number)
            if row is not None:
                drawing, title_length, data = row
                text = FoundText(drawing, title_length, Packed(data, dictionary))
        snippets.append(snippet_of(text, query, needles) if text is not None else None)
    return snippets


def _row_of(connection: sqlite3.Connection, packed: bytes, number: int) -> tuple[int, int, bytes] | None:
    sql = f"{_SQL} key = ? AND path = ? AND number = ?"
    row = connection.execute(sql, (path_key(packed), packed, number)).fetchone()
    return row[2:] if row else None


def snippet_of(text: FoundText, query: Query, needles: tuple[Needle, ...]) -> Snippet:
    """Return the hit of ``query`` in a text. ``needles`` are those of the terms that are marked."""
    packed, title_length = text.packed, text.title_length
    drawing = Drawing.of_bits(text.drawing) if text.drawing else AS_STORED
    if not packed.is_plain:
        lines = (line for some in text.stretches() for line in packed.decoded(some).split("\n"))
        return snippet_of_lines(lines, title_length, query, drawing)
    hit, beginning = _look_through(text, query, needles)
    if hit is not None:
        return snippet_of_hit(hit, query, drawing)
    *titles, opening = _beginning(beginning, title_length, packed.encoding)
    return snippet_of_opening(titles, opening, query, drawing)


def _look_through(text: FoundText, query: Query, needles: tuple[Needle, ...]) -> tuple[Hit | None, bytes]:
    """Return the first hit in a plain text that is none in its title lines, or these and what stands behind them.

    Nothing is decoded but lines that may hold a hit, and what is counted before them.
    """
    encoding, is_gb18030 = text.packed.encoding, text.packed.is_gb18030
    start, passed, beginning = 0, b"", b""  # characters before a line; bytes before it that were not counted
    for data in text.stretches():
        at = counted = 0
        while (at := _likely_line(data, at, needles, is_gb18030=is_gb18030)) >= 0:
            start += len((passed + data[counted:at]).decode(encoding))
            passed, counted = b"", at
            end = data.find(b"\n", at)
            end = end if end >= 0 else len(data)
            if start >= text.title_length:
                hit = hit_in_line(data[at:end].decode(encoding), start, query, fold_plain)
                if hit is not None:
                    return hit, b""
            at = end + 1
        passed += data[counted:] + b"\n"
        if len(passed) > MOST_PASSED:
            start, passed = start + len(passed.decode(encoding)), b""
        if len(beginning) <= 4 * text.title_length:  # bytes: it may not reach behind the title lines yet
            beginning += data + b"\n"
    return None, beginning


def _beginning(data: bytes, title_length: int, encoding: str) -> Iterator[str]:
    """Yield the title lines and the one after them. After each line of ``data`` stands a line break."""
    length = at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        yield (line := data[at:end].decode(encoding))
        if length >= title_length:
            return
        length, at = length + len(line) + 1, end + 1


def _likely_line(data: bytes, start: int, needles: tuple[Needle, ...], *, is_gb18030: bool) -> int:
    """Return where the first line from ``start`` on begins that may hold a hit; -1 when there is none."""
    line = len(data)
    for each in needles:
        place = each.first(data, start, line, is_gb18030=is_gb18030)
        if place >= 0:
            line = data.rfind(b"\n", start, place) + 1 or start
    if start < line and _is_any_in(data[start:line], needles, is_gb18030=is_gb18030):
        for some in data[start:line].split(b"\n"):
            if _is_any_in(some, needles, is_gb18030=is_gb18030):
                return start
            start += len(some) + 1
    return line if line < len(data) else -1


def _is_any_in(data: bytes, needles: tuple[Needle, ...], *, is_gb18030: bool) -> bool:
    for each in needles:  # noqa: SIM110 (a generator takes four times as long)
        if each.is_in(data, is_gb18030=is_gb18030):
            return True
    return False
