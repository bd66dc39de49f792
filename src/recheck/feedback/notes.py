"""Comments of a sheet: ours are added, the sender's stay and are gone on with.

A comment lives in two parts: its text in one, the shape that shows it in another (VML).
"""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from recheck.feedback.marks import Place
from recheck.feedback.package import MAIN, OFFICE, Element, Package, named
from recheck.feedback.sheet import SheetXml, corners
from recheck.files import column_letters

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AUTHOR = "recheck"
SHAPE = re.compile(rb"<v:shape[\s>].*?</v:shape>", re.DOTALL)
SHAPE_ROW = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
SHAPE_COLUMN = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
FIRST_SHAPE = 1025
CHARACTERS_A_LINE = 20
EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"'
    b' xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
NOTE = (
    '<v:shape id="_x0000_s{shape}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
    ' style="position:absolute;width:240pt;height:{height}pt;z-index:1;visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{left},15,{top},2,{right},15,{bottom},4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


def comment(
    package: Package, part: str, sheet: SheetXml, texts: Mapping[Place, str], head: str
) -> None:
    """Put `texts` on cells of the sheet in `part`; `head` opens each, and what follows it is ours.

    What an earlier return wrote is taken away first, also where nothing is to be said now.
    """
    name = package.related(part, "comments")
    if name is None and not texts:
        return
    root = package.tree(name) if name else _empty_comments()
    known = {one.get("ref", ""): one for one in root.iter(named("comment"))}
    for one in known.values():
        _take_back(one, head)
    for place, text in texts.items():
        _say(root, known, f"{column_letters(place.column)}{place.row}", text)
    gone = [one for one in known.values() if not _said(one)]
    for one in gone:
        one.getparent().remove(one)
    _show(package, part, sheet, texts, [corners(one.get("ref", "A1"))[0] for one in gone])
    name = name or _new_part(package, part)
    package.put(name, root)


def _empty_comments() -> Element:
    root = etree.Element(named("comments"), nsmap={None: MAIN})
    etree.SubElement(root, named("authors"))
    etree.SubElement(root, named("commentList"))
    return root


def _new_part(package: Package, part: str) -> str:
    name = package.free_name("xl/recheckComments{}.xml")
    package.declare(name, COMMENTS_TYPE)
    package.relate(part, "comments", name)
    return name


# --- words ----------------------------------------------------------------------------------------


def _said(one: Element) -> str:
    return "".join(text.text or "" for text in one.iter(named("t")))


def _take_back(one: Element, head: str) -> None:
    """Leave only what the sender wrote: everything before our first words."""
    own, found, _ = _said(one).partition(head)
    if found:
        _tell(one, own.rstrip("\n"))


def _tell(one: Element, text: str) -> None:
    for old in one.findall(named("text")):
        one.remove(old)
    run = etree.SubElement(etree.SubElement(one, named("text")), named("r"))
    said = etree.SubElement(run, named("t"))
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _say(root: Element, known: dict[str, Element], ref: str, text: str) -> None:
    one = known.get(ref)
    if one is None:
        comments = root.find(named("commentList"))
        one = etree.SubElement(comments, named("comment"), ref=ref, authorId=_author(root))
        _tell(one, text)
    else:
        own = _said(one)
        _tell(one, f"{own}\n\n{text}" if own else text)
    known[ref] = one


def _author(root: Element) -> str:
    authors = root.find(named("authors"))
    names = [one.text for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, named("author")).text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


# --- shapes ---------------------------------------------------------------------------------------


def _show(
    package: Package, part: str, sheet: SheetXml, texts: Mapping[Place, str], gone: Iterable[Place]
) -> None:
    """A shape for each comment that has none; none for those that are gone."""
    name = _drawing(package, part, sheet)
    drawing = _without(package.read(name), set(gone))
    shown = {_place(one) for one in SHAPE.findall(drawing)}
    numbers = [int(one) for one in SHAPE_ID.findall(drawing)]
    first = max([FIRST_SHAPE, *(number + 1 for number in numbers)])
    new = (place for place in texts if place not in shown)
    shapes = [_shape(first + index, place, texts[place]) for index, place in enumerate(new)]
    before, closing, after = drawing.rpartition(b"</xml>")
    package.put(name, b"".join((before, *shapes, closing, after)))


def _drawing(package: Package, part: str, sheet: SheetXml) -> str:
    """The part with the shapes of the sheet, made when there is none."""
    name = package.related(part, "vmlDrawing")
    reference = sheet.legacy_drawing()
    if name is None or reference.get(named("id", OFFICE)) is None:
        name = package.free_name("xl/drawings/recheckDrawing{}.vml")
        package.put(name, EMPTY_VML)
        package.declare(name, VML_TYPE)
        reference.set(named("id", OFFICE), package.relate(part, "vmlDrawing", name))
    return name


def _without(drawing: bytes, gone: set[Place]) -> bytes:
    return SHAPE.sub(lambda one: b"" if _place(one[0]) in gone else one[0], drawing)


def _place(shape: bytes) -> Place | None:
    row, column = SHAPE_ROW.search(shape), SHAPE_COLUMN.search(shape)
    return Place(int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def _shape(number: int, place: Place, text: str) -> bytes:
    row, column = place.row - 1, place.column - 1
    lines = sum(1 + len(line) // CHARACTERS_A_LINE for line in text.splitlines())
    return NOTE.format(
        shape=number,
        height=15 * (lines + 1),
        left=column + 1,
        top=max(row - 1, 0),
        right=column + 4,
        bottom=max(row - 1, 0) + lines + 1,
        row=row,
        column=column,
    ).encode()
