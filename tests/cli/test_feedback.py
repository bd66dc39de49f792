"""feedback: what goes back to each institution, and what the corrected workbook changes."""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.model import RECEIPT_STAMP
from tests.cli.conftest import FIRST, SECOND, Recheck, person, write_upload
from tests.cli.test_lists import read_csv

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
GOOD_ID = "440604198503150139"
PERIOD = "上报期"
Rows = Iterable[Mapping[str, str]]


@pytest.fixture
def empty(tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without uploads that expects two institutions; commands run inside it."""
    reporters = tmp_path / "reporters.csv"
    reporters.write_text(f"name\n{FIRST}\n{SECOND}\n", encoding="utf-8")
    assert recheck("init", "新", "--reporters", reporters).code == 0
    monkeypatch.chdir(tmp_path / "新")
    return tmp_path / "新"


def write_book(path: Path, rows: Rows, dress: Callable[[Worksheet], None] | None = None) -> Path:
    """A 复查落实情况表 as xlsx: a title, headings in row 2, then the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "落实情况"
    lines = [{"体检机构名称": FIRST, PERIOD: "2025年上半年", **row} for row in rows]
    headings = list(dict.fromkeys(heading for line in lines for heading in line))
    sheet.append(["复查落实情况表（2025年上半年）"])
    sheet.append(headings)
    for line in lines:
        sheet.append([line.get(heading) for heading in headings])
    if dress:
        dress(sheet)
    book.save(path)
    return path


def returned(folder: Path, institution: str = FIRST) -> Any:
    """The one workbook that went back to an institution."""
    (path,) = folder.glob(f"*{institution}*.xlsx")
    return openpyxl.load_workbook(path)


def lines(sheet: Worksheet) -> list[str]:
    """What a sheet says, a line a row."""
    rows = sheet.iter_rows(values_only=True)
    return ["|".join(str(cell) for cell in row if cell is not None) for row in rows]


def cell_of(sheet: Worksheet, heading: str, row: int) -> Any:
    """The cell below a heading of row 2."""
    column = next(cell.column for cell in sheet[2] if cell.value == heading)
    return sheet.cell(row, column)


BAD = [
    person(0, "张三"),
    person(1, "李小四", 证件号码="440604198503150130"),  # wrong check digit
    person(2, "王五", 是否复查="是", 未复查原因="", 联系电话="13900139000"),  # no date
    person(3, "赵六", 复查期限="2025-02-01"),  # before the exam
]


class TestAWorkbookComesBackMarked:
    @pytest.fixture
    def book(self, empty: Path, recheck: Recheck) -> Any:
        write_book(empty / "一院.xlsx", BAD)
        recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
        assert recheck("feedback", "-o", "退回", "--as-of", "2025-07-20").code == 1
        return returned(empty / "退回")

    def test_bad_cells_are_coloured_and_commented(self, book: Any) -> None:
        sheet = book["落实情况"]
        marked = {cell.coordinate for row in sheet for cell in row if cell.comment}
        places = [("证件号码", 4), ("是否复查", 5), ("复查期限", 6)]
        cells = [cell_of(sheet, *place) for place in places]
        assert {cell.coordinate for cell in cells} <= marked
        assert all(cell.fill.fgColor.rgb == RED for cell in cells)
        assert all("请" in cell.comment.text for cell in cells)

    def test_everything_else_is_as_it_was(self, book: Any, empty: Path) -> None:
        before = openpyxl.load_workbook(empty / "一院.xlsx")["落实情况"]
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

    def test_each_row_has_its_fate_and_case(self, book: Any, recheck: Recheck) -> None:
        cases = {line["case_id"] for line in read_csv(recheck("cases", "--format", "csv").out)}
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

    @pytest.mark.usefixtures("book")
    def test_full_identities_are_noted_in_the_audit_log(self, empty: Path) -> None:
        (log,) = empty.rglob("audit*")
        entry = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
        assert entry["command"] is not None
        assert entry["rows"] == 6


class TestTheCorrectedWorkbook:
    @pytest.fixture
    def corrected(self, empty: Path, recheck: Recheck) -> Path:
        """Only the marked cells are corrected, colours, comments and 回执 stay."""
        write_book(empty / "一院.xlsx", BAD)
        recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
        recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        book = returned(empty / "退回")
        sheet = book["落实情况"]
        cell_of(sheet, "证件号码", 4).value = GOOD_ID
        cell_of(sheet, "是否复查", 5).value = "否"
        cell_of(sheet, "未复查原因", 5).value = "离职"
        cell_of(sheet, "复查期限", 6).value = "2025-05-01"
        (path,) = (empty / "退回").glob("*.xlsx")
        book.save(path)
        return path

    def test_changes_exactly_these_rows(self, corrected: Path, recheck: Recheck) -> None:
        before = read_csv(recheck("cases", "--format", "csv").out)
        done = recheck("ingest", corrected, "--received", "2025-07-25")
        assert done.code == 0, done.err
        after = read_csv(recheck("cases", "--format", "csv").out)
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
            for one in read_csv(recheck("submissions", "--format", "csv").out)
            if one["status"] == "active"
        ]
        assert (line["accepted"], line["errors"]) == ("4", "0")

    def test_leaves_no_finding_on_these_cells(self, corrected: Path, recheck: Recheck) -> None:
        recheck("ingest", corrected, "--received", "2025-07-25")
        found = read_csv(recheck("findings", "--format", "csv").out)
        assert [one for one in found if one["severity"] == "error"] == []

    def test_comes_back_clean(self, corrected: Path, recheck: Recheck, empty: Path) -> None:
        """Colours and comments of the first return are gone, and so is its 回执."""
        recheck("ingest", corrected, "--received", "2025-07-25")
        assert recheck("feedback", "-o", "再退").code == 0
        book = returned(empty / "再退")
        assert book.sheetnames == ["回执", "落实情况"]
        cells = [cell for row in book["落实情况"] for cell in row]
        assert [cell.coordinate for cell in cells if cell.comment] == []
        assert [cell.coordinate for cell in cells if cell.fill.fgColor.rgb in (RED, YELLOW)] == []
        rules = [rule.formula1 for rule in book["落实情况"].data_validations.dataValidation]
        assert len(rules) == len(set(rules))
        assert "结论|全部收下，没有需要更正的内容，谢谢！" in lines(book["回执"])
        assert len(lines(book["回执"])[8].split("→")) == 1  # one half-year has no trend


