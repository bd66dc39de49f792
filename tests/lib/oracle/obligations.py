"""Definitions §4 and §5: what the rows of one case say about one hazard, and its deadline."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.lib.history import Judging
from tests.lib.oracle import days
from tests.lib.oracle.answers import Answer
from tests.lib.oracle.rows import Overlay, Row, newest, newest_value


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
    rows: Sequence[Row],
    exam_date: date,
    judging: Judging,
    elsewhere: Sequence[Row] = (),
    verified: Sequence[Answer] = (),
) -> list[Obligation]:
    """One per hazard that the rows tell to come back for; one 不明 when they name none.

    `elsewhere`: rechecks of the worker in exam records; `verified`: those that districts found.
    """
    is_listed = any(row.kind == "recheck_status" and not isinstance(row, Overlay) for row in rows)
    fills = [
        row for row in rows if row["visit"] == "plain" or (is_listed and row.kind == "exam_records")
    ]
    owed = {hazard for row in rows if row not in fills for hazard in _told(row)}
    filled = {hazard for row in fills for hazard in _told(row)}
    return [
        _obligation(
            hazard,
            _rows_about(hazard, rows),
            exam_date,
            judging,
            [one for one in elsewhere if one.exam_date > exam_date and _covers(one, hazard)],
            verified=verified,
        )
        for hazard in sorted(owed or filled or {days.NO_HAZARD})
    ]


def _told(row: Row) -> list[str]:
    """The hazards that a row tells to come back for."""
    return (row["recheck_hazards"] if row["visit"] == "told" else row["hazards"]) or []


def _covers(recheck: Row, hazard: str) -> bool:
    named = recheck["hazards"]
    return not named or hazard in named or hazard == days.NO_HAZARD


def _rows_about(hazard: str, rows: Sequence[Row]) -> list[Row]:
    """Rows that name no hazard count for all."""
    return [row for row in rows if not row["hazards"] or hazard in row["hazards"]]


def _obligation(
    hazard: str,
    rows: list[Row],
    exam_date: date,
    judging: Judging,
    elsewhere: list[Row],
    *,
    verified: Sequence[Answer],
) -> Obligation:
    return Obligation(
        hazard=hazard,
        group=days.GROUPS.get(hazard, "其他"),
        deadline=_deadline(hazard, rows, exam_date, judging),
        rechecks=_in_turn(
            _rechecks(rows, exam_date), _cross_matched(elsewhere, hazard), _verified(verified)
        ),
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


def _cross_matched(elsewhere: list[Row], hazard: str) -> list[Recheck]:
    """The newest row of each day counts."""
    return [
        Recheck(
            on=row.exam_date,
            institution=row.institution,
            conclusion=row["conclusion"],
            again=bool(
                hazard in row["recheck_hazards"]
                if hazard in (row["hazards"] or ())
                else row["recheck_again"]
            ),
            source="cross_match",
        )
        for row in sorted(elsewhere, key=lambda row: row.order, reverse=True)
    ]


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


def _verified(answers: Sequence[Answer]) -> list[Recheck]:
    return [
        Recheck(
            on=one["rechecked_on"],
            institution=one["recheck_institution"],
            conclusion=one["recheck_conclusion"],
            again=bool(one["recheck_again"]),
            source="supervision",
        )
        for one in answers
    ]


def _in_turn(*told: Sequence[Recheck]) -> tuple[Recheck, ...]:
    """By date, of one day the first told; nothing after the one that closed the obligation."""
    first: dict[date, Recheck] = {}
    for recheck in (one for source in told for one in source):
        first.setdefault(recheck.on, recheck)
    standing: list[Recheck] = []
    for on in sorted(first):
        standing.append(first[on])
        if not first[on].again:
            break
    return tuple(standing)


def _replaces(newer: Row, older: Row) -> bool:
    if newer.order <= older.order:
        return False
    return not (older["recheck_again"] and older["rechecked_on"] < newer["rechecked_on"])
