"""An article as clean text: unwrapped UTF-8, one line a paragraph, a blank line between blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.display.choice import DRAWN
from reader.formats.inline import read_inline
from reader.model import LINED_ROLES, Article, Block, Role

if TYPE_CHECKING:
    from reader.language import Language


def article_text(article: Article, language: Language, origin: str, characters: str = "") -> str:
    """Return ``article`` as text, with where it came from in its last line. Ends with a line break.

    ``characters``, when given, is said there too (see Drawer.form).
    """
    parts: list[str] = []
    lead = ""
    before: Block | None = None
    for block in article.blocks:
        text = block_text(block)
        if block.role is Role.DATELINE:
            lead, before = text, block
            continue
        if before:
            if block.role is Role.PARAGRAPH:
                text = lead + dateline_gap(before, block) + text
            else:
                parts.append(lead)
            lead, before = "", None
        parts.append("* * *" if block.role is Role.RULE else text)
    if lead:
        parts.append(lead)
    parts.append(origin_line(article, language, origin, characters))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def dateline_gap(dateline: Block, paragraph: Block) -> str:
    """Return the space between a dateline and its paragraph: one where the source has one."""
    return "" if dateline.text.source_offset(len(dateline.text)) == paragraph.text.start else " "


def block_text(block: Block) -> str:
    """Return a block's words without inline marks; address and title of a link follow its words in brackets."""
    inline = read_inline(block.text, markup=block.markup)
    string = inline.text.string
    outer_first = list(reversed(inline.marks))
    for mark in sorted(outer_first, key=lambda each: -each.end):  # from the end, so that places stay right
        target = "" if mark.target == string[mark.start : mark.end] else mark.target
        if aside := ": ".join(filter(None, (mark.title, target))):
            string = f"{string[: mark.end]} ({aside}){string[mark.end :]}"
    if block.role in LINED_ROLES:
        return string
    return string if "\n" not in string else "\n".join(line.strip() for line in string.split("\n"))


def origin_line(article: Article, language: Language, origin: str, characters: str = "") -> str:
    """Return the line that says where the text came from: publication, date, page, section, file, and in which form."""
    metadata = article.metadata
    parts = [
        metadata.publication,
        metadata.date.isoformat() if metadata.date else "",
        language.text("facts.page", page=metadata.page) if metadata.page else "",
        metadata.section,
        metadata.source if metadata.source != metadata.publication else "",
        origin,
        _form(characters, language),
    ]
    return language.text("export.origin", origin=" · ".join(part for part in parts if part))


def _form(characters: str, language: Language) -> str:
    if not characters:
        return ""
    return language.text("export.drawn" if characters == DRAWN else "export.source")
