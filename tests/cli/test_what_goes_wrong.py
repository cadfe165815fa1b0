"""What the command line does when something is in its way: it says so in a sentence, goes on, and exits with 1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli import main
from reader.formats.clean import clean_label
from reader.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]

GOOD = "---\ntitle: 停水通知\nsection: 公告\ndate: 2026-11-21\n---\n\n明日上午停水两小时。\n"
OTHER = "# 北桥今日通车\n\n北桥今日通车,两岸往来省下一刻钟。\n"
BAD = b"%PDF-1.7\n"
MISSING = "there is no such file or folder"


@pytest.fixture
def mixed(folder: Files) -> Path:
    return folder({"a-good.md": GOOD, "bad.md": BAD, "other.md": OTHER})


def three(root: Path) -> list[str]:
    return [str(root / name) for name in ("a-good.md", "bad.md", "other.md")]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_export_goes_on_after_a_file_that_cannot_be_read(
    form: str, mixed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *three(mixed), "--format", form]) == 1
    streams = capsys.readouterr()
    assert "停水" in streams.out
    assert "北桥" in streams.out
    assert streams.err.count("\n") == 1
    assert "bad.md" in streams.err


@pytest.mark.parametrize("output", ["out/", "out.txt"])
def test_export_writes_what_could_be_read(
    output: str, mixed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *three(mixed), "-o", f"{tmp_path}/{output}"]) == 1
    written = list((tmp_path / output).rglob("*.txt")) or [tmp_path / output]
    text = "".join(path.read_text(encoding="utf-8") for path in written)
    assert "停水" in text
    assert "北桥" in text
    assert "2 written" in capsys.readouterr().err


def test_printing_goes_on_after_a_file_that_cannot_be_read(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(three(mixed)) == 1
    streams = capsys.readouterr()
    assert "停水" in streams.out
    assert "北桥" in streams.out
    assert "bad.md" in streams.err


@pytest.mark.parametrize("command", [["list"], ["show"], ["export"], ["search", "通车"], []])
def test_files_of_a_folder_that_were_skipped_are_counted(
    command: list[str], mixed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(mixed)]) == 0
    assert "1 file could not be read; reader check says why\n" in capsys.readouterr().err
    (mixed / "empty.txt").touch()
    assert main([*command, str(mixed)]) == 0
    assert "2 files could not be read; reader check says why\n" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["list"], ["search", "通车"]])
def test_a_named_file_that_cannot_be_read_is_named(
    command: list[str], mixed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for paths in (three(mixed), [str(mixed / "bad.md")]):
        assert main([*command, *paths]) == 1
        err = capsys.readouterr().err
        assert "bad.md: it holds no text" in err
        assert "reader check" not in err
    assert main([*command, *three(mixed), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)


def test_a_missing_path_tells_one_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (["list"], ["show"], ["export"], ["parse"], ["search", "x"], []):
        assert main([*command, str(tmp_path / "nowhere.md")]) == 1, command
        assert f"nowhere.md: {MISSING}" in capsys.readouterr().err, command
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main([str(tmp_path / "nowhere.md")]) == 1
    assert f"nowhere.md: {MISSING}" in capsys.readouterr().err


def test_list_ends_with_its_count(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mixed / "bad.md").unlink()
    assert main(["list", str(mixed)]) == 0
    assert capsys.readouterr().err == "2 articles in 2 sections, 1 edition\n"
    assert main(["list", str(mixed), "--json"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["list '{0}'", "show '{0}'", "keys", "list '{0}' --json"])
@pytest.mark.parametrize("end", [">/dev/full", ">&-"])
def test_an_output_that_cannot_be_written_is_a_sentence(command: str, end: str, mixed: Path) -> None:
    line = f"'{sys.executable}' -m reader {command.format(mixed / 'a-good.md')} {end}"
    result = subprocess.run(["bash", "-c", line], capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in result.stderr
    assert "Exception" not in result.stderr
    assert result.returncode == 1
    assert result.stderr.count("Standard output could not be written") == 1


def test_a_fault_of_our_own_is_one_sentence(
    mixed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("by\x1b[31m zero")

    monkeypatch.setattr("reader.commands.keys.keys_label", fail)
    assert main(["keys"]) == 1
    err = capsys.readouterr().err
    reason = clean_label("ZeroDivisionError: by\x1b[31m zero")
    place = err[err.rindex("(") + 1 : err.rindex(")")]
    assert place.startswith("test_what_goes_wrong.py:")
    assert err == f"reader: {Language('en').text('error.crash', reason=reason, place=place)}\n"


def test_a_line_keeps_its_style_beside_its_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from reader.commands.console import Console
    from reader.commands.styled import paint_line
    from reader.model import Role, SourceText
    from reader.settings import Settings
    from reader.typeset.lines import Line, Run

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    console = Console(Language("en"), Settings(), Terminal(), io.StringIO())
    line = Line(Role.CAPTION, SourceText("one two three"), runs=(Run(4, 7, "strong"),))
    assert paint_line(line, console) == "\x1b[3mone \x1b[0m\x1b[1mtwo\x1b[0m\x1b[3m three\x1b[0m"


def test_a_query_may_begin_with_a_word_to_be_left_out(folder: Files, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(folder({"a.md": "# 甲\n\n河堤加固。\n", "b.md": "# 乙\n\n河堤与水位。\n"}))
    assert main(["search", "-水位 河堤", root]) == 0
    found = capsys.readouterr().out
    assert "甲" in found
    assert "乙" not in found
    assert main(["search", "-水位", root]) == 2
    assert "-水位” says nothing to look for" in capsys.readouterr().err
