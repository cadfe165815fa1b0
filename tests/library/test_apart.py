"""Large files are read by a program of their own: what comes back is what would have been read here, but packed."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.display.choice import MENDED
from reader.library import apart, kept_pages
from reader.library.apart import Apart
from reader.library.file_reading import LARGE as LARGE_FILE
from reader.library.file_reading import FileReading
from reader.library.files import Walk
from reader.library.kept_pages import KeptPages
from reader.library.library import Library
from reader.library.query_parsing import parse_query
from reader.library.reading import read_file
from reader.library.rebuilt import load_rebuilt
from reader.library.undone import UndoneRepairs
from reader.model import LazyBlocks
from reader.places import undone_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.files import FileRef
    from reader.model import Bulletin

PARAGRAPHS = "".join(
    f"第{number}天,船工把跳板收起来,江面很静,对岸的灯一盏一\n盏亮了.The ferry lay still at the old stone landing.\n\n"
    for number in range(8000)
)
LARGE = f"# 渡口的最后一班船\n\n本报记者 沈秋\n\n{PARAGRAPHS}"


@pytest.fixture
def large(folder: Callable[..., Path]) -> Path:
    path = folder({"a.md": LARGE}) / "a.md"
    assert path.stat().st_size > LARGE_FILE
    return path


def ref(path: Path) -> FileRef:
    (found,) = (ref for listing in Walk(lambda: False).listings([str(path)]) for ref in listing.refs())
    return found


def undone() -> UndoneRepairs:
    return UndoneRepairs(undone_file())


def is_packed(bulletin: Bulletin) -> bool:
    return all(isinstance(article.blocks, LazyBlocks) for article in bulletin.articles)


def test_what_comes_back_is_what_is_read_here(large: Path) -> None:
    here = read_file(ref(large), undone(), MENDED)
    found = Apart().read(ref(large), undone(), MENDED, texts=True)
    assert found == here
    # AND it is packed, and of one source
    assert found is not None
    assert found[1] is not None
    bulletin = found[1].bulletin
    assert is_packed(bulletin)
    assert all(article.blocks._source is bulletin.source for article in bulletin.articles)  # type: ignore[attr-defined]


def test_without_texts_they_are_made_when_they_are_searched(large: Path) -> None:
    (whole,) = read_file(ref(large), undone(), MENDED)[0].articles
    found = Apart().read(ref(large), undone(), MENDED)
    assert found is not None
    (article,) = found[0].articles
    assert (article.text, article.folded, article.entry) == ("", "", whole.entry)
    assert article.long is not None
    assert article.long.title == whole.folded[: whole.folded_title_length]
    for term in ("对岸的灯", "old stone", "第7999天", "渡口", "nowhere"):
        assert (term in article.long) == (term in whole.folded)


def test_a_library_reads_a_large_file_apart_and_finds_what_stands_in_it(large: Path) -> None:
    library = Library([str(large)], wanted=MENDED)
    library.scan_all()
    assert is_packed(library.bulletin(str(large)))
    assert library.bulletin(str(large)) == load_rebuilt(str(large), undone()).bulletin
    for text, count in (("对岸的灯", 1), ("nowhere", 0), ("渡口 -渡口", 0)):
        assert library.search(parse_query(text), limit=5).total == count
    (entry,) = library.contents.entries()
    snippet = library.snippet(entry, parse_query("第7999天"))
    assert snippet is not None
    assert LARGE[snippet.offset :].startswith("第7999天")


def test_what_was_undone_stays_undone(large: Path) -> None:
    library = Library([str(large)])
    library.scan_all()
    repair = library.rebuilt(str(large)).repairs[0]
    library.mark_repairs(str(large), {repair.key: True})
    rebuilt = library.rebuilt(str(large))
    assert is_packed(rebuilt.bulletin)
    assert rebuilt.undone == {repair.key}
    assert repair in rebuilt.repairs
    assert repair not in rebuilt.bulletin.repairs


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "print('no answer')", "import os; os.abort()"])
def test_where_no_program_answers_the_file_is_read_here(
    program: str, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", program)
    assert Apart().read(ref(large), undone(), MENDED) is None
    library = Library([str(large)], wanted=MENDED)
    library.scan_all()
    assert library.bulletin(str(large)) == load_rebuilt(str(large), undone()).bulletin


def test_a_library_that_is_closed_waits_for_no_program(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a program that never answers, and a reader who leaves while it is asked
    monkeypatch.setattr(apart, "_PROGRAM", "import sys; sys.stdin.read()")
    reading = Apart()
    monkeypatch.setattr("reader.library.apart.pickle.dump", lambda *_: reading.stop())
    assert reading.read(ref(large), undone(), MENDED) is None
    assert reading.read(ref(large), undone(), MENDED) is None


def test_a_large_file_that_cannot_be_read_is_a_problem(folder: Callable[..., Path]) -> None:
    path = folder({"a.txt": b"\0" * (LARGE_FILE + 1)}) / "a.txt"
    library = Library([str(path)])
    library.scan_all()
    assert [each.kind for each in library.problems] == ["empty"]


def test_packed_pages_are_kept_too(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "SETTLED", -3600.0)  # the file was written right now
    pages = KeptPages(str(tmp_path / "cache"), MENDED, undone())
    found = Apart().read(ref(large), undone(), MENDED, texts=True)
    assert found is not None
    assert found[1] is not None
    assert pages.takes(found[1])
    pages.keep(found[0], found[1])
    assert pages.find(os.fspath(large)) == found


def test_it_ends_with_the_program_that_asked(large: Path) -> None:
    large.write_text(LARGE * 4, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", apart._PROGRAM.format(path=sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(apart._Request(ref(large), str(undone().path), MENDED.bits, True), process.stdin)
    process.stdin.close()
    assert process.stdout.read() == b""
    process.stdout.close()
    assert process.wait() == 1


def test_who_has_left_has_no_program_started(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(apart, "start_program", lambda *each: started.append(each))
    reading = FileReading(undone(), MENDED)
    reading.stop()  # before the first large file
    assert reading.rebuilt(str(large)).bulletin.articles
    assert started == []
