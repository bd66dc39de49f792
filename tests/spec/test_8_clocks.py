"""Definitions §8: what was known by then, and what moved since."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from recheck.errors import UsageProblem
from tests.lib.both import asked_again, changes_agree
from tests.lib.engine import Engine, Lines, holding, question
from tests.lib.history import Event, Judging, Withdrawn, line, register, resident, row, sent

T = date(2025, 12, 31)


def day(month: int, number: int) -> datetime:
    return datetime(2025, month, number)  # noqa: DTZ001  wall time of the institute


def person(number: int, **cells: Any) -> dict[str, Any]:
    return row(**resident(number), worker=f"第{number}人", **cells)


BACK = {"rechecked_on": date(2025, 4, 10), "rechecked": "yes"}
WRONG = "顺德医院"
WORKSHOP = {"enterprise": "粤陶厂", "uscc": None}
FILES = [
    sent(person(1), person(2, **WORKSHOP), arrived=day(7, 10)),
    sent(person(1, **BACK), person(2, **WORKSHOP), arrived=day(8, 1)),
    sent(person(3), institution=WRONG, arrived=day(8, 2)),
    sent(person(4), arrived=day(8, 3), mode="add"),
]
EVENTS: list[Event] = [
    register(line(**WORKSHOP, district="顺德区", named_district="南海区"), arrived=day(8, 20)),
    Withdrawn(2, WRONG, day(9, 1)),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with holding(FILES, events=EVENTS) as held:
        yield held


def moved(engine: Engine, first: datetime, last: datetime) -> Lines:
    """What moved; engine and oracle agree."""
    return changes_agree(engine, FILES, (first, last), T, events=EVENTS)


@pytest.mark.parametrize(
    ("known_at", "cases"),
    [
        (day(7, 9), 0),
        (day(7, 10) - timedelta(microseconds=1), 0),
        (day(7, 10), 2),
        (day(8, 2), 3),
        (day(8, 31), 4),
        (day(9, 1), 3),
        (None, 3),
    ],
)
def test_only_what_had_arrived_counts(
    engine: Engine, known_at: datetime | None, cases: int
) -> None:
    with asked_again(engine, FILES, Judging(), known_at, EVENTS) as both:
        assert len(both.cases(T)) == cases


def test_a_recheck_that_was_reported_late_moves_a_state(engine: Engine) -> None:
    (line,) = moved(engine, day(7, 31), day(8, 1))
    assert (line["difference"], line["state_before"], line["state_after"]) == (
        "changed",
        "overdue",
        "done_on_time",
    )
    assert (line["causes"], line["caused_by"]) == (["upload"], ["01.xlsx"])
    assert line["arrived_at"] == day(8, 1)


def test_a_supplement_brings_new_cases(engine: Engine) -> None:
    (line,) = moved(engine, day(8, 2), day(8, 3))
    assert (line["difference"], line["state_before"], line["state_after"]) == (
        "appeared",
        None,
        "overdue",
    )
    assert line["caused_by"] == ["03.xlsx"]


def test_a_withdrawal_takes_cases_away(engine: Engine) -> None:
    (line,) = moved(engine, day(8, 31), day(9, 1))
    assert (line["difference"], line["causes"], line["caused_by"]) == (
        "gone",
        ["withdraw"],
        ["误报"],
    )


def test_a_register_moves_a_case_to_another_district(engine: Engine) -> None:
    (line,) = moved(engine, day(8, 19), day(8, 20))
    assert (line["district_before"], line["district_after"]) == ("南海区", "顺德区")
    assert (line["causes"], line["caused_by"]) == (["register"], ["名录0.xlsx"])


def test_the_numbers_of_both_are_side_by_side(engine: Engine) -> None:
    lines = engine.rate_changes(day(7, 31), day(8, 20), T, "district")
    told = {one["district"]: (one["overdue_before"], one["overdue_after"]) for one in lines}
    assert told == {"南海区": (2, 2), "顺德区": (0, 1)}
    (moved,) = (one for one in lines if one["district"] == "南海区")
    assert (moved["cases_change"], moved["missed_rate_change"]) == (1, pytest.approx(2 / 3 - 1))
    assert (moved["known_before"], moved["known_at"]) == (day(7, 31), day(8, 20))


def test_nothing_moves_without_an_arrival(engine: Engine) -> None:
    assert moved(engine, day(9, 1), day(9, 30)) == []
    assert engine.rate_changes(day(8, 4), day(8, 19), T, "total") == []


def test_the_later_k_is_later(engine: Engine) -> None:
    with pytest.raises(UsageProblem):
        engine.case_changes(day(8, 1), day(8, 1), T)


def test_the_same_question_has_the_same_answer_after_later_arrivals() -> None:
    first = sent(person(1, hazards=["苯"]), arrived=day(7, 10))
    later = sent(person(2, hazards=["苯"]), arrived=day(8, 1), mode="add")

    def answer(held: Engine) -> Lines:
        with held.reading(day(7, 31)) as asked:
            return asked.rates(question(T), ["hazard_group"])

    with holding([first]) as held:
        before = answer(held)
        held.take([first, later], taken=1)
        assert answer(held) == before
