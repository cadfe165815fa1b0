"""Very many articles: what one asks for takes no more work at the end of a long list than at its beginning."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from reader.display.choice import AS_STORED
from reader.library.index import database, listing, steps
from reader.library.index.checking import check_index
from reader.library.index.opening import open_index
from reader.library.index.packing import day_place
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reader.library.contents import Entry
    from reader.library.index.database import Database

    Files = Callable[[dict[str, str | bytes]], Path]

COUNT = 400  # articles without a date


def story(number: int) -> str:
    return f"---\nsection: 要闻\n---\n\n# 第{number}篇\n\n同一段文字，河堤加固。\n"


@pytest.fixture
def library(folder: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(steps, "MANY", 100)
    monkeypatch.setattr(steps, "STEP", 8)
    root = str(folder({f"{number:03}.md": story(number) for number in range(COUNT)}))
    library = Library([root], shelf=open_index([root], AS_STORED))
    library.scan_all()
    return library


def database_of(library: Library) -> Database:
    entries = library.contents.sections[0].entries
    assert isinstance(entries, listing.StoredEntries)
    return entries._database


def work(library: Library, act: Callable[[], object]) -> int:
    """Return how many hundred steps of SQLite's machine something takes."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    with database_of(library).reading() as connection:
        connection.set_progress_handler(step, 100)
    try:
        act()
    finally:
        with database_of(library).reading() as connection:
            connection.set_progress_handler(None, 0)
    return count


def test_a_long_list_is_the_same_from_both_ends(library: Library) -> None:
    memory = Library(library.paths)
    memory.scan_all()
    ours, theirs = list(library.contents.entries()), list(memory.contents.entries())
    assert len(ours) == COUNT
    assert ours == theirs
    (section,) = library.contents.sections
    for number in (0, 7, 8, 9, 64, 200, COUNT - 1):
        assert section.entries[number] == theirs[number]
        assert library.contents.place(theirs[number]) == (0, number)


def assert_the_end_is_as_near_as_the_beginning(library: Library) -> None:
    entries: dict[int, Entry] = {}

    def page(number: int) -> Callable[[], object]:
        return lambda: entries.update({number: library.contents.sections[0].entries[number]})

    last = len(library.contents) - 65
    near, far = work(library, page(0)), work(library, page(last))
    assert far < near + 5
    near, far = (work(library, lambda at=at: library.contents.place(entries[at])) for at in (0, last))
    assert far < near + 5


def test_the_end_of_a_long_list_takes_no_more_work_than_its_beginning(library: Library) -> None:
    assert_the_end_is_as_near_as_the_beginning(library)


def test_what_is_noted_of_a_day_is_true_in_every_state_that_can_be_seen(library: Library) -> None:
    root = Path(library.paths[0])
    for number in range(40):
        (root / f"000a{number}.md").write_text(story(COUNT), "utf-8")
        (root / f"{number + 40:03}.md").unlink()
    for _ in library.scan():  # at each report, too
        assert check_index(database_of(library)) == ()
        assert_the_end_is_as_near_as_the_beginning(library)
        (section,) = library.contents.sections
        for number in (0, 1, 99, len(library.contents) - 1):
            assert library.contents.place(section.entries[number]) == (0, number)
    assert len(library.contents) == COUNT


def test_of_a_day_with_few_articles_left_nothing_is_noted(library: Library) -> None:
    for number in range(90, COUNT):
        (Path(library.paths[0]) / f"{number:03}.md").unlink()
    library.scan_all()
    with database_of(library).reading() as connection:
        assert connection.execute("SELECT count(*) FROM steps").fetchone() == (0,)


