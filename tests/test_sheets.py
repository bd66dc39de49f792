"""Cells keep their Excel places; the header is found; each row is labelled (definitions §3)."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from recheck.errors import Unreadable
from recheck.headings import heading_sense, map_headings
from recheck.sheets import (
    Header,
    Sheet,
    find_header,
    label_rows,
    open_sheets,
)
from recheck.sheets.marks import NO_MARKS, Marks
from recheck.sheets.text import BROKEN_QUOTES
from tests.uploads import GOOD, Cells, Rows, rulebook, table, workbook


def opened(tmp_path: Path, rows: Cells) -> Sheet:
    return open_sheets(workbook(tmp_path / "a.xlsx", rows).read_bytes())[0]


def header_of(sheet: Sheet) -> Header | None:
    return find_header(sheet, heading_sense(rulebook(), None))


def labels(tmp_path: Path, rows: Cells) -> list[str]:
    sheet = opened(tmp_path, rows)
    header = header_of(sheet)
    assert header
    letters = map_headings(sheet, header, rulebook(), None).letters
    return label_rows(sheet, header, letters, rulebook().furniture).to_list()


def test_leading_blank_rows_and_columns_keep_their_place() -> None:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet["C4"], sheet["E6"] = "姓名", datetime.date(2025, 3, 5)
    sheet["F8"] = "  \u3000"
    book.save(packed)
    cells = open_sheets(packed.getvalue())[0].cells
    assert cells.height == 6
    assert cells["C"][3] == "姓名"
    assert cells["E"][5] == "2025-03-05 00:00:00"


def test_a_biff_workbook_is_read_alike(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("一").write(2, 1, "姓名")
    book.save(str(tmp_path / "表.et"))
    sheet = open_sheets((tmp_path / "表.et").read_bytes())[0]
    assert (sheet.name, sheet.row_total, sheet.cells["B"][2]) == ("一", 3, "姓名")


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"]], [["b"]], names=("一", "二"), hidden=("二",))
    assert [sheet.visible for sheet in open_sheets(path.read_bytes())] == [True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_delimiter(
    encoding: str, delimiter: str
) -> None:
    text = f"标题\n姓名{delimiter}证件号码\n㛃某{delimiter}1\n"
    cells = open_sheets(text.encode(encoding))[0].cells
    assert cells.rows() == [("标题", None), ("姓名", "证件号码"), ("㛃某", "1")]


def test_a_csv_row_is_a_record_however_many_lines_it_has() -> None:
    cells = open_sheets('姓名,备注\n甲,"一\n二"\n\n乙\n'.encode())[0].cells
    assert cells["A"].to_list() == ["姓名", "甲", None, "乙"]
    assert cells["B"][1] == "一\n二"


def test_numbers_that_an_export_forces_to_be_text_lose_their_shell() -> None:
    cells = open_sheets('姓名,证件号码\n甲,="440604198503150139"\n'.encode())[0].cells
    assert cells["B"][1] == "440604198503150139"


def test_quotes_that_do_not_pair_up_swallow_no_rows() -> None:
    with pytest.raises(Unreadable) as refused:
        open_sheets('姓名,备注\n甲,"一\n乙,二\n'.encode())
    assert refused.value.message == BROKEN_QUOTES


def test_the_header_is_found_below_title_rows(tmp_path: Path) -> None:
    header = header_of(opened(tmp_path, [["复查落实情况表"], ["填报单位：某医院"], *table({})]))
    assert header
    assert (header.first_row, header.last_row) == (3, 3)


def test_a_header_further_down_than_row_15_is_not_looked_for(tmp_path: Path) -> None:
    notes: Rows = [["说明"] for _ in range(15)]
    assert header_of(opened(tmp_path, notes + table({}))) is None


def test_three_known_headings_make_a_header_and_two_do_not(tmp_path: Path) -> None:
    assert header_of(opened(tmp_path, [["姓名", "体检日期", "是否复查", "甲乙丙"]]))
    assert header_of(opened(tmp_path, [["姓名", "体检日期", "甲乙丙"]])) is None


def test_grouped_headings_take_the_row_above_as_their_group(tmp_path: Path) -> None:
    rows: Rows = [
        ["劳动者情况", None, "体检日期", "复查情况", None, None, "备注"],
        ["姓名", "证件号码", None, "是否", "日期", "结论", None],
        ["甲某", "440604198503150139", "2025-03-05", "是", "2025-04-10", "正常", None],
    ]
    header = header_of(opened(tmp_path, rows))
    assert header
    assert (header.first_row, header.last_row) == (1, 2)
    assert [(one.group, one.text) for one in header.headings][2:] == [
        ("", "体检日期"),
        ("复查情况", "是否"),
        ("复查情况", "日期"),
        ("复查情况", "结论"),
        ("", "备注"),
    ]


def test_a_data_row_is_never_taken_for_a_second_heading_row(tmp_path: Path) -> None:
    header = header_of(opened(tmp_path, table({"备注": "医院"}, {})))
    assert header
    assert header.last_row == 1


def test_furniture_around_and_between_the_rows(tmp_path: Path) -> None:
    headings, good = table({})
    rows: Rows = [
        ["职业健康检查复查落实情况表（2025年上半年）"],
        headings,
        ["示例", *good[1:]],
        good,
        [None, None],
        headings,
        good,
        ["小 计", None, "2"],
        ["合计：", "2"],
        ["填表人：甲", None, None, "审核人：乙", None, "2025-07-01"],
        ["单位（盖章）"],
        ["备注：1.本表一式两份。"],
        ["2.请于每半年后报送。"],
    ]
    found = labels(tmp_path, rows)
    assert found == [
        *["furniture"] * 3,
        "data",
        "blank",
        "furniture",
        "data",
        *["furniture"] * 6,
    ]


def test_the_row_of_column_numbers_is_furniture(tmp_path: Path) -> None:
    headings, good = table({})
    numbers: list[str | None] = [str(number) for number in range(1, len(headings) + 1)]
    assert labels(tmp_path, [headings, numbers, good]) == ["furniture", "furniture", "data"]


@pytest.mark.parametrize(
    "start", ["合计", "说明：某", "单位负责人：某", "审核人：某", "1.某某", "注"]
)
def test_a_row_with_an_id_number_is_data_whatever_it_begins_with(
    tmp_path: Path, start: str
) -> None:
    headings, good = table({"体检机构名称": start})
    assert labels(tmp_path, [headings, good]) == ["furniture", "data"]


def test_a_row_that_has_only_its_running_number_is_blank(tmp_path: Path) -> None:
    headings, good = table({})
    rows: Rows = [["序号", *headings], ["1", *good], ["2", *[None] * len(good)]]
    assert labels(tmp_path, rows) == ["furniture", "data", "blank"]


@pytest.mark.parametrize(
    ("text", "nil"),
    [
        ("零报告", True),
        ("本期无复查人员", True),
        ("本期无需复查", True),
        ("2025年上半年零报告", True),
        ("本期无复查人员的，请填“零报告”", False),
        ("本期已复查", False),
    ],
)
def test_words_of_a_nil_return(text: str, nil: bool) -> None:
    assert rulebook().furniture.says_nothing_to_report(text) is nil


def test_every_heading_of_the_good_row_is_canonical() -> None:
    known = {column.heading for column in rulebook().columns}
    assert set(GOOD) <= known


def marks_in(
    cells: dict[str, object], change: Callable[[Worksheet], None] = lambda _: None
) -> Marks:
    return marked(cells, change).marks


def marked(cells: dict[str, object], change: Callable[[Worksheet], None] = lambda _: None) -> Sheet:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for place, value in cells.items():
        sheet[place] = value
    change(sheet)
    book.save(packed)
    return open_sheets(packed.getvalue())[0]


def test_a_number_of_more_than_fifteen_digits_shows_that_it_lost_the_others() -> None:
    sheet = marked({"A1": 440606196704213000, "B2": "440606196704213000", "A2": 440606670421317})
    assert sheet.cells.rows() == [
        ("4.40606196704213e+17", None),
        ("440606670421317", "440606196704213000"),
    ]


def test_a_formula_that_gives_a_long_text_is_no_number() -> None:
    row = b'<row r="1"><c r="A1" t="str"><f>B1</f><v>440606196704213172</v></c></row>'
    assert sheet_of(row).cells.item() == "440606196704213172"


def test_error_cells_and_formulas_without_a_result_are_marked() -> None:
    row = (
        b'<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>C1</f></c><c r="C1" t="str">'
        b'<f>D1</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c><c r="E1"><f>F1</f><v/></c></row>'
    )
    marks = sheet_of(row).marks
    assert marks.errors.rows() == [(1, "A")]
    assert marks.valueless.rows() == [(1, "B"), (1, "E")]


def test_merged_and_hidden_cells_are_marked() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A1:C1")
        sheet.row_dimensions[3].hidden = True

    marks = marks_in({"A1": "表", "A2": "甲厂", "B3": "张三"}, change)
    assert marks.merged == (("A", 2, 4),)
    assert marks.hidden_rows == {3}


def test_a_plain_sheet_has_no_marks() -> None:
    assert marks_in({"A1": "姓名", "A2": "张三", "B2": 42}) == NO_MARKS


def sheet_of(rows: bytes) -> Sheet:
    """The only sheet of a workbook whose rows are written like this."""
    plain, packed = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    body = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.namelist():
            new.writestr(member, body if "sheet1" in member else old.read(member))
    return open_sheets(packed.getvalue())[0]


def test_a_biff_workbook_has_the_same_marks() -> None:
    book, packed = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表")
    sheet.write_merge(1, 3, 0, 0, "甲厂")
    sheet.write(2, 1, 440606196704213000)
    sheet.row(2).hidden = True
    book.dates_1904 = True
    book.save(packed)
    read = open_sheets(packed.getvalue())[0]
    assert read.cells["B"].to_list() == [None, None, "4.40606196704213e+17"]
    assert read.marks.merged == (("A", 2, 4),)
    assert read.marks.hidden_rows == {3}
    assert read.from_1904
