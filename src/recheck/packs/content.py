"""The frames of `measures.packs` become plain packs: every cell as it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from recheck.rulebook import UNCONFIRMED, pack_rules
from recheck.supervision import pack_name
from recheck.words import list_words, moment

Cells = Mapping[str, Any]
"""Column of `rules/pack.toml` → what stands there."""
SHOWN_AS_ACTION = ("first", "second")


@dataclass(frozen=True)
class Visit:
    """An enterprise, and its cases that somebody has to see to."""

    cells: Cells
    cases: tuple[Cells, ...]


@dataclass(frozen=True)
class Pack:
    """What one recipient gets; `settled` and `followed` need no action."""

    number: int
    recipient: str
    as_of: date
    known_at: datetime
    visits: tuple[Visit, ...]
    settled: tuple[Cells, ...]
    followed: tuple[Cells, ...]

    @property
    def name(self) -> str:
        """P0012."""
        return pack_name(self.number)

    @property
    def cases(self) -> list[Cells]:
        """Those to be seen to: all 甲 before all 乙, enterprise by enterprise."""
        every = [case for visit in self.visits for case in visit.cases]
        return sorted(every, key=lambda case: (case["part_code"], case["seq"]))

    @property
    def known_until(self) -> str:
        """K as people read it."""
        return moment(self.known_at.isoformat())


def pack_of(number: int, lines: pl.DataFrame, enterprises: pl.DataFrame) -> Pack:
    """The pack of one recipient; `lines` and `enterprises` are its own (see their SQL)."""
    told = [_case(number, line) for line in lines.iter_rows(named=True)]
    by_enterprise: dict[int | None, list[Cells]] = {}
    for case in told:
        by_enterprise.setdefault(case["seq"], []).append(case)
    first = lines.row(0, named=True)
    return Pack(
        number=number,
        recipient=first["recipient"],
        as_of=first["as_of"],
        known_at=first["pack_known_at"],
        visits=tuple(
            Visit(_enterprise(number, line), tuple(by_enterprise[line["enterprise_seq"]]))
            for line in enterprises.iter_rows(named=True)
        ),
        settled=_only("settled", told),
        followed=_only("followed", told),
    )


def _only(part: str, cases: Iterable[Cells]) -> tuple[Cells, ...]:
    return tuple(case for case in cases if case["part_code"] == part)


def _enterprise(number: int, line: Cells) -> Cells:
    seq = line["enterprise_seq"]
    towned = line["town"] if line["town"] not in (UNCONFIRMED, line["district"]) else ""
    return {
        **line,
        "seq": seq,
        "pack_enterprise": enterprise_name(number, seq),
        "place": line["district"] + towned,
    }


def enterprise_name(number: int, seq: int) -> str:
    """P0012-003: an enterprise of a pack."""
    return f"{pack_name(number)}-{seq:03d}"


def _case(number: int, line: Cells) -> Cells:
    rules, seq = pack_rules(), line["enterprise_seq"]
    times = line["instructed"]
    words = rules.words
    return {
        **line,
        "seq": seq,
        "part_code": line["part"],
        "part": rules.parts[line["part"]],
        "pack_enterprise": enterprise_name(number, seq) if seq else None,
        "hazards": line["hazards"].replace(";", "、"),
        "basis": _basis(line),
        "proof": _proof(line),
        "instructed": words.instructed.format(times=times) if times else words.never,
        "answer": _answer(line),
        "evidence": line["last_evidence"],
    }


def _basis(line: Cells) -> str:
    words, kinds = pack_rules().words, list_words().words["base_kind"]
    told = words.rule
    if line["due_basis"] == "stated" and line["deadline_text"]:
        told = words.stated.format(text=line["deadline_text"])
        if line["names_day"]:
            return told
    return f"{told}，{words.since.format(kind=kinds[line['base_kind']], on=line['base_on'])}"


def _proof(line: Cells) -> str:
    words = pack_rules().words
    if line["delivered_on"]:
        return words.delivered.format(on=line["delivered_on"])
    return words.notified.format(on=line["notified_on"]) if line["notified_on"] else words.unknown


def _answer(line: Cells) -> str | None:
    """The day, the result and what was promised; None when nobody has answered."""
    told = (line["last_acted_on"], line["last_result"], line["last_promised_on"])
    return "，".join(str(one) for one in told if one) or None
