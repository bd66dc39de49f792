"""Findings about whole sheets and about who sent the file."""

import json
from collections.abc import Iterable, Iterator

import polars as pl

from recheck.errors import Unplaceable
from recheck.intake.origin import Reporters
from recheck.intake.parts import Part
from recheck.intake.stamp import (
    current_version,
    is_follow_up,
    is_receipt,
    template_version,
    version_of,
)
from recheck.model import FINDING_SCHEMA, Claim
from recheck.sheets import DATA, Heading, Sheet

Note = tuple[str, int | None, str | None, str | None, str, str]
"""A row of FINDING_SCHEMA."""


def sheet_notes(
    parts: Iterable[Part], claims: Iterable[Claim], sent: pl.DataFrame, reporters: Reporters
) -> pl.DataFrame:
    """FINDING_SCHEMA: unlisted senders, hidden and refused sheets, columns that are not read.

    `sent`: the data rows as `with_senders` leaves them, or an empty frame.
    """
    notes = [*_unlisted(claims, reporters), *_outdated(parts)]
    for part in parts:
        notes += [*_about_sheet(part), *_unread_period(part, sent), *_about_cells(part)]
    return pl.DataFrame(notes, schema=FINDING_SCHEMA, orient="row")


def cell_notes(parts: Iterable[Part]) -> pl.DataFrame:
    """FINDING_SCHEMA: cells without a value that they should have, and hidden rows."""
    notes = [note for part in parts for note in _about_cells(part)]
    return pl.DataFrame(notes, schema=FINDING_SCHEMA, orient="row")


def note_at(
    sheet: str, row: int | None, heading: Heading | None, code: str, **parameters: object
) -> Note:
    """A finding about the cell below a heading, a row, or (with neither) a sheet."""
    column, text = (heading.column, heading.text) if heading else (None, None)
    return sheet, row, column, text, code, json.dumps(parameters, ensure_ascii=False)


def _note(sheet: str, code: str, **parameters: object) -> Note:
    return note_at(sheet, None, None, code, **parameters)


def _unlisted(claims: Iterable[Claim], reporters: Reporters) -> Iterator[Note]:
    for claim in claims:
        if not reporters.expects(claim.institution):
            yield _note("", "reporter_unlisted", institution=claim.institution)


def _outdated(parts: Iterable[Part]) -> Iterator[Note]:
    version, current = template_version(part.sheet for part in parts), current_version()
    if version not in (None, current):
        yield _note("", "template_outdated", version=version, current=current)


def _about_sheet(part: Part) -> Iterator[Note]:
    if not part.sheet.visible and part.sheet.row_total and not _is_ours(part.sheet):
        yield _note(part.sheet.name, "hidden_sheet")
    if part.left_out and part.sheet.row_total:
        yield _note(part.sheet.name, part.left_out)
    if part.refusal:
        yield _note(part.sheet.name, "sheet_refused", **_reason(part.refusal))
    for heading, near in part.mapped.nearly.items() if part.mapped else ():
        told = {"meant": near.heading, "percent": near.percent}
        yield note_at(part.sheet.name, None, heading, "column_nearly_known", **told)
    if part.mapped and part.mapped.extra:
        headings = "、".join(f"{one.column}（{one.text}）" for one in part.mapped.extra)
        yield _note(part.sheet.name, "columns_not_read", headings=headings)


def _is_ours(sheet: Sheet) -> bool:
    """Whether the sheet came out of this program, so that nothing is lost by not reading it."""
    return version_of(sheet) is not None or is_receipt(sheet) or is_follow_up([sheet])


def _reason(refusal: Unplaceable) -> dict[str, object]:
    """A message id with its parameters, to be put into words where the finding is read."""
    return {"message": refusal.message, "parameters": refusal.parameters}


def _unread_period(part: Part, sent: pl.DataFrame) -> Iterator[Note]:
    """One finding per sheet, at the first row whose half-year cannot be read."""
    if sent.is_empty() or part.mapped is None or "period" not in part.mapped.fields:
        return
    unread = sent.filter((pl.col("sheet_no") == part.sheet.number) & pl.col("period_unread"))
    if unread.height:
        heading = part.mapped.fields["period"]
        row = int(unread["place"][0])
        yield part.sheet.name, row, heading.column, heading.text, "period_unreadable", "{}"


def _about_cells(part: Part) -> Iterator[Note]:
    """Cells that show an error or await a calculation, and rows that are hidden."""
    marks = part.sheet.marks
    marked = marks.errors.height + marks.valueless.height + len(marks.hidden_rows)
    if part.mapped is None or not marked:
        return
    told = {one.column: one for one in part.mapped.fields.values()}
    rows = set((part.labels == DATA).arg_true() + 1)
    for code, cells in (("cell_error", marks.errors), ("formula_not_calculated", marks.valueless)):
        for row, column in cells.iter_rows():
            if row in rows and column in told:
                yield note_at(part.sheet.name, row, told[column], code)
    if hidden := sorted(rows & marks.hidden_rows):
        yield _note(part.sheet.name, "rows_hidden", count=len(hidden), first=hidden[0])
