"""Numbers as printed."""

from datetime import date

import pytest

from recheck.report import wording
from recheck.report.build import change


@pytest.mark.parametrize(
    ("rate", "printed"),
    [
        (0.1825, "18.3"),
        (0.18249, "18.2"),
        (0.0, "0.0"),
        (1.0, "100.0"),
        (None, "—"),
        (0.0005, "0.1"),
    ],
)
def test_rates_are_rounded_half_up_and_nothing_is_not_zero(
    rate: float | None, printed: str
) -> None:
    assert wording.percent(rate) == printed


def test_counts_and_dates() -> None:
    assert [wording.count(number) for number in (0, 1234, None)] == ["0", "1,234", "—"]
    assert wording.chinese_date(date(2025, 7, 1)) == "2025年7月1日"
    assert wording.period("2025H2") == "2025年下半年"
    assert wording.interval(0.161, 0.204) == "16.1～20.4"
    assert wording.interval(None, None) == "—"


@pytest.mark.parametrize(
    ("number", "chinese"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_chinese_numerals(number: int, chinese: str) -> None:
    assert wording.numeral(number) == chinese


@pytest.mark.parametrize(
    ("now", "before", "direction", "points"),
    [
        (0.197, 0.249, "down", "5.2"),
        (0.2494, 0.1965, "up", "5.2"),  # 24.9 − 19.7, as a reader subtracts
        (0.1961, 0.1964, "same", "0.0"),
        (None, 0.2, "unknown", "None"),
    ],
)
def test_a_change_is_the_difference_of_the_printed_rates(
    now: float | None, before: float, direction: str, points: str
) -> None:
    told = change(now, before)
    assert (told["direction"], str(told["points"])) == (direction, points)
