"""The index: lists and finds what memory does, follows the folder, survives damage, and is made anew."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import AS_STORED, MENDED
from reader.library.contents import NO_ENTRY
from reader.library.fold import fold
from reader.library.index import database, numbering, renewing, versions
from reader.library.index.learned import Sampled, learn
from reader.library.index.opening import index_file, open_index, shelf_of
from reader.library.index.shelf import IndexShelf
from reader.library.index.tokens import NO_STATISTICS, cut, plan_of, tokens_of_facts
from reader.library.library import Library
from reader.library.query import Query
from reader.library.query_parsing import parse_query
from reader.library.shelf import IndexUnusableError, MemoryShelf
from reader.model import ProblemKind
from reader.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.contents import Contents
    from reader.library.search import Hits

    Files = Callable[[dict[str, str | bytes]], Path]

WORDS = [
    "太原",
    "防汛",
    "河堤",
    "加固",
    "水位",
    "下降",
    "5G",
    "PM2.5",
    "party",
    "counterparty",
    "Harbour",
    "water-level",
    "Édition",
    "１２３",
    "经济",
]
PATIENCE = 30  # seconds


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def story(title: str, body: str, **fields: str) -> str:
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\ntitle: {title}\n{front}---\n\n{body}\n"


def news(count: int, seed: int = 1) -> dict[str, str | bytes]:
    draw = random.Random(seed)
    files: dict[str, str | bytes] = {}
    for number in range(count):
        date = f"2022-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        body = "\n\n".join("".join(draw.choices([*WORDS, " ", "，", "。\n"], k=40)) for _ in range(3))
        section = draw.choice(["要闻", "经济", ""])
        files[f"{date}/{number:03}.md"] = story("".join(draw.choices(WORDS, k=3)), body, date=date, section=section)
    return files


def indexed(root: Path) -> Library:
    library = Library([str(root)], shelf=open_index([str(root)], AS_STORED))
    library.scan_all()
    return library


def in_memory(root: Path) -> Library:
    library = Library([str(root)])
    library.scan_all()
    return library


def listed(contents: Contents) -> list[tuple[str, list[object]]]:
    return [(section.name, list(section.entries)) for section in contents.sections]


def keys(hits: Hits) -> set[tuple[str, int]]:
    return {entry.key for entry in hits.entries}


def assert_agree(ours: Library, theirs: Library) -> None:
    assert listed(ours.contents) == listed(theirs.contents)
    assert len(ours.contents) == len(theirs.contents)
    assert ours.count_problems() == len(ours.problems)
    for entry in theirs.contents.entries():
        assert ours.contents.place(entry) == theirs.contents.place(entry)
    for word in ("太", "太原", "原防", "part", "PM2.5", "e", "，", "河堤加固", "-party 水"):
        query = parse_query(word)
        assert keys(ours.search(query, limit=10_000)) == keys(theirs.search(query, limit=10_000))


# -- what is kept is what was read ---------------------------------------------------------------------------------


def test_it_lists_and_finds_what_memory_does(folder: Files) -> None:
    root = folder(news(120))
    ours, theirs = indexed(root), in_memory(root)
    assert_agree(ours, theirs)
    assert ours.problems == theirs.problems
    assert ours.repairs == theirs.repairs
    first = theirs.contents.first()
    assert first is not None
    assert ours.contents.first() == first
    assert ours.contents.again(first) == first
    assert ours.contents.step(first, 3) == theirs.contents.step(first, 3)


@pytest.mark.parametrize("seed", range(3))
def test_any_stretch_of_the_text_is_found_where_it_stands_and_nowhere_else(folder: Files, seed: int) -> None:
    root = folder(news(60, seed))
    ours, theirs = indexed(root), in_memory(root)
    draw = random.Random(seed)
    texts = [fold((root / name).read_text("utf-8").partition("---\n\n")[2]) for name in news(60, seed)]
    for _ in range(300):
        text = draw.choice(texts)
        at = draw.randrange(len(text))
        term = " ".join(text[at : at + draw.randint(1, 8)].split())
        other = " ".join(draw.choice(texts)[at : at + 3].split())
        for query in (Query((term,)), Query((term, other)), Query((term,), (other,))):
            if term and other:
                assert keys(ours.search(query, limit=1000)) == keys(theirs.search(query, limit=1000)), query


def test_the_newest_come_first_and_headlines_before_all(folder: Files) -> None:
    files: dict[str, str | bytes] = {
        f"{day:02}.md": story(f"第{day}天", "河堤加固。", date=f"2022-03-{day:02}") for day in range(1, 29)
    }
    files["old.md"] = story("河堤", "旧闻。", date="2001-01-01")
    library = indexed(folder(files))
    found = library.search(parse_query("河堤"), limit=5)
    assert [entry.headline for entry in found.entries] == ["河堤", "第28天", "第27天", "第26天", "第25天"]
    assert (found.more, found.complete) == (True, True)
    assert library.search(parse_query("河堤"), limit=29).more is False


def test_what_comes_late_is_sorted_in(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder({f"2022-03-{day:02}.md": story(f"{day}", "河堤。") for day in range(1, 29, 2)})
    indexed(root)
    for day in range(2, 29, 2):
        (root / f"2022-03-{day:02}.md").write_text(story(f"{day}", "河堤。"), "utf-8")
    expected = [f"2022-03-{day:02}" for day in range(28, 0, -1)]
    library = indexed(root)
    found = library.search(parse_query("河堤"), limit=50).entries
    assert [str(entry.date) for entry in found] == expected
    # WHEN there are many of them THEN the articles are numbered otherwise, and stand in the same order
    monkeypatch.setattr(numbering, "MANY_LATE", 5)
    (root / "2022-03-09.md").write_text(story("9", "河堤，又一篇。"), "utf-8")
    library = indexed(root)
    found = library.search(parse_query("河堤"), limit=50).entries
    assert [str(entry.date) for entry in found] == expected
    assert_agree(library, in_memory(root))


def test_what_is_common_is_found_out_and_nothing_is_missed_then(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "ENOUGH", 40)
    root = folder(news(80, 5))
    assert_agree(indexed(root), in_memory(root))
    with sqlite3.connect(index_file([str(root)], AS_STORED)) as connection:
        assert connection.execute("SELECT count(*) FROM statistics").fetchone()[0]
    for name in list(news(80, 5))[:20]:
        (root / name).unlink()
    assert_agree(indexed(root), in_memory(root))


# -- tokens --------------------------------------------------------------------------------------------------------

texts = st.text(st.sampled_from("太原市要闻，。 \nabcdefgPM2.5éא한국ไทย〇"), max_size=60)


@given(texts, st.integers(0, 60), st.integers(1, 24))
def test_what_holds_a_term_has_its_tokens(text: str, at: int, length: int) -> None:
    folded = fold(text)
    term = " ".join(folded[at : at + length].split())
    if not term or term not in folded:
        return
    for statistics in (NO_STATISTICS, learn([Sampled(text, folded)] * 6, 50_000).statistics):
        for known in (statistics, replace(statistics, implied=frozenset())):
            plan, tokens = plan_of(term, lambda _, known=known: known), cut(folded, known).tokens
            assert set(plan.tokens) <= tokens
        for infix in plan.infixes:
            assert any(infix in word for word in cut(folded).words)


@given(texts, texts)
def test_an_exact_plan_is_right(text: str, term: str) -> None:
    folded, wanted = fold(text), " ".join(fold(term).split())
    if not wanted:
        return
    plan, tokens, words = plan_of(wanted), cut(folded).tokens, cut(folded).words
    has = set(plan.tokens) <= tokens and all(any(infix in word for word in words) for infix in plan.infixes)
    if plan.exact:
        assert has == (wanted in folded)


@given(texts, texts)
def test_a_path_has_the_tokens_of_its_folder_and_of_its_name(folder: str, name: str) -> None:
    path = f"{folder}/{name}".replace("\n", " ")
    entry = replace(NO_ENTRY, path=path)
    expected = {f"i{token}" for token in cut(fold(path)).tokens}
    assert {token for token in tokens_of_facts(entry) if token[0] == "i"} == expected


def test_a_part_of_a_very_long_word_is_found(folder: Files) -> None:
    noise = "".join(random.Random(4).choices("abcdefghijklmnop0123456789", k=5000))
    root = folder({"a.md": story("噪音", noise), "b.md": story("别的", "短文。")})
    library = indexed(root)
    for at in range(0, 4900, 97):
        for length in (1, 3, 4, 19, 20, 21, 60):
            assert len(library.search(Query((noise[at : at + length],)), limit=9).entries) == 1


# -- following the folder ------------------------------------------------------------------------------------------


def test_a_second_look_reads_only_what_changed(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.library import reading as module

    root = folder(news(30))
    indexed(root)
    read: list[str] = []
    work = module.read_file

    def count(*arguments: object) -> object:
        read.append(os.path.basename(arguments[0].path))  # type: ignore[attr-defined]
        return work(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_file", count)
    names = sorted(news(30))
    (root / names[0]).write_text(story("改了", "全新的正文。", date="2022-05-05"), "utf-8")
    (root / names[1]).unlink()
    os.rename(root / names[2], root / "moved.md")
    (root / "new.md").write_text(story("新的", "第一次。"), "utf-8")
    library = indexed(root)
    assert sorted(read) == sorted([os.path.basename(names[0]), "moved.md", "new.md"])
    assert_agree(library, in_memory(root))
    assert [entry.headline for entry in library.search(parse_query("第一次"), limit=9).entries] == ["新的"]


def test_an_undone_repair_is_followed(folder: Files) -> None:
    root = folder({"a.md": "# 标题\n\n这是第一段的前半截，后面还没有说\n\n完，到这里才结束。\n\n另一段。\n"})
    library = indexed(root)
    (repair,) = library.bulletin(str(root / "a.md")).repairs
    assert library.search(parse_query("没有说完"), limit=9).total == 1
    library.mark_repairs(str(root / "a.md"), {repair.key: True})
    assert library.search(parse_query("没有说完"), limit=9).total == 0
    assert indexed(root).search(parse_query("没有说完"), limit=9).total == 0


def test_what_is_there_already_is_listed_before_the_folder_is_looked_at(folder: Files) -> None:
    root = folder(news(30))
    indexed(root)
    library = Library([str(root)], shelf=open_index([str(root)], AS_STORED))
    first = next(iter(library.scan()))
    assert (len(first.contents), first.finished) == (30, False)


def test_one_reads_while_another_writes(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(news(30))
    ours = indexed(root)
    before = listed(ours.contents)
    other = open_index([str(root)], AS_STORED)
    with other._database.writing() as connection:
        connection.execute("DELETE FROM articles")
        assert listed(ours.contents) == before
        assert ours.search(parse_query("太原"), limit=99).entries
        # AND so does one that comes only now
        monkeypatch.setattr(database, "BUSY", 0.0)
        third = Library([str(root)], shelf=open_index([str(root)], AS_STORED))
        assert listed(third.contents) == before
        assert third.search(parse_query("太原"), limit=99).entries
        connection.execute("ROLLBACK")
        connection.execute("BEGIN")


def test_what_was_read_while_another_wrote_waits_to_be_written(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY", 0.0)
    root = folder(news(10))
    ours = indexed(root)
    (root / "new.md").write_text(story("新来的", "羚羊。"), "utf-8")
    other = open_index([str(root)], AS_STORED)
    with other._database.writing():
        looks = iter([False] * 3)
        list(ours.scan(lambda: next(looks, True)))
        assert not ours.failed
    ours.scan_all()
    assert isinstance(ours._shelf, IndexShelf)
    assert ours.problems == ()
    assert ours.search(parse_query("羚羊"), limit=9).total == 1


def test_each_way_of_drawing_headlines_has_an_index_of_its_own(folder: Files) -> None:
    root = folder(news(4))
    indexed(root).close()
    mended = Library([str(root)], wanted=MENDED, shelf=open_index([str(root)], MENDED))
    mended.scan_all()
    stored = open_index([str(root)], AS_STORED)
    assert [len(each.contents) for each in (stored, mended)] == [4, 4]  # neither was made anew for the other


def test_an_index_made_anew_by_another_is_opened_again(folder: Files) -> None:
    root = folder(news(10))
    ours = indexed(root)
    other = open_index([str(root)], AS_STORED)
    other.clear()
    (root / "new.md").write_text(story("新来的", "羚羊。"), "utf-8")
    ours.scan_all()
    assert_agree(ours, in_memory(root))
    assert ours.problems == ()
    assert len(open_index([str(root)], AS_STORED).contents) == 11


def test_a_search_sees_one_state(folder: Files) -> None:
    root = folder(news(10))
    shelf = open_index([str(root)], AS_STORED)
    with shelf.database.snapshot() as connection:
        count = "SELECT count(*) FROM articles"
        before = connection.execute(count).fetchall()
        indexed(root)
        assert connection.execute(count).fetchall() == before


def test_a_search_that_is_late_says_so(folder: Files) -> None:
    library = indexed(folder(news(60)))
    assert library.search(parse_query("河堤加固"), limit=99, cancelled=lambda: True).complete is False
    assert library.search(parse_query("河堤加固"), limit=99, deadline=-1.0).complete is False


# -- damage --------------------------------------------------------------------------------------------------------


def no_index(data: bytes) -> bytes:
    return b"this is no index at all, but a note somebody left here" * 400


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 3]


def empty(data: bytes) -> bytes:
    return b""


def header(data: bytes) -> bytes:
    return data[:100] + bytes(random.Random(1).randbytes(4000)) + data[4100:]


def other_tables(data: bytes) -> bytes:
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE notes (text)")
    return other.serialize()


def read_only_format(data: bytes) -> bytes:
    return data[:18] + b"\x09" + data[19:]


def unknown_format(data: bytes) -> bytes:
    return data[:47] + b"\x09" + data[48:]


@pytest.mark.parametrize("damage", [no_index, cut_off, empty, header, other_tables, read_only_format, unknown_format])
def test_a_damaged_file_is_made_anew(damage: Callable[[bytes], bytes], folder: Files) -> None:
    root = folder(news(40))
    indexed(root).close()
    path = index_file([str(root)], AS_STORED)
    path.write_bytes(damage(path.read_bytes()))
    assert_agree(indexed(root), in_memory(root))


@pytest.mark.parametrize("seed", range(12))
def test_bytes_overwritten_anywhere_stop_nobody(seed: int, folder: Files) -> None:
    root = folder(news(40))
    library = indexed(root)
    library.close()
    path = index_file([str(root)], AS_STORED)
    data, draw = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(6):
        at = draw.randrange(100, len(data) - 600)
        data[at : at + 600] = draw.randbytes(600)
    path.write_bytes(data)
    library = Library([str(root)], shelf=shelf_of([str(root)], AS_STORED))
    library.scan_all()
    for section in library.contents.sections:
        list(section.entries)
    for word in ("太原", "party", "河堤加固", "e"):
        library.search(parse_query(word), limit=99)
    damaged = library.failed or ProblemKind.INDEX_DAMAGED in {each.kind for each in library.problems}
    if damaged:
        library.scan_all()
        assert not library.failed
        assert ProblemKind.INDEX_DAMAGED in {each.kind for each in library.problems}
        assert_agree(library, in_memory(root))


def test_another_program_makes_it_anew(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(news(10))
    indexed(root).close()
    # Installed once more its files have other times, and it is the same program.
    monkeypatch.setattr(versions, "program", lambda: "later")
    shelf = open_index([str(root)], AS_STORED)
    assert len(shelf.contents) == 10
    shelf.close()
    monkeypatch.setattr(versions, "program", lambda: "another")
    monkeypatch.setattr(versions, "_contents", lambda: 1)
    shelf = open_index([str(root)], AS_STORED)
    assert len(shelf.contents) == 0


def test_where_there_can_be_no_index_it_says_why(
    folder: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(IndexUnusableError):
        open_index([str(folder(news(2)))], AS_STORED)


def test_an_index_that_can_be_written_no_longer_is_done_without(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(news(10))
    library = Library([str(root)], shelf=open_index([str(root)], AS_STORED))

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("reader.library.index.writing.Writer.write", full)
    library.scan_all()
    assert ProblemKind.INDEX_UNUSABLE in {each.kind for each in library.problems}
    assert isinstance(library._shelf, MemoryShelf)
    assert len(library.contents) == 10
    # AND the disk is not left full
    assert not index_file([str(root)], AS_STORED).exists()


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def test_a_program_that_is_killed_leaves_an_index_that_can_be_used(folder: Files, cache: Path) -> None:
    root = folder(news(150))
    environment = {**os.environ, "READER_CACHE": str(cache), "PYTHONPATH": os.pathsep.join(sys.path)}
    code = "import reader.library.index.keeping as s; s.BATCH = 3; from reader.cli import main; main(['index', %r])"
    for moment in (1, 20_000, 300_000):
        process = subprocess.Popen([sys.executable, "-c", code % str(root)], env=environment)
        written, end = index_file([str(root)], AS_STORED).with_suffix(".sqlite-wal"), time.monotonic() + PATIENCE
        while process.poll() is None and size_of(written) < moment:
            assert time.monotonic() < end
        process.send_signal(signal.SIGKILL)
        process.wait()
        shelf = open_index([str(root)], AS_STORED)
        with shelf._database.reading() as connection:
            ((articles,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
            ((texts_kept,),) = connection.execute("SELECT count(*) FROM texts").fetchall()
            ((counted,),) = connection.execute("SELECT coalesce(sum(articles), 0) FROM counts").fetchall()
        assert articles == texts_kept == counted == len(shelf.contents)
        shelf.close()
    assert_agree(indexed(root), in_memory(root))


def test_an_index_that_fails_again_and_again_is_done_without(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(news(5))
    library = Library([str(root)], shelf=open_index([str(root)], AS_STORED))

    def fail(*_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr("reader.library.index.writing.Writer.write", fail)
    library.scan_all()
    assert isinstance(library._shelf, MemoryShelf)
    assert len(library.contents) == 5


def test_any_character_in_a_headline_is_kept_or_left_out(folder: Files) -> None:
    root = folder(
        {"a.md": '---\ntitle: "甲\\x1f乙\\0丙"\nsection: "要\\x1f闻"\npublication: "报\\x1f"\n---\n\n正文。\n'}
    )
    library = indexed(root)
    (entry,) = library.contents.entries()
    assert entry.headline.startswith("甲")
    assert library.contents.place(entry) == (0, 0)
    assert not library.failed
