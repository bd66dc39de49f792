"""All figures of one report, asked from the measures; nothing is counted or added up here.

The report is about the cases due in half-year P as of T; stocks (overdue list, ageing, enterprises,
balance) are about every case, whatever its half-year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from recheck import masks, measures
from recheck.model import Cohort, Period
from recheck.view import View

Row = Mapping[str, object]

NO_CASES: Row = {
    **dict.fromkeys(("cases", "workers", "due", "done", "on_time", "done_late"), 0),
    **dict.fromkeys(("overdue", "due_later"), 0),
    **dict.fromkeys(("recheck_rate", "on_time_rate", "missed_rate", "missed_rate_low")),
    **dict.fromkeys(("missed_rate_high", "missed_rate_adjusted", "missed_rate_gross")),
    "known_at": None,
}
"""The rates of a group without a case."""

NO_BALANCE: Row = dict.fromkeys(("opening", "added", "closed", "closing"), 0)

HALF_YEARS_SHOWN = 8
ENTERPRISES_SHOWN = 20

DUE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "by_district": ("district",),
    "by_town": ("district", "town"),
    "by_institution": ("institution",),
    "by_hazard": ("hazard",),
    "by_hazard_group": ("hazard_group",),
    "by_exam_type": ("exam_type",),
    "by_scale": ("scale",),
    "by_notice_state": ("notice_state",),
}
"""Frames of rates over the cases due in P."""


@dataclass(frozen=True)
class Comparison:
    """An earlier half-year: its rates at equal maturity (as of `equal_as_of`) and as of T."""

    period: Period
    equal_as_of: date
    equal: Row
    now: Row


@dataclass(frozen=True)
class Figures:
    """What one report says; `district` is None in the report of the city."""

    period: Period
    as_of: date
    known_at: datetime | None
    district: str | None
    filters: Mapping[str, str]  # fields of the question that narrow the report further
    total: Row
    everything: Row
    previous: Comparison
    year_ago: Comparison
    balance: Row
    expected: int | None  # institutions that should report on the half-year; None: there is no list
    frames: Mapping[str, pl.DataFrame]


FILTERS = ("town", "enterprise", "institution", "hazard", "exam_type")


def gather(view: View, period: Period, as_of: date, district: str | None = None) -> Figures:
    """Ask everything that a report needs."""
    stock = measures.ask(view, replace(view.question, as_of=as_of, district=district))
    due = _due_in(stock, period)
    by_period = _rates(stock, "due_period")
    now = {str(row["due_period"]): row for row in by_period.rows(named=True)}
    total = now.get(str(period), NO_CASES)
    shown = {str(period.plus(-back)): period.plus(-back) for back in range(HALF_YEARS_SHOWN)}
    compared = {
        earlier: _comparison(stock, period, earlier, now.get(code, NO_CASES))
        for code, earlier in shown.items()
        if code in now or earlier >= period.plus(-2)
    }
    everything = _first(_rates(stock))
    expected = measures.expected(stock, period)
    return Figures(
        period=period,
        as_of=as_of,
        known_at=_moment(everything["known_at"]),
        district=district,
        filters={name: value for name in FILTERS if (value := getattr(stock.question, name))},
        total=total,
        everything=everything,
        previous=compared[period.plus(-1)],
        year_ago=compared[period.plus(-2)],
        balance=_first(measures.balance(stock, _eve(period)), NO_BALANCE),
        expected=None if expected is None else expected.height,
        frames=_frames(stock, due, period)
        | {"trend": _trend(by_period.filter(pl.col("due_period").is_in(shown)), compared)},
    )


def equal_maturity(period: Period, as_of: date, earlier: Period) -> date:
    """The day on which `earlier` was as old as `period` is on `as_of`."""
    return earlier.last_day + (as_of - period.last_day)


def _frames(stock: View, due: View, period: Period) -> dict[str, pl.DataFrame]:
    by_group = {name: _rates(due, *groups) for name, groups in DUE_GROUPS.items()}
    reported = measures.submissions(due)
    return by_group | {
        "balance_by_district": measures.balance(stock, _eve(period), "district"),
        "ageing": measures.ageing(stock),
        "ageing_by_district": measures.ageing(stock, "district"),
        "enterprises": _largest(_rates(stock, "district", "town", "enterprise")),
        "decided": measures.decided(stock),
        "reasons": _rates(stock, "reason").filter(pl.col("overdue") > 0),
        "submissions": reported.filter(pl.col("status").is_in(["active", "nil"])),
        "missing": reported.filter(pl.col("status") == "missing"),
        "excused": reported.filter(pl.col("status") == "excused"),
        "declarations": _declarations(due, "institution"),
        "declared_total": _declarations(due, "total"),
        "unreported": measures.unreported(_everywhere(due), "institution"),
        "unreported_total": measures.unreported(_everywhere(due), "total"),
        "disposal": measures.disposal(stock, "outcome"),
        "disposal_total": measures.disposal(stock),
        "row_fates": measures.fate_totals(stock),
        "findings": measures.finding_counts(stock),
        "overdue": masks.masked(measures.overdue(stock)),
    }


def _declarations(due: View, by: str) -> pl.DataFrame:
    """What institutions declare, beside the missed rate of all their cases, of any district."""
    rates = _rates(_everywhere(due), by).select(by, "due", "missed_rate")
    declared = measures.declarations(due, by)
    return declared.join(rates, on=by, how="left", maintain_order="left")


def _everywhere(view: View) -> View:
    """The same question about the whole city."""
    return measures.ask(view, replace(view.question, district=None))


def _due_in(view: View, period: Period) -> View:
    span = replace(
        view.question, span_from=period.first_day, span_to=period.last_day, cohort=Cohort.DUE
    )
    return measures.ask(view, span)


def _eve(period: Period) -> date:
    """The last day before the half-year."""
    return period.plus(-1).last_day


def _rates(view: View, *groups: str) -> pl.DataFrame:
    return measures.rates(view, groups or ("total",)).with_columns(
        done_late=pl.col("done") - pl.col("on_time")
    )


def _first(frame: pl.DataFrame, otherwise: Row = NO_CASES) -> Row:
    return frame.row(0, named=True) if frame.height else otherwise


def _moment(known_at: object) -> datetime | None:
    return known_at if isinstance(known_at, datetime) else None


def _comparison(stock: View, period: Period, earlier: Period, now: Row) -> Comparison:
    day = equal_maturity(period, stock.question.as_of, earlier)
    if earlier == period:
        return Comparison(period, day, now, now)
    then = _due_in(measures.ask(stock, replace(stock.question, as_of=day)), earlier)
    return Comparison(earlier, day, _first(_rates(then)), now)


def _trend(by_period: pl.DataFrame, compared: Mapping[Period, Comparison]) -> pl.DataFrame:
    """Half-years up to P: rates as of T, and `equal_missed_rate` at the maturity of P."""
    equal = [compared[Period.parse(code)] for code in by_period["due_period"]]
    return by_period.with_columns(
        equal_as_of=pl.Series([one.equal_as_of for one in equal], dtype=pl.Date),
        equal_missed_rate=pl.Series([one.equal["missed_rate"] for one in equal], dtype=pl.Float64),
    )


def _largest(enterprises: pl.DataFrame) -> pl.DataFrame:
    """The enterprises with most people waiting."""
    waiting = enterprises.filter(pl.col("overdue") > 0)
    ordered = waiting.sort("overdue", "enterprise", descending=[True, False], maintain_order=True)
    return ordered.head(ENTERPRISES_SHOWN)
