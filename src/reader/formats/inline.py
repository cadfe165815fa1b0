"""Inline Markdown inside one block: emphasis, code, links and images, with the places of what is read.

A subset of CommonMark that never changes a character: marks are left out of the plain text, everything else keeps
its place. Anything unclear (a lone star, an open bracket) is text.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum

from reader.formats.clean import count_forbidden
from reader.lazy import LazyPattern
from reader.model import SourceText
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re


class Mark(StrEnum):
    """What a stretch of plain text is set as."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    STRIKE = "strike"
    ENTITY = "entity"  # a character that stands as its name or number


class Marked(Value):
    """A stretch ``start`` to ``end`` of the plain text, its mark, and where a link or image leads and what it says."""

    start: int
    end: int
    mark: Mark
    target: str = ""
    title: str = ""


class Inline(Value):
    """A block's text without inline marks, and the stretches they stood around."""

    text: SourceText
    marks: tuple[Marked, ...] = ()


# Openers; where strong, struck or code text closes is looked up, because a search for it from each opener would take
# the square of the length.
_SLANTED = r"(?P<star>\*)(?=[^\s*]|\*\*[^\s*])(?P<slanted>[^*\n]*(?:\*\*[^*\n]+\*\*[^*\n]*)*)(?<!\s)\*(?!\*)"
_INLINE = LazyPattern(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)"
    r"|(?P<bang>!?)\[(?P<label>[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*)"
    r"\]\([ \t]{0,9}<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?"
    r"(?:[ \t]{1,9}[\"'](?P<title>[^\"'\n]*)[\"'])?[ \t]{0,9}\)"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^\s<>]+)>"
    r"|(?P<pair>\*\*|__|~~)(?=\S)"
    rf"|{_SLANTED}"
    r"|(?:(?<!\w)|(?<=(?<!\w)__))(?P<line>_)(?=[^\s_])(?P<leaning>[^_\n]*[^\s_])_(?:(?!\w)|(?=__(?!\w)))"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
)
_STAR = LazyPattern(_SLANTED)
_TAG = LazyPattern(r"<[A-Za-z/!?]")  # of HTML, which other programs hide
_HAS_MARK = LazyPattern(r"[\\`\[<*_~&]")
_CLOSER = LazyPattern(r"(?P<ticks>`+)|(?<=\S)(?=(?P<pair>\*\*|__|~~))")  # pairs may overlap: no space before them
_PAIRS = {"**": Mark.STRONG, "__": Mark.STRONG, "~~": Mark.STRIKE}
_NESTED = frozenset({Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.LINK})
MAX_CHARACTERS = 20_000  # of a block that is searched for marks: a longer one is data
MAX_NESTING = 4


def read_inline(text: SourceText, *, markup: bool) -> Inline:
    """Return ``text`` with its inline marks read, when ``markup`` says that it may hold any."""
    if not markup or len(text) > MAX_CHARACTERS or not _HAS_MARK.search(text.string):
        return Inline(text)
    reading = _Reading(text)
    reading.read(0, len(text))
    return Inline(SourceText.concat(reading.parts), tuple(reading.marks))


def plain(text: SourceText, *, markup: bool) -> SourceText:
    """Return ``text`` without inline marks."""
    return read_inline(text, markup=markup).text


def is_marked(text: str) -> bool:
    """Return whether Markdown may read anything else in ``text`` than these very characters."""
    if "\\" in text or _TAG.search(text):
        return True
    return bool(read_inline(SourceText(text), markup=True).marks)


class _Closers:
    """Where in a text each mark may close, found once."""

    def __init__(self, string: str) -> None:
        self._string = string
        self._places: dict[str, list[int]] = {}
        self._line_ends = [at for at, char in enumerate(string) if char == "\n"]

    def find(self, mark: str, start: int, end: int) -> int:
        """Return the first place from ``start`` where ``mark`` closes, on the same line and before ``end``, or -1.

        At least one character, the one before ``start``, stands between the two.
        """
        places = self._of(mark)
        number = bisect_left(places, start)
        if number == len(places) or places[number] + len(mark) > end:
            return -1
        line_end = bisect_left(self._line_ends, start - 1)
        crosses = line_end < len(self._line_ends) and self._line_ends[line_end] < places[number]
        return -1 if crosses else places[number]

    def _of(self, mark: str) -> list[int]:
        if not self._places:
            self._places = {pair: [] for pair in _PAIRS}
            for match in _CLOSER.finditer(self._string):
                self._places.setdefault(match["ticks"] or match["pair"], []).append(match.start())
        return self._places.get(mark, [])


