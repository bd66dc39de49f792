"""Small invented uploads, written into a temporary folder and read the way `ingest` reads them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from recheck.errors import Unplaceable
from recheck.intake import read_upload
from recheck.model import Known, Period, Upload
from recheck.rulebook import Rulebook, load

ARRIVED_ON = date(2025, 7, 15)
CLINIC, HOSPITAL = "佛山市禅城区石榴巷门诊部", "佛山市南海区望岭医院"
REPORTERS = {CLINIC: CLINIC, "石榴巷门诊部": CLINIC, HOSPITAL: HOSPITAL}

GOOD = {
    "体检机构名称": CLINIC,
    "上报期": "2025年上半年",
    "用人单位名称": "佛山市顺德区虚构家具有限公司",
    "统一社会信用代码": "91440606MA51ABCD44",
    "所属区": "顺德区",
    "所属镇街": "北滘镇",
    "姓名": "甲某",
    "证件类型": "居民身份证",
    "证件号码": "440604198503150139",
    "体检编号": "T001",
    "体检类别": "在岗期间",
    "体检日期": "2025-03-05",
    "危害因素": "噪声",
    "体检结论": "复查",
    "报告日期": "2025-03-20",
    "复查通知日期": "2025-03-21",
    "签收日期": "2025-03-22",
    "复查期限": "2025-04-30",
    "是否复查": "是",
    "复查日期": "2025-04-10",
    "复查结论": "目前未见异常",
    "未复查原因": None,
    "备注": None,
}
"""One row that nothing is wrong with, by heading."""

Rows = list[list[str | None]]
Cells = Sequence[Sequence[object]]
Texts = Sequence[Sequence[str | None]]


@cache
def rulebook() -> Rulebook:
    """The rules of the package, loaded once."""
    return load()


def table(*changes: Mapping[str, str | None], without: tuple[str, ...] = ()) -> Rows:
    """A heading row, and a good row for each of `changes` with those cells changed."""
    headings = [heading for heading in GOOD if heading not in without]
    rows = [{**GOOD, **change} for change in changes]
    return [list(headings), *([row[heading] for heading in headings] for row in rows)]


def workbook(
    path: Path, *sheets: Cells, names: tuple[str, ...] = (), hidden: tuple[str, ...] = ()
) -> Path:
    """An xlsx with these sheets, named by `names` or 表1, 表2 …"""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(names[number - 1] if names else f"表{number}")
        sheet.sheet_state = "hidden" if sheet.title in hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def read(
    path: Path,
    *,
    period: str | None = None,
    institution: str | None = None,
    reporters: dict[str, str] | None = None,
    rules: Rulebook | None = None,
) -> Upload:
    """Read the file as if it had come on ARRIVED_ON."""
    known = Known(ARRIVED_ON, Period.parse(period) if period else None, institution)
    return read_upload(path, rules or rulebook(), known, reporters or REPORTERS)


def fates(upload: Upload) -> dict[int, str]:
    """Row → fate, of a file with one sheet."""
    rows = pl.concat([upload.rows.select("row", "fate"), upload.other_rows.select("row", "fate")])
    return dict(rows.sort("row").iter_rows())


def codes(upload: Upload) -> set[str]:
    """The codes of the findings."""
    return set(upload.findings["code"])


def taken(folder: Path, *sheets: Cells, name: str = "a.xlsx", **told: str) -> Upload:
    """A workbook with these sheets, read with what the command line tells of it."""
    (folder / name).parent.mkdir(exist_ok=True)
    path = workbook(folder / name, *sheets)
    return read(path, period=told.get("period"), institution=told.get("institution"))


def refusal(folder: Path, *sheets: Cells, name: str = "a.xlsx", **told: str) -> Unplaceable:
    """Why such a workbook is refused."""
    with pytest.raises(Unplaceable) as refused:
        taken(folder, *sheets, name=name, **told)
    assert refused.value.exit_code == 11
    return refused.value


def places(found: Upload, code: str) -> list[tuple[object, ...]]:
    """sheet, row, column, heading of the findings of one code."""
    only = found.findings.filter(pl.col("code") == code)
    return only.select("sheet", "row", "column", "heading").rows()
