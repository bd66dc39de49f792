"""填写说明: how to fill the workbook in, what the colours mean, and every column in plain words."""

from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from recheck.model import Kind
from recheck.rulebook import Rulebook
from recheck.rulebook.template import Template, TemplateColumn
from recheck.template_book import looks

WIDTHS = {"A": 22, "B": 8, "C": 66, "D": 26}
LINE_HEIGHT = 17
CHARACTERS = 56
"""Chinese characters of a guide line that stand beside each other."""


def write_guide(sheet: Worksheet, template: Template, rulebook: Rulebook) -> None:
    """Title, the guide, the colours, and one table for each sheet to fill in."""
    sheet.title = template.guide_sheet
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    _line(sheet, template.title, template.title)
    for text in template.guide:
        _line(sheet, text)
    _colours(sheet, template)
    required = template.guide_tables.required
    for name, rows in (
        (template.summary_sheet, _summary_rows(template, rulebook)),
        (template.sheet, _people_rows(template, rulebook)),
    ):
        _line(sheet, "")
        _line(sheet, name, name)
        _table(sheet, template.guide_tables.columns, list(rows), required)
    looks.print_on(sheet, looks.A4, pages_wide=1, landscape=False)


def _line(sheet: Worksheet, text: str, title: str | None = None) -> None:
    """A line across the table; merged cells do not find their height themselves."""
    row = sheet.max_row + 1 if sheet["A1"].value else 1
    cell = sheet.cell(row, 1, text or None)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    cell.alignment = looks.WRAPPED
    if title:
        cell.font = looks.TITLE
    lines = 1 + len(text) // CHARACTERS
    sheet.row_dimensions[row].height = LINE_HEIGHT * (lines + bool(title) / 2)


def _colours(sheet: Worksheet, template: Template) -> None:
    _line(sheet, "")
    colour, meaning = template.guide_tables.marks
    _row(sheet, (colour, "", meaning, ""), heading=True)
    for mark in template.marks:
        row = _row(sheet, ("", "", mark.words, ""))
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=mark.colour)


def _table(
    sheet: Worksheet, headings: Sequence[str], rows: Sequence[tuple[str, ...]], required: str
) -> None:
    _row(sheet, headings, heading=True)
    for row in rows:
        number = _row(sheet, row)
        if row[1] == required:
            sheet.cell(number, 1).fill = looks.REQUIRED_FILL


def _row(sheet: Worksheet, texts: Sequence[str], heading: bool = False) -> int:
    row = int(sheet.max_row) + 1
    for number, text in enumerate(texts, 1):
        cell = sheet.cell(row, number, text or None)
        cell.border, cell.alignment = looks.THIN, looks.WRAPPED
        if heading:
            cell.font, cell.fill, cell.alignment = looks.BOLD, looks.HEADING_FILL, looks.CENTRED
    return row


def _summary_rows(template: Template, rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    headings = {one.field: one.heading for one in rulebook.columns}
    headings |= rulebook.summary.headings
    for column in template.summary:
        example = _example(column)
        yield headings[column.field], template.guide_tables.required, column.note, example


def _people_rows(template: Template, rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    known = {one.field: one for one in rulebook.columns if one.kind == Kind.RECHECK_STATUS}
    for column in template.columns:
        one = known[column.field]
        required = template.guide_tables.required if one.required else ""
        yield one.heading, required, column.note, _example(column)


def _example(column: TemplateColumn) -> str:
    shown = column.guide_example or column.shown
    return shown.isoformat() if isinstance(shown, date) else str(shown or "")
