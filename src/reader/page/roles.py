"""Pieces to roles: what a line is by its own look. Where it stands in its story is decided in ``stories``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import Role
from reader.page import patterns
from reader.page.patterns import cells, is_han, is_terminal
from reader.page.pieces import MAX_VERSE_CELLS

if TYPE_CHECKING:
    from reader.page.pieces import Piece

MAX_TITLE_CELLS = 100  # a longer line is a paragraph whatever it ends in
MAX_LABEL_CELLS = 120  # of a caption, a byline or furniture that is known by its end only
_SENTENCE_MARKS = LazyPattern("[。；]|[，,].*[，,].*[，,]")

_KIND_ROLES = {
    BlockKind.LIST: Role.LIST,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.TABLE: Role.TABLE,
    BlockKind.CODE: Role.CODE,
    BlockKind.RULE: Role.RULE,
}


def own_role(piece: Piece) -> Role | None:
    """Return the role a piece has wherever it stands, or None when that depends on its neighbours.

    Headings and plain text stay open; None for them means a title line, a crosshead or a paragraph.
    """
    text = piece.string
    if piece.kind is BlockKind.HEADING:
        return None
    if "\n" not in text and (furniture := furniture_role(text)):
        return furniture
    if role := _KIND_ROLES.get(piece.kind):
        return role
    if "\n" in text:
        return Role.VERSE if all(cells(line) <= MAX_VERSE_CELLS for line in text.split("\n")) else None
    if caption := caption_role(text):
        return caption
    return Role.BYLINE if is_byline(text) else None


def furniture_role(text: str) -> Role | None:
    """Return which kind of page furniture a line is, if any."""
    if len(text) > MAX_LABEL_CELLS:
        return None
    if patterns.JUMP.match(text):
        return Role.JUMP
    if patterns.EDITOR.match(text) and not is_terminal(text):
        return Role.EDITOR
    if patterns.FOLIO.match(text):
        return Role.FOLIO
    if patterns.MASTHEAD.match(text) or patterns.MASTHEAD_EN.match(text):
        return Role.FOLIO
    return Role.FOLIO if patterns.RUNNING_DATE.fullmatch(text) else None


def caption_role(text: str) -> Role | None:
    """Return caption or credit for a line that belongs to a picture."""
    if cells(text) > 4 * MAX_LABEL_CELLS:
        return None
    if text.rstrip(")） ").endswith(("文/摄", "文并摄", "文／摄", "文/图", "摄影报道")):
        return None  # a reporter who also took the pictures
    if patterns.CREDIT.match(text):
        return Role.CREDIT
    if patterns.CAPTION_START.match(text):
        return Role.CAPTION
    if cells(text) <= 2 * MAX_LABEL_CELLS and patterns.CREDIT_END.search(text) and len(text) > 6:
        return Role.CAPTION
    return None


def is_byline(text: str) -> bool:
    """Return whether a line says who wrote the story and nothing else."""
    if cells(text) > MAX_LABEL_CELLS:
        return False
    return bool(patterns.BYLINE_ZH.match(text) or patterns.BYLINE_EN.match(text))


def is_section_name(text: str) -> bool:
    """Return whether a line is the name of a section and nothing else."""
    return text.strip("【】[]〔〕■●◆ \u3000#·").casefold() in patterns.SECTION_NAMES


def is_title_line(text: str) -> bool:
    """Return whether a plain line could stand among the title lines of a story."""
    if not text or "\n" in text or cells(text) > MAX_TITLE_CELLS:
        return False
    if text[0] in "，,。、；;：:！？)）]】》”’.%" or text[0].islower():
        return False
    if text.endswith(("！", "？", "!", "?", "”", "’", "》", "）", ")", '"')):
        return _SENTENCE_MARKS.search(text) is None
    if text.endswith((",", "，", "、", "；", ";", "：", ":")) or is_terminal(text):
        return False
    return _SENTENCE_MARKS.search(text) is None


def opens_story(text: str) -> bool:
    """Return whether a paragraph opens with a dateline, as the first one of a story does."""
    return dateline_end(text) > 0


def dateline_end(text: str) -> int:
    """Return how many characters of the dateline open ``text``; 0 when there is none."""
    for pattern in (patterns.DATELINE_ZH_START, patterns.DATELINE_EN_START):
        if (match := pattern.match(text)) and match.end() < len(text):
            return match.end()
    return 0


def trailing_byline_start(text: str) -> int:
    """Return where a byline that closes a paragraph begins, or 0."""
    match = patterns.BYLINE_ZH_END.search(text, max(0, len(text) - 60))
    return match.start() if match and match.start() > 0 else 0


def is_chinese(text: str) -> bool:
    """Return whether a line is mostly Chinese."""
    han = sum(map(is_han, text))
    return han * 2 >= len(text) - text.count(" ")
