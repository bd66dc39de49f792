"""A plain workbook with the cells of a file that cannot be kept: same text, same places."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from xml.sax.saxutils import quoteattr

import polars as pl

from recheck.feedback.marks import shown_name
from recheck.feedback.package import CONTENT_TYPES, MAIN, OFFICE, RELATIONS, TYPES
from recheck.files import column_number
from recheck.intake.shown import shown_cells
from recheck.sheets import Sheet

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
AS_TEXT = 1
"""The style of all cells: what is typed into them stays as it is typed, ID numbers too."""
MIDNIGHT = r" 00:00:00$"
ILLEGAL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"


def rebuilt(sheets: Sequence[Sheet], kept: Mapping[str, Collection[int]] | None = None) -> bytes:
    """An xlsx of the visible sheets; with `kept`, only of these rows of these sheets."""
    shown = [
        sheet
        for sheet in sheets
        if sheet.visible and sheet.cells.width and (kept is None or sheet.name in kept)
    ]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in _frame(shown).items():
            package.writestr(name, part)
        for number, sheet in enumerate(shown, 1):
            rows = None if kept is None else kept[sheet.name]
            package.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(shown_cells(sheet), rows))
    return file.getvalue()


def _sheet(cells: pl.DataFrame, kept: Collection[int] | None) -> str:
    lines = cells.with_row_index("row", offset=1)
    if kept is not None:
        lines = lines.filter(pl.col("row").is_in(list(kept)))
    filled = [_cell(column).fill_null("") for column in cells.columns]
    opened = pl.concat_str(pl.lit('<row r="'), "row", pl.lit('">'))
    rows = lines.select(pl.concat_str(opened, *filled, pl.lit("</row>"))).to_series()
    width = max(map(column_number, cells.columns))
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><cols><col min="1" max="{width}" width="16"'
        f' style="{AS_TEXT}" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _cell(column: str) -> pl.Expr:
    """The cells of one column as XML; null where there is none."""
    text = pl.col(column).str.replace(MIDNIGHT, "").str.replace_all(ILLEGAL, "")
    for character, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(character, name, literal=True)
    opened = pl.concat_str(
        pl.lit(f'<c r="{column}'), "row", pl.lit(f'" s="{AS_TEXT}" t="inlineStr">')
    )
    return pl.concat_str(
        opened, pl.lit('<is><t xml:space="preserve">'), text, pl.lit("</t></is></c>")
    )


def _frame(shown: Sequence[Sheet]) -> dict[str, str]:
    """All parts but the sheets."""
    names = [shown_name(sheet.name) for sheet in shown]
    days = ' date1904="1"' if any(sheet.from_1904 for sheet in shown) else ""
    numbers = range(1, len(names) + 1)
    relation = f'<Relationship Id="rId{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    relations = [relation.format(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    relations.append(relation.format(len(names) + 1, "styles", "styles.xml"))
    overrides = {
        "/xl/workbook.xml": f"{SPREADSHEET}.sheet.main+xml",
        "/xl/styles.xml": f"{SPREADSHEET}.styles+xml",
        **{f"/xl/worksheets/sheet{n}.xml": f"{SPREADSHEET}.worksheet+xml" for n in numbers},
    }
    types = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    return {
        CONTENT_TYPES: f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">'
        f"{relation.format(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<workbookPr{days}/><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">'
        f"{''.join(relations)}</Relationships>",
        "xl/styles.xml": STYLES,
    }
