"""What all tests share: a clean environment, the sample bulletins, a way to make folders of files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent

# The same examples every time, so that a red run can be told from a green one by the change alone. To look for new
# ones: HYPOTHESIS_PROFILE=explore.
settings.register_profile(
    "reader", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("reader"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "reader"))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No settings, marks, locale or colours of the machine reach a test, and none writes into the checkout."""
    monkeypatch.chdir(tmp_path_factory.mktemp("current"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("READER_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("READER_CACHE", str(tmp_path_factory.getbasetemp() / "no-cache"))
    monkeypatch.setenv("READER_SETTINGS", str(tmp_path_factory.getbasetemp() / "no-settings.yaml"))


@pytest.fixture(scope="session")
def articles() -> Path:
    """The sample bulletins of the repository."""
    return ROOT / "articles"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files (name → text or bytes) into a new folder and returns it."""

    def files(contents: dict[str, str | bytes]) -> Path:
        root = tmp_path / "bulletins"
        for name, content in contents.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        root.mkdir(exist_ok=True)
        return root

    return files
