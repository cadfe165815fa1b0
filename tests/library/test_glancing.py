"""What the times of folders tell is all that has come, gone, been renamed or replaced, whatever was done to them."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.display.choice import AS_STORED
from reader.library.index.opening import open_index
from reader.library.library import Library

if TYPE_CHECKING:
    import pytest

AGO = 10 * 10**9  # nanoseconds

folders = st.sampled_from(["", "a", "b", "a/c", "d", "d/f"])
names = st.sampled_from(["1.md", "2.md", "3.md"])
places = st.tuples(folders, names).map("/".join).map(lambda path: path.lstrip("/"))
changes = st.one_of(
    st.tuples(st.just("put"), places, places),
    st.tuples(st.just("remove"), places, places),
    st.tuples(st.just("rename"), places, places),
    st.tuples(st.just("remove folder"), folders.filter(bool), places),
    st.tuples(st.just("rename folder"), folders.filter(bool), folders.filter(bool)),
    st.tuples(st.just("link"), places, places),
    st.tuples(st.just("link folder"), st.just("e"), folders.filter(bool)),
    st.tuples(st.just("make folder"), folders.filter(bool), places),
    st.tuples(st.just("pipe"), places, places),
    st.tuples(st.just("take away"), folders.filter(bool), places),
    st.tuples(st.just("bring back"), folders.filter(bool), places),
    st.tuples(st.just("catch up"), places, places),
    st.tuples(st.just("leave alone"), places, places),
)


def do(root: Path, change: tuple[str, str, str], number: int) -> None:
    """Change something below a folder; what cannot be done is left."""
    what, first, second = change
    path, other = root / first, root / second
    try:
        if what == "put":
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_suffix(".new")
            new.write_text(f"# 第{number}篇\n\n河堤。\n", "utf-8")
            os.replace(new, path)
        elif what == "remove":
            path.unlink()
        elif what == "remove folder":
            shutil.rmtree(path)
        elif what == "make folder":
            path.mkdir(parents=True)
        elif what == "pipe" and hasattr(os, "mkfifo"):
            os.mkfifo(path)
        elif what in ("take away", "bring back"):
            away = root / f".{first.replace('/', '-')}"
            os.rename(*((path, away) if what == "take away" else (away, path)))
        elif what.startswith("rename"):
            os.rename(path, other)
        elif what.startswith("link"):
            path.symlink_to(other)
        elif what == "leave alone":
            leave_alone(root)
    except OSError:
        return


def leave_alone(root: Path) -> None:
    """Let all folders be as old as they would be after a while, in the order in which they changed."""
    for folder in (root, *(each for each in root.rglob("*") if each.is_dir() and not each.is_symlink())):
        status = os.stat(folder)
        if status.st_mtime_ns > time.time_ns() - AGO:
            os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns - AGO))


def steps(*done: str) -> list[tuple[str, str, str]]:
    """Return changes as the test takes them, each told in words."""
    return [
        (what, path, other)
        for what, _, rest in (each.partition(": ") for each in done)
        for path, _, other in [rest.partition(" ")]
    ]


CATCH_UP = ("leave alone: - -", "catch up: - -")


# A folder that went and came back, then goes for good; or has another file then.
@example(steps("take away: b", *CATCH_UP, "bring back: b", *CATCH_UP, "remove folder: b", *CATCH_UP))
@example(steps("take away: b", *CATCH_UP, "bring back: b", *CATCH_UP, "put: b/2.md", *CATCH_UP))
# New folders that hold no bulletins themselves.
@example(steps("put: d/f/1.md", *CATCH_UP, "put: d/2.md", *CATCH_UP))
@example(steps("make folder: d", *CATCH_UP, "put: d/1.md", *CATCH_UP))
# What was wrong is gone.
@example(steps("link: a/3.md b/3.md", *CATCH_UP, "remove: a/3.md", *CATCH_UP))
@example(steps("pipe: a/3.md", *CATCH_UP, "remove: a/3.md", "put: a/3.md", *CATCH_UP))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(changes, max_size=8))
def test_after_any_changes_it_lists_what_a_look_at_all_files_would(
    monkeypatch: pytest.MonkeyPatch, done: list[tuple[str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("READER_CACHE", cache)
        root = Path(folder)
        for number, path in enumerate(("1.md", "a/1.md", "a/2.md", "b/1.md")):
            do(root, ("put", path, ""), number)
        leave_alone(root)
        ours = Library([folder], shelf=open_index([folder], AS_STORED))
        ours.scan_all()
        for number, change in enumerate(done, 4):
            if change[0] == "catch up":
                ours.catch_up()
            do(root, change, number)
        ours.catch_up()
        memory = Library([folder])
        memory.scan_all()
        assert list(ours.contents.entries()) == list(memory.contents.entries())
        assert {each.kind for each in ours.faults()} == {each.kind for each in memory.faults()}
        ours.close()
