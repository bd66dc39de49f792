"""A sheet read as far as its words go: header, fields, the label of each row, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from recheck.errors import Unplaceable
from recheck.files import column_number
from recheck.headings import SheetMap, map_headings
from recheck.intake.origin import Origin, told_by_rows
from recheck.intake.outlook import Outlook, Reading, outlooks
from recheck.intake.shown import days_since_1900, shown_cells
from recheck.intake.stamp import is_receipt
from recheck.intake.summary import Summary, read_summary
from recheck.model import OTHER_ROW_SCHEMA, HeadingRead, SheetRead
from recheck.sheets import DATA, Header, Sheet, label_rows


@dataclass(frozen=True)
class Part:
    """One sheet; `mapped` is None when it holds no list, `refusal` says why when it should.

    `summary`: what a sheet 汇总 declares; its rows are furniture. `left_out`: the finding that says
    why the profile of the institution keeps the sheet from being read.
    """

    sheet: Sheet
    labels: pl.Series
    by_title: Origin
    mapped: SheetMap | None = None
    refusal: Unplaceable | None = None
    summary: Summary | None = None
    left_out: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether what stands on the sheet is looked at."""
        return self.sheet.visible and self.left_out is None and not is_receipt(self.sheet)

    def data_rows(self) -> pl.DataFrame:
        """sheet_no, kind, place (row in Excel), and a String column per field, of the data rows."""
        letters = self.mapped.letters if self.mapped else {}
        numbered = shown_cells(self.sheet).with_row_index("place", offset=1)
        rows = numbered.filter(self.labels == DATA).select(
            pl.lit(self.sheet.number, pl.Int32).alias("sheet_no"),
            pl.lit(self.mapped.kind.value if self.mapped else None, pl.String).alias("kind"),
            pl.col("place").cast(pl.Int64),
            **{field: pl.col(column) for field, column in letters.items()},
        )
        return days_since_1900(rows) if self.sheet.from_1904 else rows

    def other_rows(self) -> pl.DataFrame:
        """OTHER_ROW_SCHEMA: the rows that are no data."""
        rows = pl.int_range(1, self.sheet.row_total + 1, eager=True)
        frame = pl.DataFrame({"row": rows, "fate": self.labels}).filter(pl.col("fate") != DATA)
        placed = frame.with_columns(
            sheet=pl.lit(self.sheet.name), sheet_no=pl.lit(self.sheet.number)
        )
        return placed.select(OTHER_ROW_SCHEMA.keys()).cast(OTHER_ROW_SCHEMA)  # type: ignore[arg-type]

    def outline(self) -> SheetRead:
        """How the sheet was understood."""
        read_as = self.mapped.fields if self.mapped else {}
        fields = (self.summary.headings if self.summary else read_as).items()
        extra = self.mapped.extra if self.mapped else ()
        headings = [*((one, field) for field, one in fields), *((one, None) for one in extra)]
        in_order = sorted(headings, key=lambda pair: column_number(pair[0].column))
        read = (HeadingRead(one.column, one.text, field) for one, field in in_order)
        return SheetRead(self.sheet.title, self.sheet.row_total, tuple(read))


def read_parts(sheets: Sequence[Sheet], reading: Reading) -> list[Part]:
    """Every sheet of a file, each by the profile of the institution that it speaks for."""
    return [_part(outlook, reading) for outlook in outlooks(sheets, reading)]


def _part(outlook: Outlook, reading: Reading) -> Part:
    """Map the headings, label the rows. A sheet that is hidden or left out is not read."""
    sheet = outlook.sheet
    if not sheet.visible or is_receipt(sheet):
        return _furniture(sheet, Origin(), reading)
    if outlook.is_left_out:
        return replace(_furniture(sheet, Origin(), reading), left_out="sheet_left_out")
    summary = read_summary(sheet, reading.rulebook, reading.reporters)
    if summary:
        title = told_by_rows(sheet.cells.head(summary.top - 1).rows(), reading.reporters)
        return replace(_furniture(sheet, title, reading), summary=summary)
    if outlook.is_unexpected:
        return replace(_furniture(sheet, Origin(), reading), left_out="sheet_unexpected")
    if outlook.header is None:
        return _furniture(sheet, outlook.by_title, reading)
    return _list(outlook, outlook.header, reading)


def _furniture(sheet: Sheet, by_title: Origin, reading: Reading) -> Part:
    """A sheet without data rows."""
    return Part(sheet, label_rows(sheet, None, {}, reading.rulebook.furniture), by_title)


def _list(outlook: Outlook, header: Header, reading: Reading) -> Part:
    sheet, title = outlook.sheet, outlook.by_title
    try:
        mapped = map_headings(sheet, header, reading.rulebook, outlook.profile)
    except Unplaceable as refusal:
        return replace(_furniture(sheet, title, reading), refusal=refusal)
    labels = label_rows(sheet, header, mapped.letters, reading.rulebook.furniture)
    return Part(replace(sheet, from_1904=outlook.from_1904), labels, title, mapped)
