"""A great deal of one thing: it is read, printed and found, in time linear in its size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from wire import kinds

from reader.formats.inline import read_inline
from reader.formats.parse import parse_document
from reader.language import choose_language
from reader.library.fold import fold
from reader.library.passage import passage
from reader.model import SourceText
from reader.page import build_bulletin
from reader.page.dates import parse_date
from reader.typeset.layout import Setting, set_article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

N = 100_000
TORN = "会议指出，全市上下要认真贯彻落实省委关于疫情防控工作的各项部署，"

MASSES: dict[str, tuple[str, str]] = {
    **{f"{char} × {N:,}": ("a.md", char * N) for char in '*[`_|#->（(<!~=\\"&·—'},
    **{
        f"{char} and a word × 10,000": ("a.md", f"{char}a " * 10_000)
        for char in ("*", "**", "_", "[", "`", "~~", "![", "<http:")
    },
    "Chinese on one line": ("a.txt", "太原新闻" * 100_000),
    "letters on one line": ("a.md", "word" * 250_000),
    "a line of digits": ("a.txt", "7" * N),
    "a line of spaces": ("a.md", "# a" + " " * N + "b\n\n太原\n"),
    "a header of spaces": ("a.txt", "Title: a" + " " * 60_000 + "b\nDate: x\n\n太原\n"),
    "a YAML line of spaces": ("a.yaml", "title: a: " + " " * N + "b\n"),
    "a line of tabs": ("a.md", "a" + "\t" * N + "b"),
    "20,000 short lines": ("a.txt", "行\n" * 20_000),
    "10,000 headings": ("a.md", "# 太原\n" * 10_000),
    "5,000 headings under kickers": ("a.md", "太原短题\n# 太原标题\n" * 5_000),
    "50,000 list items": ("a.md", "- 项\n" * 50_000),
    "20,000 table rows": ("a.md", "| 甲 | 乙 |\n" * 20_000),
    "a row of 20,000 cells above 2,000 rows": ("a.md", "|甲" * 20_000 + "|\n" + "| 乙 |\n" * 2_000),
    "a row that nearly divides a table": ("a.md", "|" + "-" * 5_000 + "x|\n| 甲 |\n"),
    "quotes in quotes": ("a.md", "> " * 50_000 + "太原\n"),
    "10,000 open fences": ("a.md", "```a\n" * 10_000),
    "10,000 title lines": ("a.txt", "太原短题\n\n" * 10_000),
    "10,000 torn lines": ("a.txt", f"{TORN}\n\n" * 10_000),
    "10,000 captions": ("a.txt", "图为太原的早晨。\n\n" * 10_000),
    "10,000 folios": ("a.txt", "第1版\n\n" * 10_000),
    "(记者 × 20,000": ("a.txt", "(记者 " * 20_000),
    "nothing but 和": ("a.txt", "(记者 " + "和" * 20_000),
    "names without end": ("a.txt", "(记者 " + "张三和李四、" * 10_000),
    "a byline of 和": ("a.txt", "记者" + "和" * 50 + "！\n\n他说。记者" + "和" * 50 + "！\n"),
    "a running head of pages": ("a.txt", "1版 " * 28 + "！\n"),
    "本报讯 × 50,000": ("a.txt", "本报讯" * 50_000),
    "capitals and hyphens": ("a.txt", "A-" * 50_000 + "x"),
    "combining marks": ("a.txt", "中" + "\u0301\u0323" * 20_000),
    "Zalgo": ("a.txt", "".join(char + "\u0300\u0316\u0489\u035c" * 20 for char in "太原新闻" * 200)),
    "joined emoji": ("a.txt", "👨\u200d👩\u200d👧" * 20_000),
    "joiners alone": ("a.txt", "x" + "\u200d" * N),
    "flags": ("a.txt", "🇨🇳" * 20_000),
    "text from right to left": ("a.txt", "مرحبا بالعالم، אמש נפתח הנמל. " * 2_000),
    "Thai": ("a.txt", "เช้านี้ที่สวนสาธารณะ" * 2_000),
    "form feeds": ("a.txt", "太原新闻的早晨今天很好" * 3 + "\x0c" + "a\x0c太原新闻\n" * 5_000),
    "line separators": ("a.txt", "太原\u2028" * 20_000),
    "carriage returns": ("a.txt", "太原\r" * 20_000),
    "closing marks": ("a.txt", "。”）" * 30_000 + "x"),
}


@pytest.mark.parametrize("case", MASSES)
def test_a_mass_of_one_thing_is_read_and_printed(case: str, folder: Callable[..., Path], run) -> None:
    name, content = MASSES[case]
    root = folder({name: content})

    checked = run("check", root, "--json")
    printed = run(root / name)
    found = run("search", "太原", root)

    assert kinds(checked.json()) <= {"control-characters", "date", "yaml", "yaml-quotes"}
    assert printed.code == 0
    assert printed.out or printed.err
    assert found.code == (1 if found.out == "" else 0)


def test_a_million_lines_and_ten_megabytes_on_one_are_read(folder: Callable[..., Path], run) -> None:
    root = folder({"lines.txt": "\n" * 999_999 + "太原的早晨", "line.txt": "太原" * 1_700_000})

    assert run("check", root, "--json").json() == []
    assert len(run("list", root, "--json").json()) == 2


def test_two_hundred_thousand_yaml_values_are_refused_before_they_are_built(folder: Callable[..., Path], run) -> None:
    root = folder({"a.yaml": "title: 太原\nbody:\n" + "- x\n" * 200_001})

    (found,) = run("check", root, "--json").json()

    assert found["kind"] == "yaml-size"


def rebuilt(text: str) -> None:
    """Do everything that is done to a text: parse, rebuild, fold, set."""
    setting = Setting(60, choose_language("en"))
    for article in build_bulletin(parse_document(text.encode(), "a.md")).articles:
        fold(passage(article).text.string)
        for _ in set_article(article, setting):
            pass


# Where a pattern could go back over what it has read: each grows with ``n`` and once took its square or worse.
GROWING: dict[str, Callable[[int], object]] = {
    "a heading's spaces": lambda n: rebuilt("# a" + " " * (20 * n) + "b\n"),
    "open fences": lambda n: rebuilt("```a\n" * n),
    "a table's dashes": lambda n: rebuilt("|" + "-" * (20 * n) + "x|\n"),
    "wide and long tables": lambda n: rebuilt("|甲" * n + "|\n" + "|乙|\n" * n),
    "title lines": lambda n: rebuilt("太原短题\n\n" * n),
    "torn lines": lambda n: rebuilt(f"{TORN}\n\n" * (n // 2)),
    "names joined": lambda n: rebuilt("(记者 " + "和" * (20 * n)),
    "marks on one character": lambda n: fold("中" + "\u0301\u0323" * (10 * n)),
    "inline marks": lambda n: read_inline(SourceText("**a _b `c [d](" * n), markup=True),
    "header lines": lambda n: rebuilt("Title: a" + " " * (10 * n) + "b\nDate: x\n\nc\n"),
    "bad dates": lambda n: build_bulletin(parse_document(("- title: 甲\n  date: 某年\n" * n).encode(), "a.yaml")),
    "a date's spaces": lambda n: parse_date(("2022" + " " * 50) * n),
}


def cost(work: Callable[[int], object], n: int) -> float:
    """Return the least processor time of three runs, in seconds."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(n)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("case", GROWING)
def test_four_times_the_text_costs_no_more_than_linear_work_would(case: str) -> None:
    work = GROWING[case]
    work(10)  # patterns compiled, tables warm

    # Four times as much may cost four times as much, sixteen if it were squared; a little noise is let in.
    assert cost(work, 1200) < 12 * max(cost(work, 300), 0.0005)
