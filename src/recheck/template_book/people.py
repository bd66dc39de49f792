"""The list of everybody who was told to come back: 复查落实情况表."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.model import Kind
from recheck.rulebook import Rulebook
from recheck.rulebook.template import Prompts, Template, TemplateColumn
from recheck.template_book import looks
from recheck.template_book.columns import FIRST_ROW, Prompt, ask, write_column
from recheck.template_book.marks import marks_of_people, put_marks

DATES = ("exam_date", "reported_on", "notified_on", "delivered_on", "rechecked_on", "disposed_on")
EARLIEST = "DATE(2000,1,1)"
TOWN = "town"


def write_people(
    sheet: Worksheet, template: Template, rulebook: Rulebook, ranges: Mapping[str, str]
) -> None:
    """Headings, example, drop-downs, notes and marks; `ranges`: list of choices → its cells."""
    known = {one.field: one for one in rulebook.columns if one.kind == Kind.RECHECK_STATUS}
    letters = {
        column.field: get_column_letter(number) for number, column in enumerate(template.columns, 1)
    }
    for number, column in enumerate(template.columns, 1):
        heading = f"{known[column.field].heading}{'*' * known[column.field].required}"
        is_date = column.field in DATES
        write_column(sheet, number, column, heading, looks.DAY if is_date else looks.TEXT)
        rule, addition, refusal = _rule(column, _source(column, letters, ranges), template.prompts)
        ask(sheet, number, Prompt(heading, f"{column.note}{addition}", refusal), rule)
    required = [one for one in letters if known[one].required]
    marks = marks_of_people(letters, required, template.id_numbers.checked_types)
    put_marks(sheet, marks, letters, template.colours)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32
    looks.print_on(sheet, looks.A3, pages_wide=2, landscape=True)


def _source(
    column: TemplateColumn, letters: Mapping[str, str], ranges: Mapping[str, str]
) -> str | None:
    """What the drop-down offers; towns are those of the district in the same row."""
    if column.choices == TOWN:
        return f"INDIRECT(${letters['district']}{FIRST_ROW})"
    return ranges[column.choices] if column.choices else None


def _rule(
    column: TemplateColumn, source: str | None, prompts: Prompts
) -> tuple[DataValidation, str, str | None]:
    """What fits the column, what is added to its note, and what is asked about other entries."""
    if source:
        rule = DataValidation(type="list", formula1=source)
        return rule, prompts.choice, prompts.refused_choice
    if column.field in DATES:
        rule = DataValidation("date", EARLIEST, "TODAY()", operator="between")
        return rule, "", prompts.refused_day
    return DataValidation(), "", None
