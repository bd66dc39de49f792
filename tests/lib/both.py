"""Ask engine and oracle the same thing; whatever a test sees, both have said."""

from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from tests.lib import oracle
from tests.lib.engine import Asked, Engine, Lines, holding, question
from tests.lib.history import Cells, Event, Judging, Sent, resident, sent

Line = dict[str, Any]


@dataclass(frozen=True)
class Both:
    """Engine and oracle over the same files, at one K."""

    known: list[oracle.Case]
    judging: Judging
    engine: Asked

    def cases(self, as_of: date) -> Lines:
        """Every case at T, with the columns that the oracle knows."""
        told = [
            oracle.described(at, as_of, self.judging)
            for at in oracle.cases_at(self.known, as_of, self.judging)
        ]
        asked = self.engine.cases(question(as_of))
        lines = ordered([only(line, told[0].keys()) for line in asked] if told else asked)
        assert_same(lines, ordered(told))
        return lines

    def rates(
        self, as_of: date, *by: str, span: tuple[date, date] | None = None, cohort: str = "exam"
    ) -> Lines:
        """The lines of every group, in the engine's order."""
        cases = oracle.cases_at(self.known, as_of, self.judging)
        if span:
            cases = oracle.in_cohort(cases, *span, cohort, self.judging)
        told = oracle.rates(cases, by, as_of, self.judging)
        asked = self.engine.rates(question(as_of, span, cohort), by)
        lines = [only(line, line.keys() - {"as_of", "known_at"}) for line in asked]
        assert_close(ordered(lines), ordered(told))
        return lines


@contextmanager
def asked(
    files: Sequence[Sent],
    judging: Judging | None = None,
    known_at: datetime | None = None,
    events: Sequence[Event] = (),
) -> Iterator[Both]:
    """Engine and oracle, told the same files, and then the same events."""
    rules = judging or Judging()
    with (
        holding(files, rules, events) as engine,
        asked_again(engine, files, rules, known_at, events) as both,
    ):
        yield both


@contextmanager
def asked_again(
    engine: Engine,
    files: Sequence[Sent],
    judging: Judging,
    known_at: datetime | None = None,
    events: Sequence[Event] = (),
) -> Iterator[Both]:
    """An engine that holds these files and events, asked about another K, and the oracle."""
    with engine.reading(known_at) as view:
        yield Both(oracle.known_cases(files, known_at, judging, events), judging, view)


def changes_agree(
    engine: Engine,
    files: Sequence[Sent],
    between: tuple[datetime, datetime],
    as_of: date,
    *,
    judging: Judging | None = None,
    events: Sequence[Event] = (),
) -> Lines:
    """What moved between two K, case by case."""
    rules = judging or Judging()
    known = [oracle.known_cases(files, known_at, rules, events) for known_at in between]
    before, after = (oracle.cases_at(cases, as_of, rules) for cases in known)
    told = oracle.moves(before, after, as_of, rules)
    lines = engine.case_changes(*between, as_of)
    assert_same([only(line, told[0].keys()) for line in lines] if told else lines, told)
    return lines


def cases_of(
    files: Sequence[Sent],
    as_of: date,
    judging: Judging | None = None,
    events: Sequence[Event] = (),
) -> Lines:
    """Every case at T."""
    with asked(files, judging, events=events) as both:
        return both.cases(as_of)


def case_of(files: Sequence[Sent], as_of: date, judging: Judging | None = None) -> Line:
    """The only case at T."""
    lines = cases_of(files, as_of, judging)
    assert len(lines) == 1
    return lines[0]


def each_case(rows: Sequence[Cells], as_of: date, judging: Judging | None = None) -> Lines:
    """The case of every row, when each is about another worker."""
    people = [dict(cells) | resident(number) for number, cells in enumerate(rows)]
    lines = cases_of([sent(*people)], as_of, judging)
    assert len(lines) == len(rows)
    return sorted(lines, key=lambda line: int(line["source_row"]))


def on_days(
    files: Sequence[Sent], days: Sequence[date], field: str, judging: Judging | None = None
) -> list[Any]:
    """One field of the only case, day after day."""
    with asked(files, judging) as both:
        return [line[field] for day in days for line in both.cases(day)]


def rates_of(
    files: Sequence[Sent],
    as_of: date,
    *by: str,
    judging: Judging | None = None,
    events: Sequence[Event] = (),
) -> Lines:
    """The lines of the rates table."""
    with asked(files, judging, events=events) as both:
        return both.rates(as_of, *by)


def counts(lines: Lines, label: str, *columns: str) -> dict[Any, Any]:
    """{group: counts} of a rates table, for one column or several."""
    picked = {line[label]: tuple(line[column] for column in columns) for line in lines}
    return {group: row[0] if len(row) == 1 else row for group, row in picked.items()}


def only(line: Line, columns: Set[str]) -> Line:
    """The line without its other columns."""
    return {name: value for name, value in line.items() if name in columns}


def ordered(lines: Lines) -> Lines:
    """In an order that engine and oracle share."""

    def key(line: Line) -> str:
        """Shares are rounded, because engine and oracle may differ in the last digit."""
        rounded = {k: round(v, 9) if isinstance(v, float) else v for k, v in line.items()}
        return repr(sorted(rounded.items()))

    return sorted(lines, key=key)


def assert_same(lines: Lines, told: Lines) -> None:
    """Engine and oracle say the same, whatever the order."""
    only_engine = [line for line in lines if line not in told]
    only_oracle = [line for line in told if line not in lines]
    assert only_engine == only_oracle
    assert len(lines) == len(told)


def assert_close(lines: Lines, told: Lines) -> None:
    """Engine and oracle say the same, up to the last digits of shares."""
    assert len(lines) == len(told)
    for line, expected in zip(lines, told, strict=True):
        assert line == {
            name: pytest.approx(value, rel=1e-12, abs=1e-12) if isinstance(value, float) else value
            for name, value in expected.items()
        }
