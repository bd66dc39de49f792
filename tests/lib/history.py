"""What a test tells engine and oracle alike: files as they were sent, rows already typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

NANGUI, YUETAO = "91440600MA5NGWJ01X", "91440600MA5YTTC02E"
"""Two employers' codes; the rules here start after their check character was found right."""

Cells = Mapping[str, Any]
"""One row: fields of `model.ROW_SCHEMA`; a field that is absent is empty."""


@dataclass(frozen=True)
class Sent:
    """One file; its place in the list of files is its order of entry.

    A row may name another `institution` than the sender: a file that a district merged.
    """

    institution: str
    period: str
    rows: tuple[Cells, ...]
    arrived: datetime
    mode: str = "auto"  # auto | add | replace
    nil: bool = False
    kind: str = "recheck_status"

    def institution_of(self, cells: Cells) -> str:
        """Whose exam the row is."""
        return str(cells.get("institution") or self.institution)

    @property
    def claims(self) -> list[tuple[str, str]]:
        """(institution, half-year) of every submission that the file is a version of."""
        named = dict.fromkeys(self.institution_of(cells) for cells in self.rows)
        return [(name, self.period) for name in named or {self.institution: None}]


@dataclass(frozen=True)
class Register:
    """A register of enterprises as it came: fields of `model.REGISTER_SCHEMA`.

    `named_…` tell which enterprise a line means; without them, its own code, name and district do.
    """

    lines: tuple[Cells, ...]
    arrived: datetime


@dataclass(frozen=True)
class Told:
    """Somebody decided that the people of two rows, each a (file, row), are one person or two."""

    one: tuple[int, int]
    other: tuple[int, int]
    same: bool
    arrived: datetime


@dataclass(frozen=True)
class Withdrawn:
    """Somebody withdrew what a file (its place in the list) reports for one institution."""

    file: int
    institution: str
    arrived: datetime


@dataclass(frozen=True)
class Reread:
    """A file (its place in the list) was read anew, and its rows now say this."""

    file: int
    rows: tuple[Cells, ...]
    arrived: datetime


@dataclass(frozen=True)
class Corrected:
    """The institute corrected a row, a (file, row): these cells say this since."""

    row: tuple[int, int]
    cells: Cells
    arrived: datetime


@dataclass(frozen=True)
class Issued:
    """A pack went out: rows, each a (file, row), with the number of their enterprise in it.

    `scope`: of all cases, those of a place, or only part of them; `of`: the day and the arrivals
    that it is about, those of its issue unless told otherwise.
    """

    cases: Mapping[tuple[int, int], int]
    arrived: datetime
    recipient: str = "南海区"
    scope: str = "part"
    of: tuple[date, datetime] | None = None


@dataclass(frozen=True)
class Answered:
    """A workbook came back: each row answers for a `case`, a (file, row), or for an `employer`, a
    (pack, number) where packs are counted from 1. A row of `fate` held is about a foreign case."""

    rows: tuple[Cells, ...]
    arrived: datetime
    recipient: str = "南海区"


@dataclass(frozen=True)
class Decided:
    """Somebody decided about the case of a row, a (file, row); `other`: a row of the same exam."""

    verdict: str
    row: tuple[int, int]
    on: date
    arrived: datetime
    reason: str = "死亡"
    evidence: str | None = "证明1号"
    other: tuple[int, int] | None = None
    place: tuple[str | None, str | None] = (None, None)


Event = Register | Told | Withdrawn | Reread | Corrected | Issued | Answered | Decided
"""What happens beside uploads; the order of a list of events is their order of entry."""


@dataclass(frozen=True)
class Judging:
    """The figures of definitions §5 that the institute may edit."""

    grace_days: int = 0
    assumed_days: int = 42
    exempt_reasons: tuple[str, ...] = ("死亡",)


def resident(serial: int) -> dict[str, Any]:
    """The identity cells of an invented man with a valid ID number."""
    seventeen = f"44060119800101{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True))
    number = seventeen + "10X98765432"[total % 11]
    return {"id_type": "居民身份证", "id_number": number, "id_valid": True}


