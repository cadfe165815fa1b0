"""The linear reader: a line is typed, lines answer, every state in words, and nothing that draws."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from reader.commands.console import Console
from reader.commands.linear import run_linear
from reader.language import Language
from reader.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[..., Path]

PAPER = {
    "a.md": "---\ntitle: Harbour reopens\nsection: News\ndate: 2026-03-01\n---\n\nThe harbour is open.\n",
    "b.md": "---\ntitle: 渡口的最后一班船\nsection: 文化\ndate: 2026-03-01\n---\n\n船工把跳板收起来，江面很静。\n",
    "c.md": "---\ntitle: Bridge closed\nsection: News\ndate: 2026-03-01\n---\n\nThe bridge is closed.\n",
    "d.md": "",
}


def conversation(root: Path, *lines: str, language: str = "en") -> str:
    out = io.StringIO()
    console = Console(Language(language), Settings(), out, io.StringIO())
    run_linear([str(root)], console, io.StringIO("".join(f"{line}\n" for line in lines)))
    return out.getvalue()


def test_it_says_what_there_is_and_how_to_go_on(folder: Files) -> None:
    said = conversation(folder(PAPER))
    assert "Section 1: News, 2 articles." in said
    assert "Section 2: 文化, 1 article." in said
    assert "h for help" in said
    assert "1 problem; ! says where." in said


def test_articles_are_read_by_number_and_in_turn(folder: Files) -> None:
    said = conversation(folder(PAPER), "3", "p", "n", "", "a")
    assert said.count("Article 3 of 3, section 文化.") == 3
    assert said.count("Article 2 of 3, section News.") == 1
    assert "船工把跳板收起来，江面很静。\n" in said
    assert "End of article 3." in said
    assert "This is the last article." in said


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("s", "Section 2: 文化"),
        ("s 2", "3. 渡口的最后一班船, Sunday, 1 March 2026"),
        ("s 9", "There is no section 9; there are 2."),
        ("l", "2. Bridge closed"),
        ("/closed", "Found: 1 article."),
        ("／江面", "3. 渡口的最后一班船"),
        ("/", "Say after / what to look for."),
        ("/nothing at all", "Found: 0 articles."),
        ("99", "There is no article of that number; there are 3."),
        ("9" * 40, "There is no article of that number"),
        ("a", "There is no article of that number"),
        ("p", "There is no article of that number"),
        ("h", "A number: read that article."),
        ("?", "A number: read that article."),
        ("!", "d.md"),
        ("e", "Read an article first"),
        ("tomatoes \x1b[31m", "means nothing here"),
    ],
)
def test_every_line_has_an_answer(line: str, answer: str, folder: Files) -> None:
    said = conversation(folder(PAPER), line)
    assert answer in said.partition("q to leave.")[2]
    assert "\x1b" not in said


def test_an_article_is_written_to_a_file(folder: Files, tmp_path: Path) -> None:
    root, target = folder(PAPER), tmp_path / "out.txt"
    said = conversation(root, "1", f"e {target}", f"e {target}", "e out.pdf", f"e {root / 'x.txt'}")
    assert f"Written: {target}" in said
    assert "The harbour is open." in target.read_text("utf-8")
    assert "End the name in .txt, .md or .json" in said
    assert not (root / "x.txt").exists()


@pytest.mark.parametrize("last", ["q", "quit", "Q"])
def test_it_ends_when_it_is_told_to(last: str, folder: Files) -> None:
    assert "closed" not in conversation(folder(PAPER), last, "2")


def test_it_speaks_chinese(folder: Files) -> None:
    said = conversation(folder(PAPER), "3", language="zh")
    assert "第 3 篇，共 3 篇，栏目“文化”。" in said


def test_nothing_to_read_is_said(folder: Files) -> None:
    assert "q to leave" in conversation(folder({}), "1", "n", "l", "s", "!", "/x")
