"""Reads a bulletin's bytes: regular files only, never blindly, with a cap on size and on unpacked size."""

from __future__ import annotations

import os
import stat
import sys
from functools import cache

from reader.errors import BulletinError
from reader.formats.clean import clean_label
from reader.model import Problem, ProblemKind

MAX_BYTES = 64 << 20  # of a file, and of what a .gz unpacks to
STANDARD_INPUT = "-"
MARKDOWN = (".md", ".markdown")
SUFFIXES = (".txt", *MARKDOWN, ".yaml", ".yml")
_GZIP_MAGIC = b"\x1f\x8b"
_FIRST_STEP = 256  # bytes of a gzip member unpacked first, then ever twice as many
# Beginnings of files that are not text, whatever their name says.
_BINARY_MAGIC = (
    b"%PDF-1.", b"%PDF-2.", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"\x7fELF", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\0", b"BM\x00", b"\x1f\x9d", b"\xfd7zXZ",
)  # fmt: skip
# Beginnings that a text may have too; in those files a control character follows soon.
_PRINTABLE_MAGIC = (b"GIF8", b"Rar!", b"RIFF", b"OggS", b"ID3", b"BZh")
_MAGIC_LENGTH = 16
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_CONTROLS = bytes([*range(9), *range(14, 27), 28, 29, 30, 31])
_CONTROL_SHARE = 0.1  # of the bytes may be control characters in a text; more is binary
_STRAY_SHARE = 0.03  # the same for bytes that are not UTF-8 either, as random ones are not
_NUL_SHARE = 0.02  # of the bytes may be NUL in a text that had a few scribbled in; more is binary


def suffix_of(name: str) -> str | None:
    """Return the format suffix of a file name (``.gz`` taken off), or None for a file that is no bulletin."""
    lower = name.lower()
    lower = lower.removesuffix(".gz")
    for suffix in SUFFIXES:
        if lower.endswith(suffix) and len(lower) > len(suffix):
            return suffix
    return None


def problem(kind: ProblemKind, path: str, line: int = 0, **details: object) -> Problem:
    """Return a problem whose path and particulars have passed the gate for terminal text."""
    cleaned = tuple((name, clean_label(str(value))) for name, value in details.items())
    return Problem(kind, clean_label(path), line, cleaned)


def refuse(kind: ProblemKind, path: str, **details: object) -> BulletinError:
    """Return the error that says why the whole file at ``path`` cannot be read."""
    return BulletinError(problem(kind, path, 0, **details))


def read_bytes(path: str, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the unpacked bytes of the bulletin at ``path`` (``-`` is standard input).

    Raises BulletinError when it is no regular file, too large, damaged, empty or not text.
    """
    data = _read_standard_input(max_bytes) if path == STANDARD_INPUT else _read_file(path, max_bytes)
    if data.startswith(_GZIP_MAGIC):
        data = _unpack(data, path, max_bytes)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise refuse(ProblemKind.EMPTY, path)
    if looks_binary(data):
        raise refuse(ProblemKind.BINARY, path)
    return data


@cache
def _read_standard_input(max_bytes: int) -> bytes:
    """Read standard input once and keep it: unlike a file it cannot be read again when an article is opened."""
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise refuse(ProblemKind.TOO_LARGE, STANDARD_INPUT, limit=max_bytes >> 20)
    return data


def _read_file(path: str, max_bytes: int) -> bytes:
    # O_NONBLOCK: a file that became a FIFO since it was listed must not hang the reader.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # opening a device may already do something
            raise refuse(ProblemKind.NOT_A_FILE, path)
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise refuse(*_reason(error, path)) from error
    with os.fdopen(descriptor, "rb") as file:
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise refuse(ProblemKind.NOT_A_FILE, path)
            if status.st_size > max_bytes:
                raise refuse(ProblemKind.TOO_LARGE, path, limit=max_bytes >> 20)
            data = file.read(max_bytes + 1)
        except OSError as error:
            raise refuse(*_reason(error, path)) from error
    if len(data) > max_bytes:
        raise refuse(ProblemKind.TOO_LARGE, path, limit=max_bytes >> 20)
    return data


def _reason(error: Exception, path: str) -> tuple[ProblemKind, str]:
    """Return what an operating system error means for the file at ``path``."""
    import errno

    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOENT:
        return ProblemKind.BROKEN_LINK if os.path.islink(path) else ProblemKind.VANISHED, path
    if number == errno.ELOOP:
        return ProblemKind.SYMLINK_LOOP, path
    if number in {errno.ENXIO, errno.ENODEV, errno.EISDIR}:
        return ProblemKind.NOT_A_FILE, path
    return ProblemKind.UNREADABLE, path


def _unpack(data: bytes, path: str, max_bytes: int) -> bytes:
    """Return gzip data unpacked (all members), stopping before it can fill the memory."""
    import zlib

    parts, size, at = [], 0, 0
    try:
        while data.startswith(_GZIP_MAGIC, at):  # what follows else is garbage, which gzip itself ignores too
            member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            step = _FIRST_STEP  # fed in pieces: what a member leaves over is copied
            while not member.eof:
                piece = data[at : at + step]
                if not piece:
                    raise refuse(ProblemKind.GZIP_DAMAGED, path)
                part = member.decompress(piece, max_bytes + 1 - size)
                size += len(part)
                if size > max_bytes:
                    raise refuse(ProblemKind.TOO_LARGE, path, limit=max_bytes >> 20)
                parts.append(part)
                at += len(piece) - len(member.unused_data)
                step *= 2
            if data.startswith(b"\0", at):  # padding
                at = len(data) - len(data[at:].lstrip(b"\0"))
    except zlib.error as error:
        raise refuse(ProblemKind.GZIP_DAMAGED, path) from error
    return b"".join(parts)


def looks_binary(data: bytes) -> bool:
    """Return whether ``data`` is something other than text in any encoding."""
    if data.startswith(_BINARY_MAGIC):
        return True
    start = data[:_MAGIC_LENGTH]
    if start.startswith(_PRINTABLE_MAGIC) and len(start.translate(None, _CONTROLS)) < len(start):
        return True
    from reader.formats.decode import utf16_order  # where a file is read

    sample = data[:8192]
    if data.startswith(_UNICODE_MARKS) or utf16_order(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    share = _CONTROL_SHARE if _is_utf8(sample) else _STRAY_SHARE
    return sample.count(0) > _NUL_SHARE * len(sample) or controls > share * len(sample)


def _is_utf8(sample: bytes) -> bool:
    """Return whether ``sample`` is UTF-8, its last character cut short or not."""
    return len(sample.decode("utf-8", "ignore").encode()) > len(sample) - 4
