"""Of a large file the beginning is shown while the rest is still being read, and the reader stays where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from driving import reading

from reader.app.beginning import read_beginning
from reader.display.choice import MENDED
from reader.library import kept_pages
from reader.library.kept_pages import BEGINNING, KeptPages
from reader.library.library import LARGE
from reader.library.undone import UndoneRepairs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "---\ntitle: 渡口的最后一班船\n---\n\n" + "".join(
    f"第{number}天，船工把跳板收起来，江面很静，对岸的灯一盏一盏亮了。\n\n" for number in range(4000)
)


async def test_the_beginning_is_there_before_the_file_is_read(folder: Callable[..., Path]) -> None:
    path = folder({"a.md": LONG}) / "a.md"
    assert path.stat().st_size > LARGE
    async with reading(path, settle=False) as app:
        await app.until(lambda: app.screen.shown is not None)
        assert app.screen.entry is None
        assert app.headline == "渡口的最后一班船"
        app.send("space", "j")
        await app.until(lambda: app.view.scroll_offset.y > 0)
        place = app.view.top_place()
        await app.settle()
        assert app.screen.entry is not None
        assert app.view.top_place() == place
        await app.press("G")
        assert "第3999天" in app.text(app.view)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("small.md", "# 小\n\n一句。\n".encode()),
        ("packed.md.gz", b"\x1f\x8b" + b"x" * LARGE),
        ("binary.txt", b"\0" * (LARGE + 1)),
        ("one-line.txt", b"a" * (LARGE + 1)),
        ("blank.txt", b"\n" * (LARGE + 1)),
    ],
)
def test_of_other_files_nothing_is_shown_before(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    for path in (tmp_path / name, tmp_path, tmp_path / "none.txt"):
        assert read_beginning([str(path)], MENDED, beginnings(tmp_path)) is None


def beginnings(cache: Path) -> KeptPages:
    return KeptPages(str(cache / "cache"), MENDED, UndoneRepairs(cache / "undone.json"), BEGINNING)


def test_a_beginning_is_kept_until_the_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "SETTLED", -3600.0)  # the file was written right now
    path = tmp_path / "a.md"
    path.write_text(LONG, encoding="utf-8")
    first = read_beginning([str(path)], MENDED, beginnings(tmp_path))
    assert first is not None
    # THEN nothing is rebuilt the next time
    with monkeypatch.context() as patched:
        patched.setattr("reader.page.build_bulletin", lambda *_: pytest.fail("it was rebuilt"))
        assert read_beginning([str(path)], MENDED, beginnings(tmp_path)) == first
    # AND of a file with other words the other ones are shown
    path.write_text(LONG.replace("渡口", "码头"), encoding="utf-8")
    again = read_beginning([str(path)], MENDED, beginnings(tmp_path))
    assert again is not None
    assert again[1].bulletin.articles[0].headline == "码头的最后一班船"


def test_a_beginning_is_called_as_its_file_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "SETTLED", -3600.0)
    (tmp_path / "a.md").write_text(LONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for path in (str(tmp_path / "a.md"), "a.md", str(tmp_path / "a.md")):
        found = read_beginning([path], MENDED, beginnings(tmp_path))
        assert found is not None
        assert found[0].articles[0].entry.path == path
