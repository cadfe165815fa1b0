"""The terminal driver on its own: its thread ends when told to, however early, and when the terminal is gone."""

from __future__ import annotations

import os
import pty
from threading import Thread
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from textual._ansi_sequences import SYNC_END, SYNC_START

from reader.app.terminal_driver import HUNG_UP, TerminalDriver

if TYPE_CHECKING:
    import pytest

PATIENCE = 10  # seconds


def test_a_driver_stopped_before_its_thread_has_begun_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    try:
        monkeypatch.setattr("textual.drivers.linux_driver.LinuxDriver.start_application_mode", lambda _: None)
        monkeypatch.setattr("textual.drivers.linux_driver.LinuxDriver.disable_input", lambda _: thread.join(PATIENCE))
        driver = TerminalDriver.__new__(TerminalDriver)
        vars(driver).update(fileno=theirs, _debug=False, _app=SimpleNamespace())
        driver.start_application_mode()
        thread = Thread(target=driver.run_input_thread, daemon=True)
        pipe = cast("tuple[int, int]", driver._pipe)
        os.write(pipe[1], b"x")  # told before the thread runs
        thread.start()
        driver.disable_input()
        assert not thread.is_alive()
        driver.disable_input()  # a second time there is nothing to stop
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_terminal_that_is_gone_ends_the_program() -> None:
    ours, theirs = pty.openpty()
    codes: list[int] = []
    driver = TerminalDriver.__new__(TerminalDriver)
    app = SimpleNamespace(exit=lambda return_code: codes.append(return_code))
    loop = SimpleNamespace(call_soon_threadsafe=lambda call: call())
    vars(driver).update(fileno=theirs, _debug=False, _app=app, _loop=loop, _pipe=os.pipe())
    thread = Thread(target=driver.run_input_thread, daemon=True)
    thread.start()
    os.close(ours)
    thread.join(PATIENCE)
    os.close(theirs)
    assert not thread.is_alive()
    assert codes == [HUNG_UP]


def test_a_picture_is_sent_as_a_whole_and_what_others_write_meanwhile_goes_its_own_way() -> None:
    sent: list[str] = []
    driver = TerminalDriver.__new__(TerminalDriver)
    vars(driver).update(_writer_thread=SimpleNamespace(write=sent.append))
    driver.write("title")
    for piece in (SYNC_START, "a picture"):
        driver.write(piece)
    assert sent == ["title"]
    other = Thread(target=driver.write, args=("asked",))
    other.start()
    other.join(PATIENCE)
    driver.write(SYNC_END)
    assert sent == ["title", "asked", f"{SYNC_START}a picture{SYNC_END}"]
    driver.write("more")
    assert sent[-1] == "more"
