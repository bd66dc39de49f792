"""What the settings and rules name, as tables for the views: places in their order, reporters."""

from collections.abc import Sequence

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import findings
from recheck.reporters import Reporter
from recheck.rulebook import OUTSIDE, UNCONFIRMED, Quality, Region, Rulebook, read_quality
from recheck.transfer import fill_table


def load_labels(
    connection: DuckDBPyConnection, rulebook: Rulebook, reporters: Sequence[Reporter]
) -> None:
    """The names that lists are ordered and completed by."""
    fill_table(connection, "place", _place_frame(rulebook.region))
    kinds = [(kind.code, kind.severity.value) for kind in findings.KINDS]
    fill_table(connection, "finding_kind", pl.DataFrame(kinds, ["code", "severity"], orient="row"))
    fill_table(
        connection,
        "reporter",
        pl.DataFrame(
            [(one.name, one.from_, one.until) for one in reporters],
            {"institution": pl.String, "from_period": pl.String, "until_period": pl.String},
            orient="row",
        ),
    )
    _load_quality(connection, read_quality())


def _load_quality(connection: DuckDBPyConnection, quality: Quality) -> None:
    """The parts of the data-quality score, and the part that each code of a finding belongs to."""
    parts = [
        (position, part.name, part.weight, part.punctuality, part.held_rows)
        for position, part in enumerate(quality.parts)
    ]
    columns = ["position", "part", "weight", "punctuality", "held_rows"]
    fill_table(connection, "quality_part", pl.DataFrame(parts, columns, orient="row"))
    codes = [
        (kind.code, part)
        for kind in findings.KINDS
        if (part := quality.part_of(kind.code, kind.severity))
    ]
    fill_table(connection, "quality_code", pl.DataFrame(codes, ["code", "part"], orient="row"))


def _place_frame(region: Region) -> pl.DataFrame:
    """Districts and towns in the order of the region table, then 市外, then 待核实."""
    known = [
        (district, town)
        for district in region.districts
        for town in (*region.towns_of(district), UNCONFIRMED)
    ]
    ordered = [*known, (OUTSIDE, OUTSIDE), (UNCONFIRMED, UNCONFIRMED)]
    return pl.DataFrame(
        [(number, *place) for number, place in enumerate(ordered)],
        {"place_no": pl.Int64, "district": pl.String, "town": pl.String},
        orient="row",
    )
