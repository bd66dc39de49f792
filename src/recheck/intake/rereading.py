"""Single rows of a file that was taken before, read once more with other texts in their cells.

They go the way of all rows, through `cells` and `checks`; only duplicates are not looked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from recheck.cells import type_rows
from recheck.checks import FIELDS_OF, PLACING, run_checks
from recheck.corrections import Trouble
from recheck.intake.origin import Origin, Reporters
from recheck.intake.outlook import Reading
from recheck.intake.parts import Part, read_parts
from recheck.intake.places import pointed_heading
from recheck.model import HAZARD_SCHEMA, ROW_SCHEMA, Fate, SourceFile
from recheck.rulebook import Rulebook
from recheck.sheets import Sheet, open_sheets

PLACING_CODES = frozenset(check.code for check in PLACING)


@dataclass(frozen=True)
class ChangedRow:
    """A row of a file and the texts that stand in its cells instead (by field).

    `arrived_on`: when the file came, which decides by what rules it is read; `judged_on`: the day
    that its exam and recheck must not be later than.
    """

    sheet_no: int
    row: int
    institution: str
    period: str
    arrived_on: date
    judged_on: date
    cells: Mapping[str, str]

    @property
    def group(self) -> tuple[Any, ...]:
        """Rows of one group are read together."""
        return self.sheet_no, self.institution, self.period, self.arrived_on, self.judged_on


@dataclass(frozen=True)
class Found:
    """A finding about a row that was read again; `column`: Excel letters in its own sheet."""

    code: str
    fields: tuple[str, ...]
    heading: str | None
    column: str | None
    parameters: str

    @property
    def trouble(self) -> Trouble:
        """What the store knows the finding by."""
        return self.code, self.column


@dataclass(frozen=True)
class ReadAgain:
    """`values`: ROW_SCHEMA; `headings`: field → (letters, heading) of its sheet."""

    values: Mapping[str, Any]
    found: tuple[Found, ...]
    headings: Mapping[str, tuple[str, str]]

    @property
    def held(self) -> bool:
        """Whether the row still cannot be placed."""
        return bool(self.values["fate"] == Fate.HELD.value)


def read_again(
    source: SourceFile, rows: Sequence[ChangedRow], rulebook: Rulebook
) -> list[ReadAgain | None]:
    """Each of `rows`, in their order; None where the file has no such data row (any more).

    Raises Unreadable.
    """
    sheets = {sheet.number: sheet for sheet in open_sheets(source.content)}
    read: dict[int, ReadAgain] = {}
    in_groups = sorted(enumerate(rows), key=lambda pair: pair[1].group)
    for _, group in groupby(in_groups, key=lambda pair: pair[1].group):
        read |= _group_read(dict(group), sheets, rulebook)
    return [read.get(place) for place in range(len(rows))]


def hazards_of(rows: Iterable[Mapping[str, Any]], rulebook: Rulebook) -> pl.DataFrame:
    """HAZARD_SCHEMA of the hazards that rows name."""
    named = sorted({hazard for row in rows for hazard in row["hazards"] or ()})
    groups = [rulebook.hazards.group_of(hazard) for hazard in named]
    return pl.DataFrame({"hazard": named, "hazard_group": groups}, schema=HAZARD_SCHEMA)


def _group_read(
    rows: Mapping[int, ChangedRow], sheets: Mapping[int, Sheet], rulebook: Rulebook
) -> dict[int, ReadAgain]:
    """`rows`: place in the answer → row."""
    first = next(iter(rows.values()))
    given = Origin(first.institution)
    reading = Reading(rulebook, Reporters({}), given, Origin(), first.arrived_on)
    sheet = sheets.get(first.sheet_no)
    part = read_parts([sheet], reading)[0] if sheet else None
    raw = _raw(part, rows) if part and part.mapped else None
    if part is None or part.mapped is None or raw is None:
        return {}
    kind = part.mapped.kind.value
    typed, in_cells = type_rows(raw, rulebook, reading.profile(first.institution), kind)
    told = {"institution": first.institution, "period": first.period, "kind": kind}
    sent = typed.with_columns(pl.lit(value).alias(name) for name, value in told.items())
    checked, between_cells = run_checks(sent, first.judged_on)
    found = pl.concat([in_cells, between_cells])
    return {
        line["row"]: _read(part, line, found.filter(pl.col("row") == line["row"]))
        for line in checked.iter_rows(named=True)
    }


def _raw(part: Part, rows: Mapping[int, ChangedRow]) -> pl.DataFrame | None:
    """`row` (the place in the answer) and the cells of the rows that the sheet has, changed."""
    cells = part.data_rows().drop("sheet_no", "kind")
    there = {line.pop("place"): line for line in cells.iter_rows(named=True)}
    changed = [
        {**there[one.row], **one.cells, "row": place}
        for place, one in rows.items()
        if one.row in there
    ]
    if not changed:
        return None
    names = dict.fromkeys(name for line in changed for name in line)
    schema = {name: pl.Int64() if name == "row" else pl.String() for name in names}
    return pl.DataFrame(changed, schema)


def _read(part: Part, line: Mapping[str, Any], found: pl.DataFrame) -> ReadAgain:
    told = tuple(_found(part, *one) for one in found.drop("row").iter_rows())
    held = any(one.code in PLACING_CODES for one in told)
    fate = Fate.HELD if held else Fate.ACCEPTED
    known = {name: value for name, value in line.items() if name in ROW_SCHEMA and name != "row"}
    values = dict.fromkeys(ROW_SCHEMA) | known | {"fate": fate.value}
    fields = part.mapped.fields if part.mapped else {}
    headings = {name: (one.column, one.text) for name, one in fields.items()}
    return ReadAgain(values, told, headings)


def _found(part: Part, field: str | None, code: str, parameters: str) -> Found:
    column, heading, _ = pointed_heading(code, field, part.mapped)
    fields = FIELDS_OF.get(code, (field,) if field else ())
    return Found(code, fields, heading, column, parameters)
