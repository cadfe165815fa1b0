"""Text to raw blocks: headings, lists, quotes, tables, code and runs of plain lines.

Not a Markdown parser on purpose: on a torn page an indent opens a paragraph and never code, a line of dashes
under a sentence is a rule and no heading, and every character must keep its place in the source. What ordinary
Markdown files use (CommonMark's ATX and setext headings, fences, lists, quotes; GitHub's tables) is read alike.
"""

from __future__ import annotations

import re

from reader.formats.clean import LINE_END, clean, is_clean
from reader.formats.document import BlockKind, RawBlock
from reader.formats.spaced import table_end
from reader.lazy import LazyPattern
from reader.model import SourceText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING = LazyPattern(r"[ \t]{0,3}(#{1,6})(?:[ \t\u3000]+|(?=[^\s#0-9A-Za-z]))(.*)$")
_CLOSING_MARKS = LazyPattern(r"(?<=[ \t])#+$")
_SETEXT = LazyPattern(r"[ \t]{0,3}(={3,}|-{3,})[ \t]*$")
_RULE = LazyPattern(r"[ \t\u3000]*(?:(?:[-_*=·•※—~～][ \t]*){3,}|[*※][ \t]*)$")
_FENCE = LazyPattern(r"[ \t]{0,3}(`{3,}|~{3,})([^`]*)$")
_QUOTE = LazyPattern(r"[ \t]{0,3}>[ \t]?")
BULLET = LazyPattern(
    r"[ \t\u3000]*(?:[-*+•▪●◆■·][ \t]+(?=\S)|[●◆■▪](?=\S)|\d{1,3}[.)、．][ \t]*(?=\D)"
    r"|[（(]?[\d一二三四五六七八九十]{1,3}[)）][ \t]*(?=\S)|[①-⑳][ \t]*)"
)
_CONTINUED = LazyPattern(r"(?:[ ]{2,}|\t)\S")
# Where a link or a note of the text leads (CommonMark, link reference definitions; notes as GitHub writes them).
_DEFINITION = LazyPattern(r"[ ]{0,3}\[(?:\^[^\]\s]{1,60}\]:[ \t]+\S|[^\]^\n]{1,60}\]:[ \t]*<?(?:[a-z]+:|[/.#])\S*)")
_TABLE_ROW = LazyPattern(r"[ \t]*\|.*\|[ \t]*$")
_GRID_EDGE = LazyPattern(r"[ \t]*\+[-=+]{2,}\+[ \t]*$")
_GRID_ROW = LazyPattern(r"[ \t]*(?:\+[-=+]{2,}\+|\|.*\|)[ \t]*$")


def parse_blocks(text: SourceText) -> tuple[RawBlock, ...]:
    """Return the blocks of ``text`` in order. Every visible character but block marks stands in one of them."""
    return blocks_of_lines(split_lines(text))


def blocks_of_lines(lines: Sequence[SourceText]) -> tuple[RawBlock, ...]:
    """Return the blocks of ``lines`` in order, cleaned lines without their ends."""
    return tuple(_Scanner(lines).blocks())


def split_lines(text: SourceText) -> list[SourceText]:
    """Return the lines of ``text`` without their ends, each cleaned of what may not reach a terminal."""
    if len(text.anchors) == 1 and is_clean(text.string):  # as most texts are
        return _plain_lines(text)
    lines, at = [], 0
    for match in LINE_END.finditer(text.string):
        lines.append(clean(text.slice(at, match.start())))
        at = match.end()
    if at < len(text):
        lines.append(clean(text.slice(at, len(text))))
    return lines


def _plain_lines(text: SourceText) -> list[SourceText]:
    """Return the lines of a text that stands in one piece in its source, and ends its lines with line feeds alone."""
    found = []
    at = text.start
    for line in text.string.removesuffix("\n").split("\n") if text else ():
        found.append(SourceText(line, ((0, at),)))
        at += len(line) + 1
    return found


