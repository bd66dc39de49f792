"""The data-quality score of a submission: its parts, their weights, what belongs to each."""

from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.findings import BY_CODE
from recheck.messages import N_
from recheck.model import Severity
from recheck.rulebook.book import RULES
from recheck.rulebook.words import claim

QUALITY = RULES / "quality.toml"


@dataclass(frozen=True)
class QualityPart:
    """A part of the score; `punctuality`: it asks whether the submission came in time.

    `held_rows`: rows that were not taken lack it, whatever their findings.
    """

    name: str
    weight: float
    told: str
    codes: tuple[str, ...]
    punctuality: bool = False
    held_rows: bool = False


@dataclass(frozen=True)
class Quality:
    """`rules/quality.toml`."""

    others_part: str
    not_counted: tuple[str, ...]
    parts: tuple[QualityPart, ...]

    def part_of(self, code: str, severity: Severity) -> str | None:
        """The part that a finding with this code belongs to; None: it does not count."""
        named = next((part.name for part in self.parts if code in part.codes), None)
        if code in self.not_counted or (named is None and severity is Severity.NOTE):
            return None
        return named or self.others_part


@cache
def read_quality() -> Quality:
    """The rules of the score. Raises ConfigurationInvalid when a code is unknown or named twice."""
    quality = strict.read(QUALITY, Quality)
    owners: dict[str, str] = {}
    named = [(code, part.name) for part in quality.parts for code in part.codes]
    for code, owner in (*named, *((code, "not_counted") for code in quality.not_counted)):
        if code not in BY_CODE:
            raise ConfigurationInvalid(
                N_("{file} names the code {code}, which no finding has."),
                file=QUALITY.name,
                code=code,
            )
        claim(owners, code, owner, QUALITY.name)
    if quality.others_part not in {part.name for part in quality.parts}:
        raise ConfigurationInvalid(
            N_("{file}: others_part “{part}” is none of the parts."),
            file=QUALITY.name,
            part=quality.others_part,
        )
    return quality
