"""Which values of a row a corrected cell fills: those that count above all uploads."""

from collections.abc import Iterator, Mapping
from typing import Any

from recheck.checks import DEADLINE, RECHECK_UNIT
from recheck.corrections import Line
from recheck.intake.rereading import ReadAgain
from recheck.model import ROW_SCHEMA
from recheck.rulebook import IGNORED, Rulebook

IDENTITY = ("id_type", "id_number", "id_valid")
PLACE = ("district", "town")
UNIT = (*RECHECK_UNIT, "recheck_exam_no")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "worker": ("worker", "worker_key"),
    "id_number": IDENTITY,
    "id_type": IDENTITY,
    "enterprise": ("enterprise", "enterprise_key"),
    "district": PLACE,
    "town": PLACE,
    "deadline": (*DEADLINE, "deadline_text"),
    "rechecked_on": UNIT,
    "recheck_institution": UNIT,
    "recheck_conclusion": UNIT,
    "recheck_exam_no": UNIT,
}
"""Field → the columns of ROW_SCHEMA that go together with it; any other field fills its own."""
ALSO_FILLED = (*UNIT, "reason")
"""What an answer like 已复查2025.7.3正常 or 否（离职） in 是否复查 fills besides."""
READ_INTO = {"deadline": "deadline_mode"}
ALWAYS = ("kind", "visit", "institution", "period", "hazards", "recheck_hazards")
"""Whose values they are, and for which hazards they count."""


def overlay_of(texts: Mapping[str, str], read: ReadAgain, as_sent: ReadAgain) -> dict[str, Any]:
    """ROW_SCHEMA values of `read`, but only those that the corrected cells (`texts`) fill."""
    columns = {column for field in texts for column in COLUMNS.get(field, (field,))}
    if "rechecked" in texts:
        columns |= set(_changed(ALSO_FILLED, read, as_sent))
    told = {column: read.values[column] for column in columns & ROW_SCHEMA.keys()}
    return dict.fromkeys(ROW_SCHEMA) | told | {name: read.values[name] for name in ALWAYS}


def _changed(columns: tuple[str, ...], read: ReadAgain, as_sent: ReadAgain) -> Iterator[str]:
    return (one for one in columns if read.values[one] != as_sent.values[one])


def value_was_read(line: Line, read: ReadAgain, rulebook: Rulebook) -> bool:
    """Whether the text of a line became a value, or says that there is none."""
    if says_nothing(line, rulebook):
        return True
    value = read.values[READ_INTO.get(line.field or "", line.field or "")]
    return value is not None and value != []


def says_nothing(line: Line, rulebook: Rulebook) -> bool:
    """Whether a line says that the cell is to be empty (无)."""
    return rulebook.vocabularies["nothing"].code(line.value) is IGNORED
