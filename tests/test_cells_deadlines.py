"""Deadlines as institutions write them (definitions §5)."""

from datetime import date

import pytest

from recheck.cells.deadlines import AFTER, MONTH_DAY, ON, WITHIN, Deadline, DeadlineReader
from recheck.rulebook import load

WORDS = load().vocabularies
READER = DeadlineReader(WORDS["vague_deadline"], WORDS["deadline_filler"])


@pytest.mark.parametrize(
    "text",
    [
        "2025年7月31日前",
        "2025-07-31",
        "2025.7.31",
        "20250731",
        "45869",
        "2025-07-31 00:00:00",
        "请于2025年7月31日前完成复查",
        "2025.7.31之前",
        pytest.param("2025.7.1-7.31", id="a range ends"),
        pytest.param("2025.7.1~2025.7.31", id="a range with two years ends"),
        pytest.param("2025年7月1日至31日", id="a range inside a month ends"),
    ],
)
def test_an_absolute_deadline_is_its_last_day(text: str) -> None:
    assert READER.read(text) == Deadline(ON, date(2025, 7, 31))


@pytest.mark.parametrize("text", ["7月31日前", "7月31日", "7.31前", "七月三十一日前", "7.1-7.31"])
def test_a_deadline_without_year_keeps_month_and_day(text: str) -> None:
    assert READER.read(text) == Deadline(MONTH_DAY, None, 731)


def test_29_february_may_be_a_deadline_without_year() -> None:
    assert READER.read("2月29日前") == Deadline(MONTH_DAY, None, 229)
    assert READER.read("2月30日前").code == "deadline_unreadable"


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("一周内", 7, "day"),
        ("1周内", 7, "day"),
        ("7天内", 7, "day"),
        ("30日内", 30, "day"),
        ("两星期内", 14, "day"),
        ("48小时内", 2, "day"),
        ("49小时内", 3, "day"),
        ("1个月内", 1, "month"),
        ("一年内", 12, "month"),
        ("半个月内", 15, "day"),
        ("半年内", 6, "month"),
        ("一百八十天内", 180, "day"),
        ("十五天", 15, "day"),
        ("3个月复查一次", 3, "month"),
        ("每3个月复查1次", 3, "month"),
        ("每周复查1次，连续2次", 7, "day"),
        ("1-2周内", 14, "day"),
        ("自收到通知之日起30日内", 30, "day"),
        ("接通知后7天内", 7, "day"),
        ("于一周内按要求进行相应项目的复查", 7, "day"),
    ],
)
def test_a_span_is_within_unless_it_says_after(text: str, amount: int, unit: str) -> None:
    assert READER.read(text) == Deadline(WITHIN, None, amount, unit)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("2周后", 14, "day"),
        ("一个月后", 1, "month"),
        ("三个月后复查血铅", 3, "month"),
        ("脱离噪声48小时后复查", 2, "day"),
        ("脱噪一周后", 7, "day"),
        ("30天以后", 30, "day"),
    ],
)
def test_a_span_that_says_after(text: str, amount: int, unit: str) -> None:
    assert READER.read(text) == Deadline(AFTER, None, amount, unit)


@pytest.mark.parametrize("text", ["10个工作日内", "15工作日", "三十个工作日"])
def test_working_days_are_not_readable(text: str) -> None:
    assert READER.read(text) == Deadline(code="deadline_working_days")


@pytest.mark.parametrize("text", ["尽快", "及时复查", "近期", "择期", "尽快复查"])
def test_vague_words_set_no_deadline(text: str) -> None:
    assert READER.read(text) == Deadline(code="deadline_vague")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2025年7月", id="no day"),
        pytest.param("7月底前", id="no day of the month"),
        pytest.param("2025年7月31日后", id="the day after which"),
        pytest.param("2025.7.1、2025.7.31", id="two dates that are no range"),
        pytest.param("一年半", id="a year and a half"),
        pytest.param("1个半月", id="a month and a half"),
        pytest.param("48小时后7天内", id="two spans"),
        pytest.param("15日前", id="a day of some month"),
        pytest.param("30天以上", id="no upper limit"),
        pytest.param("明年3月1日", id="next year"),
        pytest.param("0天", id="no time at all"),
        pytest.param("电话通知", id="something else"),
    ],
)
def test_what_sets_no_single_day_is_unreadable(text: str) -> None:
    assert READER.read(text) == Deadline(code="deadline_unreadable")
