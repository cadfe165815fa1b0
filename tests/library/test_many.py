"""Very many articles: what one asks for takes no more work at the end of a long list than at its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.display.drawing import AS_STORED
from reader.library.index import listing, steps
from reader.library.index.checking import check_index
from reader.library.index.opening import open_index
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def test_the_end_of_a_long_list_takes_no_more_work_than_its_beginning(library: Library) -> None:
    entries: dict[int, Entry] = {}

    def page(number: int) -> Callable[[], object]:
        return lambda: entries.update({number: library.contents.sections[0].entries[number]})

    first, last = work(library, page(0)), work(library, page(COUNT - 65))
    assert last < first + 10
    first, last = (work(library, lambda at=at: library.contents.place(entries[at])) for at in (0, COUNT - 65))
    assert last < first + 10


def test_what_is_noted_of_a_day_is_forgotten_once_it_is_written_into(library: Library) -> None:
    root = library.paths[0]
    with open(f"{root}/000a.md", "w", encoding="utf-8") as file:
        file.write(story(COUNT))
    assert check_index(database_of(library)) == ()
    for _ in library.scan():  # at each report, too
        assert check_index(database_of(library)) == ()
        (section,) = library.contents.sections
        for number in (0, 1, 99, COUNT - 1):
            assert library.contents.place(section.entries[number]) == (0, number)
    assert len(library.contents) == COUNT + 1


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
    assert [(each.number, each.reason) for each in check_index(database_of(library))] == [(1, "steps - places")]
