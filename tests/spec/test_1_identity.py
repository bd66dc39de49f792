"""Definitions §1: which rows are one exam, one worker, one enterprise."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.both import counts
from tests.lib.history import NANGUI, NO_ID, YUETAO, Cells, resident, row, sent, weak

T = date(2025, 12, 31)
OTHER_DAY = date(2025, 3, 2)


# --- (a) the same exam date and worker


@told(row(hazards=["噪声"]), row(hazards=["苯"]))
def test_rows_of_one_worker_and_day_are_one_exam(world: World) -> None:
    assert len(world.cases(T)) == 1


@told(row(), row(exam_date=OTHER_DAY))
def test_another_day_is_another_exam(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(row(), row(**resident(2)))
def test_another_worker_is_another_exam(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(row(id_number="E12345678"), row(id_number="E12345678", id_type="护照"))
def test_the_same_number_of_another_type_is_another_worker(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(row(hazards=["噪声"]), row(hazards=["苯"], worker="梁志"))
def test_a_valid_id_counts_more_than_a_name(world: World) -> None:
    assert len(world.cases(T)) == 1


@told(sent(row()), sent(row(), institution="顺德医院"))
def test_another_institution_is_another_exam(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(sent(row()), sent(row(), period="2025H2"))
def test_another_half_year_tells_of_the_same_exam(world: World) -> None:
    assert len(world.cases(T)) == 1


# --- (b) the same day, exam number and name


@told(sent(row(exam_no="T01")), sent(row(exam_no="T01", **resident(2), phone="2"), period="2025H2"))
def test_a_corrected_id_number_stays_with_the_exam_number(world: World) -> None:
    assert world.case(T)["phone"] == "2"


@told(row(exam_no="T01"), row(exam_no="T01", **resident(2), worker="何嘉欣"))
def test_an_exam_number_with_another_name_is_another_exam(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(sent(row(exam_no="T01")), sent(row(exam_no="T01", **resident(2)), institution="顺德医院"))
def test_an_exam_number_of_another_institution_says_nothing(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(row(exam_no="T01"), weak(exam_no="T01", enterprise="粤陶科技", uscc=YUETAO, hazards=["苯"]))
def test_an_exam_number_joins_a_weak_row_of_another_enterprise(world: World) -> None:
    assert len(world.cases(T)) == 1


# --- (c) weak rows


@told_of(lambda other: [row(), weak(hazards=["苯"], **other)])
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
    world: World, expected: int
) -> None:
    assert len(world.cases(T)) == expected


@told(row(), row(**resident(2)), weak(hazards=["苯"]))
def test_a_weak_row_that_fits_two_exams_stays_alone(world: World) -> None:
    assert len(world.cases(T)) == 3


@told(row(), weak(phone="1"), weak(phone="2"))
def test_two_weak_workers_that_fit_one_exam_both_stay_alone(world: World) -> None:
    assert len(world.cases(T)) == 3


@told_of(lambda phones: [weak(phone=phone, job=f"{number}") for number, phone in enumerate(phones)])
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
    world: World, expected: int
) -> None:
    assert len(world.cases(T)) == expected


@told(
    sent(row(exam_no="T01", **resident(1)), row(exam_no="T02", **resident(2))),
    sent(weak(exam_no="T01", address="甲"), weak(exam_no="T02", address="乙"), period="2025H2"),
)
def test_weak_rows_never_make_one_case_of_two_valid_id_numbers(world: World) -> None:
    """Two of one name and enterprise, examined on one day; then their numbers are missing."""
    lines = world.cases(T)
    assert sorted(line["address"] for line in lines) == ["乙", "甲"]


@told(
    sent(row(exam_no="T01", **resident(1)), row(exam_no="T02", **resident(2))),
    sent(weak(exam_no="T01", job="焊工"), weak(job="焊工"), period="2025H2"),
)
def test_a_weak_row_that_an_exam_number_places_leaves_the_other_exam_to_another(
    world: World,
) -> None:
    assert len(world.cases(T)) == 3


@told(weak(phone="1"), weak(job="焊工"), weak(phone="2", exam_date=OTHER_DAY))
def test_a_phone_of_another_day_tells_nobody_apart(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(sent(row()), sent(weak(), period="2025H2"))
def test_a_case_takes_a_valid_identity_as_soon_as_one_row_has_it(world: World) -> None:
    assert world.case(T)["weak_identity"] is False


@told(sent(weak()))
def test_a_case_without_a_valid_id_number_is_weak(world: World) -> None:
    assert world.case(T)["weak_identity"] is True


# --- (d) a corrected day in a newer version


@told(sent(row(exam_no="T01")), sent(row(exam_no="T01", exam_date=OTHER_DAY)))
def test_a_newer_version_corrects_the_exam_date_by_the_exam_number(world: World) -> None:
    assert world.case(T)["exam_date"] == OTHER_DAY


@told(sent(row()), sent(row(exam_date=OTHER_DAY)))
def test_without_an_exam_number_another_date_is_another_case(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(sent(row(exam_no="T01")), sent(row(exam_no="T01", exam_date=OTHER_DAY), period="2025H2"))
def test_the_exam_number_of_another_half_year_corrects_no_date(world: World) -> None:
    assert len(world.cases(T)) == 2


@told(
    sent(row(exam_no="T01"), row(exam_no="T01", exam_date=OTHER_DAY)),
    sent(row(exam_no="T01", exam_date=date(2025, 3, 3))),
)
def test_a_number_with_two_dates_in_one_version_corrects_no_date(world: World) -> None:
    assert len(world.cases(T)) == 3


# --- (e) the number that we issued


@told(
    sent(row()),
    sent(row(case_id=(0, 0), exam_date=OTHER_DAY, worker="梁志", **resident(2)), period="2025H2"),
)
def test_an_issued_case_id_joins_whatever_else_differs(world: World) -> None:
    """`case_id` is told here as the (file, row) that the case was issued for."""
    line = world.case(T)
    assert (line["exam_date"], line["worker"]) == (OTHER_DAY, "梁志")


@told(sent(row()), sent(row(case_id=(0, 0), exam_date=OTHER_DAY), institution="顺德医院"))
def test_a_case_id_of_another_institution_joins_nothing(world: World) -> None:
    assert len(world.cases(T)) == 2


# --- enterprises


def people(*rows: dict[str, Any]) -> list[Cells]:
    """Rows of several people."""
    return [one | resident(number) for number, one in enumerate(rows)]


@told(*people(row(), row(uscc=None)))
def test_a_row_without_code_joins_the_one_enterprise_of_its_name_in_its_district(
    world: World,
) -> None:
    assert len(world.rates(T, "enterprise")) == 1


@told(*people(row(), row(uscc=None, district=None, town=None)))
def test_a_row_without_code_and_district_joins_the_one_of_its_name_in_the_city(
    world: World,
) -> None:
    assert len(world.rates(T, "enterprise")) == 1


@told(*people(row(), row(uscc=None, district="顺德区", town=None)))
def test_a_row_without_code_of_another_district_is_an_enterprise_of_its_own(world: World) -> None:
    assert len(world.rates(T, "enterprise")) == 2


@told(*people(row(), row(uscc=YUETAO), row(uscc=None)))
def test_a_row_without_code_joins_neither_of_two_enterprises_of_its_name(world: World) -> None:
    assert len(world.rates(T, "enterprise")) == 3


@told(*people(row(), row(uscc=YUETAO, district="顺德区", town="容桂街道"), row(uscc=None)))
def test_two_districts_tell_two_of_them_apart(world: World) -> None:
    assert len(world.rates(T, "enterprise")) == 2


@told(*people(row(uscc=None), row(uscc=None), row(uscc=None, district="顺德区", town=None)))
def test_enterprises_without_code_are_one_per_name_and_district(world: World) -> None:
    assert len(world.rates(T, "enterprise")) == 2


@told(*people(row(), row(enterprise="南桂金属", enterprise_key="南桂金属")))
def test_an_enterprise_of_one_code_may_change_its_name(world: World) -> None:
    assert len(world.rates(T, "enterprise")) == 1


@told(sent(row()), sent(row(enterprise="南桂金属", **resident(2)), period="2025H2"))
def test_the_newest_name_of_an_enterprise_is_printed(world: World) -> None:
    lines = world.rates(T, "enterprise")
    assert [(line["enterprise"], line["uscc"], line["cases"]) for line in lines] == [
        ("南桂金属", NANGUI, 2)
    ]


# --- workers


@told_of(lambda second: [sent(row(), row(**{"exam_date": OTHER_DAY} | second))])
@pytest.mark.parametrize(
    ("second", "workers"),
    [
        ({}, 1),
        (resident(2), 2),
        (NO_ID, 2),
    ],
    ids=["same number", "other number", "no number"],
)
def test_workers_are_counted_once_over_their_exams(world: World, workers: int) -> None:
    lines = world.rates(T, "total")
    assert counts(lines, "total", "cases", "workers") == {"合计": (2, workers)}


@told(
    weak(exam_date=date(2025, 3, 1), phone="1"),
    weak(exam_date=date(2025, 3, 2), phone="1"),
    weak(exam_date=date(2025, 3, 3), phone="2"),
)
def test_weak_workers_of_other_days_are_one_worker_unless_phones_differ(world: World) -> None:
    assert counts(world.rates(T, "total"), "total", "workers") == {"合计": 2}


# --- the order of rows


@told(
    sent(row(phone="H2"), period="2025H2"),
    sent(row(phone="H1"), period="2025H1", arrived=datetime(2026, 3, 1)),  # noqa: DTZ001
)
def test_the_half_year_comes_before_the_arrival(world: World) -> None:
    """A late correction of an old half-year does not overrule what the newer one said."""
    assert world.case(T)["phone"] == "H2"


@told(sent(row(phone="1"), row(phone="2")))
def test_within_a_file_the_lower_row_is_newer(world: World) -> None:
    assert world.case(T)["phone"] == "2"
