"""What can be wrong between the cells of one row: to add a rule, add a line.

Each line names the code of its finding (severity and sentence stand in `findings.KINDS`), the field
whose cell the clerk should look at, when the row breaks it, and what then counts as empty.
"""

from dataclasses import dataclass

import polars as pl

from recheck.cells.visit_words import Visit
from recheck.formulas import begins_formula
from recheck.model import Kind

RECHECK_UNIT = ("rechecked_on", "recheck_institution", "recheck_conclusion", "recheck_again")
DEADLINE = ("deadline_mode", "deadline_on", "deadline_amount", "deadline_unit")

READABLE_CLASSES = "目前未见异常|疑似职业病|职业禁忌证|其他疾病或异常"


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


in_list = pl.col("kind") == Kind.RECHECK_STATUS.value
is_exam = pl.col("visit") == Visit.PLAIN.value
conclusion = pl.col("conclusion")
exam, arrived = pl.col("exam_date"), pl.col("arrived_on")
reported, notified, delivered = pl.col("reported_on"), pl.col("notified_on"), pl.col("delivered_on")
rechecked, rechecked_on = pl.col("rechecked"), pl.col("rechecked_on")
stated = pl.when(pl.col("deadline_mode") == "on").then(pl.col("deadline_on"))
documented_base = pl.coalesce(delivered, notified, reported)

open_reason = pl.when(rechecked_on.is_null()).then(pl.col("reason"))

is_citizen = pl.col("id_valid") & (pl.col("id_number").str.len_bytes() == 18)
born = pl.col("id_number").str.slice(6, 8).cast(pl.Int32, strict=False)
month_and_day = exam.dt.month().cast(pl.Int32) * 100 + exam.dt.day()
FACTS = {
    "age_by_number": pl.when(is_citizen).then(
        (exam.dt.year() * 10000 + month_and_day - born) // 10000
    ),
    "sex_by_number": pl.when(is_citizen).then(
        pl.when(pl.col("id_number").str.slice(16, 1).is_in(list("13579")))
        .then(pl.lit("男"))
        .otherwise(pl.lit("女"))
    ),
}
"""Column → what several rules ask of a row, told once."""

age = pl.col("age_by_number")
age_said = pl.col("age").str.strip_chars_end("周岁 ").cast(pl.Float64, strict=False)
sex_said = pl.col("sex").str.slice(0, 1)

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
    Check("worker_like_formula", ("worker",), begins_formula(pl.col("worker"))),
    Check("employer_like_formula", ("enterprise",), begins_formula(pl.col("enterprise"))),
    Check("recheck_on_exam_day", ("rechecked_on",), rechecked_on == exam),
    Check("yes_without_date", ("rechecked_on", "rechecked"),
          (rechecked == "yes") & rechecked_on.is_null()),
    Check("no_with_date", ("rechecked",), (rechecked == "no") & rechecked_on.is_not_null()),
    Check("no_without_reason", ("reason",),
          (rechecked == "no") & rechecked_on.is_null() & pl.col("reason").is_null()),
    Check("no_notice", ("notified_on", "delivered_on"),
          in_list & notified.is_null() & delivered.is_null()),
    Check("deadline_before_base", ("deadline",), stated < documented_base),
    Check("conclusion_without_recheck", ("conclusion",),
          in_list & conclusion.str.contains(READABLE_CLASSES)
          & ~conclusion.str.contains("复查|复检")),
    Check("no_conclusion", ("conclusion",), is_exam & conclusion.is_null()),
    Check("recheck_in_words", ("conclusion",), is_exam & conclusion.str.contains("复查|复检")),
    Check("unusual_age", ("id_number",), (age < 16) | (age > 80)),
    Check("age_contradiction", ("age",), (age - age_said).abs() > 1),
    Check("sex_contradiction", ("sex",),
          sex_said.is_in(["男", "女"]) & (sex_said != pl.col("sex_by_number"))),
    Check("reason_with_recheck", ("reason",),
          rechecked_on.is_not_null() & pl.col("reason").is_not_null()),
    Check("elsewhere_without_date", ("rechecked_on", "reason"), open_reason == "已在其他机构复查"),
    Check("not_due_but_past", ("reason",), (open_reason == "未到期") & (stated < arrived)),
    Check("left_without_exit_exam", ("reason",),
          (open_reason == "离职") & (pl.col("exam_type") != "离岗时")),
    Check("death_reported", ("reason",), open_reason == "死亡"),
)
# fmt: on


DISPATCH = ("user_unit", "enterprise")

FIELDS_OF = {check.code: check.fields for check in (*PLACING, *REFUSING, *CHECKS)} | {
    "dispatch_as_employer": DISPATCH,
    "visit_contradiction": ("is_recheck", "check_type", "exam_type"),
}
"""Code → the fields that its finding may point at, in order of preference."""