NO_ID = {"id_type": None, "id_number": None, "id_valid": False}


def last_day(period: str) -> date:
    """The end of a half-year."""
    year = int(period[:4])
    return date(year, 6, 30) if period[5] == "1" else date(year, 12, 31)


def usual_arrival(period: str) -> datetime:
    """Ten days after the half-year, mid-morning."""
    day = last_day(period) + timedelta(days=10)
    return datetime(day.year, day.month, day.day, 10)  # noqa: DTZ001 -- wall time of the institute


def row(**cells: Any) -> dict[str, Any]:
    """A plain row: a man with a valid ID, noise, nothing said about notice or recheck."""
    usual: dict[str, Any] = {
        "enterprise": "南桂五金厂",
        "uscc": NANGUI,
        "district": "南海区",
        "town": "狮山镇",
        "worker": "梁志强",
        **resident(1),
        "exam_date": date(2025, 3, 1),
        "hazards": ["噪声"],
    }
    return keyed(usual | cells)


def weak(**cells: Any) -> dict[str, Any]:
    """The same man without an ID number."""
    return row(**(NO_ID | cells))


def keyed(cells: dict[str, Any]) -> dict[str, Any]:
    """Names as intake would normalise them; test names need no more than this."""
    keys = {"enterprise_key": cells.get("enterprise"), "worker_key": cells.get("worker")}
    return keys | cells


def record(**cells: Any) -> dict[str, Any]:
    """A plain exam record of the same man: nothing found, no recheck."""
    return row(**({"visit": "plain"} | cells))


def told_record(*told: str, **cells: Any) -> dict[str, Any]:
    """An exam record that tells him to come back for these hazards; without any, for all."""
    named = cells.get("hazards", ["噪声"])
    return record(**({"visit": "told", "recheck_hazards": list(told) or named} | cells))


def recheck_record(*again: str, **cells: Any) -> dict[str, Any]:
    """An exam record that is a recheck, and says to come back again for these hazards."""
    own = {"visit": "recheck", "recheck_hazards": list(again), "recheck_again": bool(again)}
    return record(**(own | cells))


def records(*rows: Cells, **told: Any) -> Sent:
    """A file of exam records."""
    return replace(sent(*rows, **told), kind="exam_records")


def sent(
    *rows: Cells,
    period: str = "2025H1",
    institution: str = "南海体检中心",
    arrived: datetime | None = None,
    mode: str = "auto",
    nil: bool = False,
) -> Sent:
    """A file of one institution for one half-year, arriving soon after it."""
    return Sent(institution, period, tuple(rows), arrived or usual_arrival(period), mode, nil)


def line(**cells: Any) -> dict[str, Any]:
    """A line of a register about the employer that `row` names; other cells as given."""
    usual = {"enterprise": "南桂五金厂", "uscc": NANGUI}
    told = keyed(usual | cells)
    named = {
        "named_uscc": told["uscc"],
        "named_key": told["enterprise_key"],
        "named_district": told.get("district"),
    }
    return named | told


def register(*lines: Cells, arrived: datetime | None = None) -> Register:
    """A register that comes after every usual file, unless told otherwise."""
    return Register(lines, arrived or usual_arrival("2026H2"))


def told(one: tuple[int, int], other: tuple[int, int], **when: Any) -> Told:
    """Somebody decided that two people are one (`same=False`: two)."""
    return Told(one, other, when.get("same", True), when.get("arrived") or usual_arrival("2026H2"))


def decided(verdict: str, on: date, **told: Any) -> Decided:
    """A decision about the first row, arriving on its day unless told otherwise."""
    usual = datetime(on.year, on.month, on.day, 12)  # noqa: DTZ001
    cells: dict[str, Any] = {"verdict": verdict, "row": (0, 0), "on": on, "arrived": usual}
    return Decided(**cells | told)
