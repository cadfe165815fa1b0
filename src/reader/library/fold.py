"""Folding: what makes two spellings of the same word equal for search, with the way back to the text.

Width, case and compatibility forms (NFKC, then case folding, Unicode 15 §5.18) are folded; nearly every character
folds to one character, so a place in the folded text is a place in the text. Where that is not so, a map is kept.
What is never seen (soft hyphens, joiners, selectors of glyphs) is dropped, and white space within a line is one space.
Chinese is not written with spaces: those between Han characters, or between one and a mark or a figure, are dropped,
and those of figures that stand apart before one. A full stop or a quotation mark is the same in its Chinese and its
ASCII form. A traditional character is the same as the simplified one (Unihan, kSimplifiedVariant). So what is drawn
otherwise than it is stored
(``reader.display``) is found in either form.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache

from reader.lazy import LazyPattern
from reader.simplified import OTHERS, SIMPLIFIED, TRADITIONAL
from reader.value import Value

_COMBINING = LazyPattern(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u3099-\u309c\uff9e\uff9f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)


# Unicode's Default_Ignorable_Code_Point, as far as texts hold them.
_UNSEEN = LazyPattern(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
_ASCII_SPACES = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f"  # all but the space and the line break
_OTHER_SPACES = LazyPattern(f"[{_ASCII_SPACES}\x85\u1680\u2028\u2029]")  # that are not folded to a space anyway
# A space first, so that the pattern is tried at spaces only; then what stands before it.
_HAN = "\u3001-\u9fff\U00020000-\U0003ffff"
_GAP = LazyPattern(
    f" (?:(?<=[{_HAN}] ) *(?=[{_HAN}0-9,;:?!.()\"'·—])"
    f"|(?<=[0-9%,;:?!.()\"'·—] ) *(?=[{_HAN}])"
    # Figures that stand apart one by one, before a Chinese character or as a share: 2 0 2 8 年, 1 . 2 亿, 3 . 4 %.
    f"|(?<=[0-9.] )(?<![0-9][0-9.] ) *(?=(?:[0-9.%] +){{0,12}}(?:[0-9.%] *[,;.]? *[{_HAN}]|% *[,;.]?(?:\n|$)))"
    f"|(?<=[0-9%] ) *(?=[,;.] *(?:[{_HAN}]|\n|$))"
    "|(?<=  ) *)"  # or a space before it
)


@cache
def _same() -> dict[int, int | str]:
    """Return what the same character is written with, after NFKC."""
    same: dict[int, int | str] = {**str.maketrans("。“”‘’‐‑−•‧・" + TRADITIONAL, ".\"\"''---···" + SIMPLIFIED)}
    # Characters of private use stand for marks in tokens; those of a text are put out of their way.
    return same | {0xE000 + mark: chr(0xF0000 + mark) for mark in range(0x80)}


# The voiced marks of kana that stand alone, as those that go with the character before them.
_VOICED = {0x309B: "\u3099", 0x309C: "\u309a", 0xFF9E: "\u3099", 0xFF9F: "\u309a"}
MAX_MARKS = 30  # combining marks folded with one character, as in Unicode's Stream-Safe Text Format (UAX #15)


class _Table(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        folded = _unit(chr(code))
        self[code] = folded
        return folded


def _unit(text: str) -> str:
    """Return one character, or one with its combining marks, folded."""
    composed = unicodedata.normalize("NFKC", text.translate(_VOICED))
    return unicodedata.normalize("NFKC", composed.casefold()).translate(_same())


_TABLE = _Table()


# Most of a text folds to itself, and these marks are most of the rest: only what is left then is looked up.
_FREQUENT = tuple(zip("，。：；！？（）“”‘’\u3000", ",.:;!?()\"\"'' ", strict=True))
# Traditional characters that simplified texts are written with too, as in 著名 (GB 2312 has them): one for one.
SHARED = tuple(zip("乾吒幺後徵於著覆阪麽", "干咤么后征于着复坂么", strict=True))
_ONE_FOR_ONE = (*_FREQUENT[:-1], *SHARED)  # but for the space
_SPELLINGS = {to: "".join(char for char, same in _ONE_FOR_ONE if same == to) for _, to in _ONE_FOR_ONE}
_OTHERS = LazyPattern(f"[^\x00-\x7f、《》〈〉【】「」『』〔〕·–—{OTHERS}]+")


def _fold_each(text: str) -> str:
    """Return each character folded; lower case first is what case folding comes to as well."""
    return _OTHERS.sub(lambda match: match.group().translate(_TABLE), _with_frequent(text).lower())


def _with_frequent(text: str) -> str:
    for mark, same in _FREQUENT:
        text = text.replace(mark, same)
    return text


def with_shared(text: str) -> str:
    """Return ``text`` with those characters folded that simplified texts and traditional ones share."""
    for char, same in SHARED:
        text = text.replace(char, same)
    return text


def folds_to_itself(text: str) -> bool:
    """Return whether each character of folded ``text`` may stand in text that folds plainly, see ``fold_and_tell``."""
    return not _OTHERS.search(text)


def spellings(char: str) -> str:
    """Return the characters that fold to ``char``, in text that folds plainly and has no capitals."""
    return char + _SPELLINGS.get(char, "")


def _ready(text: str) -> str | None:
    """Return ``text`` folded one for one, but for case and gaps; None when it takes more than its frequent marks."""
    found = _with_frequent(text)
    if not _OTHERS.search(found):
        return found
    found = with_shared(found)
    return None if _OTHERS.search(found) else found


class Folded(Value):
    """Folded text with the way back.

    ``places`` gives for each folded character the index it came from, ``ends`` that after it and its marks; None: the
    same index, but for the spaces that were dropped. ``dropped`` gives for each of those the index of the folded
    character after it, ascending.
    """

    text: str
    places: tuple[int, ...] | None = None
    dropped: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def is_one_for_one(self) -> bool:
        """Whether each index in it is the same in the original text."""
        return self.places is None and not self.dropped

    def end(self, index: int) -> int:
        """Return the index in the original text after the folded characters before ``index``: at least one."""
        return self.ends[index - 1] if self.ends else self.place(index - 1) + 1

    def place(self, index: int) -> int:
        """Return the index in the original text of folded character ``index``."""
        if self.places is None:
            return index + bisect_right(self.dropped, index) if self.dropped else index
        return self.places[index] if index < len(self.places) else (self.places[-1] + 1 if self.places else 0)

    def index(self, place: int) -> int:
        """Return the index of the first folded character that came from ``place`` in the original text or after it."""
        if self.places is not None:
            return bisect_left(self.places, place)
        before = bisect_left(range(len(self.dropped)), place, key=lambda number: self.dropped[number] + number)
        return place - before


def fold(text: str) -> str:
    """Return ``text`` folded, without the way back."""
    return fold_and_tell(text)[0]


def fold_and_tell(text: str) -> tuple[str, bool]:
    """Return ``text`` folded, and whether it folds plainly.

    That is to say that in it only Han folds to Han, each to itself or as ``with_shared`` has it, only ASCII to
    letters, and a space is one.
    """
    if not _has_plain_spaces(text):
        return _fold_any(text), False
    if text.isascii():
        return (text.lower(), True) if "  " not in text else (_fold_any(text), False)
    ready = _ready(text)
    if ready is None:
        return _fold_any(text), False
    # All others fold to themselves: nothing unseen is left, no mark that combines, no space that is none.
    return _GAP.sub("", ready.lower()), "\u3000" not in text and "  " not in text


def _fold_any(text: str) -> str:
    text = _OTHER_SPACES.sub(" ", _UNSEEN.sub("", text))
    if _COMBINING.search(text):
        return fold_mapped(text).text
    return _GAP.sub("", _fold_each(text))


def _has_plain_spaces(text: str) -> bool:
    """Return whether no ASCII white space of ``text`` is anything but a space or a line break."""
    for space in _ASCII_SPACES:  # noqa: SIM110 (a generator takes four times as long)
        if space in text:
            return False
    return True


def fold_mapped(text: str) -> Folded:
    """Return ``text`` folded, with the way back."""
    if text.isascii() and "  " not in text and _has_plain_spaces(text):
        return Folded(text.lower())
    if _has_plain_spaces(text) and (ready := _ready(text)) is not None:  # as in most texts
        return _without_gaps(ready.lower())
    if _UNSEEN.search(text):
        return _without_unseen(text)
    text = _OTHER_SPACES.sub(" ", text)
    if not _COMBINING.search(text):
        folded = _fold_each(text)
        # No character folds to nothing, so equal lengths mean one for one.
        if len(folded) == len(text):
            return _without_gaps(folded)
    return _clusters(text)


def fold_plain(line: str) -> Folded:
    """Return what ``fold_mapped`` does, of a line of text that folds plainly, see ``fold_and_tell``."""
    if line.isascii():
        return Folded(line.lower())
    return _without_gaps(with_shared(_with_frequent(line)).lower())


def _without_unseen(text: str) -> Folded:
    """Return ``text`` folded without what is never seen."""
    kept = [place for place, char in enumerate(text) if not _UNSEEN.match(char)]
    folded = fold_mapped("".join(text[place] for place in kept))
    indices = range(len(folded.text))
    places = tuple(kept[folded.place(index)] for index in indices)
    return Folded(folded.text, places, ends=tuple(kept[folded.end(index + 1) - 1] + 1 for index in indices))


def _without_gaps(text: str) -> Folded:
    """Return ``text``, folded one for one, without the spaces that mean nothing."""
    if " " not in text:
        return Folded(text)
    parts: list[str] = []
    dropped: list[int] = []
    at = length = 0
    for match in _GAP.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        dropped += [length] * (match.end() - match.start())
        at = match.end()
    return Folded("".join(parts) + text[at:], dropped=tuple(dropped)) if parts else Folded(text)


def _clusters(text: str) -> Folded:
    """Fold base characters together with their combining marks, so that both spellings of é are equal."""
    out: list[str] = []
    places: list[int] = []
    after: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        # Sorting the marks of one character takes the square of their number.
        while end < len(text) and end - at <= MAX_MARKS and _COMBINING.match(text[end]):
            end += 1
        unit = _unit(text[at:end])
        out.append(unit)
        places += [at] * len(unit)
        after += [end] * len(unit)
        at = end
    folded = "".join(out)
    gaps = [match.span() for match in _GAP.finditer(folded)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(folded)]
    kept = [slice(*span) for span in zip(starts, ends, strict=True)]
    text = "".join(folded[each] for each in kept)
    left = [tuple(place for each in kept for place in which[each]) for which in (places, after)]
    return Folded(text, left[0], ends=left[1])
