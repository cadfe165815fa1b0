"""Watching: whatever changes below the folders is told, whether the system reports it or not; nothing else is."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from reader.display.choice import AS_STORED
from reader.formats.files import refuse
from reader.library import watching
from reader.library.index.opening import open_index
from reader.library.library import Library
from reader.library.query_parsing import parse_query
from reader.library.watching import Watch
from reader.model import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Files = Callable[[dict[str, str | bytes]], Path]

PATIENCE = 20.0  # seconds


class Watched:
    """A folder that is watched on another thread."""

    def __init__(self, root: Path, *, looks: bool) -> None:
        self.root = root
        self.watch = Watch([str(root)], time.time() + 60)
        self.watch.looks = looks or self.watch.looks
        self._told: SimpleQueue[frozenset[str] | None] = SimpleQueue()
        self._thread = Thread(target=self._work)
        self._thread.start()
        assert self.watch.began.wait(PATIENCE)

    def _work(self) -> None:
        for changed in self.watch.changes():
            self._told.put(changed)

    def tells(self, change: Callable[[], object], *paths: Path) -> None:
        """Assert that a change at ``paths``, or somewhere, is told."""
        change()
        told = self._told.get(timeout=PATIENCE)
        assert self.watch.looks or told == (frozenset(map(str, paths)) or None)

    def stop(self) -> bool:
        """Stop, and return whether more was told."""
        self.watch.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        return not self._told.empty()


@pytest.fixture(params=[False, True], ids=["reported", "looked-at"])
def watched(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(watching, "EVERY", 0.02)
    monkeypatch.setattr(watching, "QUIET", 0.02)
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022" / "a.md").write_text("eins", "utf-8")
    found = Watched(tmp_path, looks=request.param)
    yield found
    found.stop()


def test_every_change_is_told_with_its_path(watched: Watched) -> None:
    root = watched.root
    b, c, a = root / "b.md", root / "2022" / "c.md", root / "2022" / "a.md"
    watched.tells(lambda: b.write_text("zwei", "utf-8"), b)
    watched.tells(lambda: a.write_text("one, and more", "utf-8"), a)
    watched.tells(lambda: os.rename(b, c), b, c)
    watched.tells(c.unlink, c)


def test_what_is_put_into_a_new_folder_is_told(watched: Watched) -> None:
    folder = watched.root / "2023"
    watched.tells(folder.mkdir, folder)
    watched.tells(lambda: (folder / "a.md").write_text("neu", "utf-8"), folder / "a.md")


def test_of_a_folder_that_is_gone_it_is_told_that_anything_may_be(watched: Watched) -> None:
    watched.tells(lambda: os.rename(watched.root / "2022", watched.root / "2021"))


def test_where_there_are_links_it_is_told_that_anything_may_be(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    watched = Watched(tmp_path, looks=False)
    watched.tells(lambda: (watched.root / "b.md").write_text("zwei", "utf-8"))
    watched.stop()


@pytest.mark.parametrize("looks", [False, True])
def test_what_has_changed_before_it_began_is_told(tmp_path: Path, *, looks: bool) -> None:
    watch = Watch([str(tmp_path)], time.time() - 60)
    watch.looks = looks or watch.looks
    assert next(watch.changes()) is None
    watch.stop()


def test_where_the_system_reports_on_too_few_folders_they_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(watching._Reports, "watch", no_more)
    monkeypatch.setattr(watching, "EVERY", 0.02)
    watched = Watched(tmp_path, looks=False)
    watched.tells(lambda: (watched.root / "b.md").write_text("zwei", "utf-8"))
    assert watched.watch.looks
    watched.stop()


def test_it_ends_when_it_is_stopped_and_says_nothing_of_other_files(watched: Watched) -> None:
    (watched.root / ".hidden.md").write_text("geheim", "utf-8")
    if not watched.watch.looks:  # otherwise it is seen that the folder has changed
        (watched.root / "picture.jpg").write_bytes(b"\xff")
        assert not watched.stop()


# -- what is done then -----------------------------------------------------------------------------------------


def story(headline: str, text: str) -> str:
    return f"---\ntitle: {headline}\ndate: 2022-08-31\nsection: 要闻\n---\n\n{text}\n"


@pytest.fixture(params=["memory", "index"])
def library(request: pytest.FixtureRequest, folder: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    root = str(folder({f"2022/{number}.md": story(f"第{number}篇", "河堤加固。") for number in range(5)}))
    shelf = open_index([root], AS_STORED) if request.param == "index" else None
    found = Library([root], shelf=shelf)
    found.scan_all()
    return found


def headlines(library: Library) -> list[str]:
    return [entry.headline for entry in library.contents.entries()]


def test_only_what_has_changed_is_looked_at(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.library.Walk", None)
    root = Path(library.paths[0])
    (root / "2022" / "1.md").write_text(story("改过的", "河堤又加固。"), "utf-8")
    (root / "2022" / "2.md").unlink()
    (root / "2023").mkdir()
    (root / "2023" / "a.md").write_text(story("新来的", "河堤。"), "utf-8")
    # AND one that nothing is told of
    (root / "2022" / "4.md").unlink()
    *_, last = library.scan(only=frozenset(map(str, (root / "2022" / "1.md", root / "2022" / "2.md", root / "2023"))))
    assert last.finished
    assert sorted(headlines(library)) == ["改过的", "新来的", "第0篇", "第3篇", "第4篇"]
    assert sorted(each.headline for each in library.search(parse_query("河堤"), limit=9).entries) == sorted(
        headlines(library)
    )


def test_a_file_whose_time_was_put_back_is_read_again(library: Library) -> None:
    path = Path(library.paths[0], "2022", "1.md")
    status, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("河堤", "城墙"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    library.scan_all()
    assert library.search(parse_query("城墙"), limit=9).total == 1


def test_a_file_that_could_not_be_read_is_read_the_next_time(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(library.paths[0], "2022", "1.md")
    path.write_text(path.read_text("utf-8").replace("河堤", "城墙"), "utf-8")

    def gone(name: str, *_: object) -> None:
        raise refuse(ProblemKind.VANISHED, name)

    with monkeypatch.context() as patched:
        patched.setattr("reader.library.reading.load_rebuilt", gone)
        library.scan_all()
        assert [each.kind for each in library.problems] == [ProblemKind.VANISHED]
    library.scan_all()
    assert library.search(parse_query("城墙"), limit=9).total == 1
    assert library.problems == ()


def test_a_folder_that_cannot_be_listed_keeps_its_articles(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(library.paths[0])
    (root / "a.md").write_text(story("新来的", "河堤。"), "utf-8")
    listed = os.scandir

    def scandir(path: str) -> object:
        if path == str(root / "2022"):
            raise PermissionError(errno.EACCES, "permission denied", path)
        return listed(path)

    with monkeypatch.context() as patched:
        patched.setattr("reader.library.files.os.scandir", scandir)
        library.scan_all()
        assert [each.kind for each in library.problems] == [ProblemKind.UNREADABLE]
        assert len(library.contents) == 6
    (root / "2022" / "1.md").unlink()
    library.scan_all()
    assert len(library.contents) == 5


def make_link(root: Path) -> Path:
    (root / "2021").symlink_to(root / "2022")
    return root / "2021"


def make_pipe(root: Path) -> Path:
    os.mkfifo(root / "2022" / "1.pipe.md")
    return root / "2022" / "1.pipe.md"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
@pytest.mark.parametrize("change", [make_link, make_pipe])
def test_where_a_path_alone_does_not_tell_all_folders_are_looked_at(
    library: Library, change: Callable[[Path], Path]
) -> None:
    root = Path(library.paths[0])
    path = change(root)
    (root / "2022" / "4.md").unlink()
    list(library.scan(only=frozenset([str(path)])))
    again = Library(library.paths)
    again.scan_all()
    assert headlines(library) == headlines(again)
    assert {each.kind for each in library.problems} == {each.kind for each in again.problems}
