"""What is known of an article beside its text: from fields above it, from the page's running head, from its path."""

from __future__ import annotations

import re

from reader.formats import fields as keys
from reader.formats.files import problem
from reader.lazy import LazyPattern
from reader.model import Field, Metadata, Problem, ProblemKind, Role
from reader.page.dates import date_of_path, parse_date
from reader.page.patterns import OTHER_PAPER_ZH, PAGE_MARK, PAGE_ZH, PAPER_ZH
from reader.page.roles import is_section_name
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.formats.clean import Lines
    from reader.model import Block, SourceText

_PAGE_NUMBER = LazyPattern(r"[A-Z]?\d{1,3}")
_AT_AN_END = LazyPattern(r"(?<![\s\S])(\d{1,3})(?=[ \u3000])|(?<=[ \u3000])(\d{1,3})$")  # of a line with a date
_ENGLISH_PAPER = LazyPattern(r"(?!Page\b|PAGE\b)(?:THE |The )?[A-Z][\w'’. -]{2,40}$")


def from_fields(fields: tuple[Field, ...], path: str, lines: Lines) -> tuple[Metadata, list[Problem]]:
    """Return what ``fields``, taken from these ``lines``, say; a date nobody can read is a problem and not a guess."""
    said = {field.key: field for field in reversed(fields)}
    problems = []
    date = None
    if dated := said.get(keys.DATE):
        date = parse_date(dated.text)
        if date is None:
            line = lines.of(dated.values[0].start)
            problems.append(problem(ProblemKind.DATE, path, line, value=dated.text[:60]))
    section = _first(said, keys.SECTION) or _first(said, keys.TAGS)
    page = _text(said, keys.PAGE)
    return Metadata(
        publication=_text(said, keys.PUBLICATION),
        date=date,
        page=_page(page),
        section=section,
        source=_text(said, keys.SOURCE),
        summary=_text(said, keys.SUMMARY),
        fields=fields,
    ), problems


def _text(said: dict[str, Field], key: str) -> str:
    return " ".join(said[key].text.split()) if key in said else ""


def _first(said: dict[str, Field], key: str) -> str:
    """Return the first value: of several categories or tags the first one names the section."""
    if key not in said:
        return ""
    first = said[key].values[0].string
    if key == keys.TAGS:
        first = re.split("[,，;；、]", first)[0]
    return " ".join(first.split())


def _page(text: str) -> str:
    """Return the page number without ``第``, ``版`` and leading zeros: pages can share a name, never a number."""
    match = _PAGE_NUMBER.search(text.upper())
    return re.sub(r"(?<![0-9])0+(?=\d)", "", match[0]) if match else text


def from_running_heads(
    furniture: Sequence[Block], known: Metadata, given: Callable[[SourceText], SourceText]
) -> Metadata:
    """Fill what the fields left open from the page's own head lines: paper, date, page number, section.

    ``given`` returns a text with the characters that stand on the page, place by place.
    """
    for block in furniture:
        if block.role is not Role.FOLIO:
            continue
        line, printed = block.text.string, given(block.text).string
        known = replace(
            known,
            publication=known.publication or _as_printed(_publication(line), line, printed),
            date=known.date or parse_date(line),
            page=known.page or _page_in(line),
            section=known.section or _as_printed(_section(line), line, printed),
        )
    return known


def _as_printed(name: str, line: str, printed: str) -> str:
    """Return ``name``, found in ``line``, with the characters that stand at its place in ``printed``."""
    at = line.find(name)
    return name if at < 0 else printed[at : at + len(name)]


def _page_in(line: str) -> str:
    """Return the page number a running head or folio gives."""
    match = PAGE_ZH.search(line) or PAGE_MARK.match(line)
    if match is None and parse_date(line):
        match = _AT_AN_END.search(line)
    return _page(next(filter(None, match.groups()))) if match else ""


def _publication(line: str) -> str:
    if match := PAPER_ZH.search(line) or OTHER_PAPER_ZH.match(line):
        return match[0]
    if _ENGLISH_PAPER.match(line) and parse_date(line) is None and not _page_in(line):
        name = " ".join(line.split())
        return name.title() if name.isupper() and len(name) > 3 else name
    return ""


def _section(line: str) -> str:
    for word in re.split("[ \u3000|丨·,，]+", line):
        name = re.sub(r"^第?\s*[A-Z]?\d{1,3}\s*版[:：]?", "", word)
        if name and is_section_name(name):
            return name
    return ""


def with_path_date(known: Metadata, path: str) -> Metadata:
    """Fill the date from the file's name or its nearest dated folder when nothing inside the file gives one."""
    return known if known.date else replace(known, date=date_of_path(path))
