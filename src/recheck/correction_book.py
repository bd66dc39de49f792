"""The workbook in which the institute types what institutions told it: one line for each cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.corrections import RowKey
from recheck.formulas import FORMULA_STARTS
from recheck.rulebook import CorrectionWords, Rulebook, correctable, correction_words
from recheck.timeless import saved

FILLED_IN = ("field", "value", "basis", "verified_by", "verified_on")
TEXT, DAY = "@", "yyyy-mm-dd"
HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
FILL_IN_FILL = PatternFill("solid", fgColor="FFF8D6")
THIN = Border(*(Side(style="thin", color="A0A0A0"),) * 4)
CHOICES_FOR = {"rechecked": ("yes_no", ("yes", "no"))}
"""Field → vocabulary of another name, and which of its codes are offered."""


@dataclass(frozen=True)
class CellToCorrect:
    """One line: where the cell stands, what is wrong with it, what stands in it now.

    `field` is the heading of our template for what the cell says; the line may be about several
    findings, whose sentences are joined in `problem`.
    """

    institution: str
    period: str
    file: str
    sheet: str
    row: int
    column: str | None
    heading: str | None
    worker: str | None
    enterprise: str | None
    problem: str
    present: str | None
    field: str
    key: RowKey


def correction_book(cells: Sequence[CellToCorrect], rulebook: Rulebook) -> bytes:
    """The workbook as xlsx; `intake.read_corrections` reads it when it has been filled in."""
    words = correction_words()
    book = Workbook()
    sheet = book.active
    sheet.title = words.sheet
    _head(sheet, words)
    letters = {one.name: get_column_letter(at) for at, one in enumerate(words.columns, 1)}
    for row, one in enumerate(cells, 2):
        for column in words.columns:
            _write(
                sheet[f"{letters[column.name]}{row}"], column.name, getattr(one, column.name, None)
            )
    last_row = len(cells) + 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(words.columns))}{last_row}"
    choices = book.create_sheet(words.choices_sheet)
    choices.sheet_state = "hidden"
    _offer(sheet, choices, letters, cells, rulebook)
    _explain(book.create_sheet(words.guide_sheet), words)
    return saved(book)


def _head(sheet: Worksheet, words: CorrectionWords) -> None:
    for number, column in enumerate(words.columns, 1):
        cell = sheet.cell(1, number, column.heading)
        cell.font = Font(bold=True)
        cell.fill = FILL_IN_FILL if column.name in FILLED_IN else HEADING_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center")
        cell.border = THIN
        shape = sheet.column_dimensions[get_column_letter(number)]
        shape.width = column.width
        shape.hidden = column.name == "key"
    sheet.freeze_panes = "A2"


def _write(cell: Cell, name: str, value: object) -> None:
    """Text stays text, whatever it begins with; a row number is a number."""
    if isinstance(value, str | RowKey):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        cell.data_type = "s"
        cell.quotePrefix = str(value).startswith(FORMULA_STARTS)
    else:
        cell.value = value
    cell.number_format = DAY if name == "verified_on" else "0" if name == "row" else TEXT
    cell.alignment = Alignment(vertical="top", wrap_text=name in ("problem", "present", "basis"))
    cell.border = THIN
    if name in FILLED_IN:
        cell.fill = FILL_IN_FILL


def _offer(
    sheet: Worksheet,
    choices: Worksheet,
    letters: Mapping[str, str],
    cells: Sequence[CellToCorrect],
    rulebook: Rulebook,
) -> None:
    """Drop-downs that suggest and refuse nothing: entries that can be corrected, legal values."""
    fields = {one.heading: one.field for one in correctable(rulebook)}
    rows_of = defaultdict(list)
    for row, one in enumerate(cells, 2):
        rows_of[fields.get(one.field, "")].append(row)
    suggest = partial(_suggest, sheet, choices)
    suggest(letters["field"], tuple(fields), range(2, len(cells) + 2))
    for field, rows in rows_of.items():
        if labels := legal_values(field, rulebook):
            suggest(letters["value"], labels, rows)


def _suggest(
    sheet: Worksheet, choices: Worksheet, letter: str, labels: Sequence[str], rows: Sequence[int]
) -> None:
    number = choices.max_column + 1
    for place, label in enumerate(labels, 1):
        choices.cell(place, number, label)
    column = get_column_letter(number)
    listed = f"{quote_sheetname(choices.title)}!${column}$1:${column}${len(labels)}"
    offer = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
    for row in rows:
        offer.add(f"{letter}{row}")
    sheet.add_data_validation(offer)


def legal_values(field: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The values that a list offers for a field; empty when anything may be written."""
    if field == "district":
        return rulebook.region.districts
    if field == "town":
        return tuple(town.name for town in rulebook.region.towns)
    name, codes = CHOICES_FOR.get(field, (field, None))
    vocabulary = rulebook.vocabularies.get(name)
    if vocabulary is None:
        return ()
    return tuple(vocabulary.codes[code] for code in codes or vocabulary.codes)


def _explain(sheet: Worksheet, words: CorrectionWords) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(words.guide, 1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)
