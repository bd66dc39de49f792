"""Corrections by the institute, as plain values: lines, rows they name, how these read since."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

import polars as pl

from recheck.model import Claim, Fate, HeadingRead, SourceFile, Taken

HASH_START = 16
"""Hex digits of a file's hash that tell it from all others."""
KEY = re.compile(r"([0-9a-f]{16})-(\d+)-(\d+)-[0-9a-f]{4}")

Trouble = tuple[str, str | None]
"""What is wrong with a row: the code of a finding, and the Excel letters it points at."""


@dataclass(frozen=True, order=True)
class RowKey:
    """Which row of which received file; outlives sorting, filtering and a store made anew."""

    sha256_start: str
    sheet_no: int
    row: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what `str` wrote; None when a character is missing or wrong."""
        written = text.strip().lower()
        found = KEY.fullmatch(written)
        key = cls(found[1], int(found[2]), int(found[3])) if found else None
        return key if str(key) == written else None

    def __str__(self) -> str:
        place = f"{self.sha256_start}-{self.sheet_no}-{self.row}"
        return f"{place}-{hashlib.sha256(place.encode()).hexdigest()[:4]}"


@dataclass(frozen=True)
class Line:
    """A line of a correction workbook that gives a 更正值; what it lacks or garbles is None.

    `field`: of 复查落实情况表; `stated_row`: the row that the line shows to people.
    """

    sheet: str
    sheet_no: int
    row: int
    key: RowKey | None
    stated_row: int | None
    field: str | None
    value: str
    basis: str | None
    verified_by: str | None
    verified_on: date | None


@dataclass(frozen=True)
class CorrectionBook:
    """A correction workbook as it was read; `headings`: its own columns by name."""

    source: SourceFile
    lines: tuple[Line, ...]
    other_rows: pl.DataFrame  # OTHER_ROW_SCHEMA: furniture, and lines without 更正值 as blank
    row_total: int
    headings: Mapping[str, HeadingRead]


@dataclass(frozen=True)
class InForce:
    """A cell that a correction gave another text, in its order among all corrections."""

    field: str
    value: str
    basis: str | None
    verified_by: str | None
    received_at: datetime
    entry: tuple[int, int, int]  # file_no, sheet_no, row of the correction workbook


@dataclass(frozen=True)
class Target:
    """A row of an upload, as it was read last, and what corrections make of it already."""

    row_no: int
    file: str
    sha256: str
    arrived_on: date
    sheet_no: int
    row: int
    institution: str
    period: str
    troubles: frozenset[Trouble]
    in_force: tuple[InForce, ...] = ()


@dataclass(frozen=True)
class JudgedLine:
    """What became of a line; `column` and `written`: where the corrected sheet has the field."""

    line: Line
    fate: Fate
    target: Target | None = None
    heading: str | None = None
    column: str | None = None
    written: str | None = None


@dataclass(frozen=True)
class NewReading:
    """How a row of an upload reads from `known_from` on, all its corrections together.

    `reading`: ROW_SCHEMA values of the whole row; None: as it was sent. `overlay`: only the values
    that were corrected, which count above those of all uploads. `settled`: findings that no
    longer hold.
    """

    target: Target
    known_from: datetime
    reading: Mapping[str, Any] | None
    overlay: Mapping[str, Any] | None
    settled: frozenset[Trouble]


@dataclass(frozen=True)
class JudgedBook:
    """A correction workbook whose lines have been judged, ready for the store."""

    book: CorrectionBook
    claims: tuple[Claim, ...]
    lines: tuple[JudgedLine, ...]
    findings: pl.DataFrame  # FINDING_SCHEMA, with places in the correction workbook
    readings: tuple[NewReading, ...]
    hazards: pl.DataFrame  # HAZARD_SCHEMA

    @property
    def row_total(self) -> int:
        """Rows of all sheets of the workbook."""
        return self.book.row_total

    @property
    def taken(self) -> tuple[Taken, ...]:
        """What became of the lines, for each institution and half-year whose rows they name."""
        return tuple(self._taken(claim) for claim in self.claims)

    def _taken(self, claim: Claim) -> Taken:
        mine = (claim.institution, str(claim.period))
        fates = [
            one.fate
            for one in self.lines
            if one.target and (one.target.institution, one.target.period) == mine
        ]
        return Taken(
            *mine,
            claim.kind.value,
            replaced=False,
            first=True,
            accepted=fates.count(Fate.ACCEPTED),
            held=fates.count(Fate.HELD),
            duplicate=fates.count(Fate.DUPLICATE),
        )
