"""Readable dates (definitions §3)."""

from datetime import date

import pytest

from recheck.cells.dates import read_date
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
    "text",
    [
        pytest.param("3月5日", id="no year"),
        pytest.param("2025-3", id="no day"),
        pytest.param("2025年3月", id="no day in words"),
        pytest.param("2025.13.5", id="month 13"),
        pytest.param("2025.2.29", id="29 February of a common year"),
        pytest.param("2025.03.05-06", id="a range"),
        pytest.param("5.3.2025", id="the year at the end"),
        pytest.param("同上", id="ditto"),
        pytest.param("36525", id="a serial too early"),
        pytest.param("55154", id="a serial too late"),
    ],
)
def test_what_does_not_name_one_day_is_not_read(text: str) -> None:
    assert read_date(text) is None


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
