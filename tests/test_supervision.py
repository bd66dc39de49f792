"""Returned workbooks, read and judged without a store: what is found in which row."""

import io
from datetime import date
from typing import Any

import openpyxl
import polars as pl
import pytest

from recheck.errors import Unplaceable
from recheck.findings import BY_CODE
from recheck.intake import answered, read_supervision
from recheck.model import Severity, SourceFile
from recheck.rulebook import load
from recheck.supervision import AnsweredUpload, Supervised, pack_name, pack_number, stamp_of

CASE, OTHER, FOREIGN = "R00000000195", "R00000000292", "R00000000389"
CAME = date(2025, 7, 25)
KNOWN = Supervised(
    cases=pl.DataFrame(
        {
            "case_id": [CASE, OTHER, FOREIGN],
            "exam_date": [date(2025, 3, 1)] * 3,
            "recipient": ["顺德区", "顺德区", "南海区"],
            "recipients": [["顺德区"], ["顺德区"], ["南海区"]],
        }
    ),
    enterprises=pl.DataFrame(
        {"pack_no": [1], "enterprise_seq": [1], "recipient": ["顺德区"]},
        schema_overrides={"enterprise_seq": pl.Int32},
    ),
    recipient="顺德区",
)
BY_ENTERPRISE = {"企业编号": "P0001-001"}


def judged(*rows: dict[str, Any], known: Supervised = KNOWN) -> AnsweredUpload:
    """A workbook with these cells in each row, and our stamp; 企业编号 alone makes a 企业表."""
    of_case = {"姓名": "张三", "个案编号": CASE}
    lines = [row if "企业编号" in row and "个案编号" not in row else of_case | row for row in rows]
    named = (name for line in lines for name in line)
    headings = list(dict.fromkeys(("督办结果", "证据编号", *named)))
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in ([*headings], *([line.get(name) for name in headings] for line in lines)):
        sheet.append(line)
    hidden = book.create_sheet("选项")
    hidden.sheet_state, hidden["A1"] = "veryHidden", stamp_of(1)
    content = io.BytesIO()
    book.save(content)
    read = read_supervision(SourceFile("x.xlsx", "0" * 64, content.getvalue()), load())
    assert read
    assert read.pack_no == 1
    return answered(read, known, CAME)


def codes(upload: AnsweredUpload) -> list[tuple[int, str]]:
    return sorted(upload.findings.select("row", "code").iter_rows())


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"督办结果": "已复查"}, "closed_without_recheck"),
        ({"核实复查日期": "2025-07-22"}, "verified_without_evidence"),
        ({"核实复查日期": "2025-07-26", "证据编号": "1"}, "verified_after_arrival"),
        ({"核实复查日期": "2025-02-28", "证据编号": "1"}, "verified_before_exam"),
        ({"核实复查日期": "2025-03-01", "证据编号": "1"}, "verified_on_exam_day"),
        ({"核实未复查原因": "离职"}, "reason_without_evidence"),
        ({"督办日期": "2025-07-22", "承诺日期": "2025-07-21"}, "promise_before_action"),
        ({"督办日期": "2025-02-01"}, "action_before_exam"),
        ({"督办日期": "2025-07-26"}, "action_after_arrival"),
        ({"销号日期": "2025-07-26", "证据编号": "1"}, "closing_after_arrival"),
        ({"销号日期": "2025-01-26", "证据编号": "1"}, "closing_before_exam"),
        ({"销号日期": "2025-07-24", "证据编号": "无"}, "closed_without_evidence"),
        ({"督办日期": "7月"}, "date_unreadable"),
        ({"督办日期": "2025-02-30"}, "date_impossible"),
        ({"督办结果": "搞定"}, "word_unknown"),
        ({"个案编号": "R99999999901", "督办结果": "继续督办"}, "supervised_case_unknown"),
        ({"个案编号": None, "督办结果": "继续督办"}, "supervised_case_unknown"),
        ({"个案编号": FOREIGN, "督办结果": "继续督办"}, "supervised_case_foreign"),
        (BY_ENTERPRISE | {"个案编号": None, "督办结果": "已复查"}, "supervised_case_unknown"),
        ({"企业编号": "P0009-001", "督办结果": "约谈"}, "word_unknown"),
        ({"企业编号": "第一家", "督办方式": "约谈"}, "supervised_enterprise_unknown"),
        ({"督办结果": "继续督办", "督办方式": "=1+1"}, "formula_not_calculated"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_and_nothing_else(row: dict[str, Any], code: str) -> None:
    upload = judged(row)
    found = {one for _, one in codes(upload)}
    assert code in found
    assert found <= {code, "supervised_enterprise_unknown"}
    held = BY_CODE[code].severity is Severity.ERROR and code.startswith("supervised")
    assert (upload.rows["fate"][0] == "held") or not held


@pytest.mark.parametrize(
    "row",
    [
        {"督办结果": "已复查", "核实复查日期": "2025.7.22", "证据编号": "FH-1"},
        {"核实复查日期": "2025-07-25", "核实复查结论": "未见异常", "证据编号": "FH-1"},
        {
            "督办日期": "2025-07-20",
            "督办方式": "现场",
            "承诺日期": "2025-08-01",
            "督办结果": "承诺复查",
        },
        {"核实未复查原因": "已离职", "证据编号": "离1"},
        {"核实未复查原因": "本人拒绝"},
        BY_ENTERPRISE | {"督办结果": "拒不配合"},
    ],
)
def test_a_good_row_has_no_finding(row: dict[str, Any]) -> None:
    upload = judged(row)
    assert codes(upload) == []
    assert upload.rows["fate"].to_list() == ["accepted"]
    assert [(one.institution, str(one.period)) for one in upload.claims] == [("顺德区", "2025H2")]


def test_rows_that_say_nothing_are_blank_and_repeated_ones_are_duplicates() -> None:
    said = {"督办结果": "继续督办"}
    upload = judged({}, {"证据编号": "/"}, said, said, said | {"个案编号": OTHER})
    assert upload.other_rows.filter(fate="blank")["row"].to_list() == [2, 3]
    assert upload.rows.select("row", "fate").rows() == [
        (4, "accepted"),
        (5, "duplicate"),
        (6, "accepted"),
    ]
    assert codes(upload) == [(5, "duplicate_row")]
    assert upload.row_total == upload.rows.height + upload.other_rows.height


def test_an_impossible_recheck_takes_its_conclusion_with_it() -> None:
    row = judged(
        {"核实复查日期": "2025-08-01", "核实复查结论": "复查", "核实复查机构": "区医院"}
    ).rows
    fields = ("rechecked_on", "recheck_conclusion", "recheck_institution", "recheck_again")
    assert row.select(fields).row(0) == (None, None, None, None)


def test_a_sheet_of_cases_that_lost_their_numbers_answers_for_nobody() -> None:
    with pytest.raises(Unplaceable, match="lacks the required headings"):
        judged(BY_ENTERPRISE | {"姓名": "张三", "督办结果": "已复查"})


def test_packs_are_named_and_found_again() -> None:
    assert [pack_name(number) for number in (1, 12, 12345)] == ["P0001", "P0012", "P12345"]
    assert [pack_number(text) for text in ("P0012", " p12 ", "12", "Ｐ００１２")] == [12] * 4
    assert [pack_number(text) for text in ("督办", "")] == [None, None]
