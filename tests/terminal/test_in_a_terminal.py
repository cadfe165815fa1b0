"""The reader in a real terminal: it starts, obeys keys, leaves the terminal as it was, and lets no file speak to it."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import ALTERNATE_SCREEN, CURSOR, PASTE, PATIENCE, PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Callable[..., PseudoTerminal]

ESCAPE = "\x1b"


def test_it_starts_shows_the_article_and_obeys_keys(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Harbour reopens", "Paragraph 3 about", "1/1")
    assert terminal.mode(ALTERNATE_SCREEN)
    assert terminal.mode(CURSOR) is False
    assert terminal.mode(PASTE)
    terminal.send("jj  ")
    terminal.until_shown("Paragraph 30 about")
    terminal.send("G")
    terminal.until_shown("Paragraph 59 about", "100 %")
    terminal.send("]")
    terminal.until_shown("江面很静")
    terminal.send("?")
    terminal.until_shown("Keys", "esc closes")
    terminal.send(ESCAPE)
    terminal.until_gone("esc closes")
    terminal.send("q")
    assert terminal.exit_code() == 0
    terminal.assert_restored()


def test_arrows_and_page_keys_as_a_terminal_sends_them(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send("\x1b[B" * 40)  # all in one piece, as key repeat over a slow line
    terminal.until_shown("Paragraph 30 about")
    terminal.send("\x1b[H")
    terminal.until_shown("Paragraph 1 about")
    terminal.send("\x1b[6~\x1b[6~\x1b[5~")
    terminal.until_shown("Paragraph 15 about")
    terminal.send("\x1b[F")
    terminal.until_shown("Paragraph 59 about")


def test_a_chinese_query_typed_in_one_piece_opens_at_the_hit(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about", "文化")
    terminal.send("／跳板\r")
    terminal.until_shown("船工把跳板收起来", "1 found")
    terminal.send(ESCAPE)
    terminal.send(ESCAPE)
    terminal.until_shown("Paragraph 3 about")


def test_a_bracketed_paste_goes_into_the_box(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about", "文化")
    terminal.send("/")
    terminal.until_shown("All words must stand")
    terminal.send("\x1b[200~江面\x1b[201~")
    terminal.until_shown("船工把跳板收起来", "1 found")


@pytest.mark.parametrize("keys", ["q", "\x03", "/\x03", "?\x03"])
def test_quitting_by_key_ends_with_code_0(keys: str, reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send(keys)
    assert terminal.exit_code() == 0
    terminal.assert_restored()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=lambda each: str(each)
)
@pytest.mark.parametrize("before", ["", "/", "?"])
def test_a_signal_ends_it_in_good_order(
    number: signal.Signals, code: int, before: str, reader: Reader, harbour: Path
) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send(before)
    terminal.until_shown({"": "Paragraph 3", "/": "All words must stand", "?": "esc closes"}[before])
    terminal.signal(number)
    assert terminal.exit_code() == code
    terminal.assert_restored()


def test_a_window_that_is_closed_ends_it(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.hang_up()
    assert terminal.process.wait(timeout=PATIENCE) in {129, -signal.SIGHUP}


def test_the_shell_gets_a_sound_terminal_and_gives_it_back(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send("\x1a")
    assert terminal.stopped()
    terminal.assert_restored()
    terminal.wipe()
    terminal.signal(signal.SIGCONT)
    terminal.until_shown("Paragraph 3 about")
    terminal.send("q")
    assert terminal.exit_code() == 0
    terminal.assert_restored()


def test_a_character_that_comes_in_pieces_is_one(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about", "文化")
    terminal.send("/")
    terminal.until_shown("All words must stand")
    first, last = "江".encode()[:1], "江".encode()[1:]
    terminal.send(first)
    terminal.read(0.05)
    terminal.send(last + "面".encode())
    terminal.until_shown("船工把跳板收起来", "1 found")


def test_escape_alone_is_a_key_and_before_a_bracket_it_is_none(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send("/")
    terminal.until_shown("All words must stand")
    terminal.send("\x1b")
    terminal.until_gone("All words must stand")
    terminal.send("\x1b[6~")  # Page Down
    terminal.until_gone("Paragraph 3 about")


def test_pixels_of_the_mouse_are_switched_off_again(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send("\x1b[?2048;2$y")  # as kitty answers: it can tell of its size, but does not yet
    terminal.until(lambda: terminal.mode(1016) is True)
    terminal.send("q")
    assert terminal.exit_code() == 0
    terminal.assert_restored()


def test_the_measure_is_the_one_chosen_last_time(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    terminal.send("--")
    terminal.until_shown("Lines of 55 cells")
    terminal.send("q")
    assert terminal.exit_code() == 0
    again = reader(harbour)
    again.until_shown("Paragraph 3 about")
    again.send("-")
    again.until_shown("Lines of 51 cells")


def test_a_new_size_of_the_window_is_taken_over(reader: Reader, harbour: Path) -> None:
    import fcntl
    import struct
    import termios

    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about", "文化")
    fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 50, 0, 0))
    terminal.screen.resize(30, 50)
    terminal.until_gone("文化")  # the sidebar has gone
    terminal.until_shown("Paragraph 3 about")


def test_what_is_piped_in_is_read_and_keys_come_from_the_terminal(reader: Reader) -> None:
    terminal = reader("-", piped=b"# Piped in\n\nFirst words.\n\n# And more\n\nSecond words.\n")
    terminal.until_shown("Piped in", "First words.")
    terminal.send("J")
    terminal.until_shown("Second words.")
    terminal.send("r")
    terminal.until_shown("Second words.", "Read again")
    terminal.send("q")
    assert terminal.exit_code() == 0
    terminal.assert_restored()


def test_an_empty_pipe_is_a_sentence_and_not_a_screen(reader: Reader) -> None:
    terminal = reader("-", piped=b"")
    assert terminal.exit_code() == 1
    assert "it is empty" in terminal.text
    assert terminal.mode(ALTERNATE_SCREEN) is None


def test_a_missing_folder_is_a_sentence_and_not_a_screen(reader: Reader, tmp_path: Path) -> None:
    terminal = reader(tmp_path / "nowhere")
    assert terminal.exit_code() == 1
    assert "thereisnosuchfileorfolder" in "".join(terminal.text.split())  # the window may break it anywhere
    assert terminal.mode(ALTERNATE_SCREEN) is None


COLOURS = {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}  # 39 and 49 take colours back


def colours(raw: bytes) -> set[bytes]:
    """Return the SGR sequences that set a colour."""
    found = set()
    for match in re.finditer(rb"\x1b\[([\d;]*)m", raw):
        numbers = match[1].split(b";")
        if any(number.isdigit() and int(number) in COLOURS for number in numbers):
            found.add(match[0])
    return found


def test_with_no_color_no_colour_is_sent_and_the_hit_is_still_seen(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour, NO_COLOR="1")
    terminal.until_shown("Paragraph 3 about", "文化")
    terminal.send("/Paragraph")
    terminal.until_shown("1 found")
    terminal.until(lambda: re.search(rb"\x1b\[[\d;]*7[\d;]*mParagraph", terminal.raw) is not None)
    terminal.send(ESCAPE)
    terminal.until_gone("1 found")
    terminal.send("t?")
    terminal.until_shown("esc closes")
    assert colours(terminal.raw) == set()


def test_without_no_color_colours_are_sent(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Paragraph 3 about")
    assert colours(terminal.raw)


CRASHES = {
    "drawing": "from reader.app.widgets.article_view import ArticleView as W; W.render_lines = fail",
    "key": "from reader.app.screens import reading_actions as W; W.do_line_down = fail",
    "scan": "from reader.library.library import Library as W; W.scan = fail",
    "opening": "from reader.library.library import Library as W; W.bulletin = fail",
    "start": "from reader.app.screens.reading import ReadingScreen as W; W.compose = fail",
}


@pytest.mark.parametrize("where", CRASHES)
def test_a_failure_of_its_own_ends_in_a_sentence_and_a_sound_terminal(where: str, start: Reader, harbour: Path) -> None:
    script = (
        "import sys\n"
        "def fail(*a, **k): raise ValueError('out of \\x1b]52;c;eA==\\x07 ink')\n"
        f"{CRASHES[where]}\n"
        "from reader.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    terminal = start("-c", script, harbour)
    if where == "key":
        terminal.until_shown("Paragraph 3 about")
        terminal.send("j")
    assert terminal.exit_code() == 1
    terminal.assert_restored()
    assert "reader: an error in Reader itself" in terminal.text
    assert "ValueError" in terminal.text
    assert "Traceback" not in terminal.text
    assert "locals" not in terminal.text
    assert b"\x1b]52" not in terminal.raw


OSC, BOLD, C1, BIDI = "\x1b]52;c;UVdY\x07", "\x1b[7;33;44;5;9m", "\x9b7;35m\x85\x90q\x9c", "\u202e\u2066\u200f"
HOSTILE = f"{OSC}{BOLD}{C1}{BIDI}\x00\x08\x0b\x0c\x7f"
_SEQUENCE = re.compile(
    r"\x1b\[[?=><]?[\d;]*\$?[a-zA-Z]|\x1b]22;[a-z-]*\x07"
)  # what Textual itself sends: CSI, pointer shapes


def test_nothing_of_hostile_content_reaches_the_wire(reader: Reader, folder: Callable[..., Path]) -> None:
    name = (OSC + BOLD + "\x85\u202e\x08").replace("/", "")
    root = folder(
        {
            "a.md": f"---\ntitle: WWtitle{BOLD}\nsection: WWsec\n---\n\nWWbody {HOSTILE} end.\n\n## WWhead {HOSTILE}\n\nX\n",
            "b.txt": f"WWplain {HOSTILE}\n\nWWtext {HOSTILE} end.\n",
            f"c{name}.md": "# WWname\n\nText.\n",
            f"d{name}.txt": b"%PDF-1.7 \0\1\2",
        }
    )
    terminal = reader(root)
    terminal.until_shown("WWbody", "WWsec")
    for key, word in (("i", "Encoding"), ("e", "File to write"), ("s", "type to filter"), ("!", "it holds no text")):
        terminal.send(key)
        terminal.until_shown(word)
        terminal.send(ESCAPE)
        terminal.until_gone(word)
    for word in ("WWtext", "WWname"):
        terminal.send("J")
        terminal.until_shown(word)
    terminal.send("i")
    terminal.until_shown("Encoding")
    terminal.send(ESCAPE)
    terminal.until_gone("Encoding")
    terminal.send("/")
    terminal.until_shown("All words must stand")
    terminal.send(f"\x1b[200~WWpaste{BIDI}\x85\x08\x1b[201~")
    terminal.until_shown("Nothing found", "WWpaste")
    terminal.send("\x03")
    assert terminal.exit_code() == 0
    # THEN beside Textual's own sequences nothing was sent that is not text
    sent = terminal.raw.decode("utf-8")
    assert OSC[:4] not in sent
    assert BOLD not in sent
    text = _SEQUENCE.sub("", sent)
    assert "WWbody" in text
    left = {char for char in text if char < " " or "\x7f" <= char <= "\x9f"} - set("\r\n")
    assert left == set()
    assert not set("\u202e\u2066") & set(sent)


def test_a_terminal_that_cannot_draw_is_talked_to_in_lines(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour, TERM="dumb")
    terminal.until_shown("Section 1: News", "reader:")
    terminal.send("2\n")
    terminal.until_shown("船工把跳板收起来", "End of article 2.")
    terminal.send("q\n")
    assert terminal.exit_code() == 0
    assert b"\x1b" not in terminal.raw


def test_the_size_is_the_terminals_own_and_not_the_shells(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour, COLUMNS="50", LINES="12")
    terminal.until_shown("Harbour reopens", "Paragraph 3 about", "? help")
    assert "? help" in terminal.text.splitlines()[-1]
    terminal.send("q")
    assert terminal.exit_code() == 0


def test_a_click_opens_the_headline_under_the_mouse(reader: Reader, harbour: Path) -> None:
    terminal = reader(harbour)
    terminal.until_shown("Harbour reopens", "Paragraph 3 about", "文化")
    row = next(at for at, line in enumerate(terminal.text.split("\n"), 1) if "文化" in line)
    terminal.send(f"\x1b[<0;6;{row}M\x1b[<0;6;{row}m")
    terminal.until_shown("江面很静")
