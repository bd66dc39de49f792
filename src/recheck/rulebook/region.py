"""The city: its districts and towns, and what people call them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.words import claim, normalised

OUTSIDE = "市外"
UNCONFIRMED = "待核实"


@dataclass(frozen=True)
class Town:
    """A town or street; `code` has nine digits."""

    code: str
    name: str
    district: str


@dataclass(frozen=True)
class Region:
    """Towns in the order of the region table; the mappings' keys are normalised words."""

    city: str
    province: str
    towns: tuple[Town, ...]
    district_names: Mapping[str, str]  # 顺德 → 顺德区
    town_names: Mapping[str, str]  # 北窖 → 北滘镇
    outside: tuple[str, ...]  # words that say the place is in another city
    phone_area: str  # 0757

    @property
    def districts(self) -> tuple[str, ...]:
        """District names in the order of the region table."""
        return tuple(dict.fromkeys(town.district for town in self.towns))

    def towns_of(self, district: str) -> tuple[str, ...]:
        """Names of a district's towns in the order of the region table."""
        return tuple(town.name for town in self.towns if town.district == district)

    def district_of(self, town: str) -> str:
        """The district that a town (canonical name) decides."""
        return next(one.district for one in self.towns if one.name == town)


@dataclass(frozen=True)
class _Written:
    city: str
    province: str
    outside: tuple[str, ...]
    phone_area: str
    districts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    towns: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_region(folder: Path) -> Region:
    """`towns.csv` (code, name, district) and `region.toml` (other names) of one city."""
    with (folder / "towns.csv").open(encoding="utf-8", newline="") as lines:
        towns = tuple(
            Town(row["code"], row["name"], row["district"]) for row in csv.DictReader(lines)
        )
    written = strict.read(folder / "region.toml", _Written)
    return Region(
        city=written.city,
        province=written.province,
        towns=towns,
        district_names=_names({town.district for town in towns}, written.districts),
        town_names=_names({town.name for town in towns}, written.towns),
        outside=tuple(map(normalised, written.outside)),
        phone_area=written.phone_area,
    )


def _names(official: set[str], written: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name in sorted(official):
        claim(names, normalised(name), name, "towns.csv")
    for name, variants in written.items():
        if name not in official:
            raise ConfigurationInvalid(
                N_("region.toml names {place}, which towns.csv does not have."), place=name
            )
        for variant in variants:
            claim(names, normalised(variant), name, "region.toml")
    return names
