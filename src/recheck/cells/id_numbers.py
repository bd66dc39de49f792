"""Identity numbers: valid, upgraded from 15 digits, or weak (definitions §1).

Nearly all numbers are right as they stand and are told so column by column; the others are read
one by one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import polars as pl

from recheck.cells.citizen import CHECK_MARKS, FIFTEEN, WEIGHTS, is_right, upgraded
from recheck.cells.id_faults import fault
from recheck.cells.lookup import overlaid
from recheck.rulebook import Vocabulary, normalised

CITIZEN = r"^[0-9]{17}[0-9X]$"
EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}")
OTHER = re.compile(r"[0-9A-Z]{5,20}")
SOMETHING = re.compile(r"\w")
DECORATION = re.compile(r"['’‘`\-()]")
MARKS_FOR_X = re.compile(r"(?<=^[0-9]{17})[×ХΧ✕╳]$")  # can only be the check mark X
ZERO_CENTS = re.compile(r"(?<=[0-9])\.0+$")

OTHER_TYPES = ("passport", "officer", "hong_kong_macau", "taiwan", "permanent_residence")
PATTERNS = {  # first match wins
    "hong_kong_macau": re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    "permanent_residence": re.compile(r"[A-Z]{3}[0-9]{12}"),
    "taiwan": re.compile(r"[0-9]{10}[A-Z]"),
    "passport": re.compile(r"[EGDSP][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}"),
}
TOLD_BY_NUMBER = {
    "81": "residence_permit",
    "82": "residence_permit",
    "83": "residence_permit",
    "9": "permanent_residence",
}

ARRAY = pl.Array(pl.UInt8, 18)
WIDE_ARRAY = pl.Array(pl.UInt16, 18)
WEIGHT_OF_MARK = pl.Series([[*WEIGHTS, 0]], dtype=WIDE_ARRAY)
CHECK_BYTES = pl.Series([*CHECK_MARKS.encode()], dtype=pl.UInt8)


class IdNumber(NamedTuple):
    """What one cell says: `id_type` is a label of 证件类型, `code` the finding."""

    id_type: str | None
    id_number: str | None = None
    id_valid: bool = False
    code: str | None = None
    parameters: str | None = None


@dataclass(frozen=True)
class IdReader:
    """Reads a number beside its stated type; the number tells more than the type."""

    types: Vocabulary

    def read(self, text: str | None, stated: str | None) -> IdNumber:
        """What one cell says; a weak number is given as read, normalised."""
        if text is None:
            return IdNumber(stated, code="id_missing")
        plain = ZERO_CENTS.sub("", DECORATION.sub("", normalised(text)))
        number = MARKS_FOR_X.sub("X", plain)
        if EXPONENT.fullmatch(number):
            return IdNumber(stated, f"{Decimal(number):f}", code="id_digits_lost")
        if known := self._citizen(number, stated) or self._other(number, stated):
            return known._replace(code="id_mark_for_x") if number != plain else known
        code, parameters = fault(text, number)
        weak = number if SOMETHING.search(number) else None
        return IdNumber(stated, weak, code=code, parameters=parameters)

    @property
    def resident(self) -> str:
        """The label of the document that nearly everybody has."""
        return self.types.codes["resident"]

    def _citizen(self, number: str, stated: str | None) -> IdNumber | None:
        """18 right marks, or 15 digits that become such."""
        is_short = FIFTEEN.fullmatch(number) is not None and stated not in self._others
        long = upgraded(number) if is_short else number
        if not is_right(long):
            return None
        told = (code for start, code in TOLD_BY_NUMBER.items() if long.startswith(start))
        label = self.types.codes[next(told, "resident")]
        return IdNumber(label, long, id_valid=True, code="id_upgraded" if is_short else None)

    def _other(self, number: str, stated: str | None) -> IdNumber | None:
        """Another document, by its stated type or by its pattern."""
        if not OTHER.fullmatch(number):
            return None
        if stated in self._others:
            return IdNumber(stated, number, id_valid=True)
        matching = (code for code, pattern in PATTERNS.items() if pattern.fullmatch(number))
        told = next(matching, None)
        if told is None:
            return None
        code = "id_type_contradiction" if stated else None
        return IdNumber(self.types.codes[told], number, id_valid=True, code=code)

    @cached_property
    def _others(self) -> frozenset[str]:
        return frozenset(self.types.codes[code] for code in OTHER_TYPES)


def type_id_numbers(
    written: pl.Series,
    stated: pl.Series,
    read: Callable[[str | None, str | None], IdNumber],
    resident: str,
) -> pl.DataFrame:
    """The columns of IdNumber for the cells `written`.

    `stated`: labels of 证件类型; `read`: what a cell says beside its label; `resident`: the label
    of numbers that are right as they stand.
    """
    sound = _sound(written)
    as_they_stand = pl.DataFrame([written.alias("id_number"), sound.alias("id_valid")]).select(
        pl.lit(resident).alias("id_type"),
        "id_number",
        "id_valid",
        *(pl.lit(None, pl.String).alias(name) for name in ("code", "parameters")),
    )
    odd = pl.DataFrame([written.alias("written"), stated.alias("stated")]).filter(~sound)
    return overlaid(as_they_stand, ~sound, [read(*cells) for cells in odd.iter_rows()])


def _sound(written: pl.Series) -> pl.Series:
    """The residents' numbers that are right as they stand."""
    shaped = written.str.contains(CITIZEN).fill_null(value=False)
    numbers = written.zip_with(shaped, pl.Series(["0" * 18]).new_from_index(0, written.len()))
    marks = numbers.cast(pl.Binary).bin.reinterpret(dtype=ARRAY)
    total = (marks.cast(WIDE_ARRAY) * WEIGHT_OF_MARK).arr.sum() - ord("0") * sum(WEIGHTS)
    born = numbers.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    is_right = CHECK_BYTES.gather(total % 11) == marks.arr.last()
    return is_right & born.is_not_null() & ~marks.arr.first().is_in([*b"89"])
