"""Definitions §5: when a recheck is due, and why."""

from datetime import date
from typing import Any

import pytest

from recheck import rulebook
from tests.lib.both import case_of
from tests.lib.history import Judging, row, sent
from tests.lib.oracle.days import GROUPS, days_for

T = date(2026, 12, 31)
DELIVERED = date(2025, 3, 20)


def due(**cells: Any) -> tuple[date, str]:
    """Deadline and its basis for one row."""
    line = case_of([sent(row(**cells))], T)
    return line["due_on"], line["due_basis"]


def stated(mode: str, amount: int | None = None, unit: str | None = None) -> dict[str, Any]:
    """The cells of a readable deadline."""
    return {"deadline_mode": mode, "deadline_amount": amount, "deadline_unit": unit}


# --- stated


def test_a_stated_day_is_the_deadline() -> None:
    day = date(2025, 7, 31)
    assert due(deadline_mode="on", deadline_on=day, delivered_on=DELIVERED) == (day, "stated")


def test_a_stated_day_before_the_notice_but_not_before_the_exam_stands() -> None:
    day = date(2025, 3, 1)
    assert due(deadline_mode="on", deadline_on=day, delivered_on=DELIVERED) == (day, "stated")


@pytest.mark.parametrize(
    ("base", "amount", "unit", "expected"),
    [
        (DELIVERED, 7, "day", date(2025, 3, 27)),
        (DELIVERED, 2, "day", date(2025, 3, 22)),
        (DELIVERED, 1, "month", date(2025, 4, 20)),
        (DELIVERED, 12, "month", date(2026, 3, 20)),
        (date(2025, 3, 31), 1, "month", date(2025, 4, 30)),
        (date(2025, 8, 31), 6, "month", date(2026, 2, 28)),
        (date(2025, 12, 31), 2, "month", date(2026, 2, 28)),
    ],
)
def test_within_counts_from_the_base_date(
    base: date, amount: int, unit: str, expected: date
) -> None:
    assert due(delivered_on=base, **stated("within", amount, unit)) == (expected, "stated")


@pytest.mark.parametrize(
    ("base", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_a_leap_day_is_a_day(base: date, months: int, expected: date) -> None:
    cells = stated("within", months, "month") | {"exam_date": date(2023, 1, 5)}
    assert due(delivered_on=base, **cells) == (expected, "stated")


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [(14, "day", date(2025, 5, 3)), (1, "month", date(2025, 5, 20))],
)
def test_after_gives_thirty_days_more(amount: int, unit: str, expected: date) -> None:
    assert due(delivered_on=DELIVERED, **stated("after", amount, unit)) == (expected, "stated")


@pytest.mark.parametrize(
    ("month_day", "expected"),
    [
        (320, date(2025, 3, 20)),
        (321, date(2025, 3, 21)),
        (319, date(2026, 3, 19)),
        (731, date(2025, 7, 31)),
        (229, date(2028, 2, 29)),
    ],
    ids=["the base itself", "the day after", "the day before", "a later month", "29 February"],
)
def test_a_day_without_year_is_the_first_such_day_from_the_base(
    month_day: int, expected: date
) -> None:
    cells = stated("month_day", month_day)
    assert due(delivered_on=DELIVERED, **cells) == (expected, "stated")


def test_a_relative_deadline_without_notice_counts_from_the_assumed_report() -> None:
    assert due(**stated("within", 7, "day")) == (date(2025, 4, 19), "stated")


# --- base date


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"delivered_on": 20, "notified_on": 15, "reported_on": 10}, ("delivered", 20)),
        ({"notified_on": 15, "reported_on": 10}, ("notified", 15)),
        ({"reported_on": 10}, ("reported", 10)),
        ({"delivered_on": 10, "notified_on": 15}, ("delivered", 10)),
    ],
)
def test_delivery_comes_before_notice_before_report(
    given: dict[str, int], expected: tuple[str, int]
) -> None:
    cells = {field: date(2025, 3, day) for field, day in given.items()}
    line = case_of([sent(row(**cells))], T)
    assert (line["base_kind"], line["base_on"].day) == expected


