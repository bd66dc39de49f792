"""What one institution does differently, as data: chosen by the day its file arrives."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from itertools import combinations
from pathlib import Path

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.columns import Column
from recheck.rulebook.hazards import HazardBook
from recheck.rulebook.words import Vocabulary, heading_key, normalised
from recheck.spelling import did_you_mean

HAZARDS = "hazards"
"""Under `values`, the spellings of hazards stand beside those of the vocabularies."""

ONLY_COMPARED = {"only_compared": True}
"""Marks what decides nothing, so that the hash of the reading rules does not hold it."""

ORDERS = ("year-month-day", "day-month-year", "month-day-year")
SERIALS = (1900, 1904)
NOT_READ_AS_TOML = (".toml.txt", ".toml.bak")
"""What editors make of a name that ends in .toml."""

WORD_UNKNOWN = N_("{file}, line {line}: “{word}” does not exist.{question}")
SAID_TWICE = N_(
    "{file}, line {line}: “{word}” stands there twice with different meanings; keep one of the two."
)
READ_AND_IGNORED = N_(
    "{file}, line {line}: the heading “{word}” is both read and ignored; keep one of the two."
)
NO_DAYS = N_("{file}, line {line}: until is before from; no day lies between them.")
OVERLAP = N_(
    "{file}, line {line}: {other} speaks of {institution} on the same days; set from and until so"
    " that they do not overlap."
)
NO_NAME = N_("{file}, line {line}: institution is empty; write the official name there.")
WRONG_ENDING = N_("{file} would not be read; rename it so that its name ends in .toml.")


@dataclass(frozen=True)
class SheetNames:
    """Names of sheets, * for any letters; `only`: none means every sheet that holds a list."""

    only: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def leave_out(self, name: str) -> bool:
        """Whether the sheet is known to hold no list."""
        return _matches(name, self.left_out)

    def expect(self, name: str) -> bool:
        """Whether a list is to be expected on the sheet."""
        return not self.only or _matches(name, self.only)


@dataclass(frozen=True)
class DateHabits:
    """How days written as text or as bare numbers are meant; date cells tell it themselves."""

    order: str = ORDERS[0]
    serials_from: int = SERIALS[0]

    @property
    def from_1904(self) -> bool:
        """Whether bare day numbers count as old Macintosh workbooks count them."""
        return self.serials_from == SERIALS[1]


@dataclass(frozen=True)
class Layout:
    """What stood over the columns of some sheets, from A on, when somebody last confirmed it."""

    sheets: tuple[str, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Profile:
    """Own headings (as written → field), own value spellings (vocabulary → written → code) …

    `from_` and `until` are days of arrival, both included. `layouts` are only compared with, they
    decide nothing. A profile equals only itself, so that what was read by it can be remembered.
    """

    institution: str
    from_: date | None = None
    until: date | None = None
    ignored: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheets: SheetNames = field(default_factory=SheetNames)
    dates: DateHabits = field(default_factory=DateHabits)
    layouts: tuple[Layout, ...] = field(default=(), metadata=ONLY_COMPARED)

    def covers(self, day: date) -> bool:
        """Whether files that arrive on that day are read by this profile."""
        return (self.from_ or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True)
class ProfileFile:
    """A profile and where it is written."""

    path: Path
    text: str
    profile: Profile

    def wrong(self, message: str, *trail: str | int, **parameters: object) -> ConfigurationInvalid:
        """The complaint about the value at `trail`."""
        line = strict.line_of(self.text, trail)
        return ConfigurationInvalid(message, file=self.path.name, line=line, **parameters)


@dataclass(frozen=True)
class Names:
    """What a profile may name: fields, and the codes of each vocabulary."""

    fields: frozenset[str]
    codes: Mapping[str, Collection[str]]

    @classmethod
    def of(
        cls, columns: Iterable[Column], vocabularies: Mapping[str, Vocabulary], hazards: HazardBook
    ) -> "Names":
        """The names of these rules."""
        codes = {name: words.codes.keys() for name, words in vocabularies.items()}
        fields = frozenset(column.field for column in columns)
        return cls(fields, {**codes, HAZARDS: hazards.groups.keys()})


Profiles = Mapping[str, tuple[Profile, ...]]
"""Normalised official name → profiles; the first that covers a day counts."""


def read_profiles(folders: Iterable[Path], names: Names, official: Mapping[str, str]) -> Profiles:
    """Every `*.toml` of the folders; on days that both cover, a later folder outranks an earlier.

    `official`: normalised name or alias → official name. Raises ConfigurationInvalid, with file
    and line, for what does not exist or contradicts itself.
    """
    profiles: dict[str, tuple[Profile, ...]] = {}
    for folder in folders:
        files = profile_files(folder, names)
        refuse_overlaps(files, official)
        own: dict[str, list[Profile]] = {}
        for file in files:
            own.setdefault(official_key(file.profile, official), []).append(file.profile)
        for name, new in own.items():
            in_order = sorted(new, key=lambda one: one.from_ or date.min)
            profiles[name] = (*in_order, *profiles.get(name, ()))
    return dict(sorted(profiles.items()))


def official_key(profile: Profile, official: Mapping[str, str]) -> str:
    """The key of the institution that a profile speaks of, by whichever name."""
    name = normalised(profile.institution)
    return normalised(official.get(name, name))


def profile_files(folder: Path, names: Names) -> list[ProfileFile]:
    """The profiles of one folder, each checked by itself; raises ConfigurationInvalid."""
    for path in sorted(folder.glob("*.toml.*")):
        if path.name.endswith(NOT_READ_AS_TOML):
            raise ConfigurationInvalid(WRONG_ENDING, file=path.name)
    paths = sorted(folder.glob("*.toml"))
    return [parsed_profile(path, strict.text_of(path), names) for path in paths]


def parsed_profile(path: Path, text: str, names: Names) -> ProfileFile:
    """The profile that `text` is; raises ConfigurationInvalid."""
    file = ProfileFile(path, text, strict.parse(text, path.name, Profile))
    _check_head(file)
    _check_headings(file, names.fields)
    for vocabulary, spellings in file.profile.values.items():
        _check_known(file, vocabulary, names.codes, "values", vocabulary)
        _check_spellings(file, vocabulary, spellings, names.codes[vocabulary])
    _check_known(file, file.profile.dates.order, ORDERS, "dates", "order")
    serials = [str(year) for year in SERIALS]
    _check_known(file, str(file.profile.dates.serials_from), serials, "dates", "serials_from")
    return file


def _check_head(file: ProfileFile) -> None:
    profile = file.profile
    if not normalised(profile.institution):
        raise file.wrong(NO_NAME, "institution")
    if profile.from_ and profile.until and profile.until < profile.from_:
        raise file.wrong(NO_DAYS, "until")


def _check_headings(file: ProfileFile, fields: Collection[str]) -> None:
    read: dict[str, str] = {}
    for heading, meant in file.profile.headings.items():
        _check_known(file, meant, fields, "headings", heading)
        if read.setdefault(heading_key(heading), meant) != meant:
            raise file.wrong(SAID_TWICE, "headings", heading, word=heading)
    for heading in file.profile.ignored:
        if heading_key(heading) in read:
            raise file.wrong(READ_AND_IGNORED, "ignored", word=heading)


def _check_spellings(
    file: ProfileFile, vocabulary: str, spellings: Mapping[str, str], codes: Collection[str]
) -> None:
    read: dict[str, str] = {}
    for written, code in spellings.items():
        _check_known(file, code, codes, "values", vocabulary, written)
        if read.setdefault(normalised(written), code) != code:
            raise file.wrong(SAID_TWICE, "values", vocabulary, written, word=written)


def _check_known(file: ProfileFile, word: str, known: Collection[str], *trail: str | int) -> None:
    if word not in known:
        question = did_you_mean(word, known)
        raise file.wrong(WORD_UNKNOWN, *trail, word=word, question=question)


def refuse_overlaps(files: Iterable[ProfileFile], official: Mapping[str, str]) -> None:
    """Raise ConfigurationInvalid when two files speak of one institution on the same day."""
    for earlier, later in combinations(files, 2):
        one, other = earlier.profile, later.profile
        same = official_key(one, official) == official_key(other, official)
        if same and (one.covers(other.from_ or date.min) or other.covers(one.from_ or date.min)):
            trail = "from" if other.from_ else "institution"
            names = {"other": earlier.path.name, "institution": other.institution}
            raise later.wrong(OVERLAP, trail, **names)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(normalised(name), normalised(pattern)) for pattern in patterns)
