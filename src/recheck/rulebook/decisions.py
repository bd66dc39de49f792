"""Why people decide: for each verdict the reasons that may be given, and how they are spelt."""

from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.rulebook.book import RULES, Rulebook
from recheck.rulebook.words import Vocabulary, Written, vocabulary_of

DECISIONS = RULES / "decisions.toml"


@dataclass(frozen=True)
class _Reasons:
    """`rules/decisions.toml`."""

    void: Written
    reopen: Written
    assign: Written
    merge: Written
    part: Written
    excuse: Written
    expect: Written


@cache
def read_reasons() -> dict[str, Vocabulary]:
    """Verdict → its reasons; ConfigurationInvalid when a word is claimed twice."""
    written = strict.read(DECISIONS, _Reasons)
    return {verdict: vocabulary_of(own, DECISIONS.name) for verdict, own in vars(written).items()}


def reasons_of(verdict: str, book: Rulebook) -> tuple[Vocabulary, tuple[str, ...]]:
    """The vocabulary of a verdict's reasons, and the labels that may be given.

    Exemptions and confirmed reasons are told in the words of 未复查原因, as the policy lists them.
    """
    listed = {"exempt": book.policy.exempt_reasons, "confirm": book.policy.adjusted_reasons}
    if verdict in listed:
        return book.vocabularies["reason"], listed[verdict]
    vocabulary = read_reasons()[verdict]
    return vocabulary, tuple(vocabulary.codes.values())
