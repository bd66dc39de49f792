"""What must always hold (definitions §9): expected and found figures, asked of the store."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from recheck import derived, relations
from recheck.measures import half_year_ends
from recheck.messages import N_
from recheck.model import Question
from recheck.question import put
from recheck.view import View


@dataclass(frozen=True)
class Invariant:
    """One rule: its place in the definitions, what it says, and the relation that tests it.

    `on_every_day`: tested at the end of every half-year, not only at T.
    """

    rule: str
    sentence: str
    relation: str
    on_every_day: bool = False


@dataclass(frozen=True)
class Tested:
    """An invariant and its figures: label, expected, found."""

    invariant: Invariant
    figures: pl.DataFrame

    @property
    def broken(self) -> pl.DataFrame:
        """The figures that contradict each other."""
        return self.figures.filter(pl.col("expected").ne_missing(pl.col("found")))


INVARIANTS = (
    Invariant("§9.1", N_("Every row of every file has exactly one fate."), "rows_conserved"),
    Invariant(
        "§9.2", N_("Every accepted row that makes a case belongs to one."), "rows_in_one_case"
    ),
    Invariant("§9.2", N_("Every case ever named is a case, or was withdrawn."), "cases_conserved"),
    Invariant(
        "§9.3",
        N_("Every case is in exactly one state."),
        "states_partition",
        on_every_day=True,
    ),
    Invariant("§9.4", N_("Open before + new = closed + open after."), "stock_and_flow"),
    Invariant("§9.5", N_("Parts add up to the whole."), "parts_add_up"),
    Invariant("§9.6", N_("Due = rechecked + overdue, as sets of cases."), "due_splits"),
    Invariant(
        "§9.7",
        N_("Without an event closed stays closed, and overdue overdue."),
        "nothing_by_itself",
    ),
    Invariant("§9.8", N_("List and rates name the same overdue cases."), "overdue_agrees"),
    Invariant("§9.9", N_("Every expected reporter is in exactly one status."), "reporters_stated"),
    Invariant("§9.10", N_("Every overdue case once packed is in one open pack."), "packs_answer"),
)

KEPT_TABLES = Invariant("§1", N_("Kept tables equal their definitions."), "derived")
"""Tested late, because it derives everything anew."""
PACKS = Invariant("§9.8", N_("The last packs name the overdue cases of their day."), "packs_cover")
"""Tested last, because it asks about another day and other arrivals."""


def tested(view: View, since: date, *, kept: bool) -> Iterator[Tested]:
    """Every invariant as of the view's T; flows are counted from the end of the day `since`.

    `kept`: the tables kept for speed as well, which takes as long as deriving them.
    """
    view = replace(view, question=whole(view.question))
    put(view.connection, replace(view.question, as_of=since))
    view.compute("earlier_state")
    put(view.connection, view.question, since=since, overdue_only=True)
    view.compute("listed_case")
    view.compute("submissions")
    for invariant in INVARIANTS:
        days = half_year_ends(view) if invariant.on_every_day else []
        frames = [_figures(view, invariant, day, since) for day in (*days, view.question.as_of)]
        yield Tested(invariant, pl.concat(frames))
    if kept:
        yield Tested(KEPT_TABLES, _kept_tables(view))
    yield Tested(PACKS, _packs(view, since))


def whole(question: Question) -> Question:
    """The same T and K, of everything."""
    return Question(question.as_of, question.known_at)


def _figures(view: View, invariant: Invariant, day: date, since: date) -> pl.DataFrame:
    put(view.connection, replace(view.question, as_of=day), since=since)
    figures = view.measured(invariant.relation, "invariants")
    return figures.cast({"expected": pl.Int64, "found": pl.Int64}).sort("label")


def _kept_tables(view: View) -> pl.DataFrame:
    view.make(relations.KNOWN)
    differing = derived.differing_rows(view.connection)
    return pl.DataFrame(
        [(table, 0, rows) for table, rows in differing.items()],
        {"label": pl.String, "expected": pl.Int64, "found": pl.Int64},
        orient="row",
    )


def _packs(view: View, since: date) -> pl.DataFrame:
    """The packs of the newest day, beside what was overdue then by what had arrived then."""
    put(view.connection, view.question)
    basis = view.rows("from pack_basis")["known_at"][0]
    issues = view.measured("pack_issue", "invariants")
    if issues.is_empty():
        return pl.DataFrame(schema={"label": pl.String, "expected": pl.Int64, "found": pl.Int64})
    as_of, known_at = issues.row(0)
    asked = replace(view.question, as_of=as_of, known_at=known_at)
    if known_at == basis:
        return _figures(replace(view, question=asked), PACKS, as_of, since)
    figures = _figures(derived.as_known(view, asked), PACKS, as_of, since)
    derived.as_known(view, view.question)  # a report goes on asking by its own K
    return figures
