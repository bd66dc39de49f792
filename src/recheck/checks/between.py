"""What only several rows together show: dragged cells, copied codes, lists that are not whole."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

import polars as pl

from recheck.cells.lookup import NO_FINDINGS, as_parameters, findings_at
from recheck.cells.text import enterprise_key
from recheck.model import Kind, Period

FEWEST_DRAGGED = 3
"""Numbers in arithmetic order before they look dragged; chance does not make three."""
FEWEST_DAYS_DRAGGED = 5
"""Exam days of one employer, one after the other; lists that are sorted by day may have four."""
MOST_WITH_ONE_PHONE = 5
"""Workers of whom one telephone is believed, as of a family or a foreman."""
MOST_NAMES_OF_A_CODE = 3
"""Spellings of one employer; more are several employers under a copied code."""
INSTITUTIONS_KEPT = 1 << 10
FEWEST_ALL_OPEN, FEWEST_ALL_DONE = 10, 30
"""Rows that all say the same, before the list looks picked; most rechecks do happen."""


DAYS_TO_1904 = timedelta(days=1462)
"""Between the two days from which Excel counts."""


def compare_rows(typed: pl.DataFrame) -> pl.DataFrame:
    """CELL_FINDINGS of the typed rows of one file, compared with each other and their half-year."""
    found = [
        *_of_other_periods(typed),
        *_dragged(typed),
        *_shared(typed),
        *_employers(typed),
        *_picked(typed),
    ]
    return pl.concat([NO_FINDINGS, *found])


def _of_other_periods(typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Exams after the half-year of the submission, or as long before as 1904 is after 1900."""
    exam, rows = typed["exam_date"], typed["row"]
    for name in typed["period"].drop_nulls().unique():
        period, is_own = Period.parse(name), typed["period"] == name
        later = is_own & (exam > period.last_day)
        yield findings_at(rows.filter(later), "exam_date", "exam_after_period")
        span = period.first_day - DAYS_TO_1904, period.last_day - DAYS_TO_1904
        shifted = is_own & exam.is_between(*span)
        yield findings_at(rows.filter(shifted), "exam_date", "exam_date_of_1904")


