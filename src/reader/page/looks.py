"""What a piece looks like by itself: its marks, length, ends, beginnings and words, as short feature names.

A feature is a string such as ``end=stop``; the labeller knows a weight for each. ``Look.code`` is the shortest
summary of a piece, for its neighbours to see.
"""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.lazy import LazyPattern
from reader.model import FURNITURE_ROLES, Role
from reader.page import patterns
from reader.page.lexicon import COLUMN_ENDS, SURNAMES, TELLING_HAN, TELLING_WORDS
from reader.page.patterns import cells, is_han, is_terminal
from reader.page.pieces import BOLD_LEVEL
from reader.page.roles import dateline_end, is_section_name, own_role, trailing_byline_start
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.page.pieces import Piece

ENDS = 40  # characters at either end of a piece that are looked at closely
SHORT_CELLS = 100  # a longer piece is running text
LONG_CELLS = 44  # from here on a piece without a full stop is likelier half a paragraph than a title
_LENGTHS = (4, 8, 12, 16, 20, 26, 32, 40, 50, 64, SHORT_CELLS, 200)
_END_CLASSES = {
    "。": "stop", ".": "dot", "！": "cry", "!": "cry", "？": "ask", "?": "ask", "…": "dots", "：": "colon", ":": "colon",
    "；": "semi", ";": "semi", "，": "comma", ",": "comma", "、": "comma", "—": "dash", "-": "hyphen",
    ")": "bracket", "）": "bracket", "]": "bracket", "】": "bracket", "》": "title", "”": "quote", "’": "quote",
    '"': "quote", "'": "quote", "」": "quote", "』": "quote",
}  # fmt: skip
_FIRST_CLASSES = {
    "“": "quote", '"': "quote", "‘": "quote", "'": "quote", "「": "quote", "『": "quote", "(": "bracket", "（": "bracket",
    "[": "square", "【": "square", "〔": "square", "《": "title", "—": "dash", "-": "dash", "–": "dash",
    "▲": "sign", "△": "sign", "▼": "sign", "↑": "sign", "↓": "sign", "►": "sign", "▶": "sign", "□": "box", "■": "box",
    "●": "dot", "◆": "dot", "•": "dot", "·": "dot", "©": "copy",
}  # fmt: skip
_CLOSERS = "”’」』》〉）)】］]\"'"
SPEAKER = LazyPattern(r"(?:[QA]|[^\W\d_a-zA-Z]{1,6})[:：.] ?\S")  # who speaks, at the beginning of a line of a talk
_SPOKEN = LazyPattern(
    r"[”\"’][ ,，]?(?:(?:she|he|they|I|we|said|asked|called|cried|told)\b|[他她我你它][们]?\w|\w{2,3}[说道问答喊])"
)
_DAY = LazyPattern(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|今天|连日来")
_DATED = LazyPattern(
    r".{0,6}\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}|.*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? (?:19|20)\d\d$"
)
_PHONE = LazyPattern(r"\d{3,4}-\d{4}|\d{7,11}|@|www\.|热线|刊号|邮发|©|[Rr]ights reserved|No\. ?\d|第\d+期")
_SCORE = LazyPattern(r"\d+\s*[:：\-–比]\s*\d+|\d+℃|\d+/\d+|\d+ ?[,;] ?[A-Z][\w. ]+ \d+")
_TELEGRAM = LazyPattern(r"(?:本报|新华社|中新社|据).{0,40}(?:电|报道|讯)[)）]?$")
_NAME_ZH = LazyPattern(
    r"[^\W\da-zA-Z_][ \u3000]?[^\W\da-zA-Z_]{1,3}(?:[ \u3000、][^\W\da-zA-Z_][ \u3000]?[^\W\da-zA-Z_]{1,2}){0,4}$"
)
_NAME_EN = LazyPattern(r"(?:[-—–] ?)?(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){1,3}$")
_LETTERED = LazyPattern(r"(?:[A-Za-z]|\d{1,2})[.)、] ?\S|[(（]?[一二三四五六七八九十]{1,2}[)）、]")
_GAP = LazyPattern(r"(?<=[^\x00-\xff])[ \u3000]+(?=[^\x00-\xff])")
_STOPS = LazyPattern(r"[。！？]|[a-z)\"”][.!?] (?=[A-Z\"“])")
_COMMAS = LazyPattern("[，,、；;]")
_WORD = LazyPattern(r"[A-Za-z][A-Za-z'’]*")


class Look(Value):
    """How a piece looks: its features, its code for the neighbours, its role when that is certain by itself."""

    features: tuple[str, ...]
    code: str
    role: Role | None
    cells: int
    is_open: bool
    is_text: bool


def look_of(piece: Piece, top_level: int) -> Look:
    """Return the look of ``piece`` on a page whose highest heading has ``top_level``."""
    text = piece.string
    width = cells(text) if len(text) < 2 * SHORT_CELLS else SHORT_CELLS * 4
    role = own_role(piece)
    head, tail = text[:ENDS], text[-ENDS:]
    end, is_open = end_class(tail), not is_terminal(tail) and not trailing_byline_start(tail)
    features = [f"len={_bucket(width)}", f"end={end}", f"first={first_class(head)}", f"kind={_kind(piece, top_level)}"]
    if role is not None:
        features.append(f"own={role}")
    if piece.indented:
        features.append("indented")
    if piece.kind is BlockKind.TEXT and dateline_end(text):
        features.append("dateline")
    if width <= SHORT_CELLS:
        features += _short_features(text, width)
    else:
        features.append(f"stops={min(2, len(_STOPS.findall(text[:400])))}")
        if trailing_byline_start(tail):
            features.append("signed")
    is_text = piece.kind is BlockKind.TEXT and role not in FURNITURE_ROLES and role not in {Role.CAPTION, Role.CREDIT}
    code = _code(piece, role, width, is_open=is_open, opens="dateline" in features)
    return Look(tuple(features), code, role, width, is_open, is_text)


def _bucket(width: int) -> int:
    return next((number for number, limit in enumerate(_LENGTHS) if width <= limit), len(_LENGTHS))


def _kind(piece: Piece, top_level: int) -> str:
    if piece.kind is not BlockKind.HEADING:
        return piece.kind.name.lower()
    return "bold" if piece.level == BOLD_LEVEL else f"head{min(2, piece.level - top_level)}"


def end_class(tail: str) -> str:
    """Return what kind of character a text ends in, and whether a full stop stands inside its closing marks."""
    last = tail[-1]
    if last in _CLOSERS:
        inner = tail.rstrip(_CLOSERS)[-1:]
        if inner in "。！？.!?…":
            return "stop-" + _END_CLASSES.get(last, "quote")
    if last in _END_CLASSES:
        return _END_CLASSES[last]
    return _letter(last)


def first_class(head: str) -> str:
    """Return what kind of character, or which word of time, a text begins with."""
    if _DAY.match(head):
        return "day"
    first = head[0]
    return _FIRST_CLASSES.get(first) or _letter(first)


def _letter(char: str) -> str:
    if char.isdigit():
        return "digit"
    if is_han(char):
        return "han"
    if char.isalpha():
        return "upper" if char.isupper() else "lower"
    return "mark"


def _short_features(text: str, width: int) -> list[str]:
    """Return what tells one short line from another: counts, patterns, names, telling words."""
    found = [f"commas={min(3, len(_COMMAS.findall(text)))}", f"stops={min(2, len(_STOPS.findall(text)))}"]
    found += [name for name, pattern in _SIGHTS if pattern.match(text)]
    found += [name for name, pattern in _GLIMPSES if pattern.search(text)]
    if patterns.ends_in_credit(text):
        found.append("taken")
    if gaps := len(_GAP.findall(text)):
        found.append(f"gaps={min(3, gaps)}")
    digits = sum(map(str.isdigit, text))
    found.append(f"digits={4 * digits // len(text)}")
    if is_section_name(text):
        found.append("section")
    if SPEAKER.match(text):
        found.append("speaker")
    if _SPOKEN.search(text):
        found.append("spoken")
    if text[0] in "(（" and text[-1] in ")）":
        found.append("bracketed")
    if any(map(is_han, text)):
        found += _han_features(text, width)
    else:
        found += _word_features(text)
    return found


def _han_features(text: str, width: int) -> list[str]:
    found = ["han"]
    bare = text.strip("()（）【】[]□■●◆▲△ \u3000")
    if text[0] in SURNAMES and _NAME_ZH.match(text):
        found.append("names")
    if width <= 24 and bare.endswith(COLUMN_ENDS):
        found.append("column")
    found.append(f"e1={bare[-1:]}")
    found.append(f"e2={bare[-2:]}")
    found.append(f"s1={bare[:1]}")
    found.append(f"s2={bare[:2]}")
    found += [f"has={word}" for word in TELLING_HAN if word in text]
    return found


def _word_features(text: str) -> list[str]:
    words = _WORD.findall(text)
    found = [f"words={min(len(words), 16) // 2}"]
    if not words:
        return found
    capitals = sum(word[0].isupper() for word in words)
    found.append(f"capitals={4 * capitals // len(words)}")
    if text.isupper():
        found.append("shout")
    if _NAME_EN.match(text):
        found.append("names")
    if patterns.tells_a_scene(text):
        found.append("scene")
    found.append(f"s1={words[0].casefold()}")
    found.append(f"e1={words[-1].casefold()}")
    found += [f"w={word}" for word in sorted({word.casefold() for word in words} & TELLING_WORDS)]
    found += [f"tail={suffix}" for suffix in ("ed", "ing", "s") if any(word.endswith(suffix) for word in words[1:4])]
    return found


_SIGHTS = (("dated", _DATED), ("telegram", _TELEGRAM), ("deck", patterns.DECK_START))
_GLIMPSES = (("phone", _PHONE), ("score", _SCORE))


def _code(piece: Piece, role: Role | None, width: int, *, is_open: bool, opens: bool) -> str:
    """Return the summary of a piece that its neighbours see."""
    if piece.kind is BlockKind.HEADING:
        return "B" if piece.level == BOLD_LEVEL else "H"
    if role is not None:
        return str(role)
    if piece.kind is not BlockKind.TEXT:
        return piece.kind.name.lower()
    if opens:
        return "opens" if is_open else "opens."
    if width <= LONG_CELLS and _LETTERED.match(piece.string):
        return "item"
    if width <= LONG_CELLS and piece.string.endswith(("；", ";")):
        return "item;"
    size = "s" if width <= 16 else "m" if width <= LONG_CELLS else "l" if width <= SHORT_CELLS else "x"
    return size if is_open else size + "."
