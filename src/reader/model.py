"""The frozen values everything else is made of: spans, source text, blocks, repairs, articles, bulletins.

Offsets are counted in characters of the decoded source text, from 0; spans are half-open. Line numbers
count from 1. This module imports nothing of ours.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from typing import Any


class Span(Value):
    """A half-open stretch of the decoded source, in characters. Spans sort as they stand there."""

    start: int
    end: int

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)


class SourceText(Value):
    """Readable text that knows, for each of its characters, where in the source it stands.

    ``anchors`` are pairs (index in ``string``, source offset), ascending by index; from an anchor on, the
    offsets run on one by one until the next. A space that stands for a line break points at that break.
    """

    string: str
    anchors: tuple[tuple[int, int], ...] = ((0, 0),)

    def __bool__(self) -> bool:
        return bool(self.string)

    def __len__(self) -> int:
        return len(self.string)

    def source_offset(self, index: int) -> int:
        """Return the source offset of character ``index``; one past the end is allowed."""
        at, offset = self.anchors[max(0, bisect_right(self.anchors, (index, 1 << 62)) - 1)]
        return offset + index - at

    def slice(self, start: int, end: int) -> SourceText:
        """Return characters ``start`` to ``end`` with their offsets."""
        string = self.string[start:end]
        anchors = self.anchors
        if len(anchors) == 1:
            at, offset = anchors[0]
            return SourceText(string, ((0, offset + start - at),))
        first, last = bisect_right(anchors, (start, 1 << 62)), bisect_left(anchors, (end, -1))
        kept = [(0, self.source_offset(start))]
        kept += [(at - start, offset) for at, offset in anchors[first:last]]
        return SourceText(string, tuple(kept))

    def strip(self, characters: str | None = None) -> SourceText:
        """Return the text without white space (or ``characters``) at its ends."""
        left = len(self.string) - len(self.string.lstrip(characters))
        right = len(self.string.rstrip(characters))
        if left == 0 and right == len(self.string):
            return self
        return self.slice(left, max(left, right))

    def spans(self) -> tuple[Span, ...]:
        """Return the stretches of the source this text was taken from, in its own order."""
        found: list[Span] = []
        for number, (at, offset) in enumerate(self.anchors):
            end = self.anchors[number + 1][0] if number + 1 < len(self.anchors) else len(self.string)
            if end <= at:
                continue
            if found and found[-1].end == offset:
                found[-1] = Span(found[-1].start, offset + end - at)
            else:
                found.append(Span(offset, offset + end - at))
        return tuple(found)

    @property
    def start(self) -> int:
        """The source offset of the first character."""
        return self.source_offset(0)

    @staticmethod
    def concat(parts: Iterable[SourceText]) -> SourceText:
        """Return the parts, one after the other, as one text."""
        strings: list[str] = []
        anchors: list[tuple[int, int]] = []
        length = 0
        for part in parts:
            if not part.string:
                continue
            for at, offset in part.anchors:
                if anchors and at == 0 and anchors[-1][1] + length - anchors[-1][0] == offset:
                    continue
                anchors.append((at + length, offset))
            strings.append(part.string)
            length += len(part.string)
        return SourceText("".join(strings), tuple(anchors) or ((0, 0),))


class Role(StrEnum):
    """What a block is on the page. The values are the names used in the schema ``bulletin/1``."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "para"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    CREDIT = "credit"
    LIST = "list"
    VERSE = "verse"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    RULE = "rule"
    SLUG = "slug"
    FOLIO = "folio"
    JUMP = "jump"
    EDITOR = "editor"
    FURNITURE = "furniture"
    DATA = "data"
    FIELDS = "fields"


TITLE_ROLES = frozenset({Role.KICKER, Role.HEADLINE, Role.DECK})
FURNITURE_ROLES = frozenset({Role.SLUG, Role.FOLIO, Role.JUMP, Role.EDITOR, Role.FURNITURE, Role.FIELDS})
LINED_ROLES = frozenset({Role.LIST, Role.VERSE, Role.QUOTE, Role.TABLE, Role.CODE, Role.DATA, Role.FIELDS})
# Roles that front matter may state for a block whose look does not tell it.
STATABLE_ROLES = frozenset({Role.PARAGRAPH, Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.LIST, Role.VERSE, Role.DATA})


class Block(Value):
    """One piece of an article, or of the page's furniture.

    ``level`` is the depth of a crosshead (1 is the highest). ``markup`` says that the text may hold inline
    Markdown. ``soft`` says that the break before this block may not be real.
    """

    role: Role
    text: SourceText
    level: int = 0
    markup: bool = False
    soft: bool = False


class LazyBlocks(Sequence[Block]):
    """The blocks of a long article, each made when it is asked for: thirty thousand of them are not kept as values."""

    __slots__ = ()

    @abstractmethod
    def roles(self) -> Iterator[Role]:
        """Yield the role of each block."""

    @abstractmethod
    def block(self, number: int) -> Block:
        """Return a block by its number, from 0."""

    def __getitem__(self, which: int | slice) -> Any:
        if isinstance(which, slice):
            return tuple(map(self.block, range(*which.indices(len(self)))))
        if not -len(self) <= which < len(self):
            raise IndexError(which)
        return self.block(which % len(self))

    def __iter__(self) -> Iterator[Block]:
        return map(self.block, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyBlocks | tuple):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))


def roles_of(blocks: Sequence[Block]) -> Iterator[Role]:
    """Yield the role of each block; those of a long article are not made for it."""
    return blocks.roles() if isinstance(blocks, LazyBlocks) else (block.role for block in blocks)


