"""Open cases that we prefilled: rows in which nothing was filled in say nothing new."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from recheck.intake.parts import Part
from recheck.model import Fate
from recheck.sheets import DATA
from recheck.supervision import FOLLOWED_UP


def without_unanswered(parts: Sequence[Part]) -> list[Part]:
    """The parts of a follow-up, their unanswered rows blank."""
    return [_answered(part) if part.mapped else part for part in parts]


def _answered(part: Part) -> Part:
    letters = part.mapped.letters if part.mapped else {}
    columns = [letters[one] for one in FOLLOWED_UP if one in letters]
    said = pl.any_horizontal(pl.lit(value=False), *(pl.col(one).is_not_null() for one in columns))
    answers = part.sheet.cells.select(said.alias("said"))["said"]
    blank = pl.Series([Fate.BLANK.value]).new_from_index(0, part.labels.len())
    return replace(part, labels=part.labels.zip_with((part.labels != DATA) | answers, blank))
