"""The theme, the measure and the columns chosen with a key come back, until the settings file says something new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.remembered import recall, remember
from reader.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "data" / "remembered.json"
    remember(Settings(), path, {"theme": "paper", "measure": 80})
    assert recall(Settings(), path) == Settings(theme="paper", measure=80)
    remember(Settings(), path, {"measure": 84})
    assert recall(Settings(), path) == Settings(theme="paper", measure=84)


def test_columns_come_back(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    remember(Settings(), path, {"columns": True})
    assert recall(Settings(), path).columns
    remember(Settings(), path, {"columns": False})
    assert not recall(Settings(), path).columns


def test_the_language_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    remember(Settings(), path, {"language": "zh"})
    assert recall(Settings(), path).language == "zh"
    assert recall(Settings(language="en"), path).language == "en"


def test_what_the_settings_file_says_anew_counts(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    remember(Settings(), path, {"theme": "paper", "measure": 80})
    assert recall(Settings(measure=60), path) == Settings(theme="paper", measure=60)


def test_going_back_to_the_settings_forgets(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    remember(Settings(theme="night"), path, {"theme": "paper"})
    remember(Settings(theme="night"), path, {"theme": "night"})
    assert "paper" not in path.read_text("utf-8")
    assert recall(Settings(theme="night"), path) == Settings(theme="night")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"theme": 1}',
        b'{"theme": {"from": "auto", "to": "pink"}}',
        b"\xff",
        b"[" * 200_000,
        b'{"measure": {"from": 72, "to": 9999}}',
    ],
)
def test_a_damaged_file_changes_nothing_and_is_written_anew(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    path.write_bytes(damage)
    assert recall(Settings(), path) == Settings()
    remember(Settings(), path, {"theme": "contrast"})
    assert recall(Settings(), path).theme == "contrast"


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder", "utf-8")
    path = tmp_path / "data" / "remembered.json"
    remember(Settings(), path, {"theme": "paper", "measure": 80})
    assert recall(Settings(), path) == Settings()


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "remembered.json"
    remember(Settings(), path, {"theme": "paper", "measure": 80})

    def fail(draft: str, target: Path) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.replace", fail)
    remember(Settings(), path, {"theme": "night", "measure": 60})
    assert recall(Settings(), path).theme == "paper"


@given(st.binary(max_size=200))
def test_no_bytes_break_the_start(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("data") / "remembered.json"
    path.write_bytes(data)
    assert recall(Settings(), path).measure in range(20, 201)
