"""Definitions §2.3 and §6: what districts and towns answered about a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.lib.history import Answered, Cells, Event, Issued
from tests.lib.oracle.days import half_year

Place = tuple[int, int]
"""(file, row)."""


@dataclass(frozen=True, eq=False)
class Answer:
    """A row of a returned workbook that speaks for a case; orders among the rows of uploads."""

    cells: Cells
    order: tuple[str, datetime, int, int, int]

    def __getitem__(self, field: str) -> Any:
        return self.cells.get(field)


def answers_about(
    places: Iterable[Place], files: int, events: Sequence[Event], known_at: datetime | None
) -> list[Answer]:
    """In the order of rows: a file that names the case itself, else one that names its employer."""
    own = set(places)
    found = []
    for entry, event in enumerate(events):
        if isinstance(event, Answered) and (known_at is None or event.arrived <= known_at):
            at = (half_year(event.arrived.date()), event.arrived, files + entry, files + entry)
            rows = [(no, row) for no, row in enumerate(event.rows) if row.get("fate") != "held"]
            naming = [(number, row) for number, row in rows if row.get("case") in own]
            for number, row in naming or _about_employer(rows, own, events):
                found.append(Answer(row, (*at, number)))
    return sorted(found, key=lambda one: one.order)


def _about_employer(
    rows: Iterable[tuple[int, Cells]], own: set[Place], events: Sequence[Event]
) -> list[tuple[int, Cells]]:
    packs = [event for event in events if isinstance(event, Issued)]
    meant = {
        (number, seq)
        for number, pack in enumerate(packs, 1)
        for place, seq in pack.cases.items()
        if place in own
    }
    return [(number, row) for number, row in rows if row.get("employer") in meant]


def confirms(answers: Iterable[Answer], reason: str | None) -> bool:
    """Whether one of them gives this reason, and its evidence."""
    return any(one["reason"] == reason and one["evidence"] for one in answers)


def verified(answers: Iterable[Answer], exam_date: date) -> list[Answer]:
    """Those that tell of a recheck, without what newer ones replace."""
    giving = [one for one in answers if one["rechecked_on"] and one["rechecked_on"] >= exam_date]
    return [one for one in giving if not any(_replaces(newer, one) for newer in giving)]


def _replaces(newer: Answer, older: Answer) -> bool:
    if newer.order <= older.order:
        return False
    return not (older["recheck_again"] and older["rechecked_on"] < newer["rechecked_on"])