def _dragged(typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Cells that somebody filled by dragging: each is the one above plus the same step."""
    rows, number, employer = typed["row"], typed["id_number"], typed["enterprise_key"]
    wrong = ~typed["id_valid"] & (number.str.len_bytes() == 18)
    if wrong.sum() >= FEWEST_DRAGGED - 1:
        steps = number.cast(pl.Int64, strict=False).diff()
        continued = (steps == steps.shift(1)) & (steps != 0)
        dragged = _run_before(continued, FEWEST_DRAGGED) & wrong
        yield findings_at(rows.filter(dragged), "id_number", "id_series")
    phones = typed["phone"].cast(pl.Int64, strict=False).diff().abs() == 1
    if phones.sum() >= FEWEST_DRAGGED - 1:
        yield findings_at(rows.filter(_runs(phones, FEWEST_DRAGGED)), "phone", "phone_series")
    days = (typed["exam_date"].diff() == timedelta(days=1)) & (employer == employer.shift(1))
    if days.sum() >= FEWEST_DAYS_DRAGGED - 1:
        yield findings_at(rows.filter(_runs(days, FEWEST_DAYS_DRAGGED)), "exam_date", "date_series")


def _runs(follows: pl.Series, length: int) -> pl.Series:
    """Rows of runs of at least `length`, in which each row but the first follows the one before."""
    follows = follows.fill_null(value=False)
    last = follows
    for back in range(1, length - 1):
        last &= follows.shift(back, fill_value=False)
    return _run_before(last, length)


def _run_before(last: pl.Series, length: int) -> pl.Series:
    """The rows where `last` is true, and the `length` - 1 rows before each of them."""
    last = last.fill_null(value=False)
    run = last
    for ahead in range(1, length):
        run |= last.shift(-ahead, fill_value=False)
    return run


def _shared(typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """One telephone for many workers, one ID number for two."""
    is_repeated = typed["phone"].is_duplicated() & typed["phone"].is_not_null()
    if is_repeated.sum() > MOST_WITH_ONE_PHONE:
        people = typed.select("row", "phone", "worker_key").filter(is_repeated)
        workers = _counted(people, "phone", "worker_key")
        crowded = workers.filter(pl.col("count") > MOST_WITH_ONE_PHONE)
        yield _with_count(crowded, "phone", "phone_shared")
    is_twice = typed["id_valid"] & typed["id_number"].is_duplicated()
    if is_twice.any():
        twice = typed.select("row", "id_number", "worker_key").filter(is_twice)
        names = pl.col("worker_key").n_unique().over("id_number")
        yield findings_at(twice.filter(names > 1)["row"], "worker", "id_of_two_names")


def _employers(typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Codes and names of employers that do not go together one to one."""
    named = typed.select("row", "uscc", "enterprise_key").drop_nulls()
    pairs = named.unique(["uscc", "enterprise_key"], keep="first", maintain_order=True)
    if not (pairs["uscc"].is_duplicated() | pairs["enterprise_key"].is_duplicated()).any():
        return
    codes = _counted(pairs, "uscc", "enterprise_key")
    many = codes.filter(pl.col("count") > MOST_NAMES_OF_A_CODE)
    yield _with_count(many, "uscc", "uscc_of_many")
    some = codes.filter(pl.col("count").is_between(2, MOST_NAMES_OF_A_CODE))
    yield _with_count(some, "enterprise", "enterprise_spellings")
    names = _counted(pairs, "enterprise_key", "uscc")
    yield _with_count(names.filter(pl.col("count") > 1), "uscc", "enterprise_with_two_codes")
    yield _institutions_code(typed, pairs)


def _institutions_code(typed: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Rows of employers under the code that the file gives for the institution itself."""
    own_names = [_key(name) for name in typed["institution"].drop_nulls().unique()]
    own = pairs.filter(pl.col("enterprise_key").is_in(own_names))
    if own.is_empty():
        return NO_FINDINGS
    copied = pl.col("uscc").is_in(own["uscc"].to_list())
    is_other = ~pl.col("enterprise_key").is_in(own_names)
    return findings_at(typed.filter(copied & is_other)["row"], "uscc", "uscc_of_institution")


@lru_cache(INSTITUTIONS_KEPT)
def _key(name: str) -> str | None:
    key: str | None = enterprise_key(pl.Series([name])).item()
    return key


def _picked(typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Lists of an institution in which nobody, or everybody, came back."""
    is_done = pl.col("rechecked_on").is_not_null() | (pl.col("rechecked") == "yes")
    told = typed.select("row", "institution", "kind", done=is_done.fill_null(value=False))
    listed = told.filter(pl.col("kind") == Kind.RECHECK_STATUS.value)
    lists = listed.group_by("institution", maintain_order=True).agg(
        row=pl.col("row").first(), count=pl.len(), done=pl.col("done").sum()
    )
    none = lists.filter((pl.col("done") == 0) & (pl.col("count") >= FEWEST_ALL_OPEN))
    every = lists.filter((pl.col("done") == pl.col("count")) & (pl.col("count") >= FEWEST_ALL_DONE))
    yield _with_count(none, "rechecked", "only_open_rows")
    yield _with_count(every, "rechecked", "only_done_rows")


def _counted(rows: pl.DataFrame, by: str, what: str) -> pl.DataFrame:
    """The first row and the number of different `what` of each `by`."""
    return rows.group_by(by, maintain_order=True).agg(
        row=pl.col("row").first(), count=pl.col(what).n_unique()
    )


def _with_count(rows: pl.DataFrame, field: str, code: str) -> pl.DataFrame:
    """CELL_FINDINGS at `rows`, whose sentence tells their `count`."""
    if rows.is_empty():
        return NO_FINDINGS
    told = [as_parameters(count=count) for count in rows["count"]]
    return findings_at(rows["row"], field, code).with_columns(pl.Series("parameters", told))
