"""Definitions §5: default days of a hazard, its group, and calendar arithmetic."""

from calendar import monthrange
from datetime import date, timedelta

BENZENE = {"苯"}
LEAD = {"铅", "铅尘", "铅烟", "铅及其无机化合物"}
TWO_WEEKS = {"高温", "电工作业", "高处作业", "压力容器作业", "职业机动车驾驶作业"}
NO_HAZARD = "不明"

GROUPS = {
    "噪声": "噪声",
    "苯": "苯",
    "甲苯": "其他化学因素",
    "锰及其无机化合物": "其他化学因素",
    "铅及其无机化合物": "铅",
    "矽尘": "矽尘",
    "电焊烟尘": "电焊烟尘",
    "高温": "其他物理因素",
    "电工作业": "特殊作业",
    NO_HAZARD: "其他",
}
"""The groups of the hazards that these tests use."""


def days_for(hazard: str) -> int:
    """Days from the base date; the same under both standards."""
    if hazard in BENZENE or hazard.startswith(("苯(", "苯及其")):
        return 14
    if hazard in LEAD:
        return 90
    return 14 if hazard in TWO_WEEKS else 30


def plus_days(day: date, days: int) -> date:
    """`days` later."""
    return day + timedelta(days=days)


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, clamped to that month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_such_day(month: int, day_of_month: int, base: date) -> date:
    """The first such calendar day on or after `base`."""
    day = base
    while (day.month, day.day) != (month, day_of_month):
        day = plus_days(day, 1)
    return day


def half_year(day: date) -> str:
    """2025H1."""
    return f"{day.year}H{1 if day.month <= 6 else 2}"
