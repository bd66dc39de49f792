"""The plain values that travel the corridor: periods, places, findings, uploads, questions."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self

import polars as pl

from recheck.errors import UsageProblem
from recheck.messages import N_


class Severity(StrEnum):
    """`error`: correct it and send again."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(StrEnum):
    """Kinds of sheet (definitions §2)."""

    RECHECK_STATUS = "recheck_status"
    EXAM_RECORDS = "exam_records"
    SUPERVISION = "supervision"
    REGISTER = "register"  # of enterprises: no submission of an institution
    CORRECTION = "correction"  # by the institute, not sent by an institution


class Fate(StrEnum):
    """What becomes of a row at reading (definitions §3); superseded is what versions add."""

    ACCEPTED = "accepted"
    HELD = "held"
    DUPLICATE = "duplicate"
    BLANK = "blank"
    FURNITURE = "furniture"


@dataclass(frozen=True, order=True)
class Period:
    """A half-year; orders by time. Machines read `2025H1`, people 2025年上半年."""

    year: int
    half: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025H1`; anything else is a usage problem."""
        found = re.fullmatch(r"(20\d\d)[Hh]([12])", text.strip())
        if not found:
            raise UsageProblem(N_("“{text}” is not a half-year; write it like 2025H1."), text=text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The half-year that holds `day`."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def first_day(self) -> date:
        """1 January or 1 July."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self) -> date:
        """30 June or 31 December."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    def plus(self, half_years: int) -> "Period":
        """The half-year so many later (or, negative, earlier)."""
        index = self.year * 2 + self.half - 1 + half_years
        return Period(index // 2, index % 2 + 1)

    @property
    def chinese(self) -> str:
        """2025年上半年."""
        return f"{self.year}年{'上' if self.half == 1 else '下'}半年"

    def __str__(self) -> str:
        return f"{self.year}H{self.half}"


# --- what intake hands to the store -------------------------------------------------------------

FINDING_SCHEMA: dict[str, pl.DataType] = {
    "sheet": pl.String(),  # empty for the file as a whole and for csv
    "row": pl.Int64(),  # as Excel shows it, from 1; null: the sheet or file as a whole
    "column": pl.String(),  # Excel letter; null: the whole row
    "heading": pl.String(),  # as written in the sheet
    "code": pl.String(),
    "parameters": pl.String(),  # JSON object for the sentence; never a name, ID number or phone
}
"""One row per finding. Severity and sentence follow from the code (`findings.KINDS`)."""

ROW_SCHEMA: dict[str, pl.DataType] = {
    # where it stands and what it is
    "sheet": pl.String(),
    "sheet_no": pl.Int32(),  # 1 = first sheet of the file
    "row": pl.Int64(),  # as Excel shows it; csv: record number
    "fate": pl.String(),  # accepted | held | duplicate
    "kind": pl.String(),
    "institution": pl.String(),  # official name; null only on held rows
    "period": pl.String(),  # 2025H1 (of the submission)
    "case_id": pl.String(),  # 个案编号 on prefilled sheets, normalised
    # employer
    "enterprise": pl.String(),  # as written (trimmed)
    "enterprise_key": pl.String(),  # normalised name (definitions §1)
    "uscc": pl.String(),  # well formed only
    "district": pl.String(),  # canonical (顺德区), 市外, or null when unreadable or absent
    "town": pl.String(),  # canonical (北滘镇), 市外, or null
    "address": pl.String(),
    "industry": pl.String(),  # section label: "C 制造业"; null unknown
    "scale": pl.String(),  # 大型 中型 小型 微型
    "economic_type": pl.String(),
    "contact": pl.String(),
    "contact_phone": pl.String(),
    "user_unit": pl.String(),
    "user_unit_uscc": pl.String(),
    # worker
    "worker": pl.String(),  # as written (trimmed)
    "worker_key": pl.String(),  # normalised name
    "id_type": pl.String(),  # 居民身份证, 港澳台居民居住证, 护照 …; from the number where it tells
    "id_number": pl.String(),  # normalised; 15 digits upgraded to 18; weak: as read, normalised
    "id_valid": pl.Boolean(),  # False: weak identity
    "sex": pl.String(),
    "age": pl.String(),
    "phone": pl.String(),  # normalised digits
    "job": pl.String(),
    "exposure_years": pl.String(),
    # exam
    "exam_no": pl.String(),
    "exam_type": pl.String(),
    "exam_date": pl.Date(),
    "hazards": pl.List(pl.String()),  # canonical names, sorted, without repeats; [] when none
    "abnormal_items": pl.String(),
    "conclusion": pl.String(),
    # notice
    "recheck_items": pl.String(),
    "reported_on": pl.Date(),  # null when unreadable or before the exam date
    "notified_on": pl.Date(),
    "delivered_on": pl.Date(),
    "notice_method": pl.String(),
    "deadline_text": pl.String(),  # as written, NFKC
    "deadline_mode": pl.String(),  # on | month_day | within | after; null: no readable deadline
    "deadline_on": pl.Date(),  # mode on
    "deadline_amount": pl.Int32(),  # within, after: units; month_day: month*100+day
    "deadline_unit": pl.String(),  # day | month
    "rechecked": pl.String(),  # yes | no; null: empty or unreadable
    "rechecked_on": pl.Date(),  # null unless usable (on or after the exam, not after arrival)
    "recheck_institution": pl.String(),
    "recheck_exam_no": pl.String(),
    "recheck_conclusion": pl.String(),
    "recheck_again": pl.Boolean(),  # the recheck's conclusion is again 复查
    "disposition": pl.String(),
    "disposed_on": pl.Date(),
    "reason": pl.String(),  # label of the vocabulary
    "remark": pl.String(),
    "visit": pl.String(),  # exam_records: told | plain | recheck | supplement
    "first_exam_no": pl.String(),
    "recheck_hazards": pl.List(pl.String()),  # exam_records: those that it concludes 复查 for
}
"""One row per data row of a file: accepted, held or duplicate. Empty cells are null, never ''."""

OTHER_ROW_SCHEMA: dict[str, pl.DataType] = {
    "sheet": pl.String(),
    "sheet_no": pl.Int32(),
    "row": pl.Int64(),
    "fate": pl.String(),  # blank | furniture
}
"""One row per row of the file that is no data row."""

HAZARD_SCHEMA: dict[str, pl.DataType] = {"hazard": pl.String(), "hazard_group": pl.String()}
"""One row per distinct hazard that the rows of an upload name."""

DECLARED_SCHEMA: dict[str, pl.DataType] = {
    "sheet": pl.String(),
    "row": pl.Int64(),  # where 需复查人次 stands, or would stand
    "column": pl.String(),
    "heading": pl.String(),
    "institution": pl.String(),
    "period": pl.String(),
    "kind": pl.String(),
    "examined": pl.Int64(),  # 受检人次; null: not declared, as in the two below
    "declared": pl.Int64(),  # 需复查人次
    "notified": pl.Int64(),  # 已通知人次
}
"""One row per claim of the upload about which a sheet 汇总 declares something."""

RECEIPT_STAMP = "上报回执（由系统生成，再次报送时可以保留）"
"""What the first cell of a sheet says that we made; when it comes back it is furniture."""


@dataclass(frozen=True)
class SourceFile:
    """A received file. `name` has no folders; `sha256` is of its bytes as they came.

    `content`: the bytes, or those of the workbook that a password opened.
    `folders`: names of the nearest folders that it came in, innermost first.
    """

    name: str
    sha256: str
    content: bytes = field(repr=False)
    folders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What a file claims to be, for one institution: one version of one submission."""

    institution: str
    period: Period
    kind: Kind
    nil: bool = False
    joins: bool = False  # a follow-up that we prefilled: it supplements what was reported


@dataclass(frozen=True)
class HeadingRead:
    """A heading of a sheet, in an Excel column, and the field it was read as; None: not read."""

    column: str
    heading: str
    field: str | None


@dataclass(frozen=True)
class SheetRead:
    """A sheet as it was understood; without headings it holds no list."""

    name: str
    row_total: int
    headings: tuple[HeadingRead, ...] = ()


@dataclass(frozen=True)
class Upload:
    """One file, read: every row of every sheet is in `rows` or in `other_rows`, once."""

    source: SourceFile
    reading_rules: str  # hash of the rules it was read by
    claims: tuple[Claim, ...]
    rows: pl.DataFrame  # ROW_SCHEMA
    other_rows: pl.DataFrame  # OTHER_ROW_SCHEMA
    hazards: pl.DataFrame  # HAZARD_SCHEMA
    findings: pl.DataFrame  # FINDING_SCHEMA
    row_total: int  # counted while reading, apart from the two frames: the sum they must reach
    sheets: tuple[SheetRead, ...] = ()
    declared: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DECLARED_SCHEMA))
    template_version: str | None = None  # of our template, when the file was made from it


REGISTER_SCHEMA: dict[str, pl.DataType] = {
    "sheet": pl.String(),
    "sheet_no": pl.Int32(),
    "row": pl.Int64(),
    "fate": pl.String(),  # accepted | held | duplicate
    # which enterprise, as rows of uploads name it
    "named_uscc": pl.String(),
    "named_key": pl.String(),  # normalised name
    "named_district": pl.String(),
    # what the line tells; null: nothing
    "uscc": pl.String(),  # well formed only
    "foreign_uscc": pl.Boolean(),  # the code that the rows carry is not the enterprise's
    "district": pl.String(),
    "town": pl.String(),
    "scale": pl.String(),
    "industry": pl.String(),
    "reviewed": pl.Boolean(),  # answers what `enterprises todo` asked
    "enterprise": pl.String(),  # as written
    "address": pl.String(),
    "contact": pl.String(),
    "contact_phone": pl.String(),
}
"""One row per line of a register of enterprises, or per answer about one."""


@dataclass(frozen=True)
class Register:
    """A register of enterprises, read: every row is in `lines` or in `other_rows`, once."""

    source: SourceFile
    reading_rules: str
    lines: pl.DataFrame  # REGISTER_SCHEMA
    other_rows: pl.DataFrame  # OTHER_ROW_SCHEMA
    findings: pl.DataFrame  # FINDING_SCHEMA
    row_total: int


@dataclass(frozen=True)
class Known:
    """What intake may know of the store: a plain snapshot."""

    arrived_on: date  # day of arrival of the files of this call
    period: Period | None = None  # --period
    institution: str | None = None  # --institution


# --- what is asked ----------------------------------------------------------------------------


class Cohort(StrEnum):
    """Which date of a case must lie in the asked span."""

    EXAM = "exam"
    DUE = "due"


@dataclass(frozen=True)
class Question:
    """T, the cohort and the filters; what the relation `question` of the store holds.

    `span_from`/`span_to`: first and last day of the cohort, both inclusive; None: unbounded.
    """

    as_of: date
    known_at: datetime | None = None  # None: the last arrival in the store
    span_from: date | None = None
    span_to: date | None = None
    cohort: Cohort = Cohort.EXAM
    district: str | None = None
    town: str | None = None
    enterprise: str | None = None  # name or USCC
    institution: str | None = None
    hazard: str | None = None
    exam_type: str | None = None


# --- what is written ----------------------------------------------------------------------------


class Mode(StrEnum):
    """How a file joins a submission that already has a version."""

    AUTO = "auto"  # replace, unless cases would vanish
    ADD = "add"
    REPLACE = "replace"


@dataclass(frozen=True)
class Arrival:
    """When a file came (local time), whether somebody said so, and when it was really entered."""

    received_at: datetime
    stated: bool
    recorded_at: datetime


@dataclass(frozen=True)
class Withdrawal:
    """Why a file that was taken counts no longer."""

    decided_on: date
    reason: str


@dataclass(frozen=True)
class Taken:
    """What became of one claim of a file: its rows, and its difference to the version before.

    `added`, `changed`, `missing` count cases; all 0 when no version came before (`first`).
    `replaced`: a version that arrived later is in the store already, and that one counts.
    """

    institution: str
    period: str
    kind: str
    replaced: bool
    first: bool
    accepted: int
    held: int
    duplicate: int
    added: int = 0
    changed: int = 0
    missing: int = 0
