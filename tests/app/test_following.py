"""The open screen follows its folders: what changes is there by itself, and the place one reads is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading
from gazette import bulletin

from reader.library import watching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "\n\n".join(f"第{number}段，河堤加固，水位下降。" * 4 for number in range(60))


@pytest.fixture(params=[False, True], ids=["reported", "looked-at"])
def paper(request: pytest.FixtureRequest, folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watching, "EVERY", 0.02)
    if request.param:
        monkeypatch.setattr(watching, "_reports", lambda _: False)
    return folder({f"{number}.md": bulletin(f"第{number}篇", "要闻", number, LONG) for number in range(2, 6)})


async def begun(app: Reading) -> None:
    """Wait until the folders are watched."""

    def watched() -> bool:
        watch = app.screen.watching._watch
        return watch is not None and watch.began.is_set()

    await app.until(watched)


async def test_a_new_file_appears_and_the_place_is_kept(paper: Path) -> None:
    async with reading(paper, watch=True) as app:
        await begun(app)
        await app.press("J")
        await app.press("space", "space")
        at, headline = app.view.scroll_offset.y, app.headline
        assert at > 0
        (paper / "10.md").write_text(bulletin("新来的", "要闻", 1, "正文。\n"), "utf-8")
        await app.until(lambda: "新来的" in app.text(app.screen.sidebar))
        await app.settle()
        assert (app.view.scroll_offset.y, app.headline) == (at, headline)


async def test_the_article_that_is_read_is_shown_as_it_is_now(paper: Path) -> None:
    async with reading(paper, watch=True) as app:
        await begun(app)
        text = LONG.replace("第0段", "改过的一段")
        (paper / "2.md").write_text(bulletin("第2篇", "要闻", 2, text), "utf-8")
        await app.until(lambda: "改过的一段" in app.text(app.view))
        assert app.headline == "第2篇"


async def test_the_last_file_may_go(paper: Path) -> None:
    async with reading(paper, watch=True) as app:
        await begun(app)
        for path in paper.iterdir():
            path.unlink()
        await app.until(lambda: not len(app.screen.contents))
        await app.settle()
        assert app.screen.entry is None
        assert "is gone" in app.status or "已经不在" in app.status
