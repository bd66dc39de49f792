"""复查期限: absolute, without year, or relative to the base date (definitions §5)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from recheck.cells.dates import find_dates, in_digits, read_date
from recheck.cells.numerals import MARKS, NUMERAL, number
from recheck.cells.text import line
from recheck.rulebook import Vocabulary, normalised

ON, MONTH_DAY, WITHIN, AFTER = "on", "month_day", "within", "after"

TO = r"\s*(?:-|—|–|~|至|到)\s*"
LONELY_DAY = rf"{TO}(?:(?:(\d{{1,2}})\s*[-./月]\s*)?(\d{{1,2}})\s*[日号]?)(?!\d|[./])"
MONTH_AND_DAY = re.compile(r"(?<![\d.])(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?![\d.])")
CHINESE_MONTH_DAY = re.compile(r"([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]")

UNITS = {
    "小时": ("hour", 1),
    "H": ("hour", 1),
    "天": ("day", 1),
    "日": ("day", 1),
    "周": ("day", 7),
    "星期": ("day", 7),
    "礼拜": ("day", 7),
    "月": ("month", 1),
    "年": ("month", 12),
}
HALVES = {"半个月": (15, "day"), "半月": (15, "day"), "半年": (6, "month")}
SPAN = re.compile(
    rf"(?<![个年{MARKS}])(?P<half>{'|'.join(HALVES)})"
    r"|每(?P<every>周|星期|月|年)"
    rf"|(?<![.月{MARKS}])(?:(?:{NUMERAL}){TO})?(?P<amount>{NUMERAL})\s*个?"
    r"(?P<unit>小时|天|日|周|星期|礼拜|(?<=个)月|年|H)(?![半前])"
)
AFTERWARDS = re.compile(r"(?:以|之)?后")
WORKING_DAYS = re.compile(r"工作日|上班日")
NO_UPPER_LIMIT = re.compile(r"以上|至少|不少于")
LONGEST = {"day": 3660, "month": 120}


class Deadline(NamedTuple):
    """The columns of a deadline (see ROW_SCHEMA), and the code of what is wrong with it."""

    mode: str | None = None
    on: date | None = None
    amount: int | None = None
    unit: str | None = None
    code: str | None = None


UNREADABLE = Deadline(code="deadline_unreadable")


@dataclass(frozen=True)
class DeadlineReader:
    """Reads deadline cells; `filler` are words around a date that leave its day unchanged."""

    vague: Vocabulary
    filler: Vocabulary

    def read(self, text: str) -> Deadline:
        """What one cell says."""
        if normalised(text) in self.vague.ignored:
            return Deadline(code="deadline_vague")
        if on := read_date(text):
            return Deadline(ON, on)
        words = _western(in_digits(line(text))).upper()
        if WORKING_DAYS.search(words):
            return Deadline(code="deadline_working_days")
        return self._absolute(words) or relative(words) or self._without_year(words) or UNREADABLE

    def _absolute(self, words: str) -> Deadline | None:
        """2025年7月31日前, 2025.7.1-7.31: the last day named."""
        dates = list(find_dates(words))
        if not dates:
            return None
        start, end, first = dates[0]
        rest = words[end:]
        last: date | None = first
        if len(dates) == 2 and re.fullmatch(TO, words[end : dates[1][0]]):
            rest, last = words[dates[1][1] :], dates[1][2]
        elif found := re.match(LONELY_DAY, rest):
            rest, last = rest[found.end() :], _end_of_range(first, found[1], found[2])
        if last is None or last < first or not self._is_filler(words[:start] + rest):
            return UNREADABLE
        return Deadline(ON, last)

    def _without_year(self, words: str) -> Deadline | None:
        """7月31日前: month and day; the store takes the first such date from the base date on."""
        found = list(MONTH_AND_DAY.finditer(words))
        if not found:
            return None
        is_range = len(found) == 2 and re.fullmatch(TO, words[found[0].end() : found[1].start()])
        last = found[-1]
        outside = words[: found[0].start()] + words[last.end() :]
        if (len(found) > 1 and not is_range) or not self._is_filler(outside):
            return UNREADABLE
        return _month_day(int(last[1]), int(last[2]))

    def _is_filler(self, words: str) -> bool:
        return self._fillers.fullmatch(words) is not None

    @cached_property
    def _fillers(self) -> re.Pattern[str]:
        ordered = sorted(self.filler.ignored, key=len, reverse=True)
        return re.compile(rf"(?:\s|{'|'.join(map(re.escape, ordered))})*")


def relative(words: str) -> Deadline | None:
    """一周内, 3个月复查一次 (within) and 两周后 (after); one span only."""
    spans = list(SPAN.finditer(words))
    if len(spans) != 1 or NO_UPPER_LIMIT.search(words):
        return None
    amount, unit = _amount(spans[0])
    if not 0 < amount <= LONGEST[unit]:
        return None
    is_after = AFTERWARDS.match(words[spans[0].end() :].lstrip())
    return Deadline(AFTER if is_after else WITHIN, None, amount, unit)


def _amount(span: re.Match[str]) -> tuple[int, str]:
    if span["half"]:
        return HALVES[span["half"]]
    written = number(span["amount"] or "1") or 0
    unit, size = UNITS[span["every"] or span["unit"]]
    return (-(-written // 24), "day") if unit == "hour" else (written * size, unit)


def _end_of_range(first: date, month: str | None, day_of_month: str) -> date | None:
    try:
        return first.replace(month=int(month or first.month), day=int(day_of_month))
    except ValueError:
        return None


def _month_day(month: int, day_of_month: int) -> Deadline:
    try:
        date(2000, month, day_of_month)  # a leap year: 29 February may be meant
    except ValueError:
        return UNREADABLE
    return Deadline(MONTH_DAY, None, month * 100 + day_of_month)


def _western(words: str) -> str:
    """七月三十一日 written as 7月31日; other text unchanged."""
    return CHINESE_MONTH_DAY.sub(lambda found: f"{number(found[1])}月{number(found[2])}日", words)
