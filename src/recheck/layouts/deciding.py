"""What each heading shall mean from now on: as somebody said, confirmed or answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from recheck.errors import UsageProblem
from recheck.layouts.comparison import Change, Comparison, Line
from recheck.layouts.profile_text import Confirmed
from recheck.messages import N_
from recheck.rulebook import Layout, heading_key

NOT_READ = "-"
"""What people write for a heading that shall not be read."""

Ask = Callable[[Comparison, Line, Set[str]], str | None]
"""(sheet, heading, fields that are taken) → field, NOT_READ, or None: left undecided."""


def accepted(comparison: Comparison, line: Line, taken: Set[str]) -> str | None:
    """The answer of somebody who agrees with everything that is clear.

    As long as a required column is wanting, an unknown one might be it, and is not put aside.
    """
    if line.change is Change.AMBIGUOUS:
        return None
    if line.near is None:
        return None if comparison.lacks - taken else NOT_READ
    return line.near.field if line.near.is_clear and line.near.field not in taken else None


@dataclass(frozen=True)
class Decided:
    """What can be saved, and the headings that nobody has decided about."""

    confirmed: Confirmed
    undecided: tuple[str, ...]


def decide(comparisons: Sequence[Comparison], said: Mapping[str, str], ask: Ask) -> Decided:
    """One decision for each heading; `said`: heading → field or NOT_READ, asked before anything.

    Raises UsageProblem for a heading that no sheet has.
    """
    told = _by_key(said, comparisons)
    answers: dict[str, str | None] = {}
    for comparison in comparisons:
        taken = {line.field for line in comparison.lines if line.field and line.column}
        for line in comparison.lines:
            key = heading_key(line.heading)
            if key not in answers and _is_open(line, told.get(key)):
                answer = told.get(key) or ask(comparison, line, taken)
                answers[key] = answer
                taken |= {answer} if answer else set()
    names = {heading_key(line.heading): line.heading for line in _all(comparisons)}
    fields = {names[key]: one for key, one in answers.items() if one and one != NOT_READ}
    ignored = tuple(names[key] for key, one in answers.items() if one == NOT_READ)
    undecided = tuple(names[key] for key, one in answers.items() if one is None)
    return Decided(Confirmed(fields, ignored, _layouts(comparisons)), undecided)


def _is_open(line: Line, said: str | None) -> bool:
    """Whether a heading of the sheet waits for a decision, or is to mean something else."""
    return line.column is not None and (line.needs_decision or said not in (None, line.field))


def _all(comparisons: Iterable[Comparison]) -> Iterable[Line]:
    return (line for comparison in comparisons for line in comparison.lines if line.column)


def _by_key(said: Mapping[str, str], comparisons: Sequence[Comparison]) -> dict[str, str]:
    """Headings by their keys; a heading may be named by the letters of its column too."""
    keys = {heading_key(line.heading) for line in _all(comparisons)}
    letters = {line.column: heading_key(line.heading) for line in _all(comparisons)}
    told: dict[str, str] = {}
    for heading, meant in said.items():
        key = heading_key(heading)
        found = key if key in keys else letters.get(heading.upper())
        if found is None:
            raise UsageProblem(
                N_("No sheet has the heading “{heading}”; the headings are {known}."),
                heading=heading,
                known="、".join(dict.fromkeys(line.heading for line in _all(comparisons))),
            )
        if meant != NOT_READ and meant in told.values():
            raise UsageProblem(
                N_("--set {heading}: another --set has the same field; only one can be it."),
                heading=heading,
            )
        told[found] = meant
    return told


def _layouts(comparisons: Iterable[Comparison]) -> tuple[Layout, ...]:
    """One for all sheets with the same headings."""
    sheets: dict[tuple[str, ...], list[str]] = {}
    for comparison in comparisons:
        sheets.setdefault(comparison.layout.headings, []).extend(comparison.layout.sheets)
    return tuple(Layout(tuple(names), headings) for headings, names in sheets.items())
