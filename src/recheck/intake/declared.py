"""What the sheets 汇总 of a file declare for its claims; lines of others are named, not taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from recheck.intake.notes import Note, note_at
from recheck.intake.origin import Origin, Reporters, period_in
from recheck.intake.outlook import Reading
from recheck.intake.parts import Part
from recheck.intake.summary import FIGURES, Figure, Line
from recheck.model import DECLARED_SCHEMA, Claim, Kind

NEEDED = ("examined", "declared")
"""Without both nobody can say what share had to come back."""


@dataclass(frozen=True)
class Told:
    """A line, and whom it is about: as its cells say, and as the title above it says."""

    part: Part
    line: Line
    by_column: Origin
    by_title: Origin

    @property
    def origin(self) -> Origin:
        """Cells first."""
        return self.by_column.completed_by(self.by_title)


@dataclass(frozen=True)
class Declared:
    """`frame`: DECLARED_SCHEMA; `notes`: what is wrong with the sheets 汇总."""

    frame: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DECLARED_SCHEMA))
    notes: tuple[Note, ...] = ()


def told_lines(parts: Iterable[Part], reporters: Reporters) -> list[Told]:
    """Every line of every sheet 汇总."""
    return [
        Told(part, line, _by_column(line, reporters), part.by_title)
        for part in parts
        if part.summary
        for line in part.summary.lines
    ]


def _by_column(line: Line, reporters: Reporters) -> Origin:
    return Origin(
        reporters.name(line.institution) if line.institution else None,
        period_in(line.period) if line.period else None,
    )


def common_origin(lines: Sequence[Told]) -> Origin:
    """The institution and the half-year that all lines name, where they name only one."""
    institutions = {told.by_column.institution for told in lines}
    periods = {told.by_column.period for told in lines}
    return Origin(
        institutions.pop() if len(institutions) == 1 else None,
        periods.pop() if len(periods) == 1 else None,
    )


def zero_claims(
    lines: Sequence[Told], claims: Sequence[Claim], reading: Reading
) -> tuple[Claim, ...]:
    """Nil returns: 受检人次 is given, 需复查人次 is 0, and the file lists nobody of them."""
    listed = {claim.institution for claim in claims if claim.kind is Kind.RECHECK_STATUS}
    nil = [
        Claim(origin.institution, origin.period, Kind.RECHECK_STATUS, nil=True)
        for told in lines
        if (origin := _origin_of_zero(told, reading))
        and origin.institution
        and origin.period
        and origin.institution not in listed
    ]
    named = [claim.institution for claim in nil]
    return tuple(claim for claim in nil if named.count(claim.institution) == 1)


def _origin_of_zero(told: Told, reading: Reading) -> Origin | None:
    """Whom a line with nobody to come back is about; None for other lines, or against the call."""
    is_zero = told.line.number("declared") == 0 and told.line.number("examined") is not None
    origin = told.by_column.completed_by(reading.given)
    contradicted = reading.given.completed_by(origin) != origin
    if not is_zero or contradicted:
        return None
    return origin.completed_by(told.by_title).completed_by(reading.by_path)


def declared_for(claims: Sequence[Claim], lines: Sequence[Told]) -> Declared:
    """The figures of each claim that exactly one line declares, and what is wrong with lines."""
    by_claim: defaultdict[Claim, list[Told]] = defaultdict(list)
    notes: list[Note] = []
    for told in lines:
        claim = _claim_of(told, claims)
        if claim:
            by_claim[claim].append(told)
            notes += _about(told)
        else:
            notes.append(_not_ours(told))
    notes += [_again(told) for several in by_claim.values() for told in several[1:]]
    rows = [_row(claim, told) for claim, (told, *more) in by_claim.items() if not more]
    frame = pl.DataFrame(rows, schema=DECLARED_SCHEMA, orient="row")
    stated = pl.any_horizontal(pl.col(FIGURES).is_not_null())
    return Declared(frame.filter(stated), tuple(notes))


def _claim_of(told: Told, claims: Sequence[Claim]) -> Claim | None:
    """The one claim that the line's cells fit, or that its title singles out; of lists, if any."""
    claims = [one for one in claims if one.kind is Kind.RECHECK_STATUS] or claims
    for origin in (told.by_column, told.origin):
        fitting = [claim for claim in claims if _fits(claim, origin)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _fits(claim: Claim, origin: Origin) -> bool:
    fits_institution = origin.institution in (None, claim.institution)
    return fits_institution and origin.period in (None, claim.period)


def _row(claim: Claim, told: Told) -> tuple[object, ...]:
    summary = told.part.summary
    heading = summary.headings["declared"] if summary else None
    figure = told.line.figures.get("declared")
    return (
        told.part.sheet.name,
        figure.row if figure else told.line.row,
        heading.column if heading else None,
        heading.text if heading else None,
        claim.institution,
        str(claim.period),
        claim.kind.value,
        *(told.line.number(name) for name in FIGURES),
    )


# --- what is wrong --------------------------------------------------------------------------------


def _about(told: Told) -> Iterator[Note]:
    line, sheet = told.line, told.part.sheet.name
    for figure in line.figures.values():
        if figure.number is None:
            yield _at(sheet, figure, "count_unreadable")
    for name in NEEDED:
        heading = told.part.summary and told.part.summary.headings.get(name)
        if name not in line.figures and heading:
            yield note_at(sheet, line.row, heading, "count_missing")
    if _exceeds(line, "declared", "examined"):
        yield _at(sheet, line.figures["declared"], "declared_above_examined")
    if _exceeds(line, "notified", "declared"):
        yield _at(sheet, line.figures["notified"], "notified_above_declared")


def _exceeds(line: Line, part: str, whole: str) -> bool:
    one, other = line.number(part), line.number(whole)
    return one is not None and other is not None and one > other


def _at(sheet: str, figure: Figure, code: str) -> Note:
    return note_at(sheet, figure.row, figure.heading, code)


def _not_ours(told: Told) -> Note:
    origin = told.origin
    return note_at(
        told.part.sheet.name,
        told.line.row,
        None,
        "summary_not_ours",
        institution=origin.institution or "",
        period=origin.period.chinese if origin.period else "",
    )


def _again(told: Told) -> Note:
    return note_at(told.part.sheet.name, told.line.row, None, "summary_twice")
