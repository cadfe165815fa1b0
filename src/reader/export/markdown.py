"""An article as Markdown that reads back as the same article: front matter for the title lines, then the body."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.export.text import dateline_gap
from reader.formats.blocks import BULLET, parse_blocks
from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import Article, Block, Role, SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = (("kicker", Role.KICKER), ("title", Role.HEADLINE), ("deck", Role.DECK), ("author", Role.BYLINE))
# Fences of code and of front matter count wherever they open a line; what else opens a block, parse_blocks knows.
_FENCE = LazyPattern(r"\s*(?:`{3}|~{3}|\+{3}|---)")
_ESCAPABLE = LazyPattern(r"[!-/:-@\[-`{-~]")
_INLINE_MARK = LazyPattern(r"([\\`*_\[\]<]|~~)")


def article_markdown(article: Article, characters: str = "") -> str:
    """Return ``article`` as Markdown with YAML front matter. Read again it is the same article.

    ``characters``, when given, is said in the front matter (see Drawer.form).
    """
    head, body = _head_and_body(article)
    lines = ["---", *_front_matter(article, head, characters), "---", ""]
    for block, text in body:
        lines += [_block_markdown(block, text), ""]
    return "\n".join(lines)


def _head_and_body(article: Article) -> tuple[list[Block], list[tuple[Block, str]]]:
    """Return the title lines, and the other blocks with their text as Markdown."""
    head: list[Block] = []
    body: list[tuple[Block, str]] = []
    lead = ""
    before: Block | None = None  # the dateline ``lead`` was made from
    in_head = True
    for block in article.blocks:
        in_head = in_head and block.role in {Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE}
        if in_head or block.role in {Role.KICKER, Role.HEADLINE, Role.DECK}:
            head.append(block)
        elif block.role is Role.DATELINE:
            lead, before = _escaped(block), block
        else:
            text = _escaped(block)
            if before:
                text = lead + (dateline_gap(before, block) if block.role is Role.PARAGRAPH else " ") + text
                lead, before = "", None
            body.append((block, text))
    if lead:
        body.append((Block(Role.PARAGRAPH, SourceText(lead)), lead))
    return head, body


def _front_matter(article: Article, head: list[Block], characters: str) -> Iterator[str]:
    for key, role in _FIELDS:
        values = [" ".join(block.text.string.split()) for block in head if block.role is role]
        if role is Role.HEADLINE and not values:
            values = [""]
        if len(values) == 1:
            yield f"{key}: {_quoted(values[0])}"
        elif values:
            yield f"{key}: [{', '.join(_quoted(value) for value in values)}]"
    metadata = article.metadata
    known = {
        "publication": metadata.publication,
        "date": metadata.date.isoformat() if metadata.date else "",
        "page": metadata.page,
        "section": metadata.section,
        "source": metadata.source,
        "summary": metadata.summary,
        "characters": characters,
    }
    for key, value in known.items():
        if value:
            yield f"{key}: {_quoted(value)}"


def _quoted(text: str) -> str:
    """Return ``text`` as a double-quoted scalar: JSON's are YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _escaped(block: Block) -> str:
    """Return a block's text so that Markdown reads it as it stands."""
    string = block.text.string
    if block.markup or block.role in {Role.CODE, Role.TABLE}:
        return string
    if block.role is Role.LIST:
        return "\n".join(_escaped_item(line) for line in string.split("\n"))
    return _INLINE_MARK.sub(r"\\\1", string)


def _escaped_item(line: str) -> str:
    """Return a line of a list with its words escaped; the bullet stays what it is."""
    bullet = BULLET.match(line)
    start = bullet.end() if bullet else 0
    return line[:start] + _INLINE_MARK.sub(r"\\\1", line[start:])


def _block_markdown(block: Block, text: str) -> str:
    if block.role is Role.CROSSHEAD:
        return "#" * min(6, max(2, block.level or 3)) + " " + " ".join(text.split())
    if block.role is Role.QUOTE:
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if block.role is Role.CODE:
        return text if text.lstrip().startswith(("```", "~~~")) else _fenced(text)
    if block.role is Role.RULE:
        return "* * *"
    if block.role in {Role.LIST, Role.TABLE}:
        return text
    return "  \n".join(_plain_line(line.strip()) for line in text.split("\n"))


def _plain_line(line: str) -> str:
    """Return a line of text so that nothing at its beginning opens a block: its first mark gets a backslash."""
    blocks = parse_blocks(SourceText(f"{line}  "))  # with the spaces of a hard line break, which make # a heading
    if not blocks or (blocks[0].kind is BlockKind.TEXT and not _FENCE.match(line)):
        return line
    mark = _ESCAPABLE.search(line)
    return f"{line[: mark.start()]}\\{line[mark.start() :]}" if mark else line


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
