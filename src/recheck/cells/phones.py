"""Telephone numbers as plain digits."""

import re
from decimal import Decimal
from typing import NamedTuple

from recheck.cells.lookup import as_parameters
from recheck.rulebook import normalised

MOBILE = r"^1[3-9][0-9]{9}$"
"""Of most cells: they are right as they stand."""
SEVERAL = re.compile(r"[/、,;|或\n]")
EXTENSION = re.compile(r"(?:(?:转|EXT\.?|#)|(?<=^0\d{3}-\d{8})-|(?<=^0\d{11})-)\d{1,6}$")
NUMBER_CELL = re.compile(r"\d+\.0+|(\d(?:\.\d+)?)E\+?\d{1,2}")
MOST_DIGITS_SHOWN = 6  # by Excel, of a number that is too wide for its cell
DECORATION = re.compile(r"[-()+.\s]")
COUNTRY = re.compile(r"^(?:0086|86)(?=1\d{10}$|0?\d{10,11}$)")
LOCAL = re.compile(r"[2-8]\d{7}")
WHOLE = re.compile(r"1[3-9]\d{9}|0\d{9,11}|400\d{7}")
NEARLY_MOBILE = re.compile(r"1[3-9]\d{6,12}")
TWO_MOBILES = re.compile(r"(1[3-9]\d{9})(1[3-9]\d{9})")


class Phone(NamedTuple):
    """The number in digits; `code` is the finding, with the parameters of its sentence."""

    digits: str | None
    code: str | None = None
    parameters: str | None = None


def read_phone(text: str, area: str) -> Phone:
    """The first number of the cell, `area` before a bare local number."""
    written = normalised(text.replace("\n", "/"))
    if found := NUMBER_CELL.fullmatch(written):
        return _of_number_cell(written, found[1])
    numbers = [one for one in SEVERAL.split(written) if one]
    digits = _digits(numbers[0], area) if numbers else ""
    if two := TWO_MOBILES.fullmatch(digits):
        return Phone(two[1], "phone_several")
    if WHOLE.fullmatch(digits):
        return Phone(digits, "phone_several" if len(numbers) > 1 else None)
    if NEARLY_MOBILE.fullmatch(digits):
        return Phone(None, "phone_wrong_length", as_parameters(count=len(digits)))
    return Phone(None, "phone_unreadable")


def _digits(first: str, area: str) -> str:
    digits = COUNTRY.sub("", DECORATION.sub("", EXTENSION.sub("", first)))
    return area + digits if LOCAL.fullmatch(digits) else digits


def _of_number_cell(written: str, mantissa: str | None) -> Phone:
    """13800138000.0 and 1.3800138E+10 in plain digits; 1.38E+10 has lost its own."""
    if mantissa and len(mantissa.replace(".", "")) <= MOST_DIGITS_SHOWN:
        return Phone(None, "phone_digits_lost")
    digits = str(int(Decimal(written)))
    return Phone(digits) if WHOLE.fullmatch(digits) else Phone(None, "phone_unreadable")
