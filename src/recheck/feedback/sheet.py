"""The XML of one sheet: a small tree of everything but the cells, and the cells as bytes.

Only rows that are marked are taken apart; the cells of a large sheet would not fit as a tree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from recheck.feedback.marks import Place
from recheck.feedback.package import MAIN, OFFICE, Element, NotKept, local, named, parsed, written
from recheck.files import column_number

ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""Excel takes the parts of a sheet in this order only."""
TRUE = ("1", "true", "on")
START = re.compile(rb"<((?:\w+:)?)sheetData(?:\s[^>]*?)?(/?)>")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([^"']+)""")
READABLE = ("utf-8", "utf8", "us-ascii", "ascii")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
LARGEST_MERGE = 100_000
"""Cells of a merged area; a larger one is no employer's name over its workers."""


@dataclass
class SheetXml:
    """One sheet, taken apart: `root` without rows, `rows` as the bytes between them."""

    root: Element
    prefix: bytes  # of the names of elements: b"" or b"x:"
    rows: bytes

    @classmethod
    def split(cls, content: bytes) -> "SheetXml":
        """Raises NotKept when the part is no sheet of cells in UTF-8."""
        start = START.search(content)
        encoding = ENCODING.match(content)
        if start is None or (encoding and encoding[1].decode().lower() not in READABLE):
            raise NotKept("rebuilt")
        prefix = start[1]
        if start[2]:
            return cls._of_main(parsed(content), prefix, b"")
        end = content.rfind(b"</" + prefix + b"sheetData")
        if end < 0:
            raise NotKept("rebuilt")
        root = parsed(content[: start.end()] + content[end:])
        return cls._of_main(root, prefix, content[start.end() : end])

    @classmethod
    def _of_main(cls, root: Element, prefix: bytes, rows: bytes) -> "SheetXml":
        if root.tag != named("worksheet"):
            raise NotKept("rebuilt")
        return cls(root, prefix, rows)

    def joined(self) -> bytes:
        """The whole part again."""
        cells = self.part("sheetData")
        cells.text = None
        whole = written(self.root)
        empty = b"<" + self.prefix + b"sheetData"
        start = whole.index(empty)
        end = whole.index(b">", start) + 1
        opened, closed = empty + b">", b"</" + self.prefix + b"sheetData>"
        return b"".join((whole[:start], opened, self.rows, closed, whole[end:]))

    def part(self, name: str) -> Element:
        """The part of the sheet with this name, made at its place when there is none."""
        found = self.root.find(named(name))
        if found is None:
            found = etree.Element(named(name))
            self.insert(found)
        return found

    def insert(self, element: Element) -> None:
        """Put a part where Excel expects it."""
        rank = ORDER.index(local(element))
        before = [one for one in self.root if _rank(one) <= rank]
        self.root.insert(self.root.index(before[-1]) + 1 if before else 0, element)

    # --- what it says of its cells ------------------------------------------------------------

    @property
    def is_protected(self) -> bool:
        """Whether locked cells cannot be changed before the protection is lifted."""
        found = self.root.find(named("sheetProtection"))
        return found is not None and found.get("sheet") in TRUE

    def deselect(self) -> None:
        """Leave the selection to 回执: typing into two selected sheets would change both."""
        for view in self.root.iterfind(f"{named('sheetViews')}/{named('sheetView')}"):
            view.attrib.pop("tabSelected", None)

    @cached_property
    def _columns(self) -> list[tuple[range, Element]]:
        found = self.root.iterfind(f"{named('cols')}/{named('col')}")
        return [(range(int(one.get("min", 1)), int(one.get("max", 1)) + 1), one) for one in found]

    def column_style(self, column: int) -> int:
        """The style of cells that are not there."""
        return int(self._of_column(column, "style") or 0)

    def hides_column(self, column: int) -> bool:
        """Whether the column is hidden."""
        return self._of_column(column, "hidden") in TRUE

    def _of_column(self, column: int, attribute: str) -> str | None:
        return next((one.get(attribute) for span, one in self._columns if column in span), None)

    @cached_property
    def merged(self) -> dict[Place, Place]:
        """Every cell of a merged area → its first cell, the only one that shows."""
        areas = self.root.iterfind(f"{named('mergeCells')}/{named('mergeCell')}")
        return {
            cell: first
            for area in areas
            for first, last in [corners(area.get("ref", "A1"))]
            for cell in _cells(first, last)
        }

    def legacy_drawing(self) -> Element:
        """The reference to the shapes of comments; its `r:id` is still to be set when new."""
        found = self.root.find(named("legacyDrawing"))
        if found is None:
            found = etree.Element(named("legacyDrawing"), nsmap={"r": OFFICE, None: MAIN})
            self.insert(found)
        return found


def _rank(element: Element) -> int:
    """Where a part belongs; what is unknown (alternate content) stands near the end."""
    name = local(element) if isinstance(element.tag, str) else "sheetPr"
    return ORDER.index(name) if name in ORDER else ORDER.index("controls")


def corners(area: str) -> tuple[Place, Place]:
    """First and last cell of A1:B2, B2, A:C or 2:5."""
    ends = [REFERENCE.fullmatch(end) for end in area.split(":")]
    if not all(ends):
        return _wide_corners(area)
    places = [Place(int(end[2]), column_number(end[1])) for end in ends if end]
    return places[0], places[-1]


def _wide_corners(area: str) -> tuple[Place, Place]:
    first, _, last = area.replace("$", "").partition(":")
    if first.isalpha() and last.isalpha():
        return Place(1, column_number(first)), Place(1 << 20, column_number(last))
    if first.isdigit() and last.isdigit():
        return Place(int(first), 1), Place(int(last), 1 << 14)
    return Place(0, 0), Place(0, 0)


def _cells(first: Place, last: Place) -> Iterator[Place]:
    height, width = last.row - first.row + 1, last.column - first.column + 1
    if height * width <= LARGEST_MERGE:
        for row in range(first.row, last.row + 1):
            for column in range(first.column, last.column + 1):
                yield Place(row, column)
