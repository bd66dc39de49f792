"""All rules together, loaded strictly and frozen."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.columns import AmbiguousHeading, Column, read_columns
from recheck.rulebook.furniture import Furniture, read_furniture
from recheck.rulebook.hazards import HazardBook, read_hazards
from recheck.rulebook.policy import Policy, read_policy
from recheck.rulebook.profiles import ONLY_COMPARED, Names, Profile, Profiles, read_profiles
from recheck.rulebook.region import Region, read_region
from recheck.rulebook.summary import SummaryRules, read_summary_rules
from recheck.rulebook.words import Vocabulary, normalised, read_vocabulary

RULES = Path(__file__).parent.parent / "rules"


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The rules of reading (what words and headings mean) and of judging (days, grace, reasons).

    A rulebook equals only itself, so that what was read by it can be remembered.
    """

    columns: tuple[Column, ...]
    ambiguous: tuple[AmbiguousHeading, ...]
    unread: frozenset[str]
    """Keys of headings that are known and not needed."""
    furniture: Furniture
    summary: SummaryRules
    vocabularies: Mapping[str, Vocabulary]
    hazards: HazardBook
    region: Region
    institutions: Profiles
    policy: Policy
    reading_rules: str
    """Canonical JSON of everything that decides how a file is read."""
    judging_rules: str
    """Canonical JSON of the policy."""

    def profile(self, institution: str | None, arrived_on: date) -> Profile | None:
        """What an institution does differently in a file that arrives on that day, if anything."""
        own = self.institutions.get(normalised(institution or ""), ())
        return next((one for one in own if one.covers(arrived_on)), None)

    @property
    def profile_names(self) -> Names:
        """What a profile may name."""
        return Names.of(self.columns, self.vocabularies, self.hazards)

    @cached_property
    def reading_hash(self) -> str:
        """Sixteen hex digits that change when a file might be read differently."""
        return hashlib.sha256(self.reading_rules.encode()).hexdigest()[:16]


def load(
    city: str = "foshan",
    local: Path | None = None,
    policy: Policy | None = None,
    official: Mapping[str, str] = MappingProxyType({}),
) -> Rulebook:
    """The rules of the package for one city, with the profiles below `local`/institutions.

    `policy` replaces the package's judging rules; `official`: normalised name or alias of an
    expected institution → its official name. Raises ConfigurationInvalid.
    """
    if not (RULES / "cities" / city / "towns.csv").is_file():
        raise ConfigurationInvalid(
            N_("There are no rules for the city {city}; the known cities are {cities}."),
            city=city,
            cities=", ".join(sorted(folder.name for folder in (RULES / "cities").iterdir())),
        )
    written = read_columns(RULES / "columns.toml")
    vocabularies = {
        path.stem: read_vocabulary(path) for path in sorted((RULES / "vocab").glob("*.toml"))
    }
    hazards = read_hazards(RULES / "hazards")
    names = Names.of(written.columns, vocabularies, hazards)
    reading = {
        "columns": written.columns,
        "ambiguous": written.ambiguous,
        "unread": written.unread,
        "furniture": read_furniture(RULES / "furniture.toml"),
        "summary": read_summary_rules(RULES / "summary.toml"),
        "vocabularies": vocabularies,
        "hazards": hazards,
        "region": read_region(RULES / "cities" / city),
        "institutions": read_profiles(_profile_folders(local), names, official),
    }
    judging = policy or read_policy(RULES / "policy.toml")
    return Rulebook(
        **reading,  # type: ignore[arg-type]
        policy=judging,
        reading_rules=_canonical_json(reading),
        judging_rules=_canonical_json(judging),
    )


def _profile_folders(local: Path | None) -> list[Path]:
    return [RULES / "institutions", *([local / "institutions"] if local else [])]


def _canonical_json(rules: object) -> str:
    return json.dumps(
        rules, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        deciding = (one for one in dataclasses.fields(value) if one.metadata != ONLY_COMPARED)
        return {one.name.rstrip("_"): getattr(value, one.name) for one in deciding}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
