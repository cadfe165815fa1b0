"""How values are written into the index: sort keys as bytes, short texts side by side, whole bulletins in one piece."""

from __future__ import annotations

import datetime
import marshal
import os
import zlib
from functools import lru_cache

from reader.library.contents import Entry, natural
from reader.model import Problem, ProblemKind
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

FIRST_DAY = 0xFFFFFFFF  # days are counted down from here, so that the newest sort first
PIECE = 1024  # bytes of a text that are worked out at a time
LEVEL = 4  # of zlib: higher ones take a fifth more time, and save half a hundredth
UTF8, GB18030, WITH_DICTIONARY, PLAIN = 0, 1, 2, 4  # how a text is kept
_BETWEEN = "\x1f"  # the unit separator, which belongs into no text


class Facts(Value):
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


def compress_text(text: str, dictionary: bytes, *, is_plain: bool) -> bytes:
    """Return text as the index keeps it: a byte that says how, then what zlib makes of it.

    ``dictionary`` is what most texts have in common; nothing: there is none yet. ``is_plain``: it folds plainly.
    """
    form, data = encode_text(text)
    form |= PLAIN if is_plain else 0
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


class Packed(Value):
    """A text as it is kept, to be worked out as far as it is wanted. Damaged, it raises zlib.error or ValueError."""

    data: bytes
    dictionary: bytes

    @property
    def is_plain(self) -> bool:
        """Whether it folds plainly."""
        return bool(self.data[0] & PLAIN)

    @property
    def is_gb18030(self) -> bool:
        """Whether its bytes are GB 18030, not UTF-8."""
        return bool(self.data[0] & GB18030)

    @property
    def encoding(self) -> str:
        """What its bytes are."""
        return "gb18030" if self.is_gb18030 else "utf-8"

    def _machine(self) -> Any:
        if not self.data[0] & WITH_DICTIONARY:
            return zlib.decompressobj()
        if not self.dictionary:
            raise ValueError(self.data[0])
        return _decompressor(self.dictionary).copy()

    def encoded(self) -> bytes:
        """Return the text in its encoding."""
        machine = self._machine()
        data: bytes = machine.decompress(self.data[1:])
        if not machine.eof:
            raise ValueError(len(data))  # cut short
        return data

    def beginning(self, length: int, encoded: bytes | None = None) -> str:
        """Return so many characters of the text, of which no more is worked out than may be needed.

        ``encoded`` is all of it, when it is at hand.
        """
        size = 4 * length + 4
        data: bytes = self._machine().decompress(self.data[1:], size) if encoded is None else encoded[:size]
        if self.is_gb18030:
            return data.decode("gb18030", "ignore")[:length]  # the last character may be cut
        while data and data[-1] & 0xC0 == 0x80:
            data = data[:-1]
        return unpack_text(data[:-1] if data and data[-1] >= 0xC0 else data)[:length]

    def decoded(self, data: bytes) -> str:
        """Return a part of the encoded text, made of whole lines, as text."""
        return data.decode("gb18030") if self.is_gb18030 else unpack_text(data)

    def text(self) -> str:
        """Return the text."""
        return self.decoded(self.encoded())

    def stretches(self) -> Iterator[bytes]:
        """Yield some lines of the encoded text at a time; no more of it is worked out than is asked for."""
        machine = self._machine()
        rest, before = self.data[1:], b""
        while not machine.eof:
            lines, end, before = (before + machine.decompress(rest, PIECE)).rpartition(b"\n")
            rest = machine.unconsumed_tail
            if end:
                yield lines
            elif not rest and not machine.eof:
                raise ValueError(len(before))  # cut short
        yield before


def pack_path(path: str) -> bytes:
    """Return a path as the system writes it."""
    return os.fsencode(path)


def path_key(packed: bytes) -> int:
    """Return what a path is looked up by; several may have the same."""
    return zlib.crc32(packed)


def unpack_path(data: bytes) -> str:
    """Return what pack_path was given."""
    return os.fsdecode(data)


def signed(number: int) -> int:
    """Return an inode as SQLite can keep it: some systems use all 64 bits."""
    return number - (1 << 64) if number >= 1 << 63 else number


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
