"""Which helper is asked, and that what none took is known."""

from __future__ import annotations

import sys

import pytest

from reader.app.clipboard import Helper, find_helper, hand_over


@pytest.mark.parametrize(
    ("environment", "platform", "present", "expected"),
    [
        ({}, "linux", {"xclip", "wl-copy"}, None),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", {"xclip", "wl-copy"}, "wl-copy"),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", {"xsel"}, "xsel"),
        ({"DISPLAY": ":0"}, "linux", set(), None),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", {"clip.exe"}, "clip.exe"),
        ({}, "darwin", {"pbcopy"}, "pbcopy"),
        ({"SSH_CONNECTION": "a b"}, "darwin", {"pbcopy"}, None),
        ({}, "win32", set(), "clip"),
    ],
)
def test_the_helper_of_the_system_is_found(
    environment: dict[str, str], platform: str, present: set[str], expected: str | None
) -> None:
    helper = find_helper(environment, platform, lambda name: name if name in present else None)
    assert (helper and helper.command[0]) == expected


def test_a_helper_gets_the_text_and_says_whether_it_took_it() -> None:
    check = "import sys; sys.exit(sys.stdin.buffer.read().decode() != '江面')"
    assert hand_over("江面", Helper((sys.executable, "-c", check)))
    assert not hand_over("河面", Helper((sys.executable, "-c", check)))
    assert not hand_over("江面", Helper(("no-such-helper-at-all",)))