class TestTheSendersOwn:
    """Fills, comments, lists, hidden rows, merged cells: kept, gone on with, and taken back."""

    @pytest.fixture
    def dressed(self, empty: Path, recheck: Recheck) -> Path:
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

        write_book(empty / "一院.xlsx", BAD, dress)
        recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
        recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        return empty

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
        self, dressed: Path, recheck: Recheck
    ) -> None:
        book = returned(dressed / "退回")
        cell_of(book["落实情况"], "证件号码", 4).value = GOOD_ID
        book.save(dressed / "改后.xlsx")
        recheck("ingest", "改后.xlsx", "--received", "2025-07-25")
        recheck("feedback", "-o", "再退", "--as-of", "2025-07-26")
        cell = cell_of(returned(dressed / "再退")["落实情况"], "证件号码", 4)
        assert cell.fill.fgColor.rgb == "FF00B0F0"
        assert cell.comment.text == "电话核实过"


class TestFilesThatCannotBeKept:
    def test_csv_comes_back_as_xlsx_with_the_same_places(
        self, empty: Path, recheck: Recheck
    ) -> None:
        write_upload(empty / "一院2025年上半年.csv", FIRST, BAD)
        recheck("ingest", "一院2025年上半年.csv", "--received", "2025-07-10")
        recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        book = returned(empty / "退回")
        sheet = book["Sheet1"]
        number = next(cell.column for cell in sheet[1] if cell.value == "证件号码")
        assert sheet.cell(3, number).value == "440604198503150130"
        assert sheet.cell(3, number).number_format == "@"
        assert sheet.cell(3, number).fill.fgColor.rgb == RED
        assert any("没有原来的格式" in line for line in lines(book["回执"]))

    def test_what_came_back_of_a_csv_can_be_sent(self, empty: Path, recheck: Recheck) -> None:
        write_upload(empty / "一院2025年上半年.csv", FIRST, BAD)
        recheck("ingest", "一院2025年上半年.csv", "--received", "2025-07-10")
        recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        (path,) = (empty / "退回").glob("*.xlsx")
        recheck("ingest", path, "--received", "2025-07-11")
        found = read_csv(recheck("submissions", "--format", "csv").out)
        told = [(one["status"], one["accepted"], one["errors"]) for one in found]
        assert ("active", "4", "3") in told

    def test_a_refused_file_gets_a_sheet_that_says_why(self, empty: Path, recheck: Recheck) -> None:
        (empty / "坏:档.pdf".replace(":", "_")).write_bytes(b"%PDF-1.4 nothing")
        recheck("ingest", "坏_档.pdf", "--received", "2025-07-10")
        assert recheck("feedback", "-o", "退回").code == 10
        (path,) = (empty / "退回").glob("*.xlsx")
        said = lines(openpyxl.load_workbook(path)["回执"])
        assert any(line.startswith("原因|") and "PDF" in line for line in said)

    def test_a_locked_original_needs_its_password_again(
        self, empty: Path, recheck: Recheck
    ) -> None:
        plain = write_book(empty / "一院.xlsx", BAD).read_bytes()
        with (empty / "一院.xlsx").open("wb") as locked:
            OOXMLFile(io.BytesIO(plain)).encrypt("秘密", locked)
        recheck("ingest", "一院.xlsx", "--received", "2025-07-10", "--password", "秘密")
        recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        said = lines(returned(empty / "退回")["回执"])
        assert any("设有打开密码，无法在其中标记" in line for line in said)
        recheck("feedback", "-o", "再退", "--as-of", "2025-07-20", "--password", "秘密")
        book = returned(empty / "再退")
        assert book.sheetnames == ["回执", "落实情况"]
        assert any("本文件没有密码" in line for line in lines(book["回执"]))

    def test_a_missing_original_leaves_the_sheet_alone(self, empty: Path, recheck: Recheck) -> None:
        write_book(empty / "一院.xlsx", BAD)
        recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
        for kept in (empty / "archive").rglob("*.xlsx"):
            kept.unlink()
        recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        book = returned(empty / "退回")
        said = lines(book["回执"])
        assert book.sheetnames == ["回执"]
        assert "结论|请改以下3格后重新报送。" in said
        assert any("存档中找不到原文件" in line for line in said)

    @pytest.mark.usefixtures("empty")
    def test_nothing_to_send_back(self, recheck: Recheck) -> None:
        done = recheck("feedback", "-o", "退回")
        assert done.code == 0
        assert "没有可退回的文件" in done.err
        assert done.out == ""


