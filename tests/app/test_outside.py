"""What a link may open, and by which program: no bulletin starts anything else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from reader.app.outside import find_opener, hand_out, openable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "target", ["https://example.org/a?b=c", "http://example.org", "mailto:desk@example.org", "HTTPS://EXAMPLE.ORG"]
)
def test_addresses_are_opened(target: str) -> None:
    assert openable(target, "/news/a.md") == target


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "/bin/sh",
        "a.desktop",
        "../run.sh",
        "missing.png",
        "http://[bad",
        "smb://host/a.png",
        "https://example.org/\x1b[2J",
        "a\0.png",
        "",
    ],
)
def test_nothing_else_is(target: str, tmp_path: Path) -> None:
    (tmp_path / "a.desktop").write_text("[Desktop Entry]")
    assert openable(target, str(tmp_path / "a.md")) is None


@pytest.mark.parametrize(("name", "target"), [("dam.png", "dam.png"), ("河 堤.JPG", "%E6%B2%B3%20%E5%A0%A4.JPG")])
def test_a_picture_beside_the_file_is_opened(name: str, target: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    assert openable(target, str(tmp_path / "a.md")) == str(tmp_path / name)


@pytest.mark.parametrize(
    ("environment", "platform", "present", "expected"),
    [
        ({}, "linux", {"xdg-open"}, None),
        ({"DISPLAY": ":0"}, "linux", {"xdg-open"}, "xdg-open"),
        ({"WAYLAND_DISPLAY": "w"}, "linux", set(), None),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", {"wslview"}, "wslview"),
        ({}, "darwin", set(), "open"),
        ({}, "win32", set(), "rundll32"),
    ],
)
def test_the_opener_of_the_system_is_found(
    environment: dict[str, str], platform: str, present: set[str], expected: str | None
) -> None:
    opener = find_opener(environment, platform, lambda name: name if name in present else None)
    assert (opener and opener[0]) == expected


def test_it_is_known_whether_an_opener_could_be_started() -> None:
    assert hand_out("x", (sys.executable, "-c", "pass"))
    assert not hand_out("x", ("no-such-opener-at-all",))
