"""Makes torn newspaper pages with the right answer known: stories are laid out, cut, interrupted and stripped of marks.

``make_page`` returns the text of a page and, for each of its lines, what it is. The kinds of damage are those that OCR
and PDF extraction do: paragraphs cut at a column's foot, captions and columns' names between the halves, headings
marked all alike or not at all, full stops lost, lines wrapped hard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training import wording_en, wording_zh

if TYPE_CHECKING:
    import random
    from types import ModuleType

    from training.texts import Story

_SENTENCE = re.compile(r"[^。！？]+[。！？]+[”’」）》]*|(?:[^.!?]|[.!?](?!\s))+[.!?][\"”’)]*\s*")
MISREAD = 0.25  # of the English full stops that were lost, how many are commas now
_CLAUSE = re.compile("[，。；：！？、“”‘’（）《》—…\\s]")


@dataclass(frozen=True)
class Line:
    """One line of a page as it should be understood; ``level`` is that of a heading mark (7: bold, 0: none)."""

    text: str
    label: str
    level: int = 0


@dataclass
class Habits:
    """What one page does: its marks, its damage."""

    chinese: bool
    marks: str  # how headlines are marked: first (the page's first higher), hash, all (crossheads too), bold, none
    level: int
    lost_stops: float  # share of paragraphs that lost the full stop at their end
    cuts: float  # share of paragraphs that are cut
    interruptions: float  # share of cuts with something between the halves
    wrapped: int  # cells a line, 0 when a paragraph is a line
    ascii_marks: float
    words: ModuleType = field(default=wording_zh)

    def words_of(self, name: str, rng: random.Random) -> list[str]:
        """Return several lines of wording in the page's language."""
        found: list[str] = getattr(self.words, f"{name}_{'zh' if self.chinese else 'en'}")(rng)
        return found

    def word(self, name: str, *arguments: object) -> str:
        """Return some wording in the page's language."""
        return str(getattr(self.words, f"{name}_{'zh' if self.chinese else 'en'}")(*arguments))


def habits(rng: random.Random, *, chinese: bool) -> Habits:
    """Return the habits of one page."""
    return Habits(
        chinese,
        rng.choice(("first", "first", "first", "hash", "hash", "hash", "hash", "all", "bold", "none", "none", "none")),
        rng.choice((1, 2, 2, 2, 3)),
        rng.choice((0, 0, 0, 0, 0, 0, 0, 0.15, 0.3, 0.6)),
        rng.choice((0.1, 0.25, 0.4)),
        rng.choice((0.3, 0.6, 0.9)),
        rng.choice((0, 0, 0, 0, 0, 32, 36, 40, 44, 60)),
        rng.choice((0, 0, 0.5, 1)),
        wording_zh if chinese else wording_en,
    )


def make_page(rng: random.Random, stories: list[Story], *, chinese: bool) -> tuple[str, list[tuple[int, str]]]:
    """Return a page and its labels: pairs of offset and label, one for each line that is not blank."""
    ways = habits(rng, chinese=chinese)
    paper = ways.word("paper", rng)
    lines = [Line(ways.word("folio", rng, paper), "furniture") for _ in range(rng.choice((0, 1, 1, 2, 3)))]
    for number in range(rng.randint(1, 7)):
        if rng.random() < 0.2:
            lines += _odd_story(rng, ways, stories, first=number == 0)
        else:
            lines += _story(rng, rng.choice(stories), stories, ways, first=number == 0)
        if rng.random() < 0.1:
            lines.append(Line(ways.word("folio", rng, paper), "furniture"))
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        stray = rng.random() < 0.3
        lines.append(
            Line(ways.word("section" if not chinese else "column", rng), "slug")
            if stray
            else Line(ways.word("folio", rng, paper), "furniture")
        )
    return _render(rng, lines, ways)


