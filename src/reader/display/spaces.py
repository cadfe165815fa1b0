"""Spaces that OCR put between every two characters of Chinese are closed; names and letterspaced titles keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.display.scripts import HAN, MARKS
from reader.lazy import LazyPattern
from reader.model import SourceText

if TYPE_CHECKING:
    from collections.abc import Sequence

# A space first, so that the pattern is tried at spaces only.
SPREAD = LazyPattern(rf"[ \xa0](?<=[{HAN}][ \xa0])(?=[{HAN}])")
TIGHT = LazyPattern(rf"(?<=[{HAN}])(?=[{HAN}])")
_NAMES = LazyPattern(rf"[{HAN} \xa0\u3000、]+")
_CLOSED = LazyPattern(rf"[ \xa0](?:(?<=[{HAN}][ \xa0])(?=[{HAN}{MARKS}])|(?<=[{MARKS}][ \xa0])(?=[{HAN}]))")
# Figures of a line whose figures stand apart one by one too: those of a number before a Chinese character or at the
# end of a clause, and the spaces beside it.
_FIGURE_APART = LazyPattern(r"(?<!\d)\d [\d.](?!\d)")
_FIGURES_TIGHT = LazyPattern(r"\d[\d.]")
_FIGURES_CLOSED = LazyPattern(
    rf" (?:(?<=[0-9.] )(?<![0-9][0-9.] )(?=(?:[0-9.%] ){{0,12}}(?:[0-9.%] ?[，；。,;]? ?[{HAN}]|% ?[，；。,;]?$))"
    rf"|(?<=[0-9%] )(?=[，；。,;] ?(?:[{HAN}]|$))|(?<=[{HAN}] )(?=[0-9])|(?<=[0-9%] )(?=[{HAN}]))"
)
_HAN = LazyPattern(f"[{HAN}]")
_AFTER_MARK = LazyPattern(rf"(?<=[，。：；？！]) (?=[{HAN}“‘《（])")
FEWEST = 5  # Han characters of a line, below which it may be a letterspaced title or a name
FEWEST_BESIDE_FIGURES = 4  # the same where figures stand apart one by one
FEWEST_ALONE = 12  # the same in a file that is not spread otherwise
SPREAD_SHARE = 0.8  # of the places between two Han characters of a line, how many hold a space
NAMES_SHARE = 0.7  # of what would be family names, how many are
# A list of things that are single characters by nature.
_COUNTED = frozenset(
    "一二三四五六七八九十百千万〇零甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥日月火水木金土春夏秋冬东南西北中"
)
_FAMILY = frozenset(  # the hundred family names most in use, by the census of 2020
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪"
    "廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)


def meaningless_spaces(drawn: str, *, spread: bool) -> list[int]:
    """Return where in ``drawn``, a text with its marks full-width, a space only spreads Han characters.

    ``spread`` says that the whole file is spread. Two spaces or more are a gap that was meant, and stay.
    """
    found: list[int] = []
    if not SPREAD.search(drawn):
        return found
    at = 0
    for line in drawn.split("\n"):
        if _is_spread(line, FEWEST if spread else FEWEST_ALONE):
            cuts = {match.start() for match in _CLOSED.finditer(line)}
            if _has_figures_apart(line):
                cuts.update(match.start() for match in _FIGURES_CLOSED.finditer(line))
            found += [at + cut for cut in sorted(cuts)]
        at += len(line) + 1
    return found


def spaces_after_marks(stored: str, drawn: str) -> list[int]:
    """Return where a space follows a mark that is full-width in ``drawn`` only: such a mark brings its own space."""
    places = [match.start() for match in _AFTER_MARK.finditer(drawn)]
    return [at for at in places if stored[at - 1] != drawn[at - 1]]


def _has_figures_apart(line: str) -> bool:
    return _FIGURE_APART.search(line) is not None and _FIGURES_TIGHT.search(line) is None


def _is_spread(line: str, fewest: int) -> bool:
    """Return whether OCR spread the line: not a title set so, not a list of names or of single characters."""
    spaces = sum(1 for _ in SPREAD.finditer(line))
    han = _HAN.findall(line)
    # Where figures stand apart too, fewer characters tell.
    figures = fewest == FEWEST and len(han) >= FEWEST_BESIDE_FIGURES and _has_figures_apart(line)
    # Every other character of a spread line is a space.
    if not figures and (spaces + 1 < fewest or 8 * spaces < len(line)):
        return False
    if spaces < SPREAD_SHARE * (spaces + sum(1 for _ in TIGHT.finditer(line))):
        return False
    return not _COUNTED.issuperset(han) and not (_NAMES.fullmatch(line) and _are_names(han))


def _are_names(han: Sequence[str]) -> bool:
    """Return whether the characters are names of two or of three, by their family names."""
    for length in (2, 3):
        heads = han[::length]
        if sum(char in _FAMILY for char in heads) >= NAMES_SHARE * len(heads):
            return True
    return False


def without(text: SourceText, cuts: Sequence[int]) -> SourceText:
    """Return ``text`` without the characters at ``cuts`` (ascending), each other character with its offset."""
    if not cuts:
        return text
    starts, ends = [0, *(at + 1 for at in cuts)], [*cuts, len(text)]
    parts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = number = 0
    last_at, last_offset = text.anchors[0]
    for start, end in zip(starts, ends, strict=True):
        if start == end:
            continue
        while number < len(text.anchors) and text.anchors[number][0] <= start:
            last_at, last_offset = text.anchors[number]
            number += 1
        anchors.append((length, last_offset + start - last_at))
        while number < len(text.anchors) and text.anchors[number][0] < end:
            last_at, last_offset = text.anchors[number]
            anchors.append((length + last_at - start, last_offset))
            number += 1
        parts.append(text.string[start:end])
        length += end - start
    return SourceText("".join(parts), tuple(anchors))
