"""An article to lines: the order and the setting of its parts, as a newspaper would have them.

Lines come one by one, so that the first page of a very long article stands before the rest is set.
"""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.formats.inline import Mark, read_inline
from reader.model import FURNITURE_ROLES, TITLE_ROLES, Block, Role, SourceText, blocks_in, roles_of
from reader.typeset.ambiguous import drawn
from reader.typeset.asides import code_lines, is_picture, quoted_within
from reader.typeset.breaking import break_lines
from reader.typeset.justify import find_gaps
from reader.typeset.lines import BLANK, Line, Run
from reader.typeset.reading import measure_length
from reader.typeset.stretches import all_lines
from reader.typeset.tables import set_table
from reader.typeset.widths import width
from reader.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.formats.inline import Inline
    from reader.language import Language
    from reader.model import Article

DEFAULT_MEASURE = 72  # cells
MIN_MEASURE, MAX_MEASURE = 10, 200
HAN_INDENT = 4  # two characters (CLREQ 3.1.5)
SIDE_INDENT = 4  # of captions, quotes and code
MIN_LABELLED = 8  # cells that a label or the bars of quotations leave for the text
_RUNNING = frozenset({Role.PARAGRAPH, Role.QUOTE})
_LINED = frozenset({Role.LIST, Role.VERSE, Role.QUOTE, Role.CODE})
_BULLET_SPACES = " \t\u3000"


class Setting(Value):
    """What the lines depend on beside the article: the measure in cells and the language of the head line.

    ``gutter`` is how many cells right of the measure closing marks may hang into; ``justify`` sets running text in
    lines of one length, where that leaves no holes. ``sideways`` lets tables be wider than the measure, for a screen
    that can show them part by part.
    """

    measure: int
    language: Language
    gutter: int = 0
    justify: bool = False
    sideways: bool = False


def set_article(article: Article, setting: Setting, furniture: Sequence[Block] = ()) -> Iterator[Line]:
    """Yield the lines of ``article``: title block, facts, rule, text; then the page's furniture, if given."""
    yield from all_lines(ArticleStretches(article, setting, furniture))


def set_body(article: Article, setting: Setting, furniture: Sequence[Block] = ()) -> Iterator[Line]:
    """Yield the lines of ``article`` below its title; then the page's furniture, if given."""
    yield from all_lines(BodyStretches(article, setting, furniture))


class BodyStretches:
    """What stands below the title of an article: a stretch is a block with the dateline that opens it.

    The last one is the page's furniture, if given.
    """

    def __init__(self, article: Article, setting: Setting, furniture: Sequence[Block] = ()) -> None:
        self._article, self._setting = article, setting
        self._furniture = [block for block in furniture if block.role in FURNITURE_ROLES - {Role.FIELDS}]
        self._numbers, self._datelines = _stretches_of(article)

    def stretch(self, number: int) -> Iterator[Line] | None:
        """See Stretches."""
        if number < len(self._numbers):
            return self._lines(number)
        return _set_furniture(self._furniture, self._setting) if number == len(self._numbers) else None

    def _lines(self, number: int) -> Iterator[Line]:
        blocks, at = self._article.blocks, self._numbers[number]
        block = blocks[at]
        previous = blocks[self._numbers[number - 1]].role if number else None
        if (dateline := self._datelines.get(at)) is not None:
            opening = blocks[dateline]
            yield from _spacing(previous, block.role)
            yield from _paragraph(at, _run_in(opening, block), self._setting, len(opening.text))
        else:
            yield from _block(at, block, self._setting, previous)


class ArticleStretches:
    """An article as set: its title is the first stretch, the others are those of its body."""

    def __init__(self, article: Article, setting: Setting, furniture: Sequence[Block] = ()) -> None:
        self._article, self._setting = article, setting
        self._body = BodyStretches(article, setting, furniture)

    def stretch(self, number: int) -> Iterator[Line] | None:
        """See Stretches."""
        return self._body.stretch(number - 1) if number else set_title(self._article, self._setting)


