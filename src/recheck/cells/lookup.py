"""Reading each distinct value of a column once, and noting what is wrong with it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class CellReader:
    """`read`: what the cells of one row say, in the order of `columns` (name → type)."""

    read: Callable[..., tuple[object, ...]]
    columns: Mapping[str, pl.DataType]


@dataclass(frozen=True)
class Typed:
    """What one step makes of its cells: columns as long as the sheet, and findings."""

    columns: pl.DataFrame
    findings: pl.DataFrame


def read_each(cells: pl.DataFrame, reader: CellReader) -> pl.DataFrame:
    """Apply `reader` once to each distinct row of `cells`; one row of its columns per row.

    Sheets repeat themselves, so a careful reader in plain Python is fast enough. Rows that are
    empty in all cells give nulls.
    """
    if all(column.null_count() == column.len() for column in cells):
        return empty_columns(reader.columns, cells.height)
    distinct, places = _distinct(cells)
    readings = [reader.read(*words) for words in distinct]
    read = pl.DataFrame(readings, schema=dict(reader.columns), orient="row")
    return pl.DataFrame([_spread(column, places) for column in read])


def _spread(readings: pl.Series, places: pl.Series) -> pl.Series:
    if readings.null_count() == readings.len():
        return readings.new_from_index(0, places.len())
    return readings.gather(places)


def _distinct(cells: pl.DataFrame) -> tuple[Iterable[tuple[str | None, ...]], pl.Series]:
    """The distinct rows, and the place of each row among them (null: an empty cell)."""
    if cells.width == 1:
        words = cells.to_series().drop_nulls().unique()
        return ((word,) for word in words), cells.to_series().cast(pl.Enum(words)).to_physical()
    rows = cells.unique()
    placed = cells.join(
        rows.with_row_index("place"),
        on=cells.columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return rows.iter_rows(), placed["place"]


def overlaid(
    columns: pl.DataFrame, places: pl.Series, readings: Sequence[tuple[object, ...]]
) -> pl.DataFrame:
    """`columns`, with `readings` in the rows where `places` is true."""
    if not readings:
        return columns
    read = pl.DataFrame(readings, schema=columns.schema, orient="row")
    rows = places.arg_true()
    return pl.DataFrame([one.clone().scatter(rows, read[one.name]) for one in columns])


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


def as_parameters(**words: object) -> str:
    """The words of a finding's sentence as JSON."""
    return json.dumps(words, ensure_ascii=False)


def joined(parts: Sequence[Typed]) -> Typed:
    """The columns of all parts side by side, their findings one after the other."""
    return Typed(
        pl.concat([part.columns for part in parts], how="horizontal"),
        pl.concat([part.findings for part in parts]),
    )
