"""Reading bytes: which files are bulletins, what is unpacked, and why a file is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from reader.errors import BulletinError
from reader.formats import files
from reader.formats.files import read_bytes, suffix_of
from reader.formats.parse import parse_document, read_document
from reader.model import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "昨日上午，老水厂完成了改造。\n".encode()


def refused(path: object, max_bytes: int = files.MAX_BYTES) -> ProblemKind:
    with pytest.raises(BulletinError) as caught:
        read_bytes(str(path), max_bytes)
    problem = caught.value.problem
    assert problem.path == str(path)
    assert problem.line == 0
    return problem.kind


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.txt", ".txt"),
        ("a.md", ".md"),
        ("a.markdown", ".markdown"),
        ("a.yaml", ".yaml"),
        ("a.yml", ".yml"),
        ("A.MD", ".md"),
        ("a.txt.gz", ".txt"),
        ("a.YAML.GZ", ".yaml"),
        ("青岚晚报-第01版-要闻.md", ".md"),
        ("a.md.txt", ".txt"),
        ("a.html", None),
        ("a.gz", None),
        ("a", None),
        (".md", None),
        (".md.gz", None),
        ("a.md~", None),
        ("md", None),
        ("a.txt.gz.gz", None),
    ],
)
def test_the_suffix_says_whether_a_file_is_a_bulletin(name: str, suffix: str | None) -> None:
    assert suffix_of(name) == suffix


def test_a_text_file_is_read_as_it_is(folder: Callable[..., Path]) -> None:
    root = folder({"a.txt": TEXT, "no suffix": TEXT})
    assert read_bytes(str(root / "a.txt")) == TEXT
    assert read_bytes(str(root / "no suffix")) == TEXT


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_a_packed_file_is_unpacked_whatever_its_name(folder: Callable[..., Path], name: str) -> None:
    assert read_bytes(str(folder({name: gzip.compress(TEXT)}) / name)) == TEXT


def test_all_members_of_a_packed_file_are_read_and_what_trails_is_not(folder: Callable[..., Path]) -> None:
    packed = gzip.compress(TEXT) + gzip.compress(TEXT)
    root = folder({"two.txt.gz": packed, "trailing.txt.gz": packed + b"\0\0rest"})
    assert read_bytes(str(root / "two.txt.gz")) == TEXT * 2
    assert read_bytes(str(root / "trailing.txt.gz")) == TEXT * 2


def test_a_packed_file_of_very_many_members_is_read_in_time(folder: Callable[..., Path]) -> None:
    packed = gzip.compress(b"") * 100_000 + b"\0" * 1_000_000 + gzip.compress(TEXT)
    path = folder({"a.txt.gz": packed}) / "a.txt.gz"
    start = time.process_time()
    assert read_bytes(str(path)) == TEXT
    assert time.process_time() - start < 5  # it takes a fraction of a second, and minutes if each copies the rest


def test_a_packed_file_has_the_format_of_the_name_inside(folder: Callable[..., Path]) -> None:
    root = folder({"a.yaml.gz": gzip.compress("title: 甲\nbody: 一。\n".encode())})
    (part,) = read_document(str(root / "a.yaml.gz")).parts
    assert [field.text for field in part.fields] == ["甲"]


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(TEXT)[:-6], gzip.compress(TEXT * 99)[:20], b"\x1f\x8b", b"\x1f\x8b\x08" + b"\xff" * 40],
    ids=["no check sum", "cut off", "two bytes", "garbage"],
)
def test_a_damaged_packed_file_is_refused(folder: Callable[..., Path], packed: bytes) -> None:
    assert refused(folder({"a.txt.gz": packed}) / "a.txt.gz") is ProblemKind.GZIP_DAMAGED


@pytest.mark.parametrize(
    "content", [b"", b"\n \t\r\n", b"\xef\xbb\xbf\n", b"\xff\xfe\n\0", gzip.compress(b"\n")],
    ids=["nothing", "white space", "UTF-8 mark", "UTF-16 mark", "packed"],
)  # fmt: skip
def test_a_file_without_text_is_empty(folder: Callable[..., Path], content: bytes) -> None:
    assert refused(folder({"a.txt": content}) / "a.txt") is ProblemKind.EMPTY


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\ntext",
        b"\x89PNG\r\n",
        b"PK\x03\x04docx",
        b"\x7fELF",
        bytes(range(32)) * 40,
        b"ab\0\0\0\0\0\0cd" * 9,
        b"RIFF\x24\x10\0\0WAVE",
        b"ID3\x03\0\0\0\0\x0fv",
        b"GIF89a\x10\0\x10\0",
        bz2.compress(TEXT),
    ],
    ids=["PDF", "PNG", "ZIP", "ELF", "controls", "NUL", "WAV", "MP3", "GIF", "bzip2"],
)
def test_what_is_no_text_is_refused(folder: Callable[..., Path], content: bytes) -> None:
    assert refused(folder({"a.txt": content}) / "a.txt") is ProblemKind.BINARY


@pytest.mark.parametrize(
    "word", ["ID3 votes", "RIFF raffle", "BZh is a name", "PK or not", "GIF87 and GIF89", "OggS", "Rar!"]
)
def test_a_text_may_begin_as_other_files_do(folder: Callable[..., Path], word: str) -> None:
    content = f"{word}\n\nThe rest of the story.\n".encode()
    assert read_bytes(str(folder({"a.txt": content}) / "a.txt")) == content


@pytest.mark.parametrize(
    "content",
    [
        "老水厂\n".encode("utf-16"),
        "The old waterworks\n".encode("utf-16-le"),
        "The old waterworks\n".encode("utf-16-be"),
        "水厂".encode("utf-32"),
        TEXT * 20 + b"\0\x1b[31m",
        bytes(range(0xA1, 0xFF)),
    ],
    ids=["UTF-16", "UTF-16-LE", "UTF-16-BE", "UTF-32", "a few controls", "high bytes"],
)
def test_unusual_text_is_text_all_the_same(folder: Callable[..., Path], content: bytes) -> None:
    assert read_bytes(str(folder({"a.txt": content}) / "a.txt")) == content


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(folder: Callable[..., Path]) -> None:
    root = folder({"a.txt": b"a" * 1000, "b.txt": b"a" * 1001})
    assert len(read_bytes(str(root / "a.txt"), 1000)) == 1000
    assert refused(root / "b.txt", 1000) is ProblemKind.TOO_LARGE


def test_a_packed_file_may_not_unpack_to_more_than_the_limit(folder: Callable[..., Path]) -> None:
    root = folder({"a.txt.gz": gzip.compress(b"a" * 100_000), "b.txt.gz": gzip.compress(b"a" * 600) * 2})
    assert refused(root / "a.txt.gz", 1000) is ProblemKind.TOO_LARGE
    assert refused(root / "b.txt.gz", 1000) is ProblemKind.TOO_LARGE


def test_a_file_that_is_gone_has_vanished(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt") is ProblemKind.VANISHED


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) is ProblemKind.NOT_A_FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refused(tmp_path / "a.txt") is ProblemKind.NOT_A_FILE


def test_a_link_to_itself_is_a_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert refused(tmp_path / "a.txt") is ProblemKind.SYMLINK_LOOP


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(folder: Callable[..., Path]) -> None:
    path = folder({"a.txt": TEXT}) / "a.txt"
    path.chmod(0)
    assert refused(path) is ProblemKind.UNREADABLE


def test_a_name_no_system_accepts_is_unreadable() -> None:
    with pytest.raises(BulletinError) as caught:
        read_bytes("a\0b.txt")
    assert caught.value.problem.kind is ProblemKind.UNREADABLE
    assert caught.value.problem.path == "a\ufffdb.txt"


def test_standard_input_is_read_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    files._read_standard_input.cache_clear()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    try:
        assert read_bytes("-") == TEXT
        assert read_bytes("-") == TEXT
    finally:
        files._read_standard_input.cache_clear()


def test_a_name_in_a_problem_cannot_drive_the_terminal() -> None:
    found = files.problem(ProblemKind.YAML, "a\x1b[31m\n.md", 3, reason="b\x07\u202e")
    assert (found.path, dict(found.details)) == ("a\ufffd[31m\ufffd.md", {"reason": "b\ufffd\ufffd"})


@pytest.mark.parametrize(
    ("name", "source", "markdown", "ordinary"),
    [
        ("a.txt", "正文。", False, False),
        ("a.md", "正文。", True, False),
        ("a.txt", "See [the map](https://example.org/map).", True, True),
        ("a.md", "See <https://example.org>.", True, True),
        ("a.md", "---\ntitle: 甲\n---\n正文。", True, True),
        ("a.md", "---\ndate: 2026-11-21\n---\n正文。", True, False),
        ("a.txt", "```\ncode\n```\n", True, False),  # whether it was written or printed, the page decides
        ("a.txt", "[要闻](一版) 甲", False, False),
    ],
)
def test_name_and_text_say_whether_a_file_is_ordinary_markdown(
    name: str, source: str, markdown: bool, ordinary: bool
) -> None:
    read = parse_document(source.encode(), name)
    assert (read.markdown, read.ordinary) == (markdown, ordinary)


def test_control_characters_are_counted_and_said() -> None:
    (found,) = parse_document(b"a\x1b[31mb\x07\r\nc\n", "a.txt").problems
    assert (found.kind, dict(found.details)) == (ProblemKind.CONTROL_BYTES, {"count": "2"})
