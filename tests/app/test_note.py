"""Sentences in lists and dialogs: set by the breaker, laid out anew only when they need another room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import PAPER
from textual.app import App, ComposeResult

from reader.app.widgets.note import Note
from reader.typeset.widths import width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCE = "没有找到“渡口”，也没有找到《江边》。请换一个词，或者去掉减号。"


class Notes(App[None]):
    """Shows one note in the top line's style: as many lines as it needs."""

    CSS = "Note { height: auto; }"

    def compose(self) -> ComposeResult:
        yield Note(SENTENCE)


@pytest.mark.parametrize("columns", range(8, 40, 3))
async def test_its_lines_fit_and_begin_with_no_closing_mark(columns: int) -> None:
    app = Notes()
    async with app.run_test(size=(columns, 20)):
        note = app.query_one(Note)
        lines = [strip.text.rstrip() for strip in note.render_lines(note.size.region)]
        assert "".join(lines) == SENTENCE
        assert all(width(line) <= columns and line[0] not in "，。”》" for line in lines)


async def test_only_another_number_of_lines_lays_the_screen_out_anew() -> None:
    app = Notes()
    async with app.run_test(size=(20, 20)) as pilot:
        note, heights = app.query_one(Note), []
        for text in ("一行", "another", "两行\n两行"):
            note.update(text)
            heights.append(note._layout_required)
            await pilot.pause()
        assert heights == [True, False, True]
        assert note.size.height == 2


async def test_what_a_search_says_is_set_by_the_same_rules(folder: Callable[..., Path]) -> None:
    async with reading(folder(PAPER), size=(62, 30), language="zh") as app:
        await app.press("/")
        lines = [line.strip(" ▕") for line in app.lines(app.screen.panel)]
        assert not [line for line in lines if line[:1] in tuple("，。”》：")]
