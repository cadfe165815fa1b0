"""An article as Markdown that reads back as the same article: front matter for the title lines, then the body."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.export.text import dateline_gap
from reader.formats.blocks import BULLET, parse_blocks
from reader.formats.document import BlockKind
from reader.formats.inline import is_marked, read_inline
from reader.lazy import LazyPattern
from reader.model import STATABLE_ROLES, Article, Block, Role, SourceText
from reader.page.pieces import Piece, join_lines
from reader.page.roles import own_role
from reader.page.spread import closed, is_spread
from reader.page.written import continued, written_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.formats.document import RawBlock

_FIELDS = (("kicker", Role.KICKER), ("title", Role.HEADLINE), ("deck", Role.DECK), ("author", Role.BYLINE))
# Fences of code and of front matter count wherever they open a line; what else opens a block, parse_blocks knows.
_FENCE = LazyPattern(r"\s*(?:`{3}|~{3}|\+{3}|---)")
_ESCAPABLE = LazyPattern(r"[!-/:-@\[-`{-~]")
_INLINE_MARK = LazyPattern(r"([\\`*_\[\]<]|~~|&(?=[#A-Za-z]))")


def article_markdown(article: Article, characters: str = "") -> str:
    """Return ``article`` as Markdown with YAML front matter. Read again it is the same article.

    ``characters``, when given, is said in the front matter (see Drawer.form).
    """
    head, body = _head_and_body(article)
    written = [_block_markdown(block, text) for block, text in body]
    front = list(_front_matter(article, head, characters))
    blocks = [block for block, _ in body]
    page = _page(front, written)
    # Whether its characters are spread is judged of the whole file, which what is stated is a part of.
    for _ in range(2):
        page = _page([*front, *_stated_roles(blocks, written, spread=is_spread(page))], written)
    return page


def _page(front: list[str], written: list[str]) -> str:
    lines = ["---", *front, "---", ""]
    for text in written:
        lines += [text, ""]
    return "\n".join(lines)


def _stated_roles(blocks: list[Block], written: list[str], *, spread: bool) -> Iterator[str]:
    """Yield the front matter that tells the roles of blocks whose look, as Markdown, does not.

    A caption that only its place on the page gave away would come back as a paragraph.
    """
    told = []
    for number, (block, text) in enumerate(zip(blocks, written, strict=True), 1):
        raw = _as_read(text)
        if len(raw) == 1 and raw[0].kind in {BlockKind.TEXT, BlockKind.LIST} and block.role in STATABLE_ROLES:
            lines = [closed(line.strip()) if spread else line.strip() for line in raw[0].lines]
            seen = own_role(Piece(raw[0].kind, join_lines(lines))) or Role.PARAGRAPH
            if seen is not block.role:
                told.append(f"{number} {block.role}")
    if told:
        yield f"roles: {_quoted(', '.join(told))}"


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
        else:
            text = _escaped(block)
            if before and block.role is Role.PARAGRAPH:
                text = lead + dateline_gap(before, block) + text
            elif before:
                body.append((Block(Role.PARAGRAPH, SourceText(lead)), lead))
            lead, before = (text, block) if block.role is Role.DATELINE else ("", None)
            if before is None:
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
    if block.role in {Role.CODE, Role.TABLE, Role.RULE}:
        return string
    if block.role is Role.LIST:
        return string if block.markup else "\n".join(_escaped_item(line) for line in string.split("\n"))
    if not is_marked(string):
        return string
    if block.markup and (read_inline(block.text, markup=True).marks or _opens_no_block(string)):
        return string
    return _INLINE_MARK.sub(r"\\\1", string)


def _opens_no_block(string: str) -> bool:
    return all(_plain_line(line.strip()) == line.strip() for line in string.split("\n"))


def _escaped_item(line: str) -> str:
    """Return a line of a list with its words escaped; the bullet stays what it is."""
    if not is_marked(line):
        return line
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
        return _rule(text)
    if block.role is Role.TABLE:
        return text.lstrip(" \t")  # set in, it would belong to an item above
    if block.role is Role.LIST and _is_list(text):
        return _list(text)
    return "  \n".join(_plain_line(line.strip()) for line in text.split("\n"))


def _is_list(text: str) -> bool:
    """Return whether Markdown, as this program reads it, keeps the lines of a list as lines."""
    return "\n" not in text or [block.kind for block in _as_read(text)] == [BlockKind.LIST]


def _as_read(text: str) -> list[RawBlock]:
    return written_blocks(parse_blocks(SourceText(text)), lazy_quotes=True)


def _list(text: str) -> str:
    """Return a list flush left, so that it belongs to no item above, with line breaks inside its items kept hard."""
    lines = text.split("\n")
    inset = len(text) - len(text.lstrip(" \t"))
    lines = [_less_inset(line, inset) for line in lines]
    breaks = [*continued(lines)[1:], False]
    return "\n".join(line + "  " * hard for line, hard in zip(lines, breaks, strict=True))


def _less_inset(line: str, inset: int) -> str:
    """Return a line of a list set in by so much less, but never so that it would end its item."""
    own = len(line) - len(line.lstrip(" \t"))
    kept = 0 if BULLET.match(line) else min(own, 2)
    return line[own - max(kept, own - inset) :]


def _rule(text: str) -> str:
    """Return a rule as it stands, unless that would not be one between blank lines."""
    kinds = [block.kind for block in parse_blocks(SourceText(text))]
    return text if kinds == [BlockKind.RULE] else "* * *"


def _plain_line(line: str) -> str:
    """Return a line of text so that nothing at its beginning opens a block: its first mark gets a backslash."""
    blocks = parse_blocks(SourceText(f"{line}  "))  # with the spaces of a hard line break, which make # a heading
    if not blocks or (blocks[0].kind is BlockKind.TEXT and not _FENCE.match(line)):
        return line
    bullet = BULLET.match(line)
    # A bullet without such a mark stays: a backslash further on would take nothing of its meaning.
    mark = _ESCAPABLE.search(line[: bullet.end()] if bullet else line)
    return f"{line[: mark.start()]}\\{line[mark.start() :]}" if mark else line


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
