"""Marks in workbooks as other programs write them; names; the parts of the score."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName

from recheck.feedback.book import Book
from recheck.feedback.cells import BookText
from recheck.feedback.package import MAIN, NotKept
from recheck.feedback.receipt import lines_of
from recheck.feedback.receipt_sheet import neutral
from recheck.feedback.returned import COUNTS, Found, Heading, Returned, RowFate
from recheck.feedback.sending import safe_name
from recheck.feedback.words import feedback_words
from recheck.findings import BY_CODE
from recheck.model import Severity
from recheck.rulebook import load, read_quality

RULEBOOK = load()
WORDS = feedback_words()
RED = "FFFFC7CE"
HEADINGS = {"A": "enterprise", "B": "worker", "C": "id_number", "D": "rechecked"}


def error(row: int, column: str | None, sheet: str = "名单") -> Found:
    return Found(sheet, row, column, None, "id_missing", "error", f"第{row}行请补填。")


def returned(findings: Sequence[Found], rows: Iterable[int] = (2, 3, 4, 5)) -> Returned:
    """A file of four rows below one row of headings."""
    return Returned(
        file_no=1,
        institution="佛山市第一医院",
        period="2025年上半年",
        file="一院.xlsx",
        sha256="",
        received_at=datetime(2025, 7, 10),  # noqa: DTZ001
        nil=False,
        merged=False,
        counts=dict.fromkeys(COUNTS, 0),
        rows=[RowFate("名单", row, "accepted", None, None) for row in rows],
        findings=findings,
        headings={"名单": [Heading(letter, field, field) for letter, field in HEADINGS.items()]},
        quality=[],
        trend=[],
        as_of=date(2025, 7, 20),
        title_rows={"名单": 1},
    )


def written(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def list_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    for row in (list(HEADINGS.values()), *([f"{c}{n}" for c in "ABCD"] for n in range(2, 6))):
        sheet.append(row)
    return book


def sent_back(content: bytes, findings: Sequence[Found]) -> Any:
    """What an institution opens."""
    return openpyxl.load_workbook(io.BytesIO(marked(content, findings)))


def marked(content: bytes, findings: Sequence[Found]) -> bytes:
    book = Book(content, RULEBOOK, WORDS)
    told = returned(findings)
    return book.saved(lines_of(told, book.mark(told), [], WORDS))


def changed(content: bytes, changes: Mapping[str, Any]) -> bytes:
    """A package with some parts rewritten by functions of their text."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in changes:
                part = changes[name](part.decode()).encode()
            new.writestr(name, part)
    return file.getvalue()


def red_cells(sheet: Any) -> set[str]:
    return {cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == RED}


class TestWhereMarksGo:
    def test_on_the_cell_of_the_finding(self) -> None:
        sheet = sent_back(written(list_book()), [error(3, "C")])["名单"]
        assert red_cells(sheet) == {"C3"}
        assert sheet["C3"].comment.text == "【上报核对】\n第3行请补填。"

    def test_several_findings_of_a_cell_are_numbered(self) -> None:
        findings = [error(3, "C"), Found("名单", 3, "C", None, "x", "warning", "再看。")]
        text = sent_back(written(list_book()), findings)["名单"]["C3"].comment.text
        assert text == "【上报核对】\n1. 第3行请补填。\n2. 再看。"

    def test_in_a_merged_area_on_its_first_cell(self) -> None:
        book = list_book()
        book.active.merge_cells("A2:A4")
        assert red_cells(sent_back(written(book), [error(4, "A")])["名单"]) == {"A2"}

    def test_of_a_whole_row_on_the_first_cell_that_is_its_own(self) -> None:
        book = list_book()
        book.active.merge_cells("A2:A4")
        assert red_cells(sent_back(written(book), [error(4, None)])["名单"]) == {"B4"}
        assert red_cells(sent_back(written(list_book()), [error(4, None)])["名单"]) == {"A4"}

    def test_on_a_cell_that_is_not_there(self) -> None:
        book = list_book()
        del book.active._cells[3, 3]
        sheet = sent_back(written(book), [error(3, "C"), error(5, "F")])["名单"]
        assert red_cells(sheet) == {"C3", "F5"}
        assert [cell.value for cell in sheet[3]][:4] == ["A3", "B3", None, "D3"]

    def test_notes_need_nothing_to_be_done(self) -> None:
        note = Found("名单", 3, "C", None, "id_upgraded", "note", "无需处理。")
        assert red_cells(sent_back(written(list_book()), [note])["名单"]) == set()


