"""Definitions §5: when a recheck is due, and why."""

from datetime import date, timedelta
from typing import Any

import pytest

from recheck import rulebook
from tests.lib.both import case_of, each_case
from tests.lib.history import Judging, row, sent
from tests.lib.oracle.days import GROUPS, days_for

T = date(2026, 12, 31)
DELIVERED = date(2025, 3, 20)


def due(*rows: dict[str, Any]) -> list[tuple[date, str]]:
    """Deadline and basis of every row's case."""
    return [(line["due_on"], line["due_basis"]) for line in each_case(rows, T)]


def stated(
    mode: str, amount: int | None = None, unit: str | None = None, **cells: Any
) -> dict[str, Any]:
    """A row with a readable deadline, delivered on 20 March."""
    deadline = {"deadline_mode": mode, "deadline_amount": amount, "deadline_unit": unit}
    return row(**{"delivered_on": DELIVERED} | deadline | cells)


# --- stated


@pytest.mark.parametrize("day", [date(2025, 7, 31), date(2025, 3, 1)], ids=["later", "exam day"])
def test_a_stated_day_is_the_deadline_even_before_the_notice(day: date) -> None:
    assert due(stated("on", deadline_on=day)) == [(day, "stated")]


WITHIN = [
    (DELIVERED, 7, "day", date(2025, 3, 27)),
    (DELIVERED, 2, "day", date(2025, 3, 22)),
    (DELIVERED, 1, "month", date(2025, 4, 20)),
    (DELIVERED, 12, "month", date(2026, 3, 20)),
    (date(2025, 3, 31), 1, "month", date(2025, 4, 30)),
    (date(2025, 8, 31), 6, "month", date(2026, 2, 28)),
    (date(2025, 12, 31), 2, "month", date(2026, 2, 28)),
]


def test_within_counts_from_the_base_date_and_keeps_to_the_months_end() -> None:
    rows = [stated("within", amount, unit, delivered_on=base) for base, amount, unit, _ in WITHIN]
    assert due(*rows) == [(expected, "stated") for *_, expected in WITHIN]


LEAP = [
    (date(2024, 1, 31), 1, date(2024, 2, 29)),
    (date(2023, 2, 28), 12, date(2024, 2, 28)),
    (date(2024, 2, 29), 12, date(2025, 2, 28)),
]


def test_a_leap_day_is_a_day() -> None:
    early = date(2023, 1, 5)
    rows = [
        stated("within", months, "month", delivered_on=base, exam_date=early)
        for base, months, _ in LEAP
    ]
    assert due(*rows) == [(expected, "stated") for *_, expected in LEAP]


def test_after_gives_thirty_days_more() -> None:
    rows = [stated("after", 14, "day"), stated("after", 1, "month")]
    assert due(*rows) == [(date(2025, 5, 3), "stated"), (date(2025, 5, 20), "stated")]


FIRST_SUCH_DAY = [
    (320, date(2025, 3, 20)),  # the base itself
    (321, date(2025, 3, 21)),
    (319, date(2026, 3, 19)),  # the day before
    (731, date(2025, 7, 31)),
    (229, date(2028, 2, 29)),
]


def test_a_day_without_year_is_the_first_such_day_from_the_base() -> None:
    rows = [stated("month_day", month_day) for month_day, _ in FIRST_SUCH_DAY]
    assert due(*rows) == [(expected, "stated") for _, expected in FIRST_SUCH_DAY]


def test_a_relative_deadline_without_notice_counts_from_the_assumed_report() -> None:
    assert due(stated("within", 7, "day", delivered_on=None)) == [(date(2025, 4, 19), "stated")]


# --- base date


BASES = [
    ({"delivered_on": 20, "notified_on": 15, "reported_on": 10}, ("delivered", 20)),
    ({"notified_on": 15, "reported_on": 10}, ("notified", 15)),
    ({"reported_on": 10}, ("reported", 10)),
    ({"delivered_on": 10, "notified_on": 15}, ("delivered", 10)),
]


def test_delivery_comes_before_notice_before_report() -> None:
    rows = [
        row(**{field: date(2025, 3, day) for field, day in given.items()}) for given, _ in BASES
    ]
    lines = each_case(rows, T)
    assert [(line["base_kind"], line["base_on"].day) for line in lines] == [
        expected for _, expected in BASES
    ]


def test_without_any_of_them_the_report_is_assumed_42_days_after_the_exam() -> None:
    line = case_of([sent(row())], T)
    assert (line["base_kind"], line["base_on"]) == ("assumed", date(2025, 4, 12))


def test_the_assumed_days_can_be_configured() -> None:
    line = case_of([sent(row())], T, Judging(assumed_days=30))
    assert line["base_on"] == date(2025, 3, 31)


# --- rule


BY_RULE = {
    "噪声": 30,
    "苯": 14,
    "甲苯": 30,
    "铅及其无机化合物": 90,
    "矽尘": 30,
    "电焊烟尘": 30,
    "高温": 14,
}


def test_without_stated_deadline_the_rule_of_the_hazard_applies() -> None:
    rows = [row(hazards=[hazard], delivered_on=DELIVERED) for hazard in BY_RULE]
    assert due(*rows) == [(DELIVERED + timedelta(days=days), "rule") for days in BY_RULE.values()]


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
