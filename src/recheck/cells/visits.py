"""What an exam record is about: an exam that told to come back, another one, a recheck, a 补检."""

from functools import reduce

import polars as pl

from recheck.cells.lookup import Typed, findings_at, findings_of
from recheck.cells.readers import Readers
from recheck.cells.visit_words import RECHECK, SUPPLEMENT, Visit

SAYING = ("exam_type", "check_type", "is_recheck")


def type_visits(cells: pl.DataFrame, readers: Readers) -> Typed:
    """exam_type, visit, hazards, conclusion and what it says of rechecks, of exam records."""
    said = {field: readers.visits[field].each(cells[field]) for field in SAYING}
    told = readers.told.each(cells["conclusion"])
    named = readers.hazards.each(cells["hazards"])
    visits = [said[field]["visit"] for field in SAYING]
    rows = cells["row"]
    found = [findings_of(rows, field, said[field]["code"]) for field in SAYING]
    found += [
        findings_of(rows, "conclusion", told["code"]),
        findings_of(rows, "hazards", named["code"], named["parameters"]),
        findings_at(rows.filter(_contradict(visits)), "is_recheck", "visit_contradiction"),
    ]
    columns = pl.DataFrame(
        {
            "exam_type": said["exam_type"]["value"].zip_with(
                said["exam_type"]["value"].is_not_null(), said["check_type"]["value"]
            ),
            "visit": _visit(visits, told["recheck"]),
            "conclusion": told["value"],
        }
    )
    return Typed(columns.hstack(_hazards(named["value"], told, columns["visit"])), pl.concat(found))


def _contradict(visits: list[pl.Series]) -> pl.Series:
    """Rows whose cells say two things: 否 in 是否复查 beside 复查 in 体检类别."""
    said = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(visits)])
    several = pl.concat_list(pl.all()).list.drop_nulls().list.n_unique() > 1
    return said.select(several).to_series()


def _visit(visits: list[pl.Series], told: pl.Series) -> pl.Series:
    """One cell that says so suffices; 补检 comes before 复查."""

    def any_says(code: str) -> pl.Series:
        return reduce(pl.Series.__or__, [(one == code).fill_null(value=False) for one in visits])

    said = pl.DataFrame(
        {"supplement": any_says(SUPPLEMENT), "recheck": any_says(RECHECK), "told": told}
    )
    visit = (
        pl.when("supplement")
        .then(pl.lit(Visit.SUPPLEMENT.value))
        .when("recheck")
        .then(pl.lit(Visit.RECHECK.value))
        .when(pl.col("told").fill_null(value=False))
        .then(pl.lit(Visit.TOLD.value))
        .otherwise(pl.lit(Visit.PLAIN.value))
    )
    return said.select(visit=visit).to_series()


def _hazards(in_column: pl.Series, told: pl.DataFrame, visit: pl.Series) -> pl.DataFrame:
    """hazards, recheck_hazards and recheck_again; who names no hazard by itself speaks of all."""
    nothing = pl.lit([], pl.List(pl.String))
    parts = pl.DataFrame({"visit": visit, "in_column": in_column}).hstack(
        told.select("recheck", "hazards", "recheck_hazards")
    )
    own = pl.col("hazards").fill_null(nothing)
    every = pl.col("in_column").fill_null(nothing).list.set_union(own).list.sort()
    concluded = (
        pl.when(own.list.len() > 0)
        .then("recheck_hazards")
        .when("recheck")
        .then(every)
        .otherwise(nothing)
    )
    concluding = pl.col("visit").is_in([Visit.TOLD.value, Visit.RECHECK.value])
    is_recheck = pl.col("visit") == Visit.RECHECK.value
    return parts.select(
        hazards=every,
        recheck_hazards=pl.when(concluding).then(concluded),
        recheck_again=pl.when(is_recheck).then(pl.col("recheck").fill_null(value=False)),
    )
