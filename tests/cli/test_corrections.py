"""Corrections by the institute, end to end: findings → a workbook → filled in → ingested."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from recheck import measures, store, workspace
from recheck.model import Question
from tests.cli.conftest import FIRST, ID_NUMBERS, SECOND, Done, Recheck, person, write_upload
from tests.cli.test_ingest import empty
from tests.cli.test_lists import read_csv

__all__ = ["empty"]

WRONG_ID = ID_NUMBERS[1][:-1] + "8"
NO_DATE = {"体检日期": "不详"}
CLAIMED = {"是否复查": "是", "未复查原因": "", "复查日期": ""}
Answers = Mapping[tuple[int, str], str]
"""(row of the upload, 更正项目) → 更正值."""
Lines = list[dict[str, str]]
BOOK = "更正登记表.xlsx"


def upload(path: Path, *rows: Mapping[str, str]) -> Path:
    """Rows of the first institution for 2025H1, with a column 复查日期."""
    return write_upload(path, FIRST, [{"上报期": "2025H1", "复查日期": "", **row} for row in rows])


def filled(book: str, answers: Answers, **typed: str | None) -> Path:
    """The workbook with these answers, as a clerk would type them, in a file of its own."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["更正"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    others = {"依据": "9月3日电话核实", "核实人": "陈工"} | typed
    for row in range(2, sheet.max_row + 1):
        place = sheet.cell(row, columns["行号"]).value, sheet.cell(row, columns["更正项目"]).value
        if place in answers:
            for heading, text in {"更正值": answers[place], **others}.items():
                sheet.cell(row, columns[heading]).value = text
    target = Path(book).with_name(f"{len(list(Path.cwd().glob('*.xlsx')))}.xlsx")
    workbook.save(target)
    return target


@dataclass(frozen=True)
class Desk:
    """A clerk's desk: a workspace, and the commands that are typed there."""

    folder: Path
    recheck: Recheck

    def listed(self) -> None:
        """Write the correction workbook."""
        done = self.recheck("findings", "--for-correction", "-o", BOOK)
        assert (done.code, done.out) == (0, "")

    def type_in(self, answers: Answers, received: str = "2025-09-04", **typed: str | None) -> Done:
        """Type answers into the workbook that was written last, and ingest it."""
        return self.recheck("ingest", filled(BOOK, answers, **typed), "--received", received)

    def correct(self, answers: Answers, **typed: str | None) -> Done:
        """Write a new workbook, type the answers, ingest it."""
        self.listed()
        return self.recheck("ingest", filled(BOOK, answers, **typed), "--received", "2025-09-04")

    def cases(self) -> Lines:
        """The cases at the end of 2025."""
        return read_csv(self.recheck("cases", "--as-of", "2025-12-31", "--identities", "full").out)

    def case(self, worker: str) -> dict[str, str]:
        """The only case of a worker."""
        (case,) = [one for one in self.cases() if one["worker"] == worker]
        return case

    def found(self, *more: str) -> list[tuple[str, str, str]]:
        """(row, code, severity) of every finding about a row."""
        told = read_csv(self.recheck("findings", *more).out)
        return [(one["row"], one["code"], one["severity"]) for one in told if one["row"]]

    def send(self, *rows: Mapping[str, str], received: str = "2025-07-10") -> None:
        """The institution sends its table for 2025H1."""
        self.recheck(
            "ingest", upload(self.folder / f"{received}.csv", *rows), "--received", received
        )


