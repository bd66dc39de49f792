"""Definitions §1 and §4: which enterprise a row means, and where that enterprise is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tests.lib.oracle.rows import Row, newest, newest_value

EnterpriseKey = tuple[str, ...]
"""("uscc", code), or ("name", normalised name, district)."""

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


def enterprise_keys(rows: Iterable[Row]) -> dict[Row, EnterpriseKey]:
    """The enterprise of every row; rows without USCC join one of the same name, in one pass."""
    rows = list(rows)
    with_code = [row for row in rows if row["uscc"] and row.active]
    return {row: _key(row, with_code) for row in rows}


def _key(row: Row, with_code: list[Row]) -> EnterpriseKey:
    if row["uscc"]:
        return ("uscc", row["uscc"])
    name, district = row["enterprise_key"], row["district"]
    codes = {other["uscc"] for other in with_code if other["enterprise_key"] == name}
    here = [code for code in codes if district in (None, _district(code, with_code))]
    return ("uscc", here[0]) if len(here) == 1 else ("name", name, district or "")


def _district(code: str, with_code: list[Row]) -> str | None:
    """Where an enterprise is by the rows that carry its code."""
    told = newest_value([row for row in with_code if row["uscc"] == code], "district")
    return str(told) if told else None


def enterprises(rows_of: dict[Row, EnterpriseKey]) -> dict[EnterpriseKey, Enterprise]:
    """Name and place of every enterprise; `rows_of` holds the rows that count."""
    grouped: dict[EnterpriseKey, list[Row]] = defaultdict(list)
    for row, key in rows_of.items():
        grouped[key].append(row)
    return {key: _enterprise(key, rows) for key, rows in grouped.items()}


def _enterprise(key: EnterpriseKey, rows: list[Row]) -> Enterprise:
    district = newest_value(rows, "district")
    return Enterprise(
        name=newest_value(rows, "enterprise"),
        uscc=key[1] if key[0] == "uscc" else None,
        district=district or UNKNOWN_PLACE,
        town=_town(rows, district),
        scale=newest_value(rows, "scale") or UNKNOWN,
        industry=newest_value(rows, "industry") or UNKNOWN,
    )


def _town(rows: list[Row], district: str | None) -> str:
    if district == OTHER_CITY:
        return OTHER_CITY
    there = [row for row in rows if row["town"] and row["district"] == district]
    return str(newest(there)["town"]) if district and there else UNKNOWN_PLACE
