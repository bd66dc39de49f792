"""Which rows are the header, and what stands over each column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recheck.sheets.sheet import Sheet

SEARCHED_ROWS = 15
LEAST_HEADINGS = 3

Rows = Sequence[Sequence[str | None]]
Meaning = Callable[[str, str], object]
"""(group, heading as written) → what it means, or None; equal meanings count once."""


@dataclass(frozen=True)
class Heading:
    """What stands over one column; `group` is the merged heading above it, or empty."""

    column: str  # Excel letters
    group: str
    text: str


@dataclass(frozen=True)
class Header:
    """The heading rows (as Excel counts, both included) and the columns that have a heading."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]


def find_header(sheet: Sheet, meaning: Meaning, least: int = LEAST_HEADINGS) -> Header | None:
    """The one or two of the first rows that name most known columns; None: fewer than `least`."""
    rows = sheet.cells.head(SEARCHED_ROWS + 1).rows()
    singles = [_header(sheet, rows, number, number) for number in _numbers(rows)]
    if not singles:
        return None
    best = max(singles, key=lambda header: _score(header, meaning))
    pairs = (
        _header(sheet, rows, first, first + 1)
        for first in (best.first_row - 1, best.first_row)
        if 1 <= first < len(rows)
    )
    # max keeps the first of equals: a pair of rows must name more columns to be preferred
    best = max((best, *pairs), key=lambda header: _score(header, meaning))
    return best if _score(best, meaning) >= least else None


def _numbers(rows: Sequence[object]) -> range:
    return range(1, min(len(rows), SEARCHED_ROWS) + 1)


def _header(sheet: Sheet, rows: Rows, first: int, last: int) -> Header:
    upper = rows[first - 1] if first < last else [None] * sheet.cells.width
    return Header(first, last, _headings(sheet.cells.columns, upper, rows[last - 1]))


def _headings(
    columns: Sequence[str], upper: Sequence[str | None], lower: Sequence[str | None]
) -> tuple[Heading, ...]:
    """Only the first cell of a merged heading has its text, so it is carried to the right."""
    headings, group = [], ""
    for column, above, below in zip(columns, upper, lower, strict=True):
        group = above or group
        if below:
            headings.append(Heading(column, group, below))
        elif above:
            headings.append(Heading(column, "", above))
    return tuple(headings)


def _score(header: Header, meaning: Meaning) -> int:
    meanings = {meaning(heading.group, heading.text) for heading in header.headings}
    return len(meanings - {None})
