"""Sheets that show some columns and leave others, yellow, to be filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.formulas import FORMULA_STARTS
from recheck.packs.content import Cells
from recheck.rulebook import PackColumn, Rulebook

TEXT, DAY = "@", "yyyy-mm-dd"
HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
FILL_IN_FILL = PatternFill("solid", fgColor="FFF8D6")
THIN = Border(*(Side(style="thin", color="A0A0A0"),) * 4)
WRAPPED = Alignment(vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
FILL_IN_WIDTH = 15
A3 = 8

Choices = Mapping[str, Sequence[str]]
"""Field to fill in → the words that its list offers."""


@dataclass(frozen=True)
class FillIn:
    """Columns to fill in: field → heading; and what their lists offer, from a hidden sheet."""

    headings: Mapping[str, str]
    choices: Choices
    choices_sheet: str

    @classmethod
    def of(
        cls,
        kind: str,
        fields: Sequence[str],
        words: Mapping[str, str],
        rulebook: Rulebook,
        sheet: str,
    ) -> "FillIn":
        """The columns of a kind of sheet; `words`: field → the vocabulary it is chosen from."""
        names = {one.field: one.heading for one in rulebook.columns if one.kind == kind}
        offered = {
            one: tuple(rulebook.vocabularies[name].codes.values()) for one, name in words.items()
        }
        return cls({one: names[one] for one in fields}, offered, sheet)


@dataclass(frozen=True)
class SheetWriter:
    """A workbook being written from its first sheet to its last."""

    book: Workbook = field(default_factory=lambda: Workbook(write_only=True))

    def guide(self, title: str, lines: Iterable[str]) -> None:
        """Lines of text, the first of them large."""
        sheet = self.book.create_sheet(title)
        sheet.column_dimensions["A"].width = 110
        for number, text in enumerate(lines):
            cell = WriteOnlyCell(sheet, text)
            cell.alignment = WRAPPED
            cell.font = Font(bold=number == 0, size=14 if number == 0 else 11)
            sheet.append([cell])

    def listed(
        self,
        title: str,
        columns: Sequence[PackColumn],
        rows: Iterable[Cells],
        fill_in: FillIn | None = None,
    ) -> None:
        """One heading row, and a row for each line."""
        sheet = self.book.create_sheet(title)
        lines = list(rows)
        to_fill_in = fill_in.headings if fill_in else {}
        _shape(sheet, [*(one.width for one in columns), *(FILL_IN_WIDTH for _ in to_fill_in)])
        sheet.auto_filter.ref = (
            f"A1:{get_column_letter(len(columns) + len(to_fill_in))}{len(lines) + 1}"
        )
        headings = [_heading(sheet, one.heading, HEADING_FILL) for one in columns]
        yellow = [_heading(sheet, text, FILL_IN_FILL) for text in to_fill_in.values()]
        sheet.append([*headings, *yellow])
        looks, empty = _looks(sheet), [_to_fill_in(sheet, name) for name in to_fill_in]
        for line in lines:
            sheet.append([*(_copied(sheet, line[one.name], looks) for one in columns), *empty])
        if fill_in and lines:
            _offer(sheet, fill_in, len(columns), len(lines))

    def form(self, title: str, lines: Iterable[tuple[str, object]]) -> None:
        """A heading and its value in each row; None is to be filled in."""
        sheet = self.book.create_sheet(title)
        for letter, width in (("A", 18), ("B", 40)):
            sheet.column_dimensions[letter].width = width
        for text, value in lines:
            asked = value is None
            cell = _to_fill_in(sheet, "") if asked else _cell(sheet, value)
            sheet.append([_heading(sheet, text, FILL_IN_FILL if asked else HEADING_FILL), cell])

    def hidden(self, title: str, stamp: str, choices: Choices) -> None:
        """The sheet behind the drop-downs; its first cell tells our intake what the workbook is."""
        sheet = self.book.create_sheet(title)
        sheet.sheet_state = "veryHidden"
        for number, words in enumerate(zip_longest(*choices.values())):
            sheet.append([stamp if number == 0 else None, *words])


def _shape(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Widths, the headings always in sight, and paper wide enough."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A3
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"


def _heading(sheet: Worksheet, text: str, fill: PatternFill) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill, cell.alignment, cell.border = Font(bold=True), fill, CENTRED, THIN
    return cell


def _cell(sheet: Worksheet, value: object) -> WriteOnlyCell:
    """Text stays text, whatever it begins with."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value)
    cell.alignment, cell.border = WRAPPED, THIN
    if isinstance(value, date):
        cell.number_format = DAY
    elif isinstance(value, str):
        cell.number_format = TEXT
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
    return cell


def _looks(sheet: Worksheet) -> Mapping[type, WriteOnlyCell]:
    """A cell of each kind: giving thousands of cells their looks one by one takes seconds."""
    return {kind: _cell(sheet, value) for kind, value in ((str, ""), (date, date.min), (int, 0))}


def _copied(sheet: Worksheet, value: object, looks: Mapping[type, WriteOnlyCell]) -> WriteOnlyCell:
    """`_cell`, with the looks of a cell of its kind."""
    if isinstance(value, str):
        if value.startswith(FORMULA_STARTS):
            return _cell(sheet, value)
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value)
    cell._style = looks.get(type(value), looks[str])._style
    return cell


def _to_fill_in(sheet: Worksheet, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, None)
    cell.fill, cell.border, cell.alignment = FILL_IN_FILL, THIN, WRAPPED
    cell.number_format = DAY if name.endswith("_on") else TEXT
    return cell


def _offer(sheet: Worksheet, fill_in: FillIn, shown: int, rows: int) -> None:
    """Drop-downs where a word is chosen; they suggest and refuse nothing."""
    hidden, fields = quote_sheetname(fill_in.choices_sheet), [*fill_in.headings]
    for place, (name, words) in enumerate(fill_in.choices.items(), 2):
        letter = get_column_letter(place)
        at = get_column_letter(shown + 1 + fields.index(name))
        listed = f"{hidden}!${letter}$1:${letter}${len(words)}"
        rule = DataValidation("list", listed, allow_blank=True, showErrorMessage=False)
        rule.add(f"{at}2:{at}{rows + 1}")
        sheet.data_validations.append(rule)