def _clause(rng: random.Random, stories: list[Story], longest: int = 26) -> str:
    """Return a stretch of running text without marks, as a kicker or a deck may be."""
    for _ in range(20):
        story = rng.choice(stories)
        parts = [part for part in _CLAUSE.split(rng.choice(story.paragraphs)) if 5 <= len(part) <= longest]
        if parts:
            return rng.choice(parts) if rng.random() < 0.7 or len(parts) < 2 else "，".join(rng.sample(parts, 2))
    return "守护一方平安"


def _headline(rng: random.Random, story: Story, ways: Habits) -> str:
    if not ways.chinese:
        return story.headline if rng.random() < 0.25 and len(story.headline) < 90 else ways.word("headline", rng)
    text = story.headline
    if len(text) > 12 and rng.random() < 0.3:
        at = rng.randint(5, len(text) - 5)
        text = text[:at] + " " + text[at:]
    if rng.random() < 0.12 and len(text) > 7:
        at = rng.randint(3, len(text) - 3)
        text = rng.choice((f"“{text[:at]}”{text[at:]}", f"“{text}”", f"{text[:at]}“{text[at:]}”"))
    if rng.random() < 0.12:
        text += (
            rng.choice("()（）")[0].replace(")", "(").replace("）", "（") + ways.word("column", rng) + rng.choice("）)")
        )
    return text


def _mark(ways: Habits, *, first: bool) -> int:
    """Return the level of a headline's mark."""
    if ways.marks == "first":
        return 1 if first else 2
    return {"hash": ways.level, "all": ways.level, "bold": 7, "none": 0}[ways.marks]


def _title_block(rng: random.Random, story: Story, stories: list[Story], ways: Habits, *, first: bool) -> list[Line]:
    lines: list[Line] = []
    marked = _mark(ways, first=first)
    also = ways.level if ways.marks == "all" and rng.random() < 0.7 else 0
    if rng.random() < 0.2:
        lines.append(Line(ways.word("column" if ways.chinese else "section", rng), "slug"))
    if rng.random() < 0.35:
        clause = _clause(rng, stories, 22) if ways.chinese else ""
        lines.append(
            Line(
                ways.word("kicker", rng, *([clause] if ways.chinese else [])),
                "kicker",
                also if rng.random() < 0.5 else 0,
            )
        )
    lines.append(Line(_headline(rng, story, ways), "headline", marked))
    if ways.chinese:
        decks = (_clause(rng, stories, 20) for _ in range(rng.choice((0, 0, 0, 1, 1, 2))))
        lines += [Line(ways.word("deck", rng, clause), "deck") for clause in decks]
    elif rng.random() < 0.3:
        deck = _SENTENCE.match(rng.choice(story.paragraphs))
        if deck and len(deck[0]) < 190:
            text = deck[0].strip()
            lines.append(Line(text if rng.random() < 0.25 else text.rstrip('.!?"”'), "deck"))
    if rng.random() < 0.45:
        lines.append(Line(ways.word("byline", rng), "byline"))
    return lines


def _story(rng: random.Random, story: Story, stories: list[Story], ways: Habits, *, first: bool) -> list[Line]:
    lines = _title_block(rng, story, stories, ways, first=first)
    paragraphs = [_spoilt(rng, text, ways) for text in story.paragraphs[: rng.randint(1, 9)]]
    if rng.random() < 0.45:
        paragraphs[0] = ways.word("dateline", rng) + paragraphs[0]
    crossheads = rng.random() < 0.25
    for number, text in enumerate(paragraphs):
        if rng.random() < 0.02:
            lines.append(_fixed(rng, ways))
        if number and crossheads and rng.random() < 0.4:
            lines.append(_crosshead(rng, stories, ways))
        signed = ways.chinese and number == len(paragraphs) - 1 and rng.random() < 0.15
        if signed:
            text = (
                text
                + rng.choice(("", " ", "\u3000"))
                + rng.choice(("（{}）", "({})", "记者 {}", "本报记者 {}", "（记者 {}）")).format(
                    wording_zh.name_zh(rng)
                )
            )
        if len(text) > 40 and rng.random() < ways.cuts * min(2.0, len(text) / (120 if ways.chinese else 300)):
            lines += _cut(rng, text, ways)
        else:
            lines.append(Line(text, "para"))
        if rng.random() < 0.08:
            lines += _picture(rng, ways)
        if rng.random() < 0.05:
            lines += _list(rng, ways)
    if rng.random() < 0.3:
        lines.append(Line(ways.word("signature", rng), "sign"))
    return lines


