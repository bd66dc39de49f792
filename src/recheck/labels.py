"""What the settings and rules name, as tables for the views: places in their order, reporters."""

import re
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from recheck import findings
from recheck.reporters import Reporter
from recheck.rulebook import (
    OUTSIDE,
    UNCONFIRMED,
    Region,
    Rulebook,
    pack_rules,
    read_outcome_rules,
    read_quality,
)


def labels(
    rulebook: Rulebook, reporters: Sequence[Reporter]
) -> Mapping[str, Callable[[], pl.DataFrame]]:
    """How each table of `relations.LABELS` is made: a question that reads none needs none."""
    return {
        "place": lambda: _place_frame(rulebook.region),
        "finding_kind": _kind_frame,
        "reporter": lambda: _reporter_frame(reporters),
        "quality_part": _part_frame,
        "quality_code": _code_frame,
        "hazard_severity": _severity_frame,
        "reason_link": _link_frame,
        "outcome_rule": _outcome_frame,
    }


def _kind_frame() -> pl.DataFrame:
    kinds = [(kind.code, kind.severity.value) for kind in findings.KINDS]
    return pl.DataFrame(kinds, ["code", "severity"], orient="row")


def _reporter_frame(reporters: Sequence[Reporter]) -> pl.DataFrame:
    return pl.DataFrame(
        [(one.name, one.from_, one.until, one.phone) for one in reporters],
        dict.fromkeys(("institution", "from_period", "until_period", "phone"), pl.String),
        orient="row",
    )


def _severity_frame() -> pl.DataFrame:
    """Which hazards are graver."""
    severities = list(enumerate(pack_rules().severity))
    return pl.DataFrame(severities, {"severity": pl.Int64, "hazard_group": pl.String}, orient="row")


def _link_frame() -> pl.DataFrame:
    """Where cases get stuck for which reason."""
    links = [(reason, link) for link, reasons in pack_rules().links.items() for reason in reasons]
    return pl.DataFrame(links, {"reason": pl.String, "link": pl.String}, orient="row")


def _part_frame() -> pl.DataFrame:
    """The parts of the data-quality score."""
    parts = [
        (position, part.name, part.weight, part.punctuality, part.held_rows)
        for position, part in enumerate(read_quality().parts)
    ]
    columns = ["position", "part", "weight", "punctuality", "held_rows"]
    return pl.DataFrame(parts, columns, orient="row")


def _code_frame() -> pl.DataFrame:
    """The part of the score that each code of a finding belongs to."""
    codes = [
        (kind.code, part)
        for kind in findings.KINDS
        if (part := read_quality().part_of(kind.code, kind.severity))
    ]
    return pl.DataFrame(codes, ["code", "part"], orient="row")


def _outcome_frame() -> pl.DataFrame:
    """The duties that conclusions open, and the words in 处置措施 that tell of them."""
    rules = read_outcome_rules()
    lines = [
        (one.conclusion, one.duty, one.days, _any_of(one.settled_by), _any_of(rules.pending))
        for one in rules.outcomes
    ]
    columns = ["outcome", "duty", "days", "settled_by", "pending"]
    return pl.DataFrame(lines, columns, orient="row")


def _any_of(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words))


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
