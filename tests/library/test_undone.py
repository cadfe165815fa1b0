"""Undone repairs: remembered for a text, written whole or not at all, lost by nobody, and followed by the library."""

from __future__ import annotations

import gzip
import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from reader.errors import MarksError
from reader.library import undone as undone_module
from reader.library.library import Library
from reader.library.query_parsing import parse_query
from reader.library.rebuilt import load_bulletin, load_rebuilt
from reader.library.undone import UndoneRepairs
from reader.model import ProblemKind, RepairKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]

WHOLE = "本报讯　东湖昨日来了白鹭，市民纷纷前往观看，管理处请大家不要走近，这是今年入冬以来的第一次，往后还会更多。\n\n"
TORN = (
    "# 东湖迎来今冬首批白鹭\n\n" + WHOLE * 3 + "东湖湿地管理处的巡护员昨日清晨在湖心岛一带记录到今冬首批白鹭三百余只，"
    "这比往年早了将近十天，各方高效\n\n处置了湖区的投喂问题，并在岸边立起新的提示牌，提醒市民不要走近。\n\n" + WHOLE * 3
)


@pytest.fixture
def store(tmp_path: Path) -> UndoneRepairs:
    return UndoneRepairs(tmp_path / "data" / "undone.json")


def file_of(store: UndoneRepairs) -> Path:
    return store.path


def join_key(path: Path) -> str:
    (join,) = [repair for repair in load_bulletin(str(path)).repairs if repair.kind is RepairKind.JOIN]
    return join.key


# -- the file --------------------------------------------------------------------------------------------------


def test_what_was_undone_is_known_to_the_next_reader(store: UndoneRepairs) -> None:
    store.mark("text", {"join:1:2": True, "lift:3:4": True})
    store.mark("other", {"join:5:6": True})
    again = UndoneRepairs(file_of(store))
    assert again.keys_of("text") == {"join:1:2", "lift:3:4"}
    assert again.keys_of("other") == {"join:5:6"}
    assert again.keys_of("txet") == frozenset()
    assert again.may_concern(4)
    assert not again.may_concern(7)


def test_what_is_made_again_is_forgotten(store: UndoneRepairs) -> None:
    store.mark("text", {"a": True, "b": True})
    store.mark("text", {"a": False, "never": False})
    assert store.keys_of("text") == {"b"}
    store.mark("text", {"b": False})
    assert json.loads(file_of(store).read_text("utf-8"))["bulletins"] == {}


def test_without_a_file_nothing_is_read_written_or_hashed(
    store: UndoneRepairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undone_module, "_name", lambda source: pytest.fail("a text was hashed"))
    assert store.keys_of("text") == frozenset()
    assert store.problems == ()
    assert not file_of(store).parent.exists()


def test_a_text_of_another_length_is_not_hashed(store: UndoneRepairs, monkeypatch: pytest.MonkeyPatch) -> None:
    store.mark("text", {"a": True})
    monkeypatch.setattr(undone_module, "_name", lambda source: pytest.fail("a text was hashed"))
    assert store.keys_of("longer text") == frozenset()


@pytest.mark.parametrize("text", ["\ud800 lone", "", "江" * 3])
def test_any_text_has_a_name(text: str, store: UndoneRepairs) -> None:
    store.mark(text, {"a": True})
    assert UndoneRepairs(file_of(store)).keys_of(text) == {"a"}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b'{"format": "reader-undone/1"}', b"[" * 100_000,
        b'{"format": "reader-undone/2", "bulletins": {}}',
        b'{"format": "reader-undone/1", "bulletins": {"x": ["a"]}}',
        b'{"format": "reader-undone/1", "bulletins": {"4-0123456789abcdef0123456789abcdef": [1]}}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_a_sentence_and_is_kept_aside(content: bytes, store: UndoneRepairs) -> None:
    path = file_of(store)
    path.parent.mkdir()
    path.write_bytes(content)
    # WHEN it is read THEN nothing is undone, something is said, and the file stays as it is
    assert store.keys_of("text") == frozenset()
    (fault,) = store.problems
    assert fault.kind is ProblemKind.MARKS
    assert fault.path == str(path)
    assert path.read_bytes() == content
    # WHEN something is undone THEN the damaged file is beside the new one
    store.mark("text", {"a": True})
    assert store.problems == ()
    assert store.keys_of("text") == {"a"}
    assert (path.parent / "undone-damaged-1.json").read_bytes() == content
    # AND a second one overwrites neither
    path.write_bytes(content + b"!")
    store.mark("text", {"b": True})
    assert (path.parent / "undone-damaged-1.json").read_bytes() == content
    assert (path.parent / "undone-damaged-2.json").read_bytes() == content + b"!"


