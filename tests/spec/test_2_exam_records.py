"""Definitions §2 and §6: exam records, the cases they make, the rechecks they tell of."""

from datetime import date
from typing import Any

from tests.lib.apart import World, told
from tests.lib.history import (
    NO_ID,
    recheck_record,
    record,
    records,
    resident,
    row,
    sent,
    told_record,
    weak,
)

T = date(2026, 6, 30)
EXAM, LATER, LATEST = date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)
BOTH = {"hazards": ["噪声", "苯"]}
SILENT: dict[str, Any] = {"hazards": []}


def recheck(*again: str, **cells: Any) -> dict[str, Any]:
    """A recheck a month after the exam."""
    return recheck_record(*again, **({"exam_date": LATER} | cells))


# --- which records make cases


@told(records(told_record()))
def test_an_exam_that_tells_to_come_back_is_a_case_that_no_list_has(world: World) -> None:
    case = world.case(T)
    assert (case["state"], case["unreported"], case["hazards"]) == ("overdue", True, "噪声")


@told(records(told_record(), record(**resident(2)), recheck(**resident(3))))
def test_other_exams_and_rechecks_are_no_cases(world: World) -> None:
    assert len(world.cases(T)) == 1


@told(records(told_record(visit="supplement"), told_record(visit="supplement", exam_date=LATER)))
def test_a_supplement_makes_no_case(world: World) -> None:
    assert world.cases(T) == []


