"""What is read before the screen stands reaches it in order, and so does what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.app.opening import Opening
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
        def scan(self, cancelled: Callable[[], bool] = never) -> Iterator[Progress]:
            yield from super().scan(cancelled)
            raise RuntimeError("the disk is on fire")

    opening = Opening(Broken([]))
    opening.begin()
    with pytest.raises(RuntimeError, match="on fire"):
        list(opening.reports(never))
