"""The articles before and after the one that is read are ready before they are asked for, and never out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import HEADLINES, bulletin

from reader.app import neighbours, reading_work

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the articles that somebody waited for, as they come."""
    found: list[str] = []
    load = reading_work.load

    def noted(screen: object, request: int, entry: object, *rest: object) -> None:
        found.append(entry.path)
        load(screen, request, entry, *rest)

    monkeypatch.setattr(reading_work, "load", noted)
    return found


async def test_nobody_waits_for_the_next_article_or_the_one_before(paper: Path, loads: list[str]) -> None:
    async with reading(paper) as app:
        loads.clear()
        for number in (1, 2, 3, 2, 1):
            await app.press("J" if HEADLINES.index(app.headline) < number else "K")
            assert app.headline == HEADLINES[number]
            assert app.headline in app.text(app.view)
        assert loads == []
        await app.press("3")  # no neighbour
        assert len(loads) == 1


async def test_the_next_article_comes_in_one_picture(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(paper) as app:
        drawn = []
        monkeypatch.setattr(type(app.app), "_display", lambda *a: drawn.append(a))
        monkeypatch.setattr("textual.timer.Timer.resume", lambda _: None)  # nor does it wait for the next frame
        await app.press("J")
        assert len(drawn) == 1


async def test_what_was_ready_is_read_again_when_its_file_has_changed(paper: Path) -> None:
    async with reading(paper) as app:
        (paper / "b-bridge.md").write_text(bulletin("Bridge closed", "News", 1, "It is open again."), "utf-8")
        (before,) = [each for key, each in app.screen.neighbours._ready.items() if key[0].endswith("b-bridge.md")]
        await app.press("r")
        assert app.screen.neighbours.find(before.entry) is not before
        await app.press("J")
        assert "It is open again." in app.text(app.view)


async def test_the_place_is_kept_in_an_article_that_is_ready_and_shown_in_another_form(
    paper: Path, loads: list[str]
) -> None:
    async with reading(paper) as app:
        await app.press("J", "K", "space", "space")
        before, asked = app.lines(app.view), len(loads)
        await app.press("o")
        assert app.screen.as_stored
        await app.press("o")
        assert app.lines(app.view) == before
        assert len(loads) == asked + 1  # as stored only


async def test_what_is_large_waits_until_it_is_asked_for(
    paper: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "MOST", 10)
    async with reading(paper) as app:
        await app.press("J")
        assert app.headline == HEADLINES[1]
        assert loads[-1].endswith("b-bridge.md")


async def test_what_is_ready_is_set_as_it_will_be_shown(paper: Path) -> None:
    async with reading(paper, size=(100, 30)) as app:
        (lines,) = [each.lines for each in app.screen.neighbours._ready.values() if each.lines]
        await app.press("J")
        assert app.view.lines is lines
        await app.resize(60)
        await app.press("K")
        assert all(line.indent + line.cells <= 60 for line in app.view.lines)
        assert app.headline in app.text(app.view)
