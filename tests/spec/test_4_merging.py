"""Definitions §4: what counts when several rows speak about one case."""

from datetime import date
from typing import Any

import pytest

from tests.lib.both import case_of, cases_of
from tests.lib.history import Cells, resident, row, sent, weak

T = date(2026, 6, 30)
EARLY, LATE = date(2025, 4, 1), date(2025, 5, 1)


def two_half_years(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The case after two half-years told of it."""
    return case_of([sent(row(**first)), sent(row(**second), period="2025H2")], T)


def two_versions(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The case after a correction within the half-year, sent by `--add`."""
    return case_of([sent(row(**first)), sent(row(**second), mode="add")], T)


# --- notice and deadline: the oldest half-year that gives one, its newest value


NOTICES = ("reported_on", "notified_on", "delivered_on")


@pytest.mark.parametrize("field", NOTICES)
def test_a_notice_served_again_in_a_later_half_year_moves_nothing(field: str) -> None:
    assert two_half_years({field: EARLY}, {field: LATE})["base_on"] == EARLY


@pytest.mark.parametrize("field", NOTICES)
def test_within_the_half_year_the_newest_notice_counts(field: str) -> None:
    assert two_versions({field: EARLY}, {field: LATE})["base_on"] == LATE


@pytest.mark.parametrize("field", NOTICES)
def test_a_notice_told_later_fills_an_empty_one(field: str) -> None:
    assert two_half_years({}, {field: LATE})["base_on"] == LATE


def test_a_deadline_of_a_later_half_year_moves_nothing() -> None:
    first = {"deadline_mode": "on", "deadline_on": EARLY}
    second = {"deadline_mode": "on", "deadline_on": LATE}
    assert two_half_years(first, second)["due_on"] == EARLY


def test_within_the_half_year_the_newest_deadline_counts() -> None:
    first = {"deadline_mode": "within", "deadline_amount": 7, "deadline_unit": "day"}
    second = {"deadline_mode": "on", "deadline_on": LATE}
    assert two_versions(first, second)["due_on"] == LATE


def test_a_delivery_told_later_is_the_base_of_an_earlier_deadline() -> None:
    first = {"deadline_mode": "within", "deadline_amount": 7, "deadline_unit": "day"}
    line = two_half_years(first, {"delivered_on": LATE})
    assert (line["base_kind"], line["due_on"]) == ("delivered", date(2025, 5, 8))


# --- everything else: the newest non-empty value


PLAIN = ("phone", "exam_type", "address", "abnormal_items", "reason")
OLD, NEW = dict.fromkeys(PLAIN, "旧"), dict.fromkeys(PLAIN, "新")


def test_the_newest_value_counts() -> None:
    line = two_half_years(OLD, NEW)
    assert {field: line[field] for field in PLAIN} == NEW


def test_an_empty_cell_withdraws_nothing() -> None:
    line = two_half_years(OLD, {})
    assert {field: line[field] for field in PLAIN} == OLD


def test_a_newer_valid_id_number_wins() -> None:
    files = [sent(row(exam_no="T01")), sent(row(exam_no="T01", **resident(2)), mode="add")]
    lines = cases_of([*files, sent(row(**resident(2), exam_date=LATE), mode="add")], T)
    assert len(lines) == 2


# --- hazards


def test_hazards_unite() -> None:
    assert two_half_years({"hazards": ["苯"]}, {"hazards": ["噪声"]})["hazards"] == "噪声;苯"


def test_a_case_without_any_hazard_has_the_unknown_one() -> None:
    line = two_half_years({"hazards": []}, {"hazards": []})
    assert (line["hazards"], line["due_on"]) == ("不明", date(2025, 5, 12))


def test_the_unknown_hazard_disappears_when_a_row_names_one() -> None:
    assert two_half_years({"hazards": []}, {"hazards": ["苯"]})["hazards"] == "苯"


def test_a_deadline_speaks_about_the_hazards_of_its_row() -> None:
    stated = {"deadline_mode": "on", "deadline_on": EARLY, "hazards": ["噪声"]}
    rows = [row(**stated), row(hazards=["苯"], rechecked_on=LATE, rechecked="yes")]
    line = case_of([sent(*rows)], T)
    assert (line["due_on"], line["due_basis"], line["partial"]) == (EARLY, "stated", True)


def test_a_row_without_hazards_speaks_about_all() -> None:
    rows = [row(hazards=["噪声", "苯"]), row(hazards=[], rechecked_on=LATE, rechecked="yes")]
    assert case_of([sent(*rows)], T)["rechecked_on"] == LATE


def test_a_recheck_covers_only_the_hazards_of_its_row() -> None:
    rows = [row(hazards=["噪声", "苯"]), row(hazards=["苯"], rechecked_on=LATE)]
    line = case_of([sent(*rows)], T)
    assert (line["state"], line["partial"], line["rechecked_on"]) == ("overdue", True, None)


# --- rechecks


def test_a_newer_recheck_replaces_an_older_one() -> None:
    line = two_half_years({"rechecked_on": EARLY}, {"rechecked_on": LATE})
    assert line["rechecked_on"] == LATE


def test_a_newer_recheck_replaces_a_later_one() -> None:
    line = two_half_years({"rechecked_on": LATE}, {"rechecked_on": EARLY})
    assert line["rechecked_on"] == EARLY


def test_date_institution_and_conclusion_of_a_recheck_are_one_unit() -> None:
    first = {
        "rechecked_on": EARLY,
        "recheck_institution": "甲医院",
        "recheck_conclusion": "未见异常",
    }
    line = two_half_years(first, {"rechecked_on": LATE})
    assert (line["recheck_institution"], line["recheck_conclusion"]) == ("南海体检中心", None)


def test_an_older_earlier_recheck_that_said_again_stays() -> None:
    again = {"rechecked_on": EARLY, "recheck_again": True}
    line = two_half_years(again, {"rechecked_on": LATE})
    assert (line["state"], line["base_kind"], line["base_on"]) == (
        "done_on_time",
        "rechecked",
        EARLY,
    )


def test_an_older_later_recheck_that_said_again_is_replaced() -> None:
    again = {"rechecked_on": LATE, "recheck_again": True}
    line = two_half_years(again, {"rechecked_on": EARLY})
    assert (line["rechecked_on"], line["base_kind"]) == (EARLY, "assumed")


def test_the_same_recheck_corrected_to_final_closes_the_case() -> None:
    again = {"rechecked_on": EARLY, "recheck_again": True}
    assert two_half_years(again, {"rechecked_on": EARLY})["rechecked_on"] == EARLY


# --- place


def place(*rows: Cells) -> tuple[str, str]:
    """The place of an enterprise after several half-years."""
    periods = ["2024H1", "2024H2", "2025H1"]
    files = [sent(one, period=period) for one, period in zip(rows, periods, strict=False)]
    line = cases_of(files, T)[0]
    return line["district"], line["town"]


def employer(district: str | None, town: str | None, **cells: Any) -> Cells:
    """An enterprise known by its code."""
    return row(district=district, town=town, exam_date=date(2024, 1, 5), **cells)


def test_the_newest_readable_district_counts() -> None:
    here, there = employer("南海区", "狮山镇"), employer("顺德区", "容桂街道")
    assert place(here, there) == ("顺德区", "容桂街道")
    assert place(here, there, employer(None, None)) == ("顺德区", "容桂街道")


def test_the_town_must_lie_in_the_newest_district() -> None:
    assert place(employer("南海区", "狮山镇"), employer("顺德区", None)) == ("顺德区", "待核实")


def test_an_older_town_of_the_same_district_counts() -> None:
    rows = employer("南海区", "狮山镇"), employer("顺德区", None), employer("南海区", None)
    assert place(*rows) == ("南海区", "狮山镇")


def test_other_workers_of_the_enterprise_tell_its_place() -> None:
    assert place(employer(None, None), employer("南海区", "狮山镇", **resident(2))) == (
        "南海区",
        "狮山镇",
    )


def test_without_any_readable_place_both_are_to_be_verified() -> None:
    assert place(employer(None, None)) == ("待核实", "待核实")


def test_an_enterprise_of_another_city_has_its_town_there_too() -> None:
    assert place(employer("市外", None)) == ("市外", "市外")


def test_the_enterprise_of_a_case_is_that_of_its_newest_row() -> None:
    files = [
        sent(row(enterprise="南桂五金厂")),
        sent(row(enterprise="粤陶科技", uscc=None), period="2025H2"),
    ]
    line = case_of(files, T)
    assert (line["enterprise"], line["uscc"]) == ("粤陶科技", None)


def test_a_weak_case_merges_like_any_other() -> None:
    files = [sent(weak(notified_on=EARLY)), sent(weak(notified_on=LATE), period="2025H2")]
    assert case_of(files, T)["base_on"] == EARLY
