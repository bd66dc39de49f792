"""The sheet 汇总: read wherever it stands, for whom it speaks, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from recheck.errors import Unplaceable
from recheck.intake.upload import NO_ROWS, NOBODY_LISTED
from recheck.model import Upload
from tests.uploads import CLINIC, HOSPITAL, Cells, codes, read, table, workbook

PERIOD = "2025年上半年"
HEADINGS = ["体检机构名称", "上报期", "受检人次", "需复查人次", "已通知人次"]
GOOD = [CLINIC, PERIOD, "512", "1", "1"]
Line = Sequence[str | None]


def told(path: Path, *summary: Line, rows: Cells | None = None, **options: Any) -> Upload:
    """A workbook with a list of one person (or `rows`) and a sheet 汇总."""
    listed = table({}) if rows is None else rows
    book = workbook(path / "a.xlsx", listed, summary, names=("复查落实情况表", "汇总"))
    return read(book, **options)


def figures(upload: Upload) -> list[tuple[object, ...]]:
    chosen = ("institution", "period", "examined", "declared", "notified")
    return upload.declared.select(chosen).rows()


def test_the_figures_are_read_and_no_row_is_lost(tmp_path: Path) -> None:
    upload = told(tmp_path, HEADINGS, GOOD)
    assert figures(upload) == [(CLINIC, "2025H1", 512, 1, 1)]
    place = upload.declared.select("sheet", "row", "column", "heading").row(0)
    assert place == ("汇总", 2, "D", "需复查人次")
    assert codes(upload) == set()
    assert upload.rows.height + upload.other_rows.height == upload.row_total == 4


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        (["*体检机构", "期别", "体检总人数", "应复查人数"], [CLINIC, "2025H1", "512人次", "１"]),
        (["需复查（人次）", "受检（人次）"], ["1.0", "512"]),
        (["单位名称", "受检人次", "需复查人次"], ["石榴巷门诊部", "512", "1 人"]),
        (["填报单位", "序号", "受检人次", "需复查人次"], [None, "1", "512", "1"]),
    ],
)
def test_it_is_known_by_its_headings(tmp_path: Path, headings: Line, line: Line) -> None:
    (found,) = figures(told(tmp_path, headings, line))
    assert found[2:4] == (512, 1)


def test_titles_totals_notes_and_example_rows_are_no_lines(tmp_path: Path) -> None:
    upload = told(
        tmp_path,
        ["汇总表"],
        HEADINGS,
        ["示例：某医院", PERIOD, "800", "60", "60"],
        GOOD,
        ["合计", None, "512", "1", "1"],
        ["注：人次按体检日期计。"],
    )
    assert len(figures(upload)) == 1
    assert codes(upload) == set()


def test_a_form_with_its_headings_below_each_other_is_read(tmp_path: Path) -> None:
    form: list[Line] = [
        ["体检机构名称", CLINIC],
        ["上报期", PERIOD],
        ["受检人次", None, "512"],
        ["需复查人次", "1", "已通知人次", "0"],
    ]
    upload = told(tmp_path, *form)
    assert figures(upload) == [(CLINIC, "2025H1", 512, 1, 0)]
    assert upload.declared.select("row", "column").row(0) == (4, "B")


@pytest.mark.parametrize(
    "summary",
    [
        [["月份", "受检人次", "需复查人次"], ["1月", "80", "1"], ["2月", "70", "0"]],
        [["用人单位名称", "受检人次", "需复查人次"], ["某厂", "80", "1"]],
        [["镇街", "需复查人次", "受检人次"], ["北滘镇", "1", "80"], ["乐从镇", "0", "70"]],
        [["危害因素", "上报期", "需复查人次"], ["噪声", PERIOD, "1"]],
        [["需复查人次"], ["1"]],
    ],
)
def test_tables_that_count_something_else_are_left_alone(
    tmp_path: Path, summary: list[Line]
) -> None:
    upload = told(tmp_path, *summary)
    assert figures(upload) == []
    assert codes(upload) == set()


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"需复查人次": "-1"}, "count_unreadable", "D"),
        ({"受检人次": "约五百"}, "count_unreadable", "C"),
        ({"受检人次": "51.5"}, "count_unreadable", "C"),
        ({"受检人次": None}, "count_missing", "C"),
        ({"需复查人次": "无"}, "count_missing", "D"),
        ({"需复查人次": "513"}, "declared_above_examined", "D"),
        ({"已通知人次": "2"}, "notified_above_declared", "E"),
    ],
)
def test_wrong_figures_are_told_at_their_cell(
    tmp_path: Path, changes: Mapping[str, str | None], code: str, column: str
) -> None:
    line = list({**dict(zip(HEADINGS, GOOD, strict=True)), **changes}.values())
    upload = told(tmp_path, HEADINGS, line)
    found = upload.findings.filter(pl.col("code") == code)
    assert found.select("sheet", "row", "column").rows() == [("汇总", 2, column)]


@pytest.mark.parametrize("line", [["512", "512", "512"], ["0", "0", "0"], ["1", "1", "0"]])
def test_figures_that_just_fit_are_right(tmp_path: Path, line: Line) -> None:
    upload = told(tmp_path, HEADINGS, [CLINIC, PERIOD, *line])
    assert codes(upload) == set()


def test_a_line_that_stands_twice_is_not_taken_and_said(tmp_path: Path) -> None:
    upload = told(tmp_path, HEADINGS, GOOD, [CLINIC, PERIOD, "600", "1", "1"])
    assert figures(upload) == []
    found = upload.findings.filter(pl.col("code") == "summary_twice")
    assert found["row"].to_list() == [3]


@pytest.mark.parametrize(
    "line", [[HOSPITAL, PERIOD, "9", "2", "2"], [CLINIC, "2024年下半年", "9", "2", "2"]]
)
def test_lines_of_others_are_not_taken_and_said(tmp_path: Path, line: Line) -> None:
    upload = told(tmp_path, HEADINGS, GOOD, line)
    assert len(figures(upload)) == 1
    assert codes(upload) == {"summary_not_ours"}


def test_a_merged_file_declares_for_each_institution(tmp_path: Path) -> None:
    rows = table({}, {"体检机构名称": HOSPITAL})
    upload = told(tmp_path, HEADINGS, [HOSPITAL, None, "90", "1", "1"], GOOD, rows=rows)
    assert {line[0]: line[2] for line in figures(upload)} == {HOSPITAL: 90, CLINIC: 512}


def test_an_empty_sheet_declares_nothing(tmp_path: Path) -> None:
    upload = told(tmp_path, HEADINGS, [CLINIC, PERIOD, None, None, None])
    assert figures(upload) == []
    assert codes(upload) == set()


def test_it_tells_whose_rows_they_are_when_nothing_else_does(tmp_path: Path) -> None:
    rows = table({}, without=("体检机构名称", "上报期"))
    (claim,) = told(tmp_path, HEADINGS, GOOD, rows=rows).claims
    assert (claim.institution, str(claim.period)) == (CLINIC, "2025H1")


# --- nobody has to come back ----------------------------------------------------------------------


@pytest.mark.parametrize("examined", ["512", "0"])
def test_a_zero_beside_a_list_without_rows_is_a_nil_return(tmp_path: Path, examined: str) -> None:
    headings, example = table({"体检机构名称": "示例：某医院"})
    upload = told(
        tmp_path, HEADINGS, [CLINIC, PERIOD, examined, "0", "0"], rows=[headings, example]
    )
    (claim,) = upload.claims
    assert claim.nil
    assert (claim.institution, str(claim.period)) == (CLINIC, "2025H1")
    assert figures(upload) == [(CLINIC, "2025H1", int(examined), 0, 0)]
    assert codes(upload) == set()


def test_a_zero_in_a_merged_file_is_a_nil_return_of_that_institution(tmp_path: Path) -> None:
    upload = told(tmp_path, HEADINGS, GOOD, [HOSPITAL, PERIOD, "90", "0", "0"])
    assert {claim.institution: claim.nil for claim in upload.claims} == {
        CLINIC: False,
        HOSPITAL: True,
    }
    assert len(figures(upload)) == 2


def test_a_zero_without_the_number_examined_is_no_nil_return(tmp_path: Path) -> None:
    headings, _ = table({})
    with pytest.raises(Unplaceable) as refused:
        told(tmp_path, HEADINGS, [CLINIC, PERIOD, None, "0", None], rows=[headings])
    assert refused.value.message == NO_ROWS


def test_people_declared_but_not_listed_refuse_the_file(tmp_path: Path) -> None:
    headings, _ = table({})
    with pytest.raises(Unplaceable) as refused:
        told(tmp_path, HEADINGS, [CLINIC, PERIOD, "512", "3", "3"], rows=[headings])
    assert refused.value.message == NOBODY_LISTED


def test_a_zero_never_hides_a_list_that_was_refused(tmp_path: Path) -> None:
    rows = table({}, without=("危害因素",))
    with pytest.raises(Unplaceable):
        told(tmp_path, HEADINGS, [CLINIC, PERIOD, "512", "0", "0"], rows=rows)


def test_a_zero_never_hides_persons_under_unknown_headings(tmp_path: Path) -> None:
    rows: Cells = [["甲列", "乙列"], ["甲某", "440604198503150139"]]
    with pytest.raises(Unplaceable):
        told(tmp_path, HEADINGS, [CLINIC, PERIOD, "512", "0", "0"], rows=rows)


def test_a_zero_for_another_half_year_than_the_call_says_is_no_nil_return(tmp_path: Path) -> None:
    headings, _ = table({})
    with pytest.raises(Unplaceable):
        told(
            tmp_path, HEADINGS, [CLINIC, PERIOD, "512", "0", "0"], rows=[headings], period="2024H2"
        )
