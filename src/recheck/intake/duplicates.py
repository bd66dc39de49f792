"""Rows that say the same as an earlier row of the same submission (definitions §3)."""

from collections.abc import Iterator

import polars as pl

from recheck.cells import VALUE_SCHEMA
from recheck.cells.text import key, trimmed, typed_forms
from recheck.rulebook import Vocabulary

TELLING = ("institution", "worker_key", "id_number", "enterprise_key", "exam_date", "exam_no")
"""Rows that differ in one of these (or in their hazards) need no closer look."""

NO_DUPLICATES = pl.DataFrame(schema={"row": pl.Int64(), "first": pl.Int64()})

AS_READ = {"deadline": "deadline_mode"}  # fields that are read into columns of other names
OTHERWISE_COMPARED = ("worker", "enterprise", "deadline_text")


def duplicates(typed: pl.DataFrame, raw: pl.DataFrame, nothing: Vocabulary) -> pl.DataFrame:
    """row, first: each duplicate row and the earlier row that it repeats.

    Cells are equal when they read the same; those that cannot be read, when they are written the
    same. `typed` and `raw` have the same rows in the same order, and the column `row`.
    """
    if not typed.select(TELLING).is_duplicated().any():
        return NO_DUPLICATES
    typed = typed.with_columns(pl.col("hazards", "recheck_hazards").list.join(";"))
    repeated = typed.select(*TELLING, "hazards").is_duplicated()
    typed, raw = typed.filter(repeated), raw.filter(repeated)
    compared = pl.DataFrame([*_read(typed), *_unread(typed, raw, nothing)])
    return (
        compared.with_columns(typed["row"])
        .with_columns(first=pl.col("row").min().over(compared.columns))
        .filter(pl.col("row") != pl.col("first"))
        .select("row", "first")
    )


def repeat_notes(again: pl.DataFrame) -> pl.DataFrame:
    """A note for each duplicate `row`, with the `place` of the row that it repeats."""
    return again.select(
        "row",
        field=pl.lit(None, pl.String),
        code=pl.lit("duplicate_row"),
        parameters=pl.concat_str(pl.lit('{"first": '), "place", pl.lit("}")),
    )


def _read(typed: pl.DataFrame) -> Iterator[pl.Series]:
    """What the cells say, texts by their keys."""
    for column in typed.drop("row", *OTHERWISE_COMPARED):
        yield key(column) if column.dtype == pl.String else column


def _unread(typed: pl.DataFrame, raw: pl.DataFrame, nothing: Vocabulary) -> Iterator[pl.Series]:
    """What is written in the cells that gave no value."""
    for cells in raw:
        value = AS_READ.get(cells.name, cells.name)
        if value in VALUE_SCHEMA:
            bare = trimmed(cells.to_frame(), typed_forms(nothing)).to_series()
            written = key(bare).alias(f"written_{value}")
            yield written.scatter(typed[value].is_not_null().arg_true(), None)
