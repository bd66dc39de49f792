"""A workspace: a folder with recheck.toml, the store, the archive and the outputs."""

import dataclasses
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from functools import cached_property
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from recheck import reporters, strict
from recheck.errors import ConfigurationInvalid, StoreUnavailable, UsageProblem
from recheck.messages import N_
from recheck.reporters import Reporter
from recheck.rulebook import (
    Bands,
    Duties,
    Policy,
    Region,
    Rulebook,
    Standard,
    Step,
    check_duties,
    check_policy,
    load,
    read_duties,
)
from recheck.rulebook.book import RULES
from recheck.rulebook.policy import read_policy

SETTINGS_FILE = "recheck.toml"
TEMPLATE = "recheck.template.toml"
CHINA = "Asia/Shanghai"
KEY_BYTES = 32
FOLDERS = ("store", "archive", "out")
RULES_FOLDER, TEMPLATES_FOLDER = "rules", "templates"
AUDIT_LOG, PRODUCTION_LOG = "audit.log", "produced.log"
KEPT = (SETTINGS_FILE, *FOLDERS, RULES_FOLDER, TEMPLATES_FOLDER, AUDIT_LOG, PRODUCTION_LOG)
"""What is the workspace's own in its folder: nobody sent it."""


@dataclass(frozen=True)
class PolicyChanges:
    """The judging rules that recheck.toml states itself; the others are the package's."""

    grace_days: int | None = None
    assumed_days: int | None = None
    reporting_dates: tuple[str, ...] | None = None
    exempt_reasons: tuple[str, ...] | None = None
    adjusted_reasons: tuple[str, ...] | None = None
    standards: tuple[Standard, ...] | None = None
    bands: Bands | None = None

    def applied_to(self, policy: Policy) -> Policy:
        """`policy` with the stated rules in place of its own."""
        stated = {name: value for name, value in vars(self).items() if value is not None}
        return dataclasses.replace(policy, **stated)


@dataclass(frozen=True)
class DutyChanges:
    """The duties that recheck.toml states itself; the others are the package's."""

    silent_days: int | None = None
    intervals: Mapping[str, int] | None = None
    ladder: tuple[Step, ...] | None = None

    def applied_to(self, duties: Duties) -> Duties:
        """`duties` with the stated ones in place of their own; intervals one by one."""
        stated = {name: value for name, value in vars(self).items() if value is not None}
        if self.intervals is not None:
            stated["intervals"] = {**duties.intervals, **self.intervals}
        return dataclasses.replace(duties, **stated)


@dataclass(frozen=True)
class Fonts:
    """Font files for the reports, relative to recheck.toml; None: the fonts that come with us."""

    body: str | None = None
    heading: str | None = None


@dataclass(frozen=True)
class Settings:
    """recheck.toml."""

    institute: str
    city: str = "foshan"
    timezone: str = CHINA
    districts: tuple[str, ...] = ()
    policy: PolicyChanges = field(default_factory=PolicyChanges)
    duties: DutyChanges = field(default_factory=DutyChanges)
    fonts: Fonts = field(default_factory=Fonts)
    reporters: tuple[Reporter, ...] = ()

    @property
    def official_names(self) -> Mapping[str, str]:
        """Normalised name or alias of an expected institution → its official name."""
        return reporters.official_names(self.reporters)


@dataclass(frozen=True)
class Workspace:
    """A folder with settings that have been checked against the rules of their city."""

    root: Path
    settings: Settings

    @property
    def store_path(self) -> Path:
        """The DuckDB file."""
        return self.root / "store" / "recheck.duckdb"

    @property
    def key_path(self) -> Path:
        """The key of the hashes of identities."""
        return self.root / "store" / "workspace.key"

    @property
    def archive(self) -> Path:
        """Every received file, by content hash."""
        return self.root / "archive"

    @property
    def rules(self) -> Path:
        """The rules of this workspace: profiles of institutions."""
        return self.root / RULES_FOLDER

    @property
    def templates(self) -> Path:
        """Templates of reports that take the place of ours, if the folder exists."""
        return self.root / TEMPLATES_FOLDER

    @property
    def audit_log(self) -> Path:
        """Who took full identities out, when, with which command."""
        return self.root / AUDIT_LOG

    @property
    def production_log(self) -> Path:
        """Which lists were written into files, as of which day."""
        return self.root / PRODUCTION_LOG

    @property
    def duties(self) -> Duties:
        """What the institute owes and by when."""
        return self.settings.duties.applied_to(read_duties())

    def key(self) -> bytes:
        """The 32 bytes that key the hashes of identities; made at init, never changed.

        Raises StoreUnavailable.
        """
        key = self.key_path.read_bytes() if self.key_path.exists() else b""
        if len(key) != KEY_BYTES:
            raise StoreUnavailable(
                N_(
                    "{file} is missing or damaged; without it nobody in the store can be recognised"
                    " again. Put it back from a backup."
                ),
                file=self.key_path,
            )
        return key

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules of the city, with this workspace's institution profiles and policy."""
        policy = self.settings.policy.applied_to(read_policy(RULES / "policy.toml"))
        return load(self.settings.city, self.rules, policy, self.settings.official_names)

    @property
    def timezone(self) -> tzinfo:
        """The time zone of all times that name none."""
        return zone(self.settings.timezone)


