"""Who is about to become overdue, and which enterprises have been for half-years."""

from datetime import date
from typing import Any

import pytest

from recheck import measures
from tests.lib.apart import World, told
from tests.lib.engine import question
from tests.lib.history import YUETAO, resident, row

DUE = date(2025, 5, 15)
STATED = {"deadline_mode": "on"}


def due_on(number: int, day: date, **cells: Any) -> dict[str, Any]:
    return row(**resident(number), **STATED, deadline_on=day, **cells)


def left(world: World, as_of: date, within: int) -> list[int]:
    """Days left of the cases of this history, in the order of the list."""
    view = measures.ask(world.engine.view, question(as_of))
    lines = measures.due(view, within).to_dicts()
    return [line["days_left"] for line in lines if str(line["institution"]).endswith(world.mark)]


@told(due_on(1, DUE), due_on(2, date(2025, 5, 20), rechecked_on=date(2025, 5, 1)))
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 4, 30), []),
        (date(2025, 5, 1), [14]),
        (date(2025, 5, 15), [0]),
        (date(2025, 5, 16), []),
    ],
    ids=["15 days left", "14 days left", "the last day", "overdue"],
)
def test_open_cases_due_within_a_fortnight(world: World, as_of: date, expected: list[int]) -> None:
    assert left(world, as_of, 14) == expected


@told(due_on(1, DUE), due_on(2, date(2025, 5, 3)), due_on(3, date(2025, 5, 9)))
def test_the_nearest_deadline_is_first(world: World) -> None:
    assert left(world, date(2025, 5, 1), 14) == [2, 8, 14]


# --- overdue in consecutive half-years


def chains(world: World, as_of: date) -> list[tuple[list[str], list[str], int, int]]:
    """Half-years and their cases, overdue now, cases in the chain: of each own enterprise."""
    view = measures.ask(world.engine.view, question(as_of))
    return [
        (one["half_years"], one["half_year_cases"], one["overdue"], len(one["case_ids"]))
        for one in measures.repeated(view).to_dicts()
        if str(one["enterprise"]).endswith(world.mark)
    ]


@told(due_on(1, DUE), due_on(2, date(2025, 8, 1)))
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 12, 30), []),
        (date(2025, 12, 31), [(["2025H1", "2025H2"], ["1", "2"], 2, 2)]),
        (date(2026, 1, 1), [(["2025H1", "2025H2"], ["1", "2"], 2, 2)]),
    ],
    ids=["one half-year has ended", "the day the second ends", "afterwards"],
)
def test_overdue_at_the_ends_of_two_half_years(
    world: World, as_of: date, expected: list[Any]
) -> None:
    assert chains(world, as_of) == expected


@told(
    due_on(1, DUE, rechecked_on=date(2025, 7, 10)),
    due_on(2, date(2025, 7, 31), exam_date=date(2025, 3, 2)),
)
def test_another_worker_continues_the_chain_which_names_both(world: World) -> None:
    assert chains(world, date(2025, 12, 31)) == [(["2025H1", "2025H2"], ["1", "1"], 1, 2)]


@told(
    due_on(1, DUE, rechecked_on=date(2025, 7, 10)),
    due_on(2, date(2026, 2, 1), exam_date=date(2025, 12, 2)),
)
def test_a_half_year_without_an_overdue_case_breaks_the_chain(world: World) -> None:
    assert chains(world, date(2026, 6, 30)) == []


@told(due_on(1, DUE, rechecked_on=date(2026, 1, 5)))
def test_who_is_not_overdue_any_more_is_not_listed(world: World) -> None:
    assert len(chains(world, date(2025, 12, 31))) == 1
    assert chains(world, date(2026, 1, 5)) == []


@told(
    due_on(1, DUE),
    due_on(2, DUE, enterprise="粤陶科技", uscc=YUETAO, rechecked_on=date(2025, 6, 1)),
)
def test_enterprises_are_told_apart(world: World) -> None:
    assert [chain[2] for chain in chains(world, date(2025, 12, 31))] == [1]
