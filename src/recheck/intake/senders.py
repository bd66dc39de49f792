"""Whose rows they are: each row gets its institution and half-year, or the file is refused."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from recheck.errors import Unplaceable
from recheck.intake.origin import Origin, period_in
from recheck.intake.outlook import Reading
from recheck.messages import N_
from recheck.model import Period
from recheck.rulebook import IGNORED

CONTRADICTS = N_(
    "The command says {given}, but the column {heading} says {found}. Please correct one of them."
)
TWO_PERIODS = N_(
    "The file gives two half-years for {institution}: {periods}. Please send one file for each"
    " half-year."
)
NO_INSTITUTION = N_(
    "It cannot be told which institution the file comes from. Please fill in the column"
    " 体检机构名称 or give --institution."
)
NO_PERIOD = N_(
    "It cannot be told which half-year the file of {institution} is for. Please fill in the column"
    " 上报期, write it into the title like 2025年上半年, or give --period."
)

COLUMNS = ("sheet_no", "institution", "period")


@dataclass(frozen=True)
class _Sender:
    """Rows that say the same: what their columns and their title tell."""

    by_column: Origin
    by_title: Origin


def with_senders(
    rows: pl.DataFrame, titles: Mapping[int, Origin], reading: Reading
) -> pl.DataFrame:
    """`rows` with institution (official name) and period (2025H1) instead of what was written.

    institution and period are null where a row of a file of several institutions names none.
    `period_unread` marks rows whose 上报期 cannot be read. Raises Unplaceable.
    """
    absent = [pl.lit(None, pl.String).alias(one) for one in COLUMNS if one not in rows.columns]
    rows = rows.with_columns(absent)
    said = rows.select(COLUMNS).unique(maintain_order=True)
    senders = [
        _Sender(_by_column(institution, period, reading), titles[sheet])
        for sheet, institution, period in said.iter_rows()
    ]
    told = _told(senders, reading)
    found = said.with_columns(
        pl.Series("told_institution", [one.institution for one in told], pl.String),
        pl.Series("told_period", [one.period and str(one.period) for one in told], pl.String),
        pl.Series("read", [one.by_column.period is not None for one in senders], pl.Boolean),
    )
    joined = rows.join(found, on=COLUMNS, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(
        institution="told_institution",
        period="told_period",
        period_unread=pl.col("period").is_not_null() & ~pl.col("read"),
    ).drop("told_institution", "told_period", "read")


def _by_column(institution: str | None, period: str | None, reading: Reading) -> Origin:
    nothing = reading.rulebook.vocabularies["nothing"]
    named = institution is not None and nothing.code(institution) is not IGNORED
    return Origin(
        reading.reporters.name(institution) if institution and named else None,
        period_in(period) if period else None,
    )


def _told(senders: list[_Sender], reading: Reading) -> list[Origin]:
    institutions = list(_institutions(senders, reading))
    if not any(institutions):
        raise Unplaceable(NO_INSTITUTION)
    periods = _periods(senders, institutions, reading)
    return [Origin(one, periods[one] if one else None) for one in institutions]


def _institutions(senders: list[_Sender], reading: Reading) -> Iterator[str | None]:
    """In the order of the definitions; blank cells below a single name mean that name."""
    in_column = {one.by_column.institution for one in senders} - {None}
    given = reading.given.institution
    if given and in_column - {given}:
        found = "、".join(sorted(filter(None, in_column)))
        raise Unplaceable(CONTRADICTS, given=given, heading="体检机构名称", found=found)
    only = next(iter(in_column)) if len(in_column) == 1 else None
    for one in senders:
        if len(in_column) > 1:
            yield one.by_column.institution
        else:
            yield given or only or one.by_title.institution or reading.by_path.institution


def _periods(
    senders: list[_Sender], institutions: list[str | None], reading: Reading
) -> dict[str, Period]:
    in_column: defaultdict[str, set[Period]] = defaultdict(set)
    in_titles: defaultdict[str, set[Period]] = defaultdict(set)
    for sender, institution in zip(senders, institutions, strict=True):
        if institution:
            in_column[institution] |= _known(sender.by_column)
            in_titles[institution] |= _known(sender.by_title)
    return {
        institution: _period(institution, in_column[institution], in_titles[institution], reading)
        for institution in in_column
    }


def _period(
    institution: str, in_column: set[Period], in_titles: set[Period], reading: Reading
) -> Period:
    given = reading.given.period
    if given and in_column - {given}:
        found = "、".join(one.chinese for one in sorted(in_column))
        raise Unplaceable(CONTRADICTS, given=given.chinese, heading="上报期", found=found)
    told = _known(reading.given) or in_column or in_titles or _known(reading.by_path)
    if len(told) > 1:
        periods = "、".join(one.chinese for one in sorted(told))
        raise Unplaceable(TWO_PERIODS, institution=institution, periods=periods)
    if not told:
        raise Unplaceable(NO_PERIOD, institution=institution)
    return min(told)


def _known(origin: Origin) -> set[Period]:
    return {origin.period} if origin.period else set()
