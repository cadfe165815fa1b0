"""`reader search` on a library it knows: it looks at no more than it has to, and what it says is true."""

from __future__ import annotations

import json
import os
import time
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import pytest

from reader.cli import main
from reader.display.choice import wanted_by
from reader.library.index import database
from reader.library.index.opening import open_index
from reader.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., "Ran"]

PATIENCE = 20  # seconds
OLD = 10**9  # nanoseconds before now: folders that were left alone for so long are known to be as they were


class Ran(NamedTuple):
    """What a command said."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_once(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([*map(str, arguments), "--language", "en"])
        return Ran(code, *capsys.readouterr())

    return run_once


def story(title: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: 2022-08-31\n---\n\n{text}\n"


def settle(root: Path) -> None:
    """Let all folders be as old as they would be after a while."""
    for folder in (root, *(each for each in root.rglob("*") if each.is_dir())):
        status = os.stat(folder)
        os.utime(folder, ns=(status.st_atime_ns, time.time_ns() - 10 * OLD))


@pytest.fixture
def known(folder: Callable[..., Path], run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    root = folder({f"{name}/{number}.md": story(f"{name}{number}", "河堤。") for name in "ab" for number in range(3)})
    settle(root)
    assert run("index", root).code == 0
    return root


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the walks through all folders."""
    from reader.library.files import Walk

    class Counted(Walk):
        def listings(self, paths):
            walks.append(" ".join(paths))
            return super().listings(paths)

    walks: list[str] = []
    monkeypatch.setattr("reader.library.library.Walk", Counted)
    return walks


def found(run: Run, root: Path, query: str = "河堤", *options: str) -> list[str]:
    return sorted(row["headline"] for row in json.loads(run("search", query, root, "--json", *options).out))


ALL = ["a0", "a1", "a2", "b0", "b1", "b2"]


def test_nothing_new_is_answered_without_looking_at_the_files(known: Path, run: Run, looked: list[str]) -> None:
    listed: list[str] = []
    scandir = os.scandir
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reader.library.files.os.scandir", lambda path: (listed.append(path), scandir(path))[1])
        assert found(run, known) == ALL
    assert looked == []
    assert listed == []


def test_what_comes_and_goes_is_noticed_in_its_folder(known: Path, run: Run, looked: list[str]) -> None:
    (known / "a" / "9.md").write_text(story("新的", "河堤。"), "utf-8")
    (known / "b" / "1.md").unlink()
    os.rename(known / "b" / "2.md", known / "b" / "7.md")
    (known / "c" / "d").mkdir(parents=True)
    (known / "c" / "d" / "1.md").write_text(story("新文件夹", "河堤。"), "utf-8")
    replaced = known / "new"
    replaced.write_text(story("换过的", "河堤。"), "utf-8")
    os.replace(replaced, known / "a" / "0.md")
    expected = sorted(["a1", "a2", "b0", "b2", "新的", "新文件夹", "换过的"])
    assert found(run, known) == expected
    assert looked == []
    # AND once the folders have been left alone, what is known of them is enough
    settle(known)
    assert found(run, known) == expected
    listed: list[str] = []
    scandir = os.scandir
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reader.library.files.os.scandir", lambda path: (listed.append(path), scandir(path))[1])
        assert found(run, known) == expected
    assert (looked, listed) == ([], [])


