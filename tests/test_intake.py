"""One file into typed rows, findings and an even tally (definitions §§2, 3)."""

import dataclasses
import json
import threading
from datetime import date
from pathlib import Path
from typing import ClassVar

import polars as pl
import pytest

from recheck import headings
from recheck.errors import Unplaceable
from recheck.findings import BY_CODE
from recheck.intake import senders, upload
from recheck.model import (
    FINDING_SCHEMA,
    HAZARD_SCHEMA,
    OTHER_ROW_SCHEMA,
    ROW_SCHEMA,
    Claim,
    Kind,
    Period,
    Upload,
)
from recheck.rulebook import Profile
from tests.uploads import (
    ARRIVED_ON,
    CLINIC,
    HOSPITAL,
    Rows,
    codes,
    fates,
    places,
    read,
    refusal,
    rulebook,
    table,
    taken,
    workbook,
)

FIRST_HALF = Period(2025, 1)
OTHER_ID = "440605199011020240"


def test_a_good_row_is_accepted_typed_and_without_finding(tmp_path: Path) -> None:
    found = taken(tmp_path, table({}))
    assert found.findings.is_empty()
    assert found.claims == (Claim(CLINIC, FIRST_HALF, Kind.RECHECK_STATUS),)
    row = found.rows.row(0, named=True)
    assert (row["sheet"], row["sheet_no"], row["row"]) == ("表1", 1, 2)
    assert (row["fate"], row["kind"]) == ("accepted", "recheck_status")
    assert (row["institution"], row["period"]) == (CLINIC, "2025H1")
    assert (row["exam_date"], row["hazards"]) == (date(2025, 3, 5), ["噪声"])
    assert (row["deadline_mode"], row["deadline_on"]) == ("on", date(2025, 4, 30))
    assert row["id_valid"] is True


def test_the_frames_have_the_agreed_columns(tmp_path: Path) -> None:
    found = taken(tmp_path, table({}, {"危害因素": "矽尘、噪音"}))
    assert dict(found.rows.schema) == ROW_SCHEMA
    assert dict(found.other_rows.schema) == OTHER_ROW_SCHEMA
    assert dict(found.findings.schema) == FINDING_SCHEMA
    assert dict(found.hazards.schema) == HAZARD_SCHEMA
    assert found.hazards["hazard"].to_list() == ["噪声", "矽尘"]


def test_every_row_of_every_sheet_has_one_fate(tmp_path: Path) -> None:
    data: Rows = [["标题"], *table({}, {}, {"姓名": None, "证件号码": None}), [None], ["合计", "3"]]
    found = taken(tmp_path, [["填表说明"], [None], ["一"]], data)
    assert found.row_total == 3 + 7
    assert found.rows["fate"].to_list() == ["accepted", "duplicate", "held"]
    assert sorted(found.other_rows["fate"]) == ["blank"] * 2 + ["furniture"] * 5


def test_findings_have_their_place_in_excel(tmp_path: Path) -> None:
    found = taken(tmp_path, [["标题"], *table({}, {"复查日期": "2025-03-01"})])
    assert places(found, "recheck_before_exam") == [("表1", 4, "T", "复查日期")]
    assert places(found, "yes_without_date") == [("表1", 4, "T", "复查日期")]


def test_every_code_has_a_severity_and_a_sentence(tmp_path: Path) -> None:
    messy: dict[str, str | None] = {
        "姓名": None,
        "证件号码": "1",
        "体检日期": "三月",
        "复查期限": "尽快",
    }
    found = taken(tmp_path, table({}, {}, messy, {"复查日期": None}))
    assert codes(found) <= BY_CODE.keys()


