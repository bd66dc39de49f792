"""Many small histories in one store, each apart from the others; engine and oracle agree on each.

Building a store takes much longer than asking it: `told` states the history of a test, and the
tests of a file are asked of one store that holds them all.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import pytest

from tests.lib import oracle
from tests.lib.both import assert_close, assert_same, only, ordered
from tests.lib.engine import Asked, Lines, holding, question
from tests.lib.history import (
    Answered,
    Cells,
    Corrected,
    Decided,
    Event,
    Issued,
    Judging,
    Register,
    Reread,
    Sent,
    Told,
    Withdrawn,
    sent,
)

Test = TypeVar("Test", bound=Callable[..., None])
Piece = Cells | Sent | Event
"""What a history is made of; plain rows are those of one file."""
OWN = (
    *("institution", "enterprise", "enterprise_key", "uscc", "id_number"),
    *("named_key", "named_uscc"),
)
"""Cells by which rows of two histories could be taken for one exam, worker or enterprise."""


@dataclass(frozen=True)
class History:
    """What a test tells: files, and what happened beside them."""

    files: tuple[Sent, ...]
    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, *pieces: Piece) -> "History":
        """Rows of one file, or files; and events."""
        rows = [one for one in pieces if isinstance(one, Mapping)]
        files = [one for one in pieces if isinstance(one, Sent)]
        events = [one for one in pieces if isinstance(one, Event)]
        return cls(tuple(files + ([sent(*rows)] if rows else [])), tuple(events))


def told(*pieces: Piece) -> pytest.MarkDecorator:
    """The history of a test that takes `world`."""
    return pytest.mark.told.with_args(lambda: pieces)


def told_of(pieces: Callable[..., Sequence[Piece]]) -> Callable[[Test], Test]:
    """The history of a parametrised test, from those of its parameters that `pieces` names."""
    needed = pytest.mark.usefixtures(*inspect.signature(pieces).parameters)

    def of_test(test: Test) -> Test:
        marked: Test = pytest.mark.told.with_args(pieces)(needed(test))
        return marked

    return of_test


def histories(items: Sequence[pytest.Item]) -> dict[str, History]:
    """Test → its history, for those that have one."""
    return {
        item.nodeid: History.of(*_pieces(marker.args[0], item))
        for item in items
        if (marker := item.get_closest_marker("told"))
    }


def _pieces(build: Callable[..., Sequence[Piece]], item: pytest.Item) -> Sequence[Piece]:
    callspec = getattr(item, "callspec", None)
    params: Mapping[str, Any] = callspec.params if callspec else {}
    return build(**{name: params[name] for name in inspect.signature(build).parameters})


@dataclass(frozen=True)
class World:
    """One of the histories of a store; its names are told and shown without what sets it apart."""

    history: History
    mark: str
    engine: Asked
    known: list[oracle.Case] = field(repr=False)

    def cases(self, as_of: date) -> Lines:
        """Every case at T, with the columns that the oracle knows."""
        told = [oracle.described(at, as_of, Judging()) for at in oracle.cases_at(self.known, as_of)]
        every = self.engine.cases(question(as_of))
        asked = [self._plain(one) for one in every if str(one["institution"]).endswith(self.mark)]
        lines = ordered([only(line, told[0].keys()) for line in asked] if told else asked)
        assert_same(lines, ordered(told))
        return lines

    def case(self, as_of: date) -> dict[str, Any]:
        """The only case at T."""
        (line,) = self.cases(as_of)
        return line

    def on_days(self, days: Sequence[date], name: str) -> list[Any]:
        """One field of the only case, day after day."""
        return [self.case(day)[name] for day in days]

    def rates(self, as_of: date, *by: str) -> Lines:
        """The lines of every group, in the engine's order; the history has one institution."""
        told = oracle.rates(oracle.cases_at(self.known, as_of), by, as_of)
        (own,) = {name for file in self.history.files for name, _ in file.claims}
        asking = replace(question(as_of), institution=own + self.mark)
        lines = [
            only(self._plain(line), line.keys() - {"as_of", "known_at"})
            for line in self.engine.rates(asking, by)
        ]
        assert_close(ordered(lines), ordered(told))
        return lines

    def _plain(self, line: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: value.removesuffix(self.mark) if isinstance(value, str) else value
            for name, value in line.items()
        }


