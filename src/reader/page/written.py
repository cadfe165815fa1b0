"""Blocks of a file that was written as Markdown: lists with all that belongs to their items, lazy lines of quotations.

The scanner of ``formats/blocks`` knows no context, because on a torn page an indent says nothing. Where a file was
written, CommonMark's rules hold (list items, laziness): what stands in as far as an item's words belongs to the item.
"""

from __future__ import annotations

from itertools import chain

from reader.formats.blocks import BULLET
from reader.formats.document import BlockKind, RawBlock
from reader.lazy import LazyPattern
from reader.model import SourceText
from reader.page.patterns import is_terminal
from reader.value import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TAB = 4  # columns between tab stops (CommonMark, tabs)
_ITEM = LazyPattern(r"(?P<mark>[ \t]*(?:[-*+]|\d{1,9}[.)]))(?P<space>[ \t]+)(?=\S)")
_INSIDE = frozenset({BlockKind.TEXT, BlockKind.LIST, BlockKind.CODE})  # what may belong to an item
_FIRST_ITEM = LazyPattern(r"[ ]{0,3}1[.)][ \t]+\S")  # the only number that may interrupt a paragraph
_FENCE = LazyPattern(r"[ \t]*(`{3,}|~{3,})")
_OPENS_BLOCK = LazyPattern(r"[ \t]*(?:[>|#]|`{3}|~{3}|(?:[-_*=][ \t]*){3,}$)")


def written_blocks(blocks: Iterable[RawBlock], *, lazy_quotes: bool) -> list[RawBlock]:
    """Return ``blocks`` with the lines that go on with a list or a quotation in it.

    A line without a mark below a quotation goes on with it where ``lazy_quotes`` says so, or its sentence is open:
    in mail the answer stands there.
    """
    found: list[RawBlock] = []
    lines: list[list[SourceText]] = []  # of each block found: lists grow line by line
    offset = 0  # the columns an item's words stand in by, while a list is open
    for block in chain.from_iterable(map(_with_first_items, blocks)):
        kind = found[-1].kind if found else None
        belongs = bool(offset) and block.kind in _INSIDE and _columns(block.lines[0].string) >= offset
        belongs = belongs and not _has_open_fence(block)
        if kind is BlockKind.LIST and offset and _goes_on(block, belongs=belongs):
            last = lines[-1][-1]
            blank = [SourceText("", ((0, last.source_offset(len(last))),))] if block.gap else []
            lines[-1] += [*blank, *block.lines]
        elif lines and _is_lazy(kind, lines[-1], block, lazy_quotes=lazy_quotes):
            lines[-1] += block.lines
        else:
            parts = _items_apart(block) if belongs and block.kind is BlockKind.TEXT else [block]
            found += parts
            lines += [list(part.lines) for part in parts]
            if block.kind is BlockKind.LIST:
                offset = _content_offset(block.lines[0].string)
            elif not belongs:
                offset = 0
    return [replace(block, lines=tuple(each)) for block, each in zip(found, lines, strict=True)]


def _goes_on(block: RawBlock, *, belongs: bool) -> bool:
    """Return whether ``block`` goes on with the open list right above it: inside an item, or with the next one."""
    if block.kind is BlockKind.CODE:
        return False
    return belongs or (not block.gap and block.kind is BlockKind.LIST and bool(_ITEM.match(block.lines[0].string)))


def continued(lines: Sequence[str]) -> list[bool]:
    """Return of each line of a list whether it goes on with the paragraph of the line above it (a soft line break)."""
    found: list[bool] = []
    fence, open_text, offset = "", False, 0
    for line in lines:
        mark = _FENCE.match(line)
        if not line.strip():
            open_text = bool(fence)
            found.append(False)
            continue
        if fence or mark:
            if mark and (not fence or (mark[1].startswith(fence) and not line.strip(" \t`~"))):
                fence = "" if fence else mark[1]
            open_text = False
            found.append(False)
            continue
        bullet = BULLET.match(line)
        if bullet:
            offset = _content_offset(line)
        goes_on = open_text and not bullet and not _OPENS_BLOCK.match(line)
        found.append(goes_on)
        # Below a blank line, what stands in by four columns more is code.
        open_text = bool(bullet or goes_on or (offset and _columns(line) < offset + TAB)) and not _is_table_row(line)
    return found


def _is_table_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _with_first_items(block: RawBlock) -> list[RawBlock]:
    """Return plain lines, and apart from them the list that begins among them."""
    if block.kind is BlockKind.TEXT:
        for at, line in enumerate(block.lines):
            if at and _FIRST_ITEM.match(line.string):
                return [
                    replace(block, lines=block.lines[:at]),
                    RawBlock(BlockKind.LIST, block.lines[at:]),
                ]
    return [block]


def _items_apart(block: RawBlock) -> list[RawBlock]:
    """Return what goes on with an item below its code or table, and apart from it the items that follow."""
    at = next((at for at, line in enumerate(block.lines) if at and _ITEM.match(line.string)), 0)
    if not at:
        return [block]
    return [replace(block, lines=block.lines[:at]), RawBlock(BlockKind.LIST, block.lines[at:])]


def _is_lazy(kind: BlockKind | None, above: Sequence[SourceText], block: RawBlock, *, lazy_quotes: bool) -> bool:
    """Return whether plain lines go on with the paragraph that ends the lines ``above`` (CommonMark, laziness)."""
    if block.gap or block.kind is not BlockKind.TEXT or _has_open_fence(block):
        return False
    last = above[-1].string
    if not last.strip() or _OPENS_BLOCK.match(last):
        return False
    if kind is BlockKind.QUOTE:
        return lazy_quotes or not is_terminal(last)
    return kind is BlockKind.LIST and bool(_ITEM.match(above[0].string)) and not is_terminal(last)


def _has_open_fence(block: RawBlock) -> bool:
    """Return whether a fence stands among plain lines: nothing closes it, and in a list another one would."""
    return block.kind is BlockKind.TEXT and any(_FENCE.match(line.string) for line in block.lines)


def _columns(line: str) -> int:
    """Return how many columns a line stands in."""
    columns = 0
    for char in line:
        if char == "\t":
            columns += TAB - columns % TAB
        elif char == " ":
            columns += 1
        else:
            break
    return columns


def _content_offset(line: str) -> int:
    """Return the column at which the words of an item begin; 0 when CommonMark knows no such item."""
    item = _ITEM.match(line)
    if item is None:
        return 0
    mark = _columns(line) + len(item["mark"].lstrip())
    columns = _columns(" " * mark + item["space"]) - mark
    return mark + (columns if columns <= TAB else 1)
