"""Definitions §4 and §5: what the rows of one case say about one hazard, and its deadline."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.lib.history import Judging
from tests.lib.oracle import days
from tests.lib.oracle.answers import Answer
from tests.lib.oracle.rows import Row, newest, newest_value


@dataclass(frozen=True)
class Recheck:
    """One event that fulfils an obligation, or moves its deadline when it again says 复查."""

    on: date
    institution: str | None
    conclusion: str | None
    again: bool
    source: str = "reported"


@dataclass(frozen=True)
class Deadline:
    """A day, how it was found, and what it was counted from."""

    due_on: date
    due_basis: str
    base_on: date
    base_kind: str


@dataclass(frozen=True)
class Obligation:
    """One hazard of a case, from everything known at K."""

    hazard: str
    group: str
    deadline: Deadline
    rechecks: tuple[Recheck, ...]  # by date
    delivered_on: date | None
    notified_on: date | None
    says_yes: bool


def obligations(
    rows: Sequence[Row], exam_date: date, judging: Judging, verified: Sequence[Answer] = ()
) -> list[Obligation]:
    """One per hazard that the rows name; one 不明 when they name none."""
    hazards = {hazard for row in rows for hazard in row["hazards"] or ()}
    return [
        _obligation(hazard, _rows_about(hazard, rows), exam_date, judging, verified)
        for hazard in sorted(hazards or {days.NO_HAZARD})
    ]


def _rows_about(hazard: str, rows: Sequence[Row]) -> list[Row]:
    """Rows that name no hazard count for all."""
    return [row for row in rows if not row["hazards"] or hazard in row["hazards"]]


def _obligation(
    hazard: str,
    rows: list[Row],
    exam_date: date,
    judging: Judging,
    verified: Sequence[Answer],
) -> Obligation:
    return Obligation(
        hazard=hazard,
        group=days.GROUPS.get(hazard, "其他"),
        deadline=_deadline(hazard, rows, exam_date, judging),
        rechecks=_in_turn(_rechecks(rows, exam_date), verified),
        delivered_on=_first_reported(rows, _day("delivered_on", exam_date)),
        notified_on=_first_reported(rows, _day("notified_on", exam_date)),
        says_yes=newest_value(rows, "rechecked") == "yes",
    )


def _first_reported(rows: Iterable[Row], value_of: Callable[[Row], Any]) -> Any:
    """The newest value inside the oldest half-year that gives one."""
    giving = [row for row in rows if value_of(row) is not None]
    if not giving:
        return None
    oldest = min(row.half_year for row in giving)
    return value_of(newest(row for row in giving if row.half_year == oldest))


def _day(field: str, not_before: date) -> Callable[[Row], date | None]:
    """A date of a row, empty when it lies before the exam."""

    def value(row: Row) -> date | None:
        day: date | None = row[field]
        return day if day and day >= not_before else None

    return value


def _deadline(hazard: str, rows: list[Row], exam_date: date, judging: Judging) -> Deadline:
    base_on, base_kind = _base(rows, exam_date, judging)
    stated = _first_reported(rows, lambda row: _stated(row, exam_date))
    if stated:
        return Deadline(_stated_day(stated, base_on), "stated", base_on, base_kind)
    by_rule = days.plus_days(base_on, days.days_for(hazard))
    return Deadline(by_rule, "rule", base_on, base_kind)


def _base(rows: list[Row], exam_date: date, judging: Judging) -> tuple[date, str]:
    for kind in ("delivered", "notified", "reported"):
        day = _first_reported(rows, _day(f"{kind}_on", exam_date))
        if day:
            return day, kind
    return days.plus_days(exam_date, judging.assumed_days), "assumed"


def _stated(row: Row, exam_date: date) -> Row | None:
    """The row, when its deadline is readable and not before the exam."""
    mode, on = row["deadline_mode"], row["deadline_on"]
    refused = mode is None or (mode == "on" and on < exam_date)
    return None if refused else row


def _stated_day(row: Row, base_on: date) -> date:
    mode, amount = row["deadline_mode"], row["deadline_amount"]
    if mode == "on":
        on: date = row["deadline_on"]
        return on
    if mode == "month_day":
        return days.first_such_day(amount // 100, amount % 100, base_on)
    plus = days.plus_months if row["deadline_unit"] == "month" else days.plus_days
    reached = plus(base_on, amount)
    return days.plus_days(reached, 30) if mode == "after" else reached


def _rechecks(rows: list[Row], exam_date: date) -> tuple[Recheck, ...]:
    """A newer recheck replaces an older one, unless that was earlier and concluded 复查."""
    giving = [row for row in rows if row["rechecked_on"] and row["rechecked_on"] >= exam_date]
    standing = [row for row in giving if not any(_replaces(newer, row) for newer in giving)]
    events = [
        Recheck(
            on=row["rechecked_on"],
            institution=row["recheck_institution"] or row.institution,
            conclusion=row["recheck_conclusion"],
            again=bool(row["recheck_again"]),
        )
        for row in standing
    ]
    return tuple(sorted(events, key=lambda recheck: recheck.on))


def _in_turn(reported: Sequence[Recheck], verified: Sequence[Answer]) -> tuple[Recheck, ...]:
    """By date, of one day what was reported; nothing after the one that closed the obligation."""
    by_districts = [
        Recheck(
            on=one["rechecked_on"],
            institution=one["recheck_institution"],
            conclusion=one["recheck_conclusion"],
            again=bool(one["recheck_again"]),
            source="supervision",
        )
        for one in verified
    ]
    standing: list[Recheck] = []
    for recheck in sorted((*reported, *by_districts), key=lambda one: (one.on, one.source)):
        is_over = bool(standing) and not standing[-1].again
        if not is_over and not (standing and standing[-1].on == recheck.on):
            standing.append(recheck)
    return tuple(standing)


def _replaces(newer: Row, older: Row) -> bool:
    if newer.order <= older.order:
        return False
    return not (older["recheck_again"] and older["rechecked_on"] < newer["rechecked_on"])
