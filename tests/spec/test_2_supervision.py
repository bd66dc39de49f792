"""Definitions §2.3, §6, §7: what districts and towns answered about the cases of a pack."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.history import Answered, Cells, Issued, resident, row

OUT = datetime(2025, 7, 20)  # noqa: DTZ001  wall time of the institute
T = date(2025, 12, 31)
STATED = {"deadline_mode": "on", "deadline_on": date(2025, 5, 31)}
FIRST, SECOND = (0, 0), (0, 1)


def overdue(number: int = 1, **cells: Any) -> Cells:
    return row(**resident(number) | STATED | cells)


def back(*rows: Cells, on: int = 1) -> Answered:
    """A workbook that came back in August."""
    return Answered(rows, datetime(2025, 8, on))  # noqa: DTZ001


def about(**cells: Any) -> dict[str, Any]:
    return {"case": FIRST} | cells


def verified(on: date = date(2025, 7, 25), **cells: Any) -> Cells:
    return about(rechecked_on=on, **cells)


@told(overdue(), back(verified(recheck_institution="区医院", recheck_conclusion="目前未见异常")))
def test_a_verified_recheck_closes_the_case(world: World) -> None:
    case = world.case(T)
    assert (case["state"], case["recheck_source"]) == ("done_late", "supervision")
    assert (case["rechecked_on"], case["recheck_institution"]) == (date(2025, 7, 25), "区医院")
    days = [date(2025, 7, 24), date(2025, 7, 25), date(2025, 7, 26)]
    assert world.on_days(days, "state") == ["overdue", "done_late", "done_late"]


@told(overdue(hazards=["噪声", "苯"]), back(verified()))
def test_it_covers_all_open_obligations(world: World) -> None:
    assert world.case(T)["state"] == "done_late"


@told_of(lambda on: [overdue(), back(verified(on))])
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 2, 28), "overdue"),
        (date(2025, 3, 1), "done_on_time"),
        (date(2025, 5, 31), "done_on_time"),
        (date(2025, 6, 1), "done_late"),
    ],
    ids=["before the exam", "exam day", "due", "due+1"],
)
def test_it_is_judged_like_any_recheck(world: World, state: str) -> None:
    assert world.case(T)["state"] == state


@told(overdue(rechecked_on=date(2025, 7, 25)), back(verified()))
def test_of_equal_dates_what_was_reported_counts(world: World) -> None:
    assert world.case(T)["recheck_source"] == "reported"


@told(overdue(rechecked_on=date(2025, 7, 25)), back(verified(date(2025, 7, 24))))
def test_of_two_dates_the_earlier_one_counts(world: World) -> None:
    case = world.case(T)
    assert (case["rechecked_on"], case["recheck_source"]) == (date(2025, 7, 24), "supervision")


@told(overdue(), back(verified(recheck_again=True)))
def test_a_verified_recheck_that_says_again_moves_the_deadline(world: World) -> None:
    case = world.case(T)
    assert (case["state"], case["due_on"]) == ("overdue", date(2025, 8, 24))


@told(
    overdue(),
    back(verified(), on=1),
    back(verified(date(2025, 7, 30)), on=2),
    back(about(reason="劳动者拒绝"), on=3),
)
def test_files_join_and_the_newest_answer_counts(world: World) -> None:
    assert world.case(T)["rechecked_on"] == date(2025, 7, 30)


@told(overdue(reason="失联"), back(about(reason="离职")))
def test_a_verified_reason_is_newer_than_one_of_an_earlier_upload(world: World) -> None:
    assert world.case(T)["reason"] == "离职"


@told(
    overdue(),
    overdue(2),
    Issued({FIRST: 1, SECOND: 1}, OUT),
    back({"employer": (1, 1), "reason": "劳动者拒绝"}),
)
def test_an_answer_for_the_enterprise_counts_for_all_its_cases(world: World) -> None:
    assert [case["reason"] for case in world.cases(T)] == ["劳动者拒绝", "劳动者拒绝"]


@told(
    overdue(),
    overdue(2),
    Issued({FIRST: 1, SECOND: 1}, OUT),
    back({"employer": (1, 1), "reason": "劳动者拒绝"}, about(reason="离职")),
)
def test_but_not_for_those_that_the_same_file_speaks_of(world: World) -> None:
    assert sorted(case["reason"] for case in world.cases(T)) == ["劳动者拒绝", "离职"]


@told(
    overdue(),
    overdue(2),
    Issued({FIRST: 1, SECOND: 2}, OUT),
    back({"employer": (1, 1), "reason": "劳动者拒绝"}),
)
def test_nor_for_those_of_another_enterprise(world: World) -> None:
    assert sorted(str(case["reason"]) for case in world.cases(T)) == ["None", "劳动者拒绝"]


def adjusted(world: World) -> float | None:
    (line,) = world.rates(T, "total")
    rate: float | None = line["missed_rate_adjusted"]
    return rate


LEFT: dict[str, Any] = {"reason": "离职", "evidence": "证1"}


@told(
    *(overdue(), overdue(2), overdue(3, rechecked_on=date(2025, 4, 1))),
    back(about(**LEFT), on=1),
    back(about(reason="劳动者拒绝"), on=2),
)
def test_a_newer_reason_takes_a_confirmed_one_back(world: World) -> None:
    assert adjusted(world) == 2 / 3


@told(overdue(), overdue(2), overdue(3, rechecked_on=date(2025, 4, 1)), back(about(**LEFT)))
def test_the_adjusted_rate_leaves_out_who_is_confirmed_to_have_left(world: World) -> None:
    assert adjusted(world) == 1 / 2


@told(overdue(), overdue(2), overdue(3, rechecked_on=date(2025, 4, 1)), back(about(reason="离职")))
def test_an_unproven_reason_changes_no_rate(world: World) -> None:
    assert adjusted(world) == 2 / 3
