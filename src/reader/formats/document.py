"""What a format hands on: raw blocks of lines with their places in the source, and the fields above them."""

from __future__ import annotations

from enum import Enum, auto

from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.model import Encoding, Field, Problem, SourceText, Span


class BlockKind(Enum):
    """What the form of some lines says, before anyone asks what they are on the page."""

    TEXT = auto()
    HEADING = auto()
    LIST = auto()
    QUOTE = auto()
    TABLE = auto()
    CODE = auto()
    RULE = auto()
    UNDERLINE = auto()  # what makes the line above it a heading


class RawBlock(Value):
    """Lines that stand together in the source. Block marks (``#``, ``>``, fences) are taken off.

    ``level`` is a heading's, from 1. ``gap`` counts the blank lines above. ``lined`` says that the lines are to stay
    as they stand.
    """

    kind: BlockKind
    lines: tuple[SourceText, ...]
    level: int = 0
    gap: int = 0
    lined: bool = False


class Part(Value):
    """One stretch of a file with fields of its own: the whole of most files, one article of a YAML bulletin."""

    fields: tuple[Field, ...]
    blocks: tuple[RawBlock, ...]
    one_article: bool = False  # the file says that this is one story, whatever headings stand in it


class Document(Value):
    """A file as its format reads it.

    ``data`` are stretches of front matter or YAML, markup and values alike. ``markdown`` says that inline marks
    may be meant as such; ``ordinary`` that the file was written, not scanned, so that its breaks are right;
    ``fenced`` that code stands in it, so that it was written too unless the rest says it was printed.
    """

    path: str
    source: str
    encoding: Encoding
    parts: tuple[Part, ...]
    data: tuple[Span, ...] = ()
    markdown: bool = False
    ordinary: bool = False
    fenced: bool = False
    problems: tuple[Problem, ...] = ()
