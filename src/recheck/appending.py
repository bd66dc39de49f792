"""An upload's frames into the store's rows: numbered, people apart, identities hashed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import findings, relations
from recheck.hashes import keyed
from recheck.model import ROW_SCHEMA, Fate, Upload
from recheck.supervision import AnsweredUpload
from recheck.transfer import append

SUBMISSION = ("institution", "period", "kind")
PLACE = ("sheet", "sheet_no", "row", "fate")
OF_EXAM_RECORDS = ("visit", "first_exam_no", "recheck_hazards")
"""Empty on other kinds of sheet, which say the same as before these fields were read."""
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Prepared:
    """An upload whose rows wait, in order and with the hashes they are matched by, in a Parquet
    file, and so does what is `noted` (table → its lines); `held`: rows that cannot be placed."""

    upload: Upload
    rows: Path
    noted: Mapping[str, Path]
    held: int


def prepare(upload: Upload, key: bytes, folder: Path) -> Prepared:
    """Hash what must be hashed; needs no store, so that readers can do it ahead."""
    rows = upload.rows.sort("sheet_no", "row")
    held = rows.filter(pl.col("fate") == Fate.HELD.value).height
    rest = replace(upload, source=replace(upload.source, content=b""), rows=rows.clear())
    noted = {table: written(lines, folder) for table, lines in _noted(upload) if lines.height}
    return Prepared(rest, written(hashed(rows, key), folder), noted, held)


def _noted(upload: Upload) -> Iterator[tuple[str, pl.DataFrame]]:
    """Table → what is noted there of an upload, beside its rows."""
    yield "finding", with_severity(upload.findings)
    yield "sheet_row", upload.other_rows
    yield "sheet_heading", _headings(upload)
    if isinstance(upload, AnsweredUpload):
        yield "answer", upload.answers.sort("sheet_no", "row").drop("sheet_no", "row")
    yield "hazard", upload.hazards.with_columns(reading_hash=pl.lit(upload.reading_rules))


def written(lines: pl.DataFrame, folder: Path) -> Path:
    """Lines of a table in a new file of `folder`."""
    path = folder / f"{uuid4().hex}.parquet"
    lines.write_parquet(path, compression="uncompressed", statistics=False)
    return path


def hashed(rows: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """`rows` (ROW_SCHEMA) with the keyed hashes of identity, name, phone and content."""
    number = pl.concat_str("id_type", "id_number", separator=SEPARATOR)
    told = rows.select(
        id_hash=pl.when("id_valid").then(number),
        name_hash="worker_key",
        phone_hash="phone",
        content_hash=_content(rows),
    )
    return rows.with_columns(keyed(column, key) for column in told)


def append_rows(connection: DuckDBPyConnection, file_no: int, rows: Path, last_row_no: int) -> None:
    """Store hashed rows of one file, their people apart, and the hazards that they name.

    They are numbered in their order from `last_row_no` on, and belong to the file's version of
    their institution, half-year and kind, if it has one. Their Parquet file is gone afterwards.
    """
    _set(connection, "file_no", file_no)
    _set(connection, "last_row_no", last_row_no)
    _append_file(connection, rows, "row_read", "row_person", "row_hazard")


def _append_file(connection: DuckDBPyConnection, lines: Path, *tables: str) -> None:
    """Append what a Parquet file holds to these tables; the file is gone afterwards."""
    _set(connection, "path", str(lines))
    for table in tables:
        connection.execute(relations.text("appending", table))
    lines.unlink()


def _set(connection: DuckDBPyConnection, name: str, value: object) -> None:
    connection.execute(f"set variable incoming_{name} = $value", {"value": value})


@dataclass(frozen=True)
class Appender:
    """Appends one upload, as file `file_no`; row numbers follow `last_row_no`."""

    connection: DuckDBPyConnection
    file_no: int
    last_row_no: int

    def append(self, prepared: Prepared, versions: pl.DataFrame) -> None:
        """Store rows, people, hazards, findings and what was declared.

        `versions`: version_no, institution, period, kind.
        """
        append_rows(self.connection, self.file_no, prepared.rows, self.last_row_no)
        for table, lines in prepared.noted.items():
            _append_file(self.connection, lines, table)
        self._write_declared(prepared.upload.declared, versions)

    def _write_declared(self, declared: pl.DataFrame, versions: pl.DataFrame) -> None:
        if declared.height:
            numbered = declared.join(versions, on=SUBMISSION, how="inner", maintain_order="left")
            append(self.connection, "declaration", numbered.drop(SUBMISSION))


def _headings(upload: Upload) -> pl.DataFrame:
    """sheet_no, column, heading, field of every column that has a heading."""
    lines = [
        (number, one.column, one.heading, one.field)
        for number, sheet in enumerate(upload.sheets, 1)
        for one in sheet.headings
    ]
    shape = {"sheet_no": pl.Int32, "field": pl.String}
    names = ("sheet_no", "column", "heading", "field")
    return pl.DataFrame(lines, names, schema_overrides=shape, orient="row")


def _content(rows: pl.DataFrame) -> pl.Expr:
    """All mapped fields of a row as one text: equal exactly when the row says the same."""
    fields = [name for name in ROW_SCHEMA if name not in (*PLACE, *OF_EXAM_RECORDS)]
    told = pl.concat_str([_filled(rows[name]) for name in fields], separator=SEPARATOR)
    return pl.concat_str(told, *map(_text, OF_EXAM_RECORDS), separator=SEPARATOR, ignore_nulls=True)


def _filled(column: pl.Series) -> pl.Expr:
    """The texts of a column, "" where it says nothing."""
    empty = column.null_count()
    if empty == column.len():
        return pl.lit("")
    return _text(column.name).fill_null("") if empty else _text(column.name)


def _text(field: str) -> pl.Expr:
    is_list = isinstance(ROW_SCHEMA[field], pl.List)
    return pl.col(field).list.join(";") if is_list else pl.col(field).cast(pl.String)


def with_severity(found: pl.DataFrame) -> pl.DataFrame:
    """FINDING_SCHEMA with the severity that each code has now."""
    severities = {kind.code: kind.severity.value for kind in findings.KINDS}
    return found.with_columns(
        severity=pl.col("code").replace_strict(severities, return_dtype=pl.String)
    )
