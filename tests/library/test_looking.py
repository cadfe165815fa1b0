"""A look at folders: what is new, changed and gone is found folder by folder, and nothing is held of the rest."""

from __future__ import annotations

import os
import tracemalloc
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import AS_STORED
from reader.library import files as files_module
from reader.library.files import FileRef, Walk, find_changed
from reader.library.index.looking import NOT_SETTLED, SETTLED, time_of
from reader.library.index.opening import open_index
from reader.library.library import Library
from reader.library.waiting import VANISHED, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from reader.library.files import Listing

    Files = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))


def paths_under(*paths: str) -> list[str]:
    walk = Walk(lambda: False)
    return [ref.path for listing in walk.listings(paths) for ref in listing.refs()]


def indexed(*roots: str) -> Library:
    library = Library(roots, shelf=open_index(roots, AS_STORED))
    library.scan_all()
    return library


def listed(library: Library) -> list[str]:
    return sorted(entry.path for entry in library.contents.entries())


# -- the walk ------------------------------------------------------------------------------------------------------


def test_what_is_named_twice_is_taken_once(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder({"a/x.md": "eins", "a/b/y.md": "zwei", "a/notes": "drei", "z.md": "vier"}))
    both = ["a/x.md", "a/b/y.md"]
    assert sorted(paths_under("a", "a")) == sorted(both)
    assert sorted(paths_under("a", "a/b")) == sorted(both)
    assert sorted(paths_under("a/b", "a")) == sorted(both)
    assert sorted(paths_under("a", *both)) == sorted(both)
    assert sorted(paths_under(*both, "a")) == sorted(both)
    assert paths_under("z.md", "z.md") == ["z.md"]
    # AND what a walk through its folder passes over is taken where it is named
    assert sorted(paths_under("a", "a/notes")) == sorted([*both, "a/notes"])


def test_a_large_folder_is_handed_on_in_parts(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "AT_ONCE", 3)
    root = folder({f"{number}.md": "x" for number in range(7)})
    found = list(Walk(lambda: False).listings([str(root)]))
    assert [(len(each.names), each.part, each.last) for each in found] == [(3, 0, False), (3, 1, False), (1, 2, True)]


# -- what waits to be read -----------------------------------------------------------------------------------------

names = st.text(st.sampled_from("ab19-年2022"), min_size=1, max_size=8)
days = st.dates().map(lambda day: f"{day.isoformat()}.md")


@given(st.dictionaries(st.sampled_from(["2001-01-02/", "b/", "b/10/", "b/9/"]), st.sets(names | days, max_size=6)))
def test_what_waits_is_read_newest_first_and_then_by_path(found: dict[str, set[str]]) -> None:
    from reader.library.contents import natural
    from reader.page.dates import date_of_path

    waiting = Waiting()
    for folder, inside in found.items():
        waiting.add(folder, "", inside)
    waiting.put_in_order()
    read = [ref.path for ref in waiting]

    def order(path: str) -> tuple[object, ...]:
        date = date_of_path(path)
        folder = path.rpartition("/")[0] + "/"
        return (-date.toordinal() if date else 0, natural(folder), natural(path[len(folder) :]))

    assert read == sorted((folder + name for folder, inside in found.items() for name in inside), key=order)
    assert [ref.path for ref in waiting[2:]] == read[2:]
    assert [ref.path for ref in waiting[1:][1:3]] == read[2:4]


def test_what_waits_is_looked_at_when_its_turn_comes(folder: Files) -> None:
    root = folder({"a.md": "x", "b.md": "x"})
    waiting = Waiting()
    waiting.add(os.path.join(root, ""), str(root), ["a.md", "b.md"])
    waiting.put_in_order()
    (root / "a.md").write_text("more than before")
    (root / "b.md").unlink()
    status = os.stat(root / "a.md")
    assert list(waiting) == [
        FileRef(str(root / "a.md"), str(root), 16, status.st_mtime_ns, status.st_ino, status.st_ctime_ns),
        FileRef(str(root / "b.md"), str(root), 0, VANISHED),
    ]