class _Scanner:
    """Walks over the lines once; each method below takes the lines of one block."""

    def __init__(self, lines: Sequence[SourceText]) -> None:
        self.lines = lines
        self.at = 0
        self.gap = 0
        self._underline = -1  # the line that is drawn under a heading
        self._unclosed: dict[str, int] = {}  # the shortest fence of each mark that nothing below closes

    def blocks(self) -> Iterator[RawBlock]:
        while self.at < len(self.lines):
            string = self.lines[self.at].string
            if not string.strip():
                self.gap += 1
                self.at += 1
                continue
            yield self._block(string)
            self.gap = 0

    def _block(self, string: str) -> RawBlock:
        if self.at == self._underline:
            return self._take(BlockKind.UNDERLINE, 1)
        first = string.lstrip(" \t\u3000")[:1]
        if first == "#" and (heading := _HEADING.match(string)):
            return self._heading(heading)
        if first in "`~" and (fence := _FENCE.match(string)):
            return self._fenced(fence[1])
        if first in "-_*=·•※—~～" and _RULE.match(string):
            return self._take(BlockKind.RULE, 1)
        if first == ">" and _QUOTE.match(string):
            return self._quote()
        if first == "|" and _TABLE_ROW.match(string):
            return self._while(BlockKind.TABLE, _TABLE_ROW)
        if first == "+" and _GRID_EDGE.match(string):
            return self._while(BlockKind.TABLE, _GRID_ROW)
        if (end := table_end(self.lines, self.at)) > self.at:
            return self._take(BlockKind.TABLE, end - self.at)
        if first == "[" and _DEFINITION.match(string):
            return self._while(BlockKind.LIST, _DEFINITION)
        if BULLET.match(string):
            return self._list()
        return self._text()

    def _take(self, kind: BlockKind, count: int, level: int = 0) -> RawBlock:
        block = RawBlock(kind, tuple(self.lines[self.at : self.at + count]), level, self.gap)
        self.at += count
        return block

    def _heading(self, match: re.Match[str]) -> RawBlock:
        line = self.lines[self.at]
        self.at += 1
        title = line.slice(*match.span(2)).strip()
        # In two steps: a pattern that looks for the end of the title and of the marks takes the square of its spaces.
        if closing := _CLOSING_MARKS.search(title.string):
            title = title.slice(0, closing.start()).strip()
        return RawBlock(BlockKind.HEADING, (title,), len(match[1]), self.gap)

    def _fenced(self, fence: str) -> RawBlock:
        if len(fence) >= self._unclosed.get(fence[0], len(fence) + 1):
            return self._text()  # looked for above already: a page of open fences must not be read for each
        end = self.at + 1
        closing = re.compile(rf"[ \t]{{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        while end < len(self.lines) and not closing.match(self.lines[end].string):
            end += 1
        if end == len(self.lines):  # never closed: on a torn page these are stray marks, not code to the end
            self._unclosed[fence[0]] = len(fence)
            return self._text()
        # The info string stays: it is part of what the file says.
        block = RawBlock(BlockKind.CODE, tuple(self.lines[self.at : end + 1]), 0, self.gap)
        self.at = end + 1
        return block

    def _quote(self) -> RawBlock:
        lines = []
        while self.at < len(self.lines) and (mark := _QUOTE.match(self.lines[self.at].string)):
            line = self.lines[self.at]
            lines.append(line.slice(mark.end(), len(line)))
            self.at += 1
        return RawBlock(BlockKind.QUOTE, tuple(lines), 0, self.gap)

    def _while(self, kind: BlockKind, pattern: LazyPattern) -> RawBlock:
        end = self.at
        while end < len(self.lines) and pattern.match(self.lines[end].string):
            end += 1
        return self._take(kind, end - self.at)

    def _list(self) -> RawBlock:
        """Take bullets and the indented lines that continue them; a blank line ends the list."""
        end = self.at + 1
        while end < len(self.lines):
            string = self.lines[end].string
            if not string.strip() or not (BULLET.match(string) or _CONTINUED.match(string)):
                break
            end += 1
        return self._take(BlockKind.LIST, end - self.at)

    def _text(self) -> RawBlock:
        end = self.at + 1
        while end < len(self.lines) and not self._ends_text(end):
            end += 1
        if end - self.at == 1 and end < len(self.lines) and self._is_setext(end):
            mark = self.lines[end].string.strip()[0]
            block = RawBlock(BlockKind.HEADING, (self.lines[self.at].strip(),), 1 if mark == "=" else 2, self.gap)
            self.at = self._underline = end
            return block
        return self._take(BlockKind.TEXT, end - self.at)

    def _is_setext(self, at: int) -> bool:
        """Return whether the line at ``at`` underlines the one above as long as a hand would draw it."""
        line = self.lines[at].string
        above = self.lines[at - 1].string.strip()
        return bool(_SETEXT.match(line)) and len(line.strip()) * 2 >= len(above)

    def _ends_text(self, at: int) -> bool:
        string = self.lines[at].string
        stripped = string.lstrip(" \t\u3000")
        if not stripped:
            return True
        first = stripped[0]
        if first == "#":
            return bool(_HEADING.match(string))
        if first == "[":
            return bool(_DEFINITION.match(string))
        if first == "`":
            return bool(_FENCE.match(string))
        if first == "|":
            return bool(_TABLE_ROW.match(string))
        if first in "-_*=·•※—~～" and _RULE.match(string):
            return True
        if (first == "+" and _GRID_EDGE.match(string)) or table_end(self.lines, at) > at:
            return True
        return first in ">-*+•▪●◆■①" and bool(_QUOTE.match(string) or BULLET.match(string))
