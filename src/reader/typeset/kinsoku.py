"""Which marks may not begin or end a line, and where a line may be broken: in Chinese, and in scripts with spaces.

GB/T 15834-2011 (5.1) says which Chinese marks stand at no line's beginning or end, CLREQ (3.1.3, basic level) the same
for screens; for the rest of Japanese the classes CJ and NS of UAX #14. Between other scripts, whose rules we do not
know ourselves, the breaks are those of UAX #14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.lazy import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

NO_START = frozenset(
    "、，。．：；！？‼⁇⁈⁉…—～〜·‧・”’」』》〉）】〕〗〙〛］｝｠〞〟％‰℃℉″′°／"
    "ー々〻ゝゞヽヾ゠ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    ",.:;!?)]}%»›\u00a0\u202f\u2007\u2011\u2060"
)
NO_END = frozenset("“‘「『《〈（【〔〖〘〚［｛｟〝￥＄([{«‹$£¥€#@\u00a0\u202f\u2007\u2011\u2060")
HANGING = frozenset("、，。．：；！？”’」』》〉）】〕〗")
SPACES = frozenset(" \t\u3000")
_ASCII_HANGING = frozenset(",.;:!?)")  # after a Han character, as pages that flatten their marks have them
_PAIRED = frozenset("—…⸺─·")  # two of the same are one mark
_HYPHENS = frozenset("-‐–/")  # between words: they begin no line (5.1.6, 5.1.9), in Latin they may end one
SLASHES = frozenset("/／")  # these had better not end one either
JOINTS = frozenset("/?&=_.,;#%+-~:")  # where an address is broken
_ADDRESS = LazyPattern(r"(?:://|\bwww\.)[!-~]*\Z")
_ADDRESS_REACH = 400  # characters looked back for the beginning of an address
# Scripts of which UAX #14 knows more than we do; Greek, Cyrillic and emoji behave as Latin and Han do.
_OTHER = LazyPattern(
    "[\u0530-\u1dbf\u2c00-\u2dff\ua000-\ua95f\ua980-\uabff\ufb00-\ufdff\ufe70-\ufefc\U00010000-\U0001efff]"
)
_THAI_BEFORE = frozenset("เแโใไເແໂໃໄ")  # vowels written before the consonant they belong to
_THAI_AFTER = frozenset("ะาำๅๆฯະາຳໆຯ")


class OtherScripts:
    """Where the library of UAX #14 lets a text with other scripts be broken, and where its characters begin."""

    __slots__ = ("characters", "lines", "text")

    def __init__(self, text: str, lines: AbstractSet[int], characters: AbstractSet[int]) -> None:
        self.text = text
        self.lines = lines
        self.characters = characters

    def decide(self, at: int) -> bool:
        """Return whether a place is theirs to judge: one of the characters beside it is of such a script."""
        return _OTHER.match(self.text[at - 1]) is not None or _OTHER.match(self.text[at]) is not None


def other_scripts(text: str) -> OtherScripts | None:
    """Return what the library says of ``text``; None where it holds no such script, or there is no library."""
    if text.isascii() or _OTHER.search(text) is None:
        return None
    try:
        from apsw import unicode  # 15 ms and 4 MB, for those who read such scripts
    except ImportError:  # a system without a built one: spaces and our own rules will do
        return None
    lines = frozenset(end for _, end, _ in unicode.line_break_iter_with_offsets(text))
    characters = frozenset(start for start, _, _ in unicode.grapheme_iter_with_offsets(text))
    return OtherScripts(text, lines, characters)


def is_closed(before: str, after: str) -> bool:
    """Return whether marks forbid a break between two characters."""
    return after in NO_START or before in NO_END or (before == after and before in _PAIRED)


def is_torn(before: str, after: str) -> bool:
    """Return whether a break between two characters parts a syllable of Thai or Lao."""
    return before in _THAI_BEFORE or after in _THAI_AFTER


def hangs(text: str, cells: bytes, at: int) -> bool:
    """Return whether the character at ``at`` may stand in the gutter."""
    return text[at] in HANGING or (cells[at - 1] == 2 and text[at] in _ASCII_HANGING)


def may_break(text: str, at: int, cells: bytes) -> bool:
    """Return whether a line may end before the character at ``at`` (which is not a combining one)."""
    before, after = text[at - 1], text[at]
    if after in NO_START or after in SPACES:
        return False
    if before in SPACES:
        return at < 2 or text[at - 2] not in NO_END
    if before in NO_END or (before == after and before in _PAIRED) or after in _HYPHENS:
        return False
    if '"' in (before, after) and text.count('"', 0, at) % 2:  # the first one opens, the second closes
        return False
    if cells[at] == 2 or cells[at - 1] == 2:
        return True
    if (before in NO_START and ord(before) > 0x2000) or before == "\u200b":
        return True
    if before in _ASCII_HANGING and at > 1 and cells[at - 2] == 2:
        return True
    if before in _HYPHENS and after.isalpha() and at > 1 and text[at - 2].isalnum():
        return True
    if before in ")]}" and after in "([{":
        return True
    return before in JOINTS and after.isalnum() and is_address(text, at)


def is_address(text: str, at: int) -> bool:
    """Return whether the characters before ``at`` are an address of the web, up to there."""
    return _ADDRESS.search(text, max(0, at - _ADDRESS_REACH), at) is not None