def test_nobody_waits_to_note_what_can_be_found_out_again(
    known: Path, run: Run, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (known / "a" / "picture.jpg").write_bytes(b"")  # its folder has another time, and there is nothing to be read
    shelf = open_index([str(known)], wanted_by(Settings()))
    monkeypatch.setattr(database, "BUSY", 1_000.0)
    answers: list[list[str]] = []
    asking = Thread(target=lambda: answers.append(found(run, known)))
    with shelf.database.writing():
        asking.start()
        asking.join(PATIENCE)
        answered = list(answers)
    asking.join()  # whoever did wait has the way free now
    shelf.close()
    assert answered == [ALL]
    assert looked == []


def test_a_folder_that_is_gone_takes_its_files_along(known: Path, run: Run) -> None:
    os.rename(known / "b", known.parent / "elsewhere")
    assert found(run, known) == ALL[:3]


def test_a_folder_whose_time_was_put_back_is_listed_all_the_same(known: Path, run: Run, looked: list[str]) -> None:
    status = os.stat(known / "a")
    (known / "a" / "9.md").write_text(story("新的", "河堤。"), "utf-8")
    os.utime(known / "a", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert found(run, known) == sorted([*ALL, "新的"])
    assert looked == []


def test_what_is_found_is_as_it_is_now(known: Path, run: Run, looked: list[str]) -> None:
    path = known / "a" / "1.md"
    path.write_text(story("a1", "城墙。"), "utf-8")  # in its place: no folder tells
    assert found(run, known) == [each for each in ALL if each != "a1"]
    assert found(run, known, "城墙") == ["a1"]
    assert looked == []


def test_before_it_is_said_that_there_is_nothing_all_files_are_looked_at(
    known: Path, run: Run, looked: list[str]
) -> None:
    (known / "a" / "1.md").write_text(story("a1", "城墙。"), "utf-8")
    assert found(run, known, "城墙") == ["a1"]
    assert looked
    assert run("search", "没有这个词", known).code == 1


def test_when_it_is_asked_for_all_files_are_looked_at(known: Path, run: Run) -> None:
    (known / "a" / "1.md").write_text(story("a1", "河堤和城墙。"), "utf-8")
    (known / "a" / "2.md").write_text(story("a2", "城墙。"), "utf-8")
    assert found(run, known, "城墙 OR b0", "--check") == ["a1", "a2", "b0"]


def test_a_file_that_could_not_be_read_is_tried_again(known: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.formats.files import refuse
    from reader.model import ProblemKind

    def gone(name: str, *_: object) -> None:
        raise refuse(ProblemKind.UNREADABLE, name)

    (known / "a" / "9.md").write_text(story("新的", "河堤。"), "utf-8")
    settle(known)
    with monkeypatch.context() as patched:
        patched.setattr("reader.library.reading.load_rebuilt", gone)
        assert found(run, known) == ALL
    assert found(run, known) == sorted([*ALL, "新的"])


def test_what_could_not_be_read_is_still_counted(known: Path, run: Run) -> None:
    (known / "a" / "empty.md").write_bytes(b"")
    (known / "a" / "broken.md").symlink_to("nowhere.md")
    assert "2" in run("index", known).err
    settle(known)
    again = run("search", "河堤", known)
    assert again.code == 0
    assert run("list", known).err.splitlines()[0] in again.err.splitlines()
    # AND a link that leads somewhere now is followed
    (known / "a" / "nowhere.md").write_text(story("终于", "河堤。"), "utf-8")
    settle(known)
    assert found(run, known) == sorted([*ALL, "终于", "终于"])


def test_other_repairs_are_followed(known: Path, run: Run, looked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.library.undone import UndoneRepairs
    from reader.places import undone_file

    path = known / "a" / "9.md"
    path.write_text("# 标题\n\n这是第一段的前半截，后面还没有说\n\n完，到这里才结束。\n\n另一段。\n", "utf-8")
    assert found(run, known, "没有说完") == ["标题"]
    from reader.library.library import Library

    (repair,) = Library([str(known)]).bulletin(str(path)).repairs
    UndoneRepairs(undone_file()).mark(path.read_text("utf-8"), {repair.key: True})
    assert found(run, known, "没有说完") == []


def test_a_list_is_written_as_it_comes(known: Path, run: Run) -> None:
    rows = json.loads(run("list", known, "--json").out)
    assert sorted(row["headline"] for row in rows) == ALL
    assert run("list", known).err == "6 articles in 2 sections, 1 edition\n"
    assert json.loads(run("list", known.parent / "bulletins" / "a" / "0.md", "--json").out)[0]["headline"] == "a0"
    assert run("check", known, "--json").out == "[]\n"
