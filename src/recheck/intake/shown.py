"""What people see in a row where its cell says something else: merged cells, days since 1904."""

import polars as pl

from recheck.cells import DATES
from recheck.sheets import Sheet

DAYS_TO_1904 = 1462
SERIAL = r"^[0-9]{5}$"


def shown_cells(sheet: Sheet) -> pl.DataFrame:
    """The cells of a sheet; a cell merged downwards says in all its rows what it says in the first.

    Nothing else is filled in: a blank cell below an employer may be a worker without one.
    """
    cells = sheet.cells
    for column, first, last in sheet.marks.merged:
        if column in cells.columns and first <= cells.height:
            below = list(range(first, min(last, cells.height)))
            said = cells[column].scatter(below, cells[column][first - 1])
            cells = cells.with_columns(said)
    return cells


def days_since_1900(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` of a workbook that counts from 1904, with bare day numbers as other workbooks have."""
    fields = [field for field in (*DATES, "deadline") if field in rows.columns]
    serials = (
        pl.when(pl.col(field).str.contains(SERIAL))
        .then((pl.col(field).cast(pl.Int64, strict=False) + DAYS_TO_1904).cast(pl.String))
        .otherwise(field)
        .alias(field)
        for field in fields
    )
    return rows.with_columns(serials)
