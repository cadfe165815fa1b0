"""Dates as bulletins write them: in front matter, in running heads, in file and folder names."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from reader.lazy import LazyPattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

_BUDDHIST_YEARS = range(2400, 2700)  # 2565 is 2022: the Buddhist era runs 543 years ahead
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMERIC = LazyPattern(r"(?<!\d)(\d{4})\s*(?:[-/.年_])\s*(\d{1,2})\s*(?:[-/.月_])\s*(\d{1,2})(?!\d)")
_COMPACT = LazyPattern(r"(?<!\d)((?:19|20|25)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—]|to|and)\s*"  # of a range the first day counts
_DAY_MONTH = LazyPattern(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO}{_DAY})?\s+({_MONTH})\.?,?(?:{_TO}{_DAY}\s+(?:{_MONTH})\.?,?)?\s+(\d{{4}})",
    re.IGNORECASE,
)
_MONTH_DAY = LazyPattern(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO}(?:(?:{_MONTH})\.?\s+)?{_DAY})?,?\s+(\d{{4}})",
    re.IGNORECASE,
)
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DATE = LazyPattern(
    "(民[国國])?([一二三四五六七八九〇○零]{3,4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_REPUBLIC = 1911  # in Taiwan years are counted from the one after: 民國115年 is 2026
_REPUBLIC_DATE = LazyPattern(r"民[国國]\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_YEAR_FOLDER = LazyPattern(r"(\d{4})年?$")
_MONTH_FOLDER = LazyPattern(r"(?:(\d{4})[-./年_]?)?(\d{1,2})月?$")
_DAY_FOLDER = LazyPattern(r"(\d{1,2})日?(?:[-_]\d{1,3})?$")  # ``31-1``: day 31, page 1


def parse_date(text: str) -> datetime.date | None:
    """Return the first date written in ``text``, the first day of a range, or None."""
    for pattern, order in (
        (_NUMERIC, (1, 2, 3)),
        (_COMPACT, (1, 2, 3)),
        (_DAY_MONTH, (3, 2, 1)),
        (_MONTH_DAY, (3, 1, 2)),
    ):
        for match in pattern.finditer(text):
            year, month, day = (match[group] for group in order)
            if found := _date(int(year), _MONTHS.get(month.casefold()) or int(month), int(day)):
                return found
    if written := _HAN_DATE.search(text):
        year = int(written[2].translate(_HAN_DIGITS)) + (_REPUBLIC if written[1] else 0)
        return _date(year, _han_number(written[3]), _han_number(written[4]))
    if written := _REPUBLIC_DATE.search(text):
        return _date(int(written[1]) + _REPUBLIC, int(written[2]), int(written[3]))
    return None


def _han_number(text: str) -> int:
    """Return 1 to 99 written as 一, 十, 十一, 二十, 三十一; 0 for what is no number, such as 十十."""
    tens, ten, ones = text.partition("十")
    if "十" in ones:
        return 0
    if not ten:
        return int(text.translate(_HAN_DIGITS))
    return (int(tens.translate(_HAN_DIGITS)) if tens else 1) * 10 + (int(ones.translate(_HAN_DIGITS)) if ones else 0)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    if year in _BUDDHIST_YEARS:
        year -= 543
    from datetime import date  # takes 2 ms to load: most pages name no full date

    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of_path(path: str) -> datetime.date | None:
    """Return the date a file's name gives, else the one its nearest dated folders give. Never its mtime."""
    folder, name = os.path.split(path)
    return parse_date(name) or _date_of_folder(folder) or _nested(_parts(path))


@lru_cache(maxsize=1024)
def _date_of_folder(folder: str) -> datetime.date | None:
    for name in reversed(_parts(folder)):
        if found := parse_date(name):
            return found
    return None


def _parts(path: str) -> list[str]:
    return [part for part in path.replace(os.sep, "/").split("/") if part]


def _nested(parts: list[str]) -> datetime.date | None:
    """Return the date spread over folders: ``2022/08/31``, ``2022-08/31-1``, ``2022年/8月/31日``."""
    if not parts:
        return None
    stem = parts[-1].partition(".")[0]
    names = [*parts[:-1], stem]
    for at in range(len(names) - 1, 0, -1):
        day = _DAY_FOLDER.fullmatch(names[at])
        month = _MONTH_FOLDER.fullmatch(names[at - 1])
        if not day or not month:
            continue
        year = month[1]
        if not year and at >= 2 and (folder := _YEAR_FOLDER.fullmatch(names[at - 2])):
            year = folder[1]
        if year and (found := _date(int(year), int(month[2]), int(day[1]))):
            return found
    return None
