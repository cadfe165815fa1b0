"""Searching as one types: what is found, where it opens, and the way back to exactly where one was."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from driving import Reading, reading
from gazette import HEADLINES, PAPER, bulletin

from reader.app.look import look
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.library.contents import Entry
    from reader.library.passage import Snippet
    from reader.library.query import Query
    from reader.library.search import Hits

LONG = "\n\n".join(f"第{number}段说的是江边的旧事，一件一件慢慢讲。" for number in range(1, 200))


@pytest.fixture
def archive(folder: Callable[..., Path]) -> Path:
    """Write a paper with a long Chinese story in it, the word 疫情 far down."""
    story = LONG.replace("第150段说的是江边的旧事", "第150段说的是疫情时的旧事")
    return folder({**PAPER, "g-长篇.md": bulletin("江边旧事", "文化", 4, story)})


def results(app: Reading) -> str:
    """Return what the list of results shows."""
    return app.text(app.screen.panel.results)


async def test_results_come_as_one_types(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("b")
        many = len(app.screen.panel.results.entries)
        await app.type("ridge")
        assert [entry.headline for entry in app.screen.panel.results.entries] == ["Bridge closed"]
        assert many > 1
        assert "1 found" in app.found
        assert "The bridge over the Lan" in results(app)
        assert app.headline == "Bridge closed"


@pytest.mark.parametrize("query", ["疫", "疫情"])
async def test_one_and_two_chinese_characters_hit_and_open_at_the_hit(query: str, archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.paste(query)
        await app.press("enter")
        assert (app.headline, app.focus) == ("江边旧事", "article")
        window = app.lines(app.view)
        at = next(number for number, line in enumerate(window) if query in line)
        assert at <= 4


async def test_the_hit_is_highlighted_in_the_list_and_in_the_article(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.paste("疫情")
        hit = look(app.screen.panel.results)["over.hit"].bgcolor
        assert app.backgrounds("疫情", app.screen.panel.results) == [hit]
        assert app.backgrounds("疫情", app.view) == [hit]


async def test_the_highlight_goes_when_the_search_is_left(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("paragraph")
        before = app.backgrounds("Paragraph", app.view)
        await app.press("escape")
        assert set(before) != set(app.backgrounds("Paragraph", app.view))


@pytest.mark.parametrize("down", [0, 1, 2, 3, 40])
@pytest.mark.parametrize("query", ["疫情", "nothing of the kind"])
async def test_escape_leads_outwards_level_by_level_to_the_very_line(down: int, query: str, archive: Path) -> None:
    async with reading(archive) as app:
        # GIVEN someone in the middle of an article
        await app.press(*["j"] * down)
        before = app.lines()
        # WHEN they search, go to the hit, read on there
        await app.press("/")
        await app.paste(query)
        await app.press("enter")
        # THEN each Esc leads one level outwards
        if query == "疫情":
            await app.press("j", "j")
            assert app.focus == "article"
            await app.press("escape")
        assert app.focus == "query"
        assert app.box.value == query
        await app.press("escape")
        assert (app.headline, app.focus) == (HEADLINES[0], "article")
        assert app.lines() == before
        await app.press("escape")  # and no further
        assert app.lines() == before


async def test_a_search_begun_in_the_sidebar_leads_back_to_the_sidebar(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("tab", "j", "j")
        before = app.lines()
        await app.press("/")
        await app.type("chess")
        assert app.headline == "Chess in the park"
        await app.press("escape")
        assert app.focus == "sidebar"
        assert app.lines() == before


async def test_tab_goes_from_the_box_to_the_article_and_back(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("paragraph")
        await app.press("tab", "j", "j")
        assert (app.focus, app.view.scroll_offset.y >= 2) == ("article", True)
        await app.press("tab")
        assert (app.focus, app.box.value) == ("query", "paragraph")


async def test_arrows_move_through_the_hits_while_one_types(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("the")
        found = [entry.headline for entry in app.screen.panel.results.entries]
        assert len(found) > 2
        await app.press("down", "down")
        assert app.headline == found[2]
        await app.press("up")
        assert app.headline == found[1]
        await app.press("enter", "J")  # in the article J and K go from hit to hit
        assert app.headline == found[2]
        await app.press("K", "K")
        assert app.headline == found[0]


async def test_the_search_box_remembers_its_last_query(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("chess")
        await app.press("escape", "/")
        assert app.box.value == "chess"
        assert "Chess in the park" in results(app)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_nothing_found_says_why(language: str, archive: Path) -> None:
    async with reading(archive, language=language) as app:
        await app.press("/")
        await app.type("bridge unicorn")
        said = app.found
        assert "bridge unicorn" in said
        assert {"en": "All words must stand in one article", "zh": "所有词语须出现在同一篇里"}[language] in said
        assert app.screen.panel.results.entries == ()
        await app.press("enter")  # there is nowhere to go to
        assert app.focus == "query"


async def test_where_nothing_is_found_stands_what_was_read_before(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("space", "j", "/")
        before = app.lines(app.view)
        await app.type("bridge")
        assert app.headline == "Bridge closed"
        await app.type(" unicorn")
        assert app.lines(app.view) == before
        await app.press(*["backspace"] * 8)
        assert app.headline == "Bridge closed"
        await app.press(*["backspace"] * 6)
        assert app.lines(app.view) == before


async def test_nothing_found_because_of_a_minus_says_so(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("bridge -trams -大桥")
        assert "minus" in app.found
        await app.press(*["backspace"] * len("bridge -trams -大桥"))
        await app.type("zzz -trams")  # to leave it out would not help
        assert "Nothing found" in app.found
        assert "minus" not in app.found


async def test_an_empty_box_teaches_how_to_search(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        assert "All words must stand" in app.text(app.screen.panel)
        await app.type("bridge")
        assert "All words must stand" not in app.text(app.screen.panel)
        await app.press(*["backspace"] * 6)
        assert "All words must stand" in app.text(app.screen.panel)


async def test_letters_typed_at_once_after_the_slash_all_reach_the_box(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press(*"/quiet tram")  # q, t and r are keys of their own outside the box
        assert app.app.is_running
        assert app.box.value == "quiet tram"
        await app.press("escape", *"schess")
        assert app.box.value == "chess"  # the box of the section picker now


class SlowLibrary(Library):
    """A library in which a search for ``slow`` or ``market`` waits until it is let go."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(paths)
        self.asked: list[tuple[str, ...]] = []
        self.gate = threading.Event()

    def search(self, query: Query, **options: object) -> Hits:
        """Answer as ever, but late."""
        self.asked.append(query.terms)
        if query.terms in {("slow",), ("market",)}:
            assert self.gate.wait(20)
        return super().search(query, **options)  # type: ignore[arg-type]


