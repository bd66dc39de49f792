"""Cells of a sheet in bytes: marked where they stand, and read for the list of what to change."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from recheck.feedback.marks import Mark, Place, Told
from recheck.feedback.package import Package, named
from recheck.feedback.sheet import TRUE, SheetXml
from recheck.feedback.styles import Styles
from recheck.files import column_letters, column_number

ROW = re.compile(rb"""<(?:\w+:)?row(?=[\s/>])(?:[^>]*?\sr=["'](\d+)["'])?[^>]*>""")
CELL = re.compile(rb"<((?:\w+:)?)c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
LETTERS = re.compile(rb"""\sr=["']([A-Za-z]+)\d+["']""")
STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
KIND = re.compile(rb"""\st=["'](\w+)["']""")
HIDDEN = re.compile(rb"""\shidden=["'](\w+)["']""")
SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
STYLED_CELL = re.compile(rb"""(<(?:\w+:)?c\s[^>]*?\bs=["'])(\d+)(["'])""")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.DOTALL)
TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)
SHARED = re.compile(rb"<(?:\w+:)?si(?:\s*/>|[\s>].*?</(?:\w+:)?si>)", re.DOTALL)
PRONUNCIATION = re.compile(rb"<(?:\w+:)?rPh[\s>].*?</(?:\w+:)?rPh>", re.DOTALL)


@dataclass
class BookText:
    """What cells refer to: the shared texts of a workbook, and the day its numbers count from."""

    package: Package
    workbook: str

    def shared(self, number: int) -> str:
        """A shared text, without pronunciation; only those that are asked for are taken apart."""
        start, end = self._items[number]
        item = PRONUNCIATION.sub(b"", self._shared_part[start:end])
        return "".join(html.unescape(one.decode()) for one in TEXT.findall(item))

    @cached_property
    def _shared_part(self) -> bytes:
        part = self.package.related(self.workbook, "sharedStrings")
        return self.package.read(part) if part else b""

    @cached_property
    def _items(self) -> list[tuple[int, int]]:
        return [one.span() for one in SHARED.finditer(self._shared_part)]

    @cached_property
    def epoch(self) -> object:
        """What day zero is."""
        settings = self.package.tree(self.workbook).find(named("workbookPr"))
        is_mac = settings is not None and settings.get("date1904") in TRUE
        return CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900


@dataclass(frozen=True)
class Marking:
    """Marks cells of one sheet."""

    sheet: SheetXml
    styles: Styles
    text: BookText

    def restore(self, restored: Mapping[int, int]) -> None:
        """Give cells in a style of an earlier return their own style again."""

        def own(found: re.Match[bytes]) -> bytes:
            style = int(found[2])
            return b"%s%d%s" % (found[1], restored.get(style, style), found[3])

        if restored:
            self.sheet.rows = STYLED_CELL.sub(own, self.sheet.rows)

    def first_content(self) -> str:
        """What the first cell says that is there."""
        cell = CELL.search(self.sheet.rows)
        return self.content(cell) if cell else ""

    def mark(self, marks: Mapping[Place, Mark]) -> list[Told]:
        """Colour the cells; returns them as they were, those that are not there as empty."""
        by_row: dict[int, dict[int, Mark]] = {}
        for place, mark in marks.items():
            by_row.setdefault(place.row, {})[place.column] = mark
        told: list[Told] = []
        pieces, done = [], 0
        for number, tag in self._rows():
            if number in by_row:
                end = self._end(tag)
                pieces.append(self.sheet.rows[done : tag.start()])
                row = _Row(self, number, tag[0], self.sheet.rows[tag.end() : end])
                pieces.append(row.marked(by_row[number]))
                told += row.told
                done = end
        self.sheet.rows = b"".join((*pieces, self.sheet.rows[done:]))
        return told

    def _rows(self) -> Iterator[tuple[int, re.Match[bytes]]]:
        """Number and opening tag."""
        number = 0
        for tag in ROW.finditer(self.sheet.rows):
            number = int(tag[1]) if tag[1] else number + 1
            yield number, tag

    def _end(self, tag: re.Match[bytes]) -> int:
        """Where the content of a row ends, before its closing tag."""
        if tag[0].endswith(b"/>"):
            return tag.end()
        return self.sheet.rows.index(b"</" + self.sheet.prefix + b"row>", tag.end())

    def content(self, cell: re.Match[bytes]) -> str:
        """What a cell shows, in plain text."""
        kind = KIND.search(cell[2])
        return self._text(kind[1] if kind else b"n", cell[3] or b"", style_of(cell[2]))

    def _text(self, kind: bytes, inner: bytes, style: int) -> str:
        value = VALUE.search(inner)
        raw = html.unescape(value[1].decode()) if value else ""
        if kind == b"inlineStr":
            return "".join(html.unescape(one.decode()) for one in TEXT.findall(inner))
        if kind == b"s":
            return self.text.shared(int(raw)) if raw.isdigit() else ""
        return raw if kind in (b"str", b"e", b"b", b"d") or not raw else self._number(raw, style)

    def _number(self, raw: str, style: int) -> str:
        try:
            number = float(raw)
            if self.styles.is_date(style):
                return str(from_excel(number, self.text.epoch)).removesuffix(" 00:00:00")
        except (ValueError, OverflowError):
            return raw
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else raw


def style_of(attributes: bytes) -> int:
    """The style that a tag names, else the first."""
    found = STYLE.search(attributes)
    return int(found[1]) if found else 0


class _Row:
    """One row that has marks; `told` fills while it is marked."""

    def __init__(self, marking: Marking, number: int, tag: bytes, inner: bytes) -> None:
        self.marking, self.number, self.tag, self.inner = marking, number, tag, inner
        self.told: list[Told] = []
        hidden = HIDDEN.search(tag)
        self.hidden = hidden is not None and hidden[1].decode() in TRUE
        self._prefix = marking.sheet.prefix

    def marked(self, marks: Mapping[int, Mark]) -> bytes:
        """The row up to its closing tag."""
        waiting = sorted(marks.items(), reverse=True)
        pieces: list[bytes] = []
        done = end = 0
        for column, cell in self._cells():
            while waiting and waiting[-1][0] < column:
                pieces += [self.inner[done : cell.start()], self._new_cell(waiting.pop()[1])]
                done = cell.start()
            if waiting and waiting[-1][0] == column:
                pieces += [self.inner[done : cell.start()], self._cell(cell, waiting.pop()[1])]
                done = cell.end()
            end = cell.end()
            if not waiting:
                break
        if waiting:
            pieces.append(self.inner[done:end])
            done = end
        pieces += [self._new_cell(mark) for _, mark in reversed(waiting)]
        return self._opened() + b"".join(pieces) + self._rest(done)

    def _cells(self) -> Iterator[tuple[int, re.Match[bytes]]]:
        """The cells that are there, with their columns."""
        column = 0
        for cell in CELL.finditer(self.inner):
            given = LETTERS.search(cell[2])
            column = _column(given[1]) if given else column + 1
            yield column, cell

    def _opened(self) -> bytes:
        """The opening tag; the row may now have cells outside of its old span."""
        tag = SPANS.sub(b"", self.tag)
        return tag[:-2] + b">" if tag.endswith(b"/>") else tag

    def _rest(self, done: int) -> bytes:
        closing = b"</" + self._prefix + b"row>"
        return closing if self.tag.endswith(b"/>") else self.inner[done:]

    def _cell(self, cell: re.Match[bytes], mark: Mark) -> bytes:
        self._tell(mark, self.marking.content(cell))
        style = self._style(style_of(cell[2]), mark)
        attributes = STYLE.sub(b"", cell[2]) + b' s="%d"' % style
        inside = b"/>" if cell[3] is None else b">%s</%sc>" % (cell[3], cell[1])
        return b"<%sc%s%s" % (cell[1], attributes, inside)

    def _new_cell(self, mark: Mark) -> bytes:
        """A cell that was not there: nobody has written into it."""
        self._tell(mark, "")
        has_own = b"customFormat" in self.tag
        column = mark.place.column
        base = style_of(self.tag) if has_own else self.marking.sheet.column_style(column)
        place = f"{column_letters(mark.place.column)}{self.number}".encode()
        return b'<%sc r="%s" s="%d"/>' % (self._prefix, place, self._style(base, mark))

    def _style(self, base: int, mark: Mark) -> int:
        return self.marking.styles.marked(base, mark.severity)

    def _tell(self, mark: Mark, content: str) -> None:
        hidden = self.hidden or self.marking.sheet.hides_column(mark.place.column)
        self.told.append(Told(mark.place, content, hidden))


@lru_cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())
