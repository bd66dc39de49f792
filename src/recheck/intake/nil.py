"""Nil returns: a file that says 零报告 or 本期无复查, and lists nobody."""

from collections.abc import Iterator

import polars as pl

from recheck.errors import Unplaceable
from recheck.intake.origin import told_by_rows
from recheck.intake.outlook import Reading
from recheck.intake.parts import Part
from recheck.intake.senders import NO_INSTITUTION, NO_PERIOD
from recheck.model import Claim, Kind

ID_NUMBER = r"^\d{14,17}[\dXx]$"


def nil_claim(parts: list[Part], reading: Reading) -> Claim | None:
    """The nil return that a file without data rows makes; None when it is none.

    Raises Unplaceable when institution or half-year of a nil return cannot be told.
    """
    cells = [part.sheet.cells for part in parts if part.is_read]
    says_so = reading.rulebook.furniture.says_nothing_to_report
    if not any(map(says_so, _texts(cells))) or lists_persons(parts):
        return None
    told = reading.given
    for frame in cells:
        told = told.completed_by(told_by_rows(frame.rows(), reading.reporters))
    told = told.completed_by(reading.by_path)
    if told.institution is None:
        raise Unplaceable(NO_INSTITUTION)
    if told.period is None:
        raise Unplaceable(NO_PERIOD, institution=told.institution)
    return Claim(told.institution, told.period, Kind.RECHECK_STATUS, nil=True)


def _texts(cells: list[pl.DataFrame]) -> Iterator[str]:
    for frame in cells:
        for row in frame.iter_rows():
            yield from filter(None, row)


def lists_persons(parts: list[Part]) -> bool:
    """Whether an ID number stands on a sheet that is no list, so that nobody may be said to be nil.

    In a list, the rows about persons are data, or the example of our template.
    """
    return any(
        bool(part.sheet.cells[column].str.contains(ID_NUMBER).any())
        for part in parts
        if part.is_read and not part.mapped
        for column in part.sheet.cells.columns
    )
