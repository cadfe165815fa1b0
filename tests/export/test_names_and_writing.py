"""File names from headlines, and files written whole, never over anything, never where is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ExportError
from reader.export.names import MAX_BYTES, file_name, safe_name
from reader.export.write import write_text
from reader.model import Article, Block, Metadata, Role, SourceText
from strategies import any_text

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in [*range(32), *range(127, 160)]} | set("\u2028\u2029\u202e\u2066")


def titled(text: str) -> Article:
    return Article(1, (Block(Role.HEADLINE, SourceText(text)),), Metadata())


@given(any_text)
def test_a_name_is_safe_on_every_system(text: str) -> None:
    name = file_name(titled(text), ".txt")
    assert name == os.path.basename(name)
    assert not FORBIDDEN & set(name)
    assert len(name.encode()) <= MAX_BYTES + 30
    assert name.endswith(".txt")
    stem = name.removesuffix(".txt")
    assert stem.strip(" .") == stem != ""


@given(st.lists(st.sampled_from(["甲", "Abc", "ABC", "", "a/b", "a?b", "长" * 90]), max_size=12))
def test_no_two_names_are_alike(headlines: list[str]) -> None:
    taken: list[str] = []
    for headline in headlines:
        taken.append(file_name(titled(headline), ".md", taken))
    assert len({name.casefold() for name in taken}) == len(headlines)


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("坚决守住不出现疫情规模性反弹底线", "坚决守住不出现疫情规模性反弹底线"),
        ("走进气象站\u3000学认云和风", "走进气象站 学认云和风"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("com1.md", "_com1.md"),
        ("what? <why>: \"how\"", "what why how"),
        ("…", "…"),
        ("...", ""),
        ("\x1b]0;x\x07", "]0;x"),
    ],
)  # fmt: skip
def test_a_name_says_what_the_headline_says(headline: str, name: str) -> None:
    assert safe_name(headline) == name


def test_a_file_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(str(path), "甲\n乙\n", overwrite=False)
    assert path.read_bytes() == "甲\n乙\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match=r"error\.exists"):
        write_text(str(path), "new", overwrite=False)
    assert path.read_text(encoding="utf-8") == "old"
    write_text(str(path), "new", overwrite=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(ExportError, match=r"error\.exists"):
        write_text(str(tmp_path / "link.txt"), "new", overwrite=False)
    assert not (tmp_path / "elsewhere.txt").exists()


@pytest.mark.parametrize("target", ["news/a.txt", "news/deep/a.txt", "link/a.txt", "news/../news/a.txt"])
def test_nothing_is_written_where_is_read(target: str, tmp_path: Path) -> None:
    (tmp_path / "news" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "news")
    with pytest.raises(ExportError, match=r"error\.read-only"):
        write_text(str(tmp_path / target), "x", overwrite=True, read_only=[str(tmp_path / "news")])
    assert not list(tmp_path.rglob("*.txt"))


def test_a_folder_with_a_longer_name_may_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "newspaper").mkdir()
    write_text(str(tmp_path / "newspaper" / "a.txt"), "x", overwrite=False, read_only=[str(tmp_path / "news")])
    assert (tmp_path / "newspaper" / "a.txt").exists()


@pytest.mark.parametrize("target", ["nowhere/a.txt", "file/a.txt", "a\0b.txt", "x" * 300])
def test_a_place_that_cannot_be_written_is_a_sentence(target: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match=r"error\.write"):
        write_text(str(tmp_path / target), "x", overwrite=False)


@pytest.mark.parametrize("target", ["a.md", "deep/../a.md", "link.md", "hard.md"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_that_is_read_is_never_written_to(target: str, overwrite: bool, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    source = tmp_path / "a.md"
    source.write_text("a bulletin", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(source)
    (tmp_path / "hard.md").hardlink_to(source)
    with pytest.raises(ExportError, match=r"error\.read-only-file"):
        write_text(str(tmp_path / target), "x", overwrite=overwrite, read_only=["-", str(source)])
    assert source.read_text(encoding="utf-8") == "a bulletin"
    assert (tmp_path / "link.md").is_symlink()
    write_text(str(tmp_path / "b.md"), "x", overwrite=overwrite, read_only=["-", "nowhere.md", str(source)])
