"""Lists as files: csv, json and parquet for machines, xlsx for people."""

import io
import json
from collections.abc import Callable, Mapping

import polars as pl

FORMULA_START = r"^[=+\-@]"
"""What a spreadsheet would take for a formula; such text is neutralised in csv and xlsx."""


def encoded(rows: pl.DataFrame, name: str) -> bytes:
    """`rows` in the format `name`, one of FORMATS."""
    return FORMATS[name](plain(rows))


def plain(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with lists joined by `;` and times as ISO 8601 text, to the second."""
    return rows.with_columns(
        pl.when(pl.col(name).list.len() > 0).then(pl.col(name).list.join(";"))
        if isinstance(kind, pl.List)
        else pl.col(name).dt.to_string("%Y-%m-%dT%H:%M:%S")
        for name, kind in rows.schema.items()
        if isinstance(kind, pl.List | pl.Datetime)
    )


def _csv(rows: pl.DataFrame) -> bytes:
    """UTF-8 without BOM; a neutralised text has a ' before it."""
    text = pl.col(pl.String)
    neutral = pl.when(text.str.contains(FORMULA_START)).then("'" + text).otherwise(text)
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
