"""A small, fast xlsx writer: the same sheets give the same bytes, and 200,000 rows take seconds."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | date | None
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1."""

GENERAL, DAY, TEXT, HEADING = range(4)
ZIP_TIME = (2024, 1, 1, 0, 0, 0)
EPOCH = date(1899, 12, 30).toordinal()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

STYLES = f"""<styleSheet xmlns="{MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>
<font><b/><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" xfId="0" applyNumberFormat="1"/>
<xf fontId="1" fillId="2" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">
<alignment horizontal="center" vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>"""


@dataclass
class Grid:
    """A sheet being written; `data_rows` counts the rows that carry cases."""

    name: str
    rows: list[Sequence[Cell]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    heading_rows: list[int] = field(default_factory=list)
    text_columns: list[int] = field(default_factory=list)
    data_rows: int = 0


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet_xml(grid: Grid, strings: dict[str, int]) -> Iterator[str]:
    """The cells of one sheet, row by row; new texts are added to `strings`."""
    yield f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>'
    width = max(map(len, grid.rows), default=0)
    columns = [letters(column) for column in range(1, width + 1)]
    styles = [TEXT if column in grid.text_columns else GENERAL for column in range(1, width + 1)]
    for number, row in enumerate(grid.rows, 1):
        heading = number in grid.heading_rows
        yield row_xml(number, row, columns, [HEADING] * width if heading else styles, strings)
    yield "</sheetData>"
    if grid.merged:
        yield "<mergeCells>"
        for top, left, bottom, right in grid.merged:
            yield f'<mergeCell ref="{letters(left)}{top}:{letters(right)}{bottom}"/>'
        yield "</mergeCells>"
    yield "</worksheet>"


def row_xml(
    number: int, row: Sequence[Cell], columns: list[str], styles: list[int], strings: dict[str, int]
) -> str:
    """One row; empty cells are left out."""
    cells = []
    for column, value, style in zip(columns, row, styles, strict=False):
        if isinstance(value, str):
            if value:
                index = strings.setdefault(value, len(strings))
                cells.append(f'<c r="{column}{number}" s="{style}" t="s"><v>{index}</v></c>')
        elif isinstance(value, date):
            cells.append(f'<c r="{column}{number}" s="1"><v>{value.toordinal() - EPOCH}</v></c>')
        elif value is not None:
            cells.append(f'<c r="{column}{number}" s="{style}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def strings_xml(strings: Iterable[str]) -> Iterator[str]:
    """The table of texts."""
    yield f'{DECLARATION}<sst xmlns="{MAIN}">'
    for text in strings:
        yield f'<si><t xml:space="preserve">{escape(UNWRITABLE.sub("", text))}</t></si>'
    yield "</sst>"


def frame_parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts that are not sheets: types, relations, workbook, styles."""
    kinds = {f"worksheets/sheet{number}.xml": "worksheet" for number in range(1, len(names) + 1)}
    kinds |= {"styles.xml": "styles", "sharedStrings.xml": "sharedStrings"}
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{spreadsheet}.{kind}+xml"/>'
        for part, kind in [("workbook.xml", "sheet.main"), *kinds.items()]
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{part}"/>'
        for number, (part, kind) in enumerate(kinds.items(), 1)
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{rels}"/>'
    yield "[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{default}{types}</Types>'
    target = f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"'
    yield "_rels/.rels", relations(f'<Relationship Id="rId1" {target}/>')
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
    )
    yield "xl/_rels/workbook.xml.rels", relations(links)
    yield "xl/styles.xml", STYLES


def relations(links: str) -> str:
    """A part that links to others."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def xlsx_bytes(grids: Sequence[Grid], level: int = 6) -> bytes:
    """A workbook with fixed times; `level` is that of the compression."""
    strings: dict[str, int] = {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as book:
        for name, text in frame_parts([grid.name for grid in grids]):
            add_part(book, name, DECLARATION + text)
        for number, grid in enumerate(grids, 1):
            add_part(book, f"xl/worksheets/sheet{number}.xml", "".join(sheet_xml(grid, strings)))
        add_part(book, "xl/sharedStrings.xml", "".join(strings_xml(strings)))
    return out.getvalue()


def add_part(book: zipfile.ZipFile, name: str, text: str) -> None:
    """One part, with the same time and system on every machine."""
    entry = zipfile.ZipInfo(name, ZIP_TIME)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
    book.writestr(entry, text.encode())
