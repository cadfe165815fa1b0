"""Punctuation that was flattened to ASCII is drawn full-width, one character for one.

Which marks Chinese takes: GB/T 15834-2011, and CLREQ 3.1; what must stay as it is was found on real pages. A text
drawn twice is drawn as once.
"""

from __future__ import annotations

from reader.display.pairs import draw_pairs
from reader.display.protected import HOLE, without_protected, without_syntax
from reader.display.scripts import CLOSING, HAN, OPENING, is_chinese, is_han
from reader.lazy import LazyPattern

_FULL = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！"}
_MARK = LazyPattern(r"[,.:;?!]")
_ANY_MARK = LazyPattern(r"[,.:;?!()\"']")
_ENDS_CHINESE = frozenset(CLOSING + "？！。％℃…①②③④⑤⑥⑦⑧⑨⑩")  # after these a mark belongs to a Chinese sentence
_BEGINS_CHINESE = frozenset(OPENING)
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_LABEL = LazyPattern(
    r"[ \t\u3000]*(?:[（(]?[〇零一二三四五六七八九十百千]{1,4}[）)]?|第[〇零一二三四五六七八九十百千]{1,4}"
    rf"|[{HAN}])$"
)
_COUNTED = LazyPattern(r"[ \t\u3000(（]*[0-9]{1,3}$")
MAX_LABEL = 8  # characters before the mark of a list's number or letter
# Characters that names are spelled in: between two of them a dot is that of 乔治.布什.
_SPELLING = frozenset(
    "阿埃艾安奥巴班保鲍贝本比彼宾波伯博布查达戴丹道德登邓迪蒂杜多顿恩尔法范菲费芬佛弗福富盖冈高戈格葛根古哈海汉豪赫亨胡华怀惠霍"
    "基吉加贾杰金卡凯坎康考柯科克肯库奎昆拉莱兰朗劳勒雷黎里理利莉丽列林琳卢鲁路伦罗洛马玛迈麦曼梅门蒙米密敏明莫姆穆拿纳娜内尼妮宁"
    "纽努诺欧帕派潘佩彭皮蒲普齐奇契乔切琼丘让热仁日荣瑞若撒萨塞赛桑瑟森莎沙珊尚绍圣施史舒斯丝思苏孙索塔泰坦汤唐特提廷图托瓦万汪"
    "威韦维魏温文沃乌伍西希锡夏香肖谢辛欣休许雪雅亚延扬耶叶伊因英尤约赞泽扎詹珍芝治兹佐"
)


def draw_marks(text: str, *, markup: bool = False, stops: bool = True) -> str:
    """Return ``text`` with its flattened marks full-width, character for character.

    ``markup`` says that it may hold inline Markdown, whose marks, addresses and code stay as they are. ``stops`` says
    that a dot between two characters is a full stop: in a file that has 。 as well, OCR may mean a comma by it, and
    only a dot that ends its line or quotation is certain.
    """
    if text.isascii() or not _ANY_MARK.search(text):
        return text
    masked = without_syntax(text) if markup else text
    lines, at = [], 0
    for line in masked.split("\n"):
        lines.append(_draw_line(text[at : at + len(line)], line, stops=stops))
        at += len(line) + 1
    return "\n".join(lines)


def _draw_line(line: str, masked: str, *, stops: bool) -> str:
    """Return one line drawn; ``masked`` is the same line, syntax in it replaced by holes."""
    if not _ANY_MARK.search(masked) or not is_chinese(line):
        return line
    masked = without_protected(masked)
    drawn = list(draw_pairs(masked))
    for match in _MARK.finditer(masked):
        at = match.start()
        if _is_chinese_mark(drawn, at) and (stops or drawn[at] != "." or _ends_line(drawn, at)):
            drawn[at] = _FULL[drawn[at]]
    if HOLE not in masked:
        return "".join(drawn)
    return "".join(old if new == HOLE else new for old, new in zip(line, drawn, strict=True))


def _is_chinese_mark(drawn: list[str], at: int) -> bool:
    """Return whether the ASCII mark at ``at`` belongs to a Chinese sentence. What stands before it is drawn already."""
    char, before, after = drawn[at], drawn[at - 1] if at else "", drawn[at + 1] if at + 1 < len(drawn) else ""
    beyond = drawn[at + 2] if at + 2 < len(drawn) else ""
    if char not in "?!" and char in (before, after):  # :: and ,, and ... are no Chinese marks
        return False
    if char in ":;!" and after and after in "()[-/\\":  # a face, an image, an address
        return False
    if before == " " and at > 1 and (is_han(after) or after == " "):
        before = drawn[at - 2] if is_han(drawn[at - 2]) and _next_is_chinese(after, beyond) else before
    if is_han(before) or before in _ENDS_CHINESE:
        if char == ".":
            return _ends_sentence(drawn, at, before, after, beyond)
        if after.isdigit() and char == ":" and before in "时点":
            return False
        return not (after == " " and _is_latin(beyond))
    if char in ",:;" and before and not before.isspace() and (is_han(after) or after in _BEGINS_CHINESE):
        return not (at < MAX_LABEL and _COUNTED.match("".join(drawn[:at])))
    return False


def _ends_line(drawn: list[str], at: int) -> bool:
    """Return whether nothing but closing marks follows the dot at ``at``, or a quotation ends with it."""
    return at + 1 == len(drawn) or drawn[at + 1] in CLOSING


def _next_is_chinese(after: str, beyond: str) -> bool:
    return is_han(beyond) if after == " " else is_han(after)


def _ends_sentence(drawn: list[str], at: int, before: str, after: str, beyond: str) -> bool:
    """Return whether a dot after a Chinese character or mark is a full stop: no number's, label's or name's."""
    if not after or after in CLOSING or after in OPENING or after.isspace():
        if after.isspace() and beyond and not (is_han(beyond) or beyond in OPENING):
            return False
    elif not is_han(after) or (before in _NUMERALS and after in _NUMERALS):
        return False
    if before in _SPELLING and after in _SPELLING:
        return False
    return not (at < MAX_LABEL and _LABEL.match("".join(drawn[:at])))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