class TestWorkbooksOfOtherPrograms:
    def test_names_with_a_prefix(self) -> None:
        def prefixed(text: str) -> str:
            text = text.replace("xmlns=", "xmlns:x=")
            return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text)

        content = changed(written(list_book()), {"xl/worksheets/sheet1.xml": prefixed})
        assert red_cells(sent_back(content, [error(3, "C")])["名单"]) == {"C3"}

    def test_cells_and_rows_without_places(self) -> None:
        def placeless(text: str) -> str:
            return re.sub(r'(<(?:row|c)) r="\w+"', r"\1", text)

        content = changed(written(list_book()), {"xl/worksheets/sheet1.xml": placeless})
        assert red_cells(sent_back(content, [error(3, "C")])["名单"]) == {"C3"}

    def test_texts_that_cells_share(self) -> None:
        shared = (
            f'<sst xmlns="{MAIN}"><si><t>甲</t></si><si/><si><r><t>乙 </t></r><r><t>&lt;丙</t></r>'
            "<rPh><t>yi</t></rPh></si></sst>"
        )
        texts = BookText(Book(written(list_book()), RULEBOOK, WORDS).package, "xl/workbook.xml")
        texts.package.put("xl/sharedStrings.xml", shared.encode())
        texts.package.relate("xl/workbook.xml", "sharedStrings", "xl/sharedStrings.xml")
        assert [texts.shared(number) for number in range(3)] == ["甲", "", "乙 <丙"]

    def test_macros_stay(self) -> None:
        def with_macros(text: str) -> str:
            return text.replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")

        content = changed(written(list_book()), {"[Content_Types].xml": with_macros})
        assert Book(content, RULEBOOK, WORDS).suffix == ".xlsm"

    @pytest.mark.parametrize(
        "broken",
        [
            lambda text: text.replace("sheetData", "other"),
            lambda text: (
                f"<?xml version='1.0' encoding='utf-16'?>{text[text.find('<worksheet') :]}"
            ),
            lambda text: text[: len(text) // 2],
            lambda text: text.replace("spreadsheetml/2006", "strict"),
        ],
    )
    def test_what_cannot_be_marked_is_said(self, broken: Any) -> None:
        content = changed(written(list_book()), {"xl/worksheets/sheet1.xml": broken})
        with pytest.raises(NotKept):
            marked(content, [error(3, "C")])

    def test_no_zip(self) -> None:
        with pytest.raises(NotKept):
            Book(b"PK\x03\x04 no workbook", RULEBOOK, WORDS)


class TestTheRestOfTheWorkbook:
    def test_parts_that_say_nothing_of_marks_are_copied(self) -> None:
        content = written(list_book())
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(io.BytesIO(marked(content, [error(3, "C")]))) as new,
        ):
            assert set(old.namelist()) <= set(new.namelist())
            for name in ("xl/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml"):
                assert old.read(name) == new.read(name)

    def test_values_of_formulas_stay(self) -> None:
        book = list_book()
        book.active["D3"] = "=1+1"

        def with_value(text: str) -> str:
            return re.sub(r"<v ?/>|<v></v>", "<v>2</v>", text)

        content = changed(written(book), {"xl/worksheets/sheet1.xml": with_value})
        file = io.BytesIO(marked(content, [error(3, "D")]))
        assert openpyxl.load_workbook(file, data_only=True)["名单"]["D3"].value == 2
        assert openpyxl.load_workbook(file)["名单"]["D3"].value == "=1+1"

    def test_names_of_a_sheet_follow_it(self) -> None:
        book = list_book()
        book.active.defined_names["打印区"] = DefinedName("打印区", attr_text="名单!$A$1:$D$5")
        names = sent_back(written(book), [])["名单"].defined_names
        assert names["打印区"].attr_text == "名单!$A$1:$D$5"

    def test_only_the_receipt_is_selected(self) -> None:
        book = list_book()
        book.create_sheet("其他")
        back = sent_back(written(book), [])
        selected = [sheet.title for sheet in back if sheet.sheet_view.tabSelected]
        assert (selected, back.sheetnames) == (["回执"], ["回执", "名单", "其他"])

    def test_a_sheet_of_theirs_called_like_ours_stays(self) -> None:
        book = list_book()
        book.create_sheet("回执")["A1"] = "别的回执"
        assert sent_back(written(book), []).sheetnames == ["回执2", "名单", "回执"]

    def test_protection_is_mentioned(self) -> None:
        book = list_book()
        book.active.protection.enable()
        receipt = sent_back(written(book), [error(3, "C")])["回执"]
        assert any("先撤销工作表保护" in str(cell.value) for row in receipt for cell in row)


