"""Numbers, dates and codes as the reports print them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from recheck.model import Period

NOTHING = "—"
"""Stands for what cannot be known; never for zero."""

DIGITS = "零一二三四五六七八九"


def count(number: float | None) -> str:
    """12,345; a chart's whole numbers come as floats."""
    return NOTHING if number is None else f"{number:,.0f}"


def percent(rate: float | None) -> str:
    """A fraction in per cent with one decimal, rounded half up, without the sign: 18.2."""
    return NOTHING if rate is None else str(rounded_percent(rate))


def rounded_percent(rate: float) -> Decimal:
    """A fraction in per cent as printed."""
    return (Decimal(repr(rate)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def interval(low: float | None, high: float | None) -> str:
    """16.1～20.4."""
    return NOTHING if low is None or high is None else f"{percent(low)}～{percent(high)}"


def chinese_date(day: date | None) -> str:
    """2025年12月31日."""
    return NOTHING if day is None else f"{day.year}年{day.month}月{day.day}日"


def iso_date(day: date | datetime | None) -> str:
    """2025-12-31."""
    return NOTHING if day is None else f"{day:%Y-%m-%d}"


def span(first: date | None, last: date | None) -> str:
    """2026-08-01及以后, 2026-07-31及以前, or from … to …."""
    if first and last:
        return f"{iso_date(first)}至{iso_date(last)}"
    if first:
        return f"{iso_date(first)}及以后"
    return f"{iso_date(last)}及以前" if last else "不限"


def period(code: str | None) -> str:
    """2025H2 → 2025年下半年."""
    return NOTHING if code is None else Period.parse(code).chinese


def text(value: object) -> str:
    """Anything else as it is."""
    return NOTHING if value is None or value == "" else str(value)


def listed(names: str | None) -> str:
    """Several names joined with `;`, as machines read them: 噪声;苯 → 噪声、苯."""
    return names.replace(";", "、") if names else NOTHING


def remarks(codes: str | None) -> str:
    """The same for remarks: where there is none, nothing is printed."""
    return listed(codes) if codes else ""


def numeral(number: int) -> str:
    """1–99 in Chinese: 一, 十, 十二, 二十, 三十五."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones or not tens else "")


FORMATS: Mapping[str, Callable[..., str]] = {
    "text": text,
    "count": count,
    "percent": percent,
    "interval": interval,
    "date": iso_date,
    "period": period,
    "list": listed,
    "remarks": remarks,
}
"""Names of formats in tables.toml and charts.toml."""

RIGHT_ALIGNED = frozenset({"count", "percent", "interval"})
