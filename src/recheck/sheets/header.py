"""Which rows are the header, and what stands over each column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recheck.sheets.sheet import Sheet

SEARCHED_ROWS = 15
LEAST_HEADINGS = 3

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


def find_header(sheet: Sheet, meaning: Meaning) -> Header | None:
    """The one or two of the first rows that name most known columns; None when fewer than three."""
    candidates = list(_candidates(sheet))
    if not candidates:
        return None
    best = max(candidates, key=lambda header: _score(header, meaning))
    return best if _score(best, meaning) >= LEAST_HEADINGS else None


def _candidates(sheet: Sheet) -> Iterator[Header]:
    """Single rows first: a pair of rows must name more columns to be preferred."""
    rows = sheet.cells.head(SEARCHED_ROWS + 1).rows()
    columns = sheet.cells.columns
    for number, row in enumerate(rows[:SEARCHED_ROWS], 1):
        yield Header(number, number, _headings(columns, [None] * len(row), row))
    for number, (upper, lower) in enumerate(pairwise(rows), 1):
        yield Header(number, number + 1, _headings(columns, upper, lower))


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
