"""Engine and oracle on generated histories: every case, every rate, and what must always hold (§9).

RECHECK_EXAMPLES=500 looks longer, elsewhere each time, and reduces what it finds.
"""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.lib import oracle
from tests.lib.both import Both, asked
from tests.lib.engine import Lines, question
from tests.lib.histories import histories
from tests.lib.history import Judging, Sent

EXAMPLES = int(os.environ.get("RECHECK_EXAMPLES", "0"))
LOOK = settings(
    max_examples=EXAMPLES or 12,
    derandomize=not EXAMPLES,
    phases=tuple(Phase) if EXAMPLES else (Phase.explicit, Phase.generate),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
GROUPS: tuple[tuple[str, ...], ...] = (
    *((name,) for name in ("total", "period", "year", "due_period", "due_year")),
    *((name,) for name in ("district", "town", "enterprise", "institution")),
    *((name,) for name in ("hazard", "hazard_group", "exam_type", "scale", "industry")),
    *((name,) for name in ("notice_state", "reason")),
    ("district", "period"),
    ("hazard", "district"),
)
JUDGINGS = st.sampled_from([Judging(), Judging(), Judging(grace_days=7, assumed_days=30)])


def telling_days(both: Both) -> list[date]:
    """Days on which something happens to a case, the day before and the day after."""
    turns = {
        turn
        for case in both.known
        for owed in case.obligations
        for turn in (
            case.exam_date,
            owed.deadline.due_on,
            *(recheck.on for recheck in owed.rechecks),
            *(recheck.on + timedelta(days=30) for recheck in owed.rechecks),
        )
    }
    return sorted({turn + timedelta(days=days) for turn in turns for days in (-1, 0, 1)})


@LOOK
@given(histories(), JUDGINGS, st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_engine_and_oracle_agree_on_every_case(
    files: list[Sent], judging: Judging, picks: list[float]
) -> None:
    with asked(files, judging) as both:
        days = telling_days(both)
        for pick in picks:
            both.cases(days[round(pick * (len(days) - 1))])


@LOOK
@given(histories(), JUDGINGS, st.floats(0, 1))
def test_engine_and_oracle_agree_on_every_rate(
    files: list[Sent], judging: Judging, pick: float
) -> None:
    with asked(files, judging) as both:
        days = telling_days(both)
        as_of = days[round(pick * (len(days) - 1))]
        for by in GROUPS:
            both.rates(as_of, *by)
        for cohort in ("exam", "due"):
            span = (date(2024, 1, 1), date(2024, 6, 30))
            both.rates(as_of, "district", span=span, cohort=cohort)


@LOOK
@given(histories(), st.integers(0, 3))
def test_engine_and_oracle_agree_on_what_was_known_then(files: list[Sent], entry: int) -> None:
    known_at = files[min(entry, len(files) - 1)].arrived
    with asked(files, known_at=known_at) as both:
        both.cases(date(2024, 12, 31))


@LOOK
@given(histories(), st.floats(0, 1), st.floats(0, 1))
def test_what_must_always_hold(files: list[Sent], one: float, other: float) -> None:
    with asked(files) as both:
        days = telling_days(both)
        first, last = sorted(days[round(pick * (len(days) - 1))] for pick in (one, other))
        for as_of in (first, last):
            assert_states_partition(both, as_of)
            assert_parts_add_up(both, as_of)
        assert_stock_and_flow(both, first, last)
        assert_nothing_happens_by_itself(both, first, last)


def assert_states_partition(both: Both, as_of: date) -> None:
    """Every case once, in one state; the overdue list is exactly those in that state (§9.3, 8)."""
    cases = both.engine.cases(question(as_of))
    assert len({case["case_id"] for case in cases}) == len(cases)
    assert len(cases) == sum(case.exam_date <= as_of for case in both.known)
    states = {"done_on_time", "done_late", "not_due", "overdue"}
    assert {case["state"] for case in cases} <= states
    overdue = [case for case in cases if case["state"] == "overdue"]
    assert both.engine.overdue(question(as_of)) == overdue


def assert_parts_add_up(both: Both, as_of: date) -> None:
    """Districts, enterprises, institutions add up to the city; `due = done + overdue` (§9.5, 6)."""
    counted = ("cases", "due", "done", "on_time", "overdue", "due_later")
    (city,) = both.engine.rates(question(as_of), ["total"]) or [dict.fromkeys(counted, 0)]
    assert city["due"] == city["done"] + city["overdue"]
    assert city["on_time"] <= city["done"]
    assert city["cases"] == city["due"] + city["due_later"]
    for by in (["district"], ["enterprise"], ["institution"], ["district", "enterprise"]):
        lines = both.engine.rates(question(as_of), by)
        assert summed(lines, counted) == {name: city[name] for name in counted}


def summed(lines: Lines, columns: Sequence[str]) -> dict[str, Any]:
    """Column totals."""
    return {name: sum(line[name] for line in lines) for name in columns}


def assert_stock_and_flow(both: Both, first: date, last: date) -> None:
    """Carried over + new - settled = still overdue, in the city and in each district (§9.4)."""
    total = both.engine.balance(question(last), first)
    districts = both.engine.balance(question(last), first, "district")
    for line in total + districts:
        assert line["opening"] + line["added"] - line["closed"] == line["closing"]
    columns = ("opening", "added", "closed", "closing")
    assert summed(total, columns) == summed(districts, columns)
    assert summed(total, ("opening",)) == {"opening": len(both.engine.overdue(question(first)))}
    assert summed(total, ("closing",)) == {"closing": len(both.engine.overdue(question(last)))}


def assert_nothing_happens_by_itself(both: Both, first: date, last: date) -> None:
    """A closed case stays closed, and without an event an overdue one overdue (§9.7)."""
    before = {case["case_id"]: case["state"] for case in both.engine.cases(question(first))}
    after = {case["case_id"]: case for case in both.engine.cases(question(last))}
    assert before.keys() <= after.keys()
    for case_id, state in before.items():
        now = after[case_id]
        if state.startswith("done"):
            assert now["state"] == state
        elif state == "overdue" and now["rechecked_on"] is None:
            assert now["state"] == "overdue" or now["base_on"] > first


def test_the_oracle_itself_knows_the_reference_intervals() -> None:
    known = {
        (5, 100): (0.0215436792, 0.1117504692),
        (20, 100): (0.1333669333, 0.2888291656),
        (1045, 5000): (0.1979554988, 0.2204913037),
        (0, 10): (0, 0.2775327999),
    }
    for (hits, total), interval in known.items():
        assert oracle.wilson(hits, total) == pytest.approx(interval, abs=1e-10)
