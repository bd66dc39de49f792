"""What can be wrong in a row of a returned workbook: to add a rule, add a line (see `rules`)."""

from datetime import date

import polars as pl

from recheck.cells.lookup import NO_FINDINGS
from recheck.checks.rules import RECHECK_UNIT, Check
from recheck.checks.running import judged

exam, arrived = pl.col("exam_date"), pl.col("arrived_on")
acted_on, verified_on = pl.col("acted_on"), pl.col("rechecked_on")
closed_on, promised_on = pl.col("closed_on"), pl.col("promised_on")
unknown, result = pl.col("is_unknown"), pl.col("result")
unproven, told = pl.col("evidence").is_null(), pl.col("tells_recheck")

# fmt: off
UNPLACED: tuple[Check, ...] = (
    Check("supervised_enterprise_unknown", ("pack_enterprise",),
          pl.col("enterprise_asked") & unknown),
    Check("supervised_case_unknown", ("case_id",), ~pl.col("enterprise_asked") & unknown),
    Check("supervised_case_foreign", ("case_id",), ~unknown & pl.col("is_foreign")),
)
"""Rows that are held."""

REFUSED: tuple[Check, ...] = (
    Check("verified_before_exam", ("verified_on",), verified_on < exam, RECHECK_UNIT),
    Check("verified_after_arrival", ("verified_on",), verified_on > arrived, RECHECK_UNIT),
    Check("action_before_exam", ("acted_on",), acted_on < exam, ("acted_on",)),
    Check("action_after_arrival", ("acted_on",), acted_on > arrived, ("acted_on",)),
    Check("closing_before_exam", ("closed_on",), closed_on < exam, ("closed_on",)),
    Check("closing_after_arrival", ("closed_on",), closed_on > arrived, ("closed_on",)),
    Check("promise_before_action", ("promised_on",), promised_on < acted_on, ("promised_on",)),
)
"""Dates that cannot be, and what counts as empty then."""

REMARKED: tuple[Check, ...] = (
    Check("verified_on_exam_day", ("verified_on",), verified_on == exam),
    Check("verified_without_evidence", ("evidence",), verified_on.is_not_null() & unproven),
    Check("closed_without_recheck", ("verified_on",),
          (result == "已复查") & ~told),
    Check("closed_without_evidence", ("evidence",),
          closed_on.is_not_null() & ~told & unproven),
    Check("reason_without_evidence", ("evidence",),
          pl.col("reason").is_in(["离职", "失联", "单位停产/注销/搬迁", "死亡"])
          & ~told & closed_on.is_null() & unproven),
)
# fmt: on


def check_answers(rows: pl.DataFrame, arrived_on: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows without impossible dates and with `is_held`, and the findings (CELL_FINDINGS).

    `rows`: `row`, values of ROW_SCHEMA and ANSWER_SCHEMA, enterprise_asked, is_unknown, is_foreign.
    """
    frame = rows.with_columns(
        arrived_on=pl.lit(arrived_on), tells_recheck=verified_on.is_not_null()
    )
    frame, found = judged(frame, (*UNPLACED, *REFUSED))
    for check in REFUSED:
        kept = (pl.when(~pl.col(check.code)).then(pl.col(name)) for name in check.ignores)
        frame = frame.with_columns(kept)
    held = pl.any_horizontal(check.code for check in UNPLACED).alias("is_held")
    frame = frame.with_columns(held)
    remarks = judged(frame.filter(~pl.col("is_held")), REMARKED)[1]
    return frame.select(*rows.columns, "is_held"), pl.concat([NO_FINDINGS, found, remarks])
