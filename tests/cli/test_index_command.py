"""`reader index`: makes the index that search, list and the screen then use; refuses files; says why there is none."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from reader.cli import main as run_main
from reader.display.choice import AS_STORED, MENDED
from reader.library.index import versions
from reader.library.index.opening import index_file, open_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]

STORY = "---\ntitle: 太原防汛\nsection: 要闻\ndate: 2022-08-31\n---\n\n河堤加固，水位下降。\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def run(*arguments: str) -> int:
    return run_main([*arguments, "--language", "en"])


def test_no_index_is_written_before_it_is_asked_for(
    folder: Files, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(folder({"a.md": STORY}))
    assert run("search", "河堤", root) == 0
    assert run("list", root) == 0
    assert not list(cache.rglob("*.sqlite"))
    assert run("index", root) == 0
    assert "1 article in the index" in capsys.readouterr().out
    assert index_file([root], MENDED).exists()


def test_what_is_indexed_is_found_and_followed(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    root = folder({"a.md": STORY})
    run("index", str(root))
    (root / "b.md").write_text(STORY.replace("河堤加固", "大坝完工"), "utf-8")
    capsys.readouterr()
    assert run("search", "大坝", str(root)) == 0
    assert "大坝完工" in capsys.readouterr().out
    (root / "a.md").unlink()
    assert run("search", "河堤", str(root)) == 1
    assert run("index", str(root), "--rebuild") == 0
    assert "1 article in the index" in capsys.readouterr().out


def test_from_wherever_it_is_looked_at_it_is_the_same_index(
    folder: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = folder({"a.md": STORY})
    run("index", str(root))

    def read_nothing(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("reader.library.reading.read_file", read_nothing)
    monkeypatch.chdir(root)
    assert run("search", "河堤", ".") == 0
    assert run("search", "河堤", f"../{root.name}") == 0


def test_an_index_that_was_spoilt_is_made_anew(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    root = folder({"a.md": STORY})
    run("index", str(root))
    index_file([str(root)], MENDED).write_bytes(b"spoilt" * 5000)
    assert run("search", "河堤", str(root)) == 0
    assert "河堤加固" in capsys.readouterr().out


def test_only_folders_have_an_index(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder({"a.md": STORY}) / "a.md")
    assert run("index", path) == 2
    assert "only folders have an index" in capsys.readouterr().err


def test_where_there_can_be_none_it_says_why_and_the_rest_works(
    folder: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(folder({"a.md": STORY}))
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "file" / "cache"))
    assert run("index", root) != 0
    assert "there can be no index at" in capsys.readouterr().err
    assert run("search", "河堤", root) == 0


def test_an_index_can_be_checked(
    folder: Files, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(folder({"a.md": STORY, "b.md": STORY.replace("防汛", "抗旱")}))
    assert run("check", "--index", root) == 2
    run("index", root)
    capsys.readouterr()
    assert run("check", "--index", root) == 0
    assert "2 articles, 0 problems" in capsys.readouterr().err
    with monkeypatch.context() as patched:
        patched.setattr(versions, "_contents", lambda: 1)
        assert run("check", "--index", root) == 1
        assert "another version of Reader made this index" in capsys.readouterr().out
    with sqlite3.connect(index_file([root], MENDED)) as connection:
        connection.execute("DELETE FROM texts WHERE id = (SELECT min(id) FROM texts)")
    assert run("check", "--index", root) == 1
    assert "1 entries of the index do not agree" in capsys.readouterr().out
    index_file([root], MENDED).write_bytes(b"spoilt" * 5000)
    assert run("check", "--index", root, "--json") == 1


def test_where_there_is_no_room_it_says_so(
    folder: Files, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(folder({"a.md": STORY}))

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("reader.library.index.writing.Writer.write", full)
    assert run("index", root) == 1
    out, err = capsys.readouterr()
    assert "in the index" not in out
    assert "disk is full" in err


def test_hits_come_in_the_order_that_is_asked_for(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    later = "---\ntitle: 别的\ndate: 2022-09-01\n---\n\n太原。\n"
    often = "---\ntitle: 另外\ndate: 2022-08-01\n---\n\n太原，太原，太原。\n"
    root = str(folder({"a.md": STORY, "b.md": later, "c.md": often}))
    for order, headlines in (("relevance", ["太原防汛", "另外", "别的"]), ("newest", ["别的", "太原防汛", "另外"])):
        assert run("search", "太原", root, "--json", "--order", order) == 0
        assert [each["headline"] for each in json.loads(capsys.readouterr().out)] == headlines


def test_files_are_named_as_the_folder_was_whether_it_has_an_index_or_not(
    folder: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = folder({"2022/a.md": STORY})
    monkeypatch.chdir(root.parent)
    told = []
    for _ in range(2):
        for command in (["list", root.name], ["search", "河堤", root.name], ["list", root.name, "--json"]):
            assert run(*command) == 0
        told.append(capsys.readouterr().out)
        assert run("index", root.name) == 0
        capsys.readouterr()
    assert told[0] == told[1]
    assert f"{root.name}/2022/a.md" in told[1]
    assert str(root) not in told[1]


def test_where_there_is_nothing_of_ones_own_nothing_is_indexed(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("index") == 2
    assert "Name a folder" in capsys.readouterr().err
    assert not list(cache.rglob("*.sqlite"))


def test_an_index_made_anew_takes_the_place_of_those_with_other_settings(folder: Files) -> None:
    root = str(folder({"a.md": STORY}))
    other, elsewhere = (open_index([each], AS_STORED) for each in (root, f"{root}/.."))
    for each in (other, elsewhere):
        each.close()
    run("index", root)
    assert index_file([root], AS_STORED).exists()
    run("index", "--rebuild", root)
    assert index_file([root], MENDED).exists()
    assert not index_file([root], AS_STORED).exists()
    assert index_file([f"{root}/.."], AS_STORED).exists()
