"""What is left out while Textual is loaded: nothing is missed, and it is there for whoever wants it later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reader.app.left_out import NAMED, OPTIONAL

ROOT = Path(__file__).parents[2]


def said_by(code: str) -> str:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_textual_would_load_each_of_them() -> None:
    # WHEN one of them is loaded no longer, it needs no leaving out
    names = (*NAMED, *OPTIONAL)
    assert said_by(f"import sys, textual.app; print([name for name in {names} if name not in sys.modules])") == "[]"


def test_the_app_is_loaded_without_them_and_they_can_be_loaded_later() -> None:
    code = f"""
import sys
from reader.app.left_out import left_out
with left_out():
    import reader.app.reader_app, reader.app.terminal_driver
assert not [name for name in {(*NAMED, *OPTIONAL)} if name in sys.modules]
import ssl
from platformdirs import user_downloads_path
from textual.command import CommandPalette
from textual.screen import Screen
assert issubclass(CommandPalette, Screen) and ssl.OPENSSL_VERSION and user_downloads_path()
"""
    assert said_by(code) == ""


def test_what_was_loaded_before_stays_as_it_is() -> None:
    code = """
import sys, ssl
from reader.app.left_out import left_out
with left_out():
    import textual.app, asyncio.sslproto
assert sys.modules["ssl"] is ssl is asyncio.sslproto.ssl
"""
    assert said_by(code) == ""


def test_what_is_read_meanwhile_on_another_thread_needs_none_of_them() -> None:
    code = f"""
import sys
from reader.commands.paths import library_of
from reader.settings import Settings
library = library_of([{str(ROOT / "articles")!r}, {str(ROOT / "tests" / "hostile")!r}], Settings())
assert len(library.scan_all()) > 5
print([name for name in {(*NAMED, *OPTIONAL)} if name in sys.modules])
"""
    assert said_by(code) == ("[]" if sys.platform == "linux" else "['platformdirs']")
