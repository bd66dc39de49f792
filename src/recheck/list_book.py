"""A list as an xlsx workbook for people: Chinese headings, words for codes, nothing that runs."""

from datetime import date

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from recheck.errors import UsageProblem
from recheck.formulas import FORMULA_STARTS
from recheck.messages import N_
from recheck.timeless import saved
from recheck.words import for_people

MOST_ROWS = 1_048_575
PERCENT = "0.0%"
DAY = "yyyy-mm-dd"
WIDEST = 60
NARROW = {"source_file": 30}
"""Columns that shall leave room for the others; what is longer shows when the cell is chosen."""
SAMPLE = 200  # rows that decide how wide a column is


def as_xlsx(rows: pl.DataFrame) -> bytes:
    """One sheet: text as text, dates as dates, rates as percentages."""
    if rows.height > MOST_ROWS:
        raise UsageProblem(
            N_("{rows} rows do not fit into a sheet; choose csv or parquet, or filter the list."),
            rows=rows.height,
        )
    book = Workbook(write_only=True)
    _fill(book.create_sheet("清单"), rows)
    return saved(book)


def _fill(sheet: Worksheet, rows: pl.DataFrame) -> None:
    readable = for_people(rows)
    for index, (column, name) in enumerate(zip(rows.columns, readable.columns, strict=True), 1):
        widths = (_width(value) + 2 for value in (name, *readable[name].head(SAMPLE)))
        width = min(max(10, *widths), NARROW.get(column, WIDEST))
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(rows.width)}{rows.height + 1}"
    sheet.append([_heading(sheet, name) for name in readable.columns])
    rates = tuple("_rate" in name for name in rows.columns)
    for row in readable.iter_rows():
        sheet.append([_cell(sheet, *pair) for pair in zip(row, rates, strict=True)])


def _width(value: object) -> int:
    """Columns a value takes on screen: a Chinese character takes two."""
    text = "" if value is None else str(value)
    return len(text) + sum(character > "\u2e7f" for character in text)


def _heading(sheet: Worksheet, name: str) -> object:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Worksheet, value: object, is_rate: bool) -> object:
    """The value itself where Excel needs no telling, else a cell that says what it is."""
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, date) or (is_rate and value is not None):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = PERCENT if is_rate else DAY
        return cell
    return value


def _text(sheet: Worksheet, text: str) -> object:
    """Text that stays text: it never runs as a formula, and control characters are dropped."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if not text.startswith(FORMULA_STARTS):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
