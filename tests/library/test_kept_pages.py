"""Pages kept in the cache: taken out only where reading the file again would give the same."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.display.choice import AS_STORED, MENDED
from reader.library import kept_pages
from reader.library.kept_pages import MOST, KeptPages
from reader.library.library import Library
from reader.library.reading import read_file
from reader.library.undone import UndoneRepairs
from reader.places import index_folder

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "# 河堤加固完工\n\n本报讯（记者 唐小满）河堤加固工程昨日完工，沿岸\n\n居民可以安心度汛。\n"
LONG_AGO = 1_600_000_000


@pytest.fixture
def page(folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "cache"))
    # A file is kept once it has been left alone for a while; these tests do not wait for that.
    monkeypatch.setattr(kept_pages, "SETTLED", -3600.0)
    path = folder({"a.md": PAGE}) / "a.md"
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def opened(page: Path) -> Library:
    library = Library([str(page)], wanted=MENDED)
    library.scan_all()
    return library


def kept(page: Path) -> KeptPages:
    return KeptPages(index_folder(), MENDED, UndoneRepairs(page.parent.parent / "undone.json"))


def test_a_page_comes_back_as_it_was_read(page: Path) -> None:
    library = opened(page)
    library.keep_page(str(page))
    found = kept(page).find(str(page))
    assert found is not None
    again, rebuilt = read_file(found[0].ref, UndoneRepairs(page.parent / "none"), MENDED)
    assert found == (again, rebuilt)


def test_the_next_library_does_not_rebuild_it(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(page)
    first.keep_page(str(page))
    monkeypatch.setattr("reader.library.reading.load_rebuilt", lambda *_: pytest.fail("the page was rebuilt"))
    second = opened(page)
    assert second.rebuilt(str(page)) == first.rebuilt(str(page))
    assert list(second.contents.entries()) == list(first.contents.entries())


@pytest.mark.parametrize("change", ["text", "time", "another file"])
def test_a_file_that_changed_is_read_anew(page: Path, change: str) -> None:
    opened(page).keep_page(str(page))
    if change == "text":
        page.write_text(PAGE.replace("完工", "开工"), encoding="utf-8")  # as many bytes
        os.utime(page, (LONG_AGO, LONG_AGO))
    elif change == "time":
        os.utime(page, (LONG_AGO, LONG_AGO + 1))
    else:
        other = page.with_name("b.md")
        other.write_text(PAGE, encoding="utf-8")
        os.utime(other, (LONG_AGO, LONG_AGO))
        other.replace(page)
    assert kept(page).find(str(page)) is None
    article = opened(page).bulletin(str(page)).articles[0]
    assert article.headline == ("河堤加固开工" if change == "text" else "河堤加固完工")


def test_another_program_or_other_marks_are_not_trusted(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = opened(page)
    library.keep_page(str(page))
    assert KeptPages(index_folder(), AS_STORED, UndoneRepairs(page.parent / "none")).find(str(page)) is None
    monkeypatch.setattr(kept_pages, "program", lambda: "another")
    assert kept(page).find(str(page)) is None


def test_what_was_undone_is_followed(page: Path) -> None:
    library = opened(page)
    library.keep_page(str(page))
    (repair,) = [each for each in library.rebuilt(str(page)).repairs if each.kind == "join"]
    library.mark_repairs(str(page), {repair.key: True})
    library.keep_page(str(page))
    again = opened(page).rebuilt(str(page))
    assert again.undone == {repair.key}


def test_a_file_that_is_being_written_is_not_kept(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "SETTLED", 3600.0)
    opened(page).keep_page(str(page))  # made a moment ago, as its inode tells
    assert kept(page).find(str(page)) is None


@pytest.mark.parametrize("damage", [b"", b"not a page", "half", "code"])
def test_a_damaged_page_is_read_anew(page: Path, damage: bytes | str, tmp_path: Path) -> None:
    class Code:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "harm"),)

    opened(page).keep_page(str(page))
    (file,) = Path(index_folder(), kept_pages.FOLDER).iterdir()
    if damage == "code":
        damage = pickle.dumps(Code())
    file.write_bytes(file.read_bytes()[:-20] if isinstance(damage, str) else damage)
    assert kept(page).find(str(page)) is None
    assert opened(page).bulletin(str(page)).articles
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("reader.library.contents", "natural"),
        ("reader.library.contents", "natural.__class__"),
        ("reader.library.contents", "Entry.__class__"),
        ("reader.library.contents", "Value"),
    ],
)
def test_nothing_but_values_is_taken_out(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        kept_pages._Unpickler(io.BytesIO()).find_class(module, name)


def test_only_so_many_are_kept(page: Path) -> None:
    opened(page).keep_page(str(page))
    folder = Path(index_folder(), kept_pages.FOLDER)
    for number in range(MOST + 5):
        (folder / f"{number}.page").write_bytes(b"old")
        os.utime(folder / f"{number}.page", (number, number))
    other = page.with_name("b.md")
    other.write_text(PAGE.replace("河堤", "公路"), encoding="utf-8")
    opened(other).keep_page(str(other))
    assert len(list(folder.iterdir())) == MOST
    assert kept(page).find(str(page)) is not None
    assert not (folder / "0.page").exists()


def test_a_cache_that_cannot_be_written_stops_nothing(page: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be")
    library = opened(page)
    library.keep_page(str(page))
    assert library.bulletin(str(page)).articles


def test_the_article_that_was_opened_comes_back_as_it_is_drawn(page: Path) -> None:
    library = opened(page)
    bulletin = library.bulletin(str(page))
    drawn = library.drawer.draw(bulletin.articles[0], bulletin)
    library.keep_page(str(page), drawn)
    found = kept(page).find(str(page))
    assert found is not None
    # THEN it is the same value, and the same object where nothing is drawn otherwise
    assert found[1].drawn == drawn
    assert (found[1].drawn is found[1].bulletin.articles[0]) == (drawn is bulletin.articles[0])
