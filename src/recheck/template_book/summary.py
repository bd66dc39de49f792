"""The sheet 汇总: how many were examined, must come back, and were notified."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.model import Kind
from recheck.rulebook import Rulebook
from recheck.rulebook.template import Template
from recheck.template_book import looks
from recheck.template_book.columns import Prompt, ask, write_column
from recheck.template_book.marks import marks_of_summary, put_marks


def write_summary(sheet: Worksheet, template: Template, rulebook: Rulebook) -> None:
    """Headings, example, notes and marks; every column is wanted."""
    figures = rulebook.summary.headings
    fields = {one.field: one for one in rulebook.columns if one.kind == Kind.RECHECK_STATUS}
    for number, column in enumerate(template.summary, 1):
        is_figure = column.field in figures
        heading = f"{figures[column.field] if is_figure else fields[column.field].heading}*"
        write_column(sheet, number, column, heading, looks.COUNT if is_figure else looks.TEXT)
        refusal = template.prompts.refused_count if is_figure else None
        count = DataValidation("whole", "0", operator="greaterThanOrEqual")
        rule = count if is_figure else DataValidation()
        ask(sheet, number, Prompt(heading, column.note, refusal), rule)
    letters = {one.field: get_column_letter(at) for at, one in enumerate(template.summary, 1)}
    put_marks(sheet, marks_of_summary(letters), letters, template.colours)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32
    looks.print_on(sheet, looks.A4, pages_wide=1, landscape=True)