def _crosshead(rng: random.Random, stories: list[Story], ways: Habits) -> Line:
    text = ways.word("crosshead", rng) if not ways.chinese else _clause(rng, stories, 16)
    if ways.chinese and rng.random() < 0.15:
        text = f"“{text}”"
    marks = {
        "first": (3, 3, 0, 7),
        "hash": (0, 0, ways.level + 1, 7),
        "all": (ways.level,),
        "bold": (0, 7),
        "none": (0,),
    }
    return Line(text, "crosshead", rng.choice(marks[ways.marks]))


def _spoilt(rng: random.Random, text: str, ways: Habits) -> str:
    """Return a paragraph with its full stop lost, its marks flattened or its letters misread, as the page has it."""
    limit = rng.choice((20, 45, 90, 150, 220, 350) if ways.chinese else (60, 120, 200, 400, 900))
    short = ""
    for sentence in _SENTENCE.findall(text):
        if short and len(short) + len(sentence) > limit:
            break
        short += sentence
    text = (short or text).strip()
    if rng.random() < ways.lost_stops:
        text = text.rstrip("。.!！?？")
        if not ways.chinese and rng.random() < MISREAD:
            text += ","
    if ways.chinese:
        for mark, flat in zip("，：；（）“”", ',:;()""', strict=True):
            if rng.random() < ways.ascii_marks:
                text = text.replace(mark, flat)
    return text


def _cut(rng: random.Random, text: str, ways: Habits) -> list[Line]:
    """Return a paragraph in two or three pieces with what interrupts them."""
    pieces = []
    for _ in range(rng.choice((1, 1, 1, 1, 2))):
        at = rng.randint(6, max(7, len(text) - 6))
        if not ways.chinese and rng.random() < 0.85:
            at = text.rfind(" ", 0, at) + 1 or at
        if re.search(r"[。！？]$|[.!?][\"”]?\s*$", text[:at]) and rng.random() < 0.9:
            continue
        pieces.append(text[:at].strip())
        text = text[at:].strip()
    pieces.append(text)
    lines: list[Line] = []
    for number, piece in enumerate(piece for piece in pieces if piece):
        if number and rng.random() < ways.interruptions:
            lines += _interruption(rng, ways)
        lines.append(Line(piece, "cont" if number else "para"))
    return lines


def _interruption(rng: random.Random, ways: Habits) -> list[Line]:
    kind = rng.random()
    if kind < 0.6:
        return _picture(rng, ways)
    if kind < 0.75:
        return [Line(ways.word("column" if ways.chinese else "section", rng), "slug")]
    if kind < 0.9:
        return [Line(ways.word("jump", rng), "furniture")]
    return [Line(ways.word("folio", rng, ways.word("paper", rng)), "furniture")]


def _picture(rng: random.Random, ways: Habits) -> list[Line]:
    lines = [Line(ways.word("caption", rng), "caption")]
    if rng.random() < 0.2:
        lines.append(Line(ways.word("credit", rng), "credit"))
    return lines * 1 if rng.random() < 0.9 else [*lines, Line(ways.word("caption", rng), "caption")]


def _list(rng: random.Random, ways: Habits) -> list[Line]:
    items = ways.words_of("items", rng)
    marks = rng.choice(("{}. ", "({})", "（{}）", "● ", "◆ ", "- ", "* ", "", "", "", "A. ", "· ", "{}、", "{})"))
    end = rng.choice(("", "", "；" if ways.chinese else ";"))
    last = "。" if ways.chinese else "."
    return [
        Line(marks.format(n) + item + ((end if n < len(items) else last) if end else ""), "list")
        for n, item in enumerate(items, 1)
    ]


