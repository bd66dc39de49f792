"""Rows that say the same as an earlier row of the same submission (definitions §3)."""

import polars as pl

from recheck.cells import VALUE_SCHEMA
from recheck.cells.text import key, trimmed
from recheck.rulebook import Vocabulary

TELLING = ("institution", "worker_key", "id_number", "enterprise_key", "exam_date", "exam_no")
"""Rows that differ in one of these (or in their hazards) need no closer look."""

AS_READ = {"deadline": "deadline_mode"}  # fields that are read into columns of other names
OTHERWISE_COMPARED = ("worker", "enterprise", "deadline_text")


def duplicates(typed: pl.DataFrame, raw: pl.DataFrame, nothing: Vocabulary) -> pl.DataFrame:
    """row, first: each duplicate row and the earlier row that it repeats.

    Cells are equal when they read the same; those that cannot be read, when they are written the
    same. `typed` and `raw` have the same rows in the same order, and the column `row`.
    """
    typed = typed.with_columns(pl.col("hazards").list.join(";"))
    repeated = typed.select(*TELLING, "hazards").is_duplicated()
    typed, raw = typed.filter(repeated), raw.filter(repeated)
    compared = typed.select(_read(typed)).hstack(_unread(typed, trimmed(_cells(raw), nothing)))
    return (
        compared.with_columns(typed["row"])
        .with_columns(first=pl.col("row").min().over(compared.columns))
        .filter(pl.col("row") != pl.col("first"))
        .select("row", "first")
    )


def _read(typed: pl.DataFrame) -> list[pl.Expr]:
    names = [name for name in typed.columns if name not in ("row", *OTHERWISE_COMPARED)]
    return [
        key(pl.col(name)) if typed.schema[name] == pl.String else pl.col(name) for name in names
    ]


def _cells(raw: pl.DataFrame) -> pl.DataFrame:
    return raw.select(field for field in raw.columns if AS_READ.get(field, field) in VALUE_SCHEMA)


def _unread(typed: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """What is written in the cells that gave no value."""
    return cells.select(
        pl.when(typed[AS_READ.get(field, field)].is_null())
        .then(key(pl.col(field)))
        .alias(f"written_{field}")
        for field in cells.columns
    )
