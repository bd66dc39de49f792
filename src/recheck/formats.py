"""Lists as files: csv, json and parquet for machines, xlsx for people."""

import io
import json
from collections.abc import Callable, Mapping

import polars as pl

from recheck.formulas import begins_formula


def encoded(rows: pl.DataFrame, name: str) -> bytes:
    """`rows` in the format `name`, one of FORMATS."""
    return FORMATS[name](plain(rows))


def plain(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with lists joined by `;`, times as ISO 8601 text to the second, nothing as null."""
    written = {name: _written(pl.col(name), kind) for name, kind in rows.schema.items()}
    return rows.with_columns(column.alias(name) for name, column in written.items())


def _written(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List):
        column, kind = column.list.join(";"), pl.String()
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("%Y-%m-%dT%H:%M:%S")
    return pl.when(column != "").then(column) if kind == pl.String else column


def _csv(rows: pl.DataFrame) -> bytes:
    """UTF-8 without BOM; a neutralised text has a ' before it."""
    text = pl.col(pl.String)
    neutral = pl.when(begins_formula(text)).then("'" + text).otherwise(text)
    return rows.with_columns(neutral.name.keep()).write_csv().encode()


def _json(rows: pl.DataFrame) -> bytes:
    """An array with one object per line; dates as ISO text, unknown as null."""
    lines = (json.dumps(row, ensure_ascii=False, default=str) for row in rows.iter_rows(named=True))
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _parquet(rows: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    rows.write_parquet(file)
    return file.getvalue()


def _xlsx(rows: pl.DataFrame) -> bytes:
    from recheck.list_book import as_xlsx  # noqa: PLC0415  only those who want it wait for openpyxl

    return as_xlsx(rows)


FORMATS: Mapping[str, Callable[[pl.DataFrame], bytes]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "parquet": _parquet,
}
