"""Exam records (职业健康检查个案) go the way of all uploads."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import FIRST, SECOND, Recheck, go_on_with, person, type_in, write_upload

HEADINGS = (
    *("体检机构名称", "上报期", "用人单位名称", "统一社会信用代码", "所属区", "所属镇街"),
    *("姓名", "证件号码", "体检编号", "体检类别", "体检日期", "危害因素", "体检结论", "是否复查"),
    *("初检体检编号", "报告日期"),
)
MAY = {"体检日期": "2025-05-20", "体检结论": "目前未见异常", "是否复查": "是", "初检体检编号": "T1"}


def record(number: int, name: str, **cells: str) -> dict[str, str]:
    """An exam record of one of the four people: told to come back, unless `cells` say otherwise."""
    told = {"上报期": "2025年上半年", "体检结论": "复查", "报告日期": "2025-03-20"}
    row = person(number, name, **(told | cells))
    return {heading: row[heading] for heading in HEADINGS if heading in row}


def write_records(path: Path, institution: str, *rows: Mapping[str, str]) -> Path:
    """Exam records as xlsx."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append([{**row, "体检机构名称": institution}.get(one) for one in HEADINGS])
    book.save(path)
    return path


@pytest.fixture(scope="module")
def prepared(new: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recheck list that lacks somebody, and exam records of two institutions."""
    folder = tmp_path_factory.mktemp("个案")
    with pytest.MonkeyPatch.context() as patch:
        root = go_on_with(new, folder, patch)
    write_upload(root / "一院2025年上半年.csv", FIRST, [person(0, "张三")])
    own = (record(0, "张三"), record(1, "李小四"), record(2, "王五", 体检结论="目前未见异常"))
    write_records(root / "一院个案.xlsx", FIRST, *own, record(3, "赵六", 体检类别="补检"))
    write_records(root / "二院个案.xlsx", SECOND, record(0, "张三", **MAY))
    for name in ("一院2025年上半年.csv", "一院个案.xlsx", "二院个案.xlsx"):
        assert type_in(root, "ingest", name, "--received", "2025-07-10") in (0, 1)
    return root


@pytest.fixture
def root(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it; commands run inside it."""
    return go_on_with(prepared, tmp_path, monkeypatch)


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def cases(recheck: Recheck) -> dict[str, dict[str, str]]:
    """Name → line of `cases`."""
    done = recheck("cases", "--as-of", "2025-12-31", "--identities", "full", "--format", "csv")
    return {line["worker"]: line for line in lines(done.out)}


@pytest.mark.usefixtures("root")
def test_who_was_left_out_is_a_case_and_a_recheck_elsewhere_closes_one(recheck: Recheck) -> None:
    told = cases(recheck)
    assert {name: line["unreported"] for name, line in told.items()} == {
        "张三": "false",
        "李小四": "true",
    }
    assert told["张三"]["recheck_source"] == "cross_match"
    assert told["张三"]["recheck_institution"] == SECOND
    assert told["李小四"]["base_kind"] == "reported"
    assert recheck("verify", "--as-of", "2025-12-31").code == 0


@pytest.mark.usefixtures("root")
def test_submissions_tell_the_kind(recheck: Recheck) -> None:
    told = lines(recheck("submissions", "--format", "csv").out)
    assert {(one["institution"], one["kind"], one["accepted"]) for one in told} == {
        (FIRST, "recheck_status", "1"),
        (FIRST, "exam_records", "4"),
        (SECOND, "exam_records", "1"),
    }


@pytest.mark.usefixtures("root")
def test_a_version_withdrawn_takes_its_rechecks_back(recheck: Recheck) -> None:
    why = ("--reason", "误报", "--by", "王五")
    assert recheck("withdraw", SECOND, "2025H1", *why).code == 0
    assert cases(recheck)["张三"]["state"] == "overdue"
    unsaid = recheck("withdraw", FIRST, "2025H1", *why)
    assert (unsaid.code, "--kind" in unsaid.err) == (2, True)
    assert recheck("withdraw", FIRST, "2025H1", "--kind", "exam_records", *why).code == 0
    assert set(cases(recheck)) == {"张三"}


def test_a_supplement_joins(root: Path, recheck: Recheck) -> None:
    later = write_records(root / "补.xlsx", FIRST, record(3, "赵六", 体检日期="2025-03-09"))
    assert recheck("ingest", later, "--add", "--received", "2025-07-12").code in (0, 1)
    assert set(cases(recheck)) == {"张三", "李小四", "赵六"}


def test_a_newer_version_replaces_exam_records_only(root: Path, recheck: Recheck) -> None:
    newer = write_records(root / "新.xlsx", FIRST, record(1, "李小四", 体检结论="目前未见异常"))
    assert recheck("ingest", newer, "--received", "2025-07-12").code in (0, 1)
    told = cases(recheck)
    assert told["张三"]["unexplained"] == "false"
    assert told["李小四"]["unexplained"] == "true"


def test_the_return_workbook_is_made(root: Path, recheck: Recheck) -> None:
    done = recheck("feedback", "--period", "2025H1", "-o", root / "退回")
    assert done.code in (0, 1)
    assert len([*(root / "退回").rglob("*.xlsx")]) == 3


@pytest.mark.usefixtures("root")
def test_the_file_reads_as_before(recheck: Recheck) -> None:
    assert recheck("ingest", "--reread").code == 0


def test_held_rows_and_findings_have_their_places(root: Path, recheck: Recheck) -> None:
    bad = write_records(
        root / "坏.xlsx",
        SECOND,
        record(0, "张三", 体检日期=""),
        record(1, "李小四", 体检结论="听力下降建议复查"),
        record(2, "王五", 是否复查="否", 体检类别="复查"),
    )
    assert recheck("ingest", bad, "--replace", "--received", "2025-07-12").code == 1
    told = lines(recheck("findings", "--institution", SECOND, "--format", "csv").out)
    codes = {(one["code"], one["row"]) for one in told}
    assert {("no_exam_date", "2"), ("recheck_in_words", "3"), ("visit_contradiction", "4")} <= codes


@pytest.mark.usefixtures("root")
def test_an_empty_list_of_outcomes_is_a_list(recheck: Recheck) -> None:
    done = recheck("outcomes", "--as-of", "2025-12-31", "--format", "csv")
    assert (done.code, lines(done.out)) == (0, [])
