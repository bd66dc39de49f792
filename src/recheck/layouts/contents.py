"""Whether the cells below a heading look like those of a field; shares only, never the cells."""

import re
from collections.abc import Callable, Collection, Mapping

import polars as pl

from recheck.cells.dates import read_date
from recheck.rulebook import Rulebook, Vocabulary, normalised

LOOKED_AT = 200
"""Filled cells are enough to tell a column by."""
ALIKE = 0.8
"""So many of them must read as the field."""

ID_NUMBER = re.compile(r"[1-9]\d{16}[\dX]|[1-9]\d{14}")
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
MOBILE = re.compile(r"1[3-9]\d{9}")
BETWEEN_HAZARDS = re.compile(r"[、,;/+\s]+")

TELLING = frozenset(
    {
        "id_number",
        "hazards",
        "town",
        "district",
        "rechecked",
        "exam_type",
        "scale",
        "notice_method",
    }
)
"""Fields whose cells look like no other's; days, telephones and credit codes stand in several."""

Test = Callable[[str], bool]


def tests_of(rulebook: Rulebook) -> Mapping[str, Test]:
    """Field → whether a cell, normalised, reads as it; fields that any text could be have none."""
    words, region = rulebook.vocabularies, rulebook.region
    return {
        "id_number": lambda cell: ID_NUMBER.fullmatch(cell) is not None,
        "uscc": lambda cell: USCC.fullmatch(cell) is not None and not ID_NUMBER.fullmatch(cell),
        "exam_date": lambda cell: read_date(cell) is not None,
        "phone": lambda cell: MOBILE.fullmatch(cell) is not None,
        "hazards": lambda cell: all(
            one in rulebook.hazards.names for one in BETWEEN_HAZARDS.split(cell)
        ),
        "town": lambda cell: cell in region.town_names,
        "district": lambda cell: cell in region.district_names,
        "rechecked": _is_one_of(words["yes_no"]),
        "exam_type": _is_one_of(words["exam_type"]),
        "scale": _is_one_of(words["scale"]),
        "notice_method": _is_one_of(words["notice_method"]),
    }


def _is_one_of(words: Vocabulary) -> Test:
    return lambda cell: cell in words.fixes


def share(cells: pl.Series, test: Test) -> float | None:
    """How many of the filled cells pass, from 0 to 1; None when there are none."""
    filled = cells.drop_nulls().head(LOOKED_AT).to_list()
    return sum(test(normalised(cell)) for cell in filled) / len(filled) if filled else None


def looks_like(cells: pl.Series, fields: Collection[str], tests: Mapping[str, Test]) -> str | None:
    """The only one of `fields` that the cells look like, if there is one."""
    alike = [
        field
        for field, test in tests.items()
        if field in fields and (share(cells, test) or 0) >= ALIKE
    ]
    return alike[0] if len(alike) == 1 else None
