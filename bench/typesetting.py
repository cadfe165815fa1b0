"""How lines are set: `python bench/typesetting.py FOLDER [--measures 10-200] [--jobs 2]`.

Rebuilds every .txt and .md page under FOLDER, sets each article at each measure, without and with hanging marks, and
judges the lines of its running text by rules of its own, which share nothing with the line breaker: GB/T 15834-2011,
5.1, and CLREQ 3.1.3 at the basic level. Then measures the breaker's throughput on the Chinese of the pages beside
Textual's `Content.wrap`, in turns. The measures' tables hold for any pages; the times are those of this machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.display.choice import Drawer, wanted_by
from reader.formats.inline import plain
from reader.formats.parse import parse_document
from reader.language import Language
from reader.model import Role
from reader.page import build_bulletin
from reader.settings import Settings
from reader.typeset.breaking import GUTTER, break_lines
from reader.typeset.layout import Setting, set_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Block
    from reader.typeset.lines import Line

NO_START = frozenset("、，。．：；！？…—～·”’」』》〉）】〕〗］｝％‰℃″′°,.;:!?)]}%")  # 5.1.1 to 5.1.3, 5.1.6, 5.1.7
NO_END = frozenset("“‘「『《〈（【〔〖［｛([{")  # 5.1.3
WHOLE = ("——", "……", "⸺⸺")  # 5.1.4, 5.1.5: not split; longer runs of them are rules, not marks
GLUE = frozenset("\u00a0\u202f\u2060\ufeff")  # UAX #14, LB11 and LB12: nothing breaks beside these
STRAIGHT = frozenset("\"'")  # UAX #14, LB19: of these nobody knows on which side of them a line may break
HYPHENS = frozenset("-\u2010")  # UAX #14, LB21: what stands before a hyphen stays with it
SHORT = 3  # cells a line of Chinese may be short
HAN_SHARE = 0.5  # of the characters of a line of Chinese
RUNNING = frozenset({Role.PARAGRAPH, Role.LIST, Role.VERSE, Role.QUOTE, Role.CAPTION, Role.CROSSHEAD})
TITLES = frozenset({Role.KICKER, Role.HEADLINE, Role.DECK})
ROUNDS = 7
WRAPPED = 60_000  # characters, of which the throughput is taken


def is_han(char: str) -> bool:
    """Return whether a character is a Han one."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def may_break(text: str, at: int) -> bool:
    """Return whether a line may end before the character at ``at`` by the plain rules."""
    before, after = text[at - 1], text[at]
    if after.isspace() or after in NO_START or before in NO_END or text[at - 1 : at + 1] in WHOLE:
        return False
    if before in GLUE or after in GLUE or before in STRAIGHT or after in STRAIGHT or after in HYPHENS:
        return False
    if unicodedata.category(after)[0] == "M" or "\u200d" in (before, after):
        return False
    if before.isspace():
        left = text[:at].rstrip()
        return not left or left[-1] not in NO_END
    return is_han(before) or is_han(after) or before in NO_START - set(".,:%°′″·…-'’")


def next_unit(text: str, at: int) -> int:
    """Return where the shortest piece from ``at`` on that could have stood on the line before ends."""
    end = at + 1
    while end < len(text) and not may_break(text, end):
        end += 1
    return end


def judge(text: str, spans: Sequence[tuple[int, int]], rooms: Sequence[int]) -> Iterator[str]:
    """Yield what is wrong with the lines ``spans`` of ``text``, one word a fault; ``rooms`` are their measures."""
    for (start, end), (following, _), room in zip(spans, spans[1:], rooms, strict=False):
        line, gap = text[start:end], text[end:following]
        wrong = text[following] in NO_START or line[-1:] in NO_END or (not gap and line[-1:] + text[following] in WHOLE)
        if wrong:
            forced = not any(may_break(text, at) for at in range(start + 1, following))
            marks = all(not char.isalnum() for char in text[start : following + 1])
            yield "cuts of pure punctuation" if forced and marks else "cuts of a long word" if forced else "kinsoku"
        if sum(map(is_han, line)) < HAN_SHARE * len(line):
            continue
        used = cell_len(line)
        if used < room - SHORT:
            piece = text[end : next_unit(text, following)].rstrip()
            # What follows a number is not counted: it is kept with its unit, which costs no more than allowed.
            yield "short for a word" if used + cell_len(piece) > room else "short"


def judge_article(article: Article, setting: Setting, faults: Counter[str]) -> None:
    """Count the lines of an article and what is wrong with them."""
    lines: dict[int, list[Line]] = {}
    for line in set_article(article, setting):
        if line.block >= 0:
            lines.setdefault(line.block, []).append(line)
    for number, block in enumerate(article.blocks):
        if block.role in RUNNING | TITLES and number in lines:
            judge_block(block, lines[number], setting, faults)


