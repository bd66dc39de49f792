"""Records of text, of any length, become one frame with a column per letter."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

import polars as pl

from recheck.errors import Unreadable
from recheck.files import column_letters
from recheck.files.limits import CELL_LIMIT, COLUMN_LIMIT
from recheck.files.refusals import TOO_WIDE

BATCH = 20_000  # records: their Python objects are gone before the next ones come

Record = Sequence[str | None]


def as_table(records: Iterable[Record]) -> pl.DataFrame:
    """One row per record, columns A, B, C …, all String. Raises Unreadable beyond the limits."""
    bounded = _bounded(records)
    frames = [pl.DataFrame()]
    while batch := list(islice(bounded, BATCH)):
        frames.append(_frame(batch))
    return pl.concat(frames, how="diagonal")


def _bounded(records: Iterable[Record]) -> Iterator[Record]:
    widest = 1
    for number, record in enumerate(records, 1):
        widest = max(widest, len(record))
        if widest > COLUMN_LIMIT or widest * number > CELL_LIMIT:
            raise Unreadable(TOO_WIDE, row=number, column=widest)
        yield record


def _frame(batch: Sequence[Record]) -> pl.DataFrame:
    columns = zip_longest(*batch)
    named = {column_letters(number): column for number, column in enumerate(columns, 1)}
    frame = pl.DataFrame(named, schema=dict.fromkeys(named, pl.String))
    return frame if frame.width else pl.DataFrame({"A": [None] * len(batch)}, {"A": pl.String})