@told(sent(row()), records(told_record(visit="supplement", exam_date=LATER)))
def test_a_supplement_closes_none(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(records(told_record("噪声", **BOTH)))
def test_only_the_hazards_told_about_are_owed(world: World) -> None:
    assert world.case(T)["hazards"] == "噪声"


@told(records(told_record(**SILENT)))
def test_who_is_told_without_any_hazard_owes_the_unknown_one(world: World) -> None:
    assert world.case(T)["hazards"] == "不明"


# --- what they add to a case that a list has


@told(sent(row()), records(told_record()))
def test_a_case_in_both_is_one_and_reported(world: World) -> None:
    assert world.case(T)["unreported"] is False


@told(sent(row()), records(told_record(**BOTH)))
def test_a_record_adds_no_hazard_to_a_listed_case(world: World) -> None:
    assert world.case(T)["hazards"] == "噪声"


@told(sent(row(**SILENT)), records(told_record("苯", **BOTH)))
def test_a_record_names_the_hazards_where_the_list_names_none(world: World) -> None:
    assert world.case(T)["hazards"] == "苯"


@told(sent(row(**SILENT)), records(record(**BOTH)))
def test_so_does_a_record_that_found_nothing(world: World) -> None:
    assert world.case(T)["hazards"] == "噪声;苯"


@told(sent(row(exam_type="离岗时")), records(told_record(exam_type="在岗期间", exam_no="T1")))
def test_a_record_fills_empty_fields_only(world: World) -> None:
    case = world.case(T)
    assert (case["exam_type"], case["exam_no"]) == ("离岗时", "T1")


@told(sent(row(exam_no="T1")), records(told_record(exam_no="T2"), period="2025H2"))
def test_it_does_so_however_new_it_is(world: World) -> None:
    assert world.case(T)["exam_no"] == "T1"


@told(sent(row()), records(told_record(reported_on=LATER)))
def test_a_record_gives_the_base_date_that_the_list_lacks(world: World) -> None:
    case = world.case(T)
    assert (case["base_on"], case["base_kind"]) == (LATER, "reported")


@told(sent(row(reported_on=LATEST)), records(told_record(reported_on=LATER)))
def test_the_base_date_of_the_list_comes_first(world: World) -> None:
    assert world.case(T)["base_on"] == LATEST


@told(sent(weak(exam_no="T1")), records(told_record(exam_no="T1")))
def test_a_record_gives_the_number_that_the_list_lacks(world: World) -> None:
    assert world.case(T)["weak_identity"] is False


@told(records(told_record()), records(told_record(**resident(2)), mode="replace"))
def test_a_case_that_a_newer_version_lacks_stays_unexplained(world: World) -> None:
    unexplained = {case["unexplained"] for case in world.cases(T)}
    assert unexplained == {True, False}


@told(records(told_record()), records(record(), mode="replace"))
def test_so_does_one_that_the_newer_version_calls_an_ordinary_exam(world: World) -> None:
    case = world.case(T)
    assert (case["unexplained"], case["state"]) == (True, "overdue")


@told(
    sent(row(district="南海区", town="狮山镇")),
    records(record(**resident(2), district="顺德区", town="容桂街道"), period="2025H2"),
)
def test_an_employer_is_where_its_newest_row_says_ordinary_exams_included(world: World) -> None:
    case = world.case(T)
    assert (case["district"], case["town"]) == ("顺德区", "容桂街道")


# --- rechecks elsewhere


@told(sent(row()), records(recheck(first_exam_no="另一个"), institution="顺德体检中心"))
def test_a_recheck_in_any_institution_closes_a_case(world: World) -> None:
    case = world.case(T)
    assert (case["state"], case["rechecked_on"]) == ("done_on_time", LATER)
    assert case["recheck_source"] == "cross_match"
    assert case["recheck_institution"] == "顺德体检中心"


@told(records(told_record(), recheck()))
def test_also_under_a_new_number_in_the_same_institution(world: World) -> None:
    assert world.case(T)["recheck_source"] == "cross_match"


@told(sent(row()), records(recheck(exam_date=EXAM)))
def test_a_recheck_on_the_day_of_the_exam_does_not_match(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(sent(row()), records(recheck(exam_date=date(2025, 3, 2))))
def test_one_on_the_next_day_does(world: World) -> None:
    assert world.case(T)["rechecked_on"] == date(2025, 3, 2)


@told(sent(row()), records(record(exam_date=LATER)))
def test_a_later_periodic_exam_is_no_recheck(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(sent(row()), records(recheck(hazards=["苯"])))
def test_a_recheck_without_a_hazard_in_common_does_not_match(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(sent(row(**BOTH)), records(recheck(hazards=["苯"])))
def test_a_recheck_covers_the_hazards_in_common(world: World) -> None:
    case = world.case(T)
    assert (case["state"], case["partial"]) == ("overdue", True)


@told(sent(row(**BOTH)), records(recheck(**SILENT)))
def test_a_recheck_that_names_no_hazard_covers_all(world: World) -> None:
    assert world.case(T)["state"] == "done_on_time"


@told(sent(row(**SILENT)), records(recheck()))
def test_the_unknown_hazard_is_covered_by_every_recheck(world: World) -> None:
    assert world.case(T)["state"] == "done_on_time"


@told(sent(weak()), records(recheck()))
def test_a_case_without_a_valid_number_is_matched_by_nobody(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(sent(row()), records(recheck(**NO_ID)))
def test_a_recheck_without_a_valid_number_matches_nobody(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(sent(row()), records(recheck()), records(record(**resident(2)), mode="replace"))
def test_a_recheck_that_a_newer_version_lacks_counts_no_longer(world: World) -> None:
    assert world.case(T)["state"] == "overdue"


@told(sent(row()), records(recheck("噪声")))
def test_a_recheck_that_says_recheck_again_moves_the_deadline(world: World) -> None:
    case = world.case(T)
    assert (case["due_on"], case["base_kind"]) == (LATEST, "rechecked")


@told(sent(row(**BOTH)), records(recheck("噪声", **BOTH)))
def test_it_says_so_hazard_by_hazard(world: World) -> None:
    case = world.case(T)
    assert (case["partial"], case["base_on"]) == (True, LATER)


@told(sent(row(rechecked_on=LATER)), records(recheck("噪声", exam_date=LATEST)))
def test_who_is_through_is_not_reopened_by_a_later_recheck(world: World) -> None:
    assert world.on_days([LATER, LATEST, T], "state") == ["done_on_time"] * 3


@told(sent(row(rechecked_on=LATEST)), records(recheck()))
def test_the_earliest_recheck_counts(world: World) -> None:
    case = world.case(T)
    assert (case["rechecked_on"], case["recheck_source"]) == (LATER, "cross_match")


@told(sent(row(rechecked_on=LATER)), records(recheck()))
def test_on_one_day_the_institutions_own_report_comes_first(world: World) -> None:
    assert world.case(T)["recheck_source"] == "reported"


@told(
    sent(row(hazards=["苯"], rechecked_on=LATER), row(hazards=["噪声"])),
    records(recheck(hazards=["噪声"])),
)
def test_so_it_does_between_hazards(world: World) -> None:
    assert world.case(T)["recheck_source"] == "reported"


@told(sent(row(rechecked="yes")), records(recheck()))
def test_a_claim_that_a_record_proves_is_none(world: World) -> None:
    assert world.on_days([EXAM, T], "claimed") == [False, False]
