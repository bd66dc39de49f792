"""Definitions §9: what must hold for any history and any day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.lib.both import Both
from tests.lib.engine import Lines, question


def on_a_day(both: Both, as_of: date) -> None:
    """What must hold at T."""
    states_partition(both, as_of)
    parts_add_up(both, as_of)


def between(both: Both, first: date, last: date) -> None:
    """What must hold from T1 to T2."""
    stock_and_flow(both, first, last)
    nothing_happens_by_itself(both, first, last)


def states_partition(both: Both, as_of: date) -> None:
    """Every case once, in one state; the overdue list is exactly those in that state (§9.3, 8)."""
    cases = both.engine.cases(question(as_of))
    assert len({case["case_id"] for case in cases}) == len(cases)
    assert len(cases) == sum(case.exam_date <= as_of for case in both.known)
    states = {"void", "exempt", "done_on_time", "done_late", "not_due", "overdue"}
    assert {case["state"] for case in cases} <= states
    overdue = [case for case in cases if case["state"] == "overdue"]
    assert both.engine.overdue(question(as_of)) == overdue


def parts_add_up(both: Both, as_of: date) -> None:
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


def stock_and_flow(both: Both, first: date, last: date) -> None:
    """Carried over + new - settled = still overdue, in the city and in each district (§9.4)."""
    total = both.engine.balance(question(last), first)
    districts = both.engine.balance(question(last), first, "district")
    for line in total + districts:
        assert line["opening"] + line["added"] - line["closed"] == line["closing"]
    columns = ("opening", "added", "closed", "closing")
    assert summed(total, columns) == summed(districts, columns)
    assert summed(total, ("opening",)) == {"opening": len(both.engine.overdue(question(first)))}
    assert summed(total, ("closing",)) == {"closing": len(both.engine.overdue(question(last)))}


def nothing_happens_by_itself(both: Both, first: date, last: date) -> None:
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
