"""How values are written into the index: sort keys as bytes, short texts side by side, whole bulletins in one piece."""

from __future__ import annotations

import datetime
import marshal
import os
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.contents import Entry, natural
from reader.model import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = 0xFFFFFFFF  # days are counted down from here, so that the newest sort first
LEVEL = 9  # of zlib
UTF8, GB18030, WITH_DICTIONARY = 0, 1, 2  # how a text is kept
_BETWEEN = "\x1f"  # the unit separator, which belongs into no text


class Facts(NamedTuple):
    """What the index tells of an article without its text."""

    headline: str
    page: str
    publication: str
    author: str
    day: int  # the date's ordinal; 0 for none


def pack_text(text: str) -> bytes:
    """Return text as bytes, whatever a file may have put into it."""
    return text.encode("utf-8", "surrogatepass")


def unpack_text(data: bytes) -> str:
    """Return what pack_text was given."""
    return data.decode("utf-8", "surrogatepass")


def encode_text(text: str) -> tuple[int, bytes]:
    """Return which encoding of a text takes less room, and the text in it: Chinese in GB 18030, the rest in UTF-8."""
    data = pack_text(text)
    if 2 * len(data) > 3 * len(text):
        try:
            return GB18030, text.encode("gb18030")
        except UnicodeEncodeError:  # lone surrogates
            pass
    return UTF8, data


def compress_text(text: str, dictionary: bytes) -> bytes:
    """Return text as the index keeps it: a byte that says how, then what zlib makes of it.

    ``dictionary`` is what most texts have in common; nothing: there is none yet.
    """
    form, data = encode_text(text)
    if not dictionary:
        return bytes([form]) + zlib.compress(data, LEVEL)
    compressor = _compressor(dictionary).copy()
    head, body = compressor.compress(data), compressor.flush()
    return b"".join((bytes([form | WITH_DICTIONARY]), head, body))


@lru_cache(maxsize=2)
def _compressor(dictionary: bytes) -> Any:
    return zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)


@lru_cache(maxsize=2)
def _decompressor(dictionary: bytes) -> Any:
    return zlib.decompressobj(-zlib.MAX_WBITS, dictionary)


def decompress_text(data: bytes, dictionary: bytes) -> str:
    """Return the text that was compressed. Raises zlib.error, ValueError or IndexError when it is damaged."""
    form = data[0]
    if form & WITH_DICTIONARY:
        if not dictionary:
            raise ValueError(form)
        plain = _decompressor(dictionary).copy().decompress(memoryview(data)[1:])
    else:
        plain = zlib.decompress(memoryview(data)[1:])
    return plain.decode("gb18030") if form & GB18030 else unpack_text(plain)


def pack_path(path: str) -> bytes:
    """Return a path as the system writes it."""
    return os.fsencode(path)


def path_key(packed: bytes) -> int:
    """Return what a path is looked up by; several may have the same."""
    return zlib.crc32(packed)


def unpack_path(data: bytes) -> str:
    """Return what pack_path was given."""
    return os.fsdecode(data)


def pack_facts(entry: Entry) -> bytes:
    """Return the facts of an entry."""
    day = str(entry.date.toordinal() if entry.date else 0)
    texts = (each.replace(_BETWEEN, " ") for each in (entry.headline, entry.page, entry.publication, entry.author))
    return pack_text(_BETWEEN.join((*texts, day)))


def unpack_entry(path: bytes, number: int, words: bytes, section: str, facts: bytes) -> Entry:
    """Return the entry that was packed."""
    headline, page, publication, author, day = unpack_text(facts).split(_BETWEEN)
    date = datetime.date.fromordinal(int(day)) if day != "0" else None
    return Entry(unpack_path(path), number, words.hex(), headline, section, date, page, publication, author)


def day_of_facts(facts: bytes) -> int:
    """Return the day in the facts of an entry."""
    return int(facts.rpartition(_BETWEEN.encode())[2])


def day_of(entry: Entry) -> int:
    """Return the day of an entry: 0 for none."""
    return entry.date.toordinal() if entry.date else 0


def day_place(day: int) -> bytes:
    """Return the beginning of the places of all articles of a day."""
    return (FIRST_DAY - day).to_bytes(4, "big")


def day_of_place(place: bytes) -> int:
    """Return the day in a place."""
    return FIRST_DAY - int.from_bytes(place[:4], "big")


def place_of(entry: Entry, path_order: Sequence[str | int]) -> bytes:
    """Return bytes that sort as print_order does."""
    parts = (
        day_place(day_of(entry)),
        _sortable(natural(entry.page or "\uffff")),
        _sortable((entry.publication,)),
        _sortable(path_order),
        entry.number.to_bytes(4, "big"),
    )
    return b"".join(parts)


def _sortable(parts: Sequence[str | int]) -> bytes:
    """Return texts and numbers, in turn, as bytes that sort as they do; a shorter sequence before a longer one."""
    return b"".join(pack_text(part) + b"\0" if isinstance(part, str) else _counted(part) for part in parts) + b"\0"


def _counted(number: int) -> bytes:
    """Return a number as bytes that sort as it does: of those with more digits the first byte is higher."""
    size = (number.bit_length() + 7) // 8
    return bytes([size + 1]) + number.to_bytes(size, "big")


def pack_problems(problems: Sequence[Problem]) -> bytes:
    """Return the problems of a file."""
    return pack([(str(each.kind), each.line, each.details) for each in problems]) if problems else b""


def unpack_problems(path: str, data: bytes) -> tuple[Problem, ...]:
    """Return the problems that were packed. Raises ValueError or zlib.error when they are damaged."""
    if not data:
        return ()
    return tuple(Problem(ProblemKind(kind), path, line, details) for kind, line, details in unpack(data))


def pack(value: Any) -> bytes:
    """Return a value of plain types as bytes that tell when they are damaged (zlib's checksum)."""
    return zlib.compress(marshal.dumps(value), 1)


def unpack(data: bytes) -> Any:
    """Return what pack was given. Raises zlib.error when it is damaged."""
    return marshal.loads(zlib.decompress(data))  # noqa: S302 (ours, and its checksum holds)
