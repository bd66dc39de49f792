"""What goes back to institutions: workspaces where an upload was received and returned."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import FIRST, SECOND, go_on_with, person, type_in

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
GOOD_ID = "440604198503150139"
PERIOD = "上报期"
BACK = ("feedback", "-o", "退回", "--as-of", "2025-07-20")
Rows = Iterable[Mapping[str, str]]


@pytest.fixture(scope="session")
def new_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace without uploads that expects two institutions."""
    folder = tmp_path_factory.mktemp("两家")
    (folder / "reporters.csv").write_text(f"name\n{FIRST}\n{SECOND}\n", encoding="utf-8")
    assert type_in(folder, "init", "新", "--reporters", "reporters.csv") == 0
    return folder / "新"


@pytest.fixture
def empty(new_of_two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it; commands run inside it."""
    return go_on_with(new_of_two, tmp_path, monkeypatch)


def sent_back(new: Path, folder: Path, write: Callable[[Path], Path]) -> Path:
    """A workspace that received one file on 10 July, and returned it on the 20th."""
    root = Path(shutil.copytree(new, folder / "新"))
    type_in(root, "ingest", write(root).name, "--received", "2025-07-10")
    assert type_in(root, *BACK) == 1
    return root


def write_book(path: Path, rows: Rows, dress: Callable[[Worksheet], None] | None = None) -> Path:
    """A 复查落实情况表 as xlsx: a title, headings in row 2, then the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "落实情况"
    lines = [{"体检机构名称": FIRST, PERIOD: "2025年上半年", **row} for row in rows]
    headings = list(dict.fromkeys(heading for line in lines for heading in line))
    sheet.append(["复查落实情况表（2025年上半年）"])
    sheet.append(headings)
    for line in lines:
        sheet.append([line.get(heading) for heading in headings])
    if dress:
        dress(sheet)
    book.save(path)
    return path


def returned(folder: Path, institution: str = FIRST) -> Any:
    """The one workbook that went back to an institution."""
    (path,) = folder.glob(f"*{institution}*.xlsx")
    return openpyxl.load_workbook(path)


def lines(sheet: Worksheet) -> list[str]:
    """What a sheet says, a line a row."""
    rows = sheet.iter_rows(values_only=True)
    return ["|".join(str(cell) for cell in row if cell is not None) for row in rows]


def cell_of(sheet: Worksheet, heading: str, row: int) -> Any:
    """The cell below a heading of row 2."""
    column = next(cell.column for cell in sheet[2] if cell.value == heading)
    return sheet.cell(row, column)


BAD = [
    person(0, "张三"),
    person(1, "李小四", 证件号码="440604198503150130"),  # wrong check digit
    person(2, "王五", 是否复查="是", 未复查原因="", 联系电话="13900139000"),  # no date
    person(3, "赵六", 复查期限="2025-02-01"),  # before the exam
]


@pytest.fixture(scope="session")
def marked(new_of_two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of `BAD` was received and returned."""
    folder = tmp_path_factory.mktemp("退回")
    return sent_back(new_of_two, folder, lambda root: write_book(root / "一院.xlsx", BAD))
