"""The way of a text into the clipboard: a program of the system's own that is known to put it there, or else none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TIMEOUT = 3.0  # seconds that a helper may take


class Helper(NamedTuple):
    """A program that takes a text from its standard input, and in which encoding."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


# Which variable says that the helper has a clipboard to reach, and the helper.
_BY_DISPLAY = (
    ("WAYLAND_DISPLAY", Helper(("wl-copy",))),
    ("DISPLAY", Helper(("xclip", "-selection", "clipboard"))),
    ("DISPLAY", Helper(("xsel", "--clipboard", "--input"))),
    ("TMUX", Helper(("tmux", "load-buffer", "-w", "-"))),  # tmux has a clipboard of its own, and hands it on
    ("TERMUX_VERSION", Helper(("termux-clipboard-set",))),
    ("WSL_DISTRO_NAME", Helper(("clip.exe",), "utf-16-le")),
)


def find_helper(
    environment: Mapping[str, str], platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Helper | None:
    """Return the helper for this system; None where there is none, as over a plain line from another machine."""
    if platform == "win32":
        return Helper(("clip",), "utf-16-le")
    if platform == "darwin" and "SSH_CONNECTION" not in environment and which("pbcopy"):
        return Helper(("pbcopy",))
    return next(
        (helper for name, helper in _BY_DISPLAY if environment.get(name) and which(helper.command[0])),
        None,
    )


def hand_over(text: str, helper: Helper) -> bool:
    """Return whether ``helper`` took ``text`` and ended well."""
    try:
        done = subprocess.run(  # noqa: S603 (a name from the list above, no shell)
            helper.command,
            input=text.encode(helper.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
