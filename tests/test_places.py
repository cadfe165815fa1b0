"""Where things live: the same places that platformdirs names, which is asked only where it takes more to know."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import platformdirs
import pytest

from reader import places

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("value", [None, "", "{root}/elsewhere", "relative/folder", "~/mine"])
@pytest.mark.skipif(sys.platform == "win32", reason="paths are put together with slashes here")
def test_the_places_are_those_of_the_system(value: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("READER_SETTINGS", "READER_DATA", "READER_CACHE"):
        monkeypatch.delenv(name)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value.format(root=tmp_path))
    assert places.settings_file() == platformdirs.user_config_dir("reader", appauthor=False) + "/settings.yaml"
    assert places.undone_file() == platformdirs.user_data_dir("reader", appauthor=False) + "/undone.json"
    assert places.index_folder() == platformdirs.user_cache_dir("reader", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's places are asked for")
def test_variables_of_our_own_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "ours"))
    assert places.index_folder() == str(tmp_path / "ours")
