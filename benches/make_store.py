"""A workspace whose store holds 4 million rows of about 2 million cases, of eight half-years.

Every case is reported in its own half-year and once more in the next. The rows go in through the
store's own door; only the reading of files is left out.

    python benches/make_store.py FOLDER [ROWS]
"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from recheck import store, workspace
from recheck.model import (
    FINDING_SCHEMA,
    OTHER_ROW_SCHEMA,
    ROW_SCHEMA,
    Arrival,
    Claim,
    Kind,
    Mode,
    Period,
    SourceFile,
    Upload,
)
from recheck.preparing import prepare
from recheck.rulebook import Rulebook

ROWS = 4_000_000
FIRST, HALF_YEARS, INSTITUTIONS, ENTERPRISES = Period(2022, 1), 8, 43, 20_000
HAZARDS = (["噪声"], ["噪声"], ["噪声"], ["噪声"], ["噪声", "电焊烟尘"], ["苯"], ["矽尘"])
REASONS = ("用人单位未安排", "单位已签收未跟进", "离职", "失联", "劳动者拒绝")
SURNAMES, GIVEN = "陈李黄何梁张林罗王吴", "伟强杰志明辉永健国华"
Numbers = dict[str, np.ndarray]


def main(folder: Path, rows: int = ROWS) -> None:
    """Make the workspace and fill its store."""
    place = workspace.create(folder, "foshan", None)
    rulebook = place.rulebook
    cases = rows // (2 * HALF_YEARS - 1)
    with store.writing(place.store_path, place.key(), rulebook) as writer:
        for half_year, frame in enumerate(half_year_rows(rulebook, cases)):
            period = FIRST.plus(half_year)
            came = datetime.combine(period.last_day + timedelta(days=12), datetime.min.time())
            arrival = Arrival(came, stated=True, recorded_at=came)
            prepared = prepare(upload(rulebook, period, frame), writer.key, writer.folder)
            writer.take([prepared], arrival, Mode.AUTO, confirmed=True)
            print(period, frame.height, flush=True)
        writer.settle()


def half_year_rows(rulebook: Rulebook, cases: int) -> Iterator[pl.DataFrame]:
    """For each half-year: its new cases, and those of the half-year before once more."""
    rng = np.random.default_rng(2024)
    before = pl.DataFrame()
    for half_year in range(HALF_YEARS):
        period = FIRST.plus(half_year)
        new = case_frame(rulebook, rng, half_year, cases)
        told = pl.concat([frame for frame in (before, new) if frame.height])
        yield row_frame(told, period)
        before = new


def case_frame(
    rulebook: Rulebook, rng: np.random.Generator, half_year: int, count: int
) -> pl.DataFrame:
    """The cases of one half-year, with the days on which things will have happened."""
    numbers = np.arange(count) + half_year * count
    drawn = numbers_drawn(rng, count)
    region = rulebook.region
    places = pl.DataFrame(
        [(district, town) for district in region.districts for town in region.towns_of(district)],
        ["district", "town"],
        orient="row",
    )
    first = pl.lit(FIRST.plus(half_year).first_day)
    frame = pl.DataFrame({"number": numbers, **drawn}).with_columns(
        exam_date=first + pl.duration(days="day"),
        place=pl.col("firm") % places.height,
        worker=surname("number") + given("number", 10) + given("number", 100),
        hazards=pl.Series(HAZARDS).gather(drawn["hazard"]),
        reason=pl.Series(REASONS).gather(drawn["reason_no"]),
    )
    known = pl.col("exam_date") + pl.duration(days="wait")
    visit = known + pl.duration(days="came")
    return (
        frame.join(places.with_row_index("place").cast({"place": pl.Int64}), on="place")
        .sort("number")
        .with_columns(notified_on=known, visit_on=pl.when(pl.col("comes")).then(visit))
    )


def numbers_drawn(rng: np.random.Generator, count: int) -> Numbers:
    """What chance decides: employer, day, days to the notice and to the recheck, reason."""
    return {
        "firm": rng.integers(0, ENTERPRISES, count),
        "day": rng.integers(0, 181, count),
        "wait": rng.integers(8, 30, count),
        "came": rng.geometric(1 / 25, count),
        "comes": rng.random(count) < 0.78,
        "hazard": rng.integers(0, len(HAZARDS), count),
        "reason_no": rng.integers(0, len(REASONS), count),
        "wording": rng.integers(0, 10, count),
    }


def surname(column: str) -> pl.Expr:
    """One character by the last digit."""
    return pl.lit(SURNAMES).str.slice(pl.col(column) % 10, 1)


def given(column: str, place: int) -> pl.Expr:
    """One character by another digit."""
    return pl.lit(GIVEN).str.slice(pl.col(column) // place % 10, 1)


def row_frame(cases: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The rows of one half-year, as intake would hand them over."""
    day = pl.lit(period.last_day + timedelta(days=8))
    came = pl.col("visit_on") <= day
    told = cases.with_row_index("row", offset=2).with_columns(
        sheet=pl.lit("Sheet1"),
        sheet_no=1,
        fate=pl.lit("accepted"),
        kind=pl.lit(Kind.RECHECK_STATUS.value),
        institution=pl.format("示例机构{}", pl.col("number") % INSTITUTIONS),
        period=pl.lit(str(period)),
        enterprise=pl.format("示例企业{}", "firm"),
        enterprise_key=pl.format("示例企业{}", "firm"),
        uscc=pl.format("91440606MA{}", pl.col("firm") + 10_000_000),
        industry=pl.lit("C 制造业"),
        scale=pl.lit("小型"),
        worker_key="worker",
        id_type=pl.lit("居民身份证"),
        id_number=pl.format("{}", pl.col("number") + 440_606_190_000_000_000),
        id_valid=True,
        exam_no=pl.format("T{}", "number"),
        exam_type=pl.lit("在岗期间"),
        conclusion=pl.lit("复查"),
        notified_on=pl.when(pl.col("notified_on") <= day).then("notified_on"),
        deadline_text=pl.when(pl.col("wording") < 6).then(pl.lit("30日内")),
        deadline_mode=pl.when(pl.col("wording") < 6).then(pl.lit("within")),
        deadline_amount=pl.when(pl.col("wording") < 6).then(30),
        deadline_unit=pl.when(pl.col("wording") < 6).then(pl.lit("day")),
        rechecked=pl.when(came).then(pl.lit("yes")).otherwise(pl.lit("no")),
        rechecked_on=pl.when(came).then("visit_on"),
        recheck_conclusion=pl.when(came).then(pl.lit("目前未见异常")),
        recheck_again=False,
        reason=pl.when(~came.fill_null(value=False)).then("reason"),
    )
    absent = {name: pl.lit(None) for name in ROW_SCHEMA if name not in told.columns}
    return told.with_columns(**absent).select(*ROW_SCHEMA).cast(dict(ROW_SCHEMA))


def upload(rulebook: Rulebook, period: Period, rows: pl.DataFrame) -> Upload:
    """All institutions in one merged file."""
    names = sorted(set(rows["institution"]))
    hazards = sorted({name for group in HAZARDS for name in group})
    return Upload(
        source=SourceFile(f"{period}.xlsx", f"{period}", b""),
        reading_rules=rulebook.reading_hash,
        claims=tuple(Claim(name, period, Kind.RECHECK_STATUS) for name in names),
        rows=rows,
        other_rows=pl.DataFrame(schema=OTHER_ROW_SCHEMA),
        hazards=pl.DataFrame(
            {
                "hazard": hazards,
                "hazard_group": [rulebook.hazards.group_of(name) for name in hazards],
            }
        ),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
        row_total=rows.height,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
