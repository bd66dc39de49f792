"""Workbooks that come back: whole, in part, renamed, rearranged, and wrong in every way."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Done, Recheck
from tests.cli.packs.conftest import THIRD, cells, filled_in, headings, pack_file

CAME = ("--received", "2025-07-25")
DONE: dict[str, object] = {"督办结果": "已复查", "核实复查日期": "2025-07-22", "证据编号": "FH-1"}


def lines(done: Done) -> list[dict[str, str]]:
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def codes(recheck: Recheck) -> set[tuple[str, str]]:
    """Row and code of every finding about returned workbooks."""
    found = lines(recheck("findings", "--period", "2025H2", "--format", "csv"))
    return {(line["row"], line["code"]) for line in found}


def states(recheck: Recheck) -> dict[str, str]:
    told = lines(recheck("cases", "--as-of", "2025-07-31"))
    return {line["case_id"]: f"{line['state']} {line['recheck_source']}".strip() for line in told}


def first_case(out: Path, place: str = "顺德区") -> str:
    return str(cells(out, place)[0]["个案编号"])


def test_a_verified_recheck_closes_the_case(out: Path, recheck: Recheck) -> None:
    file = filled_in(out, "顺德区", {2: DONE}, name="不认识的名字.xlsx")
    assert recheck("check", file, *CAME).code == 0
    assert recheck("ingest", file, *CAME).code == 0
    assert states(recheck)[first_case(out)] == "done_late supervision"
    (line,) = lines(recheck("submissions", "--period", "2025H2"))
    assert (line["institution"], line["kind"], line["accepted"]) == ("顺德区", "supervision", "1")
    history = json.loads(recheck("case", "show", first_case(out), "--format", "json").out)
    told = {one["event"]: one for one in history["events"]}
    assert (told["pack"]["pack"], told["pack"]["recipient"]) == ("P0002", "顺德区")
    assert (told["answer"]["supervision_result"], told["answer"]["proof"]) == ("已复查", "FH-1")
    assert recheck("verify", "--as-of", "2025-07-31").code == 0


WRONG: dict[int, dict[str, object]] = {
    2: {"督办结果": "已复查", "核实复查日期": "2020-01-01"},
    3: {"督办结果": "搞定", "督办日期": "2025-12-31", "销号日期": "2025-07-24"},
    4: {"个案编号": "R99999999901", **DONE},
    6: DONE,
    7: {"个案编号": None, "督办结果": "已复查"},
}


def test_what_is_wrong_is_held_or_found(out: Path, recheck: Recheck) -> None:
    elsewhere: dict[str, object] = {"个案编号": first_case(out, "南海区"), **DONE}
    file = filled_in(out, "顺德区", {**WRONG, 5: elsewhere})
    assert recheck("ingest", file, *CAME).code == 1
    assert codes(recheck) == {
        ("2", "verified_before_exam"),
        ("3", "word_unknown"),
        ("3", "action_after_arrival"),
        ("3", "closed_without_evidence"),
        ("4", "supervised_case_unknown"),
        ("5", "supervised_case_foreign"),
        ("6", "supervised_case_unknown"),
        ("7", "supervised_case_unknown"),
    }
    assert {state for state in states(recheck).values() if "supervision" in state} == set()
    (line,) = lines(recheck("submissions", "--period", "2025H2"))
    assert (line["accepted"], line["held"]) == ("2", "4")
    assert recheck("verify", "--as-of", "2025-07-31").code == 0


def test_columns_may_be_moved_and_others_left_out(out: Path, recheck: Recheck) -> None:
    book = openpyxl.Workbook()
    book.active.append(["某镇督办反馈"])
    book.active.append(["证据编号", "核实复查日期", "自己加的列", "督办结果", "个案编号"])
    book.active.append(["FH-1", "2025.7.22", "看", "已复查", first_case(out).lower()])
    book.save(out / "镇里自己做的.xlsx")
    assert recheck("ingest", out / "镇里自己做的.xlsx", *CAME).code == 0
    assert states(recheck)[first_case(out)] == "done_late supervision"


def test_an_answer_for_the_enterprise_counts_for_blank_rows(out: Path, recheck: Recheck) -> None:
    file = filled_in(out, "顺德区", {2: {"核实未复查原因": "失联", "证据编号": "1"}})
    book = openpyxl.load_workbook(file)
    at = headings(book["企业表"])
    book["企业表"].cell(2, at["核实未复查原因"], "劳动者拒绝")
    book.save(file)
    assert recheck("ingest", file, *CAME).code == 0
    told = lines(recheck("overdue", "--district", "顺德", "--as-of", "2025-07-31"))
    assert {line["reason"] for line in told} == {"失联", "劳动者拒绝"}


def test_files_join_in_any_order_and_withdrawing_one_takes_it_back(
    out: Path, recheck: Recheck
) -> None:
    one = filled_in(out, "顺德区", {2: DONE}, name="一.xlsx")
    two = filled_in(out, "顺德区", {3: DONE}, name="二.xlsx")
    assert recheck("ingest", two, one, *CAME).code == 0
    assert list(states(recheck).values()).count("done_late supervision") == 2
    assert recheck("ingest", one, *CAME).code == 0  # the same file again changes nothing
    told = ("withdraw", "顺德区", "2025H2", "--version", "1", "--reason", "错", "--by", "王五")
    assert recheck(*told).code == 0
    assert list(states(recheck).values()).count("done_late supervision") == 1


def test_a_pack_without_its_heading_is_refused_with_a_sentence(out: Path, recheck: Recheck) -> None:
    book = openpyxl.load_workbook(pack_file(out, "南海区"))
    for sheet in ("企业表", "个案表"):
        book[sheet].cell(1, headings(book[sheet])["督办结果"], "结果如何")
        book[sheet].cell(2, headings(book[sheet])["证据编号"], "1")
    book.save(out / "改了表头.xlsx")
    done = recheck("ingest", out / "改了表头.xlsx", *CAME)
    assert done.code == 11
    assert "督办结果" in done.err


@pytest.mark.usefixtures("out")
def test_an_institution_follows_its_own_cases_up(recheck: Recheck) -> None:
    ask = ("template", "--institution", THIRD, "--as-of", "2025-07-31", "-o", "跟踪.xlsx")
    assert recheck(*ask).code == 0
    assert (
        recheck("ingest", "跟踪.xlsx", "--received", "2025-08-01").code == 11
    )  # nothing filled in
    book = openpyxl.load_workbook("跟踪.xlsx")
    sheet = book["复查落实情况表"]
    at = headings(sheet)
    for heading, value in (
        ("是否复查", "是"),
        ("复查日期", "2025-07-30"),
        ("签收日期", "2025-04-02"),
    ):
        sheet.cell(2, at[heading], value)
    book.save("返回的跟踪.xlsx")
    assert recheck("ingest", "返回的跟踪.xlsx", "--received", "2025-08-02").code == 0
    (line,) = lines(recheck("cases", "--institution", THIRD, "--as-of", "2025-08-02"))
    assert (line["rechecked_on"], line["recheck_source"]) == ("2025-07-30", "reported")
    assert line["due_on"] == "2025-05-01"  # the old deadline was only shown
    typo = line["case_id"][:-2] + line["case_id"][:-3:-1]
    sheet.cell(2, at["个案编号"], typo)
    sheet.cell(2, at["签收日期"], "2025-04-03")
    book.save("又一份.xlsx")
    assert recheck("ingest", "又一份.xlsx", "--received", "2025-08-03").code in {0, 1}
    found = lines(recheck("findings", "--institution", THIRD, "--format", "csv"))
    (told,) = (one for one in found if one["code"] == "case_id_passed_over")
    assert (told["file"], told["row"], told["heading"]) == ("又一份.xlsx", "2", "个案编号")
    assert told["column"]
    assert typo in told["message"]
    assert f"归入 {line['case_id']}" in told["message"]
    assert recheck("findings", "--for-correction", "-o", "更正.xlsx").code == 0
    nobody = recheck("template", "--institution", "没有的医院", "-o", "x.xlsx")
    assert (nobody.code, Path("x.xlsx").exists()) == (2, False)
