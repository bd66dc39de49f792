"""What districts and towns send back, as plain values: answers, and whose cases they are about."""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

import polars as pl

from recheck.model import SheetRead, SourceFile, Upload

INSTITUTE = "本所"
"""Who gets the cases that no district has: the institute itself."""
STAMP = re.compile(r"recheck-pack/(\d+)")
"""Stands in the first cell of a sheet that nobody sees."""
PACK_NUMBER = re.compile(r"P?0*(\d+)")
ENTERPRISE_NUMBER = r"^P0*(\d{1,9})-0*(\d{1,6})$"

FOLLOW_UP_STAMP = "recheck-follow-up/1"
"""Of the open cases that an institution gets prefilled."""
FOLLOWED_UP = (
    "notified_on",
    "delivered_on",
    "notice_method",
    "rechecked",
    "rechecked_on",
    "recheck_institution",
    "recheck_conclusion",
    "reason",
)
"""Fields of 复查落实情况表 that are empty in it."""

FILLED_IN = (
    "acted_on",
    "action",
    "owner",
    "result",
    "verified_on",
    "verified_institution",
    "verified_conclusion",
    "verified_reason",
    "promised_on",
    "closed_on",
    "evidence",
)
"""Fields of 督办反馈表 that are empty when it is issued."""

ANSWER_SCHEMA: dict[str, pl.DataType] = {
    "sheet_no": pl.Int32(),
    "row": pl.Int64(),
    "pack_no": pl.Int64(),  # with enterprise_seq: it answers for an enterprise; null: for one case
    "enterprise_seq": pl.Int32(),
    "acted_on": pl.Date(),
    "action": pl.String(),
    "result": pl.String(),
    "promised_on": pl.Date(),
    "closed_on": pl.Date(),
    "evidence": pl.String(),
}
"""One row per row of an `AnsweredUpload`: what it says beside recheck and reason."""


def pack_name(number: int) -> str:
    """P0012, as people call a pack."""
    return f"P{number:04d}"


def pack_number(text: str) -> int | None:
    """What `pack_name` wrote, or the bare number."""
    found = PACK_NUMBER.fullmatch(normalize("NFKC", text).strip().upper())
    return int(found[1]) if found else None


def stamp_of(number: int) -> str:
    """What the hidden cell of a pack says."""
    return f"recheck-pack/{number}"


def stamped_pack(text: str | None) -> int | None:
    """The pack that a stamp names; None when the text is no stamp."""
    found = STAMP.fullmatch(text or "")
    return int(found[1]) if found else None


@dataclass(frozen=True)
class SupervisionBook:
    """A returned workbook as it was read, before anybody knows whose cases its rows name.

    `rows`: sheet, sheet_no, row, the values of ROW_SCHEMA that cells give, those of ANSWER_SCHEMA,
    and `enterprise_asked` (whether 企业编号 alone tells whom the row means).
    `headings`: sheet_no, field, column, heading. `pack_no`: of the stamp.
    """

    source: SourceFile
    reading_rules: str
    pack_no: int | None
    rows: pl.DataFrame
    other_rows: pl.DataFrame  # OTHER_ROW_SCHEMA
    headings: pl.DataFrame
    findings: pl.DataFrame  # FINDING_SCHEMA
    row_total: int
    sheets: tuple[SheetRead, ...]


@dataclass(frozen=True)
class Supervised:
    """What the store knows of the cases and enterprises that a returned workbook names.

    `cases`: case_id, exam_date, recipient (of its newest pack, else its place), recipients (of all
    its packs). `enterprises`: pack_no, enterprise_seq, recipient. `recipient`: of the stamped pack.
    """

    cases: pl.DataFrame
    enterprises: pl.DataFrame
    recipient: str | None


@dataclass(frozen=True)
class AnsweredUpload(Upload):
    """A returned workbook, judged: its rows; `answers` (ANSWER_SCHEMA): what else they say."""

    answers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ANSWER_SCHEMA))
