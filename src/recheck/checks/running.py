"""The rules applied to the typed rows of a file."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from recheck.cells.lookup import NO_FINDINGS, findings_at
from recheck.checks.between import compare_rows
from recheck.checks.rules import CHECKS, FACTS, PLACING, REFUSING, Check
from recheck.findings import BY_CODE
from recheck.model import Severity

SAYS_LITTLE = frozenset({"no_person", "no_exam_date", "no_employer", "id_bad_check", "id_bad_date"})
"""Codes that need not be told of a cell that has another error."""
SAYS_MORE = (
    frozenset(kind.code for kind in BY_CODE.values() if kind.severity is Severity.ERROR)
    - SAYS_LITTLE
)


def run_checks(typed: pl.DataFrame, arrived_on: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The typed rows without their refused values, and the findings (CELL_FINDINGS).

    `typed`: `row`, `institution`, `period` and the value columns of ROW_SCHEMA; `arrived_on`: the
    day the file came. Rows with a finding of PLACING are to be held.
    """
    frame = typed.with_columns(pl.lit(arrived_on).alias("arrived_on"), **FACTS)
    kept, found = judged(frame, (*PLACING, *REFUSING))
    for check in REFUSING:
        if kept[check.code].any():
            others = (pl.when(~pl.col(check.code)).then(pl.col(field)) for field in check.ignores)
            kept = kept.with_columns(others)
    remarks = judged(kept[frame.columns], CHECKS)[1]
    rows = kept[typed.columns]
    return rows, pl.concat([found, remarks, compare_rows(rows)])


def told_once(found: pl.DataFrame) -> pl.DataFrame:
    """CELL_FINDINGS without those that say less than another error of the same cell."""
    says_little = found["code"].is_in(SAYS_LITTLE)
    if not says_little.any():
        return found
    more = found.filter(found["code"].is_in(SAYS_MORE)).select("row", "field")
    little = found.filter(says_little).join(more, on=("row", "field"), how="anti")
    return pl.concat([found.filter(~says_little), little])


def judged(frame: pl.DataFrame, checks: Iterable[Check]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`frame` with a Boolean column per check, named by its code, and the findings."""
    marked = frame.with_columns(
        check.broken.fill_null(value=False).alias(check.code) for check in checks
    )
    found = [
        findings_at(marked["row"].filter(marked[check.code]), check.fields[0], check.code)
        for check in checks
        if marked[check.code].any()
    ]
    return marked, pl.concat([NO_FINDINGS, *found])
