"""What a profile says about values: days in another order, own words."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from recheck.cells import type_rows
from recheck.cells.habits import usual_spelling
from recheck.rulebook import DateHabits, Profile, load

DAY_FIRST = DateHabits(order="day-month-year")
MONTH_FIRST = DateHabits(order="month-day-year")


@pytest.mark.parametrize(
    ("habits", "written", "read"),
    [
        (DAY_FIRST, "05.03.2025", "2025-03-05"),
        (DAY_FIRST, "5/3/2025 10:00", "2025-3-5 10:00"),
        (DAY_FIRST, "5/3/25", "25-3-5"),
        (DAY_FIRST, "5/3/25 10:00", "25-3-5 10:00"),
        (DAY_FIRST, "31.12.2025前", "2025-12-31前"),
        (DAY_FIRST, "2025-03-05 00:00:00", "2025-03-05 00:00:00"),
        (DAY_FIRST, "2025.3.5", "2025.3.5"),
        (DAY_FIRST, "已复查03/07/2025正常", "已复查2025-07-03正常"),
        (MONTH_FIRST, "03/05/2025", "2025-03-05"),
        (MONTH_FIRST, "3/5/25", "25-3-5"),
        (DateHabits(), "5/3/25", "5/3/25"),
        (DateHabits(), "44269", "44269"),
    ],
)
def test_days_are_rewritten_in_the_usual_order(habits: DateHabits, written: str, read: str) -> None:
    assert usual_spelling(habits)(written) == read


def typed(profile: Profile | None, **cells: str) -> dict[str, Any]:
    raw = pl.DataFrame({"row": [1], **{field: [text] for field, text in cells.items()}})
    rows, found = type_rows(raw, load(), profile)
    return {**rows.row(0, named=True), "codes": set(found["code"])}


def test_every_column_of_dates_is_read_in_the_order_of_the_institution() -> None:
    cells = {
        "exam_date": "05.03.2025",
        "reported_on": "25.03.25",
        "deadline": "30.04.2025前",
        "rechecked": "12/04/2025",
    }
    row = typed(Profile("甲院", dates=DAY_FIRST), **cells)
    assert row["exam_date"] == date(2025, 3, 5)
    assert row["reported_on"] == date(2025, 3, 25)
    assert row["deadline_on"] == date(2025, 4, 30)
    assert row["deadline_text"] == "30.04.2025前"
    assert (row["rechecked"], row["rechecked_on"]) == ("yes", date(2025, 4, 12))


def test_a_day_that_contradicts_the_order_is_unreadable_not_turned_round() -> None:
    row = typed(Profile("甲院", dates=MONTH_FIRST), exam_date="25/03/2025")
    assert row["exam_date"] is None
    assert row["codes"] >= {"exam_date_impossible"}


def test_own_spellings_of_hazards_and_words() -> None:
    profile = Profile(
        "甲院", values={"hazards": {"1301": "噪声", "焊": "电焊烟尘"}, "yes_no": {"1": "yes"}}
    )
    row = typed(profile, hazards="1301、焊", rechecked="1")
    assert row["hazards"] == ["噪声", "电焊烟尘"]
    assert row["rechecked"] == "yes"
    plain = typed(None, hazards="1301", rechecked="1")
    assert plain["codes"] >= {"hazard_unknown", "yes_no_unreadable"}
