"""Sheets to files, the same bytes every time."""

import csv
import io
from datetime import date
from pathlib import Path

import xlwt

from samples.workbook import Grid, xlsx_bytes


def write(path: Path, sheets: list[Grid], encoding: str = "") -> None:
    """Write one file; its kind follows from the suffix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        path.write_bytes(csv_bytes(sheets[0], encoding))
    else:
        path.write_bytes(xls_bytes(sheets) if path.suffix == ".xls" else xlsx_bytes(sheets))


def csv_bytes(sheet: Grid, encoding: str) -> bytes:
    """Comma separated, with the line ends of Windows."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\r\n").writerows(sheet.rows)
    return lines.getvalue().encode(encoding)


def xls_bytes(sheets: list[Grid]) -> bytes:
    """The workbook of 1997."""
    book = xlwt.Workbook(encoding="utf-8")
    day_style = xlwt.easyxf(num_format_str="yyyy/m/d")
    for sheet in sheets:
        grid = book.add_sheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    style = day_style if isinstance(cell, date) else xlwt.Style.default_style
                    grid.write(number, column, cell, style)
        for top, left, bottom, right in sheet.merged:
            grid.merge(top - 1, bottom - 1, left - 1, right - 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
