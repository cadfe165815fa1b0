"""What belongs together is drawn in one picture, and nothing is held back for good."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from driving import reading
from gazette import PAPER
from textual import timer
from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


async def test_hits_and_the_article_of_the_first_are_drawn_in_one_picture(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = 0
    display = App._display

    def counted(self: App[None], *what: object) -> None:
        nonlocal pictures
        pictures += not self._batch_count
        display(self, *what)  # type: ignore[arg-type]

    async with reading(folder(PAPER)) as app:
        await app.press("/", "b", "o", "a")
        monkeypatch.setattr("reader.app.held_picture.LONGEST", 5.0)  # on a busy machine too
        monkeypatch.setattr(App, "_display", counted)
        await app.press("r")
        # THEN there was one of the letter and one of all it brought
        assert "Forty boards" in app.text(app.view)
        assert 1 <= pictures <= 2


async def test_a_picture_is_drawn_at_last_though_a_part_of_it_never_comes(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a machine so busy that time passes between any two looks at the clock
    now, late = timer._time.get_time, count()
    async with reading(folder(PAPER)) as app:
        monkeypatch.setattr(timer._time, "get_time", lambda: now() + next(late) / 50)
        picture = app.screen.held_picture
        picture.hold({"what never comes"})
        assert picture.held
        await app.until(lambda: not picture.held)
        await app.press("j")
        assert not app.app._batch_count
