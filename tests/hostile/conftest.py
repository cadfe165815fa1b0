"""What the hostile tests share: the command line, run in process and watched."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from wire import Ran, assert_harmless

from reader.cli import main
from reader.library import rebuilt

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command line and has looked at its output and its exit code."""
    # Each file is taken apart once a test, however many commands look at it.
    once = functools.lru_cache(maxsize=None)(rebuilt.load_bulletin)
    monkeypatch.setattr("reader.library.rebuilt.load_bulletin", once)
    monkeypatch.setattr("reader.commands.articles.load_bulletin", once)

    def run_once(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        ran = Ran(code, *capsys.readouterr())
        assert code in {0, 1, 2}
        assert "Traceback" not in ran.err
        assert_harmless(ran.out)
        assert_harmless(ran.err)
        return ran

    return run_once


@pytest.fixture
def run_all(run: Run) -> Callable[..., list[dict[str, Any]]]:
    """Return a function that runs every reading command on a path and returns the problems of ``check --json``."""

    def every(path: object, query: str = "太原") -> list[dict[str, Any]]:
        printed = run(path)
        shown = run("show", path, "--width", "60")
        # What cannot be printed says why on standard error.
        assert printed.code == shown.code
        assert printed.out or printed.err
        assert run("list", path).code == printed.code
        assert run("search", query, path).code in {0, 1}
        for row in run("list", path, "--json").json():
            assert row["headline"] == " ".join(row["headline"].split())
        checked = run("check", path, "--json")
        problems: list[dict[str, Any]] = checked.json()
        assert checked.code == bool(problems)
        assert all(each["message"] and each["path"] for each in problems)
        assert "internal" not in {each["kind"] for each in problems}
        assert run("check", path).code == checked.code
        return problems

    return every
