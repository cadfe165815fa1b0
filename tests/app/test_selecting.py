"""Selecting text: by keys and by mouse, across lines and columns, copied as running text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from driving import Reading, reading
from gazette import bulletin
from textual import events

from reader.app import clipboard
from reader.app.widgets.painted_lines import KEPT_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FIRST = "江面很静，老船工把跳板收起来，搁在船头，用一块旧帆布盖好，这个动作他做了四十三年。"
SECOND = "The tide came in over the flats, and the ferry lay still at the old stone landing all night."
BODY = f"{FIRST * 3}\n\n{SECOND * 3}\n\n- one\n- two\n"


@pytest.fixture
def page(folder: Callable[..., Path]) -> Path:
    return folder({"a.md": bulletin("渡口", "News", 1, BODY)})


@pytest.fixture
def taken() -> Iterator[list[str]]:
    """Stand in for the system's clipboard."""
    texts: list[str] = []

    def take(text: str, helper: clipboard.Helper) -> bool:
        texts.append(text)
        return bool(helper)

    helper = clipboard.Helper(("wl-copy",))
    with patch.object(clipboard, "find_helper", lambda _: helper), patch.object(clipboard, "hand_over", take):
        yield texts


async def test_the_keyboard_selects_and_y_copies(page: Path, taken: list[str]) -> None:
    async with reading(page) as app:
        await app.press("v")
        assert "selected: 1" in app.status
        await app.press("right", "y")
        assert taken == ["渡口"]
        assert "What was selected is in the clipboard (wl-copy)" in app.status
        # THEN y copies the article again
        await app.press("y")
        assert "The article is in the clipboard" in app.status


async def test_lines_broken_to_fit_are_whole_again(page: Path, taken: list[str]) -> None:
    async with reading(page) as app:
        await app.press("v", "G", "y")
        assert taken == [f"渡口\n\n{FIRST * 3}\n\n{SECOND * 3}\n\n- one\n- two"]


async def test_columns_are_selected_in_reading_order(folder: Callable[..., Path], taken: list[str]) -> None:
    body = "\n\n".join(f"第{number:02}段。{FIRST}" for number in range(60))
    root = folder({"a.md": bulletin("渡口", "News", 1, body)})
    async with reading(root, size=(160, 40), columns=True) as app:
        assert app.view.column_count == 2
        await app.press("v", "G", "y")
        assert taken == [f"渡口\n\n{body}"]


@pytest.mark.parametrize("columns", [False, True])
async def test_a_long_article_is_selected_from_end_to_end(
    columns: bool, folder: Callable[..., Path], taken: list[str]
) -> None:
    body = "\n\n".join(f"第{number:04}段。{FIRST}" for number in range(900))
    root = folder({"a.md": bulletin("渡口", "News", 1, body)})
    async with reading(root, size=(160, 40), columns=columns) as app:
        await app.press("v", "G")
        count = len(body.replace("\n", "")) + len("渡口")
        assert f"selected: {count:,}" in app.status
        # THEN only what is in sight is painted, all of it as selected
        assert len(app.view._painted) <= app.view.size.height + KEPT_LINES
        chosen = app.backgrounds("第0899段", app.view)
        await app.press("y")
        assert taken == [f"渡口\n\n{body}"]
        assert app.backgrounds("第0899段", app.view) != chosen


async def test_moving_keys_move_the_end_and_show_it(page: Path, taken: list[str]) -> None:
    async with reading(page, size=(70, 14)) as app:
        await app.press("v", *["j"] * 12)
        assert app.view.scroll_offset.y > 0
        await app.press("g", "left", "left", "y")
        assert taken == ["渡"]


@pytest.mark.parametrize("key", ["escape", "v"])
async def test_it_can_be_left(key: str, page: Path) -> None:
    async with reading(page) as app:
        before = app.lines(app.view)
        await app.press("v", "j", "j")
        assert app.backgrounds("江面", app.view)
        await app.press(key)
        assert "selected: " not in app.status
        assert app.lines(app.view) == before
        await app.press("j")
        assert app.view.scroll_offset.y >= 0
        assert not app.screen.selecting.is_on


async def test_another_width_ends_it(page: Path) -> None:
    async with reading(page) as app:
        await app.press("v", "j")
        await app.press("minus")
        assert not app.screen.selecting.is_on
        await app.press("left", "right")
        assert "selected: " not in app.status


def mouse(kind: type[events.MouseEvent], app: Reading, x: int, y: int) -> events.MouseEvent:
    region = app.view.region
    return kind(app.view, x, y, 0, 0, 1, False, False, False, region.x + x, region.y + y)


async def test_the_mouse_selects_what_it_is_drawn_over(page: Path, taken: list[str]) -> None:
    async with reading(page) as app:
        rows = app.lines(app.view)
        row = next(at for at, line in enumerate(rows) if "江面很静" in line)
        cells = len(rows[row].partition("江面很静")[0])
        app.view.post_message(mouse(events.MouseDown, app, cells, row))
        await app.settle()
        assert "selected: " not in app.status
        app.view.post_message(mouse(events.MouseMove, app, cells + 7, row))
        await app.settle()
        assert "selected: 4" in app.status
        app.view.post_message(mouse(events.MouseUp, app, cells + 7, row))
        await app.press("y")
        assert taken == ["江面很静"]


