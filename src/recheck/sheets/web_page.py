"""A web page with one plain table, as many systems export it under the name .xls.

Rows are numbered as Excel does when it opens such a page: a line of text above the table is a row
of its own, and a cell over several rows or columns has its text in the first of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl
from lxml import etree

from recheck.errors import Unreadable
from recheck.files import column_letters
from recheck.files.limits import CELL_LIMIT, COLUMN_LIMIT, MIB
from recheck.files.refusals import NOT_ONE_TABLE, UNREASONABLE
from recheck.sheets.marks import Marks
from recheck.sheets.table import as_table
from recheck.sheets.text import encoding_of, pieces

UNSEEN = {"head", "script", "style", "title", "xml", "noscript", "template"}
LINES = {"br", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "hr", "li"}
"""Tags that begin a new line of text."""
CELLS = {"td", "th"}
ROW_LIMIT = 1_048_576


def read_web_page(content: bytes) -> tuple[pl.DataFrame, Marks]:
    """The cells of the page, and which of them are merged downwards.

    Raises Unreadable when there is no table, or more than one.
    """
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True)
    for piece in pieces(content, encoding_of(content)):
        parser.feed(piece)
    parser.close()
    if page.tables != 1:
        raise Unreadable(NOT_ONE_TABLE)
    return as_table(page.rows), Marks(merged=tuple(page.merged))


@dataclass
class _Page:
    """What the parser tells, collected."""

    rows: list[list[str | None]] = field(default_factory=list)
    merged: list[tuple[str, int, int]] = field(default_factory=list)
    """Column, first and last row of the cells that reach down."""
    tables: int = 0
    _in_table: bool = False
    _in_row: bool = False
    _cell: Mapping[str, str] | None = None  # the attributes of the open one
    _unseen: int = 0
    _texts: list[str] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0
    _taken: dict[int, int] = field(default_factory=dict)  # column → last row taken from above

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self._in_table:
            self._open_row()
        elif tag in CELLS and self._in_table:
            if not self._in_row:  # a page may forget to open it
                self._open_row()
            self._texts, self._length, self._cell = [], 0, dict(attributes)
        elif tag in LINES:
            self._break()

    def end(self, tag: str) -> None:
        """A tag closes, or the parser closes it where the page forgot to."""
        if tag in UNSEEN:
            self._unseen -= 1
        elif tag == "table":
            self._in_table = self._in_row = False
        elif tag == "tr":
            self._in_row = False
        elif tag in CELLS and self._cell is not None:
            self._place(self._cell)
            self._cell = None
        elif tag in LINES:
            self._break()

    def data(self, text: str) -> None:
        """Text, in pieces of any length."""
        if self._unseen or (self._in_table and self._cell is None):
            return
        self._length += len(text)
        if self._length > MIB:
            raise Unreadable(UNREASONABLE)
        self._texts.append(re.sub(r"\s", " ", text))

    def close(self) -> None:
        """The page ends."""
        self._end_line()

    def _open_table(self) -> None:
        self._end_line()
        self._in_table = True
        self.tables += 1
        if self.tables > 1:
            raise Unreadable(NOT_ONE_TABLE)

    def _open_row(self) -> None:
        self.rows.append([])
        self._in_row = True

    def _break(self) -> None:
        if self._cell is not None:
            self._texts.append("\n")
        elif not self._in_table:
            self._end_line()

    def _end_line(self) -> None:
        if line := _tidied(self._texts):
            self.rows.append([line])
        self._texts, self._length = [], 0

    def _place(self, attributes: Mapping[str, str]) -> None:
        """The cell where it stands, right of the cells before it and of those from above."""
        row, number = self.rows[-1], len(self.rows)
        before = len(row)
        while self._taken.get(len(row) + 1, 0) >= number:
            row.append(None)
        first, across = len(row) + 1, _span(attributes.get("colspan"), COLUMN_LIMIT)
        row += [_tidied(self._texts), *[None] * (across - 1)]
        self._cells += len(row) - before
        if len(row) > COLUMN_LIMIT or self._cells > CELL_LIMIT:
            raise Unreadable(UNREASONABLE)
        last = number + _span(attributes.get("rowspan"), ROW_LIMIT) - 1
        if last > number:
            self._taken |= dict.fromkeys(range(first, first + across), last)
            self.merged.append((column_letters(first), number, last))
        self._texts = []


def _span(written: str | None, limit: int) -> int:
    found = re.match(r"\s*(\d{1,9})", written or "")
    return min(max(int(found[1]), 1), limit) if found else 1


def _tidied(texts: list[str]) -> str | None:
    """Runs of white space are one space, as on the page; its line breaks stay."""
    lines = (" ".join(line.split()) for line in "".join(texts).split("\n"))
    return "\n".join(filter(None, lines)) or None