class TestFates:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"姓名": None, "证件号码": None}, "no_person"),
            ({"姓名": None, "证件号码": "440604198503150138"}, "no_person"),
            ({"体检日期": None}, "no_exam_date"),
            ({"体检日期": "2025年3月"}, "exam_date_without_day"),
            ({"体检日期": "2025-07-16", "复查日期": None}, "exam_after_arrival"),
            ({"用人单位名称": None, "统一社会信用代码": None}, "no_employer"),
        ],
    )
    def test_held(self, tmp_path: Path, changes: dict[str, str | None], code: str) -> None:
        found = taken(tmp_path, table(changes))
        assert found.rows["fate"].to_list() == ["held"]
        assert code in codes(found)

    @pytest.mark.parametrize(
        "changes",
        [
            {"姓名": None},
            {"证件号码": None},
            {"体检日期": "2025-07-15", "复查日期": "2025-07-15"},
            {"用人单位名称": None},
            {"统一社会信用代码": None},
        ],
    )
    def test_nearly_held(self, tmp_path: Path, changes: dict[str, str | None]) -> None:
        assert taken(tmp_path, table(changes)).rows["fate"].to_list() == ["accepted"]

    def test_an_unreadable_exam_date_is_not_called_missing_as_well(self, tmp_path: Path) -> None:
        assert "no_exam_date" not in codes(taken(tmp_path, table({"体检日期": "2025年3月"})))

    @pytest.mark.parametrize(
        ("changes", "fate"),
        [
            ({}, "duplicate"),
            ({"姓名": " 甲 某 "}, "duplicate"),
            ({"体检日期": "2025.3.5"}, "duplicate"),
            ({"危害因素": "噪音"}, "duplicate"),
            ({"危害因素": "苯"}, "accepted"),
            ({"备注": "又"}, "accepted"),
            ({"复查日期": "2025-04-11"}, "accepted"),
        ],
    )
    def test_duplicate(self, tmp_path: Path, changes: dict[str, str | None], fate: str) -> None:
        assert taken(tmp_path, table({}, changes)).rows["fate"].to_list() == ["accepted", fate]

    def test_values_that_cannot_be_read_are_equal_when_written_the_same(
        self, tmp_path: Path
    ) -> None:
        vague = {"复查期限": "看情况"}
        found = taken(tmp_path, table(vague, vague, {"复查期限": "看天气"}))
        assert found.rows["fate"].to_list() == ["accepted", "duplicate", "accepted"]

    def test_running_numbers_and_unread_columns_do_not_count(self, tmp_path: Path) -> None:
        first, one, two = table({}, {})
        rows = [["序号", *first, "科室"], ["1", *one, "甲"], ["2", *two, "乙"]]
        assert taken(tmp_path, rows).rows["fate"].to_list() == ["accepted", "duplicate"]

    def test_a_duplicate_has_one_note_that_names_the_first_row(self, tmp_path: Path) -> None:
        bad = {"复查日期": None}
        found = taken(tmp_path, table(bad, bad, bad))
        notes = found.findings.filter(pl.col("code") == "duplicate_row")
        assert notes["row"].to_list() == [3, 4]
        assert [json.loads(one) for one in notes["parameters"]] == [{"first": 2}, {"first": 2}]
        assert places(found, "yes_without_date") == [("表1", 2, "T", "复查日期")]

    def test_rows_of_two_institutions_are_no_duplicates(self, tmp_path: Path) -> None:
        found = taken(tmp_path, table({}, {"体检机构名称": HOSPITAL}))
        assert found.rows["fate"].to_list() == ["accepted", "accepted"]


class TestSheets:
    def test_several_good_sheets_make_one_submission(self, tmp_path: Path) -> None:
        found = taken(tmp_path, table({}), table({"证件号码": OTHER_ID}, {}))
        assert len(found.claims) == 1
        assert found.rows.select("sheet_no", "row", "fate").rows() == [
            (1, 2, "accepted"),
            (2, 2, "accepted"),
            (2, 3, "duplicate"),
        ]

    def test_a_sheet_without_a_required_column_beside_a_good_one(self, tmp_path: Path) -> None:
        found = taken(tmp_path, table({}), table({}, without=("证件号码",)))
        assert found.rows["sheet_no"].to_list() == [1]
        assert (
            found.other_rows.filter(pl.col("sheet_no") == 2)["fate"].to_list() == ["furniture"] * 2
        )
        told = found.findings.filter(pl.col("code") == "sheet_refused").row(0, named=True)
        assert (told["sheet"], told["row"]) == ("表2", None)
        reason = json.loads(told["parameters"])
        assert reason["message"] == headings.MISSING
        assert reason["parameters"]["headings"] == "证件号码"

    def test_no_good_sheet_at_all(self, tmp_path: Path) -> None:
        refused = refusal(tmp_path, [["说明"]], table({}, without=("证件号码",)))
        assert refused.message == headings.MISSING
        assert refusal(tmp_path, [["说明"], ["一"]]).message == upload.NO_LIST

    def test_hidden_sheets_are_not_read(self, tmp_path: Path) -> None:
        path = workbook(tmp_path / "a.xlsx", table({}), table({}, {}), hidden=("表2",))
        found = read(path)
        assert found.rows.height == 1
        assert found.row_total == 5
        assert places(found, "hidden_sheet") == [("表2", None, None, None)]

    def test_unknown_columns_are_told_in_one_note(self, tmp_path: Path) -> None:
        first, good = table({})
        found = taken(tmp_path, [[*first, "科室", "班组"], [*good, "甲", "乙"]])
        only = found.findings.row(0, named=True)
        assert only["code"] == "columns_not_read"
        assert json.loads(only["parameters"]) == {"headings": "X（科室）、Y（班组）"}

    def test_a_sheet_without_the_column_of_a_check_is_told_once(self, tmp_path: Path) -> None:
        rows = table({}, {"证件号码": OTHER_ID}, without=("复查通知日期", "签收日期"))
        assert places(taken(tmp_path, rows), "no_notice") == [("表1", None, None, None)]
        rows = table({"签收日期": None}, {"证件号码": OTHER_ID}, without=("复查通知日期",))
        assert places(taken(tmp_path, rows), "no_notice") == [("表1", 2, "P", "签收日期")]

    def test_headings_without_rows_are_refused(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, table()).message == upload.NO_ROWS


