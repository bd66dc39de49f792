"""Definitions §4: what counts when several rows speak about one case."""

from datetime import date
from typing import Any

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.history import Cells, Sent, resident, row, sent, weak

T = date(2026, 6, 30)
EARLY, LATE = date(2025, 4, 1), date(2025, 5, 1)


def two_half_years(first: dict[str, Any], second: dict[str, Any]) -> list[Sent]:
    """Two half-years tell of a case."""
    return [sent(row(**first)), sent(row(**second), period="2025H2")]


def two_versions(first: dict[str, Any], second: dict[str, Any]) -> list[Sent]:
    """A case is corrected within the half-year, by `--add`."""
    return [sent(row(**first)), sent(row(**second), mode="add")]


# --- notice and deadline: the oldest half-year that gives one, its newest value


NOTICES = ("reported_on", "notified_on", "delivered_on")


@told_of(lambda field: two_half_years({field: EARLY}, {field: LATE}))
@pytest.mark.parametrize("field", NOTICES)
def test_a_notice_served_again_in_a_later_half_year_moves_nothing(world: World) -> None:
    assert world.case(T)["base_on"] == EARLY


@told_of(lambda field: two_versions({field: EARLY}, {field: LATE}))
@pytest.mark.parametrize("field", NOTICES)
def test_within_the_half_year_the_newest_notice_counts(world: World) -> None:
    assert world.case(T)["base_on"] == LATE


@told_of(lambda field: two_half_years({}, {field: LATE}))
@pytest.mark.parametrize("field", NOTICES)
def test_a_notice_told_later_fills_an_empty_one(world: World) -> None:
    assert world.case(T)["base_on"] == LATE


@told(
    *two_half_years(
        {"deadline_mode": "on", "deadline_on": EARLY}, {"deadline_mode": "on", "deadline_on": LATE}
    )
)
def test_a_deadline_of_a_later_half_year_moves_nothing(world: World) -> None:
    assert world.case(T)["due_on"] == EARLY


@told(
    *two_versions(
        {"deadline_mode": "within", "deadline_amount": 7, "deadline_unit": "day"},
        {"deadline_mode": "on", "deadline_on": LATE},
    )
)
def test_within_the_half_year_the_newest_deadline_counts(world: World) -> None:
    assert world.case(T)["due_on"] == LATE


@told(
    *two_half_years(
        {"deadline_mode": "within", "deadline_amount": 7, "deadline_unit": "day"},
        {"delivered_on": LATE},
    )
)
def test_a_delivery_told_later_is_the_base_of_an_earlier_deadline(world: World) -> None:
    line = world.case(T)
    assert (line["base_kind"], line["due_on"]) == ("delivered", date(2025, 5, 8))


# --- everything else: the newest non-empty value


PLAIN = ("phone", "exam_type", "address", "abnormal_items", "reason")
OLD, NEW = dict.fromkeys(PLAIN, "旧"), dict.fromkeys(PLAIN, "新")


@told(*two_half_years(OLD, NEW))
def test_the_newest_value_counts(world: World) -> None:
    line = world.case(T)
    assert {field: line[field] for field in PLAIN} == NEW


@told(*two_half_years(OLD, {}))
def test_an_empty_cell_withdraws_nothing(world: World) -> None:
    line = world.case(T)
    assert {field: line[field] for field in PLAIN} == OLD


@told(
    sent(row(exam_no="T01")),
    sent(row(exam_no="T01", **resident(2)), mode="add"),
    sent(row(**resident(2), exam_date=LATE), mode="add"),
)
def test_a_newer_valid_id_number_wins(world: World) -> None:
    lines = world.cases(T)
    assert len(lines) == 2


# --- hazards


@told(*two_half_years({"hazards": ["苯"]}, {"hazards": ["噪声"]}))
def test_hazards_unite(world: World) -> None:
    assert world.case(T)["hazards"] == "噪声;苯"


@told(*two_half_years({"hazards": []}, {"hazards": []}))
def test_a_case_without_any_hazard_has_the_unknown_one(world: World) -> None:
    line = world.case(T)
    assert (line["hazards"], line["due_on"]) == ("不明", date(2025, 5, 12))


@told(*two_half_years({"hazards": []}, {"hazards": ["苯"]}))
def test_the_unknown_hazard_disappears_when_a_row_names_one(world: World) -> None:
    assert world.case(T)["hazards"] == "苯"


@told(
    sent(
        row(deadline_mode="on", deadline_on=EARLY, hazards=["噪声"]),
        row(hazards=["苯"], rechecked_on=LATE, rechecked="yes"),
    )
)
def test_a_deadline_speaks_about_the_hazards_of_its_row(world: World) -> None:
    line = world.case(T)
    assert (line["due_on"], line["due_basis"], line["partial"]) == (EARLY, "stated", True)


@told(sent(row(hazards=["噪声", "苯"]), row(hazards=[], rechecked_on=LATE, rechecked="yes")))
def test_a_row_without_hazards_speaks_about_all(world: World) -> None:
    assert world.case(T)["rechecked_on"] == LATE