def judge_block(block: Block, lines: Sequence[Line], setting: Setting, faults: Counter[str]) -> None:
    """Count the lines of one block and what is wrong with them."""
    faults["lines"] += len(lines)
    for line in lines:
        wide = cell_len(line.string)
        if wide > setting.measure:
            hung = wide <= setting.measure + setting.gutter and line.string[-1] in NO_START
            characters = sum(cell_len(char) > 0 for char in line.text.string)
            faults["hanging" if hung else "wider than the measure" if characters > 1 else "of one character"] += 1
    text = plain(block.text, markup=block.markup).string
    joined = "".join("".join(line.text.string for line in lines).split())
    if not joined.endswith("".join(text.split())):  # a dateline or another byline may stand before it
        faults["not the text"] += 1
    at, paragraphs = 0, [[]]
    flat = text.replace("\n", "\0")
    joined_text = "".join(line.text.string for line in lines)
    if "".join(joined_text.split()) != "".join(text.split()):
        return  # run in with a dateline: judged by its text alone would be judged wrongly
    for line in lines:
        string = line.text.string.strip()
        found = flat.find(string.replace("\t", " "), at) if string else -1
        found = found if found >= 0 or not string else flat.replace("\t", " ").find(string, at)
        if found < 0:
            continue
        if "\0" in flat[at:found]:
            paragraphs.append([])
        at = found + len(string)
        paragraphs[-1].append((found, at, setting.measure - line.indent - cell_len(line.lead)))
    for each in paragraphs:
        spans = [(start, end) for start, end, _ in each]
        rooms = [room for _, _, room in each]
        for fault in judge(flat, spans, rooms):
            title = block.role in TITLES and fault.startswith("short")  # set in lines of about one length
            if not title:
                faults[fault] += 1
        faults["Chinese lines"] += sum(2 * sum(map(is_han, flat[start:end])) > end - start for start, end in spans[:-1])


def articles_of(path: Path) -> list[Article]:
    """Return the articles of a page as the screen draws them."""
    bulletin = build_bulletin(parse_document(path.read_bytes(), path.name))
    drawer = Drawer(wanted_by(Settings()))
    return [drawer.draw(article, bulletin) for article in bulletin.articles]


def judge_page(path: Path, measures: Sequence[int]) -> Counter[str]:
    """Return how many lines a page has at all measures, and what is wrong with them."""
    language, faults = Language("zh"), Counter[str]()
    articles = articles_of(path)
    for measure in measures:
        for gutter in (0, GUTTER):
            for article in articles:
                judge_article(article, Setting(measure, language, gutter), faults)
    return faults


def throughput(paths: Sequence[Path]) -> tuple[float, float]:
    """Return megabytes a second of the breaker on Chinese, and its ratio to Textual's wrapping, medians of rounds."""
    from textual.content import Content

    paragraphs: list[str] = []
    for path in paths:
        for article in articles_of(path):
            paragraphs += [each.text.string for each in article.blocks if each.role is Role.PARAGRAPH]
    paragraphs = [text for text in paragraphs if 2 * sum(map(is_han, text)) > len(text)]
    chosen: list[str] = []
    while paragraphs and sum(map(len, chosen)) < WRAPPED:
        chosen.append(paragraphs.pop())
    if not chosen:
        return 0.0, 0.0
    size = sum(len(text.encode()) for text in chosen)
    speeds, ratios = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in chosen:
            list(break_lines(text, 72, gutter=GUTTER))
        ours = time.process_time() - start
        start = time.process_time()
        for text in chosen:
            Content(text).wrap(72)
        theirs = time.process_time() - start
        speeds.append(size / ours / 1e6)
        ratios.append(theirs / ours)
    return statistics.median(speeds), statistics.median(ratios)


def main() -> None:
    """Judge and measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--measures", default="10-200", help="the least and the most, in cells")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    least, most = map(int, arguments.measures.split("-"))
    paths = sorted(each for each in arguments.folder.rglob("*") if each.suffix in {".txt", ".md"})
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for faults in pool.map(judge_page, paths, [range(least, most + 1)] * len(paths)):
            total += faults
    print(f"{len(paths)} pages, measures {least} to {most}\n\n| | |\n|---|---|")
    for name, count in sorted(total.items(), key=lambda each: -each[1]):
        print(f"| {name} | {count:,} |")
    speed, ratio = throughput(paths)
    print(f"| megabytes of Chinese a second | {speed:.1f} |\n| against Content.wrap | {ratio:.1f} × |")


if __name__ == "__main__":
    main()