def _odd_story(rng: random.Random, ways: Habits, stories: list[Story], *, first: bool) -> list[Line]:
    """Return a story that is no running text: a poem, a list, figures, notices, a talk in short lines, a letter."""
    own = rng.random() < 0.7
    head = ways.word("odd_head", rng) if own else _headline(rng, rng.choice(stories), ways)
    lines = [Line(head, "headline", _mark(ways, first=first))]
    kind = rng.randrange(7)
    if kind == 0:
        if rng.random() < 0.6:
            lines.append(Line(wording_zh.name_zh(rng) if ways.chinese else wording_en.byline_en(rng), "byline"))
        return lines + [Line(each, "verse") for each in ways.words_of("verse", rng)]
    if kind == 1:
        if rng.random() < 0.4:
            lines.append(Line(_spoilt(rng, rng.choice(rng.choice(stories).paragraphs), ways), "para"))
        return lines + _list(rng, ways)
    if kind in {2, 3}:
        return lines + [Line(each, "data") for each in ways.words_of("data", rng)]
    if kind == 4:
        return lines + [Line(each, "para") for each in ways.words_of("talk", rng)]
    if kind == 5:
        body = [_spoilt(rng, text, ways) for text in rng.choice(stories).paragraphs[: rng.randint(1, 2)]]
        greeting = rng.choice(
            ("编辑同志:", "编辑同志：", "尊敬的编辑：") if ways.chinese else ("Dear Editor,", "To the Editor:")
        )
        lines += [Line(greeting, "para"), *(Line(text, "para") for text in body)]
        return lines + ([Line(each, "data") for each in wording_zh.closing(rng)] if ways.chinese else [])
    return [*lines, _fixed(rng, ways)]


def _fixed(rng: random.Random, ways: Habits) -> Line:
    """Return a table, a quotation or code: what its form alone tells."""
    cells = ways.words_of("items", rng)
    head, *rows = [f"| {each} | {rng.randint(1, 99)} |" for each in cells]
    table = "\n".join([head, "| --- | --- |", *rows])
    return Line(rng.choice((table, f"> {cells[0]}", "```\nprint(1)\n```")), "fixed")


def _render(rng: random.Random, lines: list[Line], ways: Habits) -> tuple[str, list[tuple[int, str]]]:
    text, labels = "", []
    indent = ways.chinese and rng.random() < (0.9 if ways.wrapped else 0.05)
    tight = rng.random() < 0.5
    for line in lines:
        shown = line.text
        if line.level == 7:
            shown = f"**{shown}**"
        elif line.level:
            shown = "#" * line.level + " " + shown
        first = len(text) + len(shown) - len(shown.lstrip("#* "))
        if ways.wrapped and not line.level and line.label != "fixed":
            if indent and line.label == "para":
                shown = "\u3000\u3000" + shown
            shown = _wrap(rng, shown, ways)
        labels.append((first, line.label))
        grouped = tight and line.label in {"verse", "list", "data"}
        after = "\n" if (ways.wrapped and indent and rng.random() < 0.7 and not line.level) or grouped else "\n\n"
        text += shown + after + "\n" * (rng.choice((0, 0, 0, 1, 2)) if after == "\n\n" else 0)
    return text, labels


def _wrap(rng: random.Random, text: str, ways: Habits) -> str:
    """Return ``text`` wrapped hard to the page's width in cells."""
    if not ways.chinese:
        words, lines = text.split(" "), [""]
        for word in words:
            if len(lines[-1]) + len(word) + 1 > ways.wrapped and lines[-1]:
                lines.append("")
            lines[-1] += (" " if lines[-1] else "") + word
        return "\n".join(lines)
    width, lines = ways.wrapped // 2, []
    while len(text) > width:
        at = width
        while at > width - 3 and text[at] in "，。、；：！？”）》,;:)":
            at -= 1
        lines.append(text[:at] + " " * rng.choice((0, 0, 0, 2)))
        text = text[at:]
    return "\n".join([*lines, text])