class TestAFileOfSeveralInstitutions:
    @pytest.fixture
    def shared(self, empty: Path, recheck: Recheck) -> Path:
        rows = [
            BAD[0],
            {**BAD[1], "体检机构名称": SECOND},
            BAD[2],
            {**BAD[3], "体检机构名称": SECOND},
            {**person(3, "孙八"), "体检机构名称": ""},
        ]
        write_book(empty / "区汇总.xlsx", rows)
        recheck("ingest", "区汇总.xlsx", "--received", "2025-07-10")
        assert recheck("feedback", "-o", "退回", "--as-of", "2025-07-20").code == 1
        return empty

    def test_each_gets_its_own_rows_and_nobody_elses(self, shared: Path) -> None:
        texts = {
            institution: "\n".join(
                line for sheet in returned(shared / "退回", institution) for line in lines(sheet)
            )
            for institution in (FIRST, SECOND)
        }
        assert "张三" in texts[FIRST]
        assert not any(name in texts[FIRST] for name in ("李小四", "赵六", "孙八", SECOND))
        assert "李小四" in texts[SECOND]
        assert not any(name in texts[SECOND] for name in ("张三", "王五", "孙八", FIRST))

    def test_rows_stay_where_they_were(self, shared: Path) -> None:
        sheet = returned(shared / "退回", SECOND)["落实情况"]
        assert [row[0].row for row in sheet.iter_rows(min_row=3) if row[0].value] == [4, 6]

    def test_rows_that_name_nobody_are_not_lost(self, shared: Path) -> None:
        book = returned(shared / "退回", "未写明机构")
        assert "孙八" in "\n".join(lines(book["落实情况"]))
        assert "李小四" not in "\n".join(lines(book["落实情况"]))

    def test_one_of_them_can_be_sent_back_alone(self, shared: Path, recheck: Recheck) -> None:
        book = returned(shared / "退回", SECOND)
        sheet = book["落实情况"]
        cell_of(sheet, "证件号码", 4).value = GOOD_ID
        cell_of(sheet, "复查期限", 6).value = "2025-05-01"
        (path,) = (shared / "退回").glob(f"*{SECOND}*")
        book.save(path)
        before = len(read_csv(recheck("cases", "--format", "csv").out))
        assert recheck("ingest", path, "--received", "2025-07-25").code == 0
        cases = read_csv(recheck("cases", "--format", "csv").out)
        assert len(cases) == before
        assert [one for one in cases if one["unexplained"] == "true"] == []


