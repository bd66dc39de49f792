"""Corrections by the institute, and what institutions send afterwards."""

from pathlib import Path

import pytest

from tests.cli.conftest import ID_NUMBERS, Recheck, person
from tests.cli.corrections.conftest import BOOK, NO_DATE, WRONG_ID, Desk, Prepared, filled

LATER = "2025-10-01"


@pytest.fixture
def desk(empty: Path, recheck: Recheck) -> Desk:
    """An empty store."""
    return Desk(empty, recheck)


def test_a_later_version_with_the_same_mistake_stays_corrected(
    corrected: Desk, after: Prepared
) -> None:
    before = {case["worker"]: case["case_id"] for case in after.cases}
    corrected.send(
        person(0, "张三", **NO_DATE),
        person(1, "李四", 证件号码=WRONG_ID),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-20"),
        received=LATER,
    )
    told = {case["worker"]: case for case in corrected.cases()}
    assert {name: case["case_id"] for name, case in told.items()} == before
    assert {case["unexplained"] for case in told.values()} == {"false"}
    assert told["李四"]["id_number"] == ID_NUMBERS[1]
    assert told["张三"]["source_file"] == f"{LATER}.csv"
    assert {line[1] for line in corrected.found()} == {"corrected_by_institute"}


def test_a_later_version_that_differs_ranks_below_and_is_told(corrected: Desk) -> None:
    """Rows 2 and 3, which agree by now, are not told."""
    corrected.send(
        person(0, "张三", 体检日期="2025-03-05"),
        person(1, "李四"),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-28"),
        received=LATER,
    )
    case = corrected.case("王五")
    assert case["rechecked_on"] == "2025-04-20"
    told = [one for one in corrected.found() if one[1] == "differs_from_correction"]
    assert told == [("4", "differs_from_correction", "note")]


def test_a_wrong_but_valid_number_corrected_stays_one_case_with_later_versions(desk: Desk) -> None:
    wrong = {"证件号码": ID_NUMBERS[3], "是否复查": "什么"}
    desk.send(person(1, "李四", **wrong))
    desk.listed()
    book = filled(BOOK, {(2, "是否复查"): ID_NUMBERS[1]}, 更正项目="证件号码")
    assert desk.recheck("ingest", book, "--received", "2025-09-04").code in (0, 1)
    (before,) = desk.cases()
    assert before["id_number"] == ID_NUMBERS[1]
    desk.send(person(1, "李四", 证件号码=ID_NUMBERS[3]), received=LATER)
    (after,) = desk.cases()
    assert (after["case_id"], after["id_number"]) == (before["case_id"], ID_NUMBERS[1])


def test_a_number_copied_down_is_corrected_for_one_of_two_workers(desk: Desk) -> None:
    """Two workers under one number are one exam; corrected, the second is a case of his own."""
    rows = (
        person(0, "张三"),
        person(1, "李四", 证件号码=ID_NUMBERS[0], 是否复查="什么"),
    )
    desk.send(*rows)
    assert len(desk.cases()) == 1
    desk.listed()
    book = filled(BOOK, {(3, "是否复查"): ID_NUMBERS[1]}, 更正项目="证件号码")
    desk.recheck("ingest", book, "--received", "2025-09-04")
    told = {case["worker"]: case["id_number"] for case in desk.cases()}
    assert told == {"张三": ID_NUMBERS[0], "李四": ID_NUMBERS[1]}