PLACES = st.tuples(st.integers(2, 5), st.sampled_from("ABCDEFG"))


@settings(max_examples=40, deadline=None)
@given(filled=st.sets(PLACES), places=st.sets(PLACES))
def test_exactly_the_cells_told_are_marked_and_no_value_changes(
    filled: set[tuple[int, str]], places: set[tuple[int, str]]
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(list(HEADINGS.values()))
    for row in range(2, 6):
        book.active[f"H{row}"] = "尾"
    for row, letter in filled:
        book.active[f"{letter}{row}"] = f"{letter}{row}"
    sheet = sent_back(written(book), [error(*place) for place in places])["名单"]
    names = {f"{letter}{row}" for row, letter in places}
    assert red_cells(sheet) == names
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} == names
    values = {cell.coordinate: cell.value for row in sheet for cell in row if cell.value}
    expected = {f"{letter}{row}": f"{letter}{row}" for row, letter in filled}
    assert {name: value for name, value in values.items() if name[0] < "H" and name[1] > "1"} == (
        expected
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲/乙:门诊部?", "甲_乙_门诊部_"),
        ("con", "_con"),
        ("LPT1.医院", "_LPT1.医院"),
        ("医院. ", "医院"),
        ("...", "_"),
        ("长" * 300, "长" * 60),
    ],
)
def test_names_of_files_suit_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@SUM(A1)"])
def test_nothing_we_write_begins_like_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"


class TestTheScore:
    def test_every_code_of_an_error_or_warning_has_its_place(self) -> None:
        quality = read_quality()
        placed = {
            code: quality.part_of(code, kind.severity)
            for code, kind in BY_CODE.items()
            if kind.severity is not Severity.NOTE
        }
        assert {code for code, part in placed.items() if part is None} <= set(quality.not_counted)

    def test_notes_and_what_an_institution_cannot_know_never_count(self) -> None:
        quality = read_quality()
        assert quality.part_of("deadline_vague", Severity.NOTE) is None
        assert quality.part_of("hazard_unknown", Severity.WARNING) is None

    def test_names_numbers_and_exam_dates_have_parts_of_their_own(self) -> None:
        quality = read_quality()
        others = {code for code in BY_CODE if quality.part_of(code, Severity.ERROR) == "填写规范"}
        notes = {code for code, kind in BY_CODE.items() if kind.severity is Severity.NOTE}
        told = {code for code in others - notes if code.startswith(("id_", "name_", "exam_date_"))}
        assert told == {"exam_date_of_1904"}  # only looks odd, and the row is taken

    def test_weights_add_up_to_a_hundred(self) -> None:
        assert sum(part.weight for part in read_quality().parts) == 100
