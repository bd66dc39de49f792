"""Definitions §1 and §4, decision 25: which enterprise a row means, and where that one is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.lib.history import Cells, Event, Register
from tests.lib.oracle.rows import Row, newest, newest_value

EnterpriseKey = tuple[str, ...]
"""("uscc", code), or ("name", normalised name, district)."""
Spelling = tuple[str | None, str | None, str | None]
"""How an employer is named: (code, normalised name, district)."""

UNKNOWN_PLACE = "待核实"
OTHER_CITY = "市外"
UNKNOWN = "不详"


@dataclass(frozen=True)
class Enterprise:
    """What is known of an employer, from all its rows."""

    name: str | None
    uscc: str | None
    district: str
    town: str
    scale: str
    industry: str


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a register, in the order of arrival, entry and place."""

    order: tuple[datetime, int, int]
    cells: Cells

    def __getitem__(self, field: str) -> Any:
        return self.cells.get(field)

    @property
    def spelling(self) -> Spelling:
        return (self["named_uscc"], self["named_key"], self["named_district"])

    @property
    def code(self) -> str | None:
        """Whose line it is: the code it tells, else the code it names and does not deny."""
        code = self["uscc"] or (None if self["foreign_uscc"] else self["named_uscc"])
        return str(code) if code else None


def known_lines(events: Sequence[Event], known_at: datetime | None) -> list[Line]:
    """The lines of every register that had arrived, the newest last."""
    lines = [
        Line((event.arrived, entry, number), cells)
        for entry, event in enumerate(events)
        if isinstance(event, Register) and (known_at is None or event.arrived <= known_at)
        for number, cells in enumerate(event.lines)
    ]
    return sorted(lines, key=lambda line: line.order)


def last_told(lines: Iterable[Line], field: str) -> Any:
    """What the newest line says that says something."""
    return next((line[field] for line in [*lines][::-1] if line[field] is not None), None)


@dataclass(frozen=True)
class Codes:
    """Who has which code: spellings in force, and the rows and lines that place a code."""

    spelled: list[tuple[str | None, str | None]]  # code, name
    rows: list[Row]
    lines: list[Line]

    def district(self, code: str) -> str | None:
        """The register's, else that of the newest row with the code."""
        listed = last_told([line for line in self.lines if line.code == code], "district")
        rows = [row for row in self.rows if true_code(spelling(row), self.lines) == code]
        told = listed or newest_value(rows, "district")
        return str(told) if told else None


def spelling(row: Row) -> Spelling:
    """How a row names its employer."""
    return (row["uscc"], row["enterprise_key"], row["district"])


def true_code(named: Spelling, lines: Iterable[Line]) -> str | None:
    """The code of a spelling: what the newest line about it tells, else its own."""
    about = [
        line
        for line in lines
        if (line["uscc"] or line["foreign_uscc"])
        and line.spelling[:2] == named[:2]
        and (named[0] or line.spelling[2] == named[2])
    ]
    return about[-1]["uscc"] if about else named[0]


def enterprise_keys(rows: Iterable[Row], lines: Sequence[Line] = ()) -> dict[Row, EnterpriseKey]:
    """The enterprise of every row; rows without USCC join one of the same name, in one pass."""
    rows = list(rows)
    codes = _codes(rows, lines)
    return {row: _key(spelling(row), codes) for row in rows}


def _codes(rows: list[Row], lines: Sequence[Line]) -> Codes:
    """Of a code's register lines only the newest spells its name."""
    active = [row for row in rows if row.active]
    newest_line = {line["named_uscc"]: line for line in lines}
    named = [spelling(row) for row in active] + [
        line.spelling
        for line in lines
        if line["named_uscc"] is None or newest_line[line["named_uscc"]] is line
    ]
    return Codes([(true_code(one, lines), one[1]) for one in named], active, list(lines))


def _key(named: Spelling, codes: Codes) -> EnterpriseKey:
    _, name, district = named
    code = true_code(named, codes.lines)
    if code:
        return ("uscc", code)
    alike = {other for other, its_name in codes.spelled if other and name and its_name == name}
    here = [other for other in alike if district in (None, codes.district(other))]
    return ("uscc", here[0]) if len(here) == 1 else ("name", name or "", district or "")


def enterprises(
    rows_of: dict[Row, EnterpriseKey], all_rows: Iterable[Row] = (), lines: Sequence[Line] = ()
) -> dict[EnterpriseKey, Enterprise]:
    """Name and place of every enterprise; `rows_of` holds the rows that count."""
    grouped: dict[EnterpriseKey, list[Row]] = defaultdict(list)
    for row, key in rows_of.items():
        grouped[key].append(row)
    codes = _codes(list(all_rows), lines)
    owner = [(line, _key(line.spelling, codes)) for line in lines]
    return {
        key: _enterprise(key, rows, [line for line, owned_by in owner if owned_by == key])
        for key, rows in grouped.items()
    }


def _enterprise(key: EnterpriseKey, rows: list[Row], lines: list[Line]) -> Enterprise:
    def told(field: str) -> Any:
        return last_told(lines, field) or newest_value(rows, field)

    district = told("district")
    return Enterprise(
        name=newest_value(rows, "enterprise"),
        uscc=key[1] if key[0] == "uscc" else None,
        district=district or UNKNOWN_PLACE,
        town=_town(rows, lines, district),
        scale=told("scale") or UNKNOWN,
        industry=told("industry") or UNKNOWN,
    )


def _town(rows: list[Row], lines: list[Line], district: str | None) -> str:
    """The newest within the district: of the register, else of the rows."""
    if district == OTHER_CITY:
        return OTHER_CITY
    listed = last_told([line for line in lines if line["district"] == district], "town")
    there = [row for row in rows if row["town"] and row["district"] == district]
    if district and (listed or there):
        return str(listed or newest(there)["town"])
    return UNKNOWN_PLACE
