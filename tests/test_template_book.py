"""The upload workbook: what a clerk sees while typing, and what our intake makes of it again."""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from recheck.cells.uscc import ALPHABET, check_mark, read_uscc
from recheck.errors import Unplaceable
from recheck.intake.upload import NO_ROWS
from recheck.rulebook import OUTSIDE
from recheck.sheets import open_sheets
from recheck.template_book import template_book
from recheck.template_book.columns import FIRST_ROW
from tests.lib.excel import holds
from tests.uploads import CLINIC, GOOD, codes, read, rulebook

LIST, SUMMARY, GUIDE, CHOICES = "复查落实情况表", "汇总", "填写说明", "选项"
LONGEST_FORMULA, LONGEST_PROMPT, LONGEST_TITLE = 255, 255, 32
RED, YELLOW = "F4B6B6", "FFE699"


@pytest.fixture(scope="module")
def packed() -> bytes:
    return template_book(rulebook())


@pytest.fixture(scope="module")
def workbook(packed: bytes) -> Workbook:
    """To be looked at."""
    return openpyxl.load_workbook(io.BytesIO(packed))


@pytest.fixture
def own(packed: bytes) -> Workbook:
    """To be filled in."""
    return openpyxl.load_workbook(io.BytesIO(packed))


def letters(sheet: Worksheet) -> dict[str, str]:
    """Heading without its star → column."""
    return {str(cell.value).rstrip("*"): cell.column_letter for cell in sheet[1]}


def marks(sheet: Worksheet, heading: str) -> Iterator[Rule]:
    """The marks of one column, first first."""
    letter = letters(sheet)[heading]
    for ranged in sheet.conditional_formatting:
        if str(ranged.sqref).startswith(f"{letter}{FIRST_ROW}:"):
            yield from ranged.rules


def mark_of(sheet: Worksheet, heading: str, cells: Mapping[str, object]) -> str | None:
    """The colour of a cell of the first row to fill in, when its row holds `cells` (by heading)."""
    at = letters(sheet)
    filled = {f"{at[name]}{FIRST_ROW}": value for name, value in cells.items()}
    shown = (rule for rule in marks(sheet, heading) if holds(rule.formula[0], filled))
    first = min(shown, key=lambda rule: rule.priority, default=None)
    return str(first.dxf.fill.bgColor.rgb)[2:] if first else None


def validation(sheet: Worksheet, heading: str) -> DataValidation:
    letter = letters(sheet)[heading]
    return next(
        one
        for one in sheet.data_validations.dataValidation
        if str(one.sqref).startswith(f"{letter}{FIRST_ROW}:")
    )


def returned(
    path: Path, workbook: Workbook, *people: Mapping[str, object], summary: tuple[object, ...] = ()
) -> Path:
    """The workbook as an institution fills it in."""
    sheet = workbook[LIST]
    at = letters(sheet)
    for number, cells in enumerate(people, FIRST_ROW):
        for heading, value in cells.items():
            sheet[f"{at[heading]}{number}"] = value
    for number, value in enumerate(summary, 1):
        workbook[SUMMARY].cell(FIRST_ROW, number, value)
    workbook.save(path)
    return path


# --- what is there ------------------------------------------------------------------------------


def test_every_column_but_ours_is_there_and_required_ones_are_starred(workbook: Workbook) -> None:
    known = [column for column in rulebook().columns if column.kind == "recheck_status"]
    expected = {f"{one.heading}*" if one.required else one.heading for one in known}
    assert {cell.value for cell in workbook[LIST][1]} == expected - {"个案编号"}


def test_the_summary_asks_for_its_five_figures(workbook: Workbook) -> None:
    headings = [cell.value for cell in workbook[SUMMARY][1]]
    assert headings == ["体检机构名称*", "上报期*", "受检人次*", "需复查人次*", "已通知人次*"]


def test_identity_columns_are_text_and_dates_are_dates(workbook: Workbook) -> None:
    sheet = workbook[LIST]
    formats = {
        heading: sheet.column_dimensions[letter].number_format
        for heading, letter in letters(sheet).items()
    }
    for heading in ("证件号码", "联系电话", "单位联系电话", "统一社会信用代码", "复查期限"):
        assert formats[heading] == "@"
    assert formats["体检日期"] == formats["复查日期"] == "yyyy-mm-dd"


def test_every_column_says_what_to_write_within_what_excel_shows(workbook: Workbook) -> None:
    for sheet in (workbook[LIST], workbook[SUMMARY]):
        for heading in letters(sheet):
            rule = validation(sheet, heading)
            assert rule.showInputMessage
            assert 0 < len(rule.prompt) <= LONGEST_PROMPT
            assert len(rule.promptTitle) <= LONGEST_TITLE
            assert rule.error is None or len(rule.error) <= LONGEST_PROMPT


def test_choices_are_offered_where_words_are_fixed(workbook: Workbook) -> None:
    for heading in ("所属区", "所属镇街", "体检类别", "是否复查", "未复查原因", "证件类型"):
        assert validation(workbook[LIST], heading).type == "list"
    assert validation(workbook[LIST], "体检日期").type == "date"
    assert validation(workbook[SUMMARY], "需复查人次").type == "whole"


