"""One returned workbook: the sender's own, marked, with the sheet 回执 before all others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from recheck.feedback.cells import BookText, Marking
from recheck.feedback.choices import offer
from recheck.feedback.marks import shown_name
from recheck.feedback.notes import comment
from recheck.feedback.package import OFFICE, Element, NotKept, Package, named
from recheck.feedback.pointing import choices_of, marks_of
from recheck.feedback.receipt import Line, SheetMarks
from recheck.feedback.receipt_sheet import looks, sheet_xml
from recheck.feedback.returned import Returned
from recheck.feedback.sheet import SheetXml
from recheck.feedback.styles import Styles
from recheck.feedback.words import Words
from recheck.model import RECEIPT_STAMP
from recheck.rulebook import Rulebook

WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
RECEIPT_PART = "xl/worksheets/recheckReceipt{}.xml"
MACROS = "macroEnabled"


@dataclass(frozen=True)
class BookSheet:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    entry: Element


class Book:
    """An open workbook; raises NotKept when it is none that can be marked."""

    def __init__(self, content: bytes, rulebook: Rulebook, words: Words) -> None:
        self.rulebook, self.words = rulebook, words
        self.package = Package.opened(content)
        self.part = self._related("", "officeDocument")
        self.root = self.package.tree(self.part)
        self.text = BookText(self.package, self.part)
        self.styles_part = self._related(self.part, "styles")
        self.styles = Styles(self.package.tree(self.styles_part), words.colours)
        self.sheets = self._listed()

    @property
    def suffix(self) -> str:
        """What its file must be called for Excel to open it: with macros, .xlsm."""
        types = self.package.read("[Content_Types].xml")
        return ".xlsm" if MACROS.encode() in types else ".xlsx"

    def mark(self, returned: Returned) -> list[SheetMarks]:
        """Mark every sheet; what an earlier return marked is as it was before."""
        restored = self.styles.unmarked()
        self._deselect_charts()
        return [
            self._marked(sheet, returned, restored)
            for sheet in self.sheets
            if not self._is_receipt(sheet)
        ]

    def saved(self, lines: Iterable[Line]) -> bytes:
        """The workbook with 回执 as the lines say."""
        content = sheet_xml(lines, looks(self.styles, self.words))
        earlier = next((sheet for sheet in self.sheets if self._is_receipt(sheet)), None)
        part = earlier.part if earlier else self._new_receipt()
        self.package.put(part, content)
        self.package.drop_relations(part)
        self._show_first(self._position(part))
        self.package.put(self.styles_part, self.styles.root)
        self.package.put(self.part, self.root)
        return self.package.saved()

    # --- sheets -------------------------------------------------------------------------------

    def _related(self, part: str, kind: str) -> str:
        found = self.package.related(part, kind)
        if found is None:
            raise NotKept("rebuilt")
        return found

    def _listed(self) -> list[BookSheet]:
        parts = {
            one.id: one.target
            for one in self.package.relations(self.part)
            if one.kind == "worksheet"
        }
        entries = self.root.iterfind(f"{named('sheets')}/{named('sheet')}")
        listed = ((one, parts.get(one.get(named("id", OFFICE), ""))) for one in entries)
        return [BookSheet(one.get("name", ""), part, one) for one, part in listed if part]

    def _deselect_charts(self) -> None:
        for one in self.package.relations(self.part):
            if one.kind == "chartsheet":
                chart = self.package.tree(one.target)
                for view in chart.iter(named("sheetView")):
                    view.attrib.pop("tabSelected", None)
                self.package.put(one.target, chart)

    def _is_receipt(self, sheet: BookSheet) -> bool:
        """Whether we made it for an earlier return, whoever has saved it since."""
        if not sheet.name.startswith(self.words.sheet):
            return False
        xml = SheetXml.split(self.package.read(sheet.part))
        return Marking(xml, self.styles, self.text).first_content().startswith(RECEIPT_STAMP)

    def _marked(
        self, listed: BookSheet, returned: Returned, restored: Mapping[int, int]
    ) -> SheetMarks:
        name = {shown_name(one): one for one in returned.sheets}.get(listed.name, listed.name)
        xml = SheetXml.split(self.package.read(listed.part))
        xml.deselect()
        marks = marks_of(name, returned, self.rulebook, xml.merged)
        marking = Marking(xml, self.styles, self.text)
        marking.restore(restored)
        told = {one.place: one for one in marking.mark(marks)}
        texts = {place: self.words.comment_on(mark.sentences) for place, mark in marks.items()}
        comment(self.package, listed.part, xml, texts, self.words.comment.head)
        offer(xml, choices_of(name, returned, self.rulebook, self.words), self.words.choice)
        self.package.put(listed.part, xml.joined())
        return SheetMarks(name, marks, told, xml.is_protected)

    # --- 回执 ---------------------------------------------------------------------------------

    def _new_receipt(self) -> str:
        """Make room for a sheet before all others."""
        part = self.package.free_name(RECEIPT_PART)
        self.package.declare(part, WORKSHEET_TYPE)
        entries = self.root.find(named("sheets"))
        taken = {one.get("name", "").lower() for one in entries}
        names = (self.words.sheet, *(f"{self.words.sheet}{n}" for n in range(2, len(taken) + 3)))
        numbers = [int(one.get("sheetId", "0")) for one in entries]
        entry = etree.Element(
            named("sheet"),
            {
                "name": next(one for one in names if one.lower() not in taken),
                "sheetId": str(max(numbers, default=0) + 1),
                named("id", OFFICE): self.package.relate(self.part, "worksheet", part),
            },
        )
        entries.insert(0, entry)
        self._count_on()
        return part

    def _count_on(self) -> None:
        """Names that belong to one sheet count the sheets, which now begin one earlier."""
        for one in self.root.iterfind(f"{named('definedNames')}/{named('definedName')}"):
            if one.get("localSheetId") is not None:
                one.set("localSheetId", str(int(one.get("localSheetId")) + 1))

    def _position(self, part: str) -> int:
        """Which of all sheets, charts too, the one in `part` is."""
        entries = list(self.root.find(named("sheets")))
        return next(entries.index(one.entry) for one in self._listed() if one.part == part)

    def _show_first(self, number: int) -> None:
        """Open the workbook at 回执."""
        for view in self.root.iterfind(f"{named('bookViews')}/{named('workbookView')}"):
            view.set("activeTab", str(number))
            view.attrib.pop("firstSheet", None)
