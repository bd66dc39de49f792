"""A clerk's desk for corrections: a workspace, its correction workbook, and what is typed there."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import (
    FIRST,
    ID_NUMBERS,
    Done,
    Recheck,
    go_on_with,
    person,
    type_in,
    write_upload,
)
from tests.cli.test_lists import read_csv

WRONG_ID = ID_NUMBERS[1][:-1] + "8"
NO_DATE = {"体检日期": "不详"}
UNSURE = {"证件号码": WRONG_ID}
CLAIMED = {"是否复查": "是", "未复查原因": "", "复查日期": ""}
BOOK = "更正登记表.xlsx"
CASES = ("cases", "--as-of", "2025-12-31", "--identities", "full")

Place = tuple[int, str]
"""(row of the upload, 更正项目)."""
Answers = Mapping[Place, str]
"""Place → 更正值."""
Cells = Mapping[str, str | None]
"""Heading of the workbook → what is typed below it."""
Lines = list[dict[str, str]]
CORRECTED: Answers = {
    (2, "体检日期"): "2025年3月5日",
    (3, "证件号码"): ID_NUMBERS[1],
    (4, "复查日期"): "2025.4.20",
}


def upload(path: Path, *rows: Mapping[str, str]) -> Path:
    """Rows of the first institution for 2025H1, with a column 复查日期."""
    return write_upload(path, FIRST, [{"上报期": "2025H1", "复查日期": "", **row} for row in rows])


def filled(book: str | Path, answers: Answers, **typed: str | None) -> Path:
    """The workbook with these answers, as a clerk would type them, in a file of its own."""
    others = {"依据": "9月3日电话核实", "核实人": "陈工"} | typed
    return filled_by_line(book, {at: {"更正值": text, **others} for at, text in answers.items()})


def filled_by_line(book: str | Path, lines: Mapping[Place, Cells]) -> Path:
    """The workbook with these cells, in a file of its own."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["更正"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        place = sheet.cell(row, columns["行号"]).value, sheet.cell(row, columns["更正项目"]).value
        for heading, text in lines.get(place, {}).items():
            sheet.cell(row, columns[heading]).value = text
    folder = Path(book).parent
    target = folder / f"{len(list(folder.glob('*.xlsx')))}.xlsx"
    workbook.save(target)
    return target


@dataclass(frozen=True)
class Desk:
    """A workspace, and the commands that are typed there."""

    folder: Path
    recheck: Recheck

    def listed(self) -> None:
        """Write the correction workbook."""
        done = self.recheck("findings", "--for-correction", "-o", BOOK)
        assert (done.code, done.out) == (0, "")

    def correct(self, answers: Answers, received: str = "2025-09-04", **typed: str | None) -> Done:
        """Type answers into the workbook that was written last, and ingest it."""
        return self.recheck("ingest", filled(BOOK, answers, **typed), "--received", received)

    def cases(self) -> Lines:
        """The cases at the end of 2025."""
        return read_csv(self.recheck(*CASES).out)

    def case(self, worker: str) -> dict[str, str]:
        """The only case of a worker."""
        return case_of(worker, self.cases())

    def found(self, *more: str) -> list[tuple[str, str, str]]:
        """(row, code, severity) of every finding about a row."""
        told = read_csv(self.recheck("findings", *more).out)
        return [(one["row"], one["code"], one["severity"]) for one in told if one["row"]]

    def send(self, *rows: Mapping[str, str], received: str = "2025-07-10") -> None:
        """The institution sends its table for 2025H1."""
        self.recheck(
            "ingest", upload(self.folder / f"{received}.csv", *rows), "--received", received
        )


def case_of(worker: str, cases: Lines) -> dict[str, str]:
    """The only case of a worker."""
    (case,) = [one for one in cases if one["worker"] == worker]
    return case


@dataclass(frozen=True)
class Prepared:
    """A workspace to be copied, and its cases at the end of 2025."""

    folder: Path
    cases: Lines

    @classmethod
    def asked(cls, folder: Path) -> "Prepared":
        """What its cases are."""
        listed = folder.parent / "cases.csv"
        assert type_in(folder, *CASES, "-o", listed) == 0
        return cls(folder, read_csv(listed.read_text(encoding="utf-8")))

    def copied(self, target: Path) -> Path:
        """A copy, for a test to go on with."""
        return Path(shutil.copytree(self.folder, target))


def prepared(new: Path, folder: Path, *rows: Mapping[str, str]) -> Prepared:
    """A workspace that received these rows and wrote its correction workbook."""
    root = Path(shutil.copytree(new, folder / "新"))
    upload(root / "2025-07-10.csv", *rows)
    type_in(root, "ingest", "2025-07-10.csv", "--received", "2025-07-10")
    assert type_in(root, "findings", "--for-correction", "-o", BOOK) == 0
    return Prepared.asked(root)


@pytest.fixture(scope="session")
def before(new: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Row 2 is held, row 3 has a wrong ID number, row 4 claims a recheck without a date."""
    return prepared(
        new,
        tmp_path_factory.mktemp("待更正"),
        person(0, "张三", **NO_DATE),
        person(1, "李四", **UNSURE),
        person(2, "王五", **CLAIMED),
    )


@pytest.fixture(scope="session")
def after(before: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """All three rows are corrected, by one workbook that came on 4 September."""
    root = before.copied(tmp_path_factory.mktemp("已更正") / "新")
    book = filled(root / BOOK, CORRECTED)
    assert type_in(root, "ingest", book.name, "--received", "2025-09-04") == 0
    return Prepared.asked(root)


@pytest.fixture
def three(
    before: Prepared, tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A desk where three rows are to be corrected; the workbook is written."""
    return Desk(go_on_with(before.folder, tmp_path, monkeypatch), recheck)


@pytest.fixture
def corrected(
    after: Prepared, tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A desk where the three rows have been corrected."""
    return Desk(go_on_with(after.folder, tmp_path, monkeypatch), recheck)
