"""District and town from their two columns; the town decides its district (definitions §4)."""

import re
from dataclasses import dataclass
from functools import cached_property

from recheck.rulebook import OUTSIDE, Region, normalised

ELSEWHERE = re.compile(r"..(?:市|省|自治区)")


@dataclass(frozen=True)
class Place:
    """Canonical names; None: not said or not readable."""

    district: str | None = None
    town: str | None = None


NOWHERE = Place()
ABROAD = Place(OUTSIDE, OUTSIDE)


@dataclass(frozen=True)
class PlaceReader:
    """Reads the two cells of a row by the region's names."""

    region: Region

    def read(
        self, district: str | None, town: str | None
    ) -> tuple[str | None, str | None, str | None, str | None]:
        """District, town, and the finding codes of the district cell and of the town cell."""
        wide, narrow = self._cell(district), self._cell(town)
        if wide == ABROAD and not self._is_official(town):
            narrow = ABROAD
        place = _merged(wide, narrow)
        contradicted = wide.district and narrow.district and wide.district != narrow.district
        unread_wide = "place_unknown" if district and wide == NOWHERE else None
        unread_narrow = "place_unknown" if town and narrow == NOWHERE else None
        wide_code = "place_contradiction" if contradicted else unread_wide
        return place.district, place.town, wide_code, unread_narrow

    def _cell(self, text: str | None) -> Place:
        if not text:
            return NOWHERE
        words = self._within_city(normalised(text))
        named = self._named(words)
        if named is not None:
            return named
        abroad = any(word in words for word in self.region.outside) or ELSEWHERE.search(words)
        return ABROAD if abroad else NOWHERE

    def _named(self, words: str) -> Place | None:
        """The place when names of the city cover `words` piece by piece without contradiction."""
        found = [name for name in self._pattern.findall(words) if name]
        if not words or sum(map(len, found)) != len(words):
            return None
        towns = {self.region.town_names[name] for name in found if name in self.region.town_names}
        districts = {
            self.region.district_names[name] for name in found if name in self.region.district_names
        }
        if len(towns) > 1 or len(districts) > 1:
            return None
        return _settled(self.region, districts, towns)

    def _within_city(self, words: str) -> str:
        """Without 广东省 and 佛山市 in front."""
        province, city = self.region.province, self.region.city
        before = f"(?:{province}|{province[:-1]})?(?:(?:{city}|{city[:-1]}(?!市))(?!以?外))?"
        return re.sub(rf"^{before}[,、/\-·]*", "", words)

    def _is_official(self, town: str | None) -> bool:
        return any(town and one.name in normalised(town) for one in self.region.towns)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = {*self.region.town_names, *self.region.district_names}
        return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _settled(region: Region, districts: set[str], towns: set[str]) -> Place:
    town = next(iter(towns), None)
    district = region.district_of(town) if town else next(iter(districts))
    return Place(district, town)


def _merged(wide: Place, narrow: Place) -> Place:
    """The town cell's place, completed by the district cell; a town in either decides."""
    if narrow.town:
        return narrow
    if wide.town and narrow.district in (None, wide.district):
        return wide
    return Place(wide.district or narrow.district, None)
