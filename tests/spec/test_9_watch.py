"""Definitions §9.9, decision 43: who has reported, and what somebody should look at."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from recheck import measures, store
from recheck.decisions import Decision, Verdict
from recheck.model import Arrival, Question
from recheck.reporters import Reporter
from recheck.rulebook import read_duties
from recheck.watch import Produced, noticed
from tests.lib.engine import KEY, Engine, holding
from tests.lib.history import YUETAO, Event, Withdrawn, resident, row, sent

T = date(2025, 12, 31)
NAMES = ("甲医院", "乙医院", "丙医院", "丁医院", "戊医院")
REPORTERS = [Reporter(name) for name in NAMES[:4]] + [Reporter(NAMES[4], from_="2025H2")]


def day(month: int, number: int) -> datetime:
    return datetime(2025, month, number)  # noqa: DTZ001  wall time of the institute


def person(number: int, **cells: Any) -> dict[str, Any]:
    return row(**resident(number), **cells)


FILES = [
    sent(person(1), institution="甲医院", arrived=day(7, 15)),
    sent(institution="乙医院", arrived=day(7, 16), nil=True),
    sent(person(2), institution="丙医院", arrived=day(7, 10)),
    sent(person(1, phone="1"), institution="甲医院", arrived=day(8, 20)),
]
EVENTS: list[Event] = [Withdrawn(2, "丙医院", day(9, 1))]
DECIDED = (
    (Verdict.EXCUSE, "丁医院", day(9, 2)),
    (Verdict.EXCUSE, "丙医院", day(9, 2)),
    (Verdict.EXPECT, "丙医院", day(9, 3)),
    (Verdict.EXCUSE, "甲医院", day(9, 3)),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with holding(FILES, events=EVENTS) as held:
        with store.writing(held.path, KEY, held.rules) as writer:
            for verdict, institution, arrived in DECIDED:
                decision = Decision(verdict, institution, arrived.date(), "停业", "王", "2025H1")
                writer.decide([decision], Arrival(arrived, stated=True, recorded_at=arrived))
            writer.settle()
        yield held


def statuses(engine: Engine, known_at: datetime | None = None) -> dict[str, tuple[str, bool]]:
    asking = Question(T, known_at, date(2025, 1, 1), date(2025, 6, 30))
    with store.reading(engine.path, engine.rules, asking, REPORTERS) as view:
        lines = measures.reporters(view).to_dicts()
    return {line["institution"]: (line["status"], line["late"]) for line in lines}


@pytest.mark.parametrize(
    ("known_at", "expected"),
    [
        (day(7, 10), ["missing", "missing", "active", "missing"]),
        (day(7, 31), ["active", "nil", "active", "missing"]),
        (day(9, 1), ["active", "nil", "missing", "missing"]),
        (day(9, 2), ["active", "nil", "excused", "excused"]),
        (None, ["active", "nil", "missing", "excused"]),
    ],
    ids=["at first", "reported", "withdrawn", "excused", "expected again"],
)
def test_every_reporter_is_in_one_status(
    engine: Engine, known_at: datetime | None, expected: list[str]
) -> None:
    told = statuses(engine, known_at)
    assert [told[name][0] for name in NAMES[:4]] == expected
    assert NAMES[4] not in told


def test_late_is_who_came_first_after_the_reporting_date(engine: Engine) -> None:
    """A correction in August makes nobody late."""
    told = statuses(engine)
    assert [told[name][1] for name in NAMES[:2]] == [False, True]


# --- what somebody should look at


def looked(files: list[Any], as_of: date = T, **how: Any) -> dict[str, tuple[str, ...]]:
    """Watch → what it found."""
    with holding(files) as held, store.reading(held.path, held.rules, Question(as_of)) as view:
        found = noticed(view, read_duties(), how.get("produced", ()))
        return {one.watch.name: one.labels for one in found}


def test_what_was_entered_after_something_that_arrived_later_is_named() -> None:
    files = [
        sent(person(1), arrived=day(7, 10)),
        sent(person(2), arrived=day(7, 9), institution="乙医院"),
    ]
    with holding(files[:1]) as held:
        with store.writing(held.path, KEY, held.rules) as writer:
            decision = Decision(Verdict.EXCUSE, "乙医院", date(2025, 7, 9), "停业", "王", "2025H1")
            writer.decide([decision], Arrival(day(7, 9), stated=True, recorded_at=day(7, 11)))
        with store.reading(held.path, held.rules, Question(T)) as view:
            found = {one.watch.name: one.labels for one in noticed(view, read_duties(), ())}
    assert found["entered_late"] == ("excuse 2025-07-09",)
    assert looked(files[:1])["entered_late"] == ()


def test_open_cases_of_which_nothing_is_heard() -> None:
    files = [sent(person(1), person(2, rechecked_on=date(2025, 4, 1)), arrived=day(7, 10))]
    limit = date(2025, 7, 10) + timedelta(days=read_duties().silent_days)
    assert looked(files, limit)["silent"] == ()
    assert len(looked(files, limit + timedelta(days=1))["silent"]) == 1


def test_cases_that_moved_or_lost_something_by_an_edit() -> None:
    stated = {"deadline_mode": "on", "deadline_on": date(2025, 5, 1)}
    files = [
        sent(person(1), person(2, hazards=["噪声", "苯"]), person(3, **stated), person(4)),
        sent(
            person(1, enterprise="粤陶科技", uscc=YUETAO),
            person(2, hazards=["噪声"]),
            person(3),
            person(4, phone="1"),
        ),
    ]
    found = looked(files)
    assert (len(found["moved"]), len(found["lost"])) == (1, 2)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 7, 24), ()),
        (date(2025, 7, 25), ("due",)),
        (date(2025, 8, 31), ("due", "pack")),
        (date(2025, 9, 1), ("due", "overdue", "pack")),
    ],
)
def test_lists_not_produced_for_longer_than_their_interval(
    as_of: date, expected: tuple[str, ...]
) -> None:
    files = [sent(person(1), arrived=day(7, 10))]
    produced = [Produced("overdue", date(2025, 7, 31)), Produced("overdue", date(2025, 7, 20))]
    assert looked(files, as_of, produced=produced)["unproduced"] == expected