class TestNilReturns:
    nil = Claim(HOSPITAL, FIRST_HALF, Kind.RECHECK_STATUS, nil=True)
    title: ClassVar[Rows] = [["佛山市南海区望岭医院2025年上半年复查落实情况表"]]

    def test_a_sheet_that_says_so(self, tmp_path: Path) -> None:
        found = taken(tmp_path, [*self.title, ["本期无需复查人员"]])
        assert found.claims == (self.nil,)
        assert found.rows.is_empty()
        assert found.other_rows["fate"].to_list() == ["furniture"] * 2

    def test_headings_with_a_row_that_says_so(self, tmp_path: Path) -> None:
        rows: Rows = [*self.title, *table(), ["零报告"]]
        assert taken(tmp_path, rows).claims == (self.nil,)

    def test_an_instruction_to_write_it_is_none(self, tmp_path: Path) -> None:
        rows: Rows = [*self.title, ["本期无复查人员的，请填零报告"], *table()]
        assert refusal(tmp_path, rows).message == upload.NO_ROWS

    def test_with_rows_the_words_mean_nothing(self, tmp_path: Path) -> None:
        rows: Rows = [*self.title, *table({}), ["零报告"]]
        found = taken(tmp_path, rows)
        assert [claim.nil for claim in found.claims] == [False]

    def test_of_an_unknown_half_year_is_refused(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, [[HOSPITAL], ["零报告"]]).message == senders.NO_PERIOD


def test_a_profile_gives_an_institution_its_own_headings_and_words(tmp_path: Path) -> None:
    rows = table({"体检机构名称": HOSPITAL, "是否复查": "1"}, {"是否复查": "1"})
    rows[0] = ["来院日" if cell == "体检日期" else cell for cell in rows[0]]
    profile = Profile(HOSPITAL, headings={"来院日": "exam_date"}, values={"yes_no": {"1": "yes"}})
    rules = dataclasses.replace(rulebook(), institutions={HOSPITAL: (profile,)})
    path = workbook(tmp_path / "a.xlsx", rows[:2])
    assert read(path, rules=rules).rows["rechecked"].to_list() == ["yes"]
    with pytest.raises(Unplaceable):
        read(path)


def test_a_csv_is_read_like_a_workbook(tmp_path: Path) -> None:
    lines = [",".join(cell or "" for cell in row) for row in table({}, {"姓名": "㛃某"})]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode("gb18030"))
    found = read(tmp_path / "a.csv")
    assert found.rows["worker"].to_list() == ["甲某", "㛃某"]
    assert found.rows["sheet"].to_list() == ["", ""]
    assert fates(found) == {1: "furniture", 2: "accepted", 3: "accepted"}


def test_two_threads_read_the_same(tmp_path: Path) -> None:
    changes: list[dict[str, str | None]] = [{"备注": str(number)} for number in range(50)]
    path = workbook(tmp_path / "a.xlsx", table(*changes))
    uploads: list[Upload] = []
    threads = [threading.Thread(target=lambda: uploads.append(read(path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert uploads[0].rows.equals(uploads[1].rows)


def test_nothing_that_a_finding_says_names_a_person(tmp_path: Path) -> None:
    found = taken(tmp_path, table({"证件号码": "440604198503150138", "复查日期": "2025-03-01"}))
    said = " ".join(found.findings["parameters"])
    assert "甲某" not in said
    assert "440604" not in said


def test_the_day_of_arrival_is_told_not_asked() -> None:
    assert date(2025, 7, 15) == ARRIVED_ON
