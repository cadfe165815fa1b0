"""Lines made to cost time: what a line is called must not take longer than the line is long."""

from __future__ import annotations

import subprocess
import sys

import pytest

UNITS = [
    "和", "及和", "张三 ", "张 三 ", "张三、", "记者 ", "记者张三 ", "本报记者", "作者文", "文/摄 ", "  1版", "1版 ", "日报", "太原日报 ", "要闻 ",
    "2026年1月1日", "2026 年 1 月 1 日 ", "星期一 ", "农历正月", "Page 1 ", "No 1 ", "责编 ", "编辑/", "摄", "摄影 ", "（", "(", "A ", "Ab, ",
    "Ab and ", "de ", "By ", "AB, ", "AB-", "word ", "Photo by A ", "下转", "Continued on ", "1 ", " \u3000", "·", "—", "”", "NEW YORK, ", "本报", "讯",
]  # fmt: skip
HEADS = ["", "记者 ", "（记者", "本报", "。记者 ", "1版", "责编:", "By ", "LONDON, ", "图为"]
# Each unit fills a line behind each head, with an end that no pattern takes, so that all ways to read it are tried.
CODE = """
import sys
from reader.page import roles
for unit in sys.argv[1].split("|"):
    print(unit, flush=True)
    for head in sys.argv[2].split("|"):
        for length in (30, 59, 118, 236):
            for end in ("!", "x", "张 三x"):
                line = (head + unit * length)[:length] + end
                for read in (roles.furniture_role, roles.caption_role, roles.is_byline, roles.dateline_end,
                             roles.trailing_byline_start, roles.is_title_line):
                    read(line)
"""


def test_no_line_takes_long_to_name() -> None:
    command = [sys.executable, "-X", "utf8", "-c", CODE, "|".join(UNITS), "|".join(HEADS)]
    try:
        subprocess.run(command, check=True, timeout=60, capture_output=True)
    except subprocess.TimeoutExpired as late:
        pytest.fail(f"lines of these take too long: {(late.stdout or b'').decode().split()[-1:]}")
