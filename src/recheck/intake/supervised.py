"""A returned workbook beside what the store knows of its cases: rows with their fates, findings."""

from datetime import date

import polars as pl

from recheck.checks import check_answers
from recheck.intake.duplicates import repeat_notes
from recheck.model import (
    FINDING_SCHEMA,
    HAZARD_SCHEMA,
    ROW_SCHEMA,
    Claim,
    Fate,
    Kind,
    Period,
)
from recheck.supervision import (
    ANSWER_SCHEMA,
    INSTITUTE,
    AnsweredUpload,
    Supervised,
    SupervisionBook,
)

SAID = (
    "acted_on", "action", "contact", "result", "rechecked_on", "recheck_institution",
    "recheck_conclusion", "reason", "promised_on", "closed_on", "evidence",
)  # fmt: skip
"""What makes two rows about one case say the same."""


def answered(book: SupervisionBook, known: Supervised, arrived_on: date) -> AnsweredUpload:
    """The workbook as an upload of whoever got the pack, for the half-year of its arrival."""
    period = Period.of(arrived_on)
    rows, found = check_answers(_recognised(book, known), arrived_on)
    rows, repeats = _with_fates(rows)
    sheets = book.headings.select("sheet_no", "sheet").unique()
    placed = rows.join(sheets, on="sheet_no", maintain_order="left").with_columns(
        row="place",
        period=pl.lit(str(period)),
        kind=pl.lit(Kind.SUPERVISION.value),
        hazards=pl.lit([], pl.List(pl.String)),
        remark=pl.concat_str(
            [pl.col(one).cast(pl.String) for one in SAID], separator="；", ignore_nulls=True
        ),
    )
    told = pl.concat([book.findings, _located(found, rows, book), _located(repeats, rows, book)])
    return AnsweredUpload(
        source=book.source,
        reading_rules=book.reading_rules,
        claims=_claims(placed, known, period),
        rows=placed.select(ROW_SCHEMA.keys()).cast(ROW_SCHEMA),  # type: ignore[arg-type]
        other_rows=book.other_rows,
        hazards=pl.DataFrame(schema=HAZARD_SCHEMA),
        findings=told,
        row_total=book.row_total,
        sheets=book.sheets,
        answers=placed.select(ANSWER_SCHEMA.keys()).cast(ANSWER_SCHEMA),  # type: ignore[arg-type]
    )


def _recognised(book: SupervisionBook, known: Supervised) -> pl.DataFrame:
    """The rows with exam_date, institution (whose pack), is_unknown and is_foreign."""
    cases = known.cases.rename({"recipient": "of_case", "exam_date": "examined_on"})
    enterprises = known.enterprises.rename({"recipient": "of_enterprise"})
    rows = book.rows.drop("exam_date", "institution", strict=False)
    joined = rows.join(cases, on="case_id", how="left", maintain_order="left").join(
        enterprises, on=("pack_no", "enterprise_seq"), how="left", maintain_order="left"
    )
    recipient = pl.lit(known.recipient, pl.String)
    of_row = pl.coalesce("of_enterprise", "of_case")
    theirs = pl.coalesce("recipients", pl.concat_list("of_enterprise"))
    return joined.with_columns(
        exam_date="examined_on",
        is_unknown=of_row.is_null(),
        is_foreign=(recipient.is_not_null() & ~theirs.list.contains(recipient)).fill_null(
            value=False
        ),
        institution=pl.coalesce(recipient, of_row, pl.lit(INSTITUTE)),
    ).drop("of_case", "of_enterprise", "recipients", "examined_on")


def _with_fates(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows at their places, with fates; a note for each that repeats another."""
    about = pl.struct("case_id", "pack_no", "enterprise_seq", *SAID)
    held, again = pl.col("is_held"), ~about.is_first_distinct()
    fate = (
        pl.when(again)
        .then(pl.lit(Fate.DUPLICATE.value))
        .when(held)
        .then(pl.lit(Fate.HELD.value))
        .otherwise(pl.lit(Fate.ACCEPTED.value))
    )
    first = pl.col("place").first().over(about)
    repeats = rows.select("row", place=first, again=again).filter("again")
    return rows.with_columns(fate=fate), repeat_notes(repeats)


def _located(found: pl.DataFrame, rows: pl.DataFrame, book: SupervisionBook) -> pl.DataFrame:
    """FINDING_SCHEMA from CELL_FINDINGS by running row number."""
    places = rows.select(pl.col("row").alias("at"), "sheet_no", "place")
    sheets = book.headings.select("sheet_no", "sheet").unique()
    return (
        found.join(places, left_on="row", right_on="at", maintain_order="left")
        .join(sheets, on="sheet_no", maintain_order="left")
        .join(
            book.headings.drop("sheet"), on=("sheet_no", "field"), how="left", maintain_order="left"
        )
        .with_columns(row="place")
        .select(FINDING_SCHEMA.keys())
        .cast(FINDING_SCHEMA)  # type: ignore[arg-type]
    )


def _claims(rows: pl.DataFrame, known: Supervised, period: Period) -> tuple[Claim, ...]:
    named = rows["institution"].unique(maintain_order=True).to_list()
    return tuple(
        Claim(one, period, Kind.SUPERVISION) for one in named or [known.recipient or INSTITUTE]
    )
