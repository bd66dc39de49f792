"""feedback: what goes back to each institution, and what the corrected workbook changes."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.model import RECEIPT_STAMP
from tests.cli.conftest import FIRST, Recheck, go_on_with, type_in
from tests.cli.feedback.conftest import (
    BAD,
    GOOD_ID,
    RED,
    YELLOW,
    cell_of,
    lines,
    returned,
    sent_back,
    write_book,
)
from tests.cli.test_lists import read_csv


@pytest.fixture(scope="module")
def book(marked: Path) -> Any:
    return returned(marked / "退回")


class TestAWorkbookComesBackMarked:
    def test_bad_cells_are_coloured_and_commented(self, book: Any) -> None:
        sheet = book["落实情况"]
        marked = {cell.coordinate for row in sheet for cell in row if cell.comment}
        places = [("证件号码", 4), ("是否复查", 5), ("复查期限", 6)]
        cells = [cell_of(sheet, *place) for place in places]
        assert {cell.coordinate for cell in cells} <= marked
        assert all(cell.fill.fgColor.rgb == RED for cell in cells)
        assert all("请" in cell.comment.text for cell in cells)

    def test_everything_else_is_as_it_was(self, book: Any, marked: Path) -> None:
        before = openpyxl.load_workbook(marked / "一院.xlsx")["落实情况"]
        after = book["落实情况"]
        assert [[cell.value for cell in row] for row in after] == [
            [cell.value for cell in row] for row in before
        ]

    def test_the_first_sheet_says_what_to_do(self, book: Any) -> None:
        assert book.sheetnames == ["回执", "落实情况"]
        said = lines(book["回执"])
        assert said[0] == RECEIPT_STAMP
        assert f"体检机构|{FIRST}" in said
        assert "上报期|2025年上半年" in said
        assert "结论|请改以下3格后重新报送。" in said
        assert "行数|本文件共6行：收下4行，标题、表头、合计、说明等2行。" in said

    def test_the_list_links_to_the_cells_and_repeats_no_identity(self, book: Any) -> None:
        receipt = book["回执"]
        text = "\n".join(lines(receipt))
        assert "“2025-02-01”" in text
        assert "440604198503150130" not in text
        assert "李小四" not in text
        targets = {cell.hyperlink.location for row in receipt for cell in row if cell.hyperlink}
        assert len(targets) == 3
        assert all(target.startswith("'落实情况'!") for target in targets)

    def test_each_row_has_its_fate_and_case(
        self, book: Any, marked: Path, recheck: Recheck
    ) -> None:
        listed = recheck("--workspace", marked, "cases", "--format", "csv").out
        cases = {line["case_id"] for line in read_csv(listed)}
        told = [line.split("|") for line in lines(book["回执"])]
        fates = [line for line in told if line[0] == "落实情况" and line[1].isdigit()]
        assert [line[1:3] for line in fates] == [[str(row), "收下"] for row in (3, 4, 5, 6)]
        assert {line[3] for line in fates} == cases

    def test_columns_with_a_list_offer_it(self, book: Any) -> None:
        offered = {
            rule.formula1: str(rule.sqref)
            for rule in book["落实情况"].data_validations.dataValidation
        }
        assert '"是,否"' in offered
        assert '"上岗前,在岗期间,离岗时,离岗后,应急"' in offered
        assert '"禅城区,南海区,顺德区,三水区,高明区,市外"' in offered

    def test_full_identities_are_noted_in_the_audit_log(self, marked: Path) -> None:
        (log,) = marked.rglob("audit*")
        entry = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
        assert entry["command"] is not None
        assert entry["rows"] == 6


@pytest.fixture(scope="module")
def corrected(marked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only the marked cells are corrected, colours, comments and 回执 stay; it was sent again."""
    root = Path(shutil.copytree(marked, tmp_path_factory.mktemp("更正") / "新"))
    book = returned(root / "退回")
    sheet = book["落实情况"]
    cell_of(sheet, "证件号码", 4).value = GOOD_ID
    cell_of(sheet, "是否复查", 5).value = "否"
    cell_of(sheet, "未复查原因", 5).value = "离职"
    cell_of(sheet, "复查期限", 6).value = "2025-05-01"
    (path,) = (root / "退回").glob("*.xlsx")
    book.save(path)
    assert type_in(root, "ingest", path, "--received", "2025-07-25") == 0
    return root


