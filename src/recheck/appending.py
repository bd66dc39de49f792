"""What was read of uploads into the store's rows: numbered, people apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.preparing import Prepared
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
        for table in dict.fromkeys(table for one in uploads.values() for table in one.noted):
            noted = {no: one.noted[table] for no, one in uploads.items() if table in one.noted}
            self._append(noted, table)
        self._write_declared(uploads, versions)

    def append_rows(self, rows: Mapping[int, Path]) -> None:
        """Store hashed rows of files, their people apart, and the hazards that they name."""
        self._append(rows, "row_read", "row_person", "row_hazard")

    def _append(self, lines: Mapping[int, Path], *tables: str) -> None:
        """Append what Parquet files hold to these tables."""
        self._set("path", [str(path) for path in lines.values()])
        self._set("file_no", list(lines))
        self._set("first_row_no", [self.first_row_no[file_no] for file_no in lines])
        for table in tables:
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
