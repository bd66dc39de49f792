"""A file is known by its content; what is no table is refused with a sentence (interface §4)."""

import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from recheck import files
from recheck.errors import Unreadable
from recheck.files import Form, column_letters, column_number, form_of, refusals, zipguard
from recheck.sheets import open_sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def xlsx(**cells: object) -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(packed)
    return packed.getvalue()


def xls() -> bytes:
    book, packed = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("一").write(2, 1, "姓名")
    book.save(packed)
    return packed.getvalue()


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return packed.getvalue()


def opened(kind: str, manifest: bytes = b"<manifest/>") -> bytes:
    """The shell of an OpenDocument file."""
    return zipped(
        mimetype=f"application/vnd.oasis.opendocument.{kind}".encode(),
        content_dot_xml=b"<office/>",
        **{"META-INF__manifest_dot_xml": manifest},
    )


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        open_sheets(content)
    assert refused.value.exit_code == 10
    return refused.value.message


def test_a_source_file_has_a_name_without_folders_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "2025H1" / "表.csv"
    path.parent.mkdir()
    path.write_bytes(b"a,b\n")
    source = files.identify(path)
    assert source.name == "表.csv"
    assert source.sha256 == hashlib.sha256(b"a,b\n").hexdigest()


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        files.identify(tmp_path / "nothing.xlsx")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (xlsx(A1="姓名"), Form.ZIPPED),
        (xls(), Form.BIFF),
        ("姓名,体检日期\n".encode(), Form.TEXT),
        ("姓名\t体检日期\n".encode("gb18030"), Form.TEXT),
        ("姓名;体检日期\n".encode("utf-16"), Form.TEXT),
        (b"BMW,5\n", Form.TEXT),
    ],
)
def test_the_form_is_told_by_content(content: bytes, form: Form) -> None:
    assert form_of(content) is form


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", refusals.EMPTY),
        (b" \r\n ", refusals.EMPTY),
        (OLE + b"\0" * 600 + "EncryptedPackage\0".encode("utf-16-le"), refusals.ENCRYPTED),
        (OLE + b"\0" * 600 + "WordDocument\0".encode("utf-16-le"), refusals.DOCUMENT),
        (OLE + b"\0" * 600 + "Workbook\0".encode("utf-16-le"), refusals.DAMAGED),
        (OLE + b"\0" * 600, refusals.DAMAGED),
        (xlsx(A1="姓名")[:1500], refusals.DAMAGED),
        (xls()[:3000], refusals.DAMAGED),
        (b"\xef\xbb\xbf <html><p>", refusals.NOT_ONE_TABLE),
        (b"<table><tr><td>1</table><table><tr><td>2</table>", refusals.NOT_ONE_TABLE),
        (b"<table><tr><td><table></table></td></tr></table>", refusals.NOT_ONE_TABLE),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", refusals.WEB_PAGE),
        (b'<?xml version="1.0"?><html xmlns="x">', refusals.NOT_ONE_TABLE),
        (b'<?xml version="1.0"?><Workbook>', refusals.XML),
        (b"%PDF-1.7", refusals.PDF),
        (b"\x89PNG\r\n", refusals.IMAGE),
        (b"\xff\xd8\xff\xe0", refusals.IMAGE),
        (b"BM\0\0", refusals.IMAGE),
        (b"Rar!\x1a\x07", refusals.ARCHIVE),
        (b"\x00\x01\x02\x03", refusals.UNKNOWN),
        (b"\x81\x20\xff\xff", refusals.UNKNOWN),
        (zipped(word__document_dot_xml=b"<w/>"), refusals.DOCUMENT),
        (zipped(xl__workbook_dot_bin=b"x"), refusals.OTHER_WORKBOOK),
        (opened("presentation"), refusals.OTHER_WORKBOOK),
        (opened("text"), refusals.DOCUMENT),
        (opened("spreadsheet", b"<manifest:encryption-data/>"), refusals.LOCKED_OTHERWISE),
        (zipped(readme=b"x"), refusals.ARCHIVE),
        (zipped(xl__workbook_dot_xml=b"<workbook"), refusals.DAMAGED),
    ],
)
def test_what_is_no_table_is_refused_with_its_own_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_password_inside_a_biff_file_is_recognised() -> None:
    content = xls()
    stream = content.index(b"\x09\x08\x10\x00")
    after_bof = stream + 4 + 16
    filepass = b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04"
    locked = content[:after_bof] + filepass + content[after_bof + len(filepass) :]
    assert refusal(locked) == refusals.ENCRYPTED


def test_cells_in_opposite_corners_are_refused_before_the_reader_sees_them() -> None:
    assert refusal(xlsx(A1="姓名", XFD1048576="x")) == refusals.TOO_WIDE


def test_cells_may_leave_their_place_to_their_row() -> None:
    first = b'<row r="1"><c r="XFD1"><v>1</v></c></row>'
    last = b'<row r="1048576"><c><v>1</v></c></row>'
    sheet = b"<sheetData>" + first + last + b"</sheetData>"
    assert refusal(zipped(xl__worksheets__sheet1_dot_xml=sheet)) == refusals.TOO_WIDE


@pytest.mark.parametrize(
    "cell",
    [
        b"""<c x=" r='A1'" r="XFD1048576"><v>1</v></c>""",
        b'<c x=">" r="XFD1048576"><v>1</v></c>',
        b'<c x:r="A1" r="XFD1048576"><v>1</v></c>',
        b'<x-y:c r="XFD1048576"><v>1</v></x-y:c>',
    ],
)
def test_a_far_cell_that_hides_its_place_does_not_end_the_program(cell: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(A1="姓名"))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            member = old.read(name)
            end = b'<row r="1048576">' + cell + b"</row></sheetData>"
            new.writestr(name, member.replace(b"</sheetData>", end))
    assert refusal(packed.getvalue()) == refusals.UNREASONABLE


def test_empty_styled_cells_far_out_do_no_harm() -> None:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet["A1"] = "姓名"
    sheet["XFD1"].font = openpyxl.styles.Font(bold=True)
    sheet["A1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(packed)
    assert open_sheets(packed.getvalue())[0].cells.shape == (1, 1)


def test_a_table_with_borders_down_to_the_last_row_is_read() -> None:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["姓名"] * 25)
    for column in range(1, 26):
        sheet.cell(1_048_576, column).font = openpyxl.styles.Font(bold=True)
    book.save(packed)
    assert open_sheets(packed.getvalue())[0].cells.shape == (1, 25)


def test_a_wide_or_a_long_sheet_alone_is_read() -> None:
    assert open_sheets(xlsx(A1="姓名", DA1="x"))[0].cells.columns[-1] == "DA"
    assert open_sheets(xlsx(A1="姓名", B120000="x"))[0].row_total == 120_000


def test_a_zip_bomb_is_refused_by_its_own_account() -> None:
    bomb = zipped(xl__worksheets__sheet1_dot_xml=b" " * (zipguard.RATIO_COUNTS_FROM + 1))
    assert refusal(bomb) == refusals.TOO_BIG


def test_foreign_definitions_are_refused() -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "b">]><sheetData/>'
    assert refusal(zipped(xl__worksheets__sheet1_dot_xml=lol)) == refusals.DOCTYPE


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_are_lettered_as_in_excel(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number