async def test_a_newer_query_wins_over_an_older_one_that_answers_late(archive: Path) -> None:
    library = SlowLibrary([str(archive)])
    async with reading(library=library) as app:
        # GIVEN a query that is still being searched for
        await app.press("/")
        app.send(*"slow")
        await app.until(lambda: ("slow",) in library.asked)
        # WHEN another one is typed and answered, and only then the old one answers
        app.send(*["backspace"] * 4, *"chess")
        await app.until(lambda: "Chess in the park" in results(app))
        library.gate.set()
        await app.settle()
        # THEN the newer answer stands
        assert app.box.value == "chess"
        assert "1 found" in app.found
        assert app.headline == "Chess in the park"


async def test_the_screen_is_alive_while_a_search_is_slow(archive: Path) -> None:
    library = SlowLibrary([str(archive)])
    async with reading(library=library) as app:
        app.send(*"/slow")
        await app.until(lambda: ("slow",) in library.asked)
        app.send("tab", "j", "j", "j")
        await app.until(lambda: app.view.scroll_offset.y == 3)
        assert not library.gate.is_set()  # the search was still going on
        library.gate.set()
        await app.settle()


async def test_enter_before_the_answer_goes_to_the_hit_when_it_comes(archive: Path) -> None:
    library = SlowLibrary([str(archive)])
    async with reading(library=library) as app:
        app.send(*"/market", "enter")
        await app.until(lambda: ("market",) in library.asked)
        assert app.focus == "query"
        library.gate.set()
        await app.until(lambda: app.focus == "article")
        await app.settle()
        assert app.headline == "Market moves"


