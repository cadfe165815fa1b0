"""What is read before the screen stands reaches it in order, and so does what goes wrong."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import bulletin

from reader.app import scanning
from reader.app.opening import Opening
from reader.display.choice import AS_STORED
from reader.library.index.opening import open_index
from reader.library.library import Library, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def never() -> bool:
    return False


@pytest.mark.parametrize("begun", [True, False])
def test_the_reports_come_as_the_scan_makes_them(begun: bool, folder: Callable[..., Path]) -> None:
    root = folder({f"{name}.md": f"# {name}\n\n正文一段。\n" for name in "甲乙丙"})
    opening = Opening(Library([str(root)]))
    if begun:
        opening.begin()
    reports = list(opening.reports(never))
    assert [report.finished for report in reports] == [False] * (len(reports) - 1) + [True]
    assert len(reports[-1].contents) == 3


def test_a_second_look_is_a_scan_of_its_own(folder: Callable[..., Path]) -> None:
    root = folder({"a.md": "# 甲\n\n正文一段。\n"})
    opening = Opening(Library([str(root)]))
    opening.begin()
    assert len(list(opening.reports(never))[-1].contents) == 1
    (root / "b.md").write_text("# 乙\n\n正文一段。\n", encoding="utf-8")
    assert len(list(opening.reports(never))[-1].contents) == 2


def test_what_the_scan_raises_is_raised_where_its_reports_are_read() -> None:
    class Broken(Library):
        def scan(
            self,
            cancelled: Callable[[], bool] = never,
            before_large: Callable[[], object] = never,
            only: frozenset[str] | None = None,
        ) -> Iterator[Progress]:
            yield from super().scan(cancelled, before_large, only)
            raise RuntimeError("the disk is on fire")

    opening = Opening(Broken([]))
    opening.begin()
    with pytest.raises(RuntimeError, match="on fire"):
        list(opening.reports(never))


def test_reports_that_nobody_wants_any_more_keep_no_scan_waiting(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    root = [str(folder({"a.md": "# 甲\n\n正文一段。\n"}))]
    Library(root, shelf=open_index(root, AS_STORED)).scan_all()
    library = Library(root, shelf=open_index(root, AS_STORED))
    opening = Opening(library)
    opening.begin()
    reports = opening.reports(never)
    assert next(reports).known
    reports.close()
    end = time.monotonic() + 20
    assert list(library.scan(lambda: time.monotonic() > end))[-1].finished
    library.close()


INSIDE_AND_FRONT = {
    "a.md": bulletin("Inside", "Sport", 9, "\n\n".join(f"Board {number}." for number in range(99))),
    "b.md": bulletin("Front", "News", 1, "The harbour is open."),
}


async def test_a_small_folder_opens_at_its_front_page_whichever_file_is_read_first(folder: Callable[..., Path]) -> None:
    async with reading(folder(INSIDE_AND_FRONT)) as app:
        assert app.headline == "Front"
        assert app.status.startswith("1/1")


async def test_a_large_folder_stays_where_it_opened(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SMALL_FOLDER", 1)
    async with reading(folder(INSIDE_AND_FRONT)) as app:
        assert app.headline == "Inside"


class Slow(Library):
    """Reads the second file when it is told to."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(paths)
        self.go_on = Event()

    def scan(
        self,
        cancelled: Callable[[], bool] = never,
        before_large: Callable[[], object] = never,
        only: frozenset[str] | None = None,
    ) -> Iterator[Progress]:
        for progress in super().scan(cancelled, before_large, only):
            yield progress
            self.go_on.wait(timeout=20)


@pytest.mark.parametrize("keys", ["j", "/", "tab", "?", "f", "v"])
async def test_who_does_something_meanwhile_is_left_alone(keys: str, folder: Callable[..., Path]) -> None:
    library = Slow([str(folder(INSIDE_AND_FRONT))])
    async with reading(library=library, settle=False) as app:
        await app.until(lambda: app.screen.shown is not None)
        app.send(keys)
        await app.until(
            lambda: (
                app.view.scroll_offset.y > 0 or app.focus != "article" or app.dialog != "" or app.screen.selecting.is_on
            )
        )
        library.go_on.set()
        await app.settle()
        assert app.headline == "Inside"
