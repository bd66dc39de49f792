"""Corrections by the institute: the words of their workbook, and what they may change."""

from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.rulebook.book import RULES, Rulebook
from recheck.rulebook.columns import Column

KIND = "recheck_status"
OF_THE_FILE = ("institution", "period", "case_id")
"""Fields that are told for whole files, or by us; no correction of a row changes them."""


@dataclass(frozen=True)
class CorrectionColumn:
    """A column of the workbook."""

    name: str
    heading: str
    width: int


@dataclass(frozen=True)
class CorrectionWords:
    """`rules/correction.toml`; a sheet with all headings of `telling` holds corrections."""

    sheet: str
    guide_sheet: str
    choices_sheet: str
    telling: tuple[str, ...]
    guide: tuple[str, ...]
    columns: tuple[CorrectionColumn, ...]


@cache
def correction_words() -> CorrectionWords:
    """The words of `rules/correction.toml`."""
    return strict.read(RULES / "correction.toml", CorrectionWords)


def correctable(rulebook: Rulebook) -> tuple[Column, ...]:
    """The columns of a 复查落实情况表 whose cells a correction may change."""
    return tuple(
        one for one in rulebook.columns if one.kind == KIND and one.field not in OF_THE_FILE
    )
