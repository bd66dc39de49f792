"""hazards.md: the hazards that reports know, their groups, days and spellings."""

from collections.abc import Iterator

from recheck.rulebook import HAZARD_GROUPS, HazardBook, load, normalised

from . import markdown

INTRODUCTION = """\
Canonical names are what every list, rate and report prints; variants are read as them. A name
that is in neither column is kept as written, as a hazard of its own in group 其他, with the
finding [hazard_unknown](findings.md#hazard_unknown). Sources: `rules/hazards/catalogue.csv` and
`variants.toml`. Days come from the [deadline rules](deadlines.md)."""


def page() -> str:
    """One table for each group, in the order of the reports."""
    book = load().hazards
    sections = (_section(group, book) for group in HAZARD_GROUPS)
    return markdown.page("Hazards", INTRODUCTION, *sections)


def _section(group: str, book: HazardBook) -> str:
    rows = list(_rows(group, book))
    return f"## {group}\n\n{markdown.table(('hazard', 'also read'), rows)}" if rows else ""


def _rows(group: str, book: HazardBook) -> Iterator[tuple[str, str]]:
    for hazard, its_group in book.groups.items():
        if its_group == group:
            variants = (one for one, means in book.names.items() if means == hazard)
            yield hazard, " · ".join(one for one in variants if one != normalised(hazard))
