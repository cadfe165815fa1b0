"""Dates as bulletins write them, in texts, file names and folders."""

from __future__ import annotations

import datetime

import pytest

from reader.page.dates import date_of_path, parse_date

LAST_OF_AUGUST = datetime.date(2022, 8, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2022-08-31",
        "2022/8/31",
        "2022.8.31",
        "2022_08_31",
        "20220831",
        "2022年8月31日",
        "2022 年 8 月 31 日",
        "２０２２年８月３１日",
        "二〇二二年八月三十一日",
        "二零二二年八月三十一日",
        "31 August 2022",
        "31st Aug. 2022",
        "August 31, 2022",
        "Aug 31st 2022",
        "AUGUST 31, 2022",
        "Wednesday, August 31, 2022",
        "太原日报 2022年8月31日 星期三 第01版",
        "2022-08-31T10:00:00+08:00",
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert parse_date(text) == LAST_OF_AUGUST


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("二〇二二年十月十日", (2022, 10, 10)),
        ("二○二二年十二月二十日", (2022, 12, 20)),
        ("一九四九年一月十一日", (1949, 1, 11)),
        ("一九九九年十一月三日", (1999, 11, 3)),
    ],
)
def test_numbers_written_in_characters_are_counted(text: str, date: tuple[int, int, int]) -> None:
    assert parse_date(text) == datetime.date(*date)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_names(number: int) -> None:
    first = datetime.date(2022, number, 1)
    assert parse_date(f"1 {first:%B} 2022") == first
    assert parse_date(f"{first:%b} 1, 2022") == first


@pytest.mark.parametrize(
    "text",
    [
        "2022-08-31/2022-09-02",
        "2022年8月31日至9月2日",
        "2022年8月31日—2022年9月2日",
        "20220831-20220902",
        "31 August – 2 September 2022",
        "31 August to 2 September 2022",
        "August 31 – September 2, 2022",
    ],
)
def test_of_a_range_the_first_day_counts(text: str) -> None:
    assert parse_date(text) == LAST_OF_AUGUST


@pytest.mark.parametrize(
    "text", ["30-31 August 2022", "August 30–31, 2022", "August 30 and 31, 2022", "2022年8月30-31日"]
)
def test_of_two_days_in_a_month_the_first_counts(text: str) -> None:
    assert parse_date(text) == datetime.date(2022, 8, 30)


@pytest.mark.parametrize("text", ["2565-08-31", "2565年8月31日", "25650831", "31 August 2565"])
def test_years_of_the_buddhist_era_are_converted(text: str) -> None:
    assert parse_date(text) == LAST_OF_AUGUST


@pytest.mark.parametrize(
    "text",
    [
        "", "某年某月某日", "2022-13-01", "2022-02-30", "2023年2月29日", "32 August 2022", "2022-08", "8月31日", "2022",
        "v1.2.3", "12345678901", "第20221号", "20221301", "二〇二二年十三月一日", "二〇二二年十十月一日", "192.168.1.1",
    ],
)  # fmt: skip
def test_nonsense_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_a_leap_day_is_a_date_in_a_leap_year() -> None:
    assert parse_date("2024-02-29") == datetime.date(2024, 2, 29)


def test_an_impossible_date_does_not_hide_a_possible_one() -> None:
    assert parse_date("2022-02-30 2022-08-31") == LAST_OF_AUGUST


@pytest.mark.parametrize(
    "path",
    [
        "2022-08-31.md",
        "2022-08-31-要闻.txt",
        "20220831-01.md.gz",
        "太原日报2022年8月31日第3版.md",
        "archive/2022.08.31.txt",
        "2023-01-01/2022-08-31.md",
        "2022/01/2022-08-31.md",
    ],
)
def test_the_name_of_the_file_gives_the_date_first(path: str) -> None:
    assert date_of_path(path) == LAST_OF_AUGUST


@pytest.mark.parametrize(
    "path",
    [
        "2022-08-31/要闻.md",
        "2022-08-31/一版/上/要闻.md",
        "2021-01-01/2022-08-31/要闻.md",
        "/data/太原日报/2022/08/31/01-要闻.md",
        "2022/8/31/要闻.md",
        "2022/08/31.md",
        "2022-08/31-1/要闻.md",
        "2022-08/31-12.md",
        "2022_08/31_1/要闻.md",
        "202208/31/要闻.md",
        "2022年/8月/31日/要闻.md",
        "2022年8月/31日/要闻.md",
        "2565/08/31/要闻.md",
    ],
)
def test_the_nearest_dated_folders_give_the_date_next(path: str) -> None:
    assert date_of_path(path) == LAST_OF_AUGUST


def test_a_page_number_in_a_dated_folder_is_no_day() -> None:
    assert date_of_path("2022/08/31/02.md") == LAST_OF_AUGUST
    assert date_of_path("2022-08/31-1/02.md") == LAST_OF_AUGUST


@pytest.mark.parametrize(
    "path", ["要闻.md", "2022/要闻.md", "2022/08/要闻.md", "2022/13/01/x.md", "a/12/31/x.md", "-", ""]
)
def test_a_path_without_a_date_gives_none(path: str) -> None:
    assert date_of_path(path) is None
