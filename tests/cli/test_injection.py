"""Whatever institutions write, nothing of it runs in the csv and xlsx files that we write."""

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from tests.cli.conftest import FIRST, SECOND, Recheck, person, write_upload
from tests.uploads.forms import xlsx

STARTS = ("=", "+", "-", "@")
EVIL = {
    "姓名": "=cmd|' /C calc'!A0",
    "用人单位名称": "@SUM(1+1)*cmd|' /C calc'!A0",
    "所属镇街": "+某镇",
    "单位地址": '=HYPERLINK("http://example.invalid","点此")',
    "单位联系人": "-2+3",
    "未复查原因": "=1+1",
    "备注": "@某",
    "危害因素": "+噪声",
    "复查期限": "=尽快",
}
OUTPUTS = (
    ("cases", "--identities", "full", "-o", "个案.csv"),
    ("cases", "--identities", "full", "-o", "个案.xlsx"),
    ("overdue", "--as-of", "2025-12-31", "--identities", "full", "-o", "逾期.csv"),
    ("overdue", "--as-of", "2025-12-31", "--identities", "full", "-o", "逾期.xlsx"),
    ("rates", "--by", "enterprise", "--as-of", "2025-12-31", "-o", "率.csv"),
    ("rates", "--by", "enterprise", "--as-of", "2025-12-31", "-o", "率.xlsx"),
    ("findings", "-o", "问题.csv"),
    ("findings", "-o", "问题.xlsx"),
    ("findings", "--for-correction", "-o", "更正.xlsx"),
    ("enterprises", "todo", "-o", "待核实.xlsx"),
    ("feedback", "-o", "退回"),
)


def texts(path: Path) -> Iterator[tuple[str, bool]]:
    """Each cell that begins dangerously, and whether something keeps it from running."""
    if path.suffix == ".csv":
        rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        yield from ((text, False) for row in rows for text in row if text.startswith(STARTS))
        return
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(STARTS):
                    yield cell.value, cell.data_type != "f"


def hostile(folder: Path) -> list[Path]:
    """The same row as csv of one institution and as xlsx of another."""
    first = write_upload(folder / "一院2025年上半年.csv", FIRST, [person(0, "甲", **EVIL)])
    second = write_upload(folder / "二院2025年上半年.csv", SECOND, [person(0, "甲", **EVIL)])
    book = second.with_suffix(".xlsx")
    book.write_bytes(xlsx(list(csv.reader(second.read_text(encoding="utf-8").splitlines()))))
    second.unlink()
    return [first, book]


def test_nothing_runs(empty: Path, recheck: Recheck) -> None:
    uploads = hostile(empty)
    assert recheck("ingest", *uploads, "--received", "2025-07-10").code in {0, 1}
    for words in OUTPUTS:
        done = recheck(*words)
        assert done.code in {0, 1}, (words, done.err)
    written = [one for one in empty.rglob("*") if one.suffix in {".csv", ".xlsx"}]
    ours = [one for one in written if one not in uploads and "archive" not in one.parts]
    assert len(ours) > len(OUTPUTS)  # each institution gets a workbook of its own
    for one in ours:
        assert [text for text, is_safe in texts(one) if not is_safe] == [], one.name
