"""What was read of uploads into the store's rows: numbered, people apart."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import findings, relations
from recheck.errors import FileRefused
from recheck.model import Upload
from recheck.preparing import Prepared
from recheck.supervision import AnsweredUpload
from recheck.transfer import append

SUBMISSION = ("institution", "period", "kind")


@dataclass(frozen=True)
class Appender:
    """Appends what was read of files. Their rows are numbered in their order, each file's from its
    `first_row_no` on, and belong to its version of their institution, half-year and kind, if any.
    """

    connection: DuckDBPyConnection
    first_row_no: Mapping[int, int]
    """By the number of the file."""

    def append(self, uploads: Mapping[int, Prepared], versions: pl.DataFrame) -> None:
        """Store rows, people, hazards, findings and what was declared, by the number of the file.

        `versions`: version_no, file_no, institution, period, kind.
        """
        self.append_rows({file_no: one.rows for file_no, one in uploads.items()})
        noted = defaultdict(list)
        for file_no, one in uploads.items():
            for table, lines in _noted(one.upload, file_no, self.first_row_no[file_no]):
                if lines.height:
                    noted[table].append(lines)
        for table, of_files in noted.items():
            append(self.connection, table, pl.concat(of_files))
        self._write_declared(uploads, versions)

    def append_rows(self, rows: Mapping[int, Path]) -> None:
        """Store hashed rows of files, their people apart, and the hazards that they name."""
        self._set("path", [str(path) for path in rows.values()])
        self._set("file_no", list(rows))
        self._set("first_row_no", [self.first_row_no[file_no] for file_no in rows])
        for table in ("row_read", "row_person", "row_hazard"):
            self.connection.execute(relations.text("appending", table))

    def _set(self, name: str, values: Sequence[object]) -> None:
        self.connection.execute(f"set variable incoming_{name} = $values", {"values": values})

    def _write_declared(self, uploads: Mapping[int, Prepared], versions: pl.DataFrame) -> None:
        declared = pl.concat(
            one.upload.declared.with_columns(file_no=pl.lit(file_no, pl.Int64))
            for file_no, one in uploads.items()
        )
        if declared.height:
            of_file = ("file_no", *SUBMISSION)
            numbered = declared.join(versions, on=of_file, how="inner", maintain_order="left")
            append(self.connection, "declaration", numbered.drop(of_file))


def append_refusal(connection: DuckDBPyConnection, file_no: int, error: FileRefused) -> None:
    """Store why the file `file_no` was refused."""
    reason = {
        "message": error.message,
        "parameters": error.parameters,
        "exit_code": error.exit_code,
    }
    told = {
        "file_no": file_no,
        "sheet": "",
        "code": "file_refused",
        "severity": "error",
        "parameters": json.dumps(reason, ensure_ascii=False, default=str),
    }
    append(connection, "finding", pl.DataFrame([told]))


def _noted(upload: Upload, file_no: int, first_row_no: int) -> Iterator[tuple[str, pl.DataFrame]]:
    """Table → what is noted there of an upload, beside its rows."""
    here = pl.lit(file_no, pl.Int64).alias("file_no")
    yield "finding", with_severity(upload.findings).with_columns(here)
    yield "sheet_row", upload.other_rows.with_columns(here)
    yield "sheet_heading", _headings(upload).with_columns(here)
    yield "hazard", upload.hazards.with_columns(reading_hash=pl.lit(upload.reading_rules))
    if isinstance(upload, AnsweredUpload):
        answers = upload.answers.sort("sheet_no", "row").drop("sheet_no", "row")
        yield "answer", answers.with_row_index("row_no", offset=first_row_no)


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


def with_severity(found: pl.DataFrame) -> pl.DataFrame:
    """FINDING_SCHEMA with the severity that each code has now."""
    severities = {kind.code: kind.severity.value for kind in findings.KINDS}
    return found.with_columns(
        severity=pl.col("code").replace_strict(severities, return_dtype=pl.String)
    )