def zone(name: str) -> tzinfo:
    """The time zone `name`; China needs no time zone tables, which Windows lacks."""
    if name == CHINA:
        return timezone(timedelta(hours=8), name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise ConfigurationInvalid(
            N_("{file}: the time zone {name} is not known; write it like Asia/Shanghai."),
            file=SETTINGS_FILE,
            name=name,
        ) from problem


def find(start: Path, given: Path | None = None) -> Workspace:
    """The workspace `given`, else the nearest folder from `start` upwards with a recheck.toml."""
    candidates = [given] if given else [start, *start.parents]
    root = next((folder for folder in candidates if (folder / SETTINGS_FILE).is_file()), None)
    if root is None:
        raise UsageProblem(
            N_(
                "There is no recheck.toml in {folder} or above it. Go to a workspace, name one with"
                " --workspace, or make one with: recheck init DIR"
            ),
            folder=candidates[0],
        )
    return opened(root.resolve())


def opened(root: Path) -> Workspace:
    """The workspace at `root`, its settings checked; raises ConfigurationInvalid."""
    workspace = Workspace(root, strict.read(root / SETTINGS_FILE, Settings))
    zone(workspace.settings.timezone)
    check_policy(workspace.rulebook.policy, SETTINGS_FILE)
    check_duties(workspace.duties, SETTINGS_FILE)
    reporters.checked(workspace.settings.reporters, workspace.rulebook.region, SETTINGS_FILE)
    _check_districts(workspace.settings.districts, workspace.rulebook.region)
    _check_reasons(workspace.rulebook)
    return workspace


def _check_reasons(book: Rulebook) -> None:
    """The policy lists reasons by the labels of 未复查原因; any other would match nothing."""
    known = tuple(book.vocabularies["reason"].codes.values())
    for reason in (*book.policy.exempt_reasons, *book.policy.adjusted_reasons):
        if reason not in known:
            raise ConfigurationInvalid(
                N_("{file}: “{reason}” is no 未复查原因; the reasons are {known}."),
                file=SETTINGS_FILE,
                reason=reason,
                known="、".join(known),
            )


def _check_districts(districts: tuple[str, ...], region: Region) -> None:
    for district in districts:
        if district not in region.districts:
            raise ConfigurationInvalid(
                N_(
                    "{file}: the district “{district}” is not known; the districts are {districts}."
                ),
                file=SETTINGS_FILE,
                district=district,
                districts="、".join(region.districts),
            )


def create(root: Path, city: str, reporters_csv: Path | None) -> Workspace:
    """A new workspace at `root`; the folder may exist, a workspace in it may not."""
    if (root / SETTINGS_FILE).exists():
        raise UsageProblem(N_("{folder} is a workspace already; nothing was changed."), folder=root)
    region = load(city).region
    expected = reporters.read_csv(reporters_csv) if reporters_csv else ()
    text = _settings_text(city, region, reporters.checked(expected, region, str(reporters_csv)))
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    workspace = Workspace(root.resolve(), Settings(institute=""))
    if not workspace.key_path.exists():
        _write_key(workspace.key_path)
    (root / SETTINGS_FILE).write_text(text, encoding="utf-8", newline="\n")
    return opened(root.resolve())


def _write_key(path: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))


def _settings_text(city: str, region: Region, expected: tuple[Reporter, ...]) -> str:
    template = Template((RULES / TEMPLATE).read_text(encoding="utf-8"))
    return template.substitute(
        institute=reporters.toml(f"{region.city}职业病防治所"),
        city=reporters.toml(city),
        districts=reporters.toml(region.districts),
        reporters="\n\n".join(one.as_toml() for one in expected),
    )
