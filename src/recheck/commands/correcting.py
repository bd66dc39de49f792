"""Corrections by the institute: a filled-in workbook is judged against the archive, then stored."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recheck import archive
from recheck.corrections import CorrectionBook, JudgedBook, Target
from recheck.errors import Unreadable
from recheck.files import identify
from recheck.intake import ChangedRow, ReadAgain, judged, read_again
from recheck.model import Arrival, SourceFile
from recheck.rulebook import Rulebook
from recheck.store import Writer

JUDGED_BY_ARRIVAL = frozenset({"exam_date", "rechecked_on", "rechecked"})
"""Fields whose dates must not be later than the arrival of the file that gives them."""

Asked = Sequence[tuple[Target, Mapping[str, str], datetime]]


def judge(book: CorrectionBook, writer: Writer, shelves: Path, arrival: Arrival) -> JudgedBook:
    """The workbook with every line judged. Raises Unplaceable when it names no row of the store."""
    targets = writer.targets(line.key for line in book.lines if line.key)
    rows = _ArchivedRows(shelves, writer.rulebook)
    return judged(book, targets, arrival.received_at, rows.reread, writer.rulebook)


@dataclass(frozen=True)
class _ArchivedRows:
    """The rows of uploads, read from the archive with other texts in their cells."""

    archive: Path
    rulebook: Rulebook

    def reread(self, asked: Asked) -> list[ReadAgain | None]:
        """Each row, in the order asked; None for one whose file cannot be read any more."""
        places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, (target, _, _) in enumerate(asked):
            places[target.sha256, target.file].append(place)
        read: dict[int, ReadAgain | None] = {}
        for (sha256, name), mine in places.items():
            rows = [_changed(*asked[place]) for place in mine]
            read |= dict(zip(mine, self._of_file(sha256, name, rows), strict=True))
        return [read[place] for place in range(len(asked))]

    def _of_file(
        self, sha256: str, name: str, rows: Sequence[ChangedRow]
    ) -> Sequence[ReadAgain | None]:
        kept = archive.kept(self.archive, sha256)
        if kept is None:
            return [None] * len(rows)
        try:
            source = SourceFile(name, sha256, identify(kept).content)
            return read_again(source, rows, self.rulebook)
        except Unreadable:  # protected by a password that nobody gave this time
            return [None] * len(rows)


def _changed(target: Target, cells: Mapping[str, str], moment: datetime) -> ChangedRow:
    by_arrival = bool(cells.keys() & JUDGED_BY_ARRIVAL)
    return ChangedRow(
        sheet_no=target.sheet_no,
        row=target.row,
        institution=target.institution,
        period=target.period,
        arrived_on=target.arrived_on,
        judged_on=moment.date() if by_arrival else target.arrived_on,
        cells=cells,
    )
