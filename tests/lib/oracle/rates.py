"""Definitions §7: rates for any group, cohorts, and the flow of §9.4."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from tests.lib.history import Judging
from tests.lib.oracle import days
from tests.lib.oracle.cases import FINAL, UNKNOWN
from tests.lib.oracle.states import CaseAt, Duty, Standing, confirms, notice_state, standing

Z = 1.959963984540054


@dataclass(frozen=True)
class Counted:
    """What is counted once: a case, or a case within one of its hazards (groups)."""

    at: CaseAt
    standing: Standing
    hazard: str | None = None


def wilson(hits: int, total: int) -> tuple[float, float] | tuple[None, None]:
    """The 95 % score interval without continuity correction; empty without cases."""
    if total == 0:
        return None, None
    share = hits / total
    centre = share + Z * Z / (2 * total)
    spread = Z * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    return (centre - spread) / scale, (centre + spread) / scale


def rates(
    cases: Sequence[CaseAt], by: Sequence[str], as_of: date, judging: Judging | None = None
) -> list[dict[str, Any]]:
    """One line per group that has a case: its labels, then its figures."""
    rules = judging or Judging()
    counted = [at for at in cases if at.ruling is None]
    units = [unit for at in counted for unit in _units(at, by, as_of, rules)]
    grouped: dict[tuple[Any, ...], list[Counted]] = defaultdict(list)
    for unit in units:
        grouped[tuple(_key(group, unit, rules) for group in by)].append(unit)
    return [
        _labels(by, key, group[0]) | _figures(group, as_of, rules, by)
        for key, group in grouped.items()
    ]


def _labels(by: Sequence[str], key: tuple[Any, ...], unit: Counted) -> dict[str, Any]:
    """Enterprises of equal name have lines of their own."""
    labels = dict(zip(by, key, strict=True))
    employer = unit.at.case.enterprise
    if "enterprise" in labels:
        labels |= {"enterprise": employer.name, "uscc": employer.uscc}
    return labels


def in_cohort(
    cases: Sequence[CaseAt], first: date, last: date, cohort: str, judging: Judging | None = None
) -> list[CaseAt]:
    """The cases of a span, by exam date or by the last day in time."""
    grace = (judging or Judging()).grace_days

    def day(at: CaseAt) -> date:
        return at.case.exam_date if cohort == "exam" else days.plus_days(at.standing.due_on, grace)

    return [at for at in cases if first <= day(at) <= last]


def _units(at: CaseAt, by: Sequence[str], as_of: date, judging: Judging) -> list[Counted]:
    if "reason" in by and at.standing.rechecked:
        return []
    named = {"hazard", "hazard_group"} & set(by)
    if not named:
        return [Counted(at, at.standing)]
    return [
        Counted(at, standing(duties, as_of, judging), label)
        for label, duties in _duties_by(at, named.pop()).items()
    ]


def _duties_by(at: CaseAt, name: str) -> dict[str, list[Duty]]:
    grouped: dict[str, list[Duty]] = defaultdict(list)
    for duty in at.duties:
        label = duty.obligation.hazard if name == "hazard" else duty.obligation.group
        grouped[label].append(duty)
    return grouped


def _key(group: str, unit: Counted, judging: Judging) -> Any:
    """The identity of a group; enterprises of equal name stay apart."""
    return KEYS[group](unit, judging)


def _last_day(unit: Counted, judging: Judging) -> date:
    return days.plus_days(unit.standing.due_on, judging.grace_days)


KEYS: dict[str, Callable[[Counted, Judging], Any]] = {
    "total": lambda *_: "合计",
    "period": lambda unit, _: days.half_year(unit.at.case.exam_date),
    "year": lambda unit, _: str(unit.at.case.exam_date.year),
    "due_period": lambda unit, rules: days.half_year(_last_day(unit, rules)),
    "due_year": lambda unit, rules: str(_last_day(unit, rules).year),
    "district": lambda unit, _: unit.at.case.enterprise.district,
    "town": lambda unit, _: unit.at.case.enterprise.town,
    "enterprise": lambda unit, _: unit.at.case.enterprise_key,
    "institution": lambda unit, _: unit.at.case.institution,
    "hazard": lambda unit, _: unit.hazard,
    "hazard_group": lambda unit, _: unit.hazard,
    "exam_type": lambda unit, _: unit.at.case.newest("exam_type") or UNKNOWN,
    "scale": lambda unit, _: unit.at.case.enterprise.scale,
    "industry": lambda unit, _: unit.at.case.enterprise.industry,
    "notice_state": lambda unit, _: notice_state(unit.standing.duty.obligation),
    "reason": lambda unit, _: unit.at.case.reason or UNKNOWN,
}


def _figures(
    units: list[Counted], as_of: date, judging: Judging, by: Sequence[str]
) -> dict[str, Any]:
    due = [unit for unit in units if _last_day(unit, judging) < as_of]
    done = [unit for unit in due if unit.standing.rechecked]
    on_time = [unit for unit in due if unit.standing.state == "done_on_time"]
    missed = [unit for unit in due if unit.standing.state == "overdue"]
    rechecked = [unit for unit in units if unit.standing.rechecked]
    left = sum(_has_left(unit.at, as_of) for unit in missed)
    low, high = wilson(len(missed), len(due))
    figures = {
        "cases": len(units),
        "workers": len({unit.at.case.person for unit in units}),
        "due": len(due),
        "done": len(done),
        "on_time": len(on_time),
        "overdue": len(missed),
        "due_later": len(units) - len(due),
        "recheck_rate": _share(len(done), len(due)),
        "on_time_rate": _share(len(on_time), len(due)),
        "missed_rate": _share(len(missed), len(due)),
        "missed_rate_low": low,
        "missed_rate_high": high,
        "missed_rate_adjusted": _share(len(missed) - left, len(due) - left),
        "missed_rate_gross": _share(len(units) - len(rechecked), len(units)),
    }
    return _without_rates(figures) if "reason" in by else figures


def _has_left(at: CaseAt, as_of: date) -> bool:
    """Nobody can come back, and that is confirmed."""
    decided = at.case.reason in FINAL and confirms(at.case, as_of)
    return decided or at.case.has_confirmed_reason


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _without_rates(line: dict[str, Any]) -> dict[str, Any]:
    return {name: None if "rate" in name else value for name, value in line.items()}
