"""Definitions §1 (order of rows) and §3 (versions): from files to accepted rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.lib.history import Cells, Sent

Submission = tuple[str, str, str]
"""(institution, half-year, kind)."""


@dataclass(frozen=True, eq=False)
class Row:
    """An accepted row, with the version of the submission that it stands in."""

    submission: Submission
    version: int
    active: bool
    arrived: datetime
    entry: int  # of its file
    number: int  # in its file, from 0
    cells: Cells

    def __getitem__(self, field: str) -> Any:
        return self.cells.get(field)

    @property
    def institution(self) -> str:
        return self.submission[0]

    @property
    def half_year(self) -> str:
        return self.submission[1]

    @property
    def order(self) -> tuple[str, datetime, int, int]:
        """The order of rows is total."""
        return (self.half_year, self.arrived, self.entry, self.number)

    @property
    def exam_date(self) -> date:
        day: date = self["exam_date"]
        return day

    @property
    def has_valid_id(self) -> bool:
        return bool(self["id_valid"])


def newest(rows: Iterable[Row]) -> Row:
    """The last row in the order of rows."""
    return max(rows, key=lambda row: row.order)


def newest_value(rows: Iterable[Row], field: str) -> Any:
    """The newest non-empty value, or None."""
    giving = [row for row in rows if row[field] is not None]
    return newest(giving)[field] if giving else None


def accepted_rows(files: Sequence[Sent], known_at: datetime | None) -> list[Row]:
    """Every accepted row that had arrived by `known_at`, superseded versions included."""
    arrived = [
        (file, entry)
        for entry, file in enumerate(files)
        if known_at is None or file.arrived <= known_at
    ]
    arrived.sort(key=lambda pair: (pair[0].arrived, pair[1]))
    last_version = _last_versions(file for file, _ in arrived)
    version: dict[Submission, int] = {}
    rows: list[Row] = []
    for file, entry in arrived:
        for submission in _submissions(file):
            version[submission] = _version(version.get(submission), file)
        rows += [
            Row(
                submission=submission,
                version=version[submission],
                active=version[submission] == last_version[submission],
                arrived=file.arrived,
                entry=entry,
                number=number,
                cells=cells,
            )
            for number, cells in enumerate(file.rows)
            for submission in [(file.institution_of(cells), file.period, "recheck_status")]
        ]
    return _without_duplicates(rows)


def _submissions(file: Sent) -> list[Submission]:
    return [(institution, period, "recheck_status") for institution, period in file.claims]


def _version(before: int | None, file: Sent) -> int:
    """`--add` joins the active version; every other file is a new one."""
    if before is None:
        return 1
    return before if file.mode == "add" else before + 1


def _last_versions(files: Iterable[Sent]) -> dict[Submission, int]:
    last: dict[Submission, int] = {}
    for file in files:
        for submission in _submissions(file):
            last[submission] = _version(last.get(submission), file)
    return last


def _without_duplicates(rows: list[Row]) -> list[Row]:
    """Equal to an earlier row of the same submission version: no row of its own."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        written = {field: value for field, value in row.cells.items() if value is not None}
        mark = repr((row.submission, row.version, sorted(written.items())))
        if mark not in seen:
            kept.append(row)
        seen.add(mark)
    return kept
