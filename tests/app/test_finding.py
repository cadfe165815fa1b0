"""Finding words in the article: live, folded, around the ends, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from driving import reading
from gazette import HEADLINES

from reader.app.look import look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def test_what_is_typed_is_found_letter_by_letter(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        await app.type("story")
        assert "1/120" in app.text()
        current = look(app.view)["over.current"].bgcolor
        assert app.backgrounds("story", app.view)[:2] == [current, look(app.view)["over.hit"].bgcolor]
        await app.type(" about the moon")
        assert "not in this article" in app.text()


async def test_keys_typed_in_one_go_reach_the_box(paper: Path) -> None:
    async with reading(paper) as app:
        app.send("f", *"quay", "backspace")
        await app.settle()
        assert app.box.value == "qua"


async def test_escape_goes_back_to_where_one_was(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("space")
        before = app.view.scroll_offset.y
        await app.press("f")
        await app.type("Paragraph 90 ")
        assert app.view.scroll_offset.y != before
        await app.press("escape")
        assert app.view.scroll_offset.y == before
        assert app.focus == "article"
        assert "/" not in app.status.split("%")[1]


async def test_escape_after_reading_on_takes_the_highlights_off(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        await app.type("story")
        await app.press("enter")
        assert "1/120" in app.status
        await app.press("escape")
        assert "1/120" not in app.status
        assert not app.view._highlights["hit"]


async def test_the_first_hit_is_the_next_one_from_where_one_is(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("space", "space", "f")
        await app.type("story")
        number = int(app.text(app.screen.query_one("#find-count")).strip().split("/")[0])
        assert 20 < number < 40


async def test_the_hits_of_the_search_can_be_walked_through(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("slash")
        await app.type("harbour")
        await app.press("enter", "n")
        assert "/121" in app.status  # the headline says it too
        await app.press("n")
        first = app.status
        await app.press("N")
        assert app.status != first


async def test_another_article_is_asked_for_the_same_words(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        await app.type("the")
        await app.press("enter", "J")
        assert app.headline == HEADLINES[1]
        assert "/" not in app.status.split("%")[1]
        await app.press("n")
        assert "1/2" in app.status


async def test_nothing_to_find_is_said(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("n")
        assert "Nothing to find yet" in app.status


async def test_hits_stay_marked_in_the_other_form_and_another_width(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        await app.type("Paragraph 30 ")
        await app.press("enter", "o")
        assert "1/1" in app.status
        assert app.view._highlights["current"]
        await app.resize(60)
        assert "Paragraph 30 of the story" in app.text(app.view)


async def test_width_and_case_do_not_matter(folder: Callable[..., Path]) -> None:
    root = folder({"a.md": "# 第一条\n\n共有ＡＢＣ三类，其中abc最多。\n"})
    async with reading(root) as app:
        await app.press("f")
        await app.type("Abc")
        assert "1/2" in app.text()


async def test_another_article_opened_by_mouse_ends_the_finding(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("space", "space", "f")
        await app.type("story")
        rows = app.lines(app.screen.sidebar)
        await app.click(app.screen.sidebar, 6, next(at for at, row in enumerate(rows) if HEADLINES[1] in row))
        assert app.headline == HEADLINES[1]
        assert not app.screen.finding.is_open
        assert "/120" not in app.status
        assert app.view.scroll_offset.y == 0


async def test_hits_that_are_stepped_through_before_they_are_found_wait_for_them(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        app.send(*"story", "enter", "n", "n", "N")
        await app.settle()
        assert "2/120" in app.status


async def test_what_was_typed_since_is_what_is_shown(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        app.send(*"Paragraph 30 ", *["backspace"] * 4)
        await app.settle()
        assert "1/120" in app.text()
        app.send("x", "escape", "G", "n")
        await app.settle()
        assert "not in this article" in app.status


async def test_going_on_from_the_end_says_so_and_going_back_from_there_does_not(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        await app.type("Paragraph 30 ")
        await app.press("enter", "escape", "G", "N")
        assert "1/1" in app.status
        assert "from the end" not in app.status
        await app.press("escape", "G", "n")
        assert "from the beginning" in app.status
        await app.press("escape", "g", "N")
        assert "from the end" in app.status


async def test_what_was_said_of_the_ends_is_not_said_of_the_next_step(paper: Path) -> None:
    async with reading(paper) as app:
        await app.press("f")
        await app.type("story")
        await app.press("enter", "N")
        assert "from the end" in app.status
        await app.press("N")
        assert "from the end" not in app.status


async def test_words_are_found_across_line_ends_and_joins(folder: Callable[..., Path]) -> None:
    lead = "本报讯　昨日清晨，东湖湿地管理处的巡护员在湖心岛一带记录到今冬首批白鹭三百余只，这比往年早了将近十天。\n\n"
    torn = (
        "东湖湿地管理处的巡护员昨日清晨在湖心岛一带记录到今冬首批白鹭三百余只，各方高效\n\n处置了湖区的投喂问题。\n\n"
    )
    wrapped = "The keeper of the wetland counted three hundred egrets on the island in the mid-\ndle of the lake.\n"
    files = {"a.md": f"# 东湖迎来首批白鹭\n\n{lead}{torn}{lead}", "b.txt": f"Egrets on the lake\n\n{wrapped * 3}"}
    async with reading(folder(files), size=(46, 30)) as app:
        assert app.screen.repairs.joins == 1
        # GIVEN a window in which no line is as long as what is looked for
        await app.press("f")
        await app.type("湖心岛一带记录到今冬首批白鹭三百余只,各方高效处置了湖区")
        assert "1/1" in app.text()
        await app.press("escape", "escape", "J")
        assert app.screen.shown is not None
        if "Egrets" not in app.headline:
            await app.press("K")
        await app.press("f")
        await app.type("in the middle of the lake")
        assert "1/3" in app.text()
