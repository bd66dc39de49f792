"""Who declared how many it examined, and whose shares make somebody ask why."""

from collections.abc import Iterator

import polars as pl

from recheck.report.figures import Row
from recheck.rulebook import Bands

NEED_LOW, NEED_HIGH = "need_low", "need_high"
MISSED_LOW, MISSED_HIGH = "missed_low", "missed_high"


def with_questions(declarations: pl.DataFrame, bands: Bands | None) -> pl.DataFrame:
    """The declarations with `questions`: what to ask the institution about, joined with `;`."""
    asked = [";".join(_questions(row, bands)) for row in declarations.rows(named=True)]
    return declarations.with_columns(pl.Series("questions", asked, pl.String))


def _questions(row: Row, bands: Bands | None) -> Iterator[str]:
    if bands is None:
        return
    need, missed = _share(row["need_rate"]), _share(row["missed_rate"])
    if need is not None and _count(row["examined"]) >= bands.least_examined:
        if need < bands.need_below:
            yield NEED_LOW
        if need > bands.need_above:
            yield NEED_HIGH
    if missed is not None and _count(row["due"]) >= bands.least_due:
        if missed <= bands.missed_at_most:
            yield MISSED_LOW
        if missed > bands.missed_above:
            yield MISSED_HIGH


def _share(value: object) -> float | None:
    return value if isinstance(value, float) else None


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def silent(declarations: pl.DataFrame) -> list[str]:
    """The institutions that reported, and declared neither 受检人次 nor 需复查人次."""
    nothing = pl.col("examined").is_null() & pl.col("declared").is_null()
    return declarations.filter(nothing)["institution"].to_list()
