"""What can be told of a sheet before its headings are mapped: header, sender, whose profile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from recheck.headings import heading_sense
from recheck.intake.origin import Origin, Reporters, told_by_names, told_by_title
from recheck.intake.stamp import is_receipt
from recheck.model import Known, SourceFile
from recheck.rulebook import Profile, Rulebook
from recheck.sheets import Header, Sheet, find_header


@dataclass(frozen=True)
class Reading:
    """What every sheet of a file is read with; `given` and `by_path` are told from outside it."""

    rulebook: Rulebook
    reporters: Reporters
    given: Origin
    by_path: Origin
    arrived_on: date

    def profile(self, institution: str | None) -> Profile | None:
        """What the institution does differently on the day of arrival, if anything."""
        return self.rulebook.profile(institution, self.arrived_on)


def reading_of(
    source: SourceFile, rulebook: Rulebook, known: Known, reporters: Mapping[str, str]
) -> Reading:
    """What a file is read with; `reporters`: normalised name or alias → official name."""
    names = Reporters(reporters)
    given = Origin(names.name(known.institution) if known.institution else None, known.period)
    return Reading(rulebook, names, given, told_by_names(source, names), known.arrived_on)


@dataclass(frozen=True)
class Outlook:
    """A sheet, its header if it has one, the institution it speaks for, and that one's profile."""

    sheet: Sheet
    header: Header | None
    by_title: Origin
    institution: str | None
    profile: Profile | None

    @property
    def is_left_out(self) -> bool:
        """Whether the profile says that the sheet is no list."""
        return bool(self.profile and self.profile.sheets.leave_out(self.sheet.name))

    @property
    def from_1904(self) -> bool:
        """Whether bare day numbers count from 1904: the workbook says so, or the profile."""
        return self.sheet.from_1904 or bool(self.profile and self.profile.dates.from_1904)

    @property
    def is_unexpected(self) -> bool:
        """Whether the sheet looks like a list that the profile does not know of."""
        is_known = self.profile is None or self.profile.sheets.expect(self.sheet.name)
        return self.header is not None and not is_known


def outlooks(sheets: Iterable[Sheet], reading: Reading) -> list[Outlook]:
    """One for each sheet. Blank cells, and sheets without the column, mean the only institution
    that the columns of the file name, as for rows."""
    seen = [_seen(sheet, reading) for sheet in sheets]
    named = {one.by_column for one in seen if one.by_column}
    only = named.pop() if len(named) == 1 else None
    return [_outlook(one, only, reading) for one in seen]


@dataclass(frozen=True)
class _Seen:
    """A sheet with what the headings of everybody tell of it."""

    sheet: Sheet
    header: Header | None = None
    by_title: Origin = field(default_factory=Origin)
    by_column: str | None = None


def _seen(sheet: Sheet, reading: Reading) -> _Seen:
    if not sheet.visible or is_receipt(sheet):
        return _Seen(sheet)
    outside = reading.given.completed_by(reading.by_path)
    header = _header(sheet, reading, reading.profile(outside.institution))
    title = told_by_title(sheet, header, reading.reporters)
    return _Seen(
        sheet, header, title, _only_institution(sheet, header, reading) if header else None
    )


def _outlook(seen: _Seen, only: str | None, reading: Reading) -> Outlook:
    told = reading.given.completed_by(Origin(seen.by_column or only)).completed_by(seen.by_title)
    institution = told.completed_by(reading.by_path).institution
    profile = reading.profile(institution)
    own = bool(profile and profile.headings and seen.sheet.visible)
    header = _header(seen.sheet, reading, profile) if own else seen.header
    return Outlook(seen.sheet, header, seen.by_title, institution, profile)


def _header(sheet: Sheet, reading: Reading, profile: Profile | None) -> Header | None:
    return find_header(sheet, heading_sense(reading.rulebook, profile))


def _only_institution(sheet: Sheet, header: Header, reading: Reading) -> str | None:
    """The one institution that a column of the sheet names."""
    sense = heading_sense(reading.rulebook, None)
    columns = [one.column for one in header.headings if sense(one.group, one.text) == "institution"]
    below = (text for one in columns for text in sheet.cells[one].slice(header.last_row).unique())
    names = {reading.reporters.name(text) for text in below if text}
    return names.pop() if len(names) == 1 else None
