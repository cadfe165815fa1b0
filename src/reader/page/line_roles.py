"""What a single line is by its words alone: page furniture, a caption, a byline."""

from __future__ import annotations

from reader.model import Role
from reader.page import patterns
from reader.page.lexicon import names_section
from reader.page.other_languages import is_foreign_byline, is_foreign_caption, is_foreign_credit, is_foreign_jump
from reader.page.patterns import cells, is_terminal

_STOP = "。"  # ends a sentence, and no furniture but an imprint
MAX_LABEL_CELLS = 120  # of a caption, a byline or furniture that is known by its end only


def furniture_role(text: str) -> Role | None:
    """Return which kind of page furniture a line is, if any."""
    if len(text) > MAX_LABEL_CELLS:
        return None
    text = text.strip(patterns.SPECKS).strip()
    if not text:
        return None
    if text.endswith(_STOP):  # most lines that get here are sentences
        return Role.FURNITURE if patterns.IMPRINT.match(text) else None
    if patterns.JUMP.match(text) or is_foreign_jump(text):
        return Role.JUMP
    if patterns.DRAWN.match(text):
        return None
    if patterns.EDITOR.match(text) and not is_terminal(text):
        return Role.EDITOR
    if patterns.FOLIO.match(text):
        return Role.FOLIO
    if any(pattern.match(text) for pattern in (patterns.IMPRINT, patterns.ADVERTISEMENT, patterns.NAVIGATION)):
        return Role.FURNITURE
    if patterns.MASTHEAD.match(text) or patterns.MASTHEAD_EN.match(text) or patterns.RUNNING_EN.match(text):
        return Role.FOLIO
    if (named := patterns.SECTION_PAGE.match(text)) and names_section(named[1] or named[2]):
        return Role.FOLIO
    return Role.FOLIO if patterns.RUNNING_DATE.fullmatch(text) else None


def caption_role(text: str) -> Role | None:
    """Return caption or credit for a line that belongs to a picture."""
    if cells(text) > 4 * MAX_LABEL_CELLS:
        return None
    if text.rstrip(")） ").endswith(("文/摄", "文并摄", "文／摄", "文/图", "摄影报道")):
        return None  # a reporter who also took the pictures
    if patterns.CREDIT.match(text) or patterns.DRAWN.match(text) or is_foreign_credit(text):
        return Role.CREDIT
    if patterns.CAPTION_START.match(text) or is_foreign_caption(text):
        return Role.CAPTION
    if cells(text) <= 2 * MAX_LABEL_CELLS and patterns.ends_in_credit(text) and len(text) > 6:
        return Role.CAPTION
    return None


def is_byline(text: str) -> bool:
    """Return whether a line says who wrote the story and nothing else."""
    if cells(text) > MAX_LABEL_CELLS:
        return False
    return bool(
        patterns.BYLINE_ZH.match(text)
        or patterns.POSTED.match(text)
        or patterns.BYLINE_EN.match(text)
        or is_foreign_byline(text)
    )
