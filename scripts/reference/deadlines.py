"""deadlines.md: the judging rules, and the days they give every hazard of the catalogue."""

from collections.abc import Iterator

from recheck.rulebook import Policy, Rulebook, Standard, load
from recheck.rulebook.policy import DayRule

from . import markdown

INTRODUCTION = """\
A deadline that the notice states comes first; where none is readable, a recheck is due `days`
after the base date: delivery, else notice, else report, else the exam date + `assumed_days`. The
standard is chosen by the exam date; in it the first rule whose `match` is found in the canonical
hazard name, and whose `except` is not, counts (RE2: no look-around). These are the package's
rules (`rules/policy.toml`); `[policy]` of [recheck.toml](settings.md#policy) replaces each key it
names. How to change them: [deadline days or grace](../how-to/change-deadline-days-or-grace.md)."""


def page() -> str:
    """Numbers, standards, and the catalogue's hazards under the rule that speaks of them."""
    book = load()
    standards = (_standard(standard, book) for standard in book.policy.standards)
    return markdown.page("Deadline rules", INTRODUCTION, _numbers(book.policy), *standards)


def _numbers(policy: Policy) -> str:
    return markdown.table(
        ("key", "value"),
        (
            ("`grace_days`", policy.grace_days),
            ("`assumed_days`", policy.assumed_days),
            ("`reporting_dates`", "、".join(policy.reporting_dates)),
            ("`exempt_reasons`", "、".join(policy.exempt_reasons)),
            ("`adjusted_reasons`", "、".join(policy.adjusted_reasons)),
        ),
    )


def _standard(standard: Standard, book: Rulebook) -> str:
    span = f"Exam dates from {standard.from_ or '…'} to {standard.until or '…'}, both included."
    headings = ("rule", "days", "match", "except", "hazards of the catalogue")
    return f"## {standard.name}\n\n{span}\n\n{markdown.table(headings, _rows(standard, book))}"


def _rows(standard: Standard, book: Rulebook) -> Iterator[tuple[object, ...]]:
    for rule in standard.rules:
        excepted = f"`{rule.except_}`" if rule.except_ else ""
        hazards = _hazards(rule, standard, book) if rule is not standard.rules[-1] else "all others"
        yield rule.label, rule.days, f"`{rule.match}`", excepted, hazards


def _hazards(rule: DayRule, standard: Standard, book: Rulebook) -> str:
    """The hazards for which `rule` is the first that matches."""
    first = {
        hazard: next(one for one in standard.rules if one.applies_to(hazard))
        for hazard in book.hazards.groups
    }
    return "、".join(hazard for hazard, found in first.items() if found is rule)
