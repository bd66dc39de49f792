"""Which town an address names: a suggestion for people, never a place that counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from recheck.rulebook import OUTSIDE, Region, normalised

ROAD = re.compile(r"[东南西北中新一二三四五六七八九十0-9]*(?:大道|公路|路|街(?!道)|巷|桥|站)")
"""Roads and bridges are named after towns that they lead to."""
IN_FULL = re.compile(r"(?:镇|街道)$")
ANOTHER_CITY = re.compile(r"^.{2,3}(?:市|自治州)")


@dataclass(frozen=True)
class Suggestion:
    """A district and a town, and how they were told."""

    district: str
    town: str
    basis: str  # address_names_town | address_names_former_town | address_outside


@dataclass(frozen=True)
class AddressReader:
    """Reads addresses by the region's names; names of the city's towns as they are today first."""

    region: Region

    def suggest(self, address: str) -> Suggestion | None:
        """The only town that the address names; None when it names none, or several."""
        words = normalised(address)
        inside = re.sub(rf"^{self.region.province}", "", words)
        if not inside.startswith(self.region.city[:-1]) and ANOTHER_CITY.match(inside):
            return Suggestion(OUTSIDE, OUTSIDE, "address_outside")
        districts = {self.region.district_names[one] for one in self._districts.findall(words)}
        today = self._towns(words, self._official, districts)
        named = today or self._towns(words, self._any_name, districts)
        if len(named) != 1:
            return None
        (town,) = named
        basis = "address_names_town" if today else "address_names_former_town"
        return Suggestion(self.region.district_of(town), town, basis)

    def _towns(self, words: str, names: re.Pattern[str], districts: set[str]) -> set[str]:
        found = (
            one
            for one in names.finditer(words)
            if IN_FULL.search(one[0]) or not ROAD.match(words, one.end())
        )
        towns = {self.region.town_names[one[0]] for one in found}
        return {
            town for town in towns if not districts or self.region.district_of(town) in districts
        }

    @cached_property
    def _official(self) -> re.Pattern[str]:
        """Today's names, in full or without 镇 or 街道."""
        full = [normalised(town.name) for town in self.region.towns]
        short = [re.sub(r"(?:镇街道|街道|镇)$", "", name) for name in full]
        return _one_of([name for name in (*full, *short) if name in self.region.town_names])

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        return _one_of(self.region.town_names)

    @cached_property
    def _districts(self) -> re.Pattern[str]:
        return _one_of(self.region.district_names)


def _one_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest of the names that stands at a place."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
