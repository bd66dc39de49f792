"""Findings of rows get their place: sheet, row, column letter and heading."""

import polars as pl

from recheck.checks import FIELDS_OF
from recheck.headings import SheetMap
from recheck.intake.parts import Part
from recheck.model import FINDING_SCHEMA

WHOLE = {"row": None, "column": None, "heading": None}


def placed(found: pl.DataFrame, rows: pl.DataFrame, parts: list[Part]) -> pl.DataFrame:
    """FINDING_SCHEMA from CELL_FINDINGS; `rows`: row, sheet_no and place of every data row.

    A check whose columns a sheet lacks altogether is told once for the sheet.
    """
    found = found.join(rows.select("row", "sheet_no", "place"), on="row", maintain_order="left")
    kinds = found.select("sheet_no", "code", "field").unique(maintain_order=True)
    columns = pl.concat([_columns(kinds, part) for part in parts if part.mapped])
    located = found.join(
        columns, on=("sheet_no", "code", "field"), nulls_equal=True, maintain_order="left"
    )
    by_row = located.filter(~pl.col("absent"))
    once = located.filter("absent").unique(["sheet_no", "code"], keep="first", maintain_order=True)
    told = pl.concat([by_row, once.with_columns(place=pl.lit(None, pl.Int64))])
    return told.with_columns(row="place").select(FINDING_SCHEMA.keys()).cast(FINDING_SCHEMA)  # type: ignore[arg-type]


def _columns(kinds: pl.DataFrame, part: Part) -> pl.DataFrame:
    """The column that each (code, field) of one sheet points at."""
    mine = kinds.filter(pl.col("sheet_no") == part.sheet.number)
    pointed = [pointed_heading(code, field, part.mapped) for _, code, field in mine.iter_rows()]
    return mine.with_columns(
        pl.lit(part.sheet.name).alias("sheet"),
        pl.Series("column", [one[0] for one in pointed], pl.String),
        pl.Series("heading", [one[1] for one in pointed], pl.String),
        pl.Series("absent", [one[2] for one in pointed], pl.Boolean),
    )


def pointed_heading(
    code: str, field: str | None, mapped: SheetMap | None
) -> tuple[str | None, str | None, bool]:
    """Letters and words of the heading, and whether the sheet has none of the fields at all."""
    fields = FIELDS_OF.get(code, (field,) if field else ())
    for one in fields:
        if mapped and one in mapped.fields:
            heading = mapped.fields[one]
            return heading.column, heading.text, False
    return None, None, bool(fields)
