"""What one institution does differently, as data."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.words import Vocabulary


@dataclass(frozen=True, eq=False)
class Profile:
    """Own headings (as written → field) and own value spellings (vocabulary → written → code).

    A profile equals only itself, so that what was read by it can be remembered.
    """

    institution: str
    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_profiles(
    folders: Iterable[Path], fields: Collection[str], vocabularies: Mapping[str, Vocabulary]
) -> dict[str, Profile]:
    """Official name → profile, from every `*.toml` of the folders; later folders win.

    Raises ConfigurationInvalid for a field, vocabulary or code that does not exist.
    """
    profiles = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        profile = strict.read(path, Profile)
        _refuse_unknown(profile.headings.values(), fields, path.name)
        _refuse_unknown(profile.values, vocabularies, path.name)
        for name, spellings in profile.values.items():
            _refuse_unknown(spellings.values(), vocabularies[name].codes, path.name)
        profiles[profile.institution] = profile
    return profiles


def _refuse_unknown(words: Iterable[str], known: Collection[str], file: str) -> None:
    for word in words:
        if word not in known:
            nearest = difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)
            raise ConfigurationInvalid(
                N_("{file} names “{word}”, which does not exist; did you mean {nearest}?"),
                file=file,
                word=word,
                nearest=nearest[0] if nearest else "-",
            )
