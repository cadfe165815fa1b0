"""The terminal is asked once how wide it draws a quotation mark, and the screen is drawn for what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pseudo_terminal import PseudoTerminal

    Reader = Callable[..., PseudoTerminal]

QUOTES = "“他说……”——这是‘一’句话·而且很长，“又说：‘好’”……一直说到了行尾。" * 9


@pytest.fixture
def quotes(folder: Callable[..., Path]) -> Path:
    return folder({"a.md": f"# “白鹭”来了\n\n{QUOTES}\n", "b.md": "# 乙\n\n正文。\n"})


def border(terminal: PseudoTerminal) -> set[int]:
    """Return the columns of the screen in which the sidebar's border stands."""
    rows = [terminal.screen.buffer[y] for y in range(1, terminal.screen.lines - 1)]
    return {x for row in rows for x in range(terminal.screen.columns) if row[x].data in "|▕▏" and row[x].data}


@pytest.mark.parametrize(("told", "drawn"), [(1, "▕"), (2, "|")])
def test_the_screen_is_drawn_for_the_width_the_terminal_tells(
    told: int, drawn: str, reader: Reader, quotes: Path
) -> None:
    terminal = reader(quotes, ambiguous=told)
    terminal.until(lambda: "这是" in terminal.text and drawn in terminal.text)
    assert len(border(terminal)) == 1
    assert terminal.raw.count(b"\x1b[6n") == 1
    terminal.send("Jjj")
    terminal.until(lambda: "正文" in terminal.text)
    terminal.send("K")
    terminal.until(lambda: "这是" in terminal.text)
    assert len(border(terminal)) == 1
    terminal.send("q")
    assert terminal.exit_code() == 0
    terminal.assert_restored()


def test_a_terminal_that_says_nothing_is_taken_for_one_of_one_cell(reader: Reader, quotes: Path) -> None:
    terminal = reader(quotes)
    terminal.until(lambda: "这是" in terminal.text)
    assert "▕" in terminal.text


@pytest.mark.parametrize(("option", "drawn"), [("1", "▕"), ("2", "|")])
def test_who_says_it_is_believed_and_the_terminal_not_asked(
    option: str, drawn: str, reader: Reader, quotes: Path
) -> None:
    terminal = reader("--ambiguous", option, quotes, ambiguous=3 - int(option))
    terminal.until(lambda: "这是" in terminal.text and drawn in terminal.text)
    assert b"\x1b[6n" not in terminal.raw


def test_the_settings_say_it_too(reader: Reader, quotes: Path, tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("ambiguous: 2\n", encoding="utf-8")
    terminal = reader(quotes)
    terminal.until(lambda: "这是" in terminal.text)
    assert "|" in terminal.text
    assert b"\x1b[6n" not in terminal.raw


def test_keys_typed_before_the_screen_stands_are_not_lost(reader: Reader, quotes: Path) -> None:
    terminal = reader(quotes, ambiguous=1)
    terminal.until(lambda: b"\x1b[6n" in terminal.raw)
    terminal.send("?")
    terminal.until_shown("Keys", "next article")


@pytest.mark.parametrize("command", ["show", "list"])
def test_commands_ask_nothing(command: str, reader: Reader, quotes: Path) -> None:
    terminal = reader(command, quotes, ambiguous=2)
    assert terminal.exit_code() == 0
    assert b"\x1b[6n" not in terminal.raw
