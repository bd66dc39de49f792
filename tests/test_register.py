"""Reading registers of enterprises: headings, fates, findings with places."""

from pathlib import Path

import polars as pl
import pytest

from recheck import rulebook
from recheck.errors import Unplaceable
from recheck.files import identify
from recheck.intake import read_register
from recheck.model import Register

CODE, OTHER = "91440606MA51ABCD44", "91440600MA5NGWJ018"
HEADINGS = "统一社会信用代码,单位名称,所属区,镇街,规模,行业,地址,联系人,联系电话"
ASKED = "上报的单位名称,上报的信用代码,上报的区,统一社会信用代码,所属区,所属镇街,核实结论"
BOOK = rulebook.load()


def read(folder: Path, headings: str, *lines: str) -> Register:
    path = folder / "名录.csv"
    path.write_text("\n".join([headings, *lines]), encoding="utf-8")
    return read_register(identify(path), BOOK)


def found(register: Register) -> list[tuple[str, int, str]]:
    """Code, row, column of every finding about a row."""
    told = register.findings.filter(pl.col("row").is_not_null())
    return [(one["code"], one["row"], one["column"]) for one in told.to_dicts()]


def test_a_register_is_read_by_the_words_of_uploads(tmp_path: Path) -> None:
    told = read(tmp_path, HEADINGS, f"{CODE},甲厂,顺德,北窖,小型企业,制造业,某路1号,张三,22334455")
    (line,) = told.lines.to_dicts()
    assert (line["uscc"], line["named_uscc"], line["named_key"]) == (CODE, CODE, "甲厂")
    assert (line["district"], line["town"]) == ("顺德区", "北滘镇")
    assert (line["scale"], line["industry"]) == ("小型", "C 制造业")
    assert (line["contact"], line["contact_phone"]) == ("张三", "22334455")
    assert found(told) == []


def test_every_row_has_its_fate_and_bad_ones_their_place(tmp_path: Path) -> None:
    told = read(
        tmp_path,
        HEADINGS,
        f"{CODE},甲厂,顺德区,北滘镇,,,,,",
        ",,南海区,,,,,,",
        f"{CODE},甲厂,顺德区,北滘镇,,,,,",
        f"{CODE},甲厂,顺德区,容桂街道,,,,,",
        f"{CODE[:-1]}5,乙厂,顺德区,狮山镇,,,,,",
        "合计,5,,,,,,,",
    )
    assert told.lines["fate"].to_list() == ["accepted", "held", "duplicate", "accepted", "accepted"]
    assert told.lines.height + told.other_rows.height == told.row_total == 7
    assert sorted(found(told)) == [
        ("duplicate_row", 4, None),
        ("place_contradiction", 6, "C"),
        ("register_line_twice", 5, None),
        ("register_line_unnamed", 3, "B"),
        ("uscc_malformed", 6, "A"),
    ]


def test_an_answer_names_the_enterprise_as_it_was_asked(tmp_path: Path) -> None:
    told = read(
        tmp_path, ASKED, f"甲厂,,南海区,{CODE},顺德区,北滘镇,", f"乙厂,{OTHER},,,,,代码有误"
    )
    first, second = told.lines.to_dicts()
    assert (first["named_uscc"], first["named_key"], first["named_district"]) == (
        None, "甲厂", "南海区"
    )  # fmt: skip
    assert (first["uscc"], first["district"], first["reviewed"]) == (CODE, "顺德区", True)
    assert (second["named_uscc"], second["uscc"], second["foreign_uscc"]) == (OTHER, None, True)


def test_an_answer_left_empty_is_blank(tmp_path: Path) -> None:
    told = read(tmp_path, ASKED, f"甲厂,{CODE},,,,,", f"乙厂,{OTHER},,,,,上报无误")
    assert told.lines["named_key"].to_list() == ["乙厂"]
    assert told.other_rows.filter(pl.col("fate") == "blank")["row"].to_list() == [2]


def test_an_upload_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(Unplaceable, match="lists workers"):
        read(tmp_path, "单位名称,信用代码,所属区,姓名,身份证号", "甲厂,,顺德区,张三,1")


@pytest.mark.parametrize("headings", ["a,b,c", "单位名称,联系人,联系电话", "所属区,镇街,规模"])
def test_a_table_that_names_or_tells_nothing_is_refused(tmp_path: Path, headings: str) -> None:
    with pytest.raises(Unplaceable, match="is a register"):
        read(tmp_path, headings, "1,2,3")
