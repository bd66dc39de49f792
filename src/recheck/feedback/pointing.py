"""From findings to the cells that are marked for them."""

from collections.abc import Mapping, Sequence

from recheck.feedback.choices import ROOM, offered
from recheck.feedback.marks import SEVERITIES, Choice, Mark, Place, one_per_cell
from recheck.feedback.returned import Found, Heading, Returned
from recheck.feedback.words import Words
from recheck.files import column_number
from recheck.rulebook import Rulebook

Merged = Mapping[Place, Place]
"""Every cell of a merged area → its first cell."""


def marks_of(
    sheet: str, returned: Returned, rulebook: Rulebook, merged: Merged
) -> dict[Place, Mark]:
    """The cells of one sheet to mark, in order; in a merged area its first cell, which shows."""
    headings = returned.headings.get(sheet, ())
    fields = {one.heading: one.field for one in rulebook.columns}
    marks = (
        Mark(_place(found, headings, fields, merged), found.severity, (found.sentence,))
        for found in returned.findings
        if found.sheet == sheet and found.row and found.severity in SEVERITIES
    )
    return one_per_cell(marks)


def choices_of(sheet: str, returned: Returned, rulebook: Rulebook, words: Words) -> list[Choice]:
    """The drop-downs of one sheet: from its first row about somebody to some way below the last."""
    rows = returned.data_rows(sheet)
    if not rows:
        return []
    legal = {
        one: offered(one.field, rulebook, words)
        for one in returned.headings.get(sheet, ())
        if one.field
    }
    return [
        Choice(column_number(one.column), rows[0], rows[-1] + ROOM, values)
        for one, values in legal.items()
        if values
    ]


def _place(
    found: Found, headings: Sequence[Heading], fields: Mapping[str, str], merged: Merged
) -> Place:
    """The cell of a finding; of a finding about a whole row its first cell."""
    letters = found.column or next(
        (one.column for one in headings if one.field == fields.get(found.heading or "", "")), None
    )
    row = found.row or 1
    if letters:
        place = Place(row, column_number(letters))
        return merged.get(place, place)
    columns = [column_number(one.column) for one in headings] or [1]
    places = [Place(row, column) for column in columns]
    # a cell merged with the rows above would show the sentence at another row
    return next((place for place in places if merged.get(place, place).row == row), places[0])
