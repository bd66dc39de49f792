"""A workspace in which packs are out: two cases of an employer in 顺德区, one in 南海区."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import go_on_with, person, type_in, write_upload

T, OUT = "2025-06-30", "2025-07-20"
THIRD = "佛山市第三医院"


@pytest.fixture(scope="session")
def issued(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs lie in the folder 督办; they went out on 2025-07-20."""
    with pytest.MonkeyPatch.context() as patch:
        root = go_on_with(built, tmp_path_factory.mktemp("督办"), patch)
    elsewhere = {"用人单位名称": "南海乙五金厂", "统一社会信用代码": "", "所属区": "南海区"}
    rows = [person(2, "王五", **elsewhere, 所属镇街="大沥镇", 体检日期="2025-03-20")]
    file = write_upload(root / "三院2025年上半年.csv", THIRD, rows)
    assert type_in(root, "ingest", file, "--received", "2025-07-12") == 0
    assert type_in(root, "pack", "--as-of", T, "-o", "督办", "--received", OUT) == 0
    return root


@pytest.fixture
def out(issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it; commands run inside it."""
    return go_on_with(issued, tmp_path, monkeypatch)


def pack_file(root: Path, place: str, ending: str = "xlsx") -> Path:
    """The pack of a district."""
    (path,) = (root / "督办").glob(f"*_{place}_*.{ending}")
    return path


def headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1]}


def cells(root: Path, place: str, sheet: str = "个案表") -> list[dict[str, Any]]:
    """The lines of a sheet by their headings."""
    table = openpyxl.load_workbook(pack_file(root, place))[sheet]
    names, *lines = table.iter_rows(values_only=True)
    return [dict(zip(names, line, strict=True)) for line in lines]


def filled_in(
    root: Path,
    place: str,
    rows: Mapping[int, Mapping[str, object]],
    sheet: str = "个案表",
    name: str = "返回.xlsx",
) -> Path:
    """The pack of a district with cells filled in: row of the sheet (from 2) → heading → value."""
    book = openpyxl.load_workbook(pack_file(root, place))
    at = headings(book[sheet])
    for row, told in rows.items():
        for heading, value in told.items():
            book[sheet].cell(row, at[heading], value)
    book.save(root / name)
    return root / name
