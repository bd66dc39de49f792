"""All rules together, loaded strictly and frozen."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.columns import AmbiguousHeading, Column, read_columns
from recheck.rulebook.furniture import Furniture, read_furniture
from recheck.rulebook.hazards import HazardBook, read_hazards
from recheck.rulebook.policy import Policy, read_policy
from recheck.rulebook.profiles import Profile, read_profiles
from recheck.rulebook.region import Region, read_region
from recheck.rulebook.words import Vocabulary, read_vocabulary

RULES = Path(__file__).parent.parent / "rules"


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The rules of reading (what words and headings mean) and of judging (days, grace, reasons).

    A rulebook equals only itself, so that what was read by it can be remembered.
    """

    columns: tuple[Column, ...]
    ambiguous: tuple[AmbiguousHeading, ...]
    furniture: Furniture
    vocabularies: Mapping[str, Vocabulary]
    hazards: HazardBook
    region: Region
    institutions: Mapping[str, Profile]
    policy: Policy
    reading_rules: str
    """Canonical JSON of everything that decides how a file is read."""
    judging_rules: str
    """Canonical JSON of the policy."""

    @property
    def reading_hash(self) -> str:
        """Sixteen hex digits that change when a file might be read differently."""
        return hashlib.sha256(self.reading_rules.encode()).hexdigest()[:16]


def load(city: str = "foshan", local: Path | None = None, policy: Policy | None = None) -> Rulebook:
    """The rules of the package for one city, with the profiles below `local`/institutions.

    `policy` replaces the package's judging rules. Raises ConfigurationInvalid.
    """
    if not (RULES / "cities" / city / "towns.csv").is_file():
        raise ConfigurationInvalid(
            N_("There are no rules for the city {city}; the known cities are {cities}."),
            city=city,
            cities=", ".join(sorted(folder.name for folder in (RULES / "cities").iterdir())),
        )
    columns, ambiguous = read_columns(RULES / "columns.toml")
    vocabularies = {
        path.stem: read_vocabulary(path) for path in sorted((RULES / "vocab").glob("*.toml"))
    }
    fields = {column.field for column in columns}
    reading = {
        "columns": columns,
        "ambiguous": ambiguous,
        "furniture": read_furniture(RULES / "furniture.toml"),
        "vocabularies": vocabularies,
        "hazards": read_hazards(RULES / "hazards"),
        "region": read_region(RULES / "cities" / city),
        "institutions": read_profiles(_profile_folders(local), fields, vocabularies),
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
        names = [field.name for field in dataclasses.fields(value)]
        return {name.rstrip("_"): getattr(value, name) for name in names}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