async def test_a_click_alone_selects_nothing(page: Path, taken: list[str]) -> None:
    async with reading(page) as app:
        await app.press("v", "j")
        row = next(at for at, line in enumerate(app.lines(app.view)) if "江面很静" in line)
        await app.click(app.view, 20, row)
        assert "selected: " not in app.status
        await app.press("y")
        assert taken[0].startswith("渡口\n\n")


async def test_links_are_listed_and_opened(folder: Callable[..., Path], taken: list[str]) -> None:
    body = "See [the page](https://example.org/a) and [a program](file:///bin/sh)."
    async with reading(folder({"a.md": bulletin("Links", "News", 1, body)})) as app:
        await app.press("l")
        assert app.dialog == "Picker"
        assert "the page" in app.text()
        with patch("reader.app.outside.find_opener", lambda _: None):
            await app.press("enter")
        assert taken == ["https://example.org/a"]
        assert "The address is in the clipboard" in app.status
        opened: list[str] = []
        await app.press("l")
        with (
            patch("reader.app.outside.find_opener", lambda _: ("xdg-open",)),
            patch("reader.app.outside.hand_out", lambda target, _: not opened.append(target)),  # type: ignore[func-returns-value]
        ):
            await app.press("enter")
        assert opened == ["https://example.org/a"]
        assert "Handed to xdg-open" in app.status
        await app.press("l")
        await app.type("program")
        await app.press("enter")
        assert "Not opened: file:///bin/sh" in app.status


async def test_notes_are_listed_and_gone_to(folder: Callable[..., Path]) -> None:
    body = "A word[^1] of the text.\n\n" + "Paragraph of the harbour.\n\n" * 60 + "[^1]: Said at the council.\n"
    async with reading(folder({"a.md": bulletin("Notes", "News", 1, body)})) as app:
        assert "Said at the council" not in app.text()
        await app.press("l")
        assert "[1] Said at the council." in app.text()
        await app.press("enter")
        assert "Said at the council" in app.text(app.view)


async def test_a_picture_beside_the_file_is_opened(folder: Callable[..., Path]) -> None:
    root = folder({"a.md": bulletin("Picture", "News", 1, "![The dam](dam.png)"), "dam.png": b"\x89PNG\r\n"})
    opened: list[str] = []
    async with reading(root) as app:
        await app.press("l")
        assert "The dam" in app.text()
        with (
            patch("reader.app.outside.find_opener", lambda _: ("xdg-open",)),
            patch("reader.app.outside.hand_out", lambda target, _: not opened.append(target)),  # type: ignore[func-returns-value]
        ):
            await app.press("enter")
    assert opened == [str(root / "dam.png")]


async def test_where_nothing_leads_elsewhere_it_says_so(page: Path) -> None:
    async with reading(page) as app:
        await app.press("l")
        assert not app.dialog
        assert "leads elsewhere" in app.status


async def test_the_file_as_stored_is_selected_line_by_line(page: Path, taken: list[str]) -> None:
    async with reading(page) as app:
        await app.press("o")  # rebuilt on a thread: what is pressed meanwhile is for what is still shown
        await app.press("v", "G", "y")
        stored = (page / "a.md").read_text("utf-8").rstrip("\n")
        assert taken == [stored]


async def test_nothing_is_selected_where_nothing_is_to_be_read(folder: Callable[..., Path]) -> None:
    async with reading(folder({})) as app:
        await app.press("v", "j", "right", "left", "G", "y")
        assert not app.screen.selecting.is_on


async def test_an_article_that_is_still_being_set_is_selected_as_far_as_it_is(folder: Callable[..., Path]) -> None:
    body = "\n\n".join(f"{number:04}段" + "江" * 295 for number in range(3000))
    root = folder({"long.md": bulletin("长文", "News", 1, body)})
    async with reading(root, settle=False, size=(160, 40), columns=True) as app:
        await app.until(lambda: "0000段" in app.text(app.view))
        app.send("v", "space", "space", "G", "g", "j", "right")
        await app.settle()
        assert app.screen.selecting.is_on
        assert "selected: " in app.status


@pytest.mark.parametrize("keys", [("G",), ("down", "up", "end"), ("j", "j", "j"), ("right", "j", "left")])
async def test_the_end_of_a_selection_is_never_within_a_character(
    keys: tuple[str, ...], folder: Callable[..., Path], taken: list[str]
) -> None:
    cluster = "e\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}"
    root = folder({"a.md": bulletin("渡口", "News", 1, f"caf{cluster}\n\nth{cluster}\n")})
    async with reading(root) as app:
        await app.press("v", *keys, "y")
        assert not taken[0].endswith(("e", "\N{COMBINING ACUTE ACCENT}"))
        place = app.screen.selecting._head
        assert app.view.piece(place.row, place.piece).text.string[place.at] not in cluster[1:]