def _stretches_of(article: Article) -> tuple[array[int], dict[int, int]]:
    """Return the numbers of the blocks that are set below the title, and of the datelines that open some of them."""
    numbers, datelines = array("I"), dict[int, int]()
    skipped = _head_bylines(article)
    waiting: int | None = None  # a dateline, which a paragraph may follow
    for number, role in enumerate(roles_of(article.blocks)):
        if role in TITLE_ROLES or number in skipped:
            continue
        if waiting is not None:
            if role is Role.PARAGRAPH:
                datelines[number] = waiting
            else:
                numbers.append(waiting)
        waiting = number if role is Role.DATELINE else None
        if waiting is None:
            numbers.append(number)
    if waiting is not None:
        numbers.append(waiting)
    return numbers, datelines


def _set_furniture(furniture: Sequence[Block], setting: Setting) -> Iterator[Line]:
    if furniture:
        yield BLANK
        yield _centre(Line(Role.RULE, SourceText(drawn().thin * min(8, setting.measure))), setting.measure)
    for block in furniture:
        yield from _lines_of(-1, block, setting, 0)


def set_notice(text: str, measure: int) -> Iterator[Line]:
    """Yield a sentence, or several lines of them, in the middle of the measure."""
    yield from (BLANK, BLANK)
    for paragraph in text.split("\n"):
        for start, end in break_lines(paragraph, measure):
            yield _centre(Line(Role.FIELDS, SourceText(paragraph[start:end])), measure)
        if not paragraph:
            yield BLANK


def _head_bylines(article: Article) -> set[int]:
    """Return the numbers of the bylines that stand above the text: they are set with the title."""
    found = set()
    for number, role in enumerate(roles_of(article.blocks)):
        if role is Role.BYLINE:
            found.add(number)
        elif role not in TITLE_ROLES and role is not Role.RULE:
            break
    return found


def set_title(article: Article, setting: Setting) -> Iterator[Line]:
    """Yield what stands above the text of ``article``: kicker, headline, deck, bylines, facts, a rule."""
    measure = setting.measure
    head = _head_bylines(article)
    for role in (Role.KICKER, Role.HEADLINE, Role.DECK):
        for number, block in blocks_in(article.blocks, role):
            yield from _centred(number, block, measure)
    if head:
        yield from _bylines([article.blocks[number] for number in sorted(head)], min(head), measure)
    yield from (_centre(Line(Role.FIELDS, SourceText(facts)), measure) for facts in _facts_lines(article, setting))
    yield Line(Role.RULE, SourceText(drawn().rule * measure))


def _bylines(blocks: list[Block], number: int, measure: int) -> Iterator[Line]:
    """Yield the names above the text on one line, as long as there is room."""
    parts: list[SourceText] = []
    for block in blocks:
        text = _one_line(block.text)
        if parts:
            parts.append(SourceText("  ", ((0, text.start),)))
        parts.append(text)
    for piece in _broken(SourceText.concat(parts), measure):
        yield _centre(Line(Role.BYLINE, piece, block=number), measure)


def _facts_lines(article: Article, setting: Setting) -> Iterator[str]:
    """Yield the facts in as few lines as they need; a fact is broken only when it is alone on its line."""
    line = ""
    for fact in article_facts(article, setting.language):
        if line and width(line) + 2 + width(fact) > setting.measure:
            yield line
            line = ""
        line = f"{line}  {fact}" if line else fact
        *full, line = [line[start:end] for start, end in break_lines(line, setting.measure)] or [""]
        yield from full
    if line:
        yield line


def article_facts(article: Article, language: Language) -> list[str]:
    """Return what stands under the headline: publication, date, page, length and reading time."""
    metadata = article.metadata
    length = measure_length(article)
    counts = [language.text("facts.han", count=f"{length.han:,}")] if length.han else []
    if length.words and length.words * 4 > length.han:
        counts.append(language.count("facts.words", length.words))
    parts = [
        metadata.publication,
        language.date(metadata.date) if metadata.date else "",
        language.text("facts.page", page=metadata.page) if metadata.page else "",
        *counts,
        language.text("facts.minutes", count=length.minutes),
    ]
    return [" ".join(part.split()) for part in parts if part.strip()]


