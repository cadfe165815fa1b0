"""What `reader search` loads: a command that answers from an index ends before most of the program would be there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli import main

if TYPE_CHECKING:
    from pathlib import Path

# Each of these takes time that a search is answered in, some of them a tenth of it.
NOT_FOR_A_SEARCH = {
    *("argparse", "dataclasses", "hashlib", "inspect", "json", "pathlib", "platformdirs", "re", "subprocess", "typing"),
    *("reader.arguments", "reader.display.drawing", "reader.formats.inline", "reader.library.index.keeping"),
    *("reader.library.index.listing", "reader.library.index.writing", "reader.library.protocols"),
    *("reader.library.syllables", "reader.library.waiting", "reader.page", "textual", "yaml"),
}
SEARCH = (
    "import sys; before = set(sys.modules)\n"
    "from reader.cli import main; code = main(sys.argv[1:])\n"
    "print(code, *sorted(set(sys.modules) - before), file=sys.stderr)"
)


@pytest.mark.parametrize("word", ["河堤", "council"])
def test_a_search_loads_no_more_than_it_needs(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "bulletins"
    root.mkdir()
    for number in range(3):
        text = f"---\ntitle: 第{number}号\ndate: 2022-08-3{number % 2}\n---\n\n河堤 council\n"
        (root / f"{number}.md").write_text(text, encoding="utf-8")
    os.utime(root, (1_600_000_000, 1_600_000_000))  # one that has just changed is listed again
    assert main(["index", str(root)]) == 0
    capsys.readouterr()
    found, loaded = "", set[str]()
    for _ in range(2):  # the first run compiles patterns, and keeps them
        command = [sys.executable, "-c", SEARCH, "search", word, str(root)]
        ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        code, *names = ran.stderr.splitlines()[-1].split()
        assert code == "0", ran.stderr
        found, loaded = ran.stdout, set(names)
    assert found.count(word) == 3
    assert "reader.library.index.searching" in loaded
    assert loaded & NOT_FOR_A_SEARCH == set()
