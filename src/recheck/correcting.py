"""Corrections into the store: the rows they name are looked up, lines and readings appended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.appending import Appender, with_severity
from recheck.corrections import (
    InForce,
    JudgedBook,
    JudgedLine,
    NewReading,
    RowKey,
    Target,
)
from recheck.model import ROW_SCHEMA
from recheck.preparing import hashed, written
from recheck.transfer import append, fill_table, last_number

CORRECTED, CORRECTION = "corrected", "correction"
"""Fates of rows that stand in no sheet: a row as it reads since, and only what was corrected."""
NOWHERE = {"sheet": "", "sheet_no": 0, "row": 0}

PLACE_SCHEMA: dict[str, pl.DataType] = {
    "file_no": pl.Int64(),
    "sheet_no": pl.Int32(),
    "row": pl.Int64(),
}
LINE_SCHEMA: dict[str, pl.DataType] = {
    **PLACE_SCHEMA,
    "sheet": pl.String(),
    "version_no": pl.Int64(),
    "fate": pl.String(),
    "target_row_no": pl.Int64(),
    "field": pl.String(),
    "heading": pl.String(),
    "column": pl.String(),
    "written": pl.String(),
    "verified_on": pl.Date(),
}
TEXT_SCHEMA: dict[str, pl.DataType] = {
    **PLACE_SCHEMA,
    "value": pl.String(),
    "basis": pl.String(),
    "verified_by": pl.String(),
}
ENTRY_SCHEMA: dict[str, pl.DataType] = {
    "entry_no": pl.Int64(),
    "target_row_no": pl.Int64(),
    "known_from": pl.Datetime(),
    "reading_no": pl.Int64(),
    "overlay_no": pl.Int64(),
}
SETTLED_SCHEMA: dict[str, pl.DataType] = {
    "entry_no": pl.Int64(),
    "code": pl.String(),
    "column": pl.String(),
}


def find_targets(connection: DuckDBPyConnection, keys: Iterable[RowKey]) -> dict[RowKey, Target]:
    """The rows that corrections name, with the corrections that count for them already."""
    wanted = [(key.sha256_start, key.sheet_no, key.row) for key in dict.fromkeys(keys)]
    schema = {"sha256_start": pl.String(), "sheet_no": pl.Int32(), "row": pl.Int64()}
    fill_table(connection, "wanted_row", pl.DataFrame(wanted, schema, orient="row"))
    lines = connection.execute(relations.text("measures", "correction_target")).fetchall()
    targets = {RowKey(*line[:3]): _target(*line[1:]) for line in lines}
    in_force = _in_force(connection, [target.row_no for target in targets.values()])
    return {
        key: replace(target, in_force=tuple(in_force[target.row_no]))
        for key, target in targets.items()
    }


def _target(sheet_no: int, row: int, row_no: int, *told: Any) -> Target:  # noqa: ANN401
    file, sha256, institution, period, arrived_at, troubles = told
    return Target(
        row_no=row_no,
        file=file,
        sha256=sha256,
        arrived_on=arrived_at.date(),
        sheet_no=sheet_no,
        row=row,
        institution=institution,
        period=period,
        troubles=frozenset((one["code"], one["column"]) for one in troubles or ()),
    )


def _in_force(connection: DuckDBPyConnection, rows: list[int]) -> Mapping[int, list[InForce]]:
    fill_table(connection, "target_row", pl.DataFrame({"row_no": rows}, {"row_no": pl.Int64}))
    said = defaultdict(list)
    lines = connection.execute(relations.text("measures", "correction_said")).fetchall()
    for row_no, field, value, basis, verified_by, received_at, *entry in lines:
        one = InForce(field, value, basis, verified_by, received_at, tuple(entry))
        said[row_no].append(one)
    return said


def append_corrections(
    connection: DuckDBPyConnection,
    file_no: int,
    judged: JudgedBook,
    versions: pl.DataFrame,
    key: bytes,
) -> None:
    """Store the lines, what was found about them, and how the rows read since.

    `versions`: version_no, file_no, institution, period of the workbook's claims.
    """
    numbers = {(one, two): number for number, _, one, two, *_ in versions.iter_rows()}
    lines = [_line(file_no, one, numbers) for one in judged.lines]
    here = pl.lit(file_no, pl.Int64).alias("file_no")
    append(connection, "correction", pl.DataFrame(lines, LINE_SCHEMA))
    append(connection, "correction_text", pl.DataFrame(lines, TEXT_SCHEMA))
    append(connection, "finding", with_severity(judged.findings).with_columns(here))
    append(connection, "sheet_row", judged.book.other_rows.with_columns(here))
    append_readings(connection, file_no, judged.readings, key)


def _line(
    file_no: int, judged: JudgedLine, versions: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """The values of LINE_SCHEMA and TEXT_SCHEMA."""
    target = judged.target
    return {
        **vars(judged.line),
        "file_no": file_no,
        "version_no": versions[target.institution, target.period] if target else None,
        "fate": judged.fate.value,
        "target_row_no": target.row_no if target else None,
        "heading": judged.heading,
        "column": judged.column,
        "written": judged.written,
    }


def append_readings(
    connection: DuckDBPyConnection, file_no: int, readings: Sequence[NewReading], key: bytes
) -> None:
    """Store how rows of uploads read since a correction workbook came."""
    last_entry = last_number(connection, "entry_no", "row_correction")
    row_no = last_number(connection, "row_no", "row_read")
    first_row_no = row_no + 1
    entries: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    settled: list[dict[str, Any]] = []
    for entry_no, one in enumerate(readings, last_entry + 1):
        entry = {"entry_no": entry_no, "target_row_no": one.target.row_no}
        entries.append({**entry, "known_from": one.known_from})
        if one.reading is not None and one.overlay is not None:
            entries[-1] |= {"reading_no": row_no + 1, "overlay_no": row_no + 2}
            rows.append({**one.reading, **NOWHERE, "fate": CORRECTED})
            rows.append({**one.overlay, **NOWHERE, "fate": CORRECTION})
            row_no += 2
        settled += [{**entry, "code": code, "column": column} for code, column in one.settled]
    if rows:
        with TemporaryDirectory() as folder:
            path = written(hashed(pl.DataFrame(rows, ROW_SCHEMA), key), Path(folder))
            Appender(connection, {file_no: first_row_no}).append_rows({file_no: path})
    append(connection, "row_correction", pl.DataFrame(entries, ENTRY_SCHEMA))
    append(connection, "answered_finding", pl.DataFrame(settled, SETTLED_SCHEMA))
