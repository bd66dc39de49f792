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

NO_FINDINGS = pl.DataFrame(schema=CELL_FINDINGS)
NO_PARAMETERS = "{}"

CellReader = Callable[..., tuple[object, ...]]
"""What the cells of one row say, as the columns of a schema."""


@dataclass(frozen=True)
class Typed:
    """What one step makes of its cells: columns as long as the sheet, and findings."""

    columns: pl.DataFrame
    findings: pl.DataFrame


def read_each(
    columns: pl.DataFrame,
    reader: CellReader,
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """Apply `reader` once to each distinct row of `columns`; one row of `schema` per row.

    Sheets repeat themselves, so a careful reader in plain Python is fast enough. Rows that are
    empty in all columns give nulls.
    """
    if all(column.null_count() == column.len() for column in columns):
        return empty_columns(schema, columns.height)
    written = columns.rename({name: f"written {name}" for name in columns.columns})
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


def empty_columns(schema: Mapping[str, pl.DataType], height: int) -> pl.DataFrame:
    """`height` rows of nulls."""
    return pl.DataFrame(
        [pl.Series(name, [None], kind).new_from_index(0, height) for name, kind in schema.items()]
    )


def findings_of(
    rows: pl.Series,
    field: str,
    codes: pl.Series,
    parameters: pl.Series | None = None,
) -> pl.DataFrame:
    """CELL_FINDINGS of one field: one wherever `codes` is not null."""
    if codes.null_count() == codes.len():
        return NO_FINDINGS
    told = pl.lit(NO_PARAMETERS) if parameters is None else parameters.fill_null(NO_PARAMETERS)
    return (
        pl.DataFrame({"row": rows, "code": codes})
        .with_columns(parameters=told, field=pl.lit(field))
        .filter(pl.col("code").is_not_null())
        .select(CELL_FINDINGS.keys())
        .cast(CELL_FINDINGS)  # type: ignore[arg-type]
    )


def findings_at(rows: pl.Series, field: str, code: str) -> pl.DataFrame:
    """CELL_FINDINGS of one field and code, one for each of `rows`."""
    if rows.is_empty():
        return NO_FINDINGS
    words = {"field": field, "code": code, "parameters": NO_PARAMETERS}
    return (
        rows.alias("row")
        .to_frame()
        .with_columns(pl.lit(text).alias(name) for name, text in words.items())
    )


def as_parameters(**words: str) -> str:
    """The words of a finding's sentence as JSON."""
    return json.dumps(words, ensure_ascii=False)


def joined(parts: Sequence[Typed]) -> Typed:
    """The columns of all parts side by side, their findings one after the other."""
    return Typed(
        pl.concat([part.columns for part in parts], how="horizontal"),
        pl.concat([part.findings for part in parts]),
    )