@contextmanager
def apart(told: Mapping[str, History]) -> Iterator[dict[str, World]]:
    """One store for all of them."""
    every = together([*told.values()])
    with holding(every.files, events=every.events) as engine, engine.reading() as view:
        yield {
            name: World(
                history,
                _mark(number),
                view,
                oracle.known_cases(history.files, events=history.events),
            )
            for number, (name, history) in enumerate(told.items())
        }


def together(told: Sequence[History]) -> History:
    """One history of them all, in which none touches another."""
    files: list[Sent] = []
    events: list[Event] = []
    for number, history in enumerate(told):
        mark, first = _mark(number), len(files)
        packs = sum(isinstance(event, Issued) for event in events)
        files += [_file_apart(file, mark, first) for file in history.files]
        events += [_event_apart(event, mark, first, packs) for event in history.events]
    return History(tuple(files), tuple(events))


def _mark(number: int) -> str:
    return f"·{number}·"


def _rows_apart(rows: Sequence[Cells], mark: str, first: int) -> tuple[Cells, ...]:
    return tuple(_cells_apart(cells, mark, first) for cells in rows)


def _cells_apart(cells: Cells, mark: str, first: int) -> Cells:
    own: dict[str, Any] = {name: f"{cells[name]}{mark}" for name in OWN if cells.get(name)}
    if cells.get("case_id"):
        file, row = cells["case_id"]
        own["case_id"] = (file + first, row)
    return dict(cells) | own


def _pack_apart(event: Issued | Answered, first: int, packs: int) -> Event:
    if isinstance(event, Issued):
        cases = {(file + first, row): seq for (file, row), seq in event.cases.items()}
        return replace(event, cases=cases)
    return replace(event, rows=tuple(_answer_apart(row, first, packs) for row in event.rows))


def _answer_apart(cells: Cells, first: int, packs: int) -> Cells:
    own: dict[str, Any] = {}
    if "case" in cells:
        file, row = cells["case"]
        own["case"] = (file + first, row)
    if "employer" in cells:
        pack, seq = cells["employer"]
        own["employer"] = (pack + packs, seq)
    return dict(cells) | own


def _file_apart(file: Sent, mark: str, first: int) -> Sent:
    return replace(
        file,
        institution=file.institution + mark,
        rows=_rows_apart(file.rows, mark, first),
    )


def _decision_apart(event: Told | Decided, first: int) -> Event:
    if isinstance(event, Told):
        (one, row), (other, other_row) = event.one, event.other
        return replace(event, one=(one + first, row), other=(other + first, other_row))
    told_of, joined = event.row, event.other
    there = joined and (joined[0] + first, joined[1])
    return replace(event, row=(told_of[0] + first, told_of[1]), other=there)


def _event_apart(event: Event, mark: str, first: int, packs: int) -> Event:
    if isinstance(event, Issued | Answered):
        return _pack_apart(event, first, packs)
    if isinstance(event, Told | Decided):
        return _decision_apart(event, first)
    if isinstance(event, Register):
        return replace(event, lines=_rows_apart(event.lines, mark, first))
    if isinstance(event, Withdrawn):
        own = event.institution + mark
        return replace(event, file=event.file + first, institution=own)
    if isinstance(event, Reread):
        again = _rows_apart(event.rows, mark, first)
        return replace(event, file=event.file + first, rows=again)
    assert isinstance(event, Corrected)
    file, row = event.row
    return replace(event, row=(file + first, row), cells=_cells_apart(event.cells, mark, first))