def test_nothing_that_does_not_fit_is_forbidden(workbook: Workbook) -> None:
    for sheet in (workbook[LIST], workbook[SUMMARY]):
        styles = {one.errorStyle for one in sheet.data_validations.dataValidation}
        assert styles == {"warning"}


def test_towns_are_those_of_the_district_chosen_before(workbook: Workbook) -> None:
    sheet = workbook[LIST]
    at = letters(sheet)
    assert validation(sheet, "所属镇街").formula1 == f"INDIRECT(${at['所属区']}{FIRST_ROW})"
    region = rulebook().region
    for district in (*region.districts, OUTSIDE):
        (where,) = workbook.defined_names[district].destinations
        offered = tuple(row[0].value for row in workbook[where[0]][where[1]])
        assert offered == (region.towns_of(district) or (OUTSIDE,))


def test_headings_stay_in_sight_and_are_printed_on_every_page(workbook: Workbook) -> None:
    for name in (LIST, SUMMARY):
        assert workbook[name].freeze_panes == "A2"
        assert workbook[name].print_title_rows == "$1:$1"
        assert workbook[name].page_setup.orientation == "landscape"


def test_the_guide_explains_every_column_and_colour(workbook: Workbook) -> None:
    cells = [cell for row in workbook[GUIDE] for cell in row]
    texts = {cell.value for cell in cells}
    for sheet in (workbook[LIST], workbook[SUMMARY]):
        assert set(letters(sheet)) <= texts
    assert {RED, YELLOW} <= {str(cell.fill.fgColor.rgb)[2:] for cell in cells}


def test_only_the_choices_are_out_of_sight(workbook: Workbook) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in workbook.worksheets}
    assert states.pop(CHOICES) == "veryHidden"
    assert set(states.values()) == {"visible"}
    assert workbook.active is not None
    assert workbook.active.title == LIST


def test_the_same_rules_give_the_same_bytes(packed: bytes) -> None:
    assert template_book(rulebook()) == packed


# --- marks while the clerk types ----------------------------------------------------------------


def test_every_formula_fits_where_excel_and_wps_take_it(workbook: Workbook) -> None:
    for sheet in (workbook[LIST], workbook[SUMMARY]):
        for heading in letters(sheet):
            for rule in marks(sheet, heading):
                assert len(rule.formula[0]) <= LONGEST_FORMULA
                assert "{" not in rule.formula[0]


def numbers() -> list[str]:
    """Valid numbers, each wrong digit and each swap of one, and what clerks type instead."""
    valid = ("440606196704213179", "11010519491231002X", "810000198606180016", "44060619670100002x")
    one = valid[0]
    changed = [
        one[:place] + str((int(one[place]) + step) % 10) + one[place + 1 :]
        for place in range(18)
        for step in (1, 5)
    ]
    swapped = [one[:p] + one[p + 1] + one[p] + one[p + 2 :] for p in range(17)]
    others = [
        "440623670421317",
        "44060619670421317",
        "无",
        "4406061967042131791",
        "440606196713213170",
    ]
    return [*valid, *changed, *swapped, *others, "44060A196704213179"]


