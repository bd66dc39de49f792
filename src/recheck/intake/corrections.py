"""A workbook that the institute filled in: each line with a 更正值 becomes a Line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from recheck.cells.dates import read_date
from recheck.corrections import CorrectionBook, Line, RowKey
from recheck.model import OTHER_ROW_SCHEMA, Fate, HeadingRead, SourceFile
from recheck.rulebook import Rulebook, correctable, correction_words, heading_key, normalised
from recheck.sheets import Sheet, open_sheets

SEARCHED_ROWS = 15


@dataclass(frozen=True)
class _Table:
    """A sheet of corrections; `letters`: name of a column → Excel letters."""

    sheet: Sheet
    header_row: int
    headings: Mapping[str, HeadingRead]

    @property
    def letters(self) -> dict[str, str]:
        return {name: one.column for name, one in self.headings.items()}


def read_corrections(source: SourceFile, rulebook: Rulebook) -> CorrectionBook | None:
    """The corrections of a file; None when it has no sheet of them. Raises Unreadable."""
    sheets = open_sheets(source.content)
    tables = [table for sheet in sheets if sheet.visible for table in _tables(sheet)]
    if not tables:
        return None
    fields = {key: column.field for column in correctable(rulebook) for key in column.synonyms}
    lines = [line for table in tables for line in _lines(table, fields)]
    return CorrectionBook(
        source,
        tuple(lines),
        _other_rows(sheets, tables, lines),
        row_total=sum(sheet.row_total for sheet in sheets),
        headings=tables[0].headings,
    )


def _tables(sheet: Sheet) -> Iterator[_Table]:
    """The sheet as a table of corrections, when one of its first rows says that it is one."""
    words = correction_words()
    names = {heading_key(column.heading): column.name for column in words.columns}
    for number, row in enumerate(sheet.cells.head(SEARCHED_ROWS).iter_rows(), 1):
        headings = {
            names[heading_key(text)]: HeadingRead(letters, text, None)
            for letters, text in zip(sheet.cells.columns, row, strict=True)
            if text and heading_key(text) in names
        }
        if headings.keys() >= set(words.telling):
            yield _Table(sheet, number, headings)
            return


def _lines(table: _Table, fields: Mapping[str, str]) -> Iterator[Line]:
    below = table.sheet.cells.slice(table.header_row)
    cells = below.select(**table.letters)
    for number, line in enumerate(cells.iter_rows(named=True), table.header_row + 1):
        if line["value"]:
            yield _line(table.sheet, number, line, fields)


def _line(
    sheet: Sheet, row: int, cells: Mapping[str, str | None], fields: Mapping[str, str]
) -> Line:
    verified_on, stated_row = cells.get("verified_on"), cells.get("row")
    return Line(
        sheet=sheet.name,
        sheet_no=sheet.number,
        row=row,
        key=RowKey.parse(cells["key"] or ""),
        stated_row=_whole_number(stated_row) if stated_row else None,
        field=fields.get(heading_key(cells.get("field") or "")),
        value=cells["value"] or "",
        basis=cells["basis"],
        verified_by=cells["verified_by"],
        verified_on=read_date(verified_on) if verified_on else None,
    )


def _whole_number(text: str) -> int:
    """A row as a cell shows it; 0, which no row has, when it is no number."""
    digits = normalised(text).removesuffix(".0")
    return int(digits) if digits.isdecimal() else 0


def _other_rows(sheets: tuple[Sheet, ...], tables: list[_Table], lines: list[Line]) -> pl.DataFrame:
    """OTHER_ROW_SCHEMA: lines without 更正值 are blank, everything around them is furniture."""
    answered = {(line.sheet_no, line.row) for line in lines}
    starts = {table.sheet.number: table.header_row for table in tables}
    rows = [
        (sheet.name, sheet.number, row, _fate(row, starts.get(sheet.number)))
        for sheet in sheets
        for row in range(1, sheet.row_total + 1)
        if (sheet.number, row) not in answered
    ]
    return pl.DataFrame(rows, OTHER_ROW_SCHEMA, orient="row")


def _fate(row: int, header_row: int | None) -> str:
    is_line = header_row is not None and row > header_row
    return (Fate.BLANK if is_line else Fate.FURNITURE).value
