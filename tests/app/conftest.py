"""Fixtures of the tests of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gazette import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def paper(folder: Callable[..., Path]) -> Path:
    """Write the small paper into a folder."""
    return folder(PAPER)


@pytest.fixture(autouse=True)
def _work_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let exports land where they harm nobody."""
    monkeypatch.chdir(tmp_path)
