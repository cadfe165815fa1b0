"""Compiled patterns kept between runs: the same patterns, and never more than a help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader import lazy
from reader.compiled import KeptPatterns

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = (
    (r"[\u4e00-\u9fff]{2}(?P<name>记者|通讯员)+", 0),
    (r"(?P<month>jan|feb)\.?\s+(\d{1,2})", re.IGNORECASE),
    (r"(?<=[。！？])[ \u3000]*(?!x)(?:a|b)*?$", re.MULTILINE),
    (r"a (?P<b> \d ) # why", re.VERBOSE),
    (r"[^\W\d_]|·", 0),
)


def run_in(folder: Path) -> KeptPatterns:
    patterns = KeptPatterns()
    patterns.folder = lambda: str(folder)
    return patterns


def test_what_an_earlier_run_compiled_is_the_same_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_in(tmp_path / "cache")
    for source, flags in SOURCES:
        first.compile(source, flags)
    first.keep()
    expected = [re.compile(source, flags) for source, flags in SOURCES]
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
    second = run_in(tmp_path / "cache")
    found = [second.compile(source, flags) for source, flags in SOURCES]
    assert found == expected  # patterns compare by their code
    assert [each.groupindex for each in found] == [each.groupindex for each in expected]
    assert found[1].sub(r"\2 \g<month>", "JAN. 7") == "7 JAN"


def test_every_pattern_of_the_program_is_kept_right(tmp_path: Path) -> None:
    sources = {
        (each._source, int(each._flags))
        for module in _modules()
        for each in vars(module).values()
        if isinstance(each, lazy.LazyPattern)
    }
    assert len(sources) > 50
    first = run_in(tmp_path)
    for source, flags in sources:
        first.compile(source, flags)
    first.keep()
    second = run_in(tmp_path)
    assert all(second.compile(source, flags) == re.compile(source, flags) for source, flags in sources)
    assert not second._new


def _modules() -> list[object]:
    import importlib
    import pkgutil

    import reader

    names = [each.name for each in pkgutil.walk_packages(reader.__path__, "reader.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"i\x01\0\0\0"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    patterns = run_in(tmp_path)
    for source, flags in SOURCES:
        patterns.compile(source, flags)
    patterns.keep()
    (file,) = tmp_path.iterdir()
    sound = file.read_bytes()
    file.write_bytes(content)
    again = run_in(tmp_path)
    for source, flags in SOURCES:
        assert again.compile(source, flags) == re.compile(source, flags)
    again.keep()
    assert len(file.read_bytes()) == len(sound)


def test_code_that_python_refuses_is_compiled_as_usual(tmp_path: Path) -> None:
    patterns = run_in(tmp_path)
    patterns._known = {("a+", 0): (0, bytes([9] * 8), 0, {}, (None,))}
    assert patterns.compile("a+", 0) == re.compile("a+")


def test_nothing_new_or_no_place_writes_nothing(tmp_path: Path) -> None:
    patterns = run_in(tmp_path / "cache")
    patterns.keep()
    assert not (tmp_path / "cache").exists()
    (tmp_path / "cache").write_text("a file where the folder would be")
    for source, flags in SOURCES:
        patterns.compile(source, flags)
    patterns.keep()
    assert (tmp_path / "cache").is_file()
