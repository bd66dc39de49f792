"""Definitions §6 and §7, decisions 32 to 34: what people decide about cases, and what follows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.both import asked
from tests.lib.history import Judging, decided, resident, row, sent

DUE = date(2025, 6, 30)
STATED = {"deadline_mode": "on", "deadline_on": DUE}
DAY = date(2025, 8, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
LATER = date(2025, 12, 31)
EXEMPT, VOID = decided("exempt", DAY), decided("void", DAY)
REOPENED = decided("reopen", date(2025, 9, 1))


# --- void


@told(row(**STATED), VOID)
def test_a_void_case_is_void_for_every_day(world: World) -> None:
    assert world.on_days([date(2025, 3, 1), BEFORE, DAY, LATER], "state") == ["void"] * 4


@told(row(**STATED), row(**resident(2) | STATED), VOID)
def test_a_void_case_is_in_no_rate(world: World) -> None:
    (line,) = world.rates(LATER, "total")
    assert (line["cases"], line["workers"], line["due"], line["overdue"]) == (1, 1, 1, 1)


@told(row(**STATED), VOID, REOPENED)
def test_a_void_that_was_reopened_never_was(world: World) -> None:
    assert world.on_days([BEFORE, DAY, LATER], "state") == ["overdue"] * 3


@told(row(**STATED, rechecked_on=date(2025, 5, 1)), VOID)
def test_a_rechecked_case_can_be_void(world: World) -> None:
    assert world.case(LATER)["state"] == "void"


# --- exempt


@told(row(**STATED), EXEMPT)
def test_a_case_is_exempt_from_the_day_of_the_decision_on(world: World) -> None:
    assert world.on_days([BEFORE, DAY, AFTER], "state") == ["overdue", "exempt", "exempt"]
    assert world.case(AFTER)["days_overdue"] is None


@told(row(**STATED), row(**resident(2) | STATED), EXEMPT)
def test_an_exempt_case_is_in_no_rate(world: World) -> None:
    before, after = (world.rates(day, "total")[0] for day in (BEFORE, DAY))
    assert (before["cases"], before["missed_rate"]) == (2, 1.0)
    assert (after["cases"], after["missed_rate"]) == (1, 1.0)


@told(row(**STATED), decided("exempt", DAY, evidence=None))
def test_without_evidence_nobody_is_exempt(world: World) -> None:
    assert world.case(LATER)["state"] == "overdue"


@told(row(**STATED, reason="死亡"))
def test_a_word_in_a_row_exempts_nobody(world: World) -> None:
    assert world.case(LATER)["state"] == "overdue"


@pytest.mark.parametrize(
    ("reasons", "state"), [(("死亡",), "overdue"), (("死亡", "失联"), "exempt")]
)
def test_the_policy_says_which_reasons_exempt(reasons: tuple[str, ...], state: str) -> None:
    lost = decided("exempt", DAY, reason="失联")
    with asked([sent(row(**STATED))], Judging(exempt_reasons=reasons), events=[lost]) as both:
        assert [line["state"] for line in both.cases(LATER)] == [state]


@told_of(lambda day: [row(**STATED, rechecked_on=day), EXEMPT])
@pytest.mark.parametrize(
    ("day", "state"), [(BEFORE, "done_late"), (DAY, "done_late"), (AFTER, "exempt")]
)
def test_unless_rechecked_on_or_before_that_day(world: World, state: str) -> None:
    assert world.case(LATER)["state"] == state


@told(row(**STATED, rechecked_on=date(2025, 5, 1)), row(**STATED, hazards=["苯"]), EXEMPT)
def test_a_case_rechecked_for_one_hazard_only_is_exempt_under_both(world: World) -> None:
    assert world.case(LATER)["state"] == "exempt"
    assert world.rates(LATER, "hazard") == []


# --- reopened


@told(row(**STATED), EXEMPT, REOPENED)
def test_a_reopened_case_was_exempt_for_a_while(world: World) -> None:
    days = [DAY, date(2025, 8, 31), date(2025, 9, 1), LATER]
    assert world.on_days(days, "state") == ["exempt", "exempt", "overdue", "overdue"]


@told(row(**STATED), EXEMPT, decided("reopen", DAY))
def test_reopened_on_the_same_day_it_never_was_exempt(world: World) -> None:
    assert world.on_days([DAY, AFTER], "state") == ["overdue", "overdue"]


@told(row(**STATED), EXEMPT, REOPENED, decided("exempt", date(2025, 10, 1)))
def test_it_can_be_exempt_again(world: World) -> None:
    days = [DAY, date(2025, 9, 30), date(2025, 10, 1)]
    assert world.on_days(days, "state") == ["exempt", "overdue", "exempt"]


@told(row(**STATED), EXEMPT, VOID, REOPENED)
def test_reopening_ends_a_void_and_an_exemption_alike(world: World) -> None:
    assert world.on_days([DAY, LATER], "state") == ["exempt", "overdue"]


# --- stock and flow


FLOWS = (
    (EXEMPT,),
    (EXEMPT, REOPENED),
    (EXEMPT, REOPENED, decided("exempt", date(2025, 10, 1))),
    (VOID,),
    (VOID, REOPENED),
    (),
)
RECHECKS = (None, date(2025, 7, 20), date(2025, 8, 15))
TURNS = (date(2025, 2, 1), date(2025, 7, 15), DAY, date(2025, 8, 20), date(2025, 9, 1), LATER)


def test_open_before_and_new_and_reopened_is_closed_and_open_after() -> None:
    """Every flow, with a recheck before, while and after it, and without one."""
    courses = [(flow, day) for flow in FLOWS for day in RECHECKS]
    rows = [
        row(**resident(number) | STATED, rechecked_on=day)
        for number, (_, day) in enumerate(courses)
    ]
    events = [
        replace(one, row=(0, number)) for number, (flow, _) in enumerate(courses) for one in flow
    ]
    with asked([sent(*rows)], events=events) as both:
        for first, last in (*pairwise(TURNS), (TURNS[1], TURNS[3]), (TURNS[0], TURNS[-1])):
            both.cases(last)
            flows = both.engine.flows(last, first)
            assert [line["found"] for line in flows] == [line["expected"] for line in flows]


# --- what is known


def test_a_decision_counts_from_its_arrival_on() -> None:
    late = decided("exempt", DAY, arrived=datetime(2025, 10, 10, 9))  # noqa: DTZ001
    files = [sent(row(**STATED))]
    for known_at, state in (
        (datetime(2025, 10, 10, 8), "overdue"),  # noqa: DTZ001
        (datetime(2025, 10, 10, 9), "exempt"),  # noqa: DTZ001
    ):
        with asked(files, known_at=known_at, events=[late]) as both:
            assert [line["state"] for line in both.cases(LATER)] == [state]


# --- confirmed reasons


@told(
    row(**STATED, reason="离职"),
    row(**resident(2) | STATED),
    decided("confirm", DAY, reason="离职"),
)
def test_a_confirmed_reason_leaves_the_missed_rate_as_it_is(world: World) -> None:
    (line,) = world.rates(LATER, "total")
    assert (line["overdue"], line["due"], line["missed_rate"]) == (2, 2, 1.0)


@told_of(
    lambda told_reason, evidence: [
        row(**STATED, reason=told_reason),
        row(**resident(2) | STATED, rechecked_on=DUE),
        decided("confirm", DAY, reason="离职", evidence=evidence),
    ]
)
@pytest.mark.parametrize(
    ("told_reason", "evidence", "adjusted"),
    [("离职", "证明", 0.0), ("离职", None, 0.5), ("失联", "证明", 0.5)],
)
def test_the_adjusted_rate_leaves_out_the_confirmed_newest_reason(
    world: World, adjusted: float
) -> None:
    (line,) = world.rates(LATER, "total")
    assert line["missed_rate_adjusted"] == adjusted
    (earlier,) = world.rates(BEFORE, "total")
    assert earlier["missed_rate_adjusted"] == 0.5


# --- assigned


@told(
    row(**STATED),
    decided("assign", DAY, place=("顺德区", "容桂街道")),
    decided("assign", LATER, place=("禅城区", "待核实")),
)
def test_an_assigned_case_is_counted_where_it_was(world: World) -> None:
    places = world.on_days([BEFORE, DAY, LATER], "assigned_district")
    assert places == [None, "顺德区", "禅城区"]
    assert world.on_days([BEFORE, DAY, LATER], "district") == ["南海区"] * 3


# --- merged


OTHER_DAY = date(2025, 3, 8)
SPLIT = (row(**STATED), row(exam_date=OTHER_DAY))
MERGED = decided("merge", DAY, other=(0, 1))


@told(*SPLIT, MERGED)
def test_cases_told_to_be_one_exam_are_one_with_the_newest_date(world: World) -> None:
    case = world.case(LATER)
    assert (case["exam_date"], case["due_on"]) == (OTHER_DAY, DUE)


@told(*SPLIT, MERGED, decided("part", date(2025, 9, 1), other=(0, 1)))
def test_a_merge_can_be_taken_back(world: World) -> None:
    assert len(world.cases(LATER)) == 2


@told(*SPLIT, MERGED, decided("void", LATER, row=(0, 1)))
def test_a_decision_about_an_alias_is_about_the_case(world: World) -> None:
    assert world.case(LATER)["state"] == "void"


CORRECTED = sent(row(exam_date=OTHER_DAY), arrived=datetime(2025, 7, 20))  # noqa: DTZ001
THIRD = sent(row(**resident(2)), arrived=datetime(2025, 9, 20))  # noqa: DTZ001
FIRST = sent(row(**STATED))
JOINED = decided("merge", DAY, other=(1, 0))


@told_of(lambda events: [FIRST, CORRECTED, *events])
@pytest.mark.parametrize(
    ("events", "unexplained"),
    [([], [False, True]), ([JOINED], [False]), ([VOID], [False, False])],
    ids=["undecided", "merged", "void"],
)
def test_a_merge_or_a_void_explains_what_is_missing(world: World, unexplained: list[bool]) -> None:
    assert sorted(line["unexplained"] for line in world.cases(LATER)) == unexplained


@told(FIRST, CORRECTED, THIRD, JOINED)
def test_what_is_missing_later_is_marked_again(world: World) -> None:
    assert sorted(line["unexplained"] for line in world.cases(LATER)) == [False, True]
