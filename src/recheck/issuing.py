"""Packs into the store: what was issued to whom, and who acknowledged it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

import polars as pl

from recheck.errors import StoreUnavailable
from recheck.messages import N_
from recheck.model import Arrival
from recheck.store import Writer
from recheck.transfer import append, last_number

OVERTAKEN = N_("Another command issued packs at the same time; run the command again.")
CASE_SHAPE = {"enterprise_seq": pl.Int32}
"""Also where no enterprise of a pack is visited."""


@dataclass(frozen=True)
class PackedCase:
    """A case of a pack; `part`: first, second, settled or followed."""

    case_id: str
    part: str
    enterprise_seq: int | None


@dataclass(frozen=True)
class NewPack:
    """A pack to be issued; `scope`: of all cases, those of a place, or only part of them.

    `workbook` and `pdf`: sha256 of the archived files.
    """

    recipient: str
    by_town: bool
    scope: str
    as_of: date
    known_at: datetime
    workbook: str
    pdf: str
    cases: tuple[PackedCase, ...]


@dataclass(frozen=True)
class Receipt:
    """Somebody acknowledged a pack."""

    pack_no: int
    acknowledged_on: date
    acknowledged_by: str


def append_packs(
    writer: Writer, packs: Sequence[NewPack], arrival: Arrival, first_no: int | None = None
) -> None:
    """All of them or none; their numbers follow those that are there.

    `first_no`: the number that the first of them bears already. Raises StoreUnavailable when it is
    another's by now.
    """
    connection = writer.connection
    with writer.transaction():
        free = last_number(connection, "pack_no", "pack") + 1
        if first_no not in (None, free):
            raise StoreUnavailable(OVERTAKEN)
        for number, one in enumerate(packs, free):
            told = {"pack_no": number} | asdict(one) | asdict(arrival)
            told.pop("cases")
            cases = [{"pack_no": number} | asdict(case) for case in one.cases]
            append(connection, "pack", pl.DataFrame([told]))
            append(connection, "pack_case", pl.DataFrame(cases, schema_overrides=CASE_SHAPE))


def append_receipt(writer: Writer, receipt: Receipt, arrival: Arrival) -> None:
    """Note that a pack was acknowledged."""
    with writer.transaction():
        append(writer.connection, "pack_receipt", pl.DataFrame([asdict(receipt) | asdict(arrival)]))
