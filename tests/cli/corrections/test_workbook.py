"""Corrections by the institute, end to end: findings → a workbook → filled in → ingested."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from recheck import measures, store, workspace
from recheck.model import Question
from tests.cli.conftest import FIRST, ID_NUMBERS, SECOND, person, type_in, write_upload
from tests.cli.corrections.conftest import (
    BOOK,
    CLAIMED,
    NO_DATE,
    UNSURE,
    WRONG_ID,
    Cells,
    Desk,
    Lines,
    Place,
    Prepared,
    case_of,
    filled,
    filled_by_line,
    prepared,
)
from tests.cli.test_lists import read_csv


def test_the_workbook_shows_each_wrong_cell_as_it_stands(before: Prepared) -> None:
    rows = list(openpyxl.load_workbook(before.folder / BOOK)["更正"].iter_rows(values_only=True))
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    shown = [(one["行号"], one["栏目"] if "栏目" in one else one["原栏目"]) for one in named]
    assert shown == [(2, "体检日期"), (3, "证件号码"), (4, "复查日期")]
    assert [one["原值"] for one in named] == ["不详", WRONG_ID, None]
    assert [one["劳动者"] for one in named] == ["张三", "李四", "王五"]
    assert all(one["更正值"] is one["依据"] is one["核实人"] is None for one in named)


def test_full_identities_are_noted_in_the_audit_log(three: Desk) -> None:
    three.listed()
    entry = json.loads((three.folder / "audit.log").read_text(encoding="utf-8").splitlines()[-1])
    assert entry["rows"] == 3


@pytest.mark.parametrize("options", [(), ("-o", "a.csv"), ("--format", "json", "-o", "a.xlsx")])
def test_the_workbook_is_an_xlsx_with_a_name(three: Desk, options: Sequence[str]) -> None:
    assert three.recheck("findings", "--for-correction", *options).code == 2


def test_a_held_row_that_gets_its_date_becomes_a_case(before: Prepared, after: Prepared) -> None:
    assert {case["worker"] for case in before.cases} == {"李四", "王五"}
    case = case_of("张三", after.cases)
    assert (case["exam_date"], case["state"], case["corrected"]) == (
        "2025-03-05",
        "overdue",
        "体检日期",
    )
    assert (case["source_file"], case["source_row"]) == ("2025-07-10.csv", "2")


def test_a_corrected_id_number_makes_the_identity_sure(before: Prepared, after: Prepared) -> None:
    case = case_of("李四", after.cases)
    assert (case["id_number"], case["weak_identity"]) == (ID_NUMBERS[1], "false")
    assert case["case_id"] == case_of("李四", before.cases)["case_id"]


def test_a_corrected_recheck_date_closes_the_case_and_moves_the_rates(
    three: Desk, before: Prepared
) -> None:
    def missed() -> tuple[str, str]:
        (line,) = read_csv(three.recheck("rates", "--as-of", "2025-12-31").out)
        return line["overdue"], line["done"]

    assert case_of("王五", before.cases)["state"] == "overdue"
    assert missed() == ("2", "0")
    three.correct({(4, "复查日期"): "2025.4.20"})
    case = three.case("王五")
    assert (case["state"], case["rechecked_on"]) == ("done_on_time", "2025-04-20")
    assert missed() == ("1", "1")


def test_what_was_corrected_is_no_finding_any_more_but_shown_as_such(corrected: Desk) -> None:
    told = read_csv(corrected.recheck("findings").out)
    found = {(one["row"], one["code"], one["severity"]) for one in told}
    assert ("3", "id_bad_check", "error") not in found
    assert ("3", "corrected_by_institute", "note") in found
    assert ("3", "id_bad_check", "error") in corrected.found("--all")
    note = next(one for one in told if one["corrected_by"] and one["row"] == "3")
    assert (note["corrected_by"], note["corrected_on"], note["basis"]) == (
        "陈工",
        "2025-09-04",
        "9月3日电话核实",
    )
    assert "代改" in note["message"]
    assert ID_NUMBERS[1] not in note["message"]


def test_submissions_count_the_released_row_and_the_lines_of_the_workbook(three: Desk) -> None:
    three.correct({(2, "体检日期"): "2025-03-05", (3, "证件号码"): "不知道"})
    lines = {
        line["kind"]: line for line in read_csv(three.recheck("submissions").out) if line["file"]
    }
    sent, typed = lines["recheck_status"], lines["correction"]
    assert (sent["accepted"], sent["held"], sent["errors"]) == ("3", "0", "2")
    assert (typed["accepted"], typed["held"], typed["blank"], typed["errors"]) == (
        "1",
        "1",
        "1",
        "1",
    )
    assert typed["rows"] == str(sum(int(typed[fate]) for fate in FATES))
    assert three.recheck("verify", "--as-of", "2025-12-31").code == 0


FATES = ("accepted", "held", "duplicate", "superseded", "blank", "furniture")


TYPED = {"依据": "9月3日电话核实", "核实人": "陈工"}
NUMBER = {"更正值": ID_NUMBERS[3], **TYPED}
NOT_TAKEN: tuple[tuple[dict[str, str], str, Cells, str], ...] = (
    (NO_DATE, "体检日期", {"更正值": "三月份", **TYPED}, "correction_wrong"),
    (NO_DATE, "体检日期", {"更正值": "2025-12-24", **TYPED}, "correction_wrong"),
    (UNSURE, "证件号码", {"更正值": WRONG_ID, **TYPED}, "correction_wrong"),
    (CLAIMED, "复查日期", {"更正值": "2024-01-01", **TYPED}, "correction_wrong"),
    (UNSURE, "证件号码", {**NUMBER, "依据": None}, "correction_without_basis"),
    (UNSURE, "证件号码", {**NUMBER, "核实人": None}, "correction_without_verifier"),
    (UNSURE, "证件号码", {**NUMBER, "行号": "5"}, "correction_target_unknown"),
    (UNSURE, "证件号码", {**NUMBER, "更正项目": "天气"}, "correction_field_unknown"),
)
"""What is wrong with a row, what is typed into its line of the workbook, and what is said."""
NAMES = ("张三", "李四", "王五", "赵六", "钱七", "孙八", "周九", "吴十")


@dataclass(frozen=True)
class NotTaken:
    """A workbook of which no line was taken: what was said, and the cases before and after."""

    code: int
    said: dict[str, list[str]]
    before: Lines
    after: Lines


@pytest.fixture(scope="module")
def not_taken(new: Path, tmp_path_factory: pytest.TempPathFactory) -> NotTaken:
    """Each of `NOT_TAKEN` is about a row of its own."""
    wrong = [
        person(number % 4, name, **{"联系电话": ""} | one[0])
        for number, (name, one) in enumerate(zip(NAMES, NOT_TAKEN, strict=True))
    ]
    before = prepared(new, tmp_path_factory.mktemp("不可更正"), *wrong)
    root = before.folder
    typed: dict[Place, Cells] = {(row, one[1]): one[2] for row, one in enumerate(NOT_TAKEN, 2)}
    book = filled_by_line(root / BOOK, typed)
    code = type_in(root, "ingest", book.name, "--received", "2025-09-04")
    assert type_in(root, "findings", "-o", "found.csv") in {0, 1}
    said = defaultdict(list)
    for one in read_csv((root / "found.csv").read_text(encoding="utf-8")):
        if one["code"].startswith("correction_"):
            said[one["row"]].append(one["code"])
    return NotTaken(code, dict(said), before.cases, Prepared.asked(root).cases)


def test_of_a_workbook_that_cannot_be_taken_nothing_changes(not_taken: NotTaken) -> None:
    assert not_taken.code == 1
    assert [{**one, "known_at": ""} for one in not_taken.after] == [
        {**one, "known_at": ""} for one in not_taken.before
    ]


@pytest.mark.parametrize("number", range(len(NOT_TAKEN)))
def test_a_correction_that_cannot_be_taken_is_held_and_said(
    not_taken: NotTaken, number: int
) -> None:
    assert not_taken.said[str(number + 2)] == [NOT_TAKEN[number][3]]


def test_a_workbook_without_answers_is_refused(three: Desk) -> None:
    done = three.correct({})
    assert done.code == 11
    assert "更正值" in done.err


def test_a_workbook_of_another_store_is_refused(three: Desk, tmp_path: Path) -> None:
    book = filled(BOOK, {(2, "体检日期"): "2025-03-05"})
    assert three.recheck("init", tmp_path / "别处").code == 0
    assert three.recheck("--workspace", tmp_path / "别处", "ingest", book).code == 11


def test_the_same_workbook_again_changes_nothing(corrected: Desk) -> None:
    before = corrected.recheck("submissions").out
    book = max(corrected.folder.glob("[0-9].xlsx"))
    again = corrected.recheck("ingest", book, "--received", "2025-10-01")
    assert again.code == 0
    assert "没有任何变化" in again.err
    assert corrected.recheck("submissions").out == before


def test_sorted_and_filtered_the_workbook_still_finds_its_rows(three: Desk) -> None:
    answers = {(2, "体检日期"): "2025-03-05", (3, "证件号码"): ID_NUMBERS[1]}
    book = openpyxl.load_workbook(filled(BOOK, answers))
    sheet = book["更正"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.row_dimensions[2].hidden = True
    book.save("排序后.xlsx")
    assert three.recheck("ingest", "排序后.xlsx", "--received", "2025-09-04").code == 0
    told = {case["worker"]: case["corrected"] for case in three.cases()}
    assert told == {"张三": "体检日期", "李四": "证件号码", "王五": ""}


def test_before_its_arrival_a_correction_changes_nothing(before: Prepared, after: Prepared) -> None:
    states = [case["state"] for case in before.cases]
    assert states_known_on(after.folder, date(2025, 9, 3)) == states
    assert states_known_on(after.folder, date(2025, 9, 4)) == ["done_on_time", "overdue", "overdue"]


def states_known_on(folder: Path, day: date) -> list[str]:
    """The states at the end of 2025, as far as they were known at the end of a day."""
    place = workspace.find(folder, None)
    question = Question(date(2025, 12, 31), known_at=datetime.combine(day, time.max))
    with store.reading(place.store_path, place.rulebook, question) as view:
        return sorted(measures.cases(view)["state"].to_list())


def test_a_second_correction_of_a_cell_wins_and_one_of_another_cell_joins(
    corrected: Desk, after: Prepared
) -> None:
    assert case_of("王五", after.cases)["rechecked_on"] == "2025-04-20"
    corrected.correct({(4, "复查日期"): "2025-04-25"}, "2025-09-05")
    assert corrected.case("王五")["rechecked_on"] == "2025-04-25"
    corrected.correct({(4, "复查日期"): "目前未见异常"}, "2025-09-06", 更正项目="复查结论")
    case = corrected.case("王五")
    assert (case["rechecked_on"], case["recheck_conclusion"]) == ("2025-04-25", "目前未见异常")


def test_a_correction_that_arrived_before_another_joins_it_when_entered_late(three: Desk) -> None:
    later = filled(BOOK, {(4, "复查日期"): "2025-04-25"})
    earlier = filled(BOOK, {(4, "复查日期"): "市二院"}, 更正项目="复查机构")
    three.recheck("ingest", later, "--received", "2025-09-06")
    three.recheck("ingest", earlier, "--received", "2025-09-04")
    case = three.case("王五")
    assert (case["rechecked_on"], case["recheck_institution"]) == ("2025-04-25", "市二院")


def test_a_value_can_be_taken_back(corrected: Desk) -> None:
    corrected.correct({(4, "复查日期"): "无"}, "2025-09-09")
    case = corrected.case("王五")
    assert (case["state"], case["claimed"]) == ("overdue", "true")


def test_two_values_for_one_cell_in_one_workbook_are_both_held(three: Desk) -> None:
    book = openpyxl.load_workbook(filled(BOOK, {(4, "复查日期"): "2025-04-20"}))
    sheet = book["更正"]
    copy = [cell.value for cell in sheet[4]]
    copy[[cell.value for cell in sheet[1]].index("更正值")] = "2025-04-21"
    sheet.append(copy)
    book.save("两个值.xlsx")
    assert three.recheck("ingest", "两个值.xlsx", "--received", "2025-09-04").code == 1
    assert [line[1] for line in three.found()].count("correction_twice") == 2


def test_a_withdrawn_upload_takes_its_corrected_rows_along(corrected: Desk) -> None:
    withdraw = ("withdraw", FIRST, "2025H1", "--reason", "误报", "--by", "王五")
    assert corrected.recheck(*withdraw, "--received", "2025-09-06").code == 0
    assert corrected.cases() == []


def test_check_does_not_try_corrections(three: Desk) -> None:
    book = filled(BOOK, {(2, "体检日期"): "2025-03-05"})
    assert three.recheck("check", book).code == 11


def test_corrections_of_several_institutions_stand_in_one_workbook(three: Desk) -> None:
    other = write_upload(
        three.folder / "c.csv", SECOND, [{"上报期": "2025H1", **person(3, "赵六", **NO_DATE)}]
    )
    three.recheck("ingest", other, "--received", "2025-07-10")
    three.listed()
    three.correct({(2, "体检日期"): "2025-03-05"})
    assert {case["worker"] for case in three.cases()} == {"张三", "李四", "王五", "赵六"}
    lines = [
        one for one in read_csv(three.recheck("submissions").out) if one["kind"] == "correction"
    ]
    assert {one["institution"]: one["accepted"] for one in lines} == {FIRST: "1", SECOND: "1"}
