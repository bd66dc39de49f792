"""What one institution does differently, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recheck import strict


@dataclass(frozen=True, eq=False)
class Profile:
    """Own headings (as written → field) and own value spellings (vocabulary → written → code).

    A profile equals only itself, so that what was read by it can be remembered.
    """

    institution: str
    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_profiles(folders: Iterable[Path]) -> dict[str, Profile]:
    """Official name → profile, from every `*.toml` of the folders; later folders win."""
    files = (path for folder in folders for path in sorted(folder.glob("*.toml")))
    profiles = (strict.read(path, Profile) for path in files)
    return {profile.institution: profile for profile in profiles}
