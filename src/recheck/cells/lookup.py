"""Reading each distinct value of a column once, and noting what is wrong with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

CELL_FINDINGS: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "field": pl.String(),
    "code": pl.String(),
    "parameters": pl.String(),
}
"""One row per finding; `parameters` is a JSON object for the sentence."""

NO_PARAMETERS = "{}"


@dataclass(frozen=True)
class Typed:
    """What one step makes of its cells: columns as long as the sheet, and findings."""

    columns: pl.DataFrame
    findings: pl.DataFrame


def read_each(
    columns: pl.DataFrame,
    reader: Callable[..., tuple[object, ...]],
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """Apply `reader` once to each distinct row of `columns`; one row of `schema` per row.

    Sheets repeat themselves, so a careful reader in plain Python is fast enough. Rows that are
    empty in all columns give nulls.
    """
    written = columns.rename(lambda name: f"written {name}")
    distinct = written.unique().filter(~pl.all_horizontal(pl.all().is_null()))
    readings = pl.DataFrame(
        [reader(*words) for words in distinct.iter_rows()], schema=dict(schema), orient="row"
    )
    return written.join(
        distinct.hstack(readings),
        on=written.columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    ).select(schema.keys())


def findings_of(
    rows: pl.Series,
    field: str,
    codes: pl.Series,
    parameters: pl.Series | None = None,
) -> pl.DataFrame:
    """CELL_FINDINGS of one field: one wherever `codes` is not null."""
    told = pl.lit(NO_PARAMETERS) if parameters is None else parameters.fill_null(NO_PARAMETERS)
    return (
        pl.DataFrame({"row": rows, "code": codes})
        .with_columns(parameters=told, field=pl.lit(field))
        .filter(pl.col("code").is_not_null())
        .select(CELL_FINDINGS.keys())
        .cast(CELL_FINDINGS)  # type: ignore[arg-type]
    )


def no_findings() -> pl.DataFrame:
    """CELL_FINDINGS without a row."""
    return pl.DataFrame(schema=CELL_FINDINGS)


def as_parameters(**words: str) -> str:
    """The words of a finding's sentence as JSON."""
    return json.dumps(words, ensure_ascii=False)


def joined(parts: Sequence[Typed]) -> Typed:
    """The columns of all parts side by side, their findings one after the other."""
    return Typed(
        pl.concat([part.columns for part in parts], how="horizontal"),
        pl.concat([part.findings for part in parts]),
    )