class _Found(Value):
    """One inline mark in the source: what it is, what stands inside it, where it ends, where it leads."""

    mark: Mark
    inner: tuple[int, int]
    end: int
    target: tuple[int, int] = (0, 0)
    title: str = ""


class _Reading:
    """Reads one text; collects its plain parts, their length, and the marks on them."""

    def __init__(self, text: SourceText) -> None:
        self.parts: list[SourceText] = []
        self.marks: list[Marked] = []
        self._text = text
        self._closers = _Closers(text.string)
        self._length = 0

    def _take(self, start: int, end: int) -> None:
        if end > start:
            self.parts.append(self._text.slice(start, end))
            self._length += end - start

    def _take_entity(self, char: str, at: int) -> None:
        self.parts.append(SourceText(char, ((0, self._text.source_offset(at)),)))
        self.marks.append(Marked(self._length, self._length + len(char), Mark.ENTITY))
        self._length += len(char)

    def read(self, start: int, end: int, depth: int = 0) -> None:
        """Take in what stands between ``start`` and ``end``."""
        string = self._text.string
        at = position = start
        while match := _INLINE.search(string, position, end):
            if match["escape"]:
                self._take(at, match.start())
                at = match.start() + 1
                position = match.end()
                continue
            if match["entity"]:
                position = match.end()
                if char := _entity(match["entity"]):
                    self._take(at, match.start())
                    self._take_entity(char, match.start())
                    at = position
                continue
            found = _found(match, self._closers, end)
            if found is None:  # a mark that nothing closes is text
                position = match.end() if match["ticks"] else match.start() + 1
                continue
            self._take(at, match.start())
            self._mark(found, depth)
            at = position = found.end
        self._take(at, end)

    def _mark(self, found: _Found, depth: int) -> None:
        length = self._length
        if found.mark in _NESTED and depth < MAX_NESTING:
            self.read(*found.inner, depth + 1)
        else:
            self._take(*found.inner)
        if self._length == length:  # an image or link without words shows where it leads
            self._take(*found.target)
        target = self._text.string[slice(*found.target)]
        self.marks.append(Marked(length, self._length, found.mark, target, found.title))


def _entity(reference: str) -> str:
    """Return the characters that a reference of HTML stands for; nothing when it is none, or may not be shown."""
    import html  # its table is large, and few texts need it

    found = html.unescape(reference)
    return "" if found == reference or count_forbidden(found) or found in {"\n", "\t"} else found


def _found(match: re.Match[str], closers: _Closers, end: int) -> _Found | None:
    """Return the mark that opens at ``match``, or None when nothing closes it."""
    if ticks := match["ticks"]:
        close = closers.find(ticks, match.end() + 1, end)
        return _Found(Mark.CODE, (match.end(), close), close + len(ticks)) if close >= 0 else None
    if match["label"] is not None:
        mark = Mark.IMAGE if match["bang"] else Mark.LINK
        return _Found(mark, match.span("label"), match.end(), match.span("target"), match["title"] or "")
    if match["auto"]:
        return _Found(Mark.LINK, match.span("auto"), match.end(), match.span("auto"))
    if pair := match["pair"]:
        close = closers.find(pair, match.end() + 1, end)
        if close >= 0 and match.string.count(pair[0], match.end(), close) % 2:
            # One mark inside is still open: it closes within a run of three, or the first of three opened around all.
            if match.string.startswith(pair[0], close + len(pair), end):
                close += 1
            elif slanted := _STAR.match(match.string, match.start(), end):
                return _Found(Mark.EMPHASIS, slanted.span("slanted"), slanted.end())
        return _Found(_PAIRS[pair], (match.end(), close), close + len(pair)) if close >= 0 else None
    return _Found(Mark.EMPHASIS, match.span("slanted" if match["star"] else "leaning"), match.end())
