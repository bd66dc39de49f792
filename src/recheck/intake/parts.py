"""A sheet read as far as its words go: header, fields, the label of each row, or why not."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from recheck.errors import Unplaceable
from recheck.files import column_number
from recheck.headings import SheetMap, heading_sense, map_headings
from recheck.intake.origin import Origin, Reporters, told_by_rows, told_by_title
from recheck.intake.summary import Summary, read_summary
from recheck.model import OTHER_ROW_SCHEMA, HeadingRead, SheetRead
from recheck.rulebook import Profile, Rulebook
from recheck.sheets import DATA, Header, Sheet, find_header, label_rows


@dataclass(frozen=True)
class Reading:
    """What every sheet of a file is read with; `given` and `by_path` are told from outside it."""

    rulebook: Rulebook
    reporters: Reporters
    given: Origin
    by_path: Origin
    arrived_on: date

    def profile(self, institution: str | None) -> Profile | None:
        """What the institution does differently on the day of arrival, if anything."""
        return self.rulebook.profile(institution, self.arrived_on)


@dataclass(frozen=True)
class Part:
    """One sheet; `mapped` is None when it holds no list, `refusal` says why when it should.

    `summary`: what a sheet 汇总 declares; its rows are furniture.
    """

    sheet: Sheet
    labels: pl.Series
    by_title: Origin
    mapped: SheetMap | None = None
    refusal: Unplaceable | None = None
    summary: Summary | None = None

    def data_rows(self) -> pl.DataFrame:
        """sheet_no, place (row in Excel), and a String column per field, of the data rows."""
        letters = self.mapped.letters if self.mapped else {}
        numbered = self.sheet.cells.with_row_index("place", offset=1)
        return numbered.filter(self.labels == DATA).select(
            pl.lit(self.sheet.number, pl.Int32).alias("sheet_no"),
            pl.col("place").cast(pl.Int64),
            **{field: pl.col(column) for field, column in letters.items()},
        )

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


def read_part(sheet: Sheet, reading: Reading) -> Part:
    """Find the header, map the headings, label the rows. A hidden sheet is not read."""
    words = reading.rulebook.furniture
    if not sheet.visible:
        return Part(sheet, label_rows(sheet, None, {}, words), Origin())
    summary = read_summary(sheet, reading.rulebook, reading.reporters)
    if summary:
        title = told_by_rows(sheet.cells.head(summary.top - 1).rows(), reading.reporters)
        return Part(sheet, label_rows(sheet, None, {}, words), title, summary=summary)
    outside = reading.given.completed_by(reading.by_path)
    header = find_header(
        sheet, heading_sense(reading.rulebook, reading.profile(outside.institution))
    )
    title = told_by_title(sheet, header, reading.reporters)
    if header is None:
        return Part(sheet, label_rows(sheet, None, {}, words), title)
    try:
        mapped = _mapped(sheet, header, reading, title)
    except Unplaceable as refusal:
        return Part(sheet, label_rows(sheet, None, {}, words), title, refusal=refusal)
    return Part(sheet, label_rows(sheet, header, mapped.letters, words), title, mapped)


def _mapped(sheet: Sheet, header: Header, reading: Reading, title: Origin) -> SheetMap:
    """By the headings of the institution, when it has its own, else by the common ones."""
    by_column = Origin(_only_institution(sheet, header, reading))
    told = reading.given.completed_by(by_column).completed_by(title).completed_by(reading.by_path)
    return map_headings(sheet, header, reading.rulebook, reading.profile(told.institution))


def _only_institution(sheet: Sheet, header: Header, reading: Reading) -> str | None:
    """The one institution that a column of the sheet names."""
    sense = heading_sense(reading.rulebook, None)
    columns = [one.column for one in header.headings if sense(one.group, one.text) == "institution"]
    below = (text for one in columns for text in sheet.cells[one].slice(header.last_row).unique())
    names = {reading.reporters.name(text) for text in below if text}
    return names.pop() if len(names) == 1 else None