class TestTheCorrectedWorkbook:
    def test_changes_exactly_these_rows(
        self, marked: Path, corrected: Path, recheck: Recheck
    ) -> None:
        cases = ("cases", "--format", "csv")
        before = read_csv(recheck("--workspace", marked, *cases).out)
        after = read_csv(recheck("--workspace", corrected, *cases).out)
        assert [line["case_id"] for line in before] == [line["case_id"] for line in after]
        ignored = ("source_file", "known_at", "as_of", "unexplained")
        differing = [
            one["case_id"]
            for one, other in zip(before, after, strict=True)
            if any(one[name] != other[name] for name in one if name not in ignored)
        ]
        assert len(differing) == 3
        (line,) = [
            one
            for one in read_csv(
                recheck("--workspace", corrected, "submissions", "--format", "csv").out
            )
            if one["status"] == "active"
        ]
        assert (line["accepted"], line["errors"]) == ("4", "0")

    def test_leaves_no_finding_on_these_cells(self, corrected: Path, recheck: Recheck) -> None:
        found = read_csv(recheck("--workspace", corrected, "findings", "--format", "csv").out)
        assert [one for one in found if one["severity"] == "error"] == []

    def test_comes_back_clean(self, corrected: Path, tmp_path: Path, recheck: Recheck) -> None:
        """Colours and comments of the first return are gone, and so is its 回执."""
        assert recheck("--workspace", corrected, "feedback", "-o", "再退").code == 0
        book = returned(tmp_path / "再退")
        assert book.sheetnames == ["回执", "落实情况"]
        cells = [cell for row in book["落实情况"] for cell in row]
        assert [cell.coordinate for cell in cells if cell.comment] == []
        assert [cell.coordinate for cell in cells if cell.fill.fgColor.rgb in (RED, YELLOW)] == []
        rules = [rule.formula1 for rule in book["落实情况"].data_validations.dataValidation]
        assert len(rules) == len(set(rules))
        assert "结论|全部收下，没有需要更正的内容，谢谢！" in lines(book["回执"])
        assert len(lines(book["回执"])[8].split("→")) == 1  # one half-year has no trend

    def test_what_we_wrote_is_not_told_back(
        self, corrected: Path, tmp_path: Path, recheck: Recheck
    ) -> None:
        """The sheet 回执 of the first return counts as furniture, but is none of the sender's."""
        assert recheck("--workspace", corrected, "feedback", "-o", "再退").code == 0
        said = lines(returned(tmp_path / "再退")["回执"])
        assert "行数|本文件共6行：收下4行，标题、表头、合计、说明等2行。" in said
        assert [line for line in said if line.startswith("回执|")] == []
        assert recheck("--workspace", corrected, "verify").code == 0


@pytest.fixture(scope="module")
def dressed(new_of_two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def dress(sheet: Worksheet) -> None:
        number, done = cell_of(sheet, "证件号码", 4), cell_of(sheet, "是否复查", 5)
        number.fill = PatternFill("solid", fgColor="FF00B0F0")
        number.comment = Comment("电话核实过", "护士")
        cell_of(sheet, "姓名", 3).comment = Comment("新来的", "护士")
        own = DataValidation(type="list", formula1='"是,否,不详"')
        own.add(f"{done.column_letter}3:{done.column_letter}9")
        sheet.add_data_validation(own)
        sheet.row_dimensions[6].hidden = True
        sheet.merge_cells("A1:H1")
        sheet.freeze_panes = "A3"
        sheet.column_dimensions["C"].width = 33

    folder = tmp_path_factory.mktemp("自带格式")
    return sent_back(new_of_two, folder, lambda root: write_book(root / "一院.xlsx", BAD, dress))


class TestTheSendersOwn:
    """Fills, comments, lists, hidden rows, merged cells: kept, gone on with, and taken back."""

    def test_comments_are_gone_on_with(self, dressed: Path) -> None:
        sheet = returned(dressed / "退回")["落实情况"]
        assert cell_of(sheet, "姓名", 3).comment.text == "新来的"
        text = cell_of(sheet, "证件号码", 4).comment.text
        assert text.startswith("电话核实过\n\n【上报核对】\n")

    def test_lists_of_the_sender_stay_alone_on_their_column(self, dressed: Path) -> None:
        rules = returned(dressed / "退回")["落实情况"].data_validations.dataValidation
        offered = [rule.formula1 for rule in rules]
        assert '"是,否,不详"' in offered
        assert '"是,否"' not in offered

    def test_layout_stays(self, dressed: Path) -> None:
        sheet = returned(dressed / "退回")["落实情况"]
        assert sheet.row_dimensions[6].hidden
        assert sheet.freeze_panes == "A3"
        assert sheet.column_dimensions["C"].width == 33
        assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:H1"]
        assert returned(dressed / "退回").active.title == "回执"

    def test_a_hidden_row_is_said_to_be_hidden(self, dressed: Path) -> None:
        said = "\n".join(lines(returned(dressed / "退回")["回执"]))
        assert said.count("该行或该列被隐藏") == 1

    def test_a_second_return_takes_back_only_what_the_first_brought(
        self, dressed: Path, tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = go_on_with(dressed, tmp_path, monkeypatch)
        book = returned(root / "退回")
        cell_of(book["落实情况"], "证件号码", 4).value = GOOD_ID
        book.save(root / "改后.xlsx")
        recheck("ingest", "改后.xlsx", "--received", "2025-07-25")
        recheck("feedback", "-o", "再退", "--as-of", "2025-07-26")
        cell = cell_of(returned(root / "再退")["落实情况"], "证件号码", 4)
        assert cell.fill.fgColor.rgb == "FF00B0F0"
        assert cell.comment.text == "电话核实过"
