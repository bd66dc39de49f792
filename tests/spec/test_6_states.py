"""Definitions §6: what a case is at the end of a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.both import asked, case_of, each_case
from tests.lib.history import Judging, row, sent

DUE = date(2025, 6, 30)
STATED = {"deadline_mode": "on", "deadline_on": DUE}
BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(days=1)
LATER = date(2025, 12, 31)


def again(day: date, **cells: Any) -> dict[str, Any]:
    """A row with a recheck that again says 复查."""
    return row(**STATED | {"rechecked_on": day, "recheck_again": True} | cells)


# --- open


@told(sent(row(**STATED)))
def test_a_case_is_overdue_from_the_day_after_its_deadline(world: World) -> None:
    states = world.on_days([BEFORE, DUE, AFTER], "state")
    assert states == ["not_due", "not_due", "overdue"]


@told(sent(row(**STATED)))
def test_days_overdue_count_from_the_deadline(world: World) -> None:
    days = world.on_days([DUE, AFTER, date(2025, 7, 31)], "days_overdue")
    assert days == [None, 1, 31]


def test_grace_moves_the_state_but_not_the_days() -> None:
    days = [DUE + timedelta(days=5), DUE + timedelta(days=6)]
    with asked([sent(row(**STATED))], Judging(grace_days=5)) as both:
        lines = [line for day in days for line in both.cases(day)]
    assert [line["state"] for line in lines] == ["not_due", "overdue"]
    assert [line["days_overdue"] for line in lines] == [None, 6]


def test_grace_moves_the_half_year_of_the_deadline() -> None:
    line = case_of([sent(row(**STATED))], LATER, Judging(grace_days=1))
    assert (line["due_on"], line["due_period"]) == (DUE, "2025H2")


@told(sent(row()))
@pytest.mark.parametrize(("as_of", "cases"), [(date(2025, 2, 28), 0), (date(2025, 3, 1), 1)])
def test_a_case_begins_on_the_day_of_its_exam(world: World, as_of: date, cases: int) -> None:
    assert len(world.cases(as_of)) == cases


# --- rechecked


def test_a_recheck_is_on_time_until_the_deadline() -> None:
    days = [BEFORE, DUE, AFTER]
    lines = each_case([row(**STATED, rechecked_on=day) for day in days], LATER)
    assert [line["state"] for line in lines] == ["done_on_time", "done_on_time", "done_late"]
    assert [line["rechecked_on"] for line in lines] == days


def test_grace_makes_a_recheck_on_time() -> None:
    files = [sent(row(**STATED, rechecked_on=AFTER))]
    assert case_of(files, LATER, Judging(grace_days=1))["state"] == "done_on_time"


@told(sent(row(**STATED, rechecked_on=date(2025, 7, 10))))
def test_a_recheck_after_t_has_not_happened_yet(world: World) -> None:
    days = [DUE, AFTER, date(2025, 7, 9), date(2025, 7, 10)]
    assert world.on_days(days, "state") == ["not_due", "overdue", "overdue", "done_late"]
    assert world.on_days(days, "recheck_source") == [None, None, None, "reported"]


@told(sent(row(rechecked_on=date(2025, 3, 1))))
def test_a_recheck_on_the_day_of_the_exam_counts(world: World) -> None:
    line = world.case(LATER)
    assert line["state"] == "done_on_time"


@told(
    sent(
        row(hazards=["噪声"], rechecked_on=date(2025, 4, 1)),
        row(hazards=["苯"], rechecked_on=date(2025, 4, 10)),
    )
)
def test_a_case_is_rechecked_when_all_its_obligations_are(world: World) -> None:
    days = [date(2025, 3, 31), date(2025, 4, 9), date(2025, 4, 10)]
    assert world.on_days(days, "partial") == [False, True, False]
    assert world.on_days(days, "rechecked_on") == [None, None, date(2025, 4, 10)]


@told(
    sent(
        row(hazards=["苯"], rechecked_on=DUE, recheck_institution="乙医院"),
        row(hazards=["噪声"], rechecked_on=DUE, recheck_institution="甲医院"),
    )
)
def test_of_rechecks_on_one_day_that_of_the_first_hazard_is_shown(world: World) -> None:
    assert world.case(LATER)["recheck_institution"] == "甲医院"


@told(
    sent(
        row(hazards=["噪声"], rechecked_on=date(2025, 4, 27)),
        row(hazards=["苯"], rechecked_on=date(2025, 4, 27)),
    )
)
def test_one_late_obligation_makes_a_case_late(world: World) -> None:
    assert world.case(LATER)["state"] == "done_late"


# --- claimed


def test_yes_without_a_date_is_only_a_claim() -> None:
    told: list[dict[str, Any]] = [
        {"rechecked": "yes"},
        {"rechecked": "no"},
        {},
        {"rechecked": "yes", "rechecked_on": DUE},
    ]
    lines = each_case([row(**cells) for cells in told], LATER)
    assert [line["claimed"] for line in lines] == [True, False, False, False]


@told(sent(row(rechecked="yes")))
def test_a_claimed_case_stays_open(world: World) -> None:
    assert world.case(LATER)["state"] == "overdue"


@told(sent(row(rechecked="yes")), sent(row(rechecked="no"), period="2025H2"))
def test_the_newest_word_decides_about_a_claim(world: World) -> None:
    assert world.case(LATER)["claimed"] is False


@told(sent(row(rechecked="yes", rechecked_on=DUE)))
def test_a_recheck_still_to_come_is_no_claim(world: World) -> None:
    assert world.case(BEFORE)["claimed"] is False


# --- a recheck that again says 复查


@told(sent(again(date(2025, 6, 10))))
def test_again_leaves_the_case_open_with_a_new_deadline(world: World) -> None:
    line = world.case(DUE)
    assert line["state"] == "not_due"
    assert (line["due_on"], line["due_basis"]) == (date(2025, 7, 10), "rule")
    assert (line["base_on"], line["base_kind"]) == (date(2025, 6, 10), "rechecked")


@told(sent(again(date(2025, 6, 10))))
def test_again_moves_the_deadline_from_its_own_day_on(world: World) -> None:
    days = [date(2025, 6, 9), date(2025, 6, 10)]
    due = world.on_days(days, "due_on")
    assert due == [DUE, date(2025, 7, 10)]


@told(sent(again(date(2025, 7, 5))))
def test_again_after_the_deadline_takes_a_case_off_the_overdue_list_for_a_while(
    world: World,
) -> None:
    days = [date(2025, 7, 4), date(2025, 7, 5), date(2025, 8, 4), date(2025, 8, 5)]
    states = world.on_days(days, "state")
    assert states == ["overdue", "not_due", "not_due", "overdue"]


@told_of(
    lambda first, second: [sent(again(first)), sent(row(rechecked_on=second), period="2025H2")]
)
@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (date(2025, 6, 10), date(2025, 7, 10), "done_on_time"),
        (date(2025, 6, 10), date(2025, 7, 11), "done_late"),
        (date(2025, 7, 1), date(2025, 7, 10), "done_late"),
    ],
    ids=["both met", "second missed", "first missed"],
)
def test_on_time_means_every_deadline_that_it_had(world: World, second: date, state: str) -> None:
    line = world.case(LATER)
    assert (line["state"], line["rechecked_on"]) == (state, second)


@told(sent(again(date(2025, 6, 10), hazards=["苯"])))
def test_the_days_of_the_new_deadline_are_those_of_the_hazard(world: World) -> None:
    line = world.case(LATER)
    assert line["due_on"] == date(2025, 6, 24)


@told(
    sent(again(date(2025, 4, 1))),
    sent(again(date(2025, 5, 1)), mode="add"),
    sent(row(rechecked_on=date(2025, 5, 20)), period="2025H2"),
)
def test_again_and_again(world: World) -> None:
    days = [date(2025, 4, 1), date(2025, 5, 1), date(2025, 5, 20)]
    due = [date(2025, 5, 1), date(2025, 5, 31), date(2025, 5, 31)]
    assert world.on_days(days, "due_on") == due
    assert world.on_days(days, "state") == ["not_due", "not_due", "done_on_time"]


# --- reasons


def test_a_reason_is_no_state() -> None:
    reasons = ["离职", "失联", "劳动者拒绝", "死亡"]
    lines = each_case([row(reason=reason) for reason in reasons], LATER)
    assert [(line["state"], line["reason"]) for line in lines] == [
        ("overdue", reason) for reason in reasons
    ]


@told(sent(row(reason="失联", rechecked_on=DUE)))
def test_a_reason_is_shown_while_the_case_is_open(world: World) -> None:
    assert world.on_days([date(2025, 6, 29), DUE], "reason") == ["失联", None]


# --- notice


def test_the_state_of_the_notice() -> None:
    told = {
        ("delivered_on", "notified_on"): "已签收",
        ("delivered_on",): "已签收",
        ("notified_on",): "已通知无签收",
        ("reported_on",): "无通知记录",
        (): "无通知记录",
    }
    lines = each_case([row(**dict.fromkeys(fields, DUE)) for fields in told], LATER)
    assert [line["notice_state"] for line in lines] == list(told.values())
