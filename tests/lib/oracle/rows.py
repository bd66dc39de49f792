"""Definitions §1 (order of rows) and §3 (versions): from files to accepted rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tests.lib.history import Cells, Corrected, Event, Reread, Sent, Withdrawn

Submission = tuple[str, str, str]
"""(institution, half-year, kind)."""


Version = tuple[int, bool, bool, int]
"""(turn, withdrawn, newest reading, entry of a reading that does not count); orders by time."""


@dataclass(frozen=True, eq=False)
class Row:
    """An accepted row, with the version of the submission that it stands in."""

    submission: Submission
    version: Version
    active: bool
    withdrawn: bool
    arrived: datetime  # its file, when it was first read
    origin: int  # entry of that file
    entry: int  # of this reading
    number: int  # in its file, from 0
    cells: Cells
    sent: Cells | None = None  # what it said before it was corrected

    def __getitem__(self, field: str) -> Any:
        return self.cells.get(field)

    @property
    def institution(self) -> str:
        return self.submission[0]

    @property
    def half_year(self) -> str:
        return self.submission[1]

    @property
    def kind(self) -> str:
        return self.submission[2]

    @property
    def tells(self) -> bool:
        """Whether it tells somebody to come back: every row of a recheck list does."""
        return self["visit"] in (None, "told")

    @property
    def order(self) -> tuple[str, datetime, int, int, int]:
        """The order of rows is total; what was read anew stands where its file stood."""
        return (self.half_year, self.arrived, self.origin, self.entry, self.number)

    @property
    def exam_date(self) -> date:
        day: date = self["exam_date"]
        return day

    @property
    def has_valid_id(self) -> bool:
        return bool(self["id_valid"])


@dataclass(frozen=True, eq=False)
class Overlay(Row):
    """Only what was corrected: newer than all uploads, and older where the oldest counts."""

    @property
    def half_year(self) -> str:
        return "0000H0"

    @property
    def order(self) -> tuple[str, datetime, int, int, int]:
        return ("9999H9", self.arrived, self.origin, self.entry, self.number)


@dataclass(frozen=True, eq=False)
class Fill(Row):
    """An exam record that only fills what is empty: it counts where no other row says anything."""

    @property
    def half_year(self) -> str:
        return "9" + self.submission[1]

    @property
    def order(self) -> tuple[str, datetime, int, int, int]:
        return ("0" + self.submission[1], self.arrived, self.origin, self.entry, self.number)


def newest(rows: Iterable[Row]) -> Row:
    """The last row in the order of rows."""
    return max(rows, key=lambda row: row.order)


def newest_value(rows: Iterable[Row], field: str) -> Any:
    """The newest non-empty value, or None."""
    giving = [row for row in rows if row[field] is not None]
    return newest(giving)[field] if giving else None


@dataclass(frozen=True)
class Reading:
    """A file as it was read, the first time or anew."""

    file: Sent
    origin: int
    entry: int
    newest: bool


@dataclass(frozen=True)
class Place:
    """Where a file stands in one submission: in which turn, and whether it counts."""

    turn: int
    counts: bool
    withdrawn: bool


def accepted_rows(
    files: Sequence[Sent], known_at: datetime | None, events: Sequence[Event] = ()
) -> list[Row]:
    """Every accepted row known at K, those of superseded and withdrawn versions included."""
    readings = _readings(files, known_at, events)
    places = _places(readings, _withdrawn(events, known_at))
    last_turn: dict[Submission, int] = defaultdict(int)
    for (_, submission), place in places.items():
        last_turn[submission] = max(last_turn[submission], place.turn)
    rows = []
    for reading in readings:
        for number, cells in enumerate(reading.file.rows):
            file = reading.file
            submission = (file.institution_of(cells), file.period, file.kind)
            place = places[reading.origin, submission]
            is_last = place.turn == last_turn[submission]
            rows.append(
                Row(
                    submission=submission,
                    version=_version(reading, place),
                    active=place.counts and reading.newest and is_last,
                    withdrawn=place.withdrawn,
                    arrived=reading.file.arrived,
                    origin=reading.origin,
                    entry=reading.entry,
                    number=number,
                    cells=cells,
                )
            )
    rows = [_as_corrected(row, correction_of(row, files, events, known_at)) for row in rows]
    return _without_duplicates(sorted(rows, key=lambda row: row.order))


def last_arrivals(
    files: Sequence[Sent], known_at: datetime | None, events: Sequence[Event]
) -> dict[Submission, datetime]:
    """When the last of the files arrived that a submission consists of."""
    readings = _readings(files, known_at, events)
    places = _places(readings, _withdrawn(events, known_at))
    arrivals: dict[Submission, tuple[int, datetime]] = {}
    for reading in readings:
        for submission in _submissions(reading.file):
            place = places[reading.origin, submission]
            if place.counts and reading.newest:
                own = (place.turn, reading.file.arrived)
                arrivals[submission] = max(arrivals.get(submission, own), own)
    return {submission: arrived for submission, (_, arrived) in arrivals.items()}


def correction_of(
    row: Row, files: Sequence[Sent], events: Sequence[Event], known_at: datetime | None
) -> Corrected | None:
    """The correction of this row, or of the same row in another file of its submission."""
    for event in events:
        if isinstance(event, Corrected) and (known_at is None or event.arrived <= known_at):
            entry, number = event.row
            file = files[entry]
            cells = file.rows[number]
            submission = (file.institution_of(cells), file.period, file.kind)
            is_it = (row.entry, row.number) == event.row
            says_it = row.entry != entry and _mark(row.sent or row.cells) == _mark(cells)
            if row.submission == submission and (is_it or says_it):
                return event
    return None


def _as_corrected(row: Row, correction: Corrected | None) -> Row:
    if correction is None:
        return row
    return replace(row, cells={**row.cells, **correction.cells}, sent=row.cells)


def overlays(
    exam: Iterable[Row], files: Sequence[Sent], events: Sequence[Event], known_at: datetime | None
) -> list[Row]:
    """What was corrected in the rows of an exam, for the hazards that they name since."""
    found = {}
    for row in exam:
        correction = correction_of(row, files, events, known_at)
        if correction:
            whole = {name: row[name] for name in ("hazards", "recheck_hazards", "visit")}
            said = {**correction.cells, **whole}
            entry = events.index(correction)
            found[entry] = Overlay(
                submission=row.submission,
                version=row.version,
                active=True,
                withdrawn=False,
                arrived=correction.arrived,
                origin=entry,
                entry=entry,
                number=0,
                cells=said,
            )
    return sorted(found.values(), key=lambda row: row.order)


def _readings(
    files: Sequence[Sent], known_at: datetime | None, events: Sequence[Event]
) -> list[Reading]:
    """All readings known, in the order of the places of their files."""
    first = [(file, entry, entry, file.arrived) for entry, file in enumerate(files)]
    anew = [
        (replace(files[one.file], rows=one.rows), one.file, len(files) + entry, one.arrived)
        for entry, one in enumerate(events)
        if isinstance(one, Reread)
    ]
    known = [one for one in first + anew if known_at is None or one[3] <= known_at]
    newest = {origin: entry for _, origin, entry, _ in known}
    readings = [
        Reading(file, origin, entry, newest[origin] == entry) for file, origin, entry, _ in known
    ]
    return sorted(readings, key=lambda one: (one.file.arrived, one.origin, one.entry))


def _withdrawn(events: Sequence[Event], known_at: datetime | None) -> set[tuple[int, str]]:
    """(file, institution) that somebody withdrew."""
    return {
        (one.file, one.institution)
        for one in events
        if isinstance(one, Withdrawn) and (known_at is None or one.arrived <= known_at)
    }


def _places(
    readings: Sequence[Reading], withdrawn: set[tuple[int, str]]
) -> dict[tuple[int, Submission], Place]:
    """(file, submission) → place. `--add` joins the version before; every other file replaces it.

    A file that was withdrawn, or does not speak of the submission any more, is as if not there.
    """
    turn: dict[Submission, int] = defaultdict(int)
    places: dict[tuple[int, Submission], Place] = {}
    for origin in dict.fromkeys(reading.origin for reading in readings):
        of_file = [reading for reading in readings if reading.origin == origin]
        spoken_of = _submissions(next(one.file for one in of_file if one.newest))
        for submission in dict.fromkeys(one for read in of_file for one in _submissions(read.file)):
            gone = (origin, submission[0]) in withdrawn
            counts = submission in spoken_of and not gone
            if counts and (of_file[0].file.mode != "add" or not turn[submission]):
                turn[submission] += 1
            places[origin, submission] = Place(turn[submission], counts, gone)
    return places


def _submissions(file: Sent) -> list[Submission]:
    return [(institution, period, file.kind) for institution, period in file.claims]


def _version(reading: Reading, place: Place) -> Version:
    is_alone = place.withdrawn or not reading.newest
    return (place.turn, place.withdrawn, reading.newest, reading.entry if is_alone else 0)


def _without_duplicates(rows: list[Row]) -> list[Row]:
    """Equal to an earlier row of the same submission version: no row of its own."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        mark = repr((row.submission, row.version, _mark(row.sent or row.cells)))
        if mark not in seen:
            kept.append(row)
        seen.add(mark)
    return kept


def _mark(cells: Cells) -> str:
    """Equal for rows that say the same."""
    return repr(sorted((field, value) for field, value in cells.items() if value is not None))
