"""Engine and oracle on generated histories: every case, every rate, and what must always hold (§9).

An example is a store of several histories, none of which touches another: settling it takes longer
than telling and asking.

RECHECK_EXAMPLES=500 looks longer, elsewhere each time, and reduces what it finds.
"""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.lib import invariants, oracle
from tests.lib.apart import History, together
from tests.lib.both import Both, asked, asked_again, changes_agree
from tests.lib.engine import holding
from tests.lib.histories import (
    answers,
    corrections,
    decisions,
    events,
    histories,
    second_thoughts,
)
from tests.lib.history import Event, Judging, Sent, usual_arrival

EXAMPLES = int(os.environ.get("RECHECK_EXAMPLES", "0"))
LOOK = settings(
    max_examples=EXAMPLES or 2,  # the first of them is the smallest
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


def several(one: st.SearchStrategy[History]) -> st.SearchStrategy[History]:
    """A store's worth of such histories."""
    return st.lists(one, min_size=1 if EXAMPLES else 4, max_size=4).map(together)


@st.composite
def followed(
    draw: st.DrawFn, follow: Callable[[list[Sent]], st.SearchStrategy[list[Event]]], files: int = 4
) -> History:
    """Files, and what happened after them."""
    sent = draw(histories(most_files=files))
    return History(tuple(sent), tuple(draw(follow(sent))))


FILES = histories().map(lambda files: History(tuple(files)))


def some_arrival(told: History) -> st.SearchStrategy[datetime | None]:
    """K: now, or when something happened."""
    return st.sampled_from([None, *(event.arrived for event in told.events)])


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
@given(several(FILES), JUDGINGS, st.data())
def test_engine_and_oracle_agree_on_uploads(
    told: History, judging: Judging, data: st.DataObject
) -> None:
    """Every case, every rate, what must always hold, what was known then."""
    files = told.files
    with holding(files, judging) as engine:
        with asked_again(engine, files, judging) as both:
            days = st.sampled_from(telling_days(both) or [date(2024, 6, 30)])
            for _ in range(6):
                both.cases(data.draw(days))
            on_every_rate(both, data.draw(days))
            first, last = sorted((data.draw(days), data.draw(days)))
            invariants.on_a_day(both, last)
            invariants.between(both, first, last)
        arrivals = sorted({file.arrived for file in files})
        known_at = data.draw(st.sampled_from(arrivals))
        with asked_again(engine, files, judging, known_at) as both:
            both.cases(data.draw(days))
        between = (known_at, arrivals[-1])
        if known_at < arrivals[-1]:
            changes_agree(engine, files, between, data.draw(days), judging=judging)


def on_every_rate(both: Both, as_of: date) -> None:
    for by in GROUPS:
        both.rates(as_of, *by)
    for cohort in ("exam", "due"):
        span = (date(2024, 1, 1), date(2024, 6, 30))
        both.rates(as_of, "district", span=span, cohort=cohort)


@LOOK
@given(several(followed(events)), st.data())
def test_engine_and_oracle_agree_on_registers_and_decisions(
    told: History, data: st.DataObject
) -> None:
    known_at = data.draw(some_arrival(told))
    with asked(told.files, known_at=known_at, events=told.events) as both:
        if both.known:
            day = telling_days(both)[-1]
            both.cases(day)
            for by in ("total", "district", "town", "enterprise", "scale", "industry"):
                both.rates(day, by)
            invariants.on_a_day(both, day)


@LOOK
@given(several(followed(corrections, files=3)), st.data())
def test_engine_and_oracle_agree_on_corrections(told: History, data: st.DataObject) -> None:
    known_at = data.draw(some_arrival(told))
    with asked(told.files, known_at=known_at, events=told.events) as both:
        for day in (date(2024, 6, 30), date(2026, 12, 31)):
            both.cases(day)
            both.rates(day, "district")
            invariants.on_a_day(both, day)
        assert both.engine.broken(date(2026, 12, 31)) == []


@LOOK
@given(several(followed(second_thoughts)), st.data())
def test_engine_and_oracle_agree_on_second_thoughts(told: History, data: st.DataObject) -> None:
    known_at = data.draw(some_arrival(told))
    day = date(2026, 12, 31)
    with holding(told.files, events=told.events) as engine:
        with asked_again(engine, told.files, Judging(), known_at, told.events) as both:
            both.cases(day)
            both.rates(day, "district")
            invariants.on_a_day(both, day)
            assert both.engine.broken(day) == []
        if known_at:
            between = (known_at - timedelta(seconds=1), usual_arrival("2027H1"))
            changes_agree(engine, told.files, between, day, events=told.events)


@LOOK
@given(several(followed(answers, files=3)), st.data())
def test_engine_and_oracle_agree_on_answers(told: History, data: st.DataObject) -> None:
    known_at = data.draw(some_arrival(told))
    with asked(told.files, known_at=known_at, events=told.events) as both:
        for day in (date(2024, 8, 31), date(2026, 12, 31)):
            both.cases(day)
            both.rates(day, "district")
            both.rates(day, "reason")
            invariants.on_a_day(both, day)
        assert both.engine.broken(date(2026, 12, 31)) == []


@LOOK
@given(several(followed(decisions, files=3)), st.data())
def test_engine_and_oracle_agree_on_decisions(told: History, data: st.DataObject) -> None:
    known_at = data.draw(some_arrival(told))
    with asked(told.files, known_at=known_at, events=told.events) as both:
        if both.known:
            days = st.sampled_from(decisive_days(both))
            for _ in range(4):
                both.cases(day := data.draw(days))
                for by in ("total", "district", "hazard", "reason"):
                    both.rates(day, by)
                invariants.on_a_day(both, day)
            first, last = sorted((data.draw(days), data.draw(days)))
            invariants.stock_and_flow(both, first, last)
            assert both.engine.broken(last, last - first) == []


def decisive_days(both: Both) -> list[date]:
    """Days of decisions, the day before and the day after, and other telling ones."""
    decided = {one.on for case in both.known for one in case.decisions}
    around = {day + timedelta(days=days) for day in decided for days in (-1, 0, 1)}
    return sorted(around | set(telling_days(both)[::3]))


def test_the_oracle_itself_knows_the_reference_intervals() -> None:
    known = {
        (5, 100): (0.0215436792, 0.1117504692),
        (20, 100): (0.1333669333, 0.2888291656),
        (1045, 5000): (0.1979554988, 0.2204913037),
        (0, 10): (0, 0.2775327999),
    }
    for (hits, total), interval in known.items():
        assert oracle.wilson(hits, total) == pytest.approx(interval, abs=1e-10)
