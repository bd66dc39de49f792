"""feedback: originals that cannot be kept, files of several institutions, several files."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.cli.conftest import FIRST, SECOND, Recheck, go_on_with, person, write_upload
from tests.cli.feedback.conftest import (
    BAD,
    GOOD_ID,
    PERIOD,
    RED,
    cell_of,
    lines,
    returned,
    sent_back,
    write_book,
)
from tests.cli.test_lists import read_csv


@pytest.fixture(scope="module")
def plain(new_of_two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A csv that was received and returned."""
    folder = tmp_path_factory.mktemp("无格式")
    name = "一院2025年上半年.csv"
    return sent_back(new_of_two, folder, lambda root: write_upload(root / name, FIRST, BAD))


class TestFilesThatCannotBeKept:
    def test_csv_comes_back_as_xlsx_with_the_same_places(self, plain: Path) -> None:
        book = returned(plain / "退回")
        sheet = book["Sheet1"]
        number = next(cell.column for cell in sheet[1] if cell.value == "证件号码")
        assert sheet.cell(3, number).value == "440604198503150130"
        assert sheet.cell(3, number).number_format == "@"
        assert sheet.cell(3, number).fill.fgColor.rgb == RED
        assert any("没有原来的格式" in line for line in lines(book["回执"]))

    def test_what_came_back_of_a_csv_can_be_sent(
        self, plain: Path, tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = go_on_with(plain, tmp_path, monkeypatch)
        (path,) = (root / "退回").glob("*.xlsx")
        recheck("ingest", path, "--received", "2025-07-11")
        found = read_csv(recheck("submissions", "--format", "csv").out)
        told = [(one["status"], one["accepted"], one["errors"]) for one in found]
        assert ("active", "4", "3") in told

    def test_a_refused_file_gets_a_sheet_that_says_why(self, empty: Path, recheck: Recheck) -> None:
        (empty / "坏:档.pdf".replace(":", "_")).write_bytes(b"%PDF-1.4 nothing")
        recheck("ingest", "坏_档.pdf", "--received", "2025-07-10")
        done = recheck("feedback", "-o", "退回")
        assert done.code == 10
        assert "坏_档.pdf 未入库：文件是" in done.err
        (path,) = (empty / "退回").glob("*.xlsx")
        said = lines(openpyxl.load_workbook(path)["回执"])
        (why,) = [line for line in said if line.startswith("原因|")]
        assert "PDF" in why
        assert "未接收" not in why

    def test_why_it_was_refused_names_no_command_to_the_sender(
        self, empty: Path, recheck: Recheck
    ) -> None:
        rows = [{("身份证件号吗" if key == "证件号码" else key): BAD[0][key] for key in BAD[0]}]
        write_book(empty / "一院.xlsx", rows)
        assert "recheck headings" in recheck("ingest", "一院.xlsx").err
        assert "recheck headings" in recheck("findings", "--format", "csv").out
        recheck("feedback", "-o", "退回")
        (path,) = (empty / "退回").glob("*.xlsx")
        (why,) = [one for one in lines(openpyxl.load_workbook(path)["回执"]) if "原因|" in one]
        assert "请改成必填列的列名" in why
        assert "recheck" not in why

    def test_a_locked_original_needs_its_password_again(
        self, empty: Path, recheck: Recheck
    ) -> None:
        plain = write_book(empty / "一院.xlsx", BAD).read_bytes()
        with (empty / "一院.xlsx").open("wb") as locked:
            OOXMLFile(io.BytesIO(plain)).encrypt("秘密", locked)
        recheck("ingest", "一院.xlsx", "--received", "2025-07-10", "--password", "秘密")
        done = recheck("feedback", "-o", "退回", "--as-of", "2025-07-20")
        assert done.err.count("一院.xlsx 设有密码") == 1
        said = lines(returned(empty / "退回")["回执"])
        assert any("设有打开密码，无法在其中标记" in line for line in said)
        recheck("feedback", "-o", "再退", "--as-of", "2025-07-20", "--password", "秘密")
        book = returned(empty / "再退")
        assert book.sheetnames == ["回执", "落实情况"]
        assert any("本文件没有密码" in line for line in lines(book["回执"]))

    def test_a_missing_original_leaves_the_sheet_alone(
        self, marked: Path, tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = go_on_with(marked, tmp_path, monkeypatch)
        for kept in (root / "archive").rglob("*.xlsx"):
            kept.unlink()
        recheck("feedback", "-o", "再退", "--as-of", "2025-07-20")
        book = returned(root / "再退")
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


@pytest.fixture(scope="module")
def shared(new_of_two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        BAD[0],
        {**BAD[1], "体检机构名称": SECOND},
        BAD[2],
        {**BAD[3], "体检机构名称": SECOND},
        {**person(3, "孙八"), "体检机构名称": ""},
    ]
    folder = tmp_path_factory.mktemp("区汇总")
    return sent_back(new_of_two, folder, lambda root: write_book(root / "区汇总.xlsx", rows))


class TestAFileOfSeveralInstitutions:
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

    def test_one_of_them_can_be_sent_back_alone(
        self, shared: Path, tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = go_on_with(shared, tmp_path, monkeypatch)
        book = returned(root / "退回", SECOND)
        sheet = book["落实情况"]
        cell_of(sheet, "证件号码", 4).value = GOOD_ID
        cell_of(sheet, "复查期限", 6).value = "2025-05-01"
        (path,) = (root / "退回").glob(f"*{SECOND}*")
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
