"""The house rules: lint, format, types, the direction of imports, and that only the app knows Textual."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("model", "errors", "language", "settings", "places", "actions", "lazy", "formats", "page", "library",
            "display",
            "typeset", "export", "commands", "cli", "formats.parse", "page.build", "library.library",
            "display.drawing", "typeset.layout", "export.formats", "commands.articles", "commands.listing", "commands.keys")  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "src", "tests", "bench", "docs"],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_the_code_passes(command: list[str]) -> None:
    result = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_but_the_app_imports_textual(package: str) -> None:
    code = f"import sys, reader.{package}; print([name for name in sys.modules if name.split('.')[0] == 'textual'])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_version_is_a_constant_told_without_the_screen() -> None:
    code = (
        "import sys\nfrom reader.cli import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\n"
        "assert 'textual' not in sys.modules and 'importlib.metadata' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("reader 0.")


def test_the_readme_starts_with_two_commands_of_one_line_each() -> None:
    start = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Start\n")[2].partition("\n## ")[0]
    blocks = [part.partition("\n")[2].strip() for part in start.split("```")[1::2]]
    languages = [part.partition("\n")[0] for part in start.split("```")[1::2]]
    assert languages == ["bash", "bash"]
    assert all("\n" not in block for block in blocks)
    assert blocks[0].endswith("reader articles")
    assert "pytest" in blocks[1]