async def test_a_rescan_during_a_search_keeps_hit_and_place(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("story")
        await app.press("enter", "space", "j")
        before = app.lines(app.view)
        await app.press("r")
        assert app.lines(app.view) == before
        assert "story" in app.box.value


async def test_searching_from_a_search_remembers_the_first_place_only(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("j", "j", "/")
        before = app.view.scroll_offset.y
        await app.type("chess")
        await app.press("enter", "/")
        await app.press(*["backspace"] * 5)
        await app.type("market")
        await app.press("enter", "escape", "escape")
        assert (app.headline, app.view.scroll_offset.y) == (HEADLINES[0], before)


@pytest.mark.parametrize("slash", ["/", "／"])
async def test_the_key_of_the_search_begins_anew_where_the_box_has_the_keyboard(slash: str, archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("boards")
        await app.press("enter", "escape")
        assert (app.focus, app.box.value) == ("query", "boards")
        await app.press(slash, *"tram")
        assert app.box.value == "tram"
        # AND within what is typed, or once the cursor was moved, it is a character like any other
        await app.press(slash)
        assert app.box.value == f"tram{slash}"
        await app.press("escape", "/")
        await app.press("end")
        await app.press(slash)
        assert app.box.value == f"tram{slash}{slash}"


async def test_the_bottom_line_counts_the_hits_while_one_walks_through_them(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("the")
        total = len(app.screen.panel.results.entries)
        assert app.status.startswith(f"hit 1/{total}")
        await app.press("down")
        assert app.status.startswith(f"hit 2/{total}")
        await app.press("escape")
        assert app.status.startswith("1/")


async def test_only_hits_in_sight_are_cut_from_their_articles(folder: Callable[..., Path]) -> None:
    files = {f"{number:03}.md": f"# Story {number}\n\nThe ferry of day {number} left.\n" for number in range(120)}
    cut: list[int] = []

    class Counting(Library):
        def snippets(self, entries: Sequence[Entry], query: Query) -> list[Snippet | None]:
            cut.append(len(entries))
            return super().snippets(entries, query)

    async with reading(library=Counting([str(folder(files))])) as app:
        await app.press("/")
        await app.type("ferry")
        assert max(cut) <= 20
        cut.clear()
        # WHEN one goes on to the end, each hit that comes in sight stands in its context
        for _ in range(30):
            await app.press("pagedown")
            rows = app.text(app.screen.panel.results)
            assert rows.count("Story") <= rows.count("The ferry of day") + 1
        assert "Story 119" in rows
        # AND each was cut once
        assert sum(cut) <= 120


async def test_escape_right_after_the_last_letter_leads_back(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("J", "space")
        before = app.headline, app.lines(app.view)
        for keys in ("/bridge", "/the"):
            app.send(*keys, "escape")
            await app.settle()
            assert (app.headline, app.lines(app.view)) == before


async def test_what_is_typed_after_enter_belongs_to_the_hit_however_fast(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.app.keys_in_turn.PATIENCE", 20.0)  # on a busy machine too
    async with reading(archive) as app:
        app.send(*"/bridge", "enter", "J", "K", "f")
        await app.settle()
        assert app.screen.panel.box.value == "bridge"
        assert app.screen.finding.is_open


async def test_a_word_typed_once_more_begins_at_its_first_hit(archive: Path) -> None:
    async with reading(archive) as app:
        await app.press("/")
        await app.type("the")
        await app.press("down")
        assert app.screen.panel.results.cursor == 1
        await app.press("escape", "/")
        app.send(*"the", "enter")  # so fast that only the last letter is searched for
        await app.settle()
        assert app.screen.panel.results.cursor == 0
        assert app.headline == app.screen.panel.results.entries[0].headline
