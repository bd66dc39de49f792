"""A workbook as one XML document (SpreadsheetML 2003), as Excel 2003 and many systems write it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl
from lxml import etree

from recheck.errors import Unreadable
from recheck.files import column_letters
from recheck.files.limits import CELL_LIMIT, COLUMN_LIMIT
from recheck.files.refusals import DAMAGED, DOCTYPE, UNREASONABLE
from recheck.sheets.marks import NO_NUMBERS, PLACED_SCHEMA, Marks
from recheck.sheets.table import as_table
from recheck.sheets.text import encoding_of, pieces

ROW_LIMIT = 1_048_576
RELIABLE_NUMBERS = 1e15
"""Numbers from here on have lost digits; `Sheet` says how they are written."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
PREFIX = re.compile(r"^\{[^}]*\}")

Attributes = Mapping[str, str]


@dataclass
class XmlSheet:
    """One worksheet, filled while the document is parsed."""

    name: str
    visible: bool = True
    rows: list[list[str | None]] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    valueless: list[tuple[int, str]] = field(default_factory=list)
    long_numbers: list[tuple[int, str, float]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[tuple[str, int, int]] = field(default_factory=list)

    def cells(self) -> pl.DataFrame:
        """All String, columns A, B, C …"""
        return as_table(self.rows)

    def marks(self) -> Marks:
        """What is special about the cells."""
        return Marks(
            errors=pl.DataFrame(self.errors, PLACED_SCHEMA, orient="row"),
            valueless=pl.DataFrame(self.valueless, PLACED_SCHEMA, orient="row"),
            long_numbers=pl.DataFrame(self.long_numbers, NO_NUMBERS.schema, orient="row"),
            hidden_rows=frozenset(self.hidden_rows),
            merged=tuple(self.merged),
        )

    def skip_rows(self, count: int) -> None:
        """Rows that the document leaves out."""
        if len(self.rows) + count > ROW_LIMIT:
            raise Unreadable(UNREASONABLE)
        self.rows += ([] for _ in range(count))

    def skip_columns(self, count: int) -> None:
        """Cells that the document leaves out."""
        if len(self.rows[-1]) + count > COLUMN_LIMIT:
            raise Unreadable(UNREASONABLE)
        self.rows[-1] += [None] * count

    def add(self, kind: str | None, text: str, has_formula: bool) -> None:
        """A cell right of the last one; `kind` is None when it holds no value."""
        self.skip_columns(1)
        row, letters = len(self.rows), column_letters(len(self.rows[-1]))
        if kind == "Error":
            self.errors.append((row, letters))
        elif kind is None and has_formula:
            self.valueless.append((row, letters))
        elif kind == "Number" and _is_unreliable(text):
            self.long_numbers.append((row, letters, float(text)))
            self.rows[-1][-1] = f"{float(text):.14e}"
        else:
            self.rows[-1][-1] = _plain(kind, text)


def _is_unreliable(text: str) -> bool:
    try:
        return abs(float(text)) >= RELIABLE_NUMBERS
    except ValueError:
        return False


def _plain(kind: str | None, text: str) -> str:
    """Dates as the other readers write them."""
    return text.replace("T", " ").removesuffix(".000") if kind == "DateTime" else text


def read_xml_workbook(content: bytes) -> list[XmlSheet]:
    """All sheets, hidden ones too. Raises Unreadable."""
    book = _Book()
    parser = etree.XMLParser(target=book, resolve_entities=False, no_network=True)
    try:
        for number, piece in enumerate(pieces(content, encoding_of(content))):
            parser.feed(piece if number else DECLARATION.sub("", piece))
        parser.close()
    except etree.XMLSyntaxError as problem:
        raise Unreadable(DAMAGED) from problem
    return book.sheets


@dataclass
class _Book:
    """What the parser tells, collected."""

    sheets: list[XmlSheet] = field(default_factory=list)
    _cell: Attributes = field(default_factory=dict)
    _kind: str | None = None  # ss:Type of the open cell's Data
    _texts: list[str] = field(default_factory=list)
    _value: str = ""
    _cells: int = 0
    _left_out: int = 0  # rows that the open one stands for, beside itself

    def doctype(self, *_: str) -> None:
        """No spreadsheet program writes definitions of its own."""
        raise Unreadable(DOCTYPE)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element opens."""
        name = PREFIX.sub("", tag)
        told = {PREFIX.sub("", key): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append(XmlSheet(told.get("Name", "")))
            self._left_out = 0
        elif name in OPENING and self.sheets:
            OPENING[name](self, told)

    def data(self, text: str) -> None:
        """Text, in pieces."""
        self._texts.append(text)

    def end(self, tag: str) -> None:
        """An element closes."""
        name = PREFIX.sub("", tag)
        if name in CLOSING and self.sheets:
            CLOSING[name](self)

    def close(self) -> None:
        """The document ends."""

    def _open_row(self, told: Attributes) -> None:
        sheet = self.sheets[-1]
        sheet.skip_rows(max(self._left_out, _number(told, "Index") - 1 - len(sheet.rows)))
        sheet.skip_rows(1)
        self._left_out = _number(told, "Span")
        if told.get("Hidden") == "1":
            sheet.hidden_rows.add(len(sheet.rows))

    def _open_cell(self, told: Attributes) -> None:
        if not self.sheets[-1].rows:
            raise Unreadable(DAMAGED)
        self._cell, self._kind, self._value = told, None, ""

    def _open_value(self, told: Attributes) -> None:
        self._kind, self._texts = told.get("Type", "String"), []

    def _open_visible(self, _: Attributes) -> None:
        self._texts = []

    def _close_value(self) -> None:
        self._value = "".join(self._texts)

    def _close_cell(self) -> None:
        sheet, told = self.sheets[-1], self._cell
        row, across, down = sheet.rows[-1], *(_number(told, f"Merge{way}") for way in WAYS)
        before = len(row)
        sheet.skip_columns(max(0, _number(told, "Index") - 1 - before))
        sheet.add(self._kind, self._value, "Formula" in told)
        if down:
            number = len(sheet.rows)
            sheet.merged.append((column_letters(len(row)), number, number + down))
        sheet.skip_columns(across)
        self._cells += len(row) - before
        if self._cells > CELL_LIMIT:
            raise Unreadable(UNREASONABLE)

    def _close_visible(self) -> None:
        self.sheets[-1].visible = "".join(self._texts).strip() == "SheetVisible"


WAYS = ("Across", "Down")
OPENING = {
    "Row": _Book._open_row,
    "Cell": _Book._open_cell,
    "Data": _Book._open_value,
    "Visible": _Book._open_visible,
}
CLOSING = {
    "Data": _Book._close_value,
    "Cell": _Book._close_cell,
    "Visible": _Book._close_visible,
}


def _number(told: Attributes, name: str) -> int:
    written = told.get(name, "0")
    return int(written) if re.fullmatch(r"\d{1,8}", written) else 0
