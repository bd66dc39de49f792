"""cases, overdue, rates, submissions, findings: what they list, for machines and for people."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.cli.conftest import FIRST, SECOND, Recheck, person, write_upload

pytestmark = pytest.mark.usefixtures("workspace")
AS_OF = ("--as-of", "2025-06-30")


def read_csv(text: str) -> list[dict[str, str]]:
    return pl.read_csv(io.StringIO(text), infer_schema=False).fill_null("").to_dicts()


def test_overdue_is_the_cases_in_state_overdue(recheck: Recheck) -> None:
    cases = read_csv(recheck("cases", *AS_OF).out)
    overdue = read_csv(recheck("overdue", *AS_OF).out)
    states = sorted(case["state"] for case in cases)
    assert states == ["done_late", "done_on_time", "overdue", "overdue"]
    assert overdue == [case for case in cases if case["state"] == "overdue"]


def test_lists_are_csv_in_a_pipe_and_hold_nothing_else(recheck: Recheck) -> None:
    done = recheck("overdue", *AS_OF)
    assert done.code == 0
    assert done.out.startswith("case_id,state,period,institution,")
    assert not done.out.startswith("\ufeff")
    assert done.err == "2025年上半年缺报：佛山市第三医院；以上数字不含其资料。\n"


def test_machine_readable_values(recheck: Recheck) -> None:
    late = read_csv(recheck("cases", *AS_OF, "--institution", SECOND, "--hazard", "苯").out)[0]
    assert late["hazards"] == "噪声;苯"
    assert (late["exam_date"], late["rechecked_on"]) == ("2025-03-01", "2025-06-01")
    assert (late["claimed"], late["partial"], late["days_overdue"]) == ("false", "false", "")
    assert (late["source_file"], late["source_row"]) == ("二院2025年上半年.csv", "2")


def test_json_and_parquet_say_the_same_as_csv(recheck: Recheck) -> None:
    recheck("cases", *AS_OF, "-o", "cases.csv")
    recheck("cases", *AS_OF, "-o", "cases.json")
    recheck("cases", *AS_OF, "-o", "cases.parquet")
    from_csv = read_csv(Path("cases.csv").read_text(encoding="utf-8"))
    from_json = json.loads(Path("cases.json").read_text(encoding="utf-8"))
    from_parquet = pl.read_parquet("cases.parquet")
    assert from_parquet.schema["due_on"] == pl.Date
    assert from_parquet["case_id"].to_list() == [case["case_id"] for case in from_csv]
    assert from_json[0]["due_on"] == from_csv[0]["due_on"] == "2025-05-01"
    assert from_json[0]["rechecked_on"] is None
    assert from_json[0]["claimed"] is False


def test_a_list_as_a_workbook_can_be_filtered(workspace: Path, recheck: Recheck) -> None:
    upload = write_upload(workspace / f"{'很长的文件名' * 9}.csv", FIRST, [person(0, "张三")])
    recheck("ingest", upload, "--period", "2025H1", "--received", "2025-07-20")
    recheck("cases", *AS_OF, "-o", "个案.xlsx")
    sheet = openpyxl.load_workbook("个案.xlsx").active
    assert sheet.auto_filter.ref == sheet.dimensions
    (column,) = (cell.column_letter for cell in sheet[1] if cell.value == "来源文件")
    assert sheet.column_dimensions[column].width == 30


def test_people_get_chinese_headings_words_and_dates(recheck: Recheck) -> None:
    recheck("overdue", *AS_OF, "-o", "逾期.xlsx")
    sheet = openpyxl.load_workbook("逾期.xlsx").active
    assert sheet is not None
    headings, first = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    row = dict(zip(headings, first, strict=True))
    assert (row["状态"], row["所属半年"]) == ("逾期未复查", "2025年上半年")
    assert (row["期限依据"], row["身份信息不全"]) == ("通知载明", "否")
    assert str(row["复查期限"]).startswith("2025-05-01")
    assert row["数据截至"] == "2025-07-10"


def test_a_name_that_would_run_as_a_formula_is_neutralised(recheck: Recheck) -> None:
    words = ("overdue", *AS_OF, "--institution", SECOND, "--identities", "full")
    assert read_csv(recheck(*words).out)[0]["worker"] == "'=赵六"
    assert json.loads(recheck(*words, "--format", "json").out)[0]["worker"] == "=赵六"
    recheck(*words, "-o", "名单.xlsx")
    sheet = openpyxl.load_workbook("名单.xlsx").active
    assert sheet is not None
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=赵六")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_identities_are_masked_unless_asked_for(recheck: Recheck) -> None:
    masked = read_csv(recheck("overdue", *AS_OF).out)[0]
    assert (masked["worker"], masked["id_number"]) == ("张*", "440*************79")
    assert (masked["phone"], masked["contact"]) == ("138****8000", "李*")
    assert "22334455" not in masked["contact_phone"]
    assert not Path("audit.log").exists()


def test_full_identities_are_written_to_the_audit_log(recheck: Recheck) -> None:
    full = read_csv(recheck("overdue", *AS_OF, "--identities", "full").out)[0]
    assert (full["worker"], full["id_number"]) == ("张三", "440606196704213179")
    entry = json.loads(Path("audit.log").read_text(encoding="utf-8"))
    assert entry["rows"] == 2
    assert "张三" not in str(entry)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--district", "顺德"), 2),
        (("--town", "北窖"), 2),
        (("--institution", "市一"), 1),
        (("--enterprise", "91440606MA51ABCD44"), 2),
        (("--hazard", "噪音"), 2),
        (("--hazard", "苯"), 0),
        (("--exam-type", "在岗"), 2),
        (("--period", "2025H1"), 2),
        (("--period", "2024"), 0),
        (("--from", "2025-03-01", "--to", "2025-06-30"), 2),
        (("--period", "2025H1", "--cohort", "due"), 2),
    ],
)
def test_filters(recheck: Recheck, words: tuple[str, ...], expected: int) -> None:
    done = recheck("overdue", *words, *AS_OF)
    assert (done.code, len(read_csv(done.out))) == (0, expected)


@pytest.mark.parametrize(
    ("words", "as_of"),
    [
        (("--period", "2025H1"), "2025-06-30"),
        (("--period", "2025"), "2025-12-31"),
        (("--to", "2025-05-15"), "2025-05-15"),
    ],
)
def test_as_of_is_the_last_day_asked_about(
    recheck: Recheck, words: tuple[str, ...], as_of: str
) -> None:
    assert read_csv(recheck("cases", *words).out)[0]["as_of"] == as_of


def test_rates_by_two_groups(recheck: Recheck) -> None:
    rows = read_csv(recheck("rates", "--by", "institution,period", *AS_OF).out)
    assert list(rows[0])[:3] == ["institution", "period", "cases"]
    swapped = read_csv(recheck("rates", "--by", "period,institution", *AS_OF).out)
    assert list(swapped[0])[:3] == ["period", "institution", "cases"]
    first = next(row for row in rows if row["institution"] == FIRST)
    assert (first["period"], first["cases"], first["due"]) == ("2025H1", "2", "2")
    assert (first["overdue"], first["missed_rate"]) == ("1", "0.5")


def test_groups_may_be_joined_with_chinese_commas(recheck: Recheck) -> None:
    told = recheck("rates", "--by", "district,period", *AS_OF)
    assert told.code == 0
    assert recheck("rates", "--by", "district， period", *AS_OF) == told


def test_rates_by_hazard_say_that_rows_do_not_add_up(recheck: Recheck) -> None:
    assert "相加不等于合计" in recheck("rates", "--by", "hazard", *AS_OF).err


def test_submissions_name_who_is_missing(recheck: Recheck) -> None:
    rows = read_csv(recheck("submissions", "--period", "2025H1").out)
    status = {row["institution"]: row["status"] for row in rows}
    assert status == {FIRST: "active", SECOND: "active", "佛山市第三医院": "missing"}
    first = next(row for row in rows if row["institution"] == FIRST)
    assert (first["file"], first["rows"], first["accepted"]) == ("一院2025年上半年.csv", "3", "2")
    assert (first["late"], first["received_at"]) == ("false", "2025-07-10T00:00:00")


def test_findings_have_place_and_sentence(recheck: Recheck) -> None:
    rows = read_csv(recheck("findings", "--institution", SECOND, "--period", "2025").out)
    errors = [row for row in rows if row["severity"] == "error"]
    assert [(row["file"], row["row"]) for row in errors] == [("二院2025年上半年.csv", "3")]
    assert "复查日期" in errors[0]["message"]
    assert not any("赵六" in row["message"] for row in rows)


def test_a_table_is_in_the_user_s_language(
    recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "复查脱漏率" in recheck("rates", *AS_OF, "--format", "table").out
    monkeypatch.setenv("RECHECK_LANG", "en")
    assert "missed_rate" in recheck("rates", *AS_OF, "--format", "table").out


def test_verify_shows_the_figures(recheck: Recheck) -> None:
    done = recheck("verify", "--from", "2025-03-31", *AS_OF)
    assert done.code == 0
    assert all(f"§9.{number}" in done.out for number in (1, 2, 3, 4, 5, 6, 8))
    assert "不符" not in done.out


def test_a_workbook_bears_no_time_of_saving(recheck: Recheck) -> None:
    recheck("overdue", *AS_OF, "-o", "逾期.xlsx")
    with zipfile.ZipFile("逾期.xlsx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2