@pytest.fixture
def desk(empty: Path, recheck: Recheck) -> Desk:
    """An empty store."""
    return Desk(empty, recheck)


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Row 2 is held, row 3 has a wrong ID number, row 4 claims a recheck without a date."""
    desk.send(
        person(0, "张三", **NO_DATE),
        person(1, "李四", 证件号码=WRONG_ID),
        person(2, "王五", **CLAIMED),
    )
    return desk


def test_the_workbook_shows_each_wrong_cell_as_it_stands(three: Desk) -> None:
    three.listed()
    rows = list(openpyxl.load_workbook(BOOK)["更正"].iter_rows(values_only=True))
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


def test_a_held_row_that_gets_its_date_becomes_a_case(three: Desk) -> None:
    assert {case["worker"] for case in three.cases()} == {"李四", "王五"}
    assert three.correct({(2, "体检日期"): "2025年3月5日"}).code == 0
    (case,) = [one for one in three.cases() if one["worker"] == "张三"]
    assert (case["exam_date"], case["state"], case["corrected"]) == (
        "2025-03-05",
        "overdue",
        "体检日期",
    )
    assert (case["source_file"], case["source_row"]) == ("2025-07-10.csv", "2")


def test_a_corrected_id_number_makes_the_identity_sure(three: Desk) -> None:
    before = {case["worker"]: case["case_id"] for case in three.cases()}
    three.correct({(3, "证件号码"): ID_NUMBERS[1]})
    case = three.case("李四")
    assert (case["id_number"], case["weak_identity"]) == (ID_NUMBERS[1], "false")
    assert case["case_id"] == before["李四"]


def test_a_corrected_recheck_date_closes_the_case_and_moves_the_rates(three: Desk) -> None:
    def missed() -> tuple[str, str]:
        (line,) = read_csv(three.recheck("rates", "--as-of", "2025-12-31").out)
        return line["overdue"], line["done"]

    assert missed() == ("2", "0")
    three.correct({(4, "复查日期"): "2025.4.20"})
    case = three.case("王五")
    assert (case["state"], case["rechecked_on"]) == ("done_on_time", "2025-04-20")
    assert missed() == ("1", "1")


def test_what_was_corrected_is_no_finding_any_more_but_shown_as_such(three: Desk) -> None:
    three.correct({(3, "证件号码"): ID_NUMBERS[1]})
    assert ("3", "id_bad_check", "error") not in three.found()
    assert ("3", "corrected_by_institute", "note") in three.found()
    assert ("3", "id_bad_check", "error") in three.found("--all")
    note = next(one for one in read_csv(three.recheck("findings").out) if one["corrected_by"])
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


@pytest.mark.parametrize(
    ("answer", "typed", "code"),
    [
        ({(2, "体检日期"): "三月份"}, {}, "correction_wrong"),
        ({(2, "体检日期"): "2025-12-24"}, {}, "correction_wrong"),
        ({(3, "证件号码"): WRONG_ID}, {}, "correction_wrong"),
        ({(4, "复查日期"): "2024-01-01"}, {}, "correction_wrong"),
        ({(3, "证件号码"): ID_NUMBERS[1]}, {"依据": None}, "correction_without_basis"),
        ({(3, "证件号码"): ID_NUMBERS[1]}, {"核实人": None}, "correction_without_verifier"),
        ({(3, "证件号码"): ID_NUMBERS[1]}, {"行号": "4"}, "correction_target_unknown"),
        ({(3, "证件号码"): ID_NUMBERS[1]}, {"更正项目": "天气"}, "correction_field_unknown"),
    ],
)
def test_a_correction_that_cannot_be_taken_is_held_and_said(
    three: Desk, *, answer: Answers, typed: dict[str, str | None], code: str
) -> None:
    before = three.cases()
    done = three.correct(answer, **typed)
    assert done.code == 1
    assert [line[1] for line in three.found() if line[1].startswith("correction_")] == [code]
    assert [{**one, "known_at": ""} for one in three.cases()] == [
        {**one, "known_at": ""} for one in before
    ]


def test_a_workbook_without_answers_is_refused(three: Desk) -> None:
    done = three.correct({})
    assert done.code == 11
    assert "更正值" in done.err


def test_a_workbook_of_another_store_is_refused(three: Desk, tmp_path: Path) -> None:
    three.listed()
    book = filled(BOOK, {(2, "体检日期"): "2025-03-05"})
    assert three.recheck("init", tmp_path / "别处").code == 0
    assert three.recheck("--workspace", tmp_path / "别处", "ingest", book).code == 11


def test_the_same_workbook_again_changes_nothing(three: Desk) -> None:
    three.correct({(2, "体检日期"): "2025-03-05"})
    before = three.recheck("submissions").out
    book = max(three.folder.glob("[0-9].xlsx"))
    again = three.recheck("ingest", book, "--received", "2025-10-01")
    assert again.code == 0
    assert "没有任何变化" in again.err
    assert three.recheck("submissions").out == before


def test_sorted_and_filtered_the_workbook_still_finds_its_rows(three: Desk) -> None:
    three.listed()
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


def test_before_its_arrival_a_correction_changes_nothing(three: Desk) -> None:
    before = [case["state"] for case in three.cases()]
    three.correct({(2, "体检日期"): "2025-03-05", (4, "复查日期"): "2025-04-20"})
    assert states_known_on(three.folder, date(2025, 9, 3)) == before
    assert states_known_on(three.folder, date(2025, 9, 4)) == ["done_on_time", "overdue", "overdue"]


def states_known_on(folder: Path, day: date) -> list[str]:
    """The states at the end of 2025, as far as they were known at the end of a day."""
    place = workspace.find(folder, None)
    question = Question(date(2025, 12, 31), known_at=datetime.combine(day, time.max))
    with store.reading(place.store_path, place.rulebook, question) as view:
        return sorted(measures.cases(view)["state"].to_list())


def test_a_second_correction_of_a_cell_wins_and_one_of_another_cell_joins(three: Desk) -> None:
    three.listed()
    for day, answers in (
        ("2025-09-04", {(4, "复查日期"): "2025-04-20"}),
        ("2025-09-05", {(4, "复查日期"): "2025-04-25"}),
    ):
        three.recheck("ingest", filled(BOOK, answers), "--received", day)
    case = three.case("王五")
    assert case["rechecked_on"] == "2025-04-25"
    other = filled(BOOK, {(4, "复查日期"): "目前未见异常"}, 更正项目="复查结论")
    three.recheck("ingest", other, "--received", "2025-09-06")
    case = three.case("王五")
    assert (case["rechecked_on"], case["recheck_conclusion"]) == ("2025-04-25", "目前未见异常")


def test_a_correction_that_arrived_before_another_joins_it_when_entered_late(three: Desk) -> None:
    three.listed()
    later = filled(BOOK, {(4, "复查日期"): "2025-04-25"})
    earlier = filled(BOOK, {(4, "复查日期"): "市二院"}, 更正项目="复查机构")
    three.recheck("ingest", later, "--received", "2025-09-06")
    three.recheck("ingest", earlier, "--received", "2025-09-04")
    case = three.case("王五")
    assert (case["rechecked_on"], case["recheck_institution"]) == ("2025-04-25", "市二院")


def test_a_value_can_be_taken_back(three: Desk) -> None:
    three.correct({(4, "复查日期"): "2025-04-20"})
    three.recheck("ingest", filled(BOOK, {(4, "复查日期"): "无"}), "--received", "2025-09-09")
    case = three.case("王五")
    assert (case["state"], case["claimed"]) == ("overdue", "true")


def test_two_values_for_one_cell_in_one_workbook_are_both_held(three: Desk) -> None:
    three.listed()
    book = openpyxl.load_workbook(filled(BOOK, {(4, "复查日期"): "2025-04-20"}))
    sheet = book["更正"]
    copy = [cell.value for cell in sheet[4]]
    copy[[cell.value for cell in sheet[1]].index("更正值")] = "2025-04-21"
    sheet.append(copy)
    book.save("两个值.xlsx")
    assert three.recheck("ingest", "两个值.xlsx", "--received", "2025-09-04").code == 1
    assert [line[1] for line in three.found()].count("correction_twice") == 2


def test_a_withdrawn_upload_takes_its_corrected_rows_along(three: Desk) -> None:
    three.correct({(2, "体检日期"): "2025-03-05"})
    withdraw = ("withdraw", FIRST, "2025H1", "--reason", "误报", "--by", "王五")
    assert three.recheck(*withdraw, "--received", "2025-09-06").code == 0
    assert three.cases() == []


# --- what institutions send afterwards


LATER = "2025-10-01"


def test_a_later_version_with_the_same_mistake_stays_corrected(three: Desk) -> None:
    three.correct({(2, "体检日期"): "2025-03-05", (3, "证件号码"): ID_NUMBERS[1]})
    before = {case["worker"]: case["case_id"] for case in three.cases()}
    three.send(
        person(0, "张三", **NO_DATE),
        person(1, "李四", 证件号码=WRONG_ID),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-20"),
        received=LATER,
    )
    told = {case["worker"]: case for case in three.cases()}
    assert {name: case["case_id"] for name, case in told.items()} == before
    assert {case["unexplained"] for case in told.values()} == {"false"}
    assert told["李四"]["id_number"] == ID_NUMBERS[1]
    assert told["张三"]["source_file"] == f"{LATER}.csv"
    assert {line[1] for line in three.found()} == {"corrected_by_institute"}


def test_a_later_version_that_differs_ranks_below_and_is_told(three: Desk) -> None:
    three.correct({(4, "复查日期"): "2025-04-20"})
    three.send(
        person(0, "张三"),
        person(1, "李四"),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-28"),
        received=LATER,
    )
    case = three.case("王五")
    assert case["rechecked_on"] == "2025-04-20"
    assert ("4", "differs_from_correction", "note") in three.found()


def test_a_later_version_that_agrees_is_not_told(three: Desk) -> None:
    three.correct({(4, "复查日期"): "2025-04-20"})
    three.send(
        person(0, "张三"),
        person(1, "李四"),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-20"),
        received=LATER,
    )
    assert "differs_from_correction" not in {line[1] for line in three.found()}


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


def test_corrections_of_several_institutions_stand_in_one_workbook(three: Desk) -> None:
    other = write_upload(
        three.folder / "c.csv", SECOND, [{"上报期": "2025H1", **person(3, "赵六", **NO_DATE)}]
    )
    three.recheck("ingest", other, "--received", "2025-07-10")
    three.correct({(2, "体检日期"): "2025-03-05"})
    assert {case["worker"] for case in three.cases()} == {"张三", "李四", "王五", "赵六"}
    lines = [
        one for one in read_csv(three.recheck("submissions").out) if one["kind"] == "correction"
    ]
    assert {one["institution"]: one["accepted"] for one in lines} == {FIRST: "1", SECOND: "1"}


def test_check_does_not_try_corrections(three: Desk) -> None:
    three.listed()
    book = filled(BOOK, {(2, "体检日期"): "2025-03-05"})
    assert three.recheck("check", book).code == 11