# -- the index -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [2, 100])
def test_what_is_new_changed_and_gone_is_found_in_folders_of_any_size(
    at_once: int, folder: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "AT_ONCE", at_once)
    root = folder({f"{name}/{number}.md": f"# {name}{number}\n\n文\n" for name in "abc" for number in range(5)})
    assert len(indexed(str(root)).contents) == 15
    for number in (0, 3):
        (root / "a" / f"{number}.md").unlink()
    (root / "a" / "9.md").write_text("# 新的\n\n文\n", "utf-8")
    (root / "a" / "1.md").write_text("# 改了\n\n文章\n", "utf-8")
    os.rename(root / "b", root / "d")
    library, memory = indexed(str(root)), Library([str(root)])
    memory.scan_all()
    assert list(library.contents.entries()) == list(memory.contents.entries())
    # AND all is as it was when a folder comes back
    os.rename(root / "d", root / "b")
    assert (
        listed(indexed(str(root)))
        == listed(library)[:4]
        + [path.replace(f"{os.sep}d{os.sep}", f"{os.sep}b{os.sep}") for path in listed(library)[9:]]
        + listed(library)[4:9]
    )


def test_files_that_are_named_outright_do_not_take_their_neighbours_along(folder: Files) -> None:
    root = folder({"a.md": "# 甲\n\n文\n", "b.md": "# 乙\n\n文\n"})
    first, second = str(root / "a.md"), str(root / "b.md")
    assert listed(indexed(first, second)) == [first, second]
    assert listed(indexed(first, second)) == [first, second]
    os.unlink(first)
    assert listed(indexed(first, second)) == [second]


def test_folders_within_each_other_and_links_give_each_file_once(folder: Files) -> None:
    root = folder({"a/1.md": "# 甲\n\n文\n", "a/b/2.md": "# 乙\n\n文\n"})
    (root / "c").symlink_to(root / "a" / "b")
    for roots in ((str(root), str(root / "a")), (str(root / "a"), str(root))):
        memory = Library(roots)
        memory.scan_all()
        assert len(listed(memory)) == 2
        for _ in range(2):
            assert listed(indexed(*roots)) == listed(memory)


def test_a_look_at_known_folders_holds_one_folder_at_a_time(folder: Files) -> None:
    def peak(folders: int) -> int:
        root = folder({f"{name:02}/{number:02}.md": "# 甲\n\n文\n" for name in range(folders) for number in range(40)})
        library = indexed(str(root))
        for _ in range(2):  # the first time what is read once is read: modules, the statements of SQLite
            tracemalloc.start()
            before, _ = tracemalloc.get_traced_memory()
            library.scan_all()
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most - before

    few, many = peak(4), peak(40)
    assert many < few + 36 * 40 * 20  # 20 bytes a file: a list of them takes ten times as many


def test_what_another_reader_has_put_meanwhile_is_not_gone(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "AT_ONCE", 2)
    root = folder({f"{number}.md": str(number) for number in range(5)})
    indexed(str(root)).close()
    (root / "new.md").write_text("neu", "utf-8")
    ours, other = (Library([str(root)], shelf=open_index([str(root)], AS_STORED)) for _ in range(2))
    look = ours._shelf.look

    def interrupted(listing: Listing, marked: Container[int]) -> list[str]:
        found = look(listing, marked)
        if "new.md" in listing.names:
            other.scan_all()
        return found

    monkeypatch.setattr(ours._shelf, "look", interrupted)
    ours.scan_all()
    assert str(root / "new.md") in listed(ours)
    ours.close()
    other.close()


def test_a_folder_is_known_by_its_times_and_by_which_one_it_is() -> None:
    def status(modified: int, changed: int, inode: int) -> os.stat_result:
        values = {"st_mtime_ns": modified, "st_ctime_ns": changed, "st_ino": inode, "st_dev": 1}
        return cast("os.stat_result", SimpleNamespace(**values))

    now = 10 * SETTLED
    assert time_of(status(now, now, 1), now) == NOT_SETTLED
    assert time_of(status(now - 1, now, 1), now) != NOT_SETTLED
    told = [time_of(status(*each), now) for each in ((5, 5, 1), (6, 5, 1), (5, 6, 1), (5, 5, 2))]
    assert len(set(told)) == len(told)


def test_very_many_new_files_are_no_list(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder({f"a/{number}.md": str(number) for number in range(4)})
    assert find_changed([str(root)], [str(root / "a")]) is not None
    monkeypatch.setattr(files_module, "FEW", 3)
    assert find_changed([str(root)], [str(root / "a")]) is None
