"""Readable dates (definitions §3)."""

from datetime import date

import pytest

from recheck.cells.dates import date_fault, read_date
from recheck.cells.numerals import number

FIFTH_OF_MARCH = date(2025, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2025-03-05 00:00:00", id="a date cell of Excel"),
        pytest.param("2025-03-05", id="ISO"),
        pytest.param("2025-03-05T08:30:00", id="ISO with a time"),
        pytest.param("2025.3.5", id="dots"),
        pytest.param("2025/3/5", id="slashes"),
        pytest.param("2025年3月5日", id="年月日"),
        pytest.param("2025年03月05号", id="号"),
        pytest.param("2025 年 3 月 5 日", id="blanks inside"),
        pytest.param("二〇二五年三月五日", id="Chinese numerals"),
        pytest.param("20250305", id="eight digits"),
        pytest.param("20250305.0", id="eight digits from a number cell"),
        pytest.param("25.3.5", id="two-digit year"),
        pytest.param("25年3月5日", id="two-digit year with 年"),
        pytest.param("45721", id="serial"),
        pytest.param("45721.6042", id="serial with a time"),
        pytest.param("2025.3.5 14:30", id="a time after it"),
        pytest.param("2025年3月5日14时30分", id="a Chinese time after it"),
        pytest.param("20250305 14:30:00", id="eight digits with a time"),
        pytest.param("20250305143000", id="fourteen digits"),
        pytest.param("２０２５．３．５", id="full width"),
        pytest.param("\u202d2025.3.5\u202c", id="bidi marks from a chat"),
    ],
)
def test_every_spelling_of_a_day_is_read(text: str) -> None:
    assert read_date(text) == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("3月5日", "date_without_year"),
        ("3.5", "date_without_year"),
        ("03-05", "date_without_year"),
        ("三月五日", "date_unreadable"),
        ("2025-3", "date_without_day"),
        ("2025年3月", "date_without_day"),
        ("2025年3月份", "date_without_day"),
        ("2025年3月上旬", "date_without_day"),
        ("25年3月", "date_without_day"),
        ("202503", "date_without_day"),
        ("2025", "date_without_day"),
        ("2025.13.5", "date_impossible"),
        ("2025.2.29", "date_impossible"),
        ("20250230", "date_impossible"),
        ("2025.03.05-06", "date_range"),
        ("2025.3.5-2025.3.6", "date_range"),
        ("2025年3月5日至8日", "date_range"),
        ("2025.3.5、2025.3.9", "date_range"),
        ("2025.3.5已检", "date_with_words"),
        ("约2025年3月5日", "date_with_words"),
        ("5.3.2025", "date_unreadable"),
        ("同上", "date_unreadable"),
        ("36525", "date_unreadable"),
        ("55154", "date_unreadable"),
    ],
)
def test_what_does_not_name_one_day_is_not_read_and_what_is_missing_is_told(
    text: str, fault: str
) -> None:
    assert read_date(text) is None
    assert date_fault(text) == fault


@pytest.mark.parametrize(
    ("serial", "day"),
    [("36526", date(2000, 1, 1)), ("45731", date(2025, 3, 15)), ("55153", date(2050, 12, 31))],
)
def test_excel_serials(serial: str, day: date) -> None:
    assert read_date(serial) == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15", 15),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("三十", 30),
        ("一百八十", 180),
        ("一百零五", 105),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert number(text) == value
