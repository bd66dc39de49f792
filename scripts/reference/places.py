"""places.md: districts and towns, and what people call them."""

from collections.abc import Iterator, Mapping

from recheck.rulebook import Region, load, normalised

from . import markdown

INTRODUCTION = """\
Lists and reports keep this order, then 市外, then 待核实. A town decides its district. Former
towns and common misspellings are read as the town of today; parks and development zones are no
towns and stay unread. Sources: `rules/cities/<city>/towns.csv` and `region.toml`."""


def page() -> str:
    """One section for each district."""
    region = load().region
    outside = f"## 市外\n\nAny of these words in the cell: {'、'.join(region.outside)}."
    sections = (_section(district, region) for district in region.districts)
    return markdown.page(f"Places: {region.city}", INTRODUCTION, *sections, outside)


def _section(district: str, region: Region) -> str:
    also = " · ".join(_variants(district, region.district_names))
    rows = (
        (town.code, town.name, " · ".join(_variants(town.name, region.town_names)))
        for town in region.towns
        if town.district == district
    )
    listed = markdown.table(("code", "town", "also read"), rows)
    return f"## {district}\n\nAlso read: {also}\n\n{listed}"


def _variants(name: str, names: Mapping[str, str]) -> Iterator[str]:
    return (one for one, means in names.items() if means == name and one != normalised(name))
