"""Questions about enterprises as a workbook: what was reported, suggestions, cells to answer."""

from collections.abc import Mapping, Sequence

import polars as pl
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.formats import plain
from recheck.formulas import FORMULA_STARTS
from recheck.model import Kind
from recheck.rulebook import OUTSIDE, Rulebook
from recheck.timeless import saved
from recheck.words import for_people

SHEET, GUIDE = "待核实用人单位", "填写说明"
ANSWERS = ("district", "town", "uscc", "scale", "industry", "review")
"""Fields that are empty in the workbook, to be filled in; headings are those of a register."""
VOCABULARIES = ("scale", "industry", "review")
LEFT_OUT = ("as_of", "known_at")
WIDTHS: Mapping[str, int] = {
    "cases": 10,
    "overdue": 10,
    "problems": 28,
    "reported_enterprise": 32,
    "reported_uscc": 22,
    "reported_address": 32,
    "alike": 36,
    "suggestion_basis": 22,
}
USUAL_WIDTH = 14
FIRST_CHOICES = 10  # column of the guide
ANSWER_FILL = PatternFill("solid", fgColor="FFF8D6")
HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
TOLD = (
    "只填写黄色的列，其余各列是上报的内容和建议，请不要改动。",
    "所属区、所属镇街：用人单位实际所在地。不在本市的选“市外”。建议正确时，把建议的两格复制过来即可。",
    "统一社会信用代码：上报的代码错了或没有时，填写正确的代码。",
    "核实结论：名称、代码都没有问题时选“上报无误”；代码是别的单位的选“代码不是该单位的”。",
    "一时查不到的行留空，以后还会列出；填过的不再询问。",
    "填好后用 recheck enterprises import 文件名 导入。",
)


def todo_book(questions: pl.DataFrame, rulebook: Rulebook) -> bytes:
    """`questions`: the frame of `candidates.enterprises`; the workbook as xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    asked = questions.drop(LEFT_OUT)
    _write_questions(sheet, asked)
    ranges = _write_guide(book, rulebook)
    _write_answers(sheet, asked.width + 1, asked.height, ranges, rulebook)
    sheet.freeze_panes = sheet.cell(2, 1 + asked.columns.index("reported_uscc"))
    return saved(book)


def _write_questions(sheet: Worksheet, asked: pl.DataFrame) -> None:
    readable = for_people(plain(asked))
    for number, (field, heading) in enumerate(zip(asked.columns, readable.columns, strict=True), 1):
        _head(sheet, number, heading, WIDTHS.get(field, USUAL_WIDTH), HEADING_FILL)
    for number, row in enumerate(readable.iter_rows(), 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            _write(cell, value)


def _write(cell: Cell, value: object) -> None:
    """Text stays text, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_STARTS)


def _head(sheet: Worksheet, number: int, heading: str, width: int, fill: PatternFill) -> None:
    cell = sheet.cell(1, number, heading)
    cell.font = Font(bold=True)
    cell.fill = fill
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.column_dimensions[get_column_letter(number)].width = width


def _write_answers(
    sheet: Worksheet, first: int, rows: int, ranges: Mapping[str, str], rulebook: Rulebook
) -> None:
    headings = {
        one.field: one.heading for one in rulebook.columns if one.kind == Kind.REGISTER.value
    }
    for number, field in enumerate(ANSWERS, first):
        _head(sheet, number, headings[field], USUAL_WIDTH + 6, ANSWER_FILL)
        for row in range(2, rows + 2):
            cell = sheet.cell(row, number)
            cell.fill = ANSWER_FILL
            cell.number_format = "@"
        if rows:
            _offer(sheet, number, field, rows, ranges)


def _offer(sheet: Worksheet, number: int, field: str, rows: int, ranges: Mapping[str, str]) -> None:
    """A drop-down; the towns are those of the district to their left."""
    place = f"{get_column_letter(number - 1)}2"
    formula = f"INDIRECT({place})" if field == "town" else ranges.get(field)
    if formula is None:
        return
    offer = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    offer.error = "请从列表中选择；确实没有合适的选项时可以照实填写。"
    offer.showErrorMessage = True
    letter = get_column_letter(number)
    offer.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(offer)


def _write_guide(book: Workbook, rulebook: Rulebook) -> dict[str, str]:
    """What to do, and in hidden columns every list of choices; returns list → its range."""
    region = rulebook.region
    towns = {district: region.towns_of(district) for district in region.districts}
    words = {name: (*rulebook.vocabularies[name].codes.values(),) for name in VOCABULARIES}
    lists = {"district": (*region.districts, OUTSIDE), **towns, OUTSIDE: (OUTSIDE,), **words}
    sheet = book.create_sheet(GUIDE)
    sheet.column_dimensions["A"].width = 100
    _write_column(sheet, 1, TOLD)
    ranges = {}
    for number, (name, choices) in enumerate(lists.items(), FIRST_CHOICES):
        _write_column(sheet, number, choices)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].hidden = True
        ranges[name] = f"{quote_sheetname(GUIDE)}!${letter}$1:${letter}${len(choices)}"
        if name in towns or name == OUTSIDE:
            book.defined_names[name] = DefinedName(name, attr_text=ranges[name])
    return ranges


def _write_column(sheet: Worksheet, number: int, choices: Sequence[str]) -> None:
    for row, choice in enumerate(choices, 1):
        sheet.cell(row, number, choice)