def test_a_bad_name_of_a_file_and_an_institution_are_no_harm(empty: Path, recheck: Recheck) -> None:
    """What we write begins with no sign of a formula, and names suit Windows."""
    rows = [{**BAD[1], "体检机构名称": "=甲/乙:门诊部?", "是否复查": "=1+1也许"}]
    write_upload(empty / "=坏2025年上半年.csv", FIRST, rows)
    recheck("ingest", "=坏2025年上半年.csv", "--received", "2025-07-10")
    recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
    (path,) = (empty / "退回").glob("*.xlsx")
    assert not set('<>:"/\\|?*') & set(path.name)
    texts = [cell.value for row in openpyxl.load_workbook(path)["回执"] for cell in row]
    assert not [one for one in texts if isinstance(one, str) and one[:1] in "=+-@"]


def test_headings_in_two_rows_and_several_sheets(empty: Path, recheck: Recheck) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"] = "本院上半年名单见后"
    for name, row in (("一月", BAD[0]), ("二月", BAD[1])):
        sheet = book.create_sheet(name)
        headings = ["体检机构名称", PERIOD, *row]
        sheet.append(["单位和劳动者" if number == 1 else None for number in range(len(headings))])
        sheet.append(headings)
        sheet.append([FIRST, "2025年上半年", *row.values()])
        sheet.merge_cells("B1:F1")
    book.save(empty / "一院.xlsx")
    recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
    recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
    back = returned(empty / "退回")
    assert back.sheetnames == ["回执", "说明", "一月", "二月"]
    assert cell_of(back["二月"], "证件号码", 3).fill.fgColor.rgb == RED
    assert cell_of(back["一月"], "证件号码", 3).comment is None
    areas = [str(rule.sqref) for rule in back["二月"].data_validations.dataValidation]
    assert areas
    assert all(":" in area and re.sub("[A-Z]", "", area).startswith("3:") for area in areas)


def test_two_files_of_one_institution_are_two_workbooks(empty: Path, recheck: Recheck) -> None:
    write_book(empty / "一院.xlsx", BAD[:2])
    write_book(empty / "一院补.xlsx", BAD[2:])
    recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
    recheck("ingest", "一院补.xlsx", "--received", "2025-07-11", "--add")
    recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
    names = sorted(path.stem for path in (empty / "退回").glob("*.xlsx"))
    assert names == [f"{FIRST}_2025年上半年_退回", f"{FIRST}_2025年上半年_退回_2"]


def test_rows_that_were_held_cost_points_whatever_is_wrong_with_them(
    empty: Path, recheck: Recheck
) -> None:
    nobody = {"用人单位名称": "", "统一社会信用代码": ""}
    unread = [{"体检日期": "同上"}, {"体检日期": "3月5日"}, nobody]
    rows = [person(0, "张三"), *(person(n, "李四", **one) for n, one in enumerate(unread, 1))]
    write_book(empty / "一院.xlsx", rows)
    recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
    recheck("feedback", "-o", "退回", "--period", "2025H1")
    told = lines(returned(empty / "退回")["回执"])
    assert [one.split("|")[1:6] for one in told if "行可收下" in one] == [
        ["行可收下", "30.0", "4", "3", "7.5"]
    ]


def test_the_score_has_a_trend_over_half_years(empty: Path, recheck: Recheck) -> None:
    earlier = [
        {**person(0, "张三"), PERIOD: "2024年下半年", "体检日期": "2024-09-01"},
        {**person(1, "李小四", 证件号码=""), PERIOD: "2024年下半年", "体检日期": "2024-09-01"},
    ]
    dates = {"复查通知日期": "2024-10-01", "复查期限": "2024-11-01"}
    write_book(empty / "一院2024.xlsx", [{**one, **dates} for one in earlier])
    write_book(empty / "一院.xlsx", [person(0, "张三")])
    recheck("ingest", "一院2024.xlsx", "--received", "2025-01-10")
    recheck("ingest", "一院.xlsx", "--received", "2025-07-10")
    recheck("feedback", "-o", "退回", "--period", "2025H1", "--as-of", "2025-07-20")
    (said,) = [
        line for line in lines(returned(empty / "退回")["回执"]) if line.startswith("数据质量|")
    ]
    # one of two rows has no ID number: 30 of 100 points are halved
    assert "本期得分100.0分（满分100分）" in said
    assert "2024年下半年85.0分→2025年上半年100.0分" in said
