"""A table wider than the lines keeps its columns and is moved sideways; justified lines are pointed at rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading

from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "| 站名 | " + " | ".join(f"第{number}次列车" for number in range(1, 16)) + " |"
RULE = "|---|" + "---|" * 15
ROWS = [f"| 站{each} | " + " | ".join(f"{each}:{number:02}" for number in range(1, 16)) + " |" for each in range(1, 4)]
PAGE = "# 时刻表\n\n正文。\n\n" + "\n".join([HEAD, RULE, *ROWS]) + "\n\n末段。\n"


@pytest.fixture
def timetable(folder: Callable[..., Path]) -> Path:
    return folder({"a.md": PAGE})


async def test_its_columns_stand_in_line_and_it_says_that_it_goes_on(timetable: Path) -> None:
    async with reading(timetable, size=(100, 24)) as app:
        lines = app.lines(app.view)
        head = next(line for line in lines if "站名" in line)
        row = next(line for line in lines if "站1" in line)
        assert head.rstrip().endswith("›")
        assert "1:03" in row
        assert "1:15" not in app.text()


async def test_it_is_moved_sideways_by_keys_as_far_as_it_goes(timetable: Path) -> None:
    async with reading(timetable, size=(100, 24)) as app:
        before = app.text(app.view)
        await app.press(*["right"] * 40)
        assert "1:15" in app.text(app.view)
        row = next(line for line in app.lines(app.view) if "1:15" in line)
        assert "‹" in row
        assert not row.rstrip().endswith("›")
        assert "末段。" in app.text(app.view)
        await app.press(*["left"] * 40)
        assert app.text(app.view) == before


async def test_it_moves_by_whole_columns_and_its_first_one_stays(timetable: Path) -> None:
    async with reading(timetable, size=(100, 24)) as app:
        whole = {f"{hour}:{number:02}" for hour in range(1, 4) for number in range(1, 16)}
        seen = set()
        for _ in range(16):
            for hour in range(1, 4):
                name, *times = next(line for line in app.lines(app.view) if f"站{hour}" in line).split()
                shown = {each for each in times if each not in "‹›│"}
                assert name == f"站{hour}"
                assert shown <= whole
                seen |= shown
            await app.press("right")
        assert seen == whole


async def test_a_column_as_wide_as_the_window_is_seen_to_its_end(folder: Callable[..., Path]) -> None:
    rows = f"| 名 | 甲 | 乙 |\n|---|---|---|\n| 河堤 | {'长' * 60}完 | {'短' * 30}止 |\n"
    async with reading(folder({"a.md": f"# 表\n\n正文。\n\n{rows}"}), size=(60, 30)) as app:
        assert "完" in app.text(app.view)
        await app.press("right")
        assert "止" in app.text(app.view)
        assert "河堤" in app.text(app.view)


async def test_what_is_found_in_it_is_brought_into_sight(timetable: Path) -> None:
    async with reading(timetable, size=(100, 24)) as app:
        await app.press("f")
        await app.type("3:14")
        await app.press("enter")
        assert "3:14" in app.text(app.view)


async def test_the_mouse_points_at_what_is_shown_of_it(timetable: Path) -> None:
    async with reading(timetable, size=(100, 24)) as app:
        await app.press(*["right"] * 40)
        view = app.view
        row = next(number for number, line in enumerate(app.lines(view)) if "1:15" in line)
        place = view.place_at(width(app.lines(view)[row].partition("1:15")[0]), row)
        assert place is not None
        assert view.piece(place.row, place.piece).text.string[place.at :].startswith("1:15")


async def test_another_article_begins_at_its_left(folder: Callable[..., Path]) -> None:
    async with reading(folder({"a.md": PAGE, "b.md": PAGE.replace("时刻表", "另一张")}), size=(100, 24)) as app:
        await app.press(*["right"] * 5, "J")
        assert "站名" in app.text(app.view)


async def test_justified_lines_are_pointed_at_and_copied_without_their_gaps(folder: Callable[..., Path]) -> None:
    text = "The council met on Friday and agreed to mend the bridge before winter. " * 6
    async with reading(folder({"a.md": f"# Bridge\n\n{text}\n"}), size=(100, 24), justify=True) as app:
        view = app.view
        row = next(number for number, line in enumerate(app.lines(view)) if "  " in line.strip() and "council" in line)
        line = app.lines(view)[row]
        place = view.place_at(line.index("Friday"), row)
        assert place is not None
        assert view.piece(place.row, place.piece).text.string[place.at :].startswith("Friday")
        await app.press("v", "G")
        assert "  " not in app.screen.selecting.text_later()()
