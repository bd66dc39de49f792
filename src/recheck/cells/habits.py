"""Days as one institution writes them, rewritten as everybody's are read."""

import re
from collections.abc import Callable

from recheck.cells.text import line
from recheck.rulebook import DateHabits

YEAR_LAST = re.compile(
    r"(?<![\d.])(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*((?:19|20)\d\d)(?!\d|\s*[-./]\s*\d)"
)
SHORT_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d\d)((?:\s.*)?)")
BY_ORDER = {"day-month-year": (4, 3, 1), "month-day-year": (4, 1, 3)}
"""Where year, month and day stand in the patterns."""


def usual_spelling(habits: DateHabits) -> Callable[[str], str]:
    """What turns the text of a cell into the order year, month, day.

    Only what the habit is about changes: a date that names its year first is read as it stands.
    """
    order = BY_ORDER.get(habits.order)
    return lambda text: _year_first(line(text), order) if order else text


def _year_first(words: str, order: tuple[int, int, int]) -> str:
    if short := SHORT_YEAR_LAST.fullmatch(words):
        return f"{_ordered(short, order)}{short[5]}"
    return YEAR_LAST.sub(lambda found: _ordered(found, order), words)


def _ordered(found: re.Match[str], order: tuple[int, int, int]) -> str:
    return "-".join(found[place] for place in order)
