"""The sheet 汇总: headings of its figures, and what may stand beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recheck import strict
from recheck.rulebook.words import claim, heading_key, normalised


@dataclass(frozen=True)
class _Field:
    heading: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class _Reading:
    units: tuple[str, ...]
    other_tables: frozenset[str]


@dataclass(frozen=True)
class _Written:
    fields: dict[str, _Field]
    reading: _Reading


@dataclass(frozen=True)
class SummaryRules:
    """Field (examined, declared, notified) → heading; heading key → field."""

    headings: Mapping[str, str]
    synonyms: Mapping[str, str]
    units: tuple[str, ...]
    other_tables: frozenset[str]

    def count(self, text: str) -> int | None:
        """The whole number that a cell states (512, 512人次, 1,024, 512.0); None: none, or < 0."""
        found = self._number.fullmatch(normalised(text))
        return int(found[1].replace(",", "")) if found else None

    @cached_property
    def _number(self) -> re.Pattern[str]:
        units = "|".join(map(re.escape, self.units))
        return re.compile(rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:\.0+)?(?:{units})?")


def read_summary_rules(path: Path) -> SummaryRules:
    """The file `summary.toml`; a heading that two fields claim is a mistake in the rules."""
    written = strict.read(path, _Written)
    synonyms: dict[str, str] = {}
    for name, field in written.fields.items():
        for heading in (field.heading, *field.synonyms):
            claim(synonyms, heading_key(heading), name, path.name)
    headings = {name: field.heading for name, field in written.fields.items()}
    return SummaryRules(headings, synonyms, written.reading.units, written.reading.other_tables)
