"""The lines of a correction workbook judged: which count, which are held, how rows read then."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain

import polars as pl

from recheck.corrections import (
    CorrectionBook,
    InForce,
    JudgedBook,
    JudgedLine,
    Line,
    NewReading,
    RowKey,
    Target,
)
from recheck.errors import Unplaceable
from recheck.findings import BY_CODE
from recheck.intake.overlays import overlay_of, says_nothing, value_was_read
from recheck.intake.rereading import Found, ReadAgain, hazards_of
from recheck.messages import N_
from recheck.model import FINDING_SCHEMA, Claim, Fate, Kind, Period, Severity
from recheck.rulebook import Rulebook

NOTHING_FILLED_IN = N_(
    "No line of the correction workbook has a 更正值. Please fill in at least one line and take it"
    " again."
)
NO_ROW_KNOWN = N_(
    "No line of the correction workbook names a row of this store. Please write a new workbook with"
    " recheck findings --for-correction and type the corrections into that one."
)
NO_KEY = RowKey("", 0, 0)
OVERRULED = frozenset({"no_with_date", "place_contradiction"})
"""Warnings that say that another cell counts instead of the corrected one."""

Texts = Mapping[str, str]
"""Field → the text that stands in its cell since."""
Reread = Callable[[Sequence[tuple[Target, Texts, datetime]]], Sequence[ReadAgain | None]]
"""Rows read once more, with the texts of corrections in their cells as of a moment."""
Note = tuple[str, int | None, str | None, str | None, str, str]
"""A row of FINDING_SCHEMA."""


def judged(
    book: CorrectionBook,
    targets: Mapping[RowKey, Target],
    arrived: datetime,
    reread: Reread,
    rulebook: Rulebook,
) -> JudgedBook:
    """Judge every line. Raises Unplaceable when the workbook corrects nothing of this store."""
    if not book.lines:
        raise Unplaceable(NOTHING_FILLED_IN)
    if not any(line.key in targets for line in book.lines):
        raise Unplaceable(NO_ROW_KNOWN)
    return _Judge(book, targets, arrived, reread, rulebook).judged()


@dataclass(frozen=True)
class _Judge:
    book: CorrectionBook
    targets: Mapping[RowKey, Target]
    arrived: datetime
    reread: Reread
    rulebook: Rulebook

    def judged(self) -> JudgedBook:
        notes: dict[Line, list[Note]] = {line: self._formal(line) for line in self.book.lines}
        repeated = {line for line in self.book.lines if not notes[line] and self._repeats(line)}
        held = {line for line in self.book.lines if notes[line]}
        said = [line for line in self.book.lines if line not in held | repeated]
        said, read, wrong = self._that_hold(said)
        for line, note in wrong.items():
            notes[line].append(note)
        for line in repeated:
            notes[line].append(self._note(line, "value", "correction_repeated"))
        for line in said:
            notes[line] += self._remarks(line, read[self._target(line)])
        readings = [*self._readings(said)]
        return JudgedBook(
            book=self.book,
            claims=tuple(self._claims()),
            lines=tuple(self._line(line, said, repeated, read) for line in self.book.lines),
            findings=pl.DataFrame(
                list(chain.from_iterable(notes.values())), FINDING_SCHEMA, orient="row"
            ),
            readings=tuple(readings),
            hazards=hazards_of(
                (one.reading for one in readings if one.reading is not None), self.rulebook
            ),
        )

    # --- one line by itself

    def _formal(self, line: Line) -> list[Note]:
        """What is missing or unknown on a line, whatever its value."""
        key = line.key
        if key is None or key not in self.targets or line.stated_row not in (None, key.row):
            return [self._note(line, "row", "correction_target_unknown")]
        missing = {
            "field": ("correction_field_unknown", line.field),
            "basis": ("correction_without_basis", line.basis),
            "verified_by": ("correction_without_verifier", line.verified_by),
        }
        notes = [self._note(line, name, code) for name, (code, said) in missing.items() if not said]
        if not notes and len({other.value for other in self._same_cell(line)}) > 1:
            return [self._note(line, "value", "correction_twice")]
        return notes

    def _same_cell(self, line: Line) -> list[Line]:
        """The lines of the workbook that correct the same cell, this one among them."""
        return self._cells[line.key, line.field]

    @cached_property
    def _cells(self) -> Mapping[tuple[RowKey | None, str | None], list[Line]]:
        cells = defaultdict(list)
        for line in self.book.lines:
            cells[line.key, line.field].append(line)
        return cells

    def _repeats(self, line: Line) -> bool:
        """Whether a correction in force, or an earlier line, says the same for the same reason."""
        stood = [one for one in self._target(line).in_force if one.field == line.field]
        newest = max(stood, key=_order, default=None)
        said = (line.value, line.basis, line.verified_by)
        if newest and (newest.value, newest.basis, newest.verified_by) == said:
            return True
        return self._same_cell(line)[0] is not line

    def _target(self, line: Line) -> Target:
        """Only asked of lines that name a row."""
        return self.targets[line.key or NO_KEY]

    # --- lines together

    def _that_hold(
        self, said: list[Line]
    ) -> tuple[list[Line], dict[Target, ReadAgain | None], dict[Line, Note]]:
        """The lines whose values are right, how their rows read then, and what is wrong elsewhere.

        Without the wrong values a row may read otherwise: it is read until all that is left holds.
        """
        wrong: dict[Line, Note] = {}
        while True:
            read = self._read(said)
            found = {line: self._wrong(line, read[self._target(line)]) for line in said}
            wrong |= {line: note for line, note in found.items() if note}
            if not any(found.values()):
                return said, read, wrong
            said = [line for line in said if line not in wrong]

    def _read(self, said: Iterable[Line]) -> dict[Target, ReadAgain | None]:
        texts = self._texts(said)
        asked = [(target, texts[target], self.arrived) for target in texts]
        return dict(zip(texts, self.reread(asked), strict=True))

    def _texts(self, said: Iterable[Line]) -> dict[Target, dict[str, str]]:
        """Target → the texts of its corrected cells when this workbook has arrived."""
        lines: defaultdict[Target, dict[str, str]] = defaultdict(dict)
        for line in said:
            lines[self._target(line)] |= {line.field or "": line.value}
        return {target: _until(target, self.arrived) | own for target, own in lines.items()}

    def _wrong(self, line: Line, read: ReadAgain | None) -> Note | None:
        """What keeps the value of a line from being taken."""
        if read is None:
            return self._note(line, "row", "correction_target_unknown")
        about = [one for one in read.found if line.field in one.fields]
        errors = [one for one in about if _is_error(one) or one.code in OVERRULED]
        if says_nothing(line, self.rulebook):  # taken back; what was wrong before may be so again
            errors = [one for one in errors if one.trouble not in self._target(line).troubles]
        if errors:
            return self._nested(line, "correction_wrong", errors[0])
        if value_was_read(line, read, self.rulebook):
            return None
        if about:
            return self._nested(line, "correction_wrong", about[0])
        return self._note(line, "value", "correction_unreadable")

    def _remarks(self, line: Line, read: ReadAgain | None) -> Iterator[Note]:
        """What is still, or newly, wrong with the row although the value is right."""
        assert read  # noqa: S101  a line without its row does not hold
        target = self._target(line)
        for one in read.found:
            is_new = one.column is not None and one.trouble not in target.troubles
            if read.held and _is_error(one):
                yield self._nested(line, "correction_row_held", one)
            elif is_new and BY_CODE[one.code].severity is not Severity.NOTE:
                yield self._nested(line, "correction_raises", one)

    def _readings(self, said: Sequence[Line]) -> Iterator[NewReading]:
        """How each row reads from now on, and after later corrections that were entered before."""
        asked = [
            (target, texts | _between(target, self.arrived, moment), moment)
            for target, texts in self._texts(said).items()
            for moment in sorted({self.arrived, *_later(target, self.arrived)})
        ]
        as_sent = self.reread([(target, {}, moment) for target, _, moment in asked])
        readings = self.reread(asked)
        for (target, texts, moment), sent, read in zip(asked, as_sent, readings, strict=True):
            if read and sent:
                yield NewReading(
                    target,
                    moment,
                    reading=None if read.held else read.values,
                    overlay=None if read.held else overlay_of(texts, read, sent),
                    settled=target.troubles - {one.trouble for one in read.found},
                )

    # --- results

    def _claims(self) -> Iterator[Claim]:
        keys = [line.key for line in self.book.lines if line.key]
        named = [self.targets[key] for key in keys if key in self.targets]
        for institution, period in dict.fromkeys((one.institution, one.period) for one in named):
            yield Claim(institution, Period.parse(period), Kind.CORRECTION)

    def _line(
        self,
        line: Line,
        said: Sequence[Line],
        repeated: Iterable[Line],
        read: Mapping[Target, ReadAgain | None],
    ) -> JudgedLine:
        target = self.targets.get(line.key) if line.key else None
        fate = Fate.ACCEPTED if line in said else Fate.HELD
        fate = Fate.DUPLICATE if line in repeated else fate
        again = read.get(target) if target else None
        column, written = (again.headings.get(line.field or "") if again else None) or (None, None)
        return JudgedLine(line, fate, target, self._names.get(line.field or ""), column, written)

    @property
    def _names(self) -> dict[str, str]:
        """Field → its heading in our template."""
        columns = self.rulebook.columns
        return {one.field: one.heading for one in columns if one.kind == Kind.RECHECK_STATUS}

    def _note(self, line: Line, name: str, code: str, **parameters: object) -> Note:
        """A finding at the cell of the line that stands in the column `name`."""
        heading = self.book.headings.get(name) or self.book.headings["value"]
        told = json.dumps(parameters, ensure_ascii=False)
        return line.sheet, line.row, heading.column, heading.heading, code, told

    def _nested(self, line: Line, code: str, problem: Found) -> Note:
        """A finding that quotes what is wrong with the corrected row."""
        told = {
            "code": problem.code,
            "heading": problem.heading,
            "parameters": json.loads(problem.parameters),
        }
        return self._note(line, "value", code, problem=told)


def _is_error(found: Found) -> bool:
    return BY_CODE[found.code].severity is Severity.ERROR


def _order(one: InForce) -> tuple[object, ...]:
    return one.received_at, one.entry


def _until(target: Target, moment: datetime) -> dict[str, str]:
    """The texts of the corrections that had arrived by then, the newest of each field."""
    known = sorted((one for one in target.in_force if one.received_at <= moment), key=_order)
    return {one.field: one.value for one in known}


def _between(target: Target, after: datetime, moment: datetime) -> dict[str, str]:
    known = sorted(
        (one for one in target.in_force if after < one.received_at <= moment), key=_order
    )
    return {one.field: one.value for one in known}


def _later(target: Target, moment: datetime) -> set[datetime]:
    return {one.received_at for one in target.in_force if one.received_at > moment}
