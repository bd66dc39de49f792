"""Corrections by the institute, end to end: findings → a workbook → filled in → ingested."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recheck import measures, store, workspace
from recheck.model import Question
from tests.cli.conftest import FIRST, ID_NUMBERS, SECOND, Recheck, person, write_upload
from tests.cli.test_ingest import empty
from tests.cli.test_lists import read_csv

__all__ = ["empty"]

WRONG_ID = ID_NUMBERS[1][:-1] + "8"
NO_DATE = {"体检日期": "不详"}
CLAIMED = {"是否复查": "是", "未复查原因": "", "复查日期": ""}
Answers = Mapping[tuple[int, str], str]
"""(row of the upload, 更正项目) → 更正值."""
Lines = list[dict[str, str]]


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


@pytest.fixture
def correct(recheck: Recheck) -> Callable[..., Any]:
    """Write the workbook, type the answers, ingest it; what `ingest` said."""

    def run(answers: Answers, received: str = "2025-09-04", **typed: str | None) -> Any:
        assert recheck("findings", "--for-correction", "-o", "更正登记表.xlsx").code == 0
        return recheck(
            "ingest", filled("更正登记表.xlsx", answers, **typed), "--received", received
        )

    return run


@pytest.fixture
def cases(recheck: Recheck) -> Callable[..., Lines]:
    """The lines of `cases --as-of 2025-12-31`."""
    return lambda *more: read_csv(
        recheck("cases", "--as-of", "2025-12-31", "--identities", "full", *more).out
    )


@pytest.fixture
def found(recheck: Recheck) -> Callable[..., list[tuple[str, str, str]]]:
    """(row, code, severity) of every finding about a row."""

    def lines(*more: str) -> list[tuple[str, str, str]]:
        told = read_csv(recheck("findings", *more).out)
        return [(one["row"], one["code"], one["severity"]) for one in told if one["row"]]

    return lines


@pytest.fixture
def three(empty: Path, recheck: Recheck) -> Path:
    """Row 2 is held, row 3 has a wrong ID number, row 4 claims a recheck without a date."""
    file = upload(
        empty / "a.csv",
        person(0, "张三", **NO_DATE),
        person(1, "李四", 证件号码=WRONG_ID),
        person(2, "王五", **CLAIMED),
    )
    recheck("ingest", file, "--received", "2025-07-10")
    return empty


def test_the_workbook_shows_each_wrong_cell_as_it_stands(three: Path, recheck: Recheck) -> None:
    done = recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    assert (done.code, done.out) == (0, "")
    rows = list(openpyxl.load_workbook("更正登记表.xlsx")["更正"].iter_rows(values_only=True))
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    shown = [(one["行号"], one["栏目"] if "栏目" in one else one["原栏目"]) for one in named]
    assert shown == [(2, "体检日期"), (3, "证件号码"), (4, "复查日期")]
    assert [one["原值"] for one in named] == ["不详", WRONG_ID, None]
    assert [one["劳动者"] for one in named] == ["张三", "李四", "王五"]
    assert all(one["更正值"] is one["依据"] is one["核实人"] is None for one in named)


def test_full_identities_are_noted_in_the_audit_log(three: Path, recheck: Recheck) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    entry = json.loads((three / "audit.log").read_text(encoding="utf-8").splitlines()[-1])
    assert entry["rows"] == 3


@pytest.mark.parametrize("options", [(), ("-o", "a.csv"), ("--format", "json", "-o", "a.xlsx")])
def test_the_workbook_is_an_xlsx_with_a_name(
    three: Path, recheck: Recheck, options: Sequence[str]
) -> None:
    assert recheck("findings", "--for-correction", *options).code == 2


def test_a_held_row_that_gets_its_date_becomes_a_case(
    three: Path, recheck: Recheck, correct: Any, cases: Any
) -> None:
    assert {case["worker"] for case in cases()} == {"李四", "王五"}
    assert correct({(2, "体检日期"): "2025年3月5日"}).code == 0
    (case,) = [one for one in cases() if one["worker"] == "张三"]
    assert (case["exam_date"], case["state"], case["corrected"]) == (
        "2025-03-05",
        "overdue",
        "体检日期",
    )
    assert (case["source_file"], case["source_row"]) == ("a.csv", "2")


def test_a_corrected_id_number_makes_the_identity_sure(
    correct: Any, cases: Any, three: Path
) -> None:
    before = {case["worker"]: case["case_id"] for case in cases()}
    correct({(3, "证件号码"): ID_NUMBERS[1]})
    case = next(one for one in cases() if one["worker"] == "李四")
    assert (case["id_number"], case["weak_identity"]) == (ID_NUMBERS[1], "false")
    assert case["case_id"] == before["李四"]


def test_a_corrected_recheck_date_closes_the_case_and_moves_the_rates(
    correct: Any, cases: Any, recheck: Recheck, three: Path
) -> None:
    def missed() -> tuple[str, str]:
        (line,) = read_csv(recheck("rates", "--as-of", "2025-12-31").out)
        return line["overdue"], line["done"]

    assert missed() == ("2", "0")
    correct({(4, "复查日期"): "2025.4.20"})
    case = next(one for one in cases() if one["worker"] == "王五")
    assert (case["state"], case["rechecked_on"]) == ("done_on_time", "2025-04-20")
    assert missed() == ("1", "1")


def test_what_was_corrected_is_no_finding_any_more_but_shown_as_such(
    correct: Any, found: Any, recheck: Recheck, three: Path
) -> None:
    correct({(3, "证件号码"): ID_NUMBERS[1]})
    assert ("3", "id_bad_check", "error") not in found()
    assert ("3", "corrected_by_institute", "note") in found()
    assert ("3", "id_bad_check", "error") in found("--all")
    note = next(one for one in read_csv(recheck("findings").out) if one["corrected_by"])
    assert (note["corrected_by"], note["corrected_on"], note["basis"]) == (
        "陈工",
        "2025-09-04",
        "9月3日电话核实",
    )
    assert "代改" in note["message"]
    assert ID_NUMBERS[1] not in note["message"]


def test_submissions_count_the_released_row_and_the_lines_of_the_workbook(
    correct: Any, recheck: Recheck, three: Path
) -> None:
    correct({(2, "体检日期"): "2025-03-05", (3, "证件号码"): "不知道"})
    lines = {line["kind"]: line for line in read_csv(recheck("submissions").out) if line["file"]}
    sent, typed = lines["recheck_status"], lines["correction"]
    assert (sent["accepted"], sent["held"], sent["errors"]) == ("3", "0", "2")
    assert (typed["accepted"], typed["held"], typed["blank"], typed["errors"]) == (
        "1",
        "1",
        "1",
        "1",
    )
    assert typed["rows"] == str(sum(int(typed[fate]) for fate in FATES))
    assert recheck("verify", "--as-of", "2025-12-31").code == 0


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
    correct: Any,
    found: Any,
    cases: Any,
    three: Path,
    answer: Answers,
    typed: dict[str, str | None],
    code: str,
) -> None:
    before = cases()
    done = correct(answer, **typed)
    assert done.code == 1
    assert [line[1] for line in found() if line[1].startswith("correction_")] == [code]
    assert [{**one, "known_at": ""} for one in cases()] == [
        {**one, "known_at": ""} for one in before
    ]


def test_a_workbook_without_answers_is_refused(correct: Any, three: Path) -> None:
    done = correct({})
    assert done.code == 11
    assert "更正值" in done.err


def test_a_workbook_of_another_store_is_refused(
    correct: Any, recheck: Recheck, three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    book = filled("更正登记表.xlsx", {(2, "体检日期"): "2025-03-05"})
    assert recheck("init", tmp_path / "别处").code == 0
    assert recheck("--workspace", tmp_path / "别处", "ingest", book).code == 11


def test_the_same_workbook_again_changes_nothing(
    correct: Any, recheck: Recheck, three: Path
) -> None:
    correct({(2, "体检日期"): "2025-03-05"})
    before = recheck("submissions").out
    book = max(three.glob("[0-9].xlsx"))
    again = recheck("ingest", book, "--received", "2025-10-01")
    assert again.code == 0
    assert "没有任何变化" in again.err
    assert recheck("submissions").out == before


def test_sorted_and_filtered_the_workbook_still_finds_its_rows(
    recheck: Recheck, cases: Any, three: Path
) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    answers = {(2, "体检日期"): "2025-03-05", (3, "证件号码"): ID_NUMBERS[1]}
    book = openpyxl.load_workbook(filled("更正登记表.xlsx", answers))
    sheet = book["更正"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.row_dimensions[2].hidden = True
    book.save("排序后.xlsx")
    assert recheck("ingest", "排序后.xlsx", "--received", "2025-09-04").code == 0
    told = {case["worker"]: case["corrected"] for case in cases()}
    assert told == {"张三": "体检日期", "李四": "证件号码", "王五": ""}


def test_before_its_arrival_a_correction_changes_nothing(
    correct: Any, cases: Any, recheck: Recheck, three: Path
) -> None:
    before = [case["state"] for case in cases()]
    correct({(2, "体检日期"): "2025-03-05", (4, "复查日期"): "2025-04-20"})
    assert states_known_on(three, date(2025, 9, 3)) == before
    assert states_known_on(three, date(2025, 9, 4)) == ["done_on_time", "overdue", "overdue"]


def states_known_on(folder: Path, day: date) -> list[str]:
    """The states at the end of 2025, as far as they were known at the end of a day."""
    place = workspace.find(folder, None)
    question = Question(date(2025, 12, 31), known_at=datetime.combine(day, time.max))
    with store.reading(place.store_path, place.rulebook, question) as view:
        return sorted(measures.cases(view)["state"].to_list())


def test_a_second_correction_of_a_cell_wins_and_one_of_another_cell_joins(
    correct: Any, cases: Any, recheck: Recheck, three: Path
) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    for day, answers in (
        ("2025-09-04", {(4, "复查日期"): "2025-04-20"}),
        ("2025-09-05", {(4, "复查日期"): "2025-04-25"}),
    ):
        recheck("ingest", filled("更正登记表.xlsx", answers), "--received", day)
    case = next(one for one in cases() if one["worker"] == "王五")
    assert case["rechecked_on"] == "2025-04-25"
    other = filled("更正登记表.xlsx", {(4, "复查日期"): "目前未见异常"}, 更正项目="复查结论")
    recheck("ingest", other, "--received", "2025-09-06")
    case = next(one for one in cases() if one["worker"] == "王五")
    assert (case["rechecked_on"], case["recheck_conclusion"]) == ("2025-04-25", "目前未见异常")


def test_a_correction_that_arrived_before_another_joins_it_when_entered_late(
    cases: Any, recheck: Recheck, three: Path
) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    later = filled("更正登记表.xlsx", {(4, "复查日期"): "2025-04-25"})
    earlier = filled("更正登记表.xlsx", {(4, "复查日期"): "市二院"}, 更正项目="复查机构")
    recheck("ingest", later, "--received", "2025-09-06")
    recheck("ingest", earlier, "--received", "2025-09-04")
    case = next(one for one in cases() if one["worker"] == "王五")
    assert (case["rechecked_on"], case["recheck_institution"]) == ("2025-04-25", "市二院")


def test_a_value_can_be_taken_back(correct: Any, cases: Any, recheck: Recheck, three: Path) -> None:
    correct({(4, "复查日期"): "2025-04-20"})
    recheck(
        "ingest", filled("更正登记表.xlsx", {(4, "复查日期"): "无"}), "--received", "2025-09-09"
    )
    case = next(one for one in cases() if one["worker"] == "王五")
    assert (case["state"], case["claimed"]) == ("overdue", "true")


def test_two_values_for_one_cell_in_one_workbook_are_both_held(
    recheck: Recheck, found: Any, three: Path
) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    book = openpyxl.load_workbook(filled("更正登记表.xlsx", {(4, "复查日期"): "2025-04-20"}))
    sheet = book["更正"]
    copy = [cell.value for cell in sheet[4]]
    copy[[cell.value for cell in sheet[1]].index("更正值")] = "2025-04-21"
    sheet.append(copy)
    book.save("两个值.xlsx")
    assert recheck("ingest", "两个值.xlsx", "--received", "2025-09-04").code == 1
    assert [line[1] for line in found()].count("correction_twice") == 2


# --- what institutions send afterwards


def again(path: Path, recheck: Recheck, *rows: Mapping[str, str]) -> None:
    """The institution sends a whole table again, after the correction."""
    recheck("ingest", upload(path, *rows), "--received", "2025-10-01")


def test_a_later_version_with_the_same_mistake_stays_corrected(
    correct: Any, cases: Any, found: Any, recheck: Recheck, three: Path
) -> None:
    correct({(2, "体检日期"): "2025-03-05", (3, "证件号码"): ID_NUMBERS[1]})
    before = {case["worker"]: case["case_id"] for case in cases()}
    again(
        three / "b.csv",
        recheck,
        person(0, "张三", **NO_DATE),
        person(1, "李四", 证件号码=WRONG_ID),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-20"),
    )
    told = {case["worker"]: case for case in cases()}
    assert {name: case["case_id"] for name, case in told.items()} == before
    assert {case["unexplained"] for case in told.values()} == {"false"}
    assert told["李四"]["id_number"] == ID_NUMBERS[1]
    assert told["张三"]["source_file"] == "b.csv"
    assert {line[1] for line in found()} == {"corrected_by_institute"}


def test_a_later_version_that_differs_ranks_below_and_is_told(
    correct: Any, cases: Any, found: Any, recheck: Recheck, three: Path
) -> None:
    correct({(4, "复查日期"): "2025-04-20"})
    again(
        three / "b.csv",
        recheck,
        person(0, "张三"),
        person(1, "李四"),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-28"),
    )
    case = next(one for one in cases() if one["worker"] == "王五")
    assert case["rechecked_on"] == "2025-04-20"
    assert ("4", "differs_from_correction", "note") in found()


def test_a_later_version_that_agrees_is_not_told(
    correct: Any, cases: Any, found: Any, recheck: Recheck, three: Path
) -> None:
    correct({(4, "复查日期"): "2025-04-20"})
    again(
        three / "b.csv",
        recheck,
        person(0, "张三"),
        person(1, "李四"),
        person(2, "王五", 是否复查="是", 未复查原因="", 复查日期="2025-04-20"),
    )
    assert "differs_from_correction" not in {line[1] for line in found()}


def test_a_wrong_but_valid_number_corrected_stays_one_case_with_later_versions(
    empty: Path, correct: Any, cases: Any, recheck: Recheck
) -> None:
    wrong = {"证件号码": ID_NUMBERS[3], "是否复查": "什么"}
    recheck(
        "ingest", upload(empty / "a.csv", person(1, "李四", **wrong)), "--received", "2025-07-10"
    )
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    book = filled("更正登记表.xlsx", {(2, "是否复查"): ID_NUMBERS[1]}, 更正项目="证件号码")
    assert recheck("ingest", book, "--received", "2025-09-04").code in (0, 1)
    (before,) = cases()
    assert before["id_number"] == ID_NUMBERS[1]
    again(empty / "b.csv", recheck, person(1, "李四", 证件号码=ID_NUMBERS[3]))
    (after,) = cases()
    assert (after["case_id"], after["id_number"]) == (before["case_id"], ID_NUMBERS[1])


def test_a_number_copied_down_is_corrected_for_one_of_two_workers(
    empty: Path, cases: Any, recheck: Recheck
) -> None:
    """Two workers under one number are one exam; corrected, the second is a case of his own."""
    rows = (
        person(0, "张三"),
        person(1, "李四", 证件号码=ID_NUMBERS[0], 是否复查="什么"),
    )
    recheck("ingest", upload(empty / "a.csv", *rows), "--received", "2025-07-10")
    assert len(cases()) == 1
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    book = filled("更正登记表.xlsx", {(3, "是否复查"): ID_NUMBERS[1]}, 更正项目="证件号码")
    recheck("ingest", book, "--received", "2025-09-04")
    told = {case["worker"]: case["id_number"] for case in cases()}
    assert told == {"张三": ID_NUMBERS[0], "李四": ID_NUMBERS[1]}


def test_corrections_of_several_institutions_stand_in_one_workbook(
    three: Path, recheck: Recheck, correct: Any, cases: Any
) -> None:
    other = write_upload(
        three / "c.csv", SECOND, [{"上报期": "2025H1", **person(3, "赵六", **NO_DATE)}]
    )
    recheck("ingest", other, "--received", "2025-07-10")
    correct({(2, "体检日期"): "2025-03-05"})
    assert {case["worker"] for case in cases()} == {"张三", "李四", "王五", "赵六"}
    lines = [one for one in read_csv(recheck("submissions").out) if one["kind"] == "correction"]
    assert {one["institution"]: one["accepted"] for one in lines} == {FIRST: "1", SECOND: "1"}


def test_check_does_not_try_corrections(three: Path, recheck: Recheck) -> None:
    recheck("findings", "--for-correction", "-o", "更正登记表.xlsx")
    book = filled("更正登记表.xlsx", {(2, "体检日期"): "2025-03-05"})
    assert recheck("check", book).code == 11
