"""The way of a link out of the program: what may be opened at all, and what opens it on this system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMES = frozenset({"http", "https", "ftp", "mailto"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".heic"})


def openable(target: str, path: str) -> str | None:
    """Return what a link in the bulletin at ``path`` opens: a web or mail address, or the file of a picture.

    None for everything else: a bulletin must not start programs. A picture is opened only when it is there.
    """
    try:
        scheme = urlsplit(target).scheme.casefold()
    except ValueError:
        return None
    if scheme in SCHEMES:
        return target if target.isprintable() else None
    if (scheme and len(scheme) > 1) or os.path.splitext(unquote(target))[1].casefold() not in PICTURES:
        return None
    for name in (target, unquote(target)):
        file = os.path.abspath(os.path.join(os.path.dirname(path), name))
        if "\0" not in file and os.path.isfile(file):
            return file
    return None


def find_opener(
    environment: Mapping[str, str], platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...] | None:
    """Return the command that opens an address or a file in the program chosen for it; None where there is none."""
    if platform == "win32":
        return ("rundll32", "url.dll,FileProtocolHandler")
    if platform == "darwin":
        return ("open",)
    if environment.get("TERMUX_VERSION") and which("termux-open"):
        return ("termux-open",)
    if environment.get("WSL_DISTRO_NAME") and which("wslview"):
        return ("wslview",)
    # Without a display xdg-open would start a browser in this very terminal.
    seen = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    return ("xdg-open",) if seen and which("xdg-open") else None


def hand_out(target: str, opener: tuple[str, ...]) -> bool:
    """Return whether ``opener`` could be started with ``target``. It lives on when the reader is left."""
    try:
        process = subprocess.Popen(  # noqa: S603 (a name from the list above, no shell)
            [*opener, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    Thread(target=process.wait, daemon=True).start()  # so that no dead process is left behind
    return True
