"""Dates in every readable spelling (definitions §3); nothing without a year and a day is one."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from recheck.cells.numerals import number
from recheck.cells.text import line

SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(36526, 55154)  # 2000-01-01 to 2050-12-31

YEAR = r"(?:(?:19|20)\d\d|\d\d)"
SPELLED = rf"(?<![\d.])({YEAR})\s*[-./年]\s*(\d{{1,2}})\s*[-./月]\s*(\d{{1,2}})(?:\s*[日号])?"
COMPACT = r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)"
TIME = r"[\sT]*(?:上午|下午|中午|晚上|[AP]M)?\s*\d{1,2}\s*[:时点][\d\s:.时点分秒]*(?:[AP]M|Z)?"
DIGIT = "一二三四五六七八九"
CHINESE = re.compile(rf"([〇零○{DIGIT}]{{4}})年([{DIGIT}十]+)月([{DIGIT}十]+)[日号]")

WHOLE_SPELLED = re.compile(rf"{SPELLED}(?:{TIME})?")
WHOLE_COMPACT = re.compile(rf"{COMPACT}(?:\.0+|{TIME}|\d{{4}}|\d{{6}})?")
WHOLE_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
PART_OF_MONTH = r"\s*\d{1,2}\s*月?(?:份|[上中下]旬|[初中底末])?"
YEAR_AND_MONTH = re.compile(
    rf"(?:19|20)\d\d(?:\s*[-./年](?:{PART_OF_MONTH})?|\d\d)?|\d\d年{PART_OF_MONTH}"
)
MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
FROM_TO = re.compile(rf"(?:{SPELLED}|{COMPACT})\s*(?:-|—|–|~|至|到|、|,)\s*\d")
INSIDE = re.compile(rf"{SPELLED}(?:{TIME})?(?!\d)|{COMPACT}(?!\d)")


def read_date(text: str) -> date | None:
    """The day that the whole of `text` names, with a time after it or not; else None."""
    words = _words(text)
    if found := WHOLE_SPELLED.fullmatch(words) or WHOLE_COMPACT.fullmatch(words):
        return day(*found.groups())
    if (found := WHOLE_SERIAL.fullmatch(words)) and int(found[1]) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(found[1]))
    return None


def date_fault(text: str) -> str:
    """The finding code of a cell that `read_date` cannot read: what is missing, or too much."""
    words = _words(text)
    named = [on for _, _, on in find_dates(words)]
    if len(named) > 1 or FROM_TO.match(words):
        return "date_range"
    if named:
        return "date_with_words"
    if WHOLE_SPELLED.fullmatch(words) or WHOLE_COMPACT.fullmatch(words):
        return "date_impossible"
    if YEAR_AND_MONTH.fullmatch(words):
        return "date_without_day"
    return "date_without_year" if MONTH_AND_DAY.fullmatch(words) else "date_unreadable"


def find_dates(words: str) -> Iterator[tuple[int, int, date]]:
    """Start, end and day of each full date inside a line of text, unreal days left out."""
    for found in INSIDE.finditer(words):
        named = day(*(part for part in found.groups() if part))
        if named:
            yield found.start(), found.end(), named


def day(year: str, month: str, day_of_month: str) -> date | None:
    """The date of three numbers, a two-digit year in this century; None when there is none."""
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full_year, int(month), int(day_of_month))
    except ValueError:
        return None


def _words(text: str) -> str:
    return in_digits(line(text)).upper().rstrip(" .,。、")


def in_digits(words: str) -> str:
    """二〇二五年三月五日 written as 2025年3月5日; other text unchanged."""
    return CHINESE.sub(lambda found: "{}年{}月{}日".format(*map(number, found.groups())), words)
