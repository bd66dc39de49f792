"""Definitions §9: what must always hold, day after day over one small history."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from tests.lib import invariants
from tests.lib.both import Both, asked
from tests.lib.engine import question
from tests.lib.history import YUETAO, Cells, resident, row, sent, weak

DAYS = [date(2025, month, 15) for month in range(3, 13)]
STATED = {"deadline_mode": "on", "deadline_on": date(2025, 5, 15)}
SHUNDE = {"enterprise": "粤陶科技", "uscc": YUETAO, "district": "顺德区", "town": "容桂街道"}
UNKNOWN = {"enterprise": "无名作坊", "uscc": None, "district": None, "town": None}


def told() -> list[Cells]:
    """On time, late, never, partly, again, claimed, and without a known place."""
    return [
        row(**resident(1) | STATED, rechecked_on=date(2025, 5, 15)),
        row(**resident(2) | STATED | SHUNDE, rechecked_on=date(2025, 7, 1)),
        row(**resident(3) | SHUNDE),
        row(**resident(4), hazards=["噪声"], rechecked_on=date(2025, 4, 1)),
        row(**resident(4), hazards=["苯"]),
        row(**resident(5) | STATED, rechecked_on=date(2025, 6, 1), recheck_again=True),
        row(**resident(6), rechecked="yes"),
        weak(**UNKNOWN | STATED, worker="何嘉欣"),
    ]


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    """The history, asked of engine and oracle."""
    other = sent(row(**resident(1) | STATED), institution="顺德医院")
    with asked([sent(*told()), other]) as asking:
        yield asking


@pytest.mark.parametrize("as_of", DAYS)
def test_every_case_is_in_one_state(both: Both, as_of: date) -> None:
    both.cases(as_of)
    invariants.states_partition(both, as_of)


@pytest.mark.parametrize("as_of", DAYS)
def test_districts_enterprises_and_institutions_add_up_to_the_city(both: Both, as_of: date) -> None:
    invariants.parts_add_up(both, as_of)


@pytest.mark.parametrize(("first", "last"), [*pairwise(DAYS), (DAYS[0], DAYS[-1])])
def test_carried_over_and_new_less_settled_is_still_overdue(
    both: Both, first: date, last: date
) -> None:
    invariants.stock_and_flow(both, first, last)


@pytest.mark.parametrize("last", DAYS)
def test_without_an_event_nothing_changes(both: Both, last: date) -> None:
    invariants.nothing_happens_by_itself(both, DAYS[0], last)


def test_the_balance_of_a_half_year(both: Both) -> None:
    (line,) = both.engine.balance(question(date(2025, 12, 15)), date(2025, 6, 15))
    assert [line[name] for name in ("opening", "added", "closed", "closing")] == [6, 1, 1, 6]
