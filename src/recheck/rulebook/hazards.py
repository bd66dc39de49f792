"""Hazards: canonical names, the groups of the reports, and the names people write."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.words import claim, normalised

GROUPS = (
    "矽尘",
    "煤尘",
    "石棉粉尘",
    "水泥粉尘",
    "电焊烟尘",
    "其他粉尘",
    "苯",
    "铅",
    "其他化学因素",
    "噪声",
    "其他物理因素",
    "生物因素",
    "特殊作业",
    "其他",
)
"""Hazard groups in the order of the reports."""
UNKNOWN_GROUP = GROUPS[-1]
UNNAMED = "不明"
"""The hazard of a case whose rows name none."""


@dataclass(frozen=True)
class HazardBook:
    """`groups`: canonical name → group; `names`: normalised name or variant → canonical name."""

    groups: Mapping[str, str]
    names: Mapping[str, str]

    def group_of(self, hazard: str) -> str:
        """The group of a hazard; names that the catalogue lacks are 其他."""
        return self.groups.get(hazard, UNKNOWN_GROUP)

    def extended(self, spellings: Mapping[str, str]) -> "HazardBook":
        """The same book with an institution's own spellings (written form → canonical name)."""
        own = {normalised(written): name for written, name in spellings.items()}
        return HazardBook(self.groups, {**self.names, **own})


@dataclass(frozen=True)
class _Variants:
    variants: dict[str, tuple[str, ...]]


def read_hazards(folder: Path) -> HazardBook:
    """`catalogue.csv` (code, name, class, group) and `variants.toml` (canonical → variants)."""
    with (folder / "catalogue.csv").open(encoding="utf-8", newline="") as lines:
        groups = {row["name"]: row["group"] for row in csv.DictReader(lines)}
    names: dict[str, str] = {}
    for name in groups:
        claim(names, normalised(name), name, "catalogue.csv")
    written = strict.read(folder / "variants.toml", _Variants)
    for name, variants in written.variants.items():
        if name not in groups:
            raise ConfigurationInvalid(
                N_("variants.toml names {hazard}, which catalogue.csv does not have."), hazard=name
            )
        for variant in variants:
            claim(names, normalised(variant), name, "variants.toml")
    return HazardBook(groups, names)