def test_without_any_of_them_the_report_is_assumed_42_days_after_the_exam() -> None:
    line = case_of([sent(row())], T)
    assert (line["base_kind"], line["base_on"]) == ("assumed", date(2025, 4, 12))


def test_the_assumed_days_can_be_configured() -> None:
    line = case_of([sent(row())], T, Judging(assumed_days=30))
    assert line["base_on"] == date(2025, 3, 31)


# --- rule


@pytest.mark.parametrize(
    ("hazard", "days"),
    [
        ("噪声", 30),
        ("苯", 14),
        ("甲苯", 30),
        ("铅及其无机化合物", 90),
        ("矽尘", 30),
        ("电焊烟尘", 30),
        ("高温", 14),
    ],
)
def test_without_stated_deadline_the_rule_of_the_hazard_applies(hazard: str, days: int) -> None:
    line = case_of([sent(row(hazards=[hazard], delivered_on=date(2025, 4, 1)))], T)
    assert ((line["due_on"] - date(2025, 4, 1)).days, line["due_basis"]) == (days, "rule")


@pytest.mark.parametrize("exam_date", [date(2026, 7, 31), date(2026, 8, 1)])
@pytest.mark.parametrize(
    ("hazard", "days"),
    [
        ("苯", 14),
        ("苯(三级)", 14),
        ("苯及其化合物", 14),
        ("甲苯", 30),
        ("二甲苯", 30),
        ("苯乙烯", 30),
        ("苯系物", 30),
        ("苯的氨基与硝基化合物", 30),
        ("铅及其无机化合物", 90),
        ("四乙基铅", 30),
        ("高温", 14),
        ("电工作业", 14),
        ("高处作业", 14),
        ("压力容器作业", 14),
        ("煤尘", 30),
        ("不明", 30),
    ],
)
def test_default_days_are_the_same_under_both_standards(
    hazard: str, days: int, exam_date: date
) -> None:
    assert rulebook.load().policy.days_for(hazard, exam_date) == days


def test_the_oracle_knows_the_same_days_and_groups() -> None:
    rules = rulebook.load()
    for hazard, group in GROUPS.items():
        assert rules.policy.days_for(hazard, date(2025, 1, 1)) == days_for(hazard)
        if hazard != "不明":
            assert rules.hazards.group_of(hazard) == group


# --- of a case


def test_a_case_is_due_with_its_earliest_open_obligation() -> None:
    rows = row(hazards=["噪声", "苯"])
    line = case_of([sent(rows)], T)
    assert line["due_on"] == date(2025, 4, 26)


def test_a_closed_obligation_no_longer_sets_the_deadline() -> None:
    rows = [row(hazards=["噪声"]), row(hazards=["苯"], rechecked_on=date(2025, 4, 1))]
    assert case_of([sent(*rows)], T)["due_on"] == date(2025, 5, 12)


def test_when_all_are_closed_the_earliest_of_all_counts() -> None:
    rows = [row(hazards=["噪声", "苯"], rechecked_on=date(2025, 4, 1))]
    assert case_of([sent(*rows)], T)["due_on"] == date(2025, 4, 26)


def test_of_equal_deadlines_the_stated_one_is_named() -> None:
    by_rule = row(hazards=["噪声"], delivered_on=date(2025, 4, 1))
    by_notice = row(hazards=["苯"], deadline_mode="on", deadline_on=date(2025, 5, 1))
    line = case_of([sent(by_rule, by_notice)], T)
    assert (line["due_on"], line["due_basis"]) == (date(2025, 5, 1), "stated")


def test_a_deadline_may_lie_in_a_later_half_year_than_the_exam() -> None:
    line = case_of([sent(row(exam_date=date(2025, 6, 30)))], T)
    assert (line["period"], line["due_period"]) == ("2025H1", "2025H2")
