"""Unified social credit codes (GB 32100): well formed or not; letters are never repaired."""

import re

from recheck.cells.lookup import as_parameters
from recheck.rulebook import normalised

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {mark: value for value, mark in enumerate(ALPHABET)}
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

REGISTRATION = re.compile(r"[0-9]{15}")
ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")

UsccRead = tuple[str | None, str | None, str | None]
"""The code in plain capitals, or why it is none: finding code and parameters."""


def read_uscc(text: str) -> UsccRead:
    """What one cell says: 18 marks of the alphabet with the right check mark, or what is wrong."""
    code = normalised(text)
    if REGISTRATION.fullmatch(code) or ORGANISATION.fullmatch(code):
        return None, "uscc_of_older_kind", None
    if len(code) != 18:
        return None, "uscc_wrong_length", as_parameters(count=len(code))
    if strange := [place for place, mark in enumerate(code, 1) if mark not in VALUES]:
        marks = dict.fromkeys(code[place - 1] for place in strange)
        where = "、".join(map(str, strange))
        return None, "uscc_wrong_mark", as_parameters(marks="、".join(marks), places=where)
    return (code, None, None) if code[-1] == check_mark(code) else (None, "uscc_malformed", None)


def check_mark(code: str) -> str:
    """What belongs behind the first 17 marks."""
    total = sum(VALUES[mark] * weight for mark, weight in zip(code, WEIGHTS, strict=False))
    return ALPHABET[-total % 31]
