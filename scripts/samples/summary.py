"""The sheet 汇总 of the institutions that have one: how many were examined, and must come back."""

from collections.abc import Mapping
from random import Random

from samples.habits import Habit
from samples.places import BY_CODE
from samples.spelling import period_name
from samples.workbook import Cell, Grid

TEMPLATE, OWN_WORDS, FORM = "template", "own words", "form"
TABLE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    TEMPLATE: ("体检机构名称*", "上报期*", "受检人次*", "需复查人次*", "已通知人次*"),
    OWN_WORDS: ("检查机构", "期别", "体检总人数", "应复查人数", "已发通知人数"),
}
FORM_LABELS = ("填报单位", "上报期", "实际受检人数", "需复查人数", "通知人数")
EXAMPLE: tuple[Cell, ...] = ("示例：佛山市某某医院", "2025年上半年", 512, 38, 38)

GENEROUS = "SL"
"""Tells every fourth to come back: somebody will ask why."""
MISCOUNTING, MISCOUNTED = "LH", 7
"""Since its third half-year it declares so many more than its list has."""


def summary_sheet(habit: Habit, half_year: int, declared: Mapping[str, int]) -> Grid:
    """The sheet of one file; `declared`: institution → cases of the half-year in its list."""
    lines = [_line(code, half_year, count) for code, count in declared.items()]
    if habit.summary == FORM:
        pairs = zip(FORM_LABELS, lines[0], strict=True)
        return Grid("基本情况", [["职业健康检查复查工作基本情况"], *map(list, pairs)])
    headings = list(TABLE_HEADINGS[habit.summary])
    example = [EXAMPLE] if habit.summary == TEMPLATE and habit.example else []
    return Grid("汇总", [headings, *example, *lines], heading_rows=[1])


def _line(code: str, half_year: int, count: int) -> list[Cell]:
    rng = Random(f"examined {code} {half_year}")
    share = 0.25 if code == GENEROUS else rng.uniform(0.035, 0.085)
    examined = round(count / share) if count else rng.randint(30, 60)
    declared = count + MISCOUNTED * (code == MISCOUNTING and half_year > 1)
    notified = round(declared * BY_CODE[code].practice.notifies)
    return [BY_CODE[code].name, period_name(half_year), examined, declared, notified]
