"""What moved between two K: one question, answered by what was known then, and by what is since.

Every function takes a view at the earlier K, and leaves the store asked at the later one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl

from recheck import derived, measures
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.question import put
from recheck.transfer import fill_table
from recheck.view import View

GROUPS = tuple(name for name in measures.GROUPS if name != "enterprise")
"""Enterprises are told by rows that arrive, so that they are not the same at every K."""
CASES = ("listed_case", "listed_person", "case_known", "row_known")


def rate_changes(view: View, until: datetime | None, by: Sequence[str]) -> pl.DataFrame:
    """The group columns; of each count and rate `_before`, `_after`, `_change`; as_of,
    known_before, known_at; of the groups in which a count moved. until: None is the last arrival.
    """
    fill_table(view.connection, "rates_before", measures.rates(view, by))
    later = _later(view, until)
    fill_table(view.connection, "rates_after", measures.rates(later, by))
    columns = [column for name in by for column in measures.GROUPS[name]]
    return measures.ordered(later, measures.grouped(later, "rate_changes", columns), columns)


def case_changes(view: View, until: datetime | None) -> pl.DataFrame:
    """Cases that appeared, changed, were merged or are gone: how they stood and stand, and what
    arrived; identities in full."""
    put(view.connection, view.question)
    for step in CASES:
        view.compute(step)
    later = _later(view, until)
    for step in CASES:
        (later.compute_more if step.endswith("_known") else later.compute)(step)
    for step in ("case_moved", "case_cause"):
        later.compute(step)
    return later.measured("case_changes")


def _later(view: View, until: datetime | None) -> View:
    """The store at the later K; the earlier one stays in the variable `known_before`."""
    known_at, knows_all = view.connection.execute(
        "select known_at, knows_all from question"
    ).fetchall()[0]
    if until and until <= known_at:
        raise UsageProblem(N_("--from is not before --to; nothing can have arrived between them."))
    if knows_all and not until:
        until = known_at + timedelta(seconds=1)  # another K, although nothing is known since
    view.connection.execute("set variable known_before = $known_at", {"known_at": known_at})
    return derived.as_known(view, replace(view.question, known_at=until))
