"""Definitions §1: which rows are one exam, one worker, one enterprise."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.lib.both import case_of, cases_of, counts, rates_of
from tests.lib.history import NANGUI, NO_ID, YUETAO, resident, row, sent, weak

T = date(2025, 12, 31)
OTHER_DAY = date(2025, 3, 2)


def cases(*rows: dict[str, Any]) -> int:
    """How many cases the rows of one file make."""
    return len(cases_of([sent(*rows)], T))


# --- (a) the same exam date and worker


def test_rows_of_one_worker_and_day_are_one_exam() -> None:
    assert cases(row(hazards=["噪声"]), row(hazards=["苯"])) == 1


def test_another_day_is_another_exam() -> None:
    assert cases(row(), row(exam_date=OTHER_DAY)) == 2


def test_another_worker_is_another_exam() -> None:
    assert cases(row(), row(**resident(2))) == 2


def test_the_same_number_of_another_type_is_another_worker() -> None:
    assert cases(row(id_number="E12345678"), row(id_number="E12345678", id_type="护照")) == 2


def test_a_valid_id_counts_more_than_a_name() -> None:
    assert cases(row(hazards=["噪声"]), row(hazards=["苯"], worker="梁志")) == 1


def test_another_institution_is_another_exam() -> None:
    files = [sent(row()), sent(row(), institution="顺德医院")]
    assert len(cases_of(files, T)) == 2


def test_another_half_year_tells_of_the_same_exam() -> None:
    files = [sent(row()), sent(row(), period="2025H2")]
    assert len(cases_of(files, T)) == 1


# --- (b) the same day, exam number and name


def test_a_corrected_id_number_stays_with_the_exam_number() -> None:
    files = [
        sent(row(exam_no="T01")),
        sent(row(exam_no="T01", **resident(2), phone="2"), period="2025H2"),
    ]
    assert case_of(files, T)["phone"] == "2"


def test_an_exam_number_with_another_name_is_another_exam() -> None:
    assert cases(row(exam_no="T01"), row(exam_no="T01", **resident(2), worker="何嘉欣")) == 2


def test_an_exam_number_of_another_institution_says_nothing() -> None:
    files = [
        sent(row(exam_no="T01")),
        sent(row(exam_no="T01", **resident(2)), institution="顺德医院"),
    ]
    assert len(cases_of(files, T)) == 2


def test_an_exam_number_joins_a_weak_row_of_another_enterprise() -> None:
    moved = weak(exam_no="T01", enterprise="粤陶科技", uscc=YUETAO, hazards=["苯"])
    assert cases(row(exam_no="T01"), moved) == 1


# --- (c) weak rows


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, 1),
        ({"worker": "梁志"}, 2),
        ({"enterprise": "粤陶科技", "uscc": YUETAO}, 2),
        ({"exam_date": OTHER_DAY}, 2),
    ],
    ids=["agrees", "other name", "other enterprise", "other day"],
)
def test_a_weak_row_joins_the_exam_of_its_name_enterprise_and_day(
    other: dict[str, Any], expected: int
) -> None:
    assert cases(row(), weak(hazards=["苯"], **other)) == expected


def test_a_weak_row_that_fits_two_exams_stays_alone() -> None:
    assert cases(row(), row(**resident(2)), weak(hazards=["苯"])) == 3


def test_two_weak_workers_that_fit_one_exam_both_stay_alone() -> None:
    assert cases(row(), weak(phone="1"), weak(phone="2")) == 3


@pytest.mark.parametrize(
    ("phones", "expected"),
    [
        ((None, None), 1),
        (("1", "1"), 1),
        (("1", None), 1),
        (("1", "2"), 2),
        (("1", "2", None), 3),
        (("1", None, None), 1),
    ],
)
def test_weak_workers_of_one_name_and_enterprise_differ_by_phone(
    phones: tuple[str | None, ...], expected: int
) -> None:
    rows = [weak(phone=phone, job=f"{number}") for number, phone in enumerate(phones)]
    assert cases(*rows) == expected


def test_weak_rows_never_make_one_case_of_two_valid_id_numbers() -> None:
    """Two of one name and enterprise, examined on one day; then their numbers are missing."""
    first = [row(exam_no="T01", **resident(1)), row(exam_no="T02", **resident(2))]
    second = [weak(exam_no="T01", address="甲"), weak(exam_no="T02", address="乙")]
    lines = cases_of([sent(*first), sent(*second, period="2025H2")], T)
    assert sorted(line["address"] for line in lines) == ["乙", "甲"]


def test_a_weak_row_that_an_exam_number_places_leaves_the_other_exam_to_another() -> None:
    first = [row(exam_no="T01", **resident(1)), row(exam_no="T02", **resident(2))]
    second = [weak(exam_no="T01", job="焊工"), weak(job="焊工")]
    assert len(cases_of([sent(*first), sent(*second, period="2025H2")], T)) == 3


def test_a_phone_of_another_day_tells_nobody_apart() -> None:
    rows = [weak(phone="1"), weak(job="焊工"), weak(phone="2", exam_date=OTHER_DAY)]
    assert cases(*rows) == 2


def test_a_case_takes_a_valid_identity_as_soon_as_one_row_has_it() -> None:
    files = [sent(row()), sent(weak(), period="2025H2")]
    assert case_of(files, T)["weak_identity"] is False


def test_a_case_without_a_valid_id_number_is_weak() -> None:
    assert case_of([sent(weak())], T)["weak_identity"] is True


# --- (d) a corrected day in a newer version


def test_a_newer_version_corrects_the_exam_date_by_the_exam_number() -> None:
    files = [sent(row(exam_no="T01")), sent(row(exam_no="T01", exam_date=OTHER_DAY))]
    assert case_of(files, T)["exam_date"] == OTHER_DAY


def test_without_an_exam_number_another_date_is_another_case() -> None:
    assert len(cases_of([sent(row()), sent(row(exam_date=OTHER_DAY))], T)) == 2


def test_the_exam_number_of_another_half_year_corrects_no_date() -> None:
    files = [
        sent(row(exam_no="T01")),
        sent(row(exam_no="T01", exam_date=OTHER_DAY), period="2025H2"),
    ]
    assert len(cases_of(files, T)) == 2


def test_a_number_with_two_dates_in_one_version_corrects_no_date() -> None:
    both_days = [row(exam_no="T01"), row(exam_no="T01", exam_date=OTHER_DAY)]
    third_day = row(exam_no="T01", exam_date=date(2025, 3, 3))
    assert len(cases_of([sent(*both_days), sent(third_day)], T)) == 3


# --- (e) the number that we issued


def test_an_issued_case_id_joins_whatever_else_differs() -> None:
    """`case_id` is told here as the (file, row) that the case was issued for."""
    changed = row(case_id=(0, 0), exam_date=OTHER_DAY, worker="梁志", **resident(2))
    line = case_of([sent(row()), sent(changed, period="2025H2")], T)
    assert (line["exam_date"], line["worker"]) == (OTHER_DAY, "梁志")


def test_a_case_id_of_another_institution_joins_nothing() -> None:
    foreign = sent(row(case_id=(0, 0), exam_date=OTHER_DAY), institution="顺德医院")
    assert len(cases_of([sent(row()), foreign], T)) == 2


# --- enterprises


def enterprises(*rows: dict[str, Any]) -> int:
    """How many enterprises the rows of several people name."""
    people = [one | resident(number) for number, one in enumerate(rows)]
    return len(rates_of([sent(*people)], T, "enterprise"))


def test_a_row_without_code_joins_the_one_enterprise_of_its_name_in_its_district() -> None:
    assert enterprises(row(), row(uscc=None)) == 1


def test_a_row_without_code_and_district_joins_the_one_of_its_name_in_the_city() -> None:
    assert enterprises(row(), row(uscc=None, district=None, town=None)) == 1


def test_a_row_without_code_of_another_district_is_an_enterprise_of_its_own() -> None:
    assert enterprises(row(), row(uscc=None, district="顺德区", town=None)) == 2


def test_a_row_without_code_joins_neither_of_two_enterprises_of_its_name() -> None:
    assert enterprises(row(), row(uscc=YUETAO), row(uscc=None)) == 3


def test_two_districts_tell_two_of_them_apart() -> None:
    there = row(uscc=YUETAO, district="顺德区", town="容桂街道")
    assert enterprises(row(), there, row(uscc=None)) == 2


def test_enterprises_without_code_are_one_per_name_and_district() -> None:
    here, there = row(uscc=None), row(uscc=None, district="顺德区", town=None)
    assert enterprises(here, here, there) == 2


def test_an_enterprise_of_one_code_may_change_its_name() -> None:
    assert enterprises(row(), row(enterprise="南桂金属", enterprise_key="南桂金属")) == 1


def test_the_newest_name_of_an_enterprise_is_printed() -> None:
    files = [sent(row()), sent(row(enterprise="南桂金属", **resident(2)), period="2025H2")]
    lines = rates_of(files, T, "enterprise")
    assert [(line["enterprise"], line["uscc"], line["cases"]) for line in lines] == [
        ("南桂金属", NANGUI, 2)
    ]


# --- workers


@pytest.mark.parametrize(
    ("second", "workers"),
    [
        ({}, 1),
        (resident(2), 2),
        (NO_ID, 2),
    ],
    ids=["same number", "other number", "no number"],
)
def test_workers_are_counted_once_over_their_exams(second: dict[str, Any], workers: int) -> None:
    lines = rates_of([sent(row(), row(**{"exam_date": OTHER_DAY} | second))], T, "total")
    assert counts(lines, "total", "cases", "workers") == {"合计": (2, workers)}


def test_weak_workers_of_other_days_are_one_worker_unless_phones_differ() -> None:
    days = [date(2025, 3, day) for day in (1, 2, 3)]
    phones = ["1", "1", "2"]
    rows = [weak(exam_date=day, phone=phone) for day, phone in zip(days, phones, strict=True)]
    assert counts(rates_of([sent(*rows)], T, "total"), "total", "workers") == {"合计": 2}


# --- the order of rows


def test_the_half_year_comes_before_the_arrival() -> None:
    """A late correction of an old half-year does not overrule what the newer one said."""
    files = [
        sent(row(phone="H2"), period="2025H2"),
        sent(row(phone="H1"), period="2025H1", arrived=datetime(2026, 3, 1)),  # noqa: DTZ001
    ]
    assert case_of(files, T)["phone"] == "H2"


def test_within_a_file_the_lower_row_is_newer() -> None:
    assert case_of([sent(row(phone="1"), row(phone="2"))], T)["phone"] == "2"
