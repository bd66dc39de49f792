"""Frames become csv, json, parquet, xlsx and tables; identities are masked."""

import io
import json
from datetime import date, datetime

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from recheck import terminal
from recheck.errors import UsageProblem
from recheck.findings import KINDS
from recheck.formats import FORMATS, encoded
from recheck.list_book import MOST_ROWS, as_xlsx
from recheck.masks import masked
from recheck.words import for_people, list_words, with_messages

ROWS = pl.DataFrame(
    {
        "case_id": ["R1", "R2", None],
        "state": ["overdue", "not_due", None],
        "period": ["2025H1", None, "2024H2"],
        "hazards": [["噪声", "苯"], [], None],
        "due_on": [date(2025, 5, 1), None, None],
        "claimed": [True, False, None],
        "missed_rate": [1 / 3, 0.0, None],
        "reason": ["=HYPERLINK(1)", "-1", "@x"],
        "remark": ["+8613800138000", "", "a,b\n“c”"],
        "known_at": [datetime.fromisoformat("2025-07-10T10:30")] * 3,
    }
)


def test_csv_neutralises_formulas_and_nothing_else() -> None:
    lines = encoded(ROWS, "csv").decode().split("\n")
    assert lines[1] == (
        "R1,overdue,2025H1,噪声;苯,2025-05-01,true,0.3333333333333333,'=HYPERLINK(1),"
        "'+8613800138000,2025-07-10T10:30:00"
    )
    assert lines[2] == "R2,not_due,,,,false,0.0,'-1,,2025-07-10T10:30:00"
    assert not encoded(ROWS, "csv").startswith(b"\xef\xbb\xbf")


def test_json_leaves_text_as_it_is_and_writes_unknown_as_null() -> None:
    first, second, third = json.loads(encoded(ROWS, "json"))
    assert first["reason"] == "=HYPERLINK(1)"
    assert (first["hazards"], second["hazards"], third["hazards"]) == ("噪声;苯", None, None)
    assert (first["claimed"], third["claimed"]) == (True, None)
    assert (first["due_on"], first["missed_rate"]) == ("2025-05-01", 1 / 3)
    assert second["remark"] is None


def test_parquet_keeps_types() -> None:
    rows = pl.read_parquet(io.BytesIO(encoded(ROWS, "parquet")))
    assert rows.select("due_on", "missed_rate").dtypes == [pl.Date, pl.Float64]
    assert rows["reason"].to_list() == ["=HYPERLINK(1)", "-1", "@x"]


def test_xlsx_is_for_people() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(encoded(ROWS, "xlsx"))).active
    assert sheet is not None
    headings, first, *_ = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert headings[:3] == ["个案编号", "状态", "所属半年"]
    assert first[1:4] == ["逾期未复查", "2025年上半年", "噪声;苯"]
    assert first[5] == "是"
    rate, reason = sheet["G2"], sheet["H2"]
    assert (rate.value, rate.number_format) == (1 / 3, "0.0%")
    assert (reason.data_type, reason.quotePrefix) == ("s", True)
    assert sheet["E2"].number_format == "yyyy-mm-dd"


def test_control_characters_do_not_break_a_workbook() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(as_xlsx(pl.DataFrame({"worker": ["张\x00三"]})))
    ).active
    assert sheet is not None
    assert sheet["A2"].value == "张三"


def test_more_rows_than_a_sheet_holds_are_a_usage_problem() -> None:
    with pytest.raises(UsageProblem):
        as_xlsx(pl.DataFrame({"row": pl.int_range(MOST_ROWS + 1, eager=True)}))


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_list_has_its_headings(form: str) -> None:
    assert encoded(ROWS.clear(), form)


def test_a_table_shows_words_and_percentages() -> None:
    text = terminal.list_text(ROWS, "cases", is_screen=False)
    assert "逾期未复查" in text
    assert "33.3%" in text
    assert "2025年上半年" in text


def test_a_screen_gets_the_columns_that_fit_it() -> None:
    assert "复查脱漏率" not in terminal.list_text(ROWS, "cases", is_screen=True)


def test_a_narrow_screen_gets_one_value_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pl.DataFrame(
        {
            "case_id": ["R00000662123", "R00000673278"],
            "enterprise": ["佛山市珩瑾机电工程有限公司"] * 2,
            "town": ["石湾镇街道", None],
            "due_on": [date(2025, 11, 7)] * 2,
            "days_overdue": [54, 54],
        }
    )
    monkeypatch.setenv("COLUMNS", "40")
    lines = terminal.list_text(rows, "overdue", is_screen=True).splitlines()
    assert lines[0] == "个案编号      R00000662123"
    assert lines.count(terminal.RULE) == 1
    assert sum(line.startswith("所属镇街") for line in lines) == 1
    monkeypatch.setenv("COLUMNS", "120")
    assert "R00000662123   佛山市" in terminal.list_text(rows, "overdue", is_screen=True)


def test_every_terminal_column_has_a_chinese_heading() -> None:
    words = list_words()
    for columns in words.terminal.values():
        assert set(columns) <= words.headings.keys()


def test_codes_without_words_stay_as_they_are() -> None:
    rows = pl.DataFrame({"state": ["new_state"], "unheard": [1]})
    expected = pl.DataFrame({"状态": ["new_state"], "unheard": [1]})
    assert_frame_equal(for_people(rows), expected)


def test_a_refused_file_says_why() -> None:
    parameters = {
        "message": "There is no file or folder {path}.",
        "parameters": {"path": "甲"},
    }
    finding = {"code": "file_refused", "heading": None, "parameters": json.dumps(parameters)}
    rows = with_messages(pl.DataFrame([finding], schema_overrides={"heading": pl.String}), "zh_CN")
    assert "没有 甲 这个文件或文件夹" in rows["message"][0]
    assert "parameters" not in rows.columns


def test_finding_codes_are_told_apart() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


def test_masks() -> None:
    people = pl.DataFrame(
        {
            "worker": ["张三", "欧阳某某", None],
            "id_number": ["440606196704213179", "E12345678", "AB1"],
            "phone": ["13800138000", "0757-22334455", "123"],
            "contact": ["李四", None, "王"],
            "contact_phone": [None, "13800138000/22334455", "22334455"],
            "case_id": ["R1", "R2", "R3"],
        }
    )
    expected = pl.DataFrame(
        {
            "worker": ["张*", "欧*", None],
            "id_number": ["440*************79", "E12****78", "***"],
            "phone": ["138****8000", "075****55", "****"],
            "contact": ["李*", None, "王*"],
            "contact_phone": [None, "138****55", "223****55"],
            "case_id": ["R1", "R2", "R3"],
        }
    )
    assert_frame_equal(masked(people), expected)


def test_notes_go_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    terminal.note("There is no file or folder {path}.", path="[甲]")
    out, err = capfd.readouterr()
    assert out == ""
    assert "[甲]" in err
