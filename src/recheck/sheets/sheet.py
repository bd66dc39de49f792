"""Every cell of a file as text, at the place where Excel shows it."""

from dataclasses import dataclass, replace

import fastexcel
import polars as pl

from recheck.errors import Unreadable
from recheck.files import Form, column_letters, form_of, is_unusual, look_through
from recheck.files.refusals import ARCHIVE, DAMAGED, ENCRYPTED
from recheck.files.rehearsal import rehearse
from recheck.sheets.biff import biff_marks
from recheck.sheets.marks import NO_MARKS, Marks, marks_of, outline_of
from recheck.sheets.text import records
from recheck.sheets.web_page import read_web_page
from recheck.sheets.xml_workbook import read_xml_workbook

# The reader's words about an encrypted BIFF file; zipped ones are told by their container.
PASSWORD_WORDS = ("password", "encrypted")


@dataclass(frozen=True)
class Sheet:
    """One sheet. `cells` has a String column per used Excel column, named by its letters, and a row
    for each row from 1 to the last one with a non-empty cell; blank cells are null. A number of
    more than 15 digits stands there as 4.40606196704213e+17, since its other digits are lost."""

    name: str  # empty for csv
    number: int  # 1 = first sheet of the file
    visible: bool
    cells: pl.DataFrame
    marks: Marks = NO_MARKS
    from_1904: bool = False
    """Whether the workbook counts its days from 1904."""

    @property
    def title(self) -> str:
        """How sentences call the sheet; the only sheet of a csv file is number 1."""
        return self.name or str(self.number)

    @property
    def row_total(self) -> int:
        """The last row with a non-empty cell, as Excel counts."""
        return self.cells.height


def open_sheets(content: bytes) -> tuple[Sheet, ...]:
    """All sheets of a file, hidden ones too. Raises Unreadable."""
    return READERS[form_of(content)](content)


def _text(content: bytes) -> tuple[Sheet, ...]:
    return (Sheet("", 1, visible=True, cells=_tidy(records(content))),)


def _web_page(content: bytes) -> tuple[Sheet, ...]:
    cells, marks = read_web_page(content)
    return (Sheet("", 1, visible=True, cells=_tidy(cells), marks=marks),)


def _xml(content: bytes) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(one.name, number, one.visible, _tidy(one.cells()), one.marks())
        for number, one in enumerate(read_xml_workbook(content), 1)
    )


def _rehearsed(content: bytes) -> tuple[Sheet, ...]:
    """A format whose reader can be made to abort the process."""
    rehearse(content)
    return _workbook(content)


def _biff(content: bytes) -> tuple[Sheet, ...]:
    sheets = _rehearsed(content)
    marks, from_1904 = biff_marks(content, len(sheets))
    marked = map(_with_marks, sheets, marks)
    return tuple(replace(sheet, from_1904=from_1904) for sheet in marked)


def _parcel(_: bytes) -> tuple[Sheet, ...]:
    """A zip of uploads; those who receive files unpack it, so here it is one too many."""
    raise Unreadable(ARCHIVE)


def _marked(content: bytes) -> tuple[Sheet, ...]:
    """A zipped workbook; sheets that call for a second look get their marks."""
    look = look_through(content)
    if is_unusual(content, look):
        rehearse(content)
    sheets, outline = _workbook(content), outline_of(content)
    marked = (
        _with_marks(sheet, marks_of(content, member)) if member in look.remarkable else sheet
        for sheet in sheets
        for member in (outline.members.get(sheet.name),)
    )
    return tuple(replace(sheet, from_1904=outline.from_1904) for sheet in marked)


def _with_marks(sheet: Sheet, marks: Marks) -> Sheet:
    numbers = marks.long_numbers.filter(pl.col("column").is_in(sheet.cells.columns))
    written = [
        sheet.cells[str(column)].scatter(
            some["row"] - 1, some["value"].map_elements("{:.14e}".format, pl.String)
        )
        for (column,), some in numbers.group_by("column")
    ]
    return replace(sheet, cells=sheet.cells.with_columns(written), marks=marks)


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    try:
        reader = fastexcel.read_excel(content)
        names = reader.sheet_names
        return tuple(_sheet(reader, index) for index in range(len(names)))
    except BaseException as problem:
        # A panic inside the reader is no Exception; everything that is not the reader's goes on.
        if not isinstance(problem, fastexcel.FastExcelError) and not _is_panic(problem):
            raise
        locked = any(word in str(problem).lower() for word in PASSWORD_WORDS)
        raise Unreadable(ENCRYPTED if locked else DAMAGED) from problem


def _is_panic(problem: BaseException) -> bool:
    return type(problem).__name__ == "PanicException"


def _sheet(reader: fastexcel.ExcelReader, index: int) -> Sheet:
    # skip_rows=0 keeps leading blank rows; without it every coordinate shifts.
    sheet = reader.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
    letters = [column_letters(column.absolute_index + 1) for column in sheet.available_columns()]
    cells = sheet.to_polars()
    cells.columns = letters
    return Sheet(sheet.name, index + 1, sheet.visible == "visible", _tidy(cells))


def _tidy(cells: pl.DataFrame) -> pl.DataFrame:
    """Blank text is null; rows after the last non-empty one go."""
    if not cells.width:
        return cells
    bare = cells.select(pl.all().str.strip_chars())  # by itself, or it is done twice
    cells = bare.select(pl.when(pl.all() != "").then(pl.all()))
    filled = cells.select(
        pl.any_horizontal(pl.all().is_not_null()).arg_true().max().alias("last")
    ).item()
    return cells.head(0 if filled is None else filled + 1)


READERS = {
    Form.ZIPPED: _marked,
    Form.BIFF: _biff,
    Form.ODS: _rehearsed,
    Form.TEXT: _text,
    Form.WEB_PAGE: _web_page,
    Form.XML: _xml,
    Form.PARCEL: _parcel,
}