@pytest.fixture(scope="module")
def wrong_numbers(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The `numbers` that our reader finds wrong, of one workbook that holds them all."""
    book = openpyxl.load_workbook(io.BytesIO(packed))
    people = [GOOD | {"证件号码": number} for number in numbers()]
    upload = read(returned(tmp_path_factory.mktemp("证件号码") / "a.xlsx", book, *people))
    found = upload.findings.filter(
        pl.col("code").str.starts_with("id_"), pl.col("code") != "id_upgraded"
    )
    return {numbers()[row - FIRST_ROW] for row in found["row"]}


@pytest.mark.parametrize("number", numbers())
def test_an_id_number_is_marked_exactly_when_our_reader_finds_it_wrong(
    workbook: Workbook, wrong_numbers: set[str], number: str
) -> None:
    row = GOOD | {"证件号码": number}
    expected = RED if number in wrong_numbers else None
    assert mark_of(workbook[LIST], "证件号码", {**row, "证件类型": "居民身份证"}) == expected
    assert mark_of(workbook[LIST], "证件号码", {**row, "证件类型": None}) == expected


def test_the_number_of_another_document_is_not_marked(workbook: Workbook) -> None:
    row = {"证件类型": "护照", "证件号码": "E12345678", "姓名": "甲"}
    assert mark_of(workbook[LIST], "证件号码", row) is None


def credit_codes() -> list[str]:
    starts = [ALPHABET[turn:] + ALPHABET[: turn + 17] for turn in range(20)]
    starts = [start[turn : turn + 17] for turn, start in enumerate(starts)]
    valid = [start + check_mark(start) for start in starts]
    wrong = [start + ALPHABET[(ALPHABET.index(check_mark(start)) + 3) % 31] for start in starts]
    return [
        *valid,
        *wrong,
        "91440606MA51ABCD44",
        "9144O606MA51ABCD44",
        "91440606MA51ABDC44",
        "914406",
    ]


@pytest.mark.parametrize("code", credit_codes())
@pytest.mark.parametrize("heading", ["统一社会信用代码", "用工单位统一社会信用代码"])
def test_a_credit_code_is_marked_exactly_when_our_reader_finds_it_wrong(
    workbook: Workbook, code: str, heading: str
) -> None:
    expected = None if read_uscc(code)[0] else RED
    assert mark_of(workbook[LIST], heading, {heading: code}) == expected
    assert mark_of(workbook[LIST], heading, {heading: code.lower()}) == expected


@pytest.mark.parametrize(
    ("heading", "cells", "colour"),
    [
        ("复查期限", {"姓名": "甲"}, YELLOW),
        ("复查期限", {"姓名": "甲", "复查期限": "一个月内"}, None),
        ("复查期限", {}, None),
        ("复查通知日期", {"姓名": "甲"}, YELLOW),
        ("复查通知日期", {"姓名": "甲", "签收日期": date(2025, 4, 1)}, None),
        ("复查日期", {"体检日期": date(2025, 3, 2), "复查日期": date(2025, 3, 1)}, RED),
        ("复查日期", {"体检日期": date(2025, 3, 2), "复查日期": date(2025, 3, 2)}, None),
        ("复查日期", {"是否复查": "是"}, RED),
        ("复查日期", {"是否复查": "是", "复查日期": date(2025, 3, 2)}, None),
        ("复查日期", {"是否复查": "否"}, None),
        ("未复查原因", {"是否复查": "否"}, YELLOW),
        ("未复查原因", {"是否复查": "否", "未复查原因": "离职"}, None),
        ("用人单位名称", {"姓名": "甲"}, YELLOW),
        ("用人单位名称", {}, None),
        ("用人单位名称", {"用人单位名称": "某厂"}, None),
        ("证件号码", {"姓名": "甲"}, YELLOW),
    ],
)
def test_marks_of_the_list(
    workbook: Workbook, heading: str, cells: Mapping[str, object], colour: str | None
) -> None:
    assert mark_of(workbook[LIST], heading, cells) == colour


@pytest.mark.parametrize(
    ("heading", "figures", "colour"),
    [
        ("需复查人次", (512, 513, 1), RED),
        ("需复查人次", (512, 512, 1), None),
        ("需复查人次", (512, None, None), YELLOW),
        ("需复查人次", (0, 0, 0), None),
        ("已通知人次", (512, 20, 21), RED),
        ("已通知人次", (512, 20, 20), None),
        ("已通知人次", (512, 20, None), YELLOW),
    ],
)
def test_marks_of_the_summary(
    workbook: Workbook, heading: str, figures: tuple[object, ...], colour: str | None
) -> None:
    line = dict(zip(("受检人次", "需复查人次", "已通知人次"), figures, strict=True))
    assert mark_of(workbook[SUMMARY], heading, {"体检机构名称": CLINIC, **line}) == colour


# --- what our intake makes of it ----------------------------------------------------------------


def test_our_own_reader_opens_it(packed: bytes) -> None:
    assert [sheet.name for sheet in open_sheets(packed)] == [GUIDE, LIST, SUMMARY, CHOICES]


def test_a_filled_in_workbook_leaves_no_finding_and_its_example_no_row(
    own: Workbook, tmp_path: Path
) -> None:
    upload = read(returned(tmp_path / "a.xlsx", own, GOOD, summary=(CLINIC, "2025H1", 512, 1, 1)))
    assert codes(upload) == set()
    assert upload.rows["row"].to_list() == [FIRST_ROW]
    assert upload.declared.select("examined", "declared", "notified").rows() == [(512, 1, 1)]
    assert upload.template_version == "2"


def test_an_empty_workbook_is_no_nil_return(own: Workbook, tmp_path: Path) -> None:
    with pytest.raises(Unplaceable) as refused:
        read(returned(tmp_path / "a.xlsx", own))
    assert refused.value.message == NO_ROWS


def test_a_zero_in_the_summary_is_a_nil_return(own: Workbook, tmp_path: Path) -> None:
    upload = read(returned(tmp_path / "a.xlsx", own, summary=(CLINIC, "2025H1", 512, 0, 0)))
    assert [claim.nil for claim in upload.claims] == [True]
    assert codes(upload) == set()


def test_a_workbook_of_another_version_is_told(own: Workbook, tmp_path: Path) -> None:
    own[CHOICES]["A1"] = "recheck-template/1"
    upload = read(returned(tmp_path / "a.xlsx", own, GOOD))
    assert upload.template_version == "1"
    (note,) = upload.findings.filter(code="template_outdated").to_dicts()
    assert note["parameters"] == '{"version": "1", "current": "2"}'


def test_a_workbook_of_somebody_else_has_no_version(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(list(GOOD))
    book.worksheets[0].append(list(GOOD.values()))
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").template_version is None
