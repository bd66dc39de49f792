"""Cell styles: those of marked cells, which differ from the sender's by their fill alone.

A cell's own colour stays in the second colour of our fill, which nothing shows: so our colour can
be taken away again when the workbook has been corrected and sent back.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from recheck.feedback.package import Element, NotKept, named

OPAQUE = "FF{}"
AUTOMATIC = {"indexed": "64"}
"""The second colour of a fill that hides none."""


@dataclass
class Styles:
    """The styles of one workbook; new ones are added behind the sender's.

    `colours`: severity → RGB of our fill.
    """

    root: Element
    colours: Mapping[str, str]
    added: dict[tuple[int, str], int] = field(default_factory=dict)

    def marked(self, base: int, severity: str) -> int:
        """The style `base` in the colour of `severity`."""
        key = (base, severity)
        if key not in self.added:
            own = self._fill_colour(base)
            fill = self._add_fill(self.colours[severity], own)
            self.added[key] = self._copied(base, fillId=str(fill), applyFill="1")
        return self.added[key]

    def unmarked(self) -> dict[int, int]:
        """Styles in a colour of ours, from an earlier return → the style as it was before."""
        ours = {OPAQUE.format(colour) for colour in self.colours.values()}
        fills = list(self._all("fills"))
        restored = {}
        for index, style in enumerate(list(self._formats)):
            pattern = _solid(fills, int(style.get("fillId", "0")))
            colour = None if pattern is None else pattern.find(named("fgColor"))
            if pattern is not None and colour is not None and colour.get("rgb") in ours:
                below = pattern.find(named("bgColor"))
                plain = below is None or dict(below.attrib) == AUTOMATIC
                fill = 0 if plain else self._add_fill_like(below)
                restored[index] = self._copied(index, fillId=str(fill))
        return restored

    def is_date(self, style: int) -> bool:
        """Whether a number in this style is shown as a day."""
        number = int(self._at(style).get("numFmtId", "0"))
        code = self._own_formats.get(number) or BUILTIN_FORMATS.get(number, "")
        return bool(is_date_format(code))

    def look(
        self,
        *,
        colour: str | None = None,
        bold: bool = False,
        link: bool = False,
        size: int | None = None,
        wraps: bool = True,
    ) -> int:
        """A style of ours for the sheet 回执, in the font of the workbook."""
        font = self._add_font(bold=bold, link=link, size=size)
        fill = self._add_fill(colour, None) if colour else 0
        style = etree.SubElement(
            self._formats, named("xf"), numFmtId="49", fontId=str(font), fillId=str(fill),
            borderId="0", xfId="0", applyFont="1", applyFill="1", applyAlignment="1",
            applyNumberFormat="1",
        )  # fmt: skip
        wrapping = {"wrapText": "1"} if wraps else {}
        etree.SubElement(style, named("alignment"), vertical="top", **wrapping)
        return self._counted("cellXfs")

    # --- inside -------------------------------------------------------------------------------

    @cached_property
    def _formats(self) -> Element:
        return self._all("cellXfs")

    @cached_property
    def _own_formats(self) -> dict[int, str]:
        formats = self.root.iterfind(f"{named('numFmts')}/{named('numFmt')}")
        return {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in formats}

    def _all(self, name: str) -> Element:
        found = self.root.find(named(name))
        if found is None:
            raise NotKept("rebuilt")
        return found

    def _at(self, style: int) -> Element:
        return self._formats[style if style < len(self._formats) else 0]

    def _counted(self, name: str) -> int:
        """Note how many there are now; returns the index of the last."""
        group = self._all(name)
        group.set("count", str(len(group)))
        return len(group) - 1

    def _copied(self, base: int, **changes: str) -> int:
        style = copy.deepcopy(self._at(base))
        style.attrib.update(changes)
        self._formats.append(style)
        return self._counted("cellXfs")

    def _fill_colour(self, style: int) -> Element | None:
        pattern = _solid(list(self._all("fills")), int(self._at(style).get("fillId", "0")))
        return None if pattern is None else pattern.find(named("fgColor"))

    def _add_fill(self, colour: str, below: Element | None) -> int:
        pattern = self._new_pattern()
        etree.SubElement(pattern, named("fgColor"), rgb=OPAQUE.format(colour))
        hidden = AUTOMATIC if below is None else dict(below.attrib)
        etree.SubElement(pattern, named("bgColor"), hidden)
        return self._counted("fills")

    def _add_fill_like(self, colour: Element) -> int:
        etree.SubElement(self._new_pattern(), named("fgColor"), dict(colour.attrib))
        return self._counted("fills")

    def _new_pattern(self) -> Element:
        fill = etree.SubElement(self._all("fills"), named("fill"))
        return etree.SubElement(fill, named("patternFill"), patternType="solid")

    def _add_font(self, *, bold: bool, link: bool, size: int | None) -> int:
        """The workbook's first font, so that 回执 looks like the rest; children in schema order."""
        fonts = self._all("fonts")
        font = copy.deepcopy(fonts[0])
        for name in ("b", "u", "color", *(("sz",) if size else ())):
            for old in font.findall(named(name)):
                font.remove(old)
        if size:
            font.insert(0, etree.Element(named("sz"), val=str(size)))
        if link:
            font.insert(0, etree.Element(named("u")))
            font.append(etree.Element(named("color"), rgb="FF0563C1"))
        if bold:
            font.insert(0, etree.Element(named("b")))
        fonts.append(_in_order(font))
        return self._counted("fonts")


FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip


def _in_order(font: Element) -> Element:
    """Excel takes the parts of a font in one order only."""
    names = [named(name) for name in FONT_ORDER]
    font[:] = sorted(font, key=lambda one: names.index(one.tag) if one.tag in names else len(names))
    return font


def _solid(fills: list[Element], number: int) -> Element | None:
    """The pattern of a fill of one colour; None for any other fill."""
    pattern = fills[number].find(named("patternFill")) if number < len(fills) else None
    is_solid = pattern is not None and pattern.get("patternType") == "solid"
    return pattern if is_solid else None
