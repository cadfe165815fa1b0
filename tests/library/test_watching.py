"""Watching: whatever changes below the folders is told, whether the system reports it or not; nothing else is."""

from __future__ import annotations

import os
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from reader.library import watching
from reader.library.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 20.0  # seconds


class Watched:
    """A folder that is watched on another thread."""

    def __init__(self, root: Path, *, looks: bool) -> None:
        self.root = root
        self.watch = Watch([str(root)])
        self.watch.looks = looks or self.watch.looks
        self._told: SimpleQueue[bool] = SimpleQueue()
        self._thread = Thread(target=self._work)
        self._thread.start()
        assert self.watch.began.wait(PATIENCE)

    def _work(self) -> None:
        for _ in self.watch.changes():
            self._told.put(True)

    def tells(self, change: Callable[[], object]) -> None:
        change()
        assert self._told.get(timeout=PATIENCE)

    def stop(self) -> bool:
        """Stop, and return whether more was told."""
        self.watch.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        return not self._told.empty()


@pytest.fixture(params=[False, True], ids=["reported", "looked-at"])
def watched(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    monkeypatch.setattr(watching, "EVERY", 0.02)
    monkeypatch.setattr(watching, "QUIET", 0.02)
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022" / "a.md").write_text("eins", "utf-8")
    return Watched(tmp_path, looks=request.param)


def test_every_change_is_told(watched: Watched) -> None:
    root = watched.root
    watched.tells(lambda: (root / "b.md").write_text("zwei", "utf-8"))
    watched.tells(lambda: (root / "2022" / "a.md").write_text("one, and more", "utf-8"))
    watched.tells(lambda: os.rename(root / "b.md", root / "2022" / "c.md"))
    watched.tells((root / "2022" / "c.md").unlink)
    watched.stop()


def test_what_is_put_into_a_new_folder_is_told(watched: Watched) -> None:
    folder = watched.root / "2023" / "01"
    watched.tells(lambda: folder.mkdir(parents=True))
    watched.tells(lambda: (folder / "a.md").write_text("neu", "utf-8"))
    watched.stop()


def test_it_ends_when_it_is_stopped_and_says_nothing_of_other_files(watched: Watched) -> None:
    (watched.root / ".hidden.md").write_text("geheim", "utf-8")
    if not watched.watch.looks:
        (watched.root / "picture.jpg").write_bytes(b"\xff")
        assert not watched.stop()
    else:
        watched.stop()
