"""`recheck findings --for-correction`: what is wrong, as a workbook to type corrections into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recheck import archive
from recheck.checks import FIELDS_OF
from recheck.correction_book import CellToCorrect, correction_book
from recheck.corrections import HASH_START, RowKey
from recheck.errors import Unreadable
from recheck.files import identify
from recheck.messages import CHINESE
from recheck.model import Period
from recheck.rulebook import correctable
from recheck.sheets import Sheet, open_sheets
from recheck.words import finding_sentence

if TYPE_CHECKING:
    import polars as pl

    from recheck.workspace import Workspace

Finding = Mapping[str, Any]
"""A row of `measures.correctable`."""


def as_workbook(findings: "pl.DataFrame", workspace: "Workspace") -> tuple[bytes, int]:
    """The workbook, and how many lines it has; several findings of one cell are one line."""
    by_cell: dict[tuple[str, int, int, str], list[Finding]] = {}
    for one in findings.iter_rows(named=True):
        meant = _meant(one)
        if meant:
            cell = one["sha256"], one["sheet_no"], one["row"], meant
            by_cell.setdefault(cell, []).append(one)
    files = _Files(workspace.archive)
    headings = {one.field: one.heading for one in correctable(workspace.rulebook)}
    lines = [
        _line(told, headings[meant], files)
        for (_, _, _, meant), told in by_cell.items()
        if meant in headings
    ]
    return correction_book(lines, workspace.rulebook), len(lines)


def _meant(finding: Finding) -> str | None:
    """What a correction would change: what the column says, else what the finding is about."""
    fields = (finding["field"], *FIELDS_OF.get(finding["code"], ()))
    return next((one for one in fields if one), None)


def _line(told: list[Finding], heading: str, files: "_Files") -> CellToCorrect:
    one = told[0]
    sentences = (
        finding_sentence(each["code"], each["heading"], each["parameters"], CHINESE)
        for each in told
    )
    return CellToCorrect(
        institution=one["institution"],
        period=Period.parse(one["period"]).chinese,
        file=one["file"],
        sheet=one["sheet"],
        row=one["row"],
        column=one["column"],
        heading=one["heading"],
        worker=one["worker"],
        enterprise=one["enterprise"],
        problem="\n".join(dict.fromkeys(sentences)),
        present=files.text(one["sha256"], one["sheet_no"], one["row"], one["column"]),
        field=heading,
        key=RowKey(one["sha256"][:HASH_START], one["sheet_no"], one["row"]),
    )


@dataclass(frozen=True)
class _Files:
    """The files that findings are about, one opened at a time: findings come file by file."""

    archive: Path
    opened: dict[str, Mapping[int, Sheet]] = field(default_factory=dict)

    def text(self, sha256: str, sheet_no: int, row: int, column: str | None) -> str | None:
        """What is written in a cell; None when it is empty or cannot be read any more."""
        sheet = self._sheets(sha256).get(sheet_no)
        if sheet is None or column not in sheet.cells.columns:
            return None
        text: str | None = sheet.cells[column][row - 1]
        return text

    def _sheets(self, sha256: str) -> Mapping[int, Sheet]:
        if sha256 not in self.opened:
            self.opened.clear()
            self.opened[sha256] = {sheet.number: sheet for sheet in self._read(sha256)}
        return self.opened[sha256]

    def _read(self, sha256: str) -> tuple[Sheet, ...]:
        kept = archive.kept(self.archive, sha256)
        try:
            return open_sheets(identify(kept).content) if kept else ()
        except Unreadable:  # protected by a password that nobody gave this time
            return ()
