"""The upload workbook for institutions: headings, notes, drop-downs, an example row, a guide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck import strict
from recheck.model import Kind
from recheck.rulebook import Rulebook
from recheck.rulebook.book import RULES
from recheck.timeless import saved

LAST_ROW = 20_000
"""Drop-downs and formats reach so far down."""
TEXT, DAY = "@", "yyyy-mm-dd"
STAMP = "recheck_template"
"""The hidden name that says by which version a returned workbook was made."""
DATES = ("exam_date", "reported_on", "notified_on", "delivered_on", "rechecked_on", "disposed_on")
YES_OR_NO = ("yes", "no")

HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
REQUIRED_FILL = PatternFill("solid", fgColor="F8DCC4")
EXAMPLE_FILL = PatternFill("solid", fgColor="FFF8D6")
THIN = Border(*(Side(style="thin", color="A0A0A0"),) * 4)


@dataclass(frozen=True)
class TemplateColumn:
    """A column of the workbook; `choices` is a vocabulary, or district, or town."""

    field: str
    width: int
    note: str | None = None
    example: str | None = None
    example_on: date | None = None
    choices: str | None = None


@dataclass(frozen=True)
class Template:
    """`rules/template.toml`."""

    version: str
    sheet: str
    guide_sheet: str
    choices_sheet: str
    guide: tuple[str, ...]
    columns: tuple[TemplateColumn, ...]


def template_book(rulebook: Rulebook) -> bytes:
    """The workbook as xlsx; our own intake reads it, the example row and the guide as furniture."""
    template = strict.read(RULES / "template.toml", Template)
    book = Workbook()
    _write_guide(book.active, template)
    sheet = book.create_sheet(template.sheet)
    choices = _write_choices(book, template, rulebook)
    for number, column in enumerate(template.columns, 1):
        _write_column(sheet, number, column, rulebook)
        _offer_choices(sheet, number, column, choices)
    sheet.freeze_panes = sheet.cell(2, 1 + _position(template, "worker"))
    sheet.row_dimensions[1].height = 32
    book.active = 1
    book.defined_names[STAMP] = DefinedName(
        STAMP, attr_text=f'"{template.sheet} {template.version}"', hidden=True
    )
    return saved(book)


def _position(template: Template, field: str) -> int:
    return 1 + [column.field for column in template.columns].index(field)


def _write_guide(sheet: Worksheet, template: Template) -> None:
    sheet.title = template.guide_sheet
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(template.guide, 1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)


def _write_column(
    sheet: Worksheet, number: int, column: TemplateColumn, rulebook: Rulebook
) -> None:
    known = next(
        one
        for one in rulebook.columns
        if one.kind == Kind.RECHECK_STATUS and one.field == column.field
    )
    heading = sheet.cell(1, number, f"{known.heading}*" if known.required else known.heading)
    heading.font = Font(bold=True)
    heading.fill = REQUIRED_FILL if known.required else HEADING_FILL
    heading.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if column.note:
        heading.comment = Comment(column.note, "", height=60, width=240)
    example = sheet.cell(2, number, column.example_on or column.example)
    example.font = Font(italic=True, color="808080")
    example.fill = EXAMPLE_FILL
    shape = sheet.column_dimensions[get_column_letter(number)]
    shape.width = column.width
    shape.number_format = DAY if column.field in DATES else TEXT
    for cell in (heading, example):
        cell.border = THIN
        cell.number_format = shape.number_format


def _write_choices(book: Workbook, template: Template, rulebook: Rulebook) -> dict[str, str]:
    """A sheet with every list of choices in a column; returns list → the range to choose from."""
    sheet = book.create_sheet(template.choices_sheet)
    ranges = {}
    for number, (name, words) in enumerate(_choices(template, rulebook).items(), 1):
        letter = get_column_letter(number)
        for row, word in enumerate((f"选项：{name}", *words), 1):
            sheet.cell(row, number, word)
        sheet.column_dimensions[letter].width = 24
        place = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${1 + len(words)}"
        ranges[name] = place
        if name in rulebook.region.districts:
            book.defined_names[name] = DefinedName(name, attr_text=place)
    return ranges


def _choices(template: Template, rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """The districts, the towns of each district, and the labels of the vocabularies in use."""
    region = rulebook.region
    towns = {district: region.towns_of(district) for district in region.districts}
    offered = dict.fromkeys(column.choices for column in template.columns if column.choices)
    vocabularies = {
        name: _labels(rulebook, name) for name in offered if name in rulebook.vocabularies
    }
    return {"district": region.districts, **towns, **vocabularies}


def _labels(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    codes = rulebook.vocabularies[name].codes
    return tuple(codes[code] for code in (YES_OR_NO if name == "yes_no" else codes))


def _offer_choices(
    sheet: Worksheet, number: int, column: TemplateColumn, ranges: Mapping[str, str]
) -> None:
    """A drop-down; the towns are those of the district in the cell to their left."""
    if column.choices is None:
        return
    district = f"{get_column_letter(number - 1)}2"
    formula = f"INDIRECT({district})" if column.choices == "town" else ranges[column.choices]
    offer = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    offer.error = "请从列表中选择；确实没有合适的选项时可以照实填写。"
    offer.showErrorMessage = True
    letter = get_column_letter(number)
    offer.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(offer)