@told(sent(row(hazards=["噪声", "苯"]), row(hazards=["苯"], rechecked_on=LATE)))
def test_a_recheck_covers_only_the_hazards_of_its_row(world: World) -> None:
    line = world.case(T)
    assert (line["state"], line["partial"], line["rechecked_on"]) == ("overdue", True, None)


# --- rechecks


@told(*two_half_years({"rechecked_on": EARLY}, {"rechecked_on": LATE}))
def test_a_newer_recheck_replaces_an_older_one(world: World) -> None:
    line = world.case(T)
    assert line["rechecked_on"] == LATE


@told(*two_half_years({"rechecked_on": LATE}, {"rechecked_on": EARLY}))
def test_a_newer_recheck_replaces_a_later_one(world: World) -> None:
    line = world.case(T)
    assert line["rechecked_on"] == EARLY


@told(
    *two_half_years(
        {
            "rechecked_on": EARLY,
            "recheck_institution": "甲医院",
            "recheck_conclusion": "未见异常",
        },
        {"rechecked_on": LATE},
    )
)
def test_date_institution_and_conclusion_of_a_recheck_are_one_unit(world: World) -> None:
    line = world.case(T)
    assert (line["recheck_institution"], line["recheck_conclusion"]) == ("南海体检中心", None)


@told(*two_half_years({"rechecked_on": EARLY, "recheck_again": True}, {"rechecked_on": LATE}))
def test_an_older_earlier_recheck_that_said_again_stays(world: World) -> None:
    line = world.case(T)
    assert (line["state"], line["base_kind"], line["base_on"]) == (
        "done_on_time",
        "rechecked",
        EARLY,
    )


@told(*two_half_years({"rechecked_on": LATE, "recheck_again": True}, {"rechecked_on": EARLY}))
def test_an_older_later_recheck_that_said_again_is_replaced(world: World) -> None:
    line = world.case(T)
    assert (line["rechecked_on"], line["base_kind"]) == (EARLY, "assumed")


@told(*two_half_years({"rechecked_on": EARLY, "recheck_again": True}, {"rechecked_on": EARLY}))
def test_the_same_recheck_corrected_to_final_closes_the_case(world: World) -> None:
    assert world.case(T)["rechecked_on"] == EARLY


# --- place


def half_years(*rows: Cells) -> list[Sent]:
    """Several half-years tell of an enterprise."""
    periods = ["2024H1", "2024H2", "2025H1"]
    return [sent(one, period=period) for one, period in zip(rows, periods, strict=False)]


def place(world: World) -> tuple[str, str]:
    """Where the enterprise is after all of them."""
    line = world.cases(T)[0]
    return line["district"], line["town"]


def employer(district: str | None, town: str | None, **cells: Any) -> Cells:
    """An enterprise known by its code."""
    return row(district=district, town=town, exam_date=date(2024, 1, 5), **cells)


HERE, THERE = employer("南海区", "狮山镇"), employer("顺德区", "容桂街道")


@told_of(lambda later: half_years(HERE, THERE, *later))
@pytest.mark.parametrize("later", [[], [employer(None, None)]], ids=["", "then none"])
def test_the_newest_readable_district_counts(world: World) -> None:
    assert place(world) == ("顺德区", "容桂街道")


@told(*half_years(HERE, employer("顺德区", None)))
def test_the_town_must_lie_in_the_newest_district(world: World) -> None:
    assert place(world) == ("顺德区", "待核实")


@told(*half_years(HERE, employer("顺德区", None), employer("南海区", None)))
def test_an_older_town_of_the_same_district_counts(world: World) -> None:
    assert place(world) == ("南海区", "狮山镇")


@told(*half_years(employer(None, None), employer("南海区", "狮山镇", **resident(2))))
def test_other_workers_of_the_enterprise_tell_its_place(world: World) -> None:
    assert place(world) == (
        "南海区",
        "狮山镇",
    )


@told(*half_years(employer(None, None)))
def test_without_any_readable_place_both_are_to_be_verified(world: World) -> None:
    assert place(world) == ("待核实", "待核实")


@told(*half_years(employer("市外", None)))
def test_an_enterprise_of_another_city_has_its_town_there_too(world: World) -> None:
    assert place(world) == ("市外", "市外")


@told(
    sent(row(enterprise="南桂五金厂")), sent(row(enterprise="粤陶科技", uscc=None), period="2025H2")
)
def test_the_enterprise_of_a_case_is_that_of_its_newest_row(world: World) -> None:
    line = world.case(T)
    assert (line["enterprise"], line["uscc"]) == ("粤陶科技", None)


@told(sent(weak(notified_on=EARLY)), sent(weak(notified_on=LATE), period="2025H2"))
def test_a_weak_case_merges_like_any_other(world: World) -> None:
    assert world.case(T)["base_on"] == EARLY
