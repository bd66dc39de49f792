"""What can be wrong between the cells of one row: to add a rule, add a line.

Each line names the code of its finding (severity and sentence stand in `findings.KINDS`), the field
whose cell the clerk should look at, when the row breaks it, and what then counts as empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from recheck.cells.lookup import findings_at

RECHECK_UNIT = ("rechecked_on", "recheck_institution", "recheck_conclusion", "recheck_again")
DEADLINE = ("deadline_mode", "deadline_on", "deadline_amount", "deadline_unit")

READABLE_CLASSES = "目前未见异常|疑似职业病|职业禁忌证|其他疾病或异常"
CITIZEN_NUMBER = r"^[0-9]{17}[0-9X]$"


@dataclass(frozen=True)
class Check:
    """A rule; `broken` is true, false or null (nothing to judge) for each typed row.

    The finding points at the first of `fields` that the sheet has; a sheet that has none of them
    is told once, not row by row.
    """

    code: str
    fields: tuple[str, ...]
    broken: pl.Expr
    ignores: tuple[str, ...] = ()


exam, arrived = pl.col("exam_date"), pl.col("arrived_on")
reported, notified, delivered = pl.col("reported_on"), pl.col("notified_on"), pl.col("delivered_on")
rechecked, rechecked_on = pl.col("rechecked"), pl.col("rechecked_on")
stated = pl.when(pl.col("deadline_mode") == "on").then(pl.col("deadline_on"))
documented_base = pl.coalesce(delivered, notified, reported)

is_citizen = pl.col("id_valid") & pl.col("id_number").str.contains(CITIZEN_NUMBER)
born = pl.when(is_citizen).then(
    pl.col("id_number").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
)
had_birthday = pl.col("exam_date").dt.strftime("%m%d") >= pl.col("id_number").str.slice(10, 4)
age = exam.dt.year() - born.dt.year() - (~had_birthday).cast(pl.Int32)

# fmt: off
PLACING: tuple[Check, ...] = (
    Check("no_institution", ("institution",), pl.col("institution").is_null()),
    Check("no_person", ("worker",), pl.col("worker").is_null() & ~pl.col("id_valid")),
    Check("no_exam_date", ("exam_date",), exam.is_null()),
    Check("exam_after_arrival", ("exam_date",), exam > arrived),
    Check("no_employer", ("enterprise",),
          pl.col("enterprise").is_null() & pl.col("uscc").is_null()),
)
"""Rules without which a row cannot be placed; a row that breaks one is held."""

REFUSING: tuple[Check, ...] = (
    Check("recheck_before_exam", ("rechecked_on",), rechecked_on < exam, RECHECK_UNIT),
    Check("recheck_after_arrival", ("rechecked_on",), rechecked_on > arrived, RECHECK_UNIT),
    Check("deadline_before_exam", ("deadline",), stated < exam, DEADLINE),
    Check("report_before_exam", ("reported_on",), reported < exam, ("reported_on",)),
    Check("notice_before_exam", ("notified_on",), notified < exam, ("notified_on",)),
    Check("delivery_before_exam", ("delivered_on",), delivered < exam, ("delivered_on",)),
)
"""Rules that take a value away; they come first, so that the others see what is left."""

CHECKS: tuple[Check, ...] = (
    Check("recheck_on_exam_day", ("rechecked_on",), rechecked_on == exam),
    Check("yes_without_date", ("rechecked_on", "rechecked"),
          (rechecked == "yes") & rechecked_on.is_null()),
    Check("no_with_date", ("rechecked",), (rechecked == "no") & rechecked_on.is_not_null()),
    Check("no_without_reason", ("reason",),
          (rechecked == "no") & rechecked_on.is_null() & pl.col("reason").is_null()),
    Check("no_notice", ("notified_on", "delivered_on"), notified.is_null() & delivered.is_null()),
    Check("deadline_before_base", ("deadline",), stated < documented_base),
    Check("conclusion_without_recheck", ("conclusion",),
          pl.col("conclusion").str.contains(READABLE_CLASSES)
          & ~pl.col("conclusion").str.contains("复查|复检")),
    Check("unusual_age", ("id_number",), (age < 16) | (age > 80)),
)
# fmt: on


FIELDS_OF = {check.code: check.fields for check in (*PLACING, *REFUSING, *CHECKS)}
"""Code → the fields that its finding may point at, in order of preference."""


def run_checks(typed: pl.DataFrame, arrived_on: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The typed rows without their refused values, and the findings (CELL_FINDINGS).

    `typed`: `row`, `institution` and the value columns of ROW_SCHEMA; `arrived_on`: the day the
    file came. Rows with a finding of PLACING are to be held.
    """
    frame = typed.with_columns(pl.lit(arrived_on).alias("arrived_on"))
    judged, found = _judged(frame, (*PLACING, *REFUSING))
    for check in REFUSING:
        if judged[check.code].any():
            kept = (pl.when(~pl.col(check.code)).then(pl.col(field)) for field in check.ignores)
            judged = judged.with_columns(kept)
    remarks = _judged(judged.select(frame.columns), CHECKS)[1]
    return judged.select(typed.columns), pl.concat([found, remarks])


def _judged(frame: pl.DataFrame, checks: Iterable[Check]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`frame` with a Boolean column per check, named by its code, and the findings."""
    judged = frame.with_columns(
        check.broken.fill_null(value=False).alias(check.code) for check in checks
    )
    found = [
        findings_at(judged["row"].filter(judged[check.code]), check.fields[0], check.code)
        for check in checks
    ]
    return judged, pl.concat(found)