def blocks_in(blocks: Sequence[Block], *wanted: Role) -> Iterator[tuple[int, Block]]:
    """Yield the blocks in one of some roles, with their numbers."""
    for number, role in enumerate(roles_of(blocks)):
        if role in wanted:
            yield number, blocks[number]


class RepairKind(StrEnum):
    """What a repair did to the page as stored."""

    JOIN = "join"  # two source blocks became one
    UNWRAP = "unwrap"  # line ends inside a paragraph were closed up
    LIFT = "lift"  # a block was moved out of the text it interrupted
    ASSIGN = "assign"  # a plain line was given to the article below it, or to an advertisement above
    COLUMNS = "columns"  # columns that stood side by side were put one below the other


class Repair(Value):
    """One change made to a page as stored: what, where, why, and how sure (0 to 1)."""

    kind: RepairKind
    spans: tuple[Span, ...]
    reason: str
    confidence: float

    @property
    def key(self) -> str:
        """A name for this repair among those of its file, the same each time the same text is read."""
        return f"{self.kind}:{self.spans[0].start}:{self.spans[-1].end}"


class Field(Value):
    """One entry of front matter or of a header: a canonical key and its values."""

    key: str
    values: tuple[SourceText, ...]

    @property
    def text(self) -> str:
        """All values on one line."""
        return "、".join(value.string for value in self.values)


class Metadata(Value):
    """What is known of an article beside its text. Everything may be missing."""

    publication: str = ""
    date: datetime.date | None = None
    page: str = ""
    section: str = ""
    source: str = ""
    summary: str = ""
    fields: tuple[Field, ...] = ()


_MAX_NAME = 40  # characters of a text that stand for a headline


def _shortened(text: str) -> str:
    """Return a text cut to the length of a headline: behind a mark or a word, never within a number."""
    if len(text) <= _MAX_NAME:
        return text
    end = max(text.rfind(char, _MAX_NAME // 2, _MAX_NAME + 1) for char in " ，。；！？、：")
    if end < 0:
        end = _MAX_NAME
        while end > 1 and text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalnum():
            end -= 1
    return text[: end if end > 1 else _MAX_NAME].rstrip(" ,.;:，。；：、") + "…"


class Article(Value):
    """One story: its blocks in reading order, the title lines first.

    ``number`` counts from 1 within its file. A dateline stands as a block of its own right before the
    paragraph it opens.
    """

    number: int
    blocks: Sequence[Block]
    metadata: Metadata = Metadata()

    @property
    def start(self) -> int:
        """The source offset its first block begins at: places in an article are kept relative to it."""
        return self.blocks[0].text.start if self.blocks else 0

    def texts(self, role: Role) -> tuple[str, ...]:
        """Return the texts of all blocks in ``role``."""
        return tuple(block.text.string for _, block in blocks_in(self.blocks, role))

    @property
    def headline(self) -> str:
        """The headline on one line, or what comes nearest to one, or nothing."""
        for role in (Role.HEADLINE, Role.KICKER, Role.DECK):
            if found := self.texts(role):
                return " ".join(" ".join(found).split())
        for block in self.blocks:
            if line := block.text.string.strip():
                return _shortened(" ".join(line[: 2 * _MAX_NAME].split()))
        return ""

    @property
    def body(self) -> tuple[Block, ...]:
        """All blocks but the title lines."""
        return tuple(block for block in self.blocks if block.role not in TITLE_ROLES)


class Encoding(Value):
    """How the bytes of a file were read: the codec's name, and how many places were damaged."""

    name: str = "utf-8"
    damaged: int = 0


class ProblemKind(StrEnum):
    """What can be wrong with a bulletin. Each has its sentence in every language catalogue."""

    # the file could not be read at all
    MISSING = "missing"
    VANISHED = "vanished"
    BROKEN_LINK = "broken-link"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not-a-file"
    SYMLINK_LOOP = "symlink-loop"
    FILE_NAME = "file-name"
    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too-large"
    GZIP_DAMAGED = "gzip-damaged"
    TOO_DEEP = "folder-too-deep"
    # it was read, but something in it is wrong
    DAMAGED_TEXT = "damaged-text"
    CONTROL_BYTES = "control-characters"
    FRONT_MATTER = "front-matter"
    FRONT_MATTER_OPEN = "front-matter-open"
    FRONT_MATTER_LARGE = "front-matter-large"
    YAML = "yaml"
    YAML_QUOTES = "yaml-quotes"
    YAML_ALIASES = "yaml-aliases"
    YAML_DEPTH = "yaml-depth"
    YAML_SIZE = "yaml-size"
    YAML_SHAPE = "yaml-shape"
    DATE = "date"
    DUPLICATE = "duplicate"
    COLUMNS = "columns"
    MARKS = "marks"
    INDEX_DAMAGED = "index-damaged"
    INDEX_UNUSABLE = "index-unusable"
    INTERNAL = "internal"


class Problem(Value):
    """Something wrong with a file: its path, the line (0: the whole file), what kind, and the particulars.

    The sentence for a reader is made from ``kind`` and ``details`` by the language catalogue.
    """

    kind: ProblemKind
    path: str
    line: int = 0
    details: tuple[tuple[str, str], ...] = ()


class Bulletin(Value):
    """One file, rebuilt: its articles, what stood around them, and what was changed on the way."""

    path: str
    encoding: Encoding
    source: str
    articles: tuple[Article, ...]
    furniture: tuple[Block, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
