"""What is wrong with a number that is no valid ID number, as exactly as its marks can tell."""

import re

from recheck.cells.citizen import EIGHTEEN, FIFTEEN, has_real_birth_date, upgraded
from recheck.cells.lookup import as_parameters
from recheck.cells.text import line

LOOK_ALIKES = frozenset("OQDILZSB|!〇○ОΟІ*")
"""Marks that look like what belongs in their place: O like 0, l like 1, * like X."""

LONG_NUMBERS = re.compile(r"[0-9]{11,}")
MASKED = re.compile(r"[0-9]+([*#•●?X×])\1{2,}[0-9X*]*")
DIGITS = re.compile(r"[0-9]{13,}X?")  # fewer may be those of another document
FEWEST_DIGITS = 10  # among 15 or 18 marks, for the others to be slips

Fault = tuple[str, str | None]
"""The code of the finding, and the parameters of its sentence."""


def fault(text: str, number: str) -> Fault:
    """The first that applies to the cell `text`; `number`: the same, normalised."""
    if len(LONG_NUMBERS.findall(line(text))) > 1:
        return "id_several", None
    if MASKED.fullmatch(number):
        return "id_masked", None
    if EIGHTEEN.fullmatch(number) or FIFTEEN.fullmatch(number):
        return _wrong_citizen(number), None
    if places := _look_alikes(number):
        return "id_look_alike", _told(text, places)
    if DIGITS.fullmatch(number):
        return "id_wrong_length", as_parameters(count=len(number))
    return "id_malformed", None


def _wrong_citizen(number: str) -> str:
    if len(number) == 18 and number.endswith("000"):
        return "id_digits_lost"
    long = upgraded(number) if len(number) == 15 else number
    return "id_bad_check" if has_real_birth_date(long) else "id_bad_date"


def _look_alikes(number: str) -> list[int]:
    """The places, from 1, of the marks that are no digits, when all of them look like digits."""
    if len(number) not in (15, 18):
        return []
    places = [place for place, mark in enumerate(number, 1) if not "0" <= mark <= "9"]
    odd = [place for place in places if (place, number[place - 1]) != (18, "X")]
    alike = all(number[place - 1] in LOOK_ALIKES for place in odd)
    return odd if alike and len(number) - len(odd) >= FEWEST_DIGITS else []


def _told(text: str, places: list[int]) -> str:
    marks = dict.fromkeys(mark for mark in line(text) if mark.upper() in LOOK_ALIKES)
    return as_parameters(marks="、".join(marks), places="、".join(map(str, places)))
