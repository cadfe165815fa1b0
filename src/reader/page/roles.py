"""Pieces to roles: what a line is by its own look. Where it stands in its story is decided in ``stories``."""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import Role
from reader.page import patterns
from reader.page.lexicon import SURNAMES, names_section
from reader.page.line_roles import caption_role, furniture_role, is_byline
from reader.page.patterns import cells, is_han, is_terminal
from reader.page.pieces import MAX_VERSE_CELLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.page.pieces import Piece

MAX_TITLE_CELLS = 100  # a longer line is a paragraph whatever it ends in
_FIGURES = LazyPattern(r"\d|: |^(?:此致|敬礼|读者)")  # what lines of figures, notices and the ends of letters have
_AROUND_NAMES = "【】[]〔〕■●◆ \u3000#·|~_"
_NUMBERED = LazyPattern(r"[一二三四五六七八九十]{1,3}、")
_SENTENCE_MARKS = LazyPattern("[。；]|[，,].*[，,].*[，,]")

_SENTENCE_ENDS = ("。", ".", "！", "？", "!", "?", "…", "”", '"')

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
    if piece.kind is BlockKind.LIST and is_byline(text):
        return Role.BYLINE  # the square before it is a bullet only by its look
    if role := _KIND_ROLES.get(piece.kind):
        return role
    if "\n" in text:
        return lined_role(text)
    if caption := caption_role(text):
        return caption
    return Role.BYLINE if is_byline(text) else None


def lined_role(text: str) -> Role | None:
    """Return the role of lines that are meant as lines: a list, figures, verse, or None for anything longer.

    The lines alone decide, so that an exported article comes back with the same roles.
    """
    lines = text.split("\n")
    if all(_NUMBERED.match(line) for line in lines):
        return Role.LIST
    if 2 * sum(_FIGURES.search(line) is not None for line in lines) >= len(lines):
        return Role.DATA if all(cells(line) <= MAX_TITLE_CELLS for line in lines) else None
    return Role.VERSE if all(cells(line) <= MAX_VERSE_CELLS for line in lines) else None


def bare_name(text: str) -> str:
    """Return the name of a section or a column without the brackets, squares and strokes that stand around it."""
    return text.strip(_AROUND_NAMES)


def is_section_name(text: str) -> bool:
    """Return whether a line is the name of a section or a column and nothing else."""
    name = bare_name(text)
    if name and is_han(name[0]) and is_han(name[-1]):
        name = "".join(name.split())  # set wide, as the names of sections are
    if names_section(name):
        return True
    return patterns.COLUMN_EN.match(name) is not None and name.split()[-1].casefold() in patterns.COLUMN_WORDS


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
    if text.endswith(_SENTENCE_ENDS):  # as most do: a byline ends in a name, or in a bracket
        return 0
    start = max(0, len(text) - 60)
    match = patterns.BYLINE_ZH_END.search(text, start)
    if match is None and (match := patterns.NAME_ZH_END.search(text, start)) and match[1][0] not in SURNAMES:
        return 0
    return match.start() if match and match.start() > 0 else 0


def jump_start(text: str) -> int:
    """Return where a jump line in brackets that closes a paragraph begins, or 0."""
    match = patterns.JUMP_END.search(text, max(0, len(text) - patterns.MAX_JUMP))
    return match.start() if match else 0


def is_chinese(text: str) -> bool:
    """Return whether a line is mostly Chinese."""
    han = sum(map(is_han, text))
    return han * 2 >= len(text) - text.count(" ")
