"""What moved between two K: the cases at T, known then and known since."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.lib.history import Judging
from tests.lib.oracle.states import CaseAt, described

SHOWN = {
    "state": "state",
    "deadline": "due_on",
    "rechecked": "rechecked_on",
    "exam": "exam_date",
    "institution": "institution",
    "district": "district",
    "town": "town",
    "hazards": "hazards",
}
"""Columns of the list, and what `cases` calls them."""

Pair = tuple[CaseAt | None, CaseAt | None]


def moves(
    before: Sequence[CaseAt], after: Sequence[CaseAt], as_of: date, judging: Judging
) -> list[dict[str, Any]]:
    """One line for each case that appeared, is gone, was merged, or stands otherwise."""
    pairs: list[Pair] = [(old, _successor(old, after)) for old in before]
    followed = [new for _, new in pairs]
    pairs += [(None, new) for new in after if new not in followed]
    lines = [_line(old, new, pairs, as_of, judging) for old, new in pairs]
    return [line for line in lines if line["difference"] != "changed" or _differs(line)]


def _places(case: CaseAt) -> list[tuple[int, int]]:
    return [(row.entry, row.number) for row in case.case.exam]


def _successor(old: CaseAt, after: Sequence[CaseAt]) -> CaseAt | None:
    """The case that holds the first of its rows that any case holds."""
    found = (new for place in _places(old) for new in after if place in _places(new))
    return next(found, None)


def _line(
    old: CaseAt | None, new: CaseAt | None, pairs: list[Pair], as_of: date, judging: Judging
) -> dict[str, Any]:
    told = [described(at, as_of, judging) if at else {} for at in (old, new)]
    sides = zip(("before", "after"), told, strict=True)
    values = {
        f"{name}_{side}": said.get(column) for side, said in sides for name, column in SHOWN.items()
    }
    return {"difference": _change(old, new, pairs)} | values


def _change(old: CaseAt | None, new: CaseAt | None, pairs: list[Pair]) -> str:
    if old is None or new is None:
        return "appeared" if old is None else "gone"
    joining = [one for one, other in pairs if other is new and one is not None]
    first = min(joining, key=_places)
    return "changed" if old is first else "merged"


def _differs(line: dict[str, Any]) -> bool:
    return any(line[f"{name}_before"] != line[f"{name}_after"] for name in SHOWN)
