"""Days as one types them into a search: 2022-08, 2022-08-01..2022-08-31, 8-30, 7d, 8月30日, 上周, saturday."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING

from reader.lazy import LazyPattern
from reader.library.query import FIRST_DAY, LAST_DAY, Days

if TYPE_CHECKING:
    from collections.abc import Callable

_RANGE = LazyPattern(r"(?P<first>.*?)(?:\.\.\.?|…|~|～|至|到)(?P<last>.*)")
_YEAR = LazyPattern(r"(\d{4})年?")
_MONTH = LazyPattern(r"(\d{4})(?:[-/.]|年)(\d{1,2})月?")
_DAY = LazyPattern(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?|(\d{4})(\d\d)(\d\d)")
_MONTH_DAY = LazyPattern(r"(\d{1,2})(?:月(?:(\d{1,2})[日号]?)?|[-/.](\d{1,2}))")
_WEEKDAY = LazyPattern(r"([上本这]?)个?(?:周|星期|礼拜)([一二三四五六日天])")
_AGO = LazyPattern(r"(\d{1,5})(d|天|日|w|周|個?星期|个?星期|m|个月|個月|月内|y|年内)")
_UNIT_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "m": 30, "y": 365}
_WEEKDAYS = "一二三四五六日"
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3  # letters by which a weekday is known
_Date = datetime.date


def _week(today: _Date, back: int) -> tuple[_Date, _Date]:
    monday = today - datetime.timedelta(days=today.weekday() + 7 * back)
    return monday, monday + datetime.timedelta(days=6)


def _month(year: int, month: int) -> tuple[_Date, _Date]:
    return _Date(year, month, 1), _Date(year, month, calendar.monthrange(year, month)[1])


def _month_back(today: _Date, back: int) -> tuple[_Date, _Date]:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return _month(year, month + 1)


def _year(year: int) -> tuple[_Date, _Date]:
    return _Date(year, 1, 1), _Date(year, 12, 31)


def _day(today: _Date, back: int) -> tuple[_Date, _Date]:
    day = today - datetime.timedelta(days=back)
    return day, day


_NAMED: dict[str, Callable[[_Date], tuple[_Date, _Date]]] = {
    "今天 今日 today": lambda today: _day(today, 0),
    "昨天 昨日 yesterday": lambda today: _day(today, 1),
    "前天": lambda today: _day(today, 2),
    "本周 这周 this-week": lambda today: _week(today, 0),
    "上周 last-week": lambda today: _week(today, 1),
    "本月 这个月 this-month": lambda today: _month_back(today, 0),
    "上月 上个月 last-month": lambda today: _month_back(today, 1),
    "今年 this-year": lambda today: _year(today.year),
    "去年 last-year": lambda today: _year(today.year - 1),
    "前年": lambda today: _year(today.year - 2),
}


def parse_days(text: str, today: _Date) -> Days | None:
    """Return the days that folded ``text`` names; None when it names none."""
    try:
        if one := _one(text, today):
            return Days(one[0].toordinal(), one[1].toordinal())
        both = _RANGE.fullmatch(text)
        if both is None or not (both["first"] or both["last"]):
            return None
        first, last = _one(both["first"], today), _one(both["last"], today)
        if first and last and last[1] < first[0]:
            last = _next(both["last"], first[0])
    except (ValueError, OverflowError):  # the 31st of June, a year before the first
        return None
    if (both["first"] and first is None) or (both["last"] and last is None):
        return None
    start = first[0].toordinal() if first else FIRST_DAY
    end = last[1].toordinal() if last else LAST_DAY
    return Days(start, end) if start <= end else None


def _one(text: str, today: _Date) -> tuple[_Date, _Date] | None:
    for names, days in _NAMED.items():
        if text in names.split():
            return days(today)
    if found := _DAY.fullmatch(text):
        day = _Date(*(int(part) for part in found.groups() if part))
        return day, day
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _latest(int(found[1]), int(found[2] or found[3] or 0), today)
    if (weekday := _weekday(text, today)) is not None:
        return weekday, weekday
    if found := _AGO.fullmatch(text):
        unit = next((days for name, days in _UNIT_DAYS.items() if name in found[2]), 30 if "月" in found[2] else 7)
        unit = 365 if "年" in found[2] else unit
        return today - datetime.timedelta(days=max(1, int(found[1]) * unit) - 1), today
    return None


def _next(text: str, day: _Date) -> tuple[_Date, _Date] | None:
    """Return the first day after ``day`` that is called so without a year or a week; None where all is said."""
    if (found := _weekday(text, day + datetime.timedelta(days=6))) is not None:
        return (found, found) if found >= day else None
    return _one(text, _Date(day.year + 1, day.month, 28)) if _MONTH_DAY.fullmatch(text) else None


def _weekday(text: str, today: _Date) -> _Date | None:
    """Return the last such day of the week, today among them, or that of the week before; None for another word."""
    if found := _WEEKDAY.fullmatch(text):
        number = _WEEKDAYS.index(found[2].replace("天", "日"))
        if found[1]:
            return _week(today, int(found[1] == "上"))[0] + datetime.timedelta(days=number)
    else:
        long_enough = len(text) >= _SHORTEST
        number = next((at for at, name in enumerate(_ENGLISH_WEEKDAYS) if long_enough and name.startswith(text)), -1)
        if number < 0:
            return None
    return today - datetime.timedelta(days=(today.weekday() - number) % 7)


def _latest(month: int, day: int, today: _Date) -> tuple[_Date, _Date]:
    """Return the last such month, or day of a month, that has begun: without a year the latest is meant."""
    for year in range(today.year, today.year - 9, -1):  # a 29th of February may be eight years back
        if day and (day > calendar.monthrange(year, month)[1] or _Date(year, month, day) > today):
            continue
        if not day and _Date(year, month, 1) > today:
            continue
        return (_Date(year, month, day),) * 2 if day else _month(year, month)
    raise ValueError(f"{month}-{day}")
