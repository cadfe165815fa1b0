"""The screen at every width: what stands where, that nothing is wider than the window, that the place is kept."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading
from gazette import HEADLINES, PAPER, bulletin
from rich.cells import cell_len
from textual import timer
from textual.geometry import Region
from textual.widget import Widget

from reader.app.lazy_lines import LazyLines
from reader.app.widgets.sidebar import Sidebar
from reader.library.contents import Entry, make_contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.strip import Strip

SENTENCE = "江面很静，老船工把“跳板”收起来——四十三年（一天不少）都是这样；he said so himself, twice. "


@pytest.fixture
def mixed(folder: Callable[..., Path]) -> Path:
    """Write a paper whose first article is long and mixes scripts."""
    body = "\n\n".join(f"{number}号　{SENTENCE * 5}" for number in range(40))
    return folder({**PAPER, "0-mixed.md": bulletin("渡口的 last 班船：一座桥通车的前夜，一个摆渡人", "News", 1, body)})


# -- widths ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [20, 30, 40, 60])
async def test_in_a_narrow_window_the_article_has_all_the_room(columns: int, paper: Path) -> None:
    async with reading(paper, size=(columns, 30)) as app:
        assert not app.screen.query_one("#sidebar").display
        assert app.view.region.width == columns
        # THEN the sidebar comes over the article when it is asked for
        await app.press("tab")
        assert app.screen.query_one("#sidebar").region.width == columns
        assert app.focus == "sidebar"
        # AND goes when something was picked, or on Esc
        await app.press("j", "enter")
        assert not app.screen.query_one("#sidebar").display
        assert (app.focus, app.headline) == ("article", HEADLINES[1])
        await app.press("tab", "escape")
        assert not app.screen.query_one("#sidebar").display
        assert app.focus == "article"


async def test_in_a_narrow_window_the_search_lies_over_the_article_and_goes_at_the_hit(paper: Path) -> None:
    async with reading(paper, size=(50, 30)) as app:
        await app.press("/")
        await app.type("boards")
        assert app.screen.panel.region == Region(0, 1, 50, 28)  # between the bars
        assert not app.screen.sidebar.display
        assert "Forty boards" in app.text(app.screen.panel.results)
        await app.press("enter")
        assert not app.screen.panel.display
        assert "Forty boards" in app.text(app.view)
        await app.press("escape")
        assert app.screen.panel.display
        await app.press("escape")
        assert not app.screen.panel.display
        assert not app.screen.sidebar.display
        assert app.headline == HEADLINES[0]


@pytest.mark.parametrize(("columns", "side"), [(61, 32), (80, 32), (119, 32), (120, 38), (200, 38)])
async def test_in_a_wide_window_sidebar_and_article_stand_side_by_side(columns: int, side: int, paper: Path) -> None:
    async with reading(paper, size=(columns, 30)) as app:
        assert app.screen.query_one("#sidebar").region.width == side
        assert app.view.region.x == side
        assert app.view.region.right == columns


@pytest.mark.parametrize("columns", [80, 120, 200])
async def test_the_measure_stays_and_stands_in_the_middle(columns: int, paper: Path) -> None:
    async with reading(paper, size=(columns, 30)) as app:
        rule = next(line for line in app.lines(app.view) if "──" in line)
        left, right = rule.index("─"), len(rule) - rule.rindex("─") - 1
        assert rule.count("─") == min(72, app.view.region.width - 5)
        assert abs(left - right) <= 1


@pytest.mark.parametrize("columns", [20, 21, 33, 47, 60, 61, 80, 81, 120, 200])
async def test_no_line_is_wider_or_narrower_than_the_window(columns: int, mixed: Path) -> None:
    async with reading(mixed, size=(columns, 24)) as app:
        for keys in ((), ("space",), ("/",), ("escape", "?"), ("escape", "s"), ("escape", "tab")):
            await app.press(*keys)
            assert {cell_len(line) for line in app.lines()} == {columns}, keys


@pytest.mark.parametrize("columns", [20, 33, 60, 61, 81])
async def test_no_wide_character_is_cut_at_an_edge(columns: int, mixed: Path) -> None:
    async with reading(mixed, size=(columns, 24)) as app:
        # WHEN the whole article is read as it is painted
        view = app.view
        painted = "".join(view._paint(number, view._cells).text.strip() for number in range(len(view._lines)))
        # THEN every character that was set stands there whole: none was replaced by space for its missing half
        assert painted == "".join(line.string.strip() for line in view._lines)
        assert all(view._paint(number, view._cells).cell_length == view._cells for number in range(len(view._lines)))


async def test_an_article_is_set_to_its_end_however_late_its_turns_come(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a machine so busy that time passes between any two looks at the clock
    now, late = timer._time.get_time, count()
    monkeypatch.setattr(timer._time, "get_time", lambda: now() + next(late) / 50)
    async with reading(mixed, size=(60, 24)) as app:
        assert app.view._lines.done


async def test_a_headline_cut_in_the_sidebar_ends_in_a_whole_character(folder: Callable[..., Path]) -> None:
    long = "一二三四五六七八九十" * 8
    root = folder({"a.md": bulletin("x" + long, "News", 1, "Text."), "b.md": bulletin(long, "News", 1, "Text.")})
    async with reading(root) as app:
        lines = [line.rstrip(" ▕") for line in app.lines(app.screen.sidebar) if "…" in line]
        assert len(lines) == 2
        for line in lines:
            assert line.endswith("…")
            assert "  " not in line.strip(" ▌")


async def test_a_window_of_nearly_nothing_does_no_harm(paper: Path) -> None:
    async with reading(paper, size=(10, 5)) as app:
        await app.press("j", "tab", "j", "enter", "/", "escape", "?", "escape", "e", "escape")
        await app.resize(3, 2)
        await app.press("j", "/", "escape")
        await app.resize(100)
        assert "Bridge closed" in app.text(app.view) or "Harbour" in app.text(app.view)


# -- the place under the eye -----------------------------------------------------------------------------------


def first(app: Reading) -> int:
    """Return how far from its start the first character seen stands in the article."""
    place = app.view.top_place()
    assert place is not None
    return place.offset


@pytest.mark.parametrize("down", [1, 2, 5, 13, 40, 150])
async def test_the_place_is_kept_when_the_window_is_made_narrow_and_wide_again(down: int, mixed: Path) -> None:
    async with reading(mixed, size=(120, 30)) as app:
        await app.press(*["j"] * down)
        before, above, lines = first(app), app.view.top_place().above, app.lines(app.view)
        for columns in (50, 120, 33, 120):
            await app.resize(columns)
            # THEN the line that holds the first character stands where it stood
            line = app.view._lines.find(before + app.view._start)
            assert line is not None
            assert line + 1 - above == app.view.scroll_offset.y
        assert first(app) == before
        assert app.lines(app.view) == lines


@pytest.mark.parametrize("down", [1, 5, 40, 150])
async def test_the_place_is_kept_when_lines_are_made_shorter_and_longer(down: int, mixed: Path) -> None:
    async with reading(mixed, size=(120, 30)) as app:
        await app.press(*["j"] * down)
        lines = app.lines(app.view)
        await app.press(*["-"] * 5)
        assert app.view.text_measure == 52
        assert app.lines(app.view) != lines
        await app.press(*["+"] * 5)
        assert app.lines(app.view) == lines


async def test_after_scrolling_in_the_narrow_window_the_new_place_is_kept(mixed: Path) -> None:
    async with reading(mixed, size=(120, 30)) as app:
        await app.press(*["j"] * 40)
        await app.resize(50)
        await app.press(*["j"] * 60)
        there = first(app)
        await app.resize(120)
        line = app.view._lines[app.view.scroll_offset.y - 1]
        assert line.text.start <= there < line.text.start + len(line.text)


async def test_the_beginning_stays_the_beginning_at_any_width(mixed: Path) -> None:
    async with reading(mixed, size=(120, 30)) as app:
        for columns in (50, 120, 30, 200):
            await app.resize(columns)
            assert app.view.scroll_offset.y == 0


async def test_a_hit_stays_in_sight_at_any_width(mixed: Path) -> None:
    async with reading(mixed, size=(120, 30)) as app:
        await app.press("/")
        await app.paste('"37号"')
        await app.press("enter")
        for columns in (50, 200, 70):
            await app.resize(columns)
            assert "37号" in app.text(app.view)


async def test_the_measure_has_an_end_both_ways(paper: Path) -> None:
    async with reading(paper, size=(200, 30)) as app:
        await app.press(*["+"] * 60)
        widest = app.view.text_measure
        await app.press("+")
        assert app.view.text_measure == widest <= 162
        await app.press(*["-"] * 60)
        assert app.view.text_measure == 20
        await app.press("+")
        assert app.view.text_measure == 24


# -- much of everything ----------------------------------------------------------------------------------------


async def test_a_sidebar_of_a_hundred_thousand_headlines_paints_only_what_is_seen(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint_row = Sidebar.paint_row

    def counted(self: Sidebar, row: int, width: int, *, chosen: bool) -> list[Strip]:
        painted.append(row)
        return paint_row(self, row, width, chosen=chosen)

    monkeypatch.setattr(Sidebar, "paint_row", counted)
    entries = [Entry(f"{number}.md", 1, "", f"Headline {number}", "All", None, "", "") for number in range(100_000)]
    async with reading(paper) as app:
        sidebar = app.screen.sidebar
        app.screen.contents = make_contents(entries)
        sidebar.show(app.screen.contents, entries[0])
        await app.press("tab")
        painted.clear()
        # WHEN someone goes through it by rows, by windows, to its end and back
        await app.press("j", "j", "space", "space", "G", "g")
        # THEN what was painted are a few windows, not the list
        assert sidebar.row_count == 100_001
        assert len(painted) < 10 * 28
        await app.press("G")
        assert "Headline 99999" in app.text(sidebar)


async def test_of_a_very_long_article_the_first_window_stands_before_the_rest_is_set(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an article of 300,000 characters and no time at all to set what is not seen
    monkeypatch.setattr(LazyLines, "work", lambda self, seconds: None)
    body = "\n\n".join(f"{number:04}段" + "江" * 295 for number in range(1000))
    async with reading(folder({"long.md": bulletin("长文", "News", 1, body)}), settle=False) as app:
        await app.until(lambda: "0000段" in app.text(app.view))
        # THEN its first window is there, and hardly more is set
        assert len(app.view._lines) <= 2 * 30
        assert not app.view._lines.done
        # AND the next is set when it is wanted
        app.send("space", "space")
        await app.until(lambda: "0006段" in app.text(app.view))
        assert len(app.view._lines) < 150
        assert not app.view._lines.done


async def test_the_end_of_a_very_long_article_is_reached_with_one_key(folder: Callable[..., Path]) -> None:
    body = "\n\n".join(f"{number:04}段" + "江" * 295 for number in range(1000))
    async with reading(folder({"long.md": bulletin("长文", "News", 1, body)}), settle=False) as app:
        await app.until(lambda: "0000段" in app.text(app.view))
        app.send("G")
        await app.settle()
        assert "0999段" in app.text(app.view)
        assert "100 %" in app.status


@pytest.mark.parametrize("change", ["minus", "c"])
async def test_a_key_that_comes_before_the_place_is_set_again_moves_from_that_place(
    change: str, folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "\n\n".join(f"{number:04}段" + "江" * 295 for number in range(400))
    async with reading(folder({"long.md": bulletin("长文", "News", 1, body)}), size=(140, 30)) as app:
        await app.press("G", "b")
        before = app.view.top_place()
        # GIVEN no time to set what is not seen
        with monkeypatch.context() as nothing:
            nothing.setattr(LazyLines, "work", lambda _lines, _seconds: None)
            nothing.setattr(LazyLines, "seek", lambda _lines, _offset, _seconds: None)
            app.send(change)
            await app.until(lambda: not app.view._lines.done)
            app.send("k", "j", "k")
            await app.until(lambda: len(app.view._moves) == 3)
        # WHEN there is
        await app.settle()
        # THEN the keys were steps from where one was
        assert app.view._moves == []
        after = app.view.top_place()
        assert before.offset - 3000 < after.offset < before.offset


@pytest.mark.parametrize("paragraphs", range(30, 60, 5))
async def test_the_end_is_reached_however_little_is_set_at_a_time(
    paragraphs: int, folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Typesetting goes on only as far as going to the end itself asks for.
    monkeypatch.setattr(LazyLines, "work", lambda _lines, _seconds: None)
    body = "\n\n".join(f"{number:04}段" + "江" * 295 for number in range(paragraphs))
    async with reading(folder({"long.md": bulletin("长文", "News", 1, body)}), settle=False) as app:
        await app.until(lambda: "0000段" in app.text(app.view))
        app.send("G")
        await app.until(lambda: app.view.at_end)
        await app.settle()
        assert f"{paragraphs - 1:04}段" in app.text(app.view)
        assert "100 %" in app.status


async def test_a_click_chooses_the_row_it_is_on(paper: Path) -> None:
    async with reading(paper) as app:
        sidebar = app.screen.sidebar
        for label, headline in [
            (HEADLINES[1], HEADLINES[1]),
            (HEADLINES[2], HEADLINES[2]),
            ("文化", HEADLINES[3]),
            (HEADLINES[4], HEADLINES[4]),
        ]:
            await app.click(sidebar, 6, next(at for at, row in enumerate(app.lines(sidebar)) if label in row))
            assert app.headline == headline
        await app.click(sidebar, 6, 0)  # above the first row there is nothing to choose
        assert app.headline == HEADLINES[4]


async def test_the_scroll_bar_is_drawn_as_textual_draws_it(paper: Path) -> None:
    async with reading(paper, size=(80, 20)) as app:
        bar = app.view.vertical_scrollbar
        crop = Region(0, 0, 1, bar.size.height)
        drawn = []
        for key in ("g", "j", "j", "space", "space", "G", "k"):
            await app.press(key)
            ours, theirs = bar.render_lines(crop), Widget.render_lines(bar, crop)
            assert [each.text for each in ours] == [each.text for each in theirs]
            styles = [[next(iter(strip)).style for strip in strips] for strips in (ours, theirs)]
            for mine, other in zip(*styles, strict=True):
                assert (mine.reverse, mine.meta) == (other.reverse, other.meta)
                # What is said of no colour is of those of the widget: of a blank, nothing is seen of it.
                assert mine.color in {other.color, None}
                assert mine.bgcolor in {other.bgcolor, None}
            drawn.append("".join(each.text for each in ours))
        assert len(set(drawn)) > 2
