"""What is wrong between the cells of one row: each rule with a row that breaks it and one that
nearly does (the situations of definitions §3)."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from recheck.cells.lookup import CELL_FINDINGS
from recheck.checks import CHECKS, PLACING, REFUSING, run_checks, told_once
from recheck.findings import BY_CODE
from recheck.model import ROW_SCHEMA, Severity

EXAM = date(2025, 3, 5)
ARRIVAL = date(2025, 7, 15)
NEXT_DAY = date(2025, 3, 6)
DAY_BEFORE = date(2025, 3, 4)

GOOD: dict[str, object] = {
    "row": 2,
    "institution": "某医院",
    "kind": "recheck_status",
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


RECORD: Changes = {"kind": "exam_records", "visit": "plain", "notified_on": None}


OPEN: Changes = {"rechecked": "no", "rechecked_on": None}


def due(day: date) -> Changes:
    return {"deadline_mode": "on", "deadline_on": day}


CASES: list[tuple[str, Changes, Changes]] = [
    ("no_institution", {"institution": None}, {}),
    ("no_person", {"worker": None, "id_valid": False}, {"worker": None}),
    ("no_person", {"worker": None, "id_valid": False}, {"id_valid": False}),
    ("no_exam_date", {"exam_date": None}, {}),
    ("exam_after_arrival", {"exam_date": date(2025, 7, 16)}, {"exam_date": ARRIVAL}),
    ("no_employer", {"enterprise": None}, {"enterprise": None, "uscc": "91440606MA51ABCD44"}),
    ("worker_like_formula", {"worker": "=cmd|' /C calc'!A0"}, {"worker": "甲-某"}),
    ("employer_like_formula", {"enterprise": "@某厂"}, {"enterprise": "某厂+某车间"}),
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
    ("conclusion_without_recheck", {"conclusion": "目前未见异常"},
     RECORD | {"conclusion": "目前未见异常"}),
    ("no_notice", {"notified_on": None}, RECORD),
    ("no_conclusion", RECORD | {"conclusion": None},
     RECORD | {"conclusion": None, "visit": "recheck"}),
    ("recheck_in_words", RECORD | {"conclusion": "听阈升高建议复查"},
     RECORD | {"conclusion": "复查", "visit": "told"}),
    ("unusual_age", {"id_number": BORN_2009_03_06}, {"id_number": BORN_2009_03_05}),
    ("unusual_age", {"id_number": BORN_1944_03_05}, {"id_number": BORN_1944_03_06}),
    ("unusual_age", {"id_number": BORN_2009_03_06},
     {"id_number": BORN_2009_03_06, "id_valid": False}),
    ("age_contradiction", {"age": "41"}, {"age": "40岁"}),
    ("age_contradiction", {"age": "37"}, {"age": "38.0"}),
    ("age_contradiction", {"age": "19"}, {"age": "不惑"}),
    ("sex_contradiction", {"sex": "女"}, {"sex": "男性"}),
    ("sex_contradiction", {"sex": "女"}, {"sex": "2"}),
    ("reason_with_recheck", {"reason": "失联"}, OPEN | {"reason": "失联"}),
    ("elsewhere_without_date", OPEN | {"reason": "已在其他机构复查"},
     {"reason": "已在其他机构复查"}),
    ("not_due_but_past", OPEN | {"reason": "未到期"} | due(date(2025, 7, 14)),
     OPEN | {"reason": "未到期"} | due(ARRIVAL)),
    ("left_without_exit_exam", OPEN | {"reason": "离职", "exam_type": "在岗期间"},
     OPEN | {"reason": "离职", "exam_type": "离岗时"}),
    ("death_reported", OPEN | {"reason": "死亡"}, {"reason": "死亡"}),
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


def sheet(*rows: Changes) -> list[tuple[int, str, str]]:
    """Row, code and parameters of the findings between these rows (and not within them)."""
    schema = {"row": pl.Int64()} | {
        name: kind for name, kind in ROW_SCHEMA.items() if name != "row"
    }
    numbered = [GOOD | row | {"row": number} for number, row in enumerate(rows, 1)]
    found = run_checks(pl.DataFrame(numbered, schema=schema), ARRIVAL)[1]
    within = {check.code for check in (*PLACING, *REFUSING, *CHECKS)}
    return found.filter(~pl.col("code").is_in(within)).select("row", "code", "parameters").rows()


def marked(code: str, rows: Sequence[int]) -> list[tuple[int, str, str]]:
    return [(row, code, "{}") for row in rows]


@pytest.mark.parametrize(
    ("code", "breaks", "nearly"),
    [
        ("exam_after_period", date(2025, 7, 1), date(2025, 6, 30)),
        ("exam_date_of_1904", date(2021, 3, 4), date(2020, 12, 30)),
        ("exam_date_of_1904", date(2020, 12, 31), date(2021, 6, 30)),
    ],
)
def test_exams_of_another_half_year(code: str, breaks: date, nearly: date) -> None:
    assert sheet({"exam_date": breaks, "period": "2025H1"}) == [(1, code, "{}")]
    assert sheet({"exam_date": nearly, "period": "2025H1"}) == []


def numbers(*last: int, valid: tuple[int, ...] = ()) -> list[Changes]:
    """Rows whose ID numbers end in these digits; those in `valid` have the right check mark."""
    return [
        {"id_number": f"4406061967042{one:05}", "id_valid": one in valid, "worker_key": str(one)}
        for one in last
    ]


def test_dragged_id_numbers_are_told_but_not_the_right_one_they_begin_with() -> None:
    dragged = numbers(13179, 13180, 13181, 13182, valid=(13179,))
    assert sheet(*dragged) == marked("id_series", [2, 3, 4])
    assert sheet(*numbers(13170, 13181, 13192, 13204)) == marked("id_series", [1, 2, 3])


def test_wrong_numbers_in_no_order_and_two_in_order_are_not_called_dragged() -> None:
    assert sheet(*numbers(13179, 13180, 13199, 13200)) == []
    assert sheet(*numbers(13180, 13180, 13180)) == []


def test_dragged_telephones_need_three_rows() -> None:
    phones: list[Changes] = [{"phone": f"138001380{one}"} for one in ("05", "06", "07", "29", "30")]
    assert sheet(*phones) == marked("phone_series", [1, 2, 3])


def test_dragged_exam_days_need_five_rows() -> None:
    days: list[Changes] = [
        {"exam_date": date(2025, 3, day), "enterprise_key": "某厂"} for day in (3, 4, 5, 6, 7, 20)
    ]
    assert sheet(*days) == marked("date_series", [1, 2, 3, 4, 5])
    assert sheet(*days[1:]) == []


def test_a_telephone_of_many_workers_is_told_once() -> None:
    six: list[Changes] = [
        {"phone": "13800138000", "worker_key": name, "id_valid": False} for name in "甲乙丙丁戊己"
    ]
    assert sheet(*six) == [(1, "phone_shared", '{"count": 6}')]
    assert sheet(*six[1:], six[1]) == []


def test_an_id_number_beside_two_names_is_told_at_each() -> None:
    names: list[Changes] = [{"worker_key": name} for name in ("甲某", "乙某")]
    assert sheet(*names) == marked("id_of_two_names", [1, 2])
    assert sheet(names[0], names[0]) == []


def under_code(*names: str) -> list[Changes]:
    return [{"uscc": "91440606MA51ABCD44", "enterprise_key": name} for name in names]


def test_a_code_of_many_employers_was_copied_down() -> None:
    assert sheet(*under_code("甲厂", "乙厂", "丙厂", "丁厂")) == [
        (1, "uscc_of_many", '{"count": 4}')
    ]
    some = [(1, "enterprise_spellings", '{"count": 3}')]
    assert sheet(*under_code("甲厂", "乙厂", "丙厂", "甲厂")) == some
    assert sheet(*under_code("甲厂", "甲厂")) == []


def test_an_employer_with_two_codes_counts_as_two() -> None:
    other: Changes = {"uscc": "914406057462915X2M", "enterprise_key": "甲厂"}
    assert sheet(*under_code("甲厂"), other) == [(1, "enterprise_with_two_codes", '{"count": 2}')]


def test_the_code_of_the_institution_is_no_employer_s() -> None:
    found = sheet(*under_code("某医院", "甲厂"))
    assert marked("uscc_of_institution", [2])[0] in found
    assert "uscc_of_institution" not in {code for _, code, _ in sheet(*under_code("甲厂", "乙厂"))}


@pytest.mark.parametrize(
    ("row", "fewest", "code"), [(OPEN, 10, "only_open_rows"), ({}, 30, "only_done_rows")]
)
def test_a_list_in_which_all_rows_say_the_same_may_not_be_whole(
    row: Changes, fewest: int, code: str
) -> None:
    assert sheet(*[row] * fewest) == [(1, code, f'{{"count": {fewest}}}')]
    assert sheet(*[row] * (fewest - 1)) == []
    assert sheet(*[row] * fewest, OPEN if row == {} else {}) == []


def test_of_one_cell_the_error_that_says_more_is_told() -> None:
    said = [("id_bad_check", 1), ("id_series", 1), ("id_bad_check", 2), ("no_notice", 1)]
    found = pl.DataFrame([(row, "id_number", code, "{}") for code, row in said], orient="row",
                         schema=CELL_FINDINGS)  # fmt: skip
    told = told_once(found).select("code", "row").rows()
    assert sorted(told) == [("id_bad_check", 2), ("id_series", 1), ("no_notice", 1)]


def test_a_row_without_exam_date_breaks_no_rule_about_dates() -> None:
    assert checked({"exam_date": None, "rechecked_on": DAY_BEFORE})[1] == {"no_exam_date"}
