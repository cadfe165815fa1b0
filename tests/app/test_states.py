"""Every state of the screen has its sentence, and nothing that is read is ever taken for markup or control."""

from __future__ import annotations

import os
import threading
import unicodedata
from typing import TYPE_CHECKING

import pytest
from driving import reading
from gazette import HEADLINES, bulletin

from reader.library.library import Library
from reader.places import welcome_folder
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.library.library import Progress
    from reader.model import Problem

# -- nothing, little, and too little time ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "There is nothing to read here yet."), ("zh", "这里还没有可读的内容。")]
)
async def test_an_empty_folder_says_what_to_put_into_it(
    language: str, sentence: str, folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder({})
    monkeypatch.chdir(root.parent)
    async with reading(root.name, language=language) as app:
        shown = app.text(app.view)
        assert sentence in shown
        assert root.name in shown
        # AND no key does harm
        await app.press(*"jk gGJK][1935", "tab", "j", "enter", "tab", "e", "i", "+", "t")
        assert (app.dialog, sentence in app.text(app.view)) == ("", True)


async def test_an_empty_folder_fills_when_something_comes_and_r_is_pressed(folder: Callable[..., Path]) -> None:
    root = folder({})
    async with reading(root) as app:
        (root / "a.md").write_text("# First ever\n\nText.\n")
        await app.press("r")
        assert app.headline == "First ever"


async def test_of_very_many_problems_the_first_are_listed_and_no_key_waits_for_them(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listed(Library):
        def each_problem(self) -> Iterator[Problem]:
            for each in super().each_problem():
                asked.append(threading.current_thread())
                yield each

    asked: list[threading.Thread] = []
    monkeypatch.setattr("reader.app.reading_work.PROBLEMS", 3)
    root = folder({f"{number}.md": b"" for number in range(9)})
    async with reading(library=Listed([str(root)])) as app:
        await app.press("!")
        assert app.text().count("it is empty") == 3
        assert "6 more" in app.text()
    assert len(asked) == 3
    assert threading.main_thread() not in asked


async def test_a_folder_of_unreadable_files_says_so_and_why(folder: Callable[..., Path]) -> None:
    root = folder({"a.txt": b"%PDF-1.4 \0\1", "b.md": b"", "c.txt.gz": b"\x1f\x8b broken"})
    async with reading(root) as app:
        assert "None of the 3 files here could be read." in app.text(app.view)
        await app.press("!")
        reasons = app.text()
        for reason in ("it holds no text", "it is empty", "gzip data is damaged"):
            assert reason in reasons


async def test_a_file_that_vanished_before_it_was_opened_is_told_and_the_others_stay(paper: Path) -> None:
    async with reading(paper) as app:
        (paper / "f-chess.md").unlink()
        await app.press("3")
        assert "This article could not be read." in app.text(app.view)
        assert "f-chess.md" in app.text(app.view).replace("\n", "").replace(" ", "")
        await app.press("e", "i")  # what cannot be read cannot be taken out
        assert app.dialog == ""
        await app.press("K")
        assert app.headline == HEADLINES[4]


async def test_when_the_article_one_reads_is_gone_after_a_rescan_another_is_shown(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("J")
        (paper / "b-bridge.md").unlink()
        await app.press("r")
        assert app.headline in HEADLINES
        assert app.headline != "Bridge closed"
        assert "Bridge closed" not in app.text(app.screen.sidebar)


async def test_when_all_is_gone_after_a_rescan_that_is_said(paper: Path) -> None:
    async with reading(paper) as app:
        for path in paper.iterdir():
            path.unlink()
        await app.press("r")
        assert "There is nothing to read here yet." in app.text(app.view)
        await app.press("e", "i")
        assert app.dialog == ""


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_welcome_teaches_the_keys(language: str) -> None:
    async with reading(welcome_folder(), language=language) as app:
        assert len(app.screen.contents) >= 2
        seen = app.text(app.view)
        await app.press("space")
        seen += app.text(app.view)
        for key in ("j", "/", "?", "q"):
            assert key in seen
        await app.press("!")
        assert app.dialog == "LinesDialog"


class HalfScan(Library):
    """A library whose scan waits after its first report until it is let go."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(paths)
        self.gate = threading.Event()

    def scan(
        self,
        cancelled: Callable[[], bool] = lambda: False,
        before_large: Callable[[], object] = lambda: False,
        only: frozenset[str] | None = None,
    ) -> Iterator[Progress]:
        """Report as ever, but wait after the first time."""
        for number, progress in enumerate(super().scan(cancelled, before_large, only)):
            yield progress
            if number == 0:
                assert self.gate.wait(20)


class SlowScan(HalfScan):
    """A library that has read for a while, and has a thousand files to go."""

    def scan(
        self,
        cancelled: Callable[[], bool] = lambda: False,
        before_large: Callable[[], object] = lambda: False,
        only: frozenset[str] | None = None,
    ) -> Iterator[Progress]:
        for progress in super().scan(cancelled, before_large, only):
            yield replace(progress, total=1001, rate=10.0, finished=False)


async def test_while_the_scan_goes_on_it_is_told_how_long_it_will_take(paper: Path) -> None:
    library = SlowScan([str(paper)])
    async with reading(library=library, settle=False, size=(120, 30)) as app:
        await app.until(lambda: "reading 1 of 1,001 · 10 a second, 1:40 left" in app.status)
        library.gate.set()


async def test_while_the_scan_goes_on_one_reads_the_first_article_and_all_keys_live(paper: Path) -> None:
    library = HalfScan([str(paper)])
    async with reading(library=library, settle=False) as app:
        # GIVEN a scan that has come to the first article and no further
        await app.until(lambda: app.screen.shown is not None and app.view.virtual_size.height > 200)
        assert app.headline == HEADLINES[0]
        assert "reading 1 of 6" in app.status
        # WHEN keys are pressed, THEN they work
        app.send("j", "j", "j")
        await app.until(lambda: app.view.scroll_offset.y == 3)
        app.send("?")
        await app.until(lambda: app.dialog == "LinesDialog")
        app.send("escape")
        await app.until(lambda: app.dialog == "")
        app.send(*"/harbour")
        await app.until(lambda: "still being read" in app.found)
        app.send("escape")
        await app.until(lambda: app.focus == "article")
        # AND when the scan ends, all is there and the place is kept
        library.gate.set()
        await app.settle()
        assert len(app.screen.contents) == 6
        assert (app.headline, app.view.scroll_offset.y) == (HEADLINES[0], 3)
        assert "reading" not in app.status


async def test_one_can_quit_while_the_scan_goes_on(paper: Path) -> None:
    library = HalfScan([str(paper)])
    async with reading(library=library, settle=False) as app:
        await app.until(lambda: app.screen.shown is not None)
        app.send("q")
        await app.until(lambda: not app.app.is_running or app.app._exit)
        library.gate.set()
    assert app.app.return_code == 0


# -- what is read is text, whatever it looks like --------------------------------------------------------------

MARKUP = "[red]x[/] [@click=app.bell]ring[/] [/] [bold $error]"


async def test_markup_in_what_is_read_is_shown_as_it_stands(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    title, section = "[red]T[/]", "[@click=app.bell]S"
    root = folder(
        {
            "[b]a[/].md": f"---\ntitle: '{title}'\nsection: '{section}'\nauthor: '[i]A[/]'\n---\n\nBody {MARKUP}\n",
            "b[/].md": f"---\ntitle: '[/]'\nsection: '[red]'\n---\n\n{MARKUP}\n",
            "[bad].txt": b"",
        }
    )
    monkeypatch.chdir(root.parent)
    async with reading(root.name, size=(120, 30)) as app:
        assert title in app.text(app.view)
        assert "[i]A[/]" in app.text(app.view)
        assert f"Body {MARKUP}" in app.text(app.view)
        assert title in app.text(app.screen.sidebar)
        assert section in app.text(app.screen.sidebar)
        assert section in app.lines()[0]
        # THEN the same in every dialog
        for key, words in {
            "s": (section, "[red]"),
            "e": ("[red]T[", "txt"),
            "i": ("[b]a[/].md", section),
            "!": ("[bad].txt",),
        }.items():
            await app.press(key)
            assert all(word in app.text() for word in words), key
            await app.press("escape")


@pytest.mark.parametrize("query", ["[red]x[/]", "[@click=app.bell]ring", "[/]", "[[", "\\[x]"])
async def test_markup_in_a_query_is_shown_as_it_stands(query: str, folder: Callable[..., Path]) -> None:
    root = folder({"a.md": bulletin("One", "News", 1, "Plain [red]x[/] and [@click=app.bell]ring[/] here.")})
    async with reading(root) as app:
        await app.press("/")
        await app.paste(query)
        assert app.box.value == query
        assert query in app.text(app.box)
        await app.paste("zzz")
        assert f"“{query}zzz”" in app.found.replace("\n", "")


CONTROLS = "\x1b]0;own\x07\x1b[31mred\x1b[0m\x9b32m\x85\u202eright\u2066\x00\x08\x7f\r"


def forbidden(text: str) -> set[str]:
    """Return the characters of ``text`` that could drive a terminal."""
    kinds = {"Cc", "Cs", "Zl", "Zp"}
    bidi = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    return {char for char in text if unicodedata.category(char) in kinds or char in bidi}


async def test_control_characters_are_drawn_nowhere(folder: Callable[..., Path]) -> None:
    quoted = CONTROLS.encode("unicode_escape").decode().replace("\\x", "\\x")
    root = folder(
        {
            "a.md": f"# Head{CONTROLS}line\n\nBody {CONTROLS} text.\n\n- item {CONTROLS}\n\n```\ncode {CONTROLS}\n```\n",
            "b.yaml": f'title: "Yaml{quoted} title"\nsection: "Sec{quoted}tion"\nbody: "Text {quoted} end."\n',
            "c.txt": f"Title: Mail{CONTROLS}\nSection: X{CONTROLS}\n\nText {CONTROLS}.\n",
        }
    )
    (root / f"d{CONTROLS.replace(chr(0), '')}.md").write_text("# Named\n\nText.\n")
    os.mkdir(root / "e\x1b[5m")
    (root / "e\x1b[5m" / "f\x1b]52;c;eA==\x07.txt").write_bytes(b"%PDF-1 \0")
    async with reading(root, size=(120, 40)) as app:
        assert len(app.screen.contents) >= 4
        screens = []
        for _ in app.screen.contents.entries():
            for key in ("i", "e", "s"):
                screens.append(app.text())
                await app.press(key)
                screens.append(app.text())
                await app.press("escape")
            await app.press("J")
        await app.press("!")
        screens.append(app.text())
    for shown in screens:
        assert forbidden(shown.replace("\n", "")) == set()


@pytest.mark.parametrize("key", ["/", "s", "e", "ctrl+p"])
async def test_control_characters_that_are_pasted_are_drawn_nowhere(key: str, paper: Path) -> None:
    async with reading(paper) as app:
        await app.press(key)
        await app.paste(f"bridge{CONTROLS}\tend")
        assert "bridge" in app.box.value
        assert forbidden(app.text().replace("\n", "")) == set()
        await app.press("enter")
        assert forbidden(app.text().replace("\n", "")) == set()


async def test_a_paste_of_several_lines_searches_for_the_first(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("/")
        await app.paste("chess\nmarket\n")
        assert app.box.value == "chess"
        await app.paste("\n")
        assert app.headline == "Chess in the park"