def _centred(number: int, block: Block, measure: int) -> Iterator[Line]:
    """Yield a title line's text in lines of about the same length, centred."""
    inline = read_inline(_one_line(block.text), markup=block.markup)
    runs = _runs(inline)
    total = width(inline.text.string)
    count = max(1, -(-total // measure))
    balanced = measure if count == 1 else min(measure, total // count + total // count // 6 + 2)
    ends = list(break_lines(inline.text.string, balanced))
    if len(ends) > count:
        ends = list(break_lines(inline.text.string, measure))
    for start, end in ends:
        line = Line(block.role, inline.text.slice(start, end), runs=_clip(runs, start, end), block=number)
        yield _centre(line, measure)


def _runs(inline: Inline) -> tuple[Run, ...]:
    """Return what is set in a style of its own."""
    return tuple(Run(each.start, each.end, each.mark) for each in inline.marks if each.mark is not Mark.ENTITY)


def _one_line(text: SourceText) -> SourceText:
    """Return a title's text with its line breaks and tabs as spaces, character for character."""
    return SourceText(text.string.replace("\n", " ").replace("\t", " "), text.anchors)


def _centre(line: Line, measure: int) -> Line:
    return replace(line, indent=max(0, (measure - width(line.text.string)) // 2))


def _spacing(previous: Role | None, role: Role) -> Iterator[Line]:
    """Yield the blank line between two blocks, where there is one."""
    if previous is Role.CROSSHEAD or (previous is role and role in {Role.LIST, Role.CREDIT}):
        return
    if role is Role.BYLINE and previous is Role.PARAGRAPH:
        return
    yield BLANK


def _block(number: int, block: Block, setting: Setting, previous: Role | None) -> Iterator[Line]:
    """Yield the lines of one block under the space that belongs above it."""
    yield from _spacing(previous, block.role)
    measure = setting.measure
    if block.role is Role.RULE:
        yield _centre(Line(Role.RULE, SourceText("* * *"), block=number), measure)
    elif block.role is Role.PARAGRAPH:
        yield from _picture(number, block, setting) or _paragraph(number, block, setting, 0)
    elif block.role is Role.TABLE:
        yield from set_table(number, block, measure, sideways=setting.sideways)
    elif block.role is Role.BYLINE:
        yield from _flush_right(number, block, measure)
    else:
        indent = SIDE_INDENT if block.role in {Role.CAPTION, Role.CREDIT, Role.QUOTE, Role.CODE, Role.VERSE} else 0
        yield from _lines_of(number, block, setting, indent if measure >= 4 * SIDE_INDENT else 0)


def _run_in(dateline: Block, paragraph: Block) -> Block:
    """Return the paragraph with its dateline before it; a space between them only where the source has one."""
    first, second = dateline.text, paragraph.text
    end = first.source_offset(len(first))
    parts = [first] if second.start == end else [first, SourceText(" ", ((0, end),))]
    return replace(paragraph, text=SourceText.concat([*parts, second]))


def _paragraph(number: int, block: Block, setting: Setting, dateline: int) -> Iterator[Line]:
    """Yield a paragraph: Chinese with its first line indented, others flush. A dateline that opens it is marked."""
    inline = read_inline(block.text, markup=block.markup)
    string = inline.text.string
    runs = _runs(inline)
    if dateline:
        runs += (Run(0, dateline, Role.DATELINE),)
    # Lines whose breaks are shown stand alike: one set in would look like the beginning of another paragraph.
    indented = _is_han(string) and "\n" not in string and setting.measure >= 4 * HAN_INDENT
    indent = HAN_INDENT if indented else 0
    yield from _broken_lines(Line(block.role, block=number), inline.text, runs, setting, indent)


def _picture(number: int, block: Block, setting: Setting) -> list[Line]:
    """Return the lines of a paragraph that is a picture: what it shows, said to be one. Of any other paragraph none."""
    if not block.markup or "![" not in block.text.string:
        return []
    inline = read_inline(block.text, markup=True)
    if not is_picture(inline):
        return []
    indent = SIDE_INDENT if setting.measure >= 4 * SIDE_INDENT else 0
    bar, label = drawn().caption, setting.language.text("picture.label")
    room = setting.measure - indent - width(bar)
    if room - width(label) < MIN_LABELLED:
        label = ""
    room -= width(label)
    lines = _broken_lines(
        Line(Role.CAPTION, indent=indent, lead=bar + label, block=number),
        inline.text,
        _runs(inline),
        replace(setting, measure=room),
        0,
    )
    rest = bar + " " * width(label)
    return [replace(line, lead=rest) if at else line for at, line in enumerate(lines)]


def _is_han(text: str) -> bool:
    """Return whether a paragraph is set as Chinese: by the characters it opens with."""
    head = text[:40]
    return sum("\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uff60" for char in head) * 3 > len(head)


def _flush_right(number: int, block: Block, measure: int) -> Iterator[Line]:
    for piece in _broken(block.text, measure):
        yield Line(block.role, piece, max(0, measure - width(piece.string)), block=number)


def _lines_of(number: int, block: Block, setting: Setting, indent: int) -> Iterator[Line]:
    """Yield a block whose line breaks are its own; longer lines hang under their bullet."""
    lines = list(split_shown(block.text))
    for line in code_lines(lines) if block.role is Role.CODE else lines:
        lead = _lead(block.role)
        if block.role is Role.QUOTE:
            depth, line = quoted_within(line)
            lead *= 1 + min(depth, max(0, (setting.measure - indent - MIN_LABELLED) // width(lead) - 1))
        room = replace(setting, measure=setting.measure - indent - width(lead))
        inline = read_inline(line, markup=block.markup and block.role in _LINED | {Role.CROSSHEAD, Role.CAPTION})
        runs = _runs(inline)
        hang = _hang(inline.text.string) if block.role is Role.LIST else 0
        shape = Line(block.role, indent=indent, lead=lead, block=number)
        if not inline.text:
            yield shape
            continue
        yield from _broken_lines(shape, inline.text, runs, room, 0, hang if hang * 2 < room.measure else 0)


def _lead(role: Role) -> str:
    """Return the mark at the left of each line of a block that is no running text."""
    if role in {Role.CAPTION, Role.CREDIT}:
        return drawn().caption
    return f"{drawn().bar} " if role is Role.QUOTE else ""


def split_shown(text: SourceText) -> Iterator[SourceText]:
    """Yield the lines of a text whose line breaks are meant to be seen."""
    at = 0
    while (end := text.string.find("\n", at)) >= 0:
        yield text.slice(at, end)
        at = end + 1
    yield text.slice(at, len(text))


def _hang(line: str) -> int:
    """Return how many cells the bullet and the space after it take."""
    from reader.formats.blocks import BULLET

    match = BULLET.match(line)
    return width(match.group()) if match else len(line) - len(line.lstrip(_BULLET_SPACES))


def _broken_lines(
    shape: Line, text: SourceText, runs: tuple[Run, ...], setting: Setting, indent: int, hang: int = 0
) -> Iterator[Line]:
    """Yield ``text`` broken into lines like ``shape``; the first is set in by ``indent``, the others by ``hang``."""
    first, measure = True, setting.measure
    justified = setting.justify and shape.role in _RUNNING
    for part in _parts(text):
        offset = part[0]
        string = text.string[slice(*part)].replace("\t", " ")
        last = len(string.rstrip())
        for start, end in break_lines(string, measure - hang, measure - (indent if first else hang), setting.gutter):
            piece = text.slice(offset + start, offset + end)
            if "\t" in piece.string:
                piece = SourceText(piece.string.replace("\t", " "), piece.anchors)
            inset = indent if first else hang
            clipped = _clip(runs, offset + start, offset + end) if runs else ()
            gaps = find_gaps(piece.string, measure - inset) if justified and end < last else ()
            yield replace(shape, text=piece, indent=shape.indent + inset, runs=clipped, gaps=gaps)
            first = False


def _parts(text: SourceText) -> Iterator[tuple[int, int]]:
    """Yield start and end of the stretches between line breaks that are shown."""
    ends = [at for at, char in enumerate(text.string) if char == "\n"] if "\n" in text.string else []
    for start, end in pairwise([-1, *ends, len(text)]):
        yield start + 1, end


def _broken(text: SourceText, measure: int) -> Iterator[SourceText]:
    flat = _one_line(text)
    for start, end in break_lines(flat.string, measure):
        yield flat.slice(start, end)


def _clip(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """Return the runs that reach into ``start`` to ``end``, counted from ``start``."""
    return tuple(
        Run(max(run.start, start) - start, min(run.end, end) - start, run.style)
        for run in runs
        if run.start < end and run.end > start
    )
