"""Files that cannot be read, or should not be: each is skipped with its reason, and the others are read."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest
from wire import kinds

from reader.errors import BulletinError
from reader.formats import files
from reader.library.files import Walk
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = "# 太原的早晨\n\n今天早上，太原的公园里已经有人在打太极拳。\n"

BYTES: dict[str, tuple[str, bytes, str]] = {
    "a PDF": ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + b"stream\n" * 50, "binary"),
    "a PNG": ("a.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
    "a JPEG": ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)), "binary"),
    "a ZIP": ("a.yaml", b"PK\x03\x04" + bytes(range(256)), "binary"),
    "an ELF program": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(200), "binary"),
    "NULs and noise": ("a.txt", bytes(i * 7919 % 251 for i in range(5000)), "binary"),
    "control bytes": ("a.txt", b"\x01\x02\x03\x04ab" * 500, "binary"),
    "nothing": ("a.txt", b"", "empty"),
    "only NULs": ("a.txt", bytes(4096), "empty"),
    "only a byte-order mark": ("a.md", b"\xef\xbb\xbf", "empty"),
    "only white space": ("a.txt", b" \t\r\n" * 1000, "empty"),
    "a million blank lines": ("a.txt", b"\n" * 1_000_000, "empty"),
    "gzip cut short": ("a.txt.gz", gzip.compress(GOOD.encode() * 50)[:-30], "gzip-damaged"),
    "gzip with a flipped byte": ("a.md.gz", gzip.compress(GOOD.encode())[:20] + b"\xff\xff\xff\xff" * 8, "gzip-damaged"),
    "gzip's first bytes alone": ("a.txt.gz", b"\x1f\x8b", "gzip-damaged"),
    "gzip with a wrong checksum": ("a.txt.gz", gzip.compress(GOOD.encode())[:-8] + bytes(8), "gzip-damaged"),
    "an empty file packed": ("a.txt.gz", gzip.compress(b""), "empty"),
    "a PDF packed": ("a.txt.gz", gzip.compress(b"%PDF-1.4\n" + bytes(range(256))), "binary"),
}  # fmt: skip


@pytest.mark.parametrize("case", BYTES)
def test_bytes_that_are_no_text_are_skipped_with_a_reason(case: str, folder: Callable[..., Path], run_all) -> None:
    name, content, kind = BYTES[case]
    root = folder({name: content, "good.md": GOOD})

    assert kinds(run_all(root)) == {kind}
    assert kinds(run_all(root / name)) == {kind}


def test_a_gzip_bomb_is_stopped_at_the_cap(folder: Callable[..., Path], run) -> None:
    root = folder({"a.txt.gz": gzip.compress(b"x" * (1 << 20), 9) * 100, "good.md": GOOD})

    checked = run("check", root, "--json")

    assert kinds(checked.json()) == {"too-large"}
    assert checked.code == 1


def make_fifo(root: Path) -> str:
    os.mkfifo(root / "a.txt")
    return "not-a-file"


def make_device(root: Path) -> str:
    (root / "a.txt").symlink_to("/dev/zero")
    return "not-a-file"


def make_self_link(root: Path) -> str:
    (root / "a.txt").symlink_to("a.txt")
    return "symlink-loop"


def make_link_ring(root: Path) -> str:
    (root / "a.txt").symlink_to("b")
    (root / "b").symlink_to("a.txt")
    return "symlink-loop"


def make_folder_loop(root: Path) -> str:
    (root / "sub").mkdir()
    (root / "sub" / "up").symlink_to(root)
    return "symlink-loop"


def make_dangling(root: Path) -> str:
    (root / "a.txt").symlink_to("nowhere.txt")
    return "broken-link"


def make_file_name(root: Path) -> str:
    try:
        (root / os.fsdecode(b"\xb2\xe2\xca\xd4.txt")).write_text(GOOD + "GBK")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    return "file-name"


def make_deep(root: Path) -> str:
    deep = root.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(GOOD)
    return "folder-too-deep"


def make_denied(root: Path) -> str:
    (root / "a.txt").write_text(GOOD)
    (root / "a.txt").chmod(0)
    if os.access(root / "a.txt", os.R_OK):
        pytest.skip("nothing can be denied to root")
    return "unreadable"


def make_denied_folder(root: Path) -> str:
    (root / "sub").mkdir()
    (root / "sub").chmod(0)
    if os.access(root / "sub", os.R_OK):
        pytest.skip("nothing can be denied to root")
    return "unreadable"


def make_large(root: Path) -> str:
    with open(root / "a.txt", "wb") as file:
        file.truncate(files.MAX_BYTES + 1)  # a sparse file: it takes no room
    return "too-large"


MAKERS = [make_fifo, make_device, make_self_link, make_link_ring, make_folder_loop, make_dangling, make_file_name,
          make_deep, make_denied, make_denied_folder, make_large]  # fmt: skip


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_no_ordinary_file_is_left_alone_with_a_reason(make, folder: Callable[..., Path], run, run_all) -> None:
    root = folder({"good.md": GOOD})
    kind = make(root)

    assert kinds(run_all(root)) == {kind}
    assert [row["headline"] for row in run("list", root, "--json").json()] == ["太原的早晨"]


def test_a_folder_named_like_a_file_is_a_folder(folder: Callable[..., Path], run, run_all) -> None:
    root = folder({"x.txt/good.md": GOOD})

    assert run_all(root) == []
    assert run("parse", root / "x.txt").code == 2


@pytest.mark.parametrize(
    "path", ["nowhere.txt", "no\0where.txt", "nowhere/\x1b]0;own\x07.md", "\udce6.txt", "x" * 5000]
)
def test_a_path_that_is_not_there_is_an_error_in_one_sentence(path: str, run) -> None:
    for command in ([], ["show"], ["parse"], ["check"], ["export"]):
        ran = run(*command, path)

        assert ran.code == 1
        assert command == ["check"] or ran.err.count("\n") == 1


def test_a_file_that_vanishes_after_the_walk_is_named_and_the_rest_is_read(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder({"a.txt": GOOD + "a", "b.txt": GOOD + "b", "c.txt": GOOD + "c"})

    class WalkThenLose(Walk):
        def listings(self, paths):
            yield from super().listings(paths)
            (root / "b.txt").unlink()

    monkeypatch.setattr("reader.library.library.Walk", WalkThenLose)
    library = Library([str(root)])
    library.scan_all()

    assert [(each.kind, os.path.basename(each.path)) for each in library.problems] == [("vanished", "b.txt")]
    assert len(library.contents) == 2


def test_a_file_that_becomes_a_pipe_after_the_walk_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    regular = os.stat(__file__)  # what the walk saw
    monkeypatch.setattr(files.os, "stat", lambda path: regular)

    with pytest.raises(BulletinError) as caught:
        files.read_bytes(str(pipe))

    assert caught.value.problem.kind == "not-a-file"


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_over_the_cap_is_refused_before_it_is_held(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    content = b"x" * 5000
    path.write_bytes(gzip.compress(content) if packed else content)

    with pytest.raises(BulletinError) as caught:
        files.read_bytes(str(path), max_bytes=4999)

    assert caught.value.problem.kind == "too-large"
    assert files.read_bytes(str(path), max_bytes=5000) == content
