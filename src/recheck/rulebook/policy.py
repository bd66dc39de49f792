"""Judging rules: days by hazard and standard, grace, and the reasons that matter."""

import json
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_

HALVES = 2
"""Half-years in a year; each has its reporting date."""


@dataclass(frozen=True)
class DayRule:
    """Days for hazards whose canonical name matches `match` and not `except_` (RE2 patterns)."""

    label: str
    match: str
    days: int
    except_: str | None = None

    def applies_to(self, hazard: str) -> bool:
        """Whether this rule speaks about the hazard."""
        excepted = self.except_ is not None and re.search(self.except_, hazard) is not None
        return not excepted and re.search(self.match, hazard) is not None


@dataclass(frozen=True)
class Standard:
    """Rules for exam dates `from_` … `until`, both included; None: unbounded. First match wins."""

    name: str
    rules: tuple[DayRule, ...]
    from_: date | None = None
    until: date | None = None

    def covers(self, exam_date: date) -> bool:
        """Whether the standard was in force on the day of the exam."""
        return (self.from_ or date.min) <= exam_date <= (self.until or date.max)


@dataclass(frozen=True)
class Bands:
    """Shares (0–1) of an institution beyond which somebody asks it why.

    需复查率 below or above the first two, for institutions that examined `least_examined`; missed
    rate at most or above the others, for those with `least_due` cases due.
    """

    need_below: float
    need_above: float
    missed_at_most: float
    missed_above: float
    least_examined: int
    least_due: int


@dataclass(frozen=True)
class Policy:
    """What the health office decides; `reporting_dates` are month-day, as 07-15."""

    grace_days: int
    assumed_days: int  # exam date to the latest lawful report date
    reporting_dates: tuple[str, ...]
    exempt_reasons: tuple[str, ...]
    adjusted_reasons: tuple[str, ...]
    standards: tuple[Standard, ...]
    bands: Bands | None = None  # None: rules recorded before anybody asked

    def days_for(self, hazard: str, exam_date: date) -> int:
        """Days from the base date to the deadline when no deadline is stated."""
        standard = next(one for one in self.standards if one.covers(exam_date))
        return next(rule.days for rule in standard.rules if rule.applies_to(hazard))


def read_policy(path: Path) -> Policy:
    """The file `policy.toml`; its standards must follow each other without gap or overlap."""
    policy = strict.read(path, Policy)
    check_policy(policy, path.name)
    return policy


def parse_policy(text: str) -> Policy:
    """A policy from the JSON that a store keeps of it (`Rulebook.judging_rules`)."""
    written = json.loads(text)
    standards = tuple(_parsed_standard(one) for one in written.pop("standards"))
    bands = written.pop("bands", None)
    lists = ("reporting_dates", "exempt_reasons", "adjusted_reasons")
    return Policy(
        **written | {name: tuple(written[name]) for name in lists},
        standards=standards,
        bands=Bands(**bands) if bands else None,
    )


def _parsed_standard(written: dict[str, Any]) -> Standard:
    rules = (
        DayRule(one["label"], one["match"], one["days"], one["except"]) for one in written["rules"]
    )
    days = (written[name] and date.fromisoformat(written[name]) for name in ("from", "until"))
    return Standard(written["name"], tuple(rules), *days)


def check_policy(policy: Policy, file: str) -> None:
    """Raise ConfigurationInvalid unless each exam date has one standard and each hazard a rule."""
    _check_numbers(policy, file)
    standards = policy.standards
    if not standards or standards[0].from_ or standards[-1].until:
        raise ConfigurationInvalid(
            N_("{file}: the first standard has no from and the last no until; see the example."),
            file=file,
        )
    for earlier, later in pairwise(standards):
        _check_joint(earlier, later, file)
    for standard in standards:
        if not standard.rules or standard.rules[-1].match != ".*":
            raise ConfigurationInvalid(
                N_("{file}: the last rule of {standard} must match everything (.*)."),
                file=file,
                standard=standard.name,
            )


def _check_numbers(policy: Policy, file: str) -> None:
    for key in ("grace_days", "assumed_days"):
        if getattr(policy, key) < 0:
            raise ConfigurationInvalid(N_("{file}: {key} must not be below 0."), file=file, key=key)
    if policy.bands and not _in_order(policy.bands):
        raise ConfigurationInvalid(
            N_("{file}: the bands are shares from 0 to 1, the lower one first."), file=file
        )
    dates = policy.reporting_dates
    if len(dates) != HALVES or not all(map(_is_month_day, dates)):
        raise ConfigurationInvalid(
            N_("{file}: reporting_dates are two days of the year, as 07-15 and 01-15."), file=file
        )


def _in_order(bands: Bands) -> bool:
    need = 0 <= bands.need_below <= bands.need_above <= 1
    return need and 0 <= bands.missed_at_most <= bands.missed_above <= 1


def _is_month_day(text: str) -> bool:
    try:
        return date.fromisoformat(f"2025-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


def _check_joint(earlier: Standard, later: Standard, file: str) -> None:
    if earlier.until and later.from_ and (later.from_ - earlier.until).days == 1:
        return
    raise ConfigurationInvalid(
        N_("{file}: {later} must begin on the day after {earlier} ends."),
        file=file,
        earlier=earlier.name,
        later=later.name,
    )