def test_two_readers_do_not_lose_each_others_marks(store: UndoneRepairs) -> None:
    other = UndoneRepairs(file_of(store))
    store.mark("text", {"a": True})
    other.mark("text", {"b": True})
    store.mark("more", {"c": True})
    assert store.keys_of("text") == other.keys_of("text") == {"a", "b"}
    assert other.keys_of("more") == {"c"}


def test_many_writers_at_once_do_not_lose_each_others_marks(store: UndoneRepairs) -> None:
    stores = [UndoneRepairs(file_of(store)) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: stores[number % 4].mark("text", {f"key {number}": True}), range(40)))
    assert len(store.keys_of("text")) == 40


def test_a_write_that_fails_leaves_what_was_there(store: UndoneRepairs, monkeypatch: pytest.MonkeyPatch) -> None:
    store.mark("text", {"a": True})
    before = file_of(store).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MarksError, match=r"error\.marks"):
        store.mark("text", {"b": True})
    assert file_of(store).read_bytes() == before
    assert {path.name for path in file_of(store).parent.iterdir()} == {"undone.json", "undone.lock"}


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    store = UndoneRepairs(tmp_path / "data" / "undone.json")
    assert store.keys_of("text") == frozenset()
    with pytest.raises(MarksError):
        store.mark("text", {"a": True})


# -- the library -----------------------------------------------------------------------------------------------


def test_an_undone_join_is_a_break_wherever_the_text_goes(folder: Files, store: UndoneRepairs) -> None:
    root = folder({"a.md": TORN})
    path = str(root / "a.md")
    whole = load_rebuilt(path, store)
    store.mark(whole.bulletin.source, {join_key(root / "a.md"): True})
    (root / "a.md").rename(root / "b.md")
    (root / "c.md.gz").write_bytes(gzip.compress(TORN.encode("gb18030")))
    for name in ("b.md", "c.md.gz"):
        article = load_bulletin(str(root / name), store).articles[0]
        assert len(article.texts(Role.PARAGRAPH)) == 8
        found = load_rebuilt(str(root / name), store)
        assert [repair.kind for repair in found.repairs] == [RepairKind.JOIN]
        assert found.made == frozenset()


def test_the_library_follows_at_once(folder: Files, store: UndoneRepairs) -> None:
    root = folder({"a.md": TORN, "b.md": "# 另一篇\n\n没有什么要修复的。\n"})
    path, query = str(root / "a.md"), parse_query('"高效处置"')
    library = Library([str(root)], store)
    contents = library.scan_all()
    key = join_key(root / "a.md")
    assert library.search(query, limit=5).total == 1
    assert [each.path for each in library.repairs] == [path]
    # WHEN the join is undone THEN article, search and counts show it, and the table of contents stays
    library.mark_repairs(path, {key: True})
    assert len(library.bulletin(path).articles[0].texts(Role.PARAGRAPH)) == 8
    assert library.search(query, limit=5).total == 0
    assert [(each.made, each.undone) for each in library.repairs] == [((), 1)]
    assert library.contents == contents
    # AND so it is after the next scan, and when it is made again
    library.scan_all()
    assert library.search(query, limit=5).total == 0
    library.mark_repairs(path, {key: False})
    assert library.search(query, limit=5).total == 1


def test_a_scan_sees_what_another_reader_has_undone(folder: Files, store: UndoneRepairs) -> None:
    root = folder({"a.md": TORN})
    library = Library([str(root)], store)
    library.scan_all()
    UndoneRepairs(file_of(store)).mark(TORN, {join_key(root / "a.md"): True})
    library.scan_all()
    assert library.search(parse_query('"高效处置"'), limit=5).total == 0


def test_a_damaged_file_of_marks_is_among_the_problems(folder: Files, store: UndoneRepairs) -> None:
    file_of(store).parent.mkdir()
    file_of(store).write_text("?", encoding="utf-8")
    library = Library([str(folder({"a.md": TORN}))], store)
    assert len(library.scan_all()) == 1
    assert [each.kind for each in library.problems] == [ProblemKind.MARKS]