class Day:
    """One day of one section in the tables of an index."""

    def __init__(self, places: Iterable[bytes] = ()) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        for statement in database._TABLES.split(";\n"):
            self.connection.execute(statement)
        self.count = 0
        self.change(Counter(places))

    def change(self, changes: Mapping[bytes, int]) -> None:
        """Put articles at some places, or take them (below 0) away; move the steps along."""
        for name, by in changes.items():
            place = (1, day_place(0) + name)
            sql = "SELECT article FROM places WHERE section = ? AND place = ?"
            there = [number for (number,) in self.connection.execute(sql, place)]
            gone = [(*place, number) for number in there[: max(0, -by)]]
            self.connection.executemany("DELETE FROM places WHERE section = ? AND place = ? AND article = ?", gone)
            new = [(*place, max(there, default=0) + 1 + number) for number in range(by)]
            self.connection.executemany("INSERT INTO places VALUES (?, ?, ?)", new)
        self.count += sum(changes.values())
        places = {day_place(0) + name: by for name, by in changes.items()}
        steps.move_steps(self.connection, 1, 0, self.count, places)

    def steps(self) -> list[tuple[int, bytes]]:
        return self.connection.execute("SELECT number, substr(place, 5) FROM steps ORDER BY number").fetchall()


@given(states=lists(lists(integers(0, 60), max_size=80), min_size=1, max_size=6))
def test_each_step_is_where_it_says_whatever_came_and_went(states: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(steps, "MANY", 10)
        patched.setattr(steps, "STEP", 4)
        day, before = Day(), Counter[bytes]()
        for state in states:
            now = Counter(bytes([each]) for each in state)
            changes = {each: now[each] - before[each] for each in now | before if now[each] != before[each]}
            if changes:
                day.change(changes)
            before = now
            places = sorted(now.elements())
            found = day.steps()
            assert all(number == bisect_left(places, place) for number, place in found)
            ends = [0, *(number for number, _ in found), len(places)]
            assert all(begin < end for begin, end in pairwise(ends)) or not places
            alike = max(now.values(), default=0)  # articles at one place are not told apart
            if len(places) > steps.MANY:
                assert all(end - begin <= steps.FAR * steps.STEP + alike for begin, end in pairwise(ends))
            else:
                assert found == []


def test_where_much_has_gone_few_places_stay_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MANY", 10)
    monkeypatch.setattr(steps, "STEP", 4)
    names = [number.to_bytes(2, "big") for number in range(400)]
    day = Day(names)
    day.change({name: -1 for at, name in enumerate(names) if at % 4})
    assert 100 // (steps.FAR * steps.STEP) <= len(day.steps()) <= 100 // steps.STEP


def test_one_article_more_is_not_the_work_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def step() -> int:
        nonlocal count
        count += 1
        return 0

    count, articles = 0, 50_000
    day = Day(number.to_bytes(4, "big") for number in range(articles))
    assert len(day.steps()) == articles // steps.STEP
    day.connection.set_progress_handler(step, 100)
    day.change({b"\0": 1})  # before all others
    assert 100 * count < articles / 5
    count = 0
    day.change({number.to_bytes(4, "big"): -1 for number in range(0, articles, 1000)})
    assert 100 * count < articles / 5


def test_of_many_articles_with_the_same_words_one_is_found_at_once(library: Library, tmp_path: Path) -> None:
    (section,) = library.contents.sections
    entry = section.entries[7]
    for number in range(40):
        with open(f"{library.paths[0]}/copy{number}.md", "w", encoding="utf-8") as file:
            file.write(story(7))
    library.scan_all()
    contents = library.contents
    found = contents.with_words(entry.id, f"{library.paths[0]}/copy30.md")
    assert found is not None
    assert found.path.endswith("copy30.md")
    assert contents.with_words(entry.id, "nowhere.md") is not None
    assert contents.with_words("0" * 16, entry.path) is None
    fetched = work(library, lambda: contents.with_words(entry.id, "nowhere.md"))
    assert fetched < 3


def test_steps_that_are_wrong_are_found(library: Library) -> None:
    with database_of(library).writing() as connection:
        connection.execute("UPDATE steps SET number = number + 1 WHERE number = 8")
    # before it stands one too many, and after it one too few
    assert [(each.number, each.reason) for each in check_index(database_of(library))] == [(2, "steps - places")]
