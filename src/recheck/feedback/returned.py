"""What goes back to one institution about one file, as plain values made from the measures."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import polars as pl

from recheck.errors import Unplaceable
from recheck.messages import CHINESE
from recheck.words import finding_sentence, period_in_chinese

DATA_FATES = ("accepted", "released", "held", "duplicate", "superseded")
COUNTS = (
    "rows", "accepted", "held", "duplicate", "superseded", "blank", "furniture", "cases",
    "done_on_time", "done_late", "not_due", "overdue", "claimed",
)  # fmt: skip


ROW_VALUES = ("sheet", "row", "fate", "case_id", "state")
FOUND_VALUES = ("sheet", "row", "column", "heading", "code", "severity", "parameters")
QUALITY_VALUES = ("part", "weight", "rows", "faulty_rows", "points")


@dataclass(frozen=True)
class Heading:
    """A column of a sheet, its heading as written, and the field it was read as, if any."""

    column: str
    heading: str
    field: str | None


class RowFate(NamedTuple):
    """What became of a row; the case and its state only of accepted rows."""

    sheet: str
    row: int
    fate: str
    case_id: str | None
    state: str | None


@dataclass(frozen=True)
class Found:
    """A finding; without a row it is about the sheet, without a sheet about the file.

    `sentence` is the Chinese sentence for the clerk.
    """

    sheet: str
    row: int | None
    column: str | None
    heading: str | None
    code: str
    severity: str
    sentence: str


@dataclass(frozen=True)
class QualityLine:
    """One part of the score."""

    part: str
    weight: float
    rows: int
    faulty_rows: int
    points: float


@dataclass(frozen=True)
class Returned:
    """One file, for one institution; `institution` is None for rows that name none.

    `counts`: rows by fate and cases by state. `trend`: half-year and score, the newest last.
    `title_rows`: sheet → how many rows there are above the first one about somebody.
    """

    file_no: int
    institution: str | None
    period: str  # 2025年上半年
    file: str
    sha256: str
    received_at: datetime
    nil: bool
    merged: bool
    counts: Mapping[str, int]
    rows: Sequence[RowFate]
    findings: Sequence[Found]
    headings: Mapping[str, Sequence[Heading]]
    quality: Sequence[QualityLine]
    trend: Sequence[tuple[str, float]]
    as_of: date
    title_rows: Mapping[str, int]

    @property
    def sheets(self) -> set[str]:
        """The names of the sheets that something is said of."""
        pointed = {one.sheet for one in self.findings if one.row}
        return pointed | {one.sheet for one in self.rows}

    def data_rows(self, sheet: str) -> list[int]:
        """The rows of a sheet that are about somebody, in order."""
        return [one.row for one in self.rows if one.sheet == sheet and one.fate in DATA_FATES]


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, the message why, and the exit code of `ingest` for it."""

    file_no: int
    file: str
    received_at: datetime
    message: str
    parameters: Mapping[str, object]
    exit_code: int


Frames = Mapping[str, pl.DataFrame]
"""What `measures.returns` answers."""


def returned_files(frames: Frames, as_of: date) -> Iterator[Returned]:
    """One for each file and institution, in the order of the measure."""
    rows = _grouped(frames["row"], ["file_no", "institution"], ROW_VALUES)
    findings = _grouped(frames["finding"], ["file_no", "institution"], FOUND_VALUES)
    quality = _grouped(frames["quality"], ["institution", "period"], QUALITY_VALUES)
    scores = _grouped(frames["score"], ["institution"], ["period", "score"])
    headings, titles = _headings(frames), _title_rows(frames["row"])
    for line in frames["file"].iter_rows(named=True):
        key = (line["file_no"], line["institution"])
        yield Returned(
            **{name: line[name] for name in ("file_no", "institution", "file", "sha256")},
            period=period_in_chinese(line["period"]),
            received_at=line["received_at"],
            nil=line["nil"],
            merged=line["merged"],
            counts={name: line[name] or 0 for name in COUNTS},
            rows=[RowFate(*one) for one in rows.get(key, ())],
            findings=[_found(one) for one in findings.get(key, ())],
            headings=headings[line["file_no"]],
            quality=[QualityLine(*one) for one in quality.get((key[1], line["period"]), ())],
            trend=_trend(scores.get((key[1],), ()), line["period"]),
            as_of=as_of,
            title_rows=titles.get(line["file_no"], {}),
        )


def refused_files(frames: Frames) -> list[Refused]:
    """Files that were refused and not followed by a good one."""
    lines = frames["refusal"].select("file_no", "file", "received_at", "parameters")
    return [Refused(*line, **_why(reason)) for *line, reason in lines.iter_rows()]


def _why(reason: str) -> dict[str, Any]:
    """Message, parameters and exit code of a refusal as the store keeps it."""
    return {"exit_code": Unplaceable.exit_code, **json.loads(reason)}


def _grouped(
    frame: pl.DataFrame, keys: Sequence[str], values: Sequence[str]
) -> dict[tuple[object, ...], list[tuple[Any, ...]]]:
    """The values of a frame's rows by key, in their order."""
    parts = frame.partition_by(keys, as_dict=True, maintain_order=True)
    return {key: part.select(values).rows() for key, part in parts.items()}


def _headings(frames: Frames) -> dict[int, dict[str, list[Heading]]]:
    """File → sheet → its columns; sheets are numbered in one frame and named in the other."""
    names = frames["row"].select("file_no", "sheet_no", "sheet").unique()
    found: dict[int, dict[str, list[Heading]]] = defaultdict(lambda: defaultdict(list))
    for line in frames["heading"].join(names, on=["file_no", "sheet_no"]).iter_rows(named=True):
        heading = Heading(line["column"], line["heading"], line["field"])
        found[line["file_no"]][line["sheet"]].append(heading)
    return found


def _title_rows(rows: pl.DataFrame) -> dict[int, dict[str, int]]:
    """File → sheet → the rows above its first row that is data, whoever it belongs to."""
    first = (
        rows.filter(pl.col("fate").is_in(DATA_FATES))
        .group_by("file_no", "sheet", maintain_order=True)
        .agg(pl.col("row").min() - 1)
    )
    titles: dict[int, dict[str, int]] = defaultdict(dict)
    for file_no, sheet, row in first.iter_rows():
        titles[file_no][sheet] = row
    return titles


def _found(values: tuple[Any, ...]) -> Found:
    sheet, row, column, heading, code, severity, parameters = values
    sentence = _sentence(code, heading, parameters)
    return Found(sheet, row, column, heading, code, severity, sentence)


@lru_cache(1 << 12)
def _sentence(code: str, heading: str | None, parameters: str) -> str:
    """Many rows are told the same."""
    return finding_sentence(code, heading, parameters, CHINESE, to_sender=True)


def _trend(lines: Sequence[tuple[str, float]], period: str) -> list[tuple[str, float]]:
    """The scores up to a half-year."""
    return [(period_in_chinese(one), score) for one, score in lines if one <= period]
