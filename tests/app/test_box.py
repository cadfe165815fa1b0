"""The boxes one types in: what is typed last is in sight, however long it is, and the screen is not laid out for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading

from reader.app.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "text", ["the quick brown fox jumps over the lazy dogs", "河堤加固水位下降市民不必预约大桥通车船工收起跳板"]
)
async def test_what_is_typed_last_is_in_sight(paper: Path, text: str) -> None:
    async with reading(paper, size=(80, 24)) as app:
        await app.press("slash")
        await app.type(text)
        assert text[-6:] in app.text(app.box)
        await app.press("home")
        assert app.text(app.box).strip().startswith(text[:6])
        await app.press("end", *["backspace"] * (len(text) - 2))
        assert app.text(app.box).strip() == text[:2]


async def test_a_letter_does_not_have_the_screen_laid_out_anew(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layouts = []
    refresh = ReadingScreen._refresh_layout
    monkeypatch.setattr(ReadingScreen, "_refresh_layout", lambda *a, **k: (layouts.append(a), refresh(*a, **k)))
    async with reading(paper) as app:
        await app.press("slash", "x", "q")
        layouts.clear()
        await app.press("z")
        assert not layouts
        assert "z" in app.text(app.box)
