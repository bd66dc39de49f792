"""Definitions §7: rates, groups, cohorts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.both import Both, asked, counts, rates_of
from tests.lib.history import YUETAO, Cells, Judging, Sent, resident, row, sent, weak

T = date(2025, 6, 30)
STATED = {"deadline_mode": "on", "deadline_on": date(2025, 5, 31)}
ON_TIME, LATE = date(2025, 5, 20), date(2025, 6, 20)


def group(count: int, first: int, **cells: Any) -> list[Cells]:
    """Rows of so many different workers."""
    return [row(**resident(first + number) | cells) for number in range(count)]


def eighty() -> Sent:
    """The worked example of the handbook: 80 cases, 6 of them not yet due."""
    return sent(
        *group(53, 0, **STATED, rechecked_on=ON_TIME),
        *group(6, 100, **STATED, rechecked_on=LATE),
        *group(15, 200, **STATED),
        *group(6, 300, deadline_mode="on", deadline_on=T),
    )


def test_the_worked_example_of_the_handbook() -> None:
    (line,) = rates_of([eighty()], T, "total")
    assert [line[name] for name in ("cases", "workers", "due", "done", "on_time", "overdue")] == [
        80,
        80,
        74,
        59,
        53,
        15,
    ]
    assert line["due_later"] == 6
    assert line["recheck_rate"] == 59 / 74
    assert line["on_time_rate"] == 53 / 74
    assert line["missed_rate"] == 15 / 74
    assert line["missed_rate_adjusted"] == 15 / 74
    assert line["missed_rate_gross"] == 21 / 80


@told(row(**STATED))
def test_a_case_is_due_from_the_day_after_its_deadline(world: World) -> None:
    due = [world.rates(date(2025, month, day), "total") for month, day in [(5, 31), (6, 1)]]
    assert [line["due"] for (line,) in due] == [0, 1]


@told(sent(row(**STATED, rechecked_on=ON_TIME)))
def test_a_case_rechecked_before_its_deadline_is_due_later(world: World) -> None:
    (line,) = world.rates(date(2025, 5, 31), "total")
    assert (line["due"], line["done"], line["due_later"]) == (0, 0, 1)
    assert line["missed_rate_gross"] == 0


@told(sent(row(**STATED)))
def test_a_rate_without_cases_is_empty(world: World) -> None:
    (line,) = world.rates(date(2025, 5, 31), "total")
    assert {line[name] for name in line if "rate" in name and name != "missed_rate_gross"} == {None}


@told(sent(nil=True))
def test_no_case_no_line(world: World) -> None:
    assert world.rates(T, "total") == []


@told_of(
    lambda overdue, due: [
        sent(
            *group(due - overdue, 0, **STATED, rechecked_on=ON_TIME), *group(overdue, 500, **STATED)
        )
    ]
)
@pytest.mark.parametrize(
    ("overdue", "due", "low", "high"),
    [
        (5, 100, 0.0215436792, 0.1117504692),
        (20, 100, 0.1333669333, 0.2888291656),
        (0, 10, 0.0, 0.2775327999),
    ],
)
def test_the_interval_is_wilsons(world: World, low: float, high: float) -> None:
    (line,) = world.rates(T, "total")
    assert line["missed_rate_low"] == pytest.approx(low, abs=1e-10)
    assert line["missed_rate_high"] == pytest.approx(high, abs=1e-10)


def test_the_interval_of_a_large_city_is_wilsons() -> None:
    """1045 of 5000; five institutions, because the ID numbers here have three digits."""
    files = [
        sent(
            *group(791, 0, **STATED, rechecked_on=ON_TIME),
            *group(209, 791, **STATED),
            institution=f"第{number}医院",
        )
        for number in range(5)
    ]
    (line,) = rates_of(files, T, "total")
    assert (line["overdue"], line["due"], line["workers"]) == (1045, 5000, 1000)
    assert line["missed_rate_low"] == pytest.approx(0.1979554988, abs=1e-10)
    assert line["missed_rate_high"] == pytest.approx(0.2204913037, abs=1e-10)


# --- groups


GROUPED: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, int]]] = [
    ("period", {}, {"exam_date": date(2024, 12, 31)}, {"2024H2": 1, "2025H1": 1}),
    ("year", {}, {"exam_date": date(2024, 12, 31)}, {"2024": 1, "2025": 1}),
    ("district", {}, {"district": "顺德区", "uscc": YUETAO}, {"南海区": 1, "顺德区": 1}),
    ("district", {}, {"district": None, "uscc": YUETAO}, {"南海区": 1, "待核实": 1}),
    ("town", {}, {"town": None, "uscc": YUETAO}, {"狮山镇": 1, "待核实": 1}),
    ("exam_type", {"exam_type": "上岗前"}, {}, {"上岗前": 1, "不详": 1}),
    ("scale", {"scale": "小型"}, {"uscc": YUETAO}, {"小型": 1, "不详": 1}),
    ("scale", {"scale": "小型"}, {}, {"小型": 2}),
    ("industry", {"industry": "C 制造业"}, {"uscc": YUETAO}, {"C 制造业": 1, "不详": 1}),
    ("notice_state", {"notified_on": T}, {}, {"已通知无签收": 1, "无通知记录": 1}),
    ("hazard", {"hazards": ["苯"]}, {}, {"苯": 1, "噪声": 1}),
    ("hazard", {"hazards": []}, {}, {"不明": 1, "噪声": 1}),
    ("hazard_group", {"hazards": []}, {}, {"其他": 1, "噪声": 1}),
    ("hazard_group", {"hazards": ["甲苯"]}, {}, {"其他化学因素": 1, "噪声": 1}),
    ("total", {}, {}, {"合计": 2}),
]


@told_of(lambda first, second: [sent(row(**first), row(**resident(2) | second))])
@pytest.mark.parametrize(("by", "first", "second", "expected"), GROUPED)
def test_cases_are_grouped_by(world: World, by: str, expected: dict[str, int]) -> None:
    assert counts(world.rates(date(2025, 12, 31), by), by, "cases") == expected


def test_the_half_year_of_the_deadline() -> None:
    files = [sent(*group(1, 0, **STATED), *group(1, 1, deadline_mode="on", deadline_on=T))]
    with asked(files, Judging(grace_days=1)) as both:
        halves = counts(both.rates(T, "due_period"), "due_period", "cases")
        years = counts(both.rates(T, "due_year"), "due_year", "cases")
    assert (halves, years) == ({"2025H1": 1, "2025H2": 1}, {"2025": 2})


def test_institutions_keep_their_own_cases() -> None:
    with asked([sent(row()), sent(row(), institution="顺德医院")]) as both:
        lines, (line,) = both.rates(T, "institution"), both.rates(T, "total")
    assert counts(lines, "institution", "cases") == {"南海体检中心": 1, "顺德医院": 1}
    assert (line["cases"], line["workers"]) == (2, 1)


@told(sent(row(), row(**resident(2), exam_date=date(2024, 7, 1), exam_type="离岗时")))
def test_two_groups_cross(world: World) -> None:
    lines = world.rates(T, "district", "period")
    assert [(line["district"], line["period"], line["cases"]) for line in lines] == [
        ("南海区", "2024H2", 1),
        ("南海区", "2025H1", 1),
    ]


@told(
    sent(
        *group(2, 0, **STATED, reason="离职"),
        *group(1, 2, **STATED),
        *group(3, 3, **STATED, rechecked_on=ON_TIME, reason="离职"),
    )
)
def test_reasons_count_open_cases_and_give_no_rates(world: World) -> None:
    lines = world.rates(T, "reason")
    assert counts(lines, "reason", "cases", "overdue", "missed_rate") == {
        "离职": (2, 2, None),
        "不详": (1, 1, None),
    }


@told(row(hazards=["噪声", "苯", "甲苯", "高温"]))
def test_a_case_counts_once_per_hazard(world: World) -> None:
    assert len(world.rates(T, "hazard")) == 4


@told(row(hazards=["锰及其无机化合物", "甲苯", "高温"]))
def test_a_case_counts_once_per_group_of_hazards(world: World) -> None:
    lines = world.rates(T, "hazard_group")
    assert counts(lines, "hazard_group", "cases") == {"其他化学因素": 1, "其他物理因素": 1}


@told(sent(row(hazards=["噪声"]), row(hazards=["苯"], rechecked_on=ON_TIME)))
def test_each_hazard_has_its_own_deadline_and_recheck(world: World) -> None:
    lines = world.rates(T, "hazard")
    assert counts(lines, "hazard", "due", "done", "on_time", "overdue") == {
        "噪声": (1, 0, 0, 1),
        "苯": (1, 1, 0, 0),
    }


@told(sent(row(hazards=["甲苯"], rechecked_on=ON_TIME), row(hazards=["锰及其无机化合物"])))
def test_a_group_is_rechecked_when_all_its_hazards_are(world: World) -> None:
    lines = world.rates(T, "hazard_group")
    assert counts(lines, "hazard_group", "done", "overdue") == {"其他化学因素": (0, 1)}


@told(sent(row(uscc=None), weak(uscc=None, district="顺德区", worker="何嘉欣")))
def test_equal_names_in_two_districts_are_two_lines(world: World) -> None:
    lines = world.rates(T, "enterprise")
    assert [line["enterprise"] for line in lines] == ["南桂五金厂", "南桂五金厂"]


# --- cohorts


@pytest.fixture(scope="module")
def one_case() -> Iterator[Both]:
    """A case examined on 1 March and due on 31 May."""
    with asked([sent(row(**STATED))]) as both:
        yield both


@pytest.mark.parametrize(
    ("cohort", "span", "cases"),
    [
        ("exam", (date(2025, 3, 1), date(2025, 3, 1)), 1),
        ("exam", (date(2025, 3, 2), date(2025, 6, 30)), 0),
        ("due", (date(2025, 5, 31), date(2025, 5, 31)), 1),
        ("due", (date(2025, 1, 1), date(2025, 5, 30)), 0),
    ],
)
def test_a_cohort_is_chosen_by_exam_or_by_deadline(
    one_case: Both, cohort: str, span: tuple[date, date], cases: int
) -> None:
    lines = one_case.rates(T, "total", span=span, cohort=cohort)
    assert sum(line["cases"] for line in lines) == cases


def test_grace_belongs_to_the_deadline_of_a_cohort() -> None:
    june = (date(2025, 6, 1), date(2025, 6, 30))
    with asked([sent(row(**STATED))], Judging(grace_days=1)) as both:
        (line,) = both.rates(T, "total", span=june, cohort="due")
    assert line["cases"] == 1
