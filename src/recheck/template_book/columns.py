"""One column of a sheet to fill in: heading, example, format, and what it says while one types."""

from dataclasses import dataclass

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.rulebook.template import TemplateColumn
from recheck.template_book import looks

FIRST_ROW = 3
"""Below the headings and the example row."""


def write_column(
    sheet: Worksheet, number: int, column: TemplateColumn, heading: str, cell_format: str
) -> None:
    """Heading with its note, example below, and the format of all cells of the column.

    A heading that ends in * is that of a required column.
    """
    top, example = sheet.cell(1, number, heading), sheet.cell(2, number, column.shown)
    top.font, example.font = looks.BOLD, looks.EXAMPLE_FONT
    top.fill = looks.REQUIRED_FILL if heading.endswith("*") else looks.HEADING_FILL
    example.fill = looks.EXAMPLE_FILL
    top.alignment = looks.CENTRED
    top.comment = Comment(column.note, "", height=80, width=260)
    shape = sheet.column_dimensions[get_column_letter(number)]
    shape.width, shape.number_format = column.width, cell_format
    for cell in (top, example):
        cell.border, cell.number_format = looks.THIN, cell_format


@dataclass(frozen=True)
class Prompt:
    """What shows where the clerk types; `refusal` asks about entries that do not fit the rule."""

    heading: str
    note: str
    refusal: str | None = None


def ask(sheet: Worksheet, number: int, prompt: Prompt, rule: DataValidation) -> None:
    """Show the prompt in column `number`; an entry against `rule` is asked about, not forbidden."""
    rule.promptTitle, rule.prompt = prompt.heading.rstrip("*"), prompt.note
    rule.error, rule.errorStyle, rule.allow_blank = prompt.refusal, "warning", True
    rule.showInputMessage, rule.showErrorMessage = True, prompt.refusal is not None
    letter = get_column_letter(number)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{looks.LAST_ROW}")
    sheet.add_data_validation(rule)
