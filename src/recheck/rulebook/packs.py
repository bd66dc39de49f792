"""Packs of overdue cases: their words, what is grave, where cases get stuck, and patience."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.rulebook.book import RULES


@dataclass(frozen=True)
class PackColumn:
    """A column that is shown; what is to be filled in follows it."""

    name: str
    heading: str
    width: float


@dataclass(frozen=True)
class PackSheets:
    """What the sheets are called."""

    guide: str
    enterprises: str
    cases: str
    receipt: str
    settled: str
    followed: str
    choices: str


@dataclass(frozen=True)
class PackColumns:
    """The columns of each sheet, and of the printed list of an enterprise."""

    enterprise: tuple[PackColumn, ...]
    case: tuple[PackColumn, ...]
    settled: tuple[PackColumn, ...]
    followed: tuple[PackColumn, ...]
    printed: tuple[PackColumn, ...]


@dataclass(frozen=True)
class PackWords:
    """Sentences; what stands in braces is filled in."""

    title: str
    name: str
    as_of: str
    since: str
    stated: str
    rule: str
    delivered: str
    notified: str
    unknown: str
    instructed: str
    never: str
    page: str
    waiting: str
    where: str
    contact: str
    nothing: str
    table: str
    legend: str
    signing: str
    signatures: tuple[str, ...]
    date: str
    subject: str
    guide: tuple[str, ...]
    receipt: tuple[str, ...]


@dataclass(frozen=True)
class FollowUpWords:
    """The workbook of the open cases of one institution."""

    sheet: str
    title: str
    guide: tuple[str, ...]
    columns: tuple[PackColumn, ...]


@dataclass(frozen=True)
class PackRules:
    """`rules/pack.toml`. `links`: where a case got stuck → the reasons that tell so."""

    acknowledge_days: int
    answer_days: int
    severity: tuple[str, ...]
    links: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, str]
    sheets: PackSheets
    words: PackWords
    columns: PackColumns
    follow_up: FollowUpWords


@cache
def pack_rules() -> PackRules:
    """The rules of packs."""
    return strict.read(RULES / "pack.toml", PackRules)
