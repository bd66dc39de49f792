"""Packs as `pack` would issue them, and their workbooks as they come back."""

import hashlib
from collections.abc import Mapping

import polars as pl

from recheck.issuing import NewPack, PackedCase
from recheck.model import (
    FINDING_SCHEMA,
    HAZARD_SCHEMA,
    OTHER_ROW_SCHEMA,
    ROW_SCHEMA,
    Claim,
    Kind,
    Period,
    SourceFile,
)
from recheck.supervision import ANSWER_SCHEMA, AnsweredUpload
from tests.lib.history import Answered, Issued


def new_pack(event: Issued, codes: Mapping[tuple[int, int], str]) -> NewPack:
    """A pack of these cases, whatever their state."""
    as_of, known_at = event.of or (event.arrived.date(), event.arrived)
    return NewPack(
        recipient=event.recipient,
        by_town=False,
        scope=event.scope,
        as_of=as_of,
        known_at=known_at,
        workbook="",
        pdf="",
        cases=tuple(PackedCase(codes[place], "first", seq) for place, seq in event.cases.items()),
    )


def answers(event: Answered, entry: int, codes: Mapping[tuple[int, int], str]) -> AnsweredUpload:
    """A returned workbook as judging would leave it."""
    content = repr((entry, event)).encode()
    period = Period.of(event.arrived.date())
    rows, answers = [], []
    for number, cells in enumerate(event.rows, 2):
        pack_no, seq = cells.get("employer", (None, None))
        place = {"sheet_no": 1, "row": number}
        own = {"pack_no": pack_no, "enterprise_seq": seq, "evidence": cells.get("evidence")}
        answers.append(dict.fromkeys(ANSWER_SCHEMA) | own | place)
        said = {name: value for name, value in cells.items() if name in ROW_SCHEMA}
        told = {
            "sheet": "个案表",
            "fate": cells.get("fate", "accepted"),
            "kind": "supervision",
            "institution": event.recipient,
            "period": str(period),
            "case_id": codes[cells["case"]] if "case" in cells else None,
            "remark": repr(sorted(map(str, cells.items()))),
        }
        rows.append(dict.fromkeys(ROW_SCHEMA) | {"hazards": []} | said | told | place)
    return AnsweredUpload(
        source=SourceFile(f"督办{entry}.xlsx", hashlib.sha256(content).hexdigest(), content),
        reading_rules="test",
        claims=(Claim(event.recipient, period, Kind.SUPERVISION),),
        rows=pl.DataFrame(rows, schema=ROW_SCHEMA),
        other_rows=pl.DataFrame(schema=OTHER_ROW_SCHEMA),
        hazards=pl.DataFrame(schema=HAZARD_SCHEMA),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
        row_total=len(rows),
        answers=pl.DataFrame(answers, schema=ANSWER_SCHEMA),
    )
