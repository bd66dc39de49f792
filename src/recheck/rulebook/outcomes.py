"""What follows when an exam or a recheck finds more than 复查."""

from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.rulebook.book import RULES


@dataclass(frozen=True)
class OutcomeRule:
    """`conclusion`: the class that opens the duty; `days`: from the finding until it is settled.

    `settled_by`: words in 处置措施 that settle it.
    """

    conclusion: str
    duty: str
    days: int
    settled_by: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeRules:
    """`rules/outcomes.toml`; words of `pending` say that nothing has been done yet."""

    pending: tuple[str, ...]
    outcomes: tuple[OutcomeRule, ...]


@cache
def read_outcome_rules() -> OutcomeRules:
    """The rules of `rules/outcomes.toml`."""
    return strict.read(RULES / "outcomes.toml", OutcomeRules)
