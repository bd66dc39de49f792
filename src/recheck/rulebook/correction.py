"""The words of the workbook in which the institute types corrections."""

from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.rulebook.book import RULES


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
