"""The table of contents: entries in print order, grouped into sections. Values only; built off the screen's thread."""

from __future__ import annotations

import os
import zlib
from functools import cache
from types import MappingProxyType

from reader.formats.clean import clean_label
from reader.lazy import LazyPattern
from reader.model import Role
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from reader.model import Article

_DIGITS = LazyPattern(r"(\d{1,18})")  # Python refuses to read numbers of thousands of digits
_NAME_PARTS = LazyPattern(r"[-_ .·—\u3000]+")
_NUMBER_NAME = LazyPattern(r"[\d\s年月日号版期第._-]+")


class Entry(Value):
    """One article as the table of contents knows it. ``path`` and ``number`` find it, ``id`` is its words."""

    path: str
    number: int
    id: str
    headline: str
    section: str
    date: datetime.date | None
    page: str
    publication: str
    author: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What no other entry shares: the file, and the article's number in it."""
        return self.path, self.number


NO_ENTRY = Entry("", 0, "", "", "", None, "", "")  # what stands where an entry has just gone


class Section(Value):
    """One section of the paper and its articles in print order. An empty name means: none was given."""

    name: str
    entries: Sequence[Entry]


class Contents(Value):
    """All sections in order, and where each entry stands in them."""

    sections: tuple[Section, ...] = ()
    places: Mapping[tuple[str, int], tuple[int, int]] = MappingProxyType({})

    def __len__(self) -> int:
        return len(self.places)

    def entry(self, section: int, number: int) -> Entry:
        """Return the entry at a place. Raises IndexError."""
        return self.sections[section].entries[number]

    def place(self, entry: Entry) -> tuple[int, int] | None:
        """Return section and position of ``entry``, or None when it is gone."""
        return self.places.get(entry.key)

    def again(self, entry: Entry) -> Entry | None:
        """Return the entry with the same words as ``entry`` had before a scan: there, in its file, anywhere.

        When nothing has the same words, the one that stands in its place; None when that is gone too.
        """
        place = self.place(entry)
        there = self.entry(*place) if place else None
        if there is not None and there.id == entry.id:
            return there
        return self.with_words(entry.id, entry.path) or there

    def with_words(self, words: str, path: str) -> Entry | None:
        """Return an entry whose id this is: that in the file at ``path``, or else the first of all."""
        same = [each for each in self.entries() if each.id == words]
        return next((each for each in same if each.path == path), same[0] if same else None)

    def first(self) -> Entry | None:
        """Return the first entry of all."""
        return self.sections[0].entries[0] if self.sections else None

    def step(self, entry: Entry, by: int) -> Entry | None:
        """Return the entry ``by`` articles on (or back), crossing sections; None past either end."""
        place = self.place(entry)
        if place is None:
            return None
        section, number = place[0], place[1] + by
        while number < 0:
            section -= 1
            if section < 0:
                return None
            number += len(self.sections[section].entries)
        while number >= len(self.sections[section].entries):
            number -= len(self.sections[section].entries)
            section += 1
            if section >= len(self.sections):
                return None
        return self.entry(section, number)

    def entries(self) -> Iterable[Entry]:
        """Yield all entries in print order."""
        for section in self.sections:
            yield from section.entries


def _ordinal(date: datetime.date | None) -> int:
    return date.toordinal() if date else 0


def natural(text: str) -> tuple[str | int, ...]:
    """Return a sort key in which 2 comes before 10: text and numbers in turn."""
    parts: list[str | int] = [*_DIGITS.split(text.casefold())]
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts)


def file_order(path: str, root: str) -> tuple[str | int, ...]:
    """Return the sort key of a file: by its path below ``root``; what is called the same in two folders stays apart."""
    return *natural(path[len(root) :] if path.startswith(root) else path), zlib.crc32(os.fsencode(root))


@cache
def _page_order(page: str) -> tuple[str | int, ...]:
    return natural(page or "\uffff")  # articles that name no page come after those that do


def print_order(entry: Entry, path_order: tuple[str | int, ...]) -> tuple[object, ...]:
    """Return the sort key of print: newest date, page number, publication, file name, place in the file.

    ``path_order`` is that of the entry's file, see ``file_order``; worked out once a file.
    """
    return (-_ordinal(entry.date), _page_order(entry.page), entry.publication, path_order, entry.number)


def make_entry(article: Article, path: str, root: str, identity: str) -> Entry:
    """Return the entry of ``article``; a file that names no section belongs to the one its folder names."""
    metadata = article.metadata
    return Entry(
        path,
        article.number,
        identity,
        article.headline,
        metadata.section or clean_label(section_of_path(path, root)),
        metadata.date,
        metadata.page,
        metadata.publication,
        " ".join(" ".join(article.texts(Role.BYLINE)).split()),
    )


def section_of_path(path: str, root: str) -> str:
    """Return the section a path names: in the file's name (``02-经济.md``), else by its folder below ``root``.

    Of a file's name only words that newspapers use for sections count; of the folders the nearest that is a name
    and not a date or a number.
    """
    from pathlib import PurePath  # all of these only where an article is new

    from reader.page.dates import date_of_path, parse_date
    from reader.page.roles import is_section_name

    for word in _NAME_PARTS.split(PurePath(path).name.partition(".")[0]):
        if is_section_name(word):
            return word
    try:
        folders = PurePath(path).relative_to(root).parts[:-1]
    except ValueError:
        return ""
    for name in reversed(folders):
        if parse_date(name) is None and not _NUMBER_NAME.fullmatch(name) and date_of_path(name) is None:
            return name
    return ""


def make_contents(ordered: Iterable[Entry]) -> Contents:
    """Return the table of contents of entries that stand in print order; sections in the order they appear."""
    grouped: dict[str, list[Entry]] = {}
    for entry in ordered:
        grouped.setdefault(entry.section, []).append(entry)
    unnamed = grouped.pop("", None)
    if unnamed is not None:
        grouped[""] = unnamed  # what names no section comes last
    sections = tuple(Section(name, tuple(entries)) for name, entries in grouped.items())
    places = {
        entry.key: (at, number) for at, section in enumerate(sections) for number, entry in enumerate(section.entries)
    }
    return Contents(sections, places)
