"""What a BIFF workbook (xls, older et) says about its cells beside their text."""

import io
from collections.abc import Iterator

import polars as pl
import xlrd

from recheck.files import column_letters
from recheck.sheets.marks import LONG, NO_MARKS, PLACED_SCHEMA, Marks

Place = tuple[int, str]


def biff_marks(content: bytes, sheets: int) -> tuple[tuple[Marks, ...], bool]:
    """The marks of each sheet, in their order, and whether days are counted from 1904.

    Nothing is marked when the file has damages that the reader of its text forgives and this one
    does not.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO(), ragged_rows=True
        )
        marks = tuple(_marks(sheet) for sheet in book.sheets())
    except Exception:  # it has no error of its own for most damages
        return (NO_MARKS,) * sheets, False
    return marks if len(marks) == sheets else (NO_MARKS,) * sheets, book.datemode == 1


def _marks(sheet: xlrd.sheet.Sheet) -> Marks:
    errors = [place for place, cell in _cells(sheet) if cell.ctype == xlrd.XL_CELL_ERROR]
    numbers = [
        (*place, cell.value)
        for place, cell in _cells(sheet)
        if cell.ctype == xlrd.XL_CELL_NUMBER and abs(cell.value) >= LONG
    ]
    return Marks(
        errors=pl.DataFrame(errors, PLACED_SCHEMA, orient="row"),
        long_numbers=pl.DataFrame(numbers, PLACED_SCHEMA | {"value": pl.Float64()}, orient="row"),
        hidden_rows=frozenset(index + 1 for index, row in sheet.rowinfo_map.items() if row.hidden),
        merged=tuple(
            (column_letters(left + 1), top + 1, below)
            for top, below, left, _ in sheet.merged_cells
            if below > top + 1
        ),
    )


def _cells(sheet: xlrd.sheet.Sheet) -> Iterator[tuple[Place, xlrd.sheet.Cell]]:
    for index in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(index), 1):
            yield (index + 1, column_letters(column)), cell
