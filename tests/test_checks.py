"""What is wrong between the cells of one row: each rule with a row that breaks it and one that
nearly does (the situations of definitions §3)."""

from datetime import date

import polars as pl
import pytest

from recheck.checks import CHECKS, PLACING, REFUSING, run_checks
from recheck.findings import BY_CODE
from recheck.model import ROW_SCHEMA, Severity

EXAM = date(2025, 3, 5)
ARRIVAL = date(2025, 7, 15)
NEXT_DAY = date(2025, 3, 6)
DAY_BEFORE = date(2025, 3, 4)

GOOD: dict[str, object] = {
    "row": 2,
    "institution": "某医院",
    "enterprise": "某厂",
    "worker": "甲某",
    "id_number": "440604198503150139",
    "id_valid": True,
    "exam_date": EXAM,
    "conclusion": "复查",
    "notified_on": NEXT_DAY,
    "rechecked": "yes",
    "rechecked_on": date(2025, 4, 10),
    "recheck_conclusion": "目前未见异常",
}

BORN_2009_03_06 = "440604200903060131"  # 15 on the day of the exam
BORN_2009_03_05 = "440604200903050136"  # 16 on the day of the exam
BORN_1944_03_05 = "440604194403050131"  # 81
BORN_1944_03_06 = "440604194403060132"  # 80

Changes = dict[str, object]


def due(day: date) -> Changes:
    return {"deadline_mode": "on", "deadline_on": day}


CASES: list[tuple[str, Changes, Changes]] = [
    ("no_institution", {"institution": None}, {}),
    ("no_person", {"worker": None, "id_valid": False}, {"worker": None}),
    ("no_person", {"worker": None, "id_valid": False}, {"id_valid": False}),
    ("no_exam_date", {"exam_date": None}, {}),
    ("exam_after_arrival", {"exam_date": date(2025, 7, 16)}, {"exam_date": ARRIVAL}),
    ("no_employer", {"enterprise": None}, {"enterprise": None, "uscc": "91440606MA51ABCD44"}),
    ("recheck_before_exam", {"rechecked_on": DAY_BEFORE}, {"rechecked_on": EXAM}),
    ("recheck_after_arrival", {"rechecked_on": date(2025, 7, 16)}, {"rechecked_on": ARRIVAL}),
    ("recheck_on_exam_day", {"rechecked_on": EXAM}, {"rechecked_on": NEXT_DAY}),
    ("yes_without_date", {"rechecked_on": None}, {"rechecked_on": None, "rechecked": "no"}),
    ("yes_without_date", {"rechecked_on": DAY_BEFORE}, {}),
    ("no_with_date", {"rechecked": "no"}, {"rechecked": None}),
    ("no_without_reason", {"rechecked": "no", "rechecked_on": None},
     {"rechecked": "no", "rechecked_on": None, "reason": "离职"}),
    ("no_without_reason", {"rechecked": "no", "rechecked_on": None}, {"rechecked": "no"}),
    ("no_notice", {"notified_on": None}, {"notified_on": None, "delivered_on": NEXT_DAY}),
    ("no_notice", {"notified_on": DAY_BEFORE}, {"notified_on": EXAM}),
    ("deadline_before_exam", due(DAY_BEFORE), due(EXAM)),
    ("deadline_before_base", due(EXAM), due(NEXT_DAY)),
    ("deadline_before_base", due(EXAM),
     due(EXAM) | {"notified_on": None}),
    ("report_before_exam", {"reported_on": DAY_BEFORE}, {"reported_on": EXAM}),
    ("notice_before_exam", {"notified_on": DAY_BEFORE}, {"notified_on": EXAM}),
    ("delivery_before_exam", {"delivered_on": DAY_BEFORE}, {"delivered_on": EXAM}),
    ("conclusion_without_recheck", {"conclusion": "其他疾病或异常"},
     {"conclusion": "复查;其他疾病或异常"}),
    ("conclusion_without_recheck", {"conclusion": "目前未见异常"}, {"conclusion": None}),
    ("unusual_age", {"id_number": BORN_2009_03_06}, {"id_number": BORN_2009_03_05}),
    ("unusual_age", {"id_number": BORN_1944_03_05}, {"id_number": BORN_1944_03_06}),
    ("unusual_age", {"id_number": BORN_2009_03_06},
     {"id_number": BORN_2009_03_06, "id_valid": False}),
]  # fmt: skip

ERRORS = {
    "no_institution", "no_person", "no_exam_date", "exam_after_arrival", "no_employer",
    "recheck_before_exam", "recheck_after_arrival", "deadline_before_exam", "yes_without_date",
}  # fmt: skip


def checked(changes: Changes) -> tuple[dict[str, object], set[str]]:
    schema = {"row": pl.Int64()} | {
        name: kind for name, kind in ROW_SCHEMA.items() if name != "row"
    }
    typed = pl.DataFrame([GOOD | changes], schema=schema)
    rows, found = run_checks(typed, ARRIVAL)
    return rows.row(0, named=True), set(found["code"])


def test_a_good_row_has_no_finding() -> None:
    assert checked({})[1] == set()


@pytest.mark.parametrize(("code", "breaks", "nearly"), CASES)
def test_a_row_that_breaks_the_rule_and_one_that_nearly_does(
    code: str, breaks: Changes, nearly: Changes
) -> None:
    assert code in checked(breaks)[1]
    assert code not in checked(nearly)[1]


def test_every_rule_has_its_rows_a_severity_and_a_sentence() -> None:
    rules = {check.code for check in (*PLACING, *REFUSING, *CHECKS)}
    assert rules == {code for code, _, _ in CASES}
    assert {code for code in rules if BY_CODE[code].severity is Severity.ERROR} == ERRORS


@pytest.mark.parametrize("day", [DAY_BEFORE, date(2025, 7, 16)])
def test_a_refused_recheck_takes_its_conclusion_and_institution_with_it(day: date) -> None:
    row, _ = checked({"rechecked_on": day, "recheck_institution": "某院", "recheck_again": True})
    assert row["rechecked_on"] is None
    assert row["recheck_conclusion"] is None
    assert row["recheck_institution"] is None
    assert row["recheck_again"] is None
    assert row["rechecked"] == "yes"


def test_a_refused_deadline_leaves_its_text() -> None:
    row, _ = checked(due(DAY_BEFORE) | {"deadline_text": "2025.3.4前"})
    assert (row["deadline_mode"], row["deadline_on"]) == (None, None)
    assert row["deadline_text"] == "2025.3.4前"


@pytest.mark.parametrize("field", ["reported_on", "notified_on", "delivered_on"])
def test_a_date_before_the_exam_is_no_base_date(field: str) -> None:
    assert checked({field: DAY_BEFORE})[0][field] is None


def test_a_row_without_exam_date_breaks_no_rule_about_dates() -> None:
    assert checked({"exam_date": None, "rechecked_on": DAY_BEFORE})[1] == {"no_exam_date"}
