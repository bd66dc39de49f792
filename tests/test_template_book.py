"""The upload workbook: headings of the rulebook, choices, formats; and our reader opens it."""

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from recheck import rulebook
from recheck.rulebook import Rulebook
from recheck.sheets import open_sheets
from recheck.template_book import STAMP, template_book


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load()


@pytest.fixture(scope="module")
def workbook(book: Rulebook) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_book(book)))


def test_every_column_but_ours_is_there_and_required_ones_are_starred(
    book: Rulebook, workbook: Workbook
) -> None:
    known = [column for column in book.columns if column.kind == "recheck_status"]
    expected = {f"{one.heading}*" if one.required else one.heading for one in known}
    headings = {cell.value for cell in workbook["复查落实情况表"][1]}
    assert headings == expected - {"个案编号"}


def test_identity_columns_are_text_and_dates_are_dates(workbook: Workbook) -> None:
    sheet = workbook["复查落实情况表"]
    formats = {
        str(cell.value).rstrip("*"): sheet.column_dimensions[cell.column_letter].number_format
        for cell in sheet[1]
    }
    for heading in ("证件号码", "联系电话", "单位联系电话", "统一社会信用代码"):
        assert formats[heading] == "@"
    assert formats["体检日期"] == formats["复查日期"] == "yyyy-mm-dd"


def test_choices_are_offered_where_words_are_fixed(workbook: Workbook) -> None:
    sheet = workbook["复查落实情况表"]
    offered = {
        str(one.sqref).split(":")[0].rstrip("0123456789")
        for one in sheet.data_validations.dataValidation
    }
    headings = {str(sheet[f"{letter}1"].value).rstrip("*") for letter in offered}
    assert {"所属区", "所属镇街", "体检类别", "是否复查", "未复查原因"} <= headings
    assert "禅城区" in workbook.defined_names


def test_the_version_is_stamped_out_of_sight(workbook: Workbook) -> None:
    stamp = workbook.defined_names[STAMP]
    assert stamp.hidden
    assert stamp.attr_text == '"复查落实情况表 1"'
    assert all(sheet.sheet_state == "visible" for sheet in workbook.worksheets)


def test_our_own_reader_opens_it(book: Rulebook) -> None:
    names = [sheet.name for sheet in open_sheets(template_book(book))]
    assert names == ["填报说明", "复查落实情况表", "选项"]
