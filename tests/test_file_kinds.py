"""Every kind of file gives the same table; locked ones open with their password (interface §4)."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from recheck.errors import Locked, Unreadable
from recheck.files import on_disk, refusals
from recheck.files.rehearsal import rehearse
from recheck.intake import open_upload
from recheck.model import Known
from recheck.sheets import Sheet, open_sheets
from tests.uploads import ARRIVED_ON, REPORTERS, fates, read, rulebook, table
from tests.uploads.forms import FORMS, locked_xls, locked_xlsx, ods_of, xls, xlsx, xml_of

GOOD = table({}, {"姓名": "乙某", "证件号码": "440606196704213179"})
CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        open_sheets(content)
    return refused.value.message


def only(content: bytes) -> Sheet:
    (sheet,) = open_sheets(content)
    return sheet


@pytest.mark.parametrize("form", FORMS)
def test_the_same_table_is_the_same_upload_in_every_kind_of_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / "上报.dat"  # no name tells what it is
    path.write_bytes(FORMS[form](GOOD))
    upload = read(path)
    assert list(fates(upload).values()) == ["furniture", "accepted", "accepted"]
    assert upload.rows["exam_date"].to_list() == [upload.rows["exam_date"][0]] * 2
    assert upload.rows["id_valid"].all()
    assert upload.findings.is_empty()


class TestWebPages:
    def test_lines_above_are_rows_and_spans_keep_their_columns(self) -> None:
        page = (
            "<html><head><title>无关</title><style>td{}</style></head><body><h3>标题</h3>"
            "<table><tr><th colspan=2>姓名<th>日期</tr>"
            "<tr><td rowspan=2>甲&nbsp;厂<td>一<br>二</td><td>3\n4</td></tr>"
            "<tr><td>5</td></tr></table><p>注：无</p><script>x</script></body></html>"
        )
        sheet = only(page.encode())
        assert sheet.cells.rows() == [
            ("标题", None, None),
            ("姓名", None, "日期"),
            ("甲 厂", "一\n二", "3 4"),
            (None, "5", None),
            ("注：无", None, None),
        ]
        assert sheet.marks.merged == (("A", 3, 4),)

    def test_a_span_that_lies_is_refused(self) -> None:
        row = "<tr>" + "<td colspan=16384 rowspan=1000000>x</td>" * 2 + "</tr>"
        assert refusal(f"<table>{row}</table>".encode()) == refusals.UNREASONABLE

    def test_endless_text_is_refused(self) -> None:
        page = b"<table><tr><td>" + b"x" * (3 << 20) + b"</td></tr></table>"
        assert refusal(page) == refusals.UNREASONABLE


class TestXmlWorkbooks:
    def test_places_types_and_visibility(self) -> None:
        rows = (
            '<Row ss:Index="2"><Cell ss:MergeAcross="1" ss:MergeDown="1">'
            '<Data ss:Type="String">姓名</Data></Cell>'
            '<Cell><Data ss:Type="Number">440606196704213000</Data></Cell>'
            '<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>'
            '<Row ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="DateTime">'
            '2025-03-05T00:00:00.000</Data></Cell><Cell ss:Formula="=A1"/></Row>'
        )
        options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
        sheet = only(xml_of(f'<Worksheet ss:Name="表"><Table>{rows}</Table>{options}</Worksheet>'))
        assert (sheet.name, sheet.visible) == ("表", False)
        assert sheet.cells.rows()[1:] == [
            ("姓名", None, "4.40606196704213e+17", None),
            (None, None, "2025-03-05 00:00:00", None),
        ]
        marks = sheet.marks
        assert marks.merged == (("A", 2, 3),)
        assert marks.hidden_rows == {3}
        assert (marks.errors.rows(), marks.valueless.rows()) == ([(2, "D")], [(3, "D")])

    @pytest.mark.parametrize(
        ("rows", "sentence"),
        [
            ('<Row ss:Index="99999999"/>', refusals.UNREASONABLE),
            ('<Row><Cell ss:Index="99999"/></Row>', refusals.UNREASONABLE),
            ('<Row ss:Index="600"><Cell ss:Index="16384"/></Row>', refusals.TOO_WIDE),
            ("<Cell/>", refusals.DAMAGED),
            ("<Row>", refusals.DAMAGED),
        ],
    )
    def test_places_out_of_reach_are_refused(self, rows: str, sentence: str) -> None:
        assert refusal(xml_of(f"<Worksheet><Table>{rows}</Table></Worksheet>")) == sentence

    def test_entities_are_not_unfolded(self) -> None:
        lol = xml_of("").replace(b"<Workbook", b'<!DOCTYPE a [<!ENTITY b "c">]><Workbook')
        assert refusal(lol) == refusals.DOCTYPE


class TestReadersThatCouldAbort:
    """Each of these ends the process when it is read without a rehearsal."""

    def hostile(self) -> Iterator[bytes]:
        yield xls((["x"], *[[None]] * 40_000, [*[None] * 255, "x"]))
        spaces = (
            '<table:table-cell office:value-type="string"><text:p><text:s text:c="2000000000"/>'
        )
        yield ods_of(f"<table:table-row>{spaces}</text:p></table:table-cell></table:table-row>")
        wide = CELL.format(' table:number-columns-repeated="16384"', "x")
        yield ods_of(f"<table:table-row>{wide}</table:table-row>" * 1000)

    def test_they_are_refused_with_a_sentence(self) -> None:
        for content in self.hostile():
            assert refusal(content) == refusals.UNREASONABLE

    def test_a_length_that_lies_inside_an_xls_is_damage(self) -> None:
        content = bytearray(xls(GOOD))
        content[44:48] = b"\xff\xff\xff\x7f"  # how many sectors hold the list of sectors
        assert refusal(bytes(content)) in {refusals.UNREASONABLE, refusals.DAMAGED}

    def test_empty_cells_that_are_repeated_to_the_end_do_no_harm(self) -> None:
        rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell'
        rest += ' table:number-columns-repeated="16384"/></table:table-row>'
        first = f"<table:table-row>{CELL.format('', '姓名')}</table:table-row>"
        assert only(ods_of(first + rest)).cells.shape == (1, 1)

    def test_a_reader_s_own_error_is_left_to_who_reads(self) -> None:
        rehearse(b"PK\x03\x04 no zip")


class TestPasswords:
    @pytest.mark.parametrize(
        "locked", [locked_xlsx(xlsx(GOOD), "密码123"), locked_xls(xls(GOOD), "密码123")]
    )
    def test_the_password_opens(self, tmp_path: Path, locked: bytes) -> None:
        path = tmp_path / "锁.xls"
        path.write_bytes(locked)
        with pytest.raises(Locked) as refused:
            on_disk(path).source()
        assert refused.value.message == refusals.ENCRYPTED
        with pytest.raises(Locked) as refused:
            on_disk(path).source(["错", "也错"])
        assert refused.value.message == refusals.WRONG_PASSWORD
        source = on_disk(path).source(["错", "密码123"])
        assert source.sha256 == on_disk(path).sha256
        opened = open_upload(source, rulebook(), Known(ARRIVED_ON), REPORTERS)
        assert opened.sent.height == 2

    def test_what_everybody_opens_asks_for_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "只读.xlsx"
        path.write_bytes(locked_xlsx(xlsx(GOOD), "VelvetSweatshop"))
        assert open_sheets(on_disk(path).source().content)[0].row_total == 3

    def test_damage_behind_a_lock_is_no_traceback(self, tmp_path: Path) -> None:
        path = tmp_path / "坏.xlsx"
        path.write_bytes(locked_xlsx(xlsx(GOOD), "密码123")[:2000])
        with pytest.raises(Unreadable):
            on_disk(path).source(["密码123"])


def test_a_table_in_batches_is_one_table() -> None:
    text = "姓名,日期\n" + "甲,1\n" * 25_000 + "乙,2,3\n"
    cells = only(text.encode()).cells
    assert cells.shape == (25_002, 3)
    assert cells.row(-1) == ("乙", "2", "3")
    assert cells["C"].null_count() == 25_001
    assert isinstance(cells.schema["C"], pl.String)
