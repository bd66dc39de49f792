"""The workbook of a pack: enterprises, cases, receipt; yellow columns are to be filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.formulas import FORMULA_STARTS
from recheck.model import Kind
from recheck.packs.content import Cells, Pack
from recheck.rulebook import PackColumn, PackRules, Rulebook, pack_rules
from recheck.supervision import FILLED_IN, stamp_of
from recheck.timeless import saved

TEXT, DAY = "@", "yyyy-mm-dd"
HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
FILL_IN_FILL = PatternFill("solid", fgColor="FFF8D6")
THIN = Border(*(Side(style="thin", color="A0A0A0"),) * 4)
WRAPPED = Alignment(vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
CHOSEN = {
    "action": "action",
    "result": "result",
    "verified_conclusion": "conclusion",
    "verified_reason": "reason",
}
"""Field to fill in → the vocabulary that it is chosen from."""
FILL_IN_WIDTH = 15


@dataclass(frozen=True)
class _Writer:
    """A workbook being written, with the headings of what is to be filled in."""

    rulebook: Rulebook
    rules: PackRules = field(default_factory=pack_rules)
    book: Workbook = field(default_factory=lambda: Workbook(write_only=True))

    @property
    def filled_in(self) -> tuple[tuple[str, str], ...]:
        """Field and heading of each column to fill in."""
        columns = self.rulebook.columns
        names = {one.field: one.heading for one in columns if one.kind == Kind.SUPERVISION}
        return tuple((name, names[name]) for name in FILLED_IN)


def pack_book(pack: Pack, rulebook: Rulebook) -> bytes:
    """The workbook as xlsx; `intake.read_supervision` reads it when it has been filled in."""
    writer = _Writer(rulebook)
    sheets, columns = writer.rules.sheets, writer.rules.columns
    choices = _choices(rulebook)
    visits = [visit.cells for visit in pack.visits]
    _guide(writer, pack)
    _list(writer, sheets.enterprises, columns.enterprise, visits, choices)
    _list(writer, sheets.cases, columns.case, pack.cases, choices)
    _receipt(writer, pack)
    if pack.settled:
        _list(writer, sheets.settled, columns.settled, pack.settled)
    if pack.followed:
        _list(writer, sheets.followed, columns.followed, pack.followed)
    _write_choices(writer, pack, choices)
    writer.book.properties.title = pack.name
    return saved(writer.book)


def _choices(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """Field → the words that a list offers."""
    return {
        name: tuple(rulebook.vocabularies[words].codes.values()) for name, words in CHOSEN.items()
    }


def _list(
    writer: _Writer,
    title: str,
    columns: Sequence[PackColumn],
    rows: Iterable[Cells],
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """One heading row and a row for each line; with `choices` also what is to be filled in."""
    sheet = writer.book.create_sheet(title)
    lines = list(rows)
    filled_in = writer.filled_in if choices else ()
    for number, width in enumerate(
        (*(one.width for one in columns), *(FILL_IN_WIDTH,) * len(filled_in)), 1
    ):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(len(columns) + len(filled_in))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{len(lines) + 1}"
    _print_wide(sheet)
    headings = [_heading(sheet, one.heading, HEADING_FILL) for one in columns]
    sheet.append(headings + [_heading(sheet, text, FILL_IN_FILL) for _, text in filled_in])
    looks, empty = _looks(sheet), [_to_fill_in(sheet, name) for name, _ in filled_in]
    for line in lines:
        sheet.append([*(_copied(sheet, line[one.name], looks) for one in columns), *empty])
    if choices and lines:
        _offer(writer, sheet, len(columns), len(lines), choices)


def _print_wide(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
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
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return _cell(sheet, value)
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value)
    cell._style = looks.get(type(value), looks[str])._style
    return cell


def _to_fill_in(sheet: Worksheet, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, None)
    cell.fill, cell.border, cell.alignment = FILL_IN_FILL, THIN, WRAPPED
    cell.number_format = DAY if name.endswith("_on") else TEXT
    return cell


def _offer(
    writer: _Writer,
    sheet: Worksheet,
    shown: int,
    rows: int,
    choices: Mapping[str, tuple[str, ...]],
) -> None:
    """Drop-downs where a word is chosen; they suggest and refuse nothing."""
    hidden = quote_sheetname(writer.rules.sheets.choices)
    for place, (name, words) in enumerate(choices.items(), 2):
        letter = get_column_letter(place)
        at = get_column_letter(shown + 1 + FILLED_IN.index(name))
        listed = f"{hidden}!${letter}$1:${letter}${len(words)}"
        rule = DataValidation("list", listed, allow_blank=True, showErrorMessage=False)
        rule.add(f"{at}2:{at}{rows + 1}")
        sheet.data_validations.append(rule)


def _write_choices(writer: _Writer, pack: Pack, choices: Mapping[str, tuple[str, ...]]) -> None:
    """The sheet behind the drop-downs; its first cell tells which pack it is."""
    sheet = writer.book.create_sheet(writer.rules.sheets.choices)
    sheet.sheet_state = "veryHidden"
    lists = list(choices.values())
    for row in range(max(map(len, lists))):
        words = [one[row] if row < len(one) else None for one in lists]
        sheet.append([stamp_of(pack.number) if row == 0 else None, *words])


def _guide(writer: _Writer, pack: Pack) -> None:
    sheet = writer.book.create_sheet(writer.rules.sheets.guide)
    sheet.column_dimensions["A"].width = 110
    words = writer.rules.words
    as_of = words.as_of.format(as_of=pack.as_of, known_at=pack.known_until, number=pack.name)
    for number, text in enumerate(
        (words.title.format(recipient=pack.recipient), as_of, *words.guide)
    ):
        cell = WriteOnlyCell(sheet, text)
        cell.alignment = WRAPPED
        cell.font = Font(bold=number == 0, size=14 if number == 0 else 11)
        sheet.append([cell])


def _receipt(writer: _Writer, pack: Pack) -> None:
    """Who got what, and room for who took it."""
    sheet = writer.book.create_sheet(writer.rules.sheets.receipt)
    known = (pack.name, pack.recipient, pack.as_of, len(pack.visits), len(pack.cases))
    for letter, width in (("A", 18), ("B", 40)):
        sheet.column_dimensions[letter].width = width
    for number, text in enumerate(writer.rules.words.receipt):
        is_known = number < len(known)
        value = _cell(sheet, known[number]) if is_known else _to_fill_in(sheet, "")
        sheet.append([_heading(sheet, text, HEADING_FILL if is_known else FILL_IN_FILL), value])
