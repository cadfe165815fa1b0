"""Every key of every action in the reading screen does what the list of actions says, and none is left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from driving import Reading, reading
from gazette import HEADLINES, PAPER

from reader.actions import ACTIONS
from reader.app import clipboard
from reader.language import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Scene = Callable[[Reading, str], Awaitable[None]]

SCENES: dict[str, Scene] = {}
WINDOW = 28  # lines of the article seen in a terminal of 30


def scene(action: Scene) -> Scene:
    """Note what shows that an action works; the function has its name (with _ where Python has it too)."""
    SCENES[action.__name__.rstrip("_")] = action
    return action


def top(app: Reading) -> int:
    """Return the number of the first line seen."""
    return app.view.scroll_offset.y


@scene
async def line_down(app: Reading, key: str) -> None:
    await app.press(key)
    assert top(app) == 1


@scene
async def line_up(app: Reading, key: str) -> None:
    await app.press("j", "j", "j", key)
    assert top(app) == 2


@scene
async def page_down(app: Reading, key: str) -> None:
    await app.press(key)
    assert top(app) == WINDOW - 2  # two lines are seen again


@scene
async def page_up(app: Reading, key: str) -> None:
    await app.press("space", "space", key)
    assert top(app) == WINDOW - 2


@scene
async def top_(app: Reading, key: str) -> None:
    await app.press("space", "space", key)
    assert top(app) == 0


@scene
async def bottom(app: Reading, key: str) -> None:
    await app.press(key)
    assert "Paragraph 120 of the story" in app.text(app.view)
    assert "100 %" in app.status


@scene
async def next_heading(app: Reading, key: str) -> None:
    await app.press(key)
    assert "no further heading" in app.status


@scene
async def previous_heading(app: Reading, key: str) -> None:
    # To the beginning, when there is no heading before.
    await app.press("space", key)
    assert app.view.scroll_offset.y == 0


@scene
async def next_article(app: Reading, key: str) -> None:
    # Across sections, and at the end it stays and says so.
    for headline in HEADLINES[1:]:
        await app.press(key)
        assert app.headline == headline
    await app.press(key)
    assert app.headline == HEADLINES[-1]
    assert "last article" in app.status


@scene
async def previous_article(app: Reading, key: str) -> None:
    await app.press("]", "]")
    for headline in reversed(HEADLINES[:-1]):
        await app.press(key)
        assert app.headline == headline
    await app.press(key)
    assert app.headline == HEADLINES[0]
    assert "first article" in app.status


@scene
async def next_section(app: Reading, key: str) -> None:
    for headline in (HEADLINES[3], HEADLINES[5], HEADLINES[5]):
        await app.press(key)
        assert app.headline == headline


@scene
async def previous_section(app: Reading, key: str) -> None:
    await app.press("9", "3")
    for headline in (HEADLINES[3], HEADLINES[0], HEADLINES[0]):
        await app.press(key)
        assert app.headline == headline


@scene
async def nth_section(app: Reading, key: str) -> None:
    await app.press("J", key)
    firsts = {"1": HEADLINES[0], "2": HEADLINES[3], "3": HEADLINES[5]}
    assert app.headline == firsts.get(key, HEADLINES[1])  # where there is no such section, nothing happens


@scene
async def pick_section(app: Reading, key: str) -> None:
    await app.press(key)
    assert app.dialog == "Picker"
    await app.type("sp")
    assert "Sport" in app.text(app.app.screen.query_one(".dialog"))
    assert "文化" not in app.text(app.app.screen.query_one(".dialog"))
    await app.press("enter")
    assert (app.dialog, app.headline) == ("", HEADLINES[5])


@scene
async def switch_pane(app: Reading, key: str) -> None:
    await app.press(key)
    assert app.focus == "sidebar"
    await app.press("j")  # the moving keys now move the cursor, and the article follows
    assert (app.headline, app.focus) == (HEADLINES[1], "sidebar")
    await app.press(key)
    assert app.focus == "article"


@scene
async def open_(app: Reading, key: str) -> None:
    await app.press("tab", "j", key)
    assert (app.headline, app.focus) == (HEADLINES[1], "article")
    # On a section's row it opens the section and stays, so that its headlines can be looked at.
    await app.press("tab", "G", key)
    assert (app.headline, app.focus) == (HEADLINES[5], "sidebar")


@scene
async def search(app: Reading, key: str) -> None:
    await app.press(key)
    assert app.focus == "query"
    await app.type("tram")
    assert app.headline == HEADLINES[1]


@scene
async def back(app: Reading, key: str) -> None:
    await app.press("slash")
    await app.press(key)
    assert app.focus == "article"
    await app.press("tab")
    await app.press(key)
    assert app.focus == "article"


@scene
async def export(app: Reading, key: str) -> None:
    await app.press("J", key)
    assert app.dialog == "ExportDialog"
    await app.press("enter")
    assert app.dialog == ""
    written = Path("2026-03-01 Bridge closed.txt").read_text("utf-8")
    assert "The bridge over the Lan is closed until May." in written.splitlines()
    assert "2026-03-01 Bridge closed.txt" in app.status


@scene
async def origin(app: Reading, key: str) -> None:
    await app.press("J", key)
    assert app.dialog == "LinesDialog"
    shown = app.text()
    assert "b-bridge.md" in shown
    assert "2–11" in shown
    assert "utf-8" in shown
    await app.press("escape")
    assert app.dialog == ""


@scene
async def as_stored(app: Reading, key: str) -> None:
    await app.press(key)
    assert "title: Harbour reopens" in app.text(app.view)
    assert "as stored" in app.status
    await app.press(key)
    assert "title: " not in app.text(app.view)


@scene
async def repairs(app: Reading, key: str) -> None:
    await app.press(key)
    assert "Nothing was repaired" in app.status


@scene
async def problems(app: Reading, key: str) -> None:
    (Path(app.screen.library.paths[0]) / "scan.txt").write_bytes(b"%PDF-1.7 \0\1\2")
    await app.press("r")
    await app.press(key)
    assert "scan.txt" in app.text()
    assert "it holds no text" in app.text()
    await app.press(key)
    assert app.dialog == ""


@scene
async def rescan(app: Reading, key: str) -> None:
    root = Path(app.screen.library.paths[0])
    (root / "aa-new.md").write_text(
        "---\ntitle: Ferry strike\nsection: News\npage: 01\ndate: 2026-03-01\n---\n\nNone.\n"
    )
    (root / "f-chess.md").unlink()
    await app.press("space", "j")
    before = app.lines(app.view)
    await app.press(key)
    # THEN the new one is there, the old one gone, and what is read has not moved
    sidebar = app.text(app.screen.sidebar)
    assert "Ferry strike" in sidebar
    assert "Sport" not in sidebar
    assert app.headline == HEADLINES[0]
    assert app.lines(app.view) == before
    assert "6 articles" in app.status


@scene
async def wider(app: Reading, key: str) -> None:
    measure = app.view.text_measure
    await app.press("minus", "minus", key)
    assert app.view.text_measure == measure - 4
    assert f"{measure - 4} cells" in app.status


@scene
async def narrower(app: Reading, key: str) -> None:
    measure = app.view.text_measure
    await app.press(key)
    assert app.view.text_measure == measure - 4
    rule = next(line for line in app.lines(app.view) if "──" in line)
    assert rule.count("─") == measure - 4


@scene
async def select(app: Reading, key: str) -> None:
    await app.press(key)
    assert "selected: 1" in app.status
    await app.press(key)
    assert "selected: " not in app.status


@scene
async def step_right(app: Reading, key: str) -> None:
    await app.press(key, "v", key, key)
    assert "selected: 3" in app.status


@scene
async def step_left(app: Reading, key: str) -> None:
    await app.press("v", "right", "right", key)
    assert "selected: 2" in app.status


@scene
async def links(app: Reading, key: str) -> None:
    await app.press(key)
    assert "leads elsewhere" in app.status


@scene
async def columns(app: Reading, key: str) -> None:
    await app.resize(140)
    await app.press(key)
    assert "2 columns" in app.status
    row = next(line for line in app.lines(app.view) if "Paragraph 1 of" in line)
    assert row.count("Paragraph") == 2
    await app.press(key)
    assert "One column" in app.status


@scene
async def theme(app: Reading, key: str) -> None:
    seen = []
    for _ in range(3):
        await app.press(key)
        seen.append(app.app.theme)
        assert app.view.rich_style.bgcolor is not None
    assert seen == ["contrast", "paper", "night"]


@scene
async def language(app: Reading, key: str) -> None:
    await app.press(key)
    assert "搜索" in app.lines()[0]
    assert "2026年3月1日" in app.lines()[0]
    await app.press(key)
    assert "search" in app.lines()[0]


@scene
async def help_(app: Reading, key: str) -> None:
    await app.press(key)
    assert app.dialog == "LinesDialog"
    # THEN every action is named in it, the last ones after scrolling
    shown = ""
    for _ in range(4):
        shown += app.text()
        await app.press("space")
    for action in ACTIONS:
        assert Language("en").text(f"action.{action.name}") in shown
    await app.press(key)
    assert app.dialog == ""


@scene
async def palette(app: Reading, key: str) -> None:
    await app.press(key)
    await app.type("last")
    assert "no " in app.text(app.app.screen.query_one(".dialog"))
    await app.press(*["backspace"] * 4)
    await app.type("next art")
    await app.press("enter")
    assert app.headline == HEADLINES[1]


@scene
async def copy(app: Reading, key: str) -> None:
    with patch.object(clipboard, "find_helper", return_value=None):  # the clipboard of who runs the tests stays theirs
        await app.press("J", key)
    assert "sent to the terminal" in app.status
    assert "The bridge over the Lan is closed until May.\n\nTrams turn." in app.app.clipboard


async def find_story(app: Reading) -> None:
    """Find the 120 paragraphs that begin alike."""
    await app.press("f")
    await app.type("paragraph 1")
    await app.press("enter")


@scene
async def order(app: Reading, key: str) -> None:
    await app.press("slash", *"the")
    by_relevance = app.text(app.screen.query_one("#found"))
    await app.press(key)
    assert "newest first" in app.text(app.screen.query_one("#found"))
    await app.press(key)
    assert app.text(app.screen.query_one("#found")) == by_relevance


@scene
async def keep_search(app: Reading, key: str) -> None:
    await app.press("slash", *"boards")
    await app.press(key)
    await app.press("escape")
    kept = [line.split() for line in app.lines(app.screen.sidebar) if "boards" in line]
    assert [words[:2] for words in kept] == [["boards", "1"]]


@scene
async def find(app: Reading, key: str) -> None:
    await app.press(key)
    assert app.focus == "find"
    await app.type("Paragraph 30 ")
    assert "Paragraph 30 of the story" in app.text(app.view)
    await app.press("enter")
    assert app.focus == "article"
    assert "1/1" in app.status


@scene
async def find_next(app: Reading, key: str) -> None:
    await find_story(app)
    total = int(app.status.split("/")[-1].split(" ")[0])
    assert f"1/{total}" in app.status
    for number in range(2, total + 1):
        await app.press(key)
        assert f"{number}/{total}" in app.status
    await app.press(key)
    assert f"1/{total}" in app.status
    assert "from the beginning" in app.status


@scene
async def find_previous(app: Reading, key: str) -> None:
    await find_story(app)
    total = app.status.split("/")[-1].split(" ")[0]
    await app.press(key)
    assert f"{total}/{total}" in app.status
    assert "Paragraph 119 of the story" in app.text(app.view)


@scene
async def suspend(app: Reading, key: str) -> None:
    asked = []
    app.app.action_suspend_process = lambda: asked.append(key)  # type: ignore[method-assign]
    await app.press(key)
    assert asked == [key]


@scene
async def quit_(app: Reading, key: str) -> None:
    app.send(key)
    await app.until(lambda: not app.app.is_running)
    assert app.app.return_code == 0


@pytest.mark.parametrize(("name", "key"), [(action.name, key) for action in ACTIONS for key in action.keys])
async def test_the_key_does_what_its_action_says(name: str, key: str, paper: Path) -> None:
    async with reading(paper.name) as app:
        assert app.headline == HEADLINES[0]
        await SCENES[name](app, key)


def test_every_action_has_its_scene_and_every_scene_its_action() -> None:
    assert set(SCENES) == {action.name for action in ACTIONS}


def test_no_key_is_given_to_two_actions() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_action_and_every_hint_has_a_name(code: str) -> None:
    for action in ACTIONS:
        assert Language(code).text(f"action.{action.name}")
        if action.hint:
            assert Language(code).text(f"hint.{action.name}")


@pytest.mark.parametrize(("typed", "action"), [("／", "query"), ("？", "LinesDialog"), ("！", "LinesDialog")])
async def test_what_a_chinese_input_method_types_works_as_its_half_width_twin(
    typed: str, action: str, paper: Path
) -> None:
    async with reading(paper) as app:
        await app.press(typed)
        assert action in {app.focus, app.dialog}


async def test_full_width_brackets_as_typed_step_through_sections(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("】")
        assert app.headline == HEADLINES[3]
        await app.press("【")
        assert app.headline == HEADLINES[0]


async def test_fifty_quick_downs_move_fifty_lines(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press(*["down"] * 50)
        assert top(app) == 50
        await app.press(*["j"] * 30, *["k"] * 10, *["up"] * 10)
        assert top(app) == 60


async def test_a_page_down_at_the_end_goes_on_to_the_next_article(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("G", "space")
        assert app.headline == HEADLINES[1]
        assert top(app) == 0


async def test_page_after_page_every_line_is_seen(paper: Path) -> None:
    async with reading(paper) as app:
        seen: set[str] = set()
        while app.headline == HEADLINES[0]:
            seen |= {line.strip() for line in app.lines(app.view)}
            await app.press("space")
    assert {f"Paragraph {number} of the story about the harbour." for number in range(1, 121)} <= seen


@pytest.mark.parametrize(("keys", "number"), [("]", 2), ("]]", 3), ("]][", 2), ("3", 3), ("9", 1)])
async def test_in_a_paper_of_one_section_section_keys_step_through_its_articles(
    keys: str, number: int, folder: Callable[..., Path]
) -> None:
    root = folder({"page.md": "# One\n\nFirst text.\n\n# Two\n\nSecond text.\n\n# Three\n\nThird text.\n"})
    async with reading(root) as app:
        await app.press(*keys)
        assert app.headline == ["One", "Two", "Three"][number - 1]


async def test_keys_are_letters_again_inside_a_box(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("/")
        await app.type("q jk[1]?")
        assert app.box.value == "q jk[1]?"
        assert app.app.is_running


@pytest.mark.parametrize("before", ["slash", "s", "e", "question_mark", "i", "ctrl+p"])
async def test_ctrl_c_leaves_from_everywhere(before: str, paper: Path) -> None:
    async with reading(paper) as app:
        await app.press(before)
        app.send("ctrl+c")
        await app.until(lambda: not app.app.is_running)
        assert app.app.return_code == 0


async def test_an_export_never_writes_over_a_file_before_it_has_asked(paper: Path) -> None:
    async with reading(paper.name) as app:
        # GIVEN a file of the name that is asked for
        Path("mine.txt").write_text("precious")
        await app.press("J", "e")
        app.box.value = "mine.txt"
        # WHEN Enter is pressed once, THEN the file is as it was and the dialog says so
        await app.press("enter")
        assert app.dialog == "ExportDialog"
        assert "Enter again writes over it" in app.text()
        assert Path("mine.txt").read_text() == "precious"
        # WHEN another name of another file is typed, THEN that one is asked for anew
        Path("other.txt").write_text("precious too")
        app.box.value = "other.txt"
        await app.press("enter")
        assert Path("other.txt").read_text() == "precious too"
        # WHEN Enter is pressed a second time, THEN it is written over
        await app.press("enter")
        assert app.dialog == ""
        assert "Trams turn." in Path("other.txt").read_text("utf-8")
        assert Path("mine.txt").read_text() == "precious"


async def test_an_export_into_the_folder_being_read_is_refused(paper: Path) -> None:
    async with reading(paper.name) as app:
        await app.press("e")
        for name in ("bulletins/copy.txt", str(paper / "a-harbour.md"), "bulletins/../bulletins/deep.md"):
            app.box.value = name
            await app.press("enter", "enter")
            assert "never written to" in " ".join(app.text().split())
        await app.press("escape")
    assert {path.name for path in paper.iterdir()} == set(PAPER)


@pytest.mark.parametrize("suffix", ["txt", "md", "json"])
async def test_the_suffix_of_an_export_picks_its_format(suffix: str, paper: Path) -> None:
    async with reading(paper.name) as app:
        await app.press("J", "e")
        app.box.value = f"out.{suffix}"
        await app.press("enter")
    written = Path(f"out.{suffix}").read_text("utf-8")
    assert "The bridge over the Lan" in written
    assert written.startswith("{") == (suffix == "json")
    assert ("title: " in written) == (suffix == "md")


async def test_a_second_export_of_an_article_gets_a_name_of_its_own(paper: Path) -> None:
    async with reading(paper.name) as app:
        await app.press("e", "enter")
        await app.press("e")
        assert app.box.value.endswith("2026-03-01 Harbour reopens 2.txt")


async def test_an_export_that_cannot_be_written_says_why(paper: Path) -> None:
    async with reading(paper.name) as app:
        await app.press("e")
        app.box.value = "no/such/folder/out.txt"
        await app.press("enter")
        assert "could not be written" in " ".join(app.text().split())
        assert app.dialog == "ExportDialog"
