"""What is marked in a sheet: the plain values between findings and cells."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A cell: its row as Excel shows it, and the number of its column (A = 1)."""

    row: int
    column: int


@dataclass(frozen=True)
class Mark:
    """A cell to colour and comment; `severity`: the worst of its findings."""

    place: Place
    severity: str
    sentences: tuple[str, ...]

    def joined_with(self, other: "Mark") -> "Mark":
        """Both on one cell, each sentence once."""
        severity = min(self.severity, other.severity, key=SEVERITIES.index)
        together = dict.fromkeys((*self.sentences, *other.sentences))
        return Mark(self.place, severity, tuple(together))


SEVERITIES = ("error", "warning")
"""What is marked, the worst first; a note needs nothing to be done."""


@dataclass(frozen=True)
class Choice:
    """A drop-down: the legal values of a column, offered from its first to its last row."""

    column: int
    first_row: int
    last_row: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A marked cell as it was found: where its mark went, what stands there, whether it shows."""

    place: Place
    content: str
    hidden: bool = False


def one_per_cell(marks: Iterable[Mark]) -> dict[Place, Mark]:
    """Marks by cell, several on one cell joined."""
    joined: dict[Place, Mark] = {}
    for mark in marks:
        known = joined.get(mark.place)
        joined[mark.place] = known.joined_with(mark) if known else mark
    return dict(sorted(joined.items()))


def shown_name(sheet: str) -> str:
    """How a returned workbook names a sheet; the only sheet of a csv file has no name."""
    return sheet or "Sheet1"
