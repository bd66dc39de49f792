"""Decisions about cases: which may be taken when; and the history of a case.

What follows from decisions is SQL (`case_state`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import polars as pl

from recheck import measures
from recheck.decisions import Decision, Verdict, day_of
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.model import Arrival
from recheck.question import put
from recheck.rulebook import normalised
from recheck.view import View


class Ruling(StrEnum):
    """What the decisions about a case come to."""

    UNDECIDED = "undecided"
    EXEMPT = "exempt"
    VOID = "void"


STEPS: Mapping[Verdict, Mapping[Ruling, Ruling]] = {
    Verdict.EXEMPT: {Ruling.UNDECIDED: Ruling.EXEMPT},
    Verdict.VOID: {Ruling.UNDECIDED: Ruling.VOID, Ruling.EXEMPT: Ruling.VOID},
    Verdict.REOPEN: {Ruling.EXEMPT: Ruling.UNDECIDED, Ruling.VOID: Ruling.UNDECIDED},
    Verdict.CONFIRM: {Ruling.UNDECIDED: Ruling.UNDECIDED},
    Verdict.ASSIGN: {Ruling.UNDECIDED: Ruling.UNDECIDED},
    Verdict.MERGE: {Ruling.UNDECIDED: Ruling.UNDECIDED},
    Verdict.PART: {ruling: ruling for ruling in Ruling},
}
"""Decision → where it is legal, and what it leads to."""

REFUSED: Mapping[Ruling, str] = {
    Ruling.UNDECIDED: N_("{case} is neither void nor exempt; there is nothing to reopen."),
    Ruling.EXEMPT: N_(
        "{case} is exempt already ({reason}, {by}); to decide otherwise, first: recheck case reopen"
        " {case}"
    ),
    Ruling.VOID: N_(
        "{case} is void already ({reason}, {by}); to decide otherwise, first: recheck case reopen"
        " {case}"
    ),
}
"""Why a decision is not legal there."""

NEEDS_EVIDENCE = frozenset({Verdict.EXEMPT, Verdict.VOID, Verdict.CONFIRM})
DATED = frozenset({Verdict.EXEMPT, Verdict.REOPEN})
"""Decisions that hold from their day on, one after the other."""

CODE = re.compile(r"R(\d{9})(\d{2})")


@dataclass(frozen=True)
class CaseAsked:
    """A case somebody named by its 个案编号 or an alias, with what was last decided about it."""

    code: str
    case_no: int
    case_id: str
    institution: str
    exam_date: date
    reason: str
    rechecked: bool
    closed_on: date | None
    ruling: Ruling
    last_received_at: datetime | None
    last_decided_on: date | None
    decided_reason: str | None
    decided_by: str | None


def asked_cases(view: View, codes: Sequence[str]) -> list[CaseAsked]:
    """The cases that `codes` stand for, each once; raises UsageProblem for one that is unknown."""
    put(view.connection, view.question)
    typed = [normalised(code) for code in codes]
    near = [other for code in typed for other in near_codes(code)]
    lines = view.measured("case_asked", codes=[*typed, *near]).rows(named=True)
    known = {line["code"]: line for line in lines}
    for code in typed:
        _refuse_unknown(code, known)
    found = [CaseAsked(**known[code] | {"ruling": Ruling(known[code]["ruling"])}) for code in typed]
    return list({one.case_no: one for one in found}.values())


def _refuse_unknown(code: str, known: Mapping[str, Mapping[str, object]]) -> None:
    if code not in known:
        meant = [other for other in near_codes(code) if other in known]
        raise UsageProblem(
            N_("{code} is not the 个案编号 of a case; look it up in the list. Near it are: {near}.")
            if meant
            else N_("{code} is not the 个案编号 of a case; look it up with: recheck cases"),
            code=code,
            near="、".join(meant),
        )
    if known[code]["case_id"] is None:
        raise UsageProblem(
            N_("{code} stands only in withdrawn uploads and is no case; see: submissions --cases"),
            code=code,
        )


def near_codes(code: str) -> list[str]:
    """The well-formed 个案编号 that differ from a mistyped one in a digit or two neighbours.

    None when the code itself is well formed.
    """
    digits = code.removeprefix("R")
    if _is_well_formed(f"R{digits}") or not re.fullmatch(r"\d{10,12}", digits):
        return []
    return sorted({f"R{one}" for one in _one_slip(digits) if _is_well_formed(f"R{one}")})


def _one_slip(digits: str) -> Iterator[str]:
    """What may have been meant: a digit mistyped, left out or doubled, two in the wrong order."""
    for place in range(len(digits) + 1):
        before, after = digits[:place], digits[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for digit in "0123456789":
            yield before + digit + after[1:]
            yield before + digit + after


def _is_well_formed(code: str) -> bool:
    """ISO 7064 MOD 97-10: the number with its check digits leaves 1."""
    return CODE.fullmatch(code) is not None and int(code[1:]) % 97 == 1


# --- the history of a case ----------------------------------------------------------------------


@dataclass(frozen=True)
class History:
    """A case as `cases` lists it, one row; and what happened to it, in the order of days."""

    case: pl.DataFrame
    events: pl.DataFrame

    @property
    def case_id(self) -> str:
        """The 个案编号 that stands for it now."""
        return str(self.case["case_id"][0])


def history(view: View, code: str) -> History:
    """The case that a 个案编号 stands for, from its exam to T; raises UsageProblem."""
    (asked,) = asked_cases(view, [code])
    view.connection.execute("set variable shown_case = $no", {"no": asked.case_no})
    shown = view.measured("shown_case")
    if shown.is_empty():
        raise UsageProblem(
            N_("{case} begins with its exam on {day}; ask about that day or a later one."),
            case=asked.case_id,
            day=asked.exam_date,
        )
    measures.list_only(view, shown)
    return History(view.measured("cases"), view.measured("case_event"))


# --- what may be decided ------------------------------------------------------------------------


def decisions_on(
    view: View, codes: Sequence[str], draft: Decision, arrival: Arrival
) -> list[Decision]:
    """`draft` about each of the cases; raises UsageProblem when one of them cannot be decided so.

    The draft's subject is empty.
    """
    _refuse_day(draft, arrival)
    cases = asked_cases(view, codes)
    for case in cases:
        _refuse_step(case, draft, arrival)
    if draft.verdict is Verdict.MERGE:
        return _merged(cases, draft)
    if draft.verdict is Verdict.PART:
        return _parted(view, codes, draft)
    return [replace(draft, subject=case.case_id) for case in cases]


def _refuse_day(draft: Decision, arrival: Arrival) -> None:
    day_of(draft.decided_on, arrival)
    if draft.verdict in NEEDS_EVIDENCE and not draft.evidence:
        raise UsageProblem(
            N_(
                "Name the evidence with --evidence: a document and its number; without it nothing"
                " is decided."
            )
        )


def _refuse_step(case: CaseAsked, draft: Decision, arrival: Arrival) -> None:
    if case.ruling not in STEPS[draft.verdict]:
        raise UsageProblem(
            REFUSED[case.ruling], case=case.code, reason=case.decided_reason, by=case.decided_by
        )
    if case.last_received_at and arrival.received_at < case.last_received_at:
        raise UsageProblem(
            N_("The last decision on {case} arrived at {last}; this one cannot have come before."),
            case=case.code,
            last=case.last_received_at,
        )
    first = _first_day(case, draft.verdict)
    if draft.decided_on < first:
        raise UsageProblem(
            N_("{case}: {day} lies before {first}, the day of the exam or of the decision before."),
            case=case.code,
            day=draft.decided_on,
            first=first,
        )
    _refuse_pointless(case, draft)


def _first_day(case: CaseAsked, verdict: Verdict) -> date:
    """Nothing is decided before the exam, and what holds from a day on not before the last."""
    last = case.last_decided_on if verdict in DATED else None
    return max(case.exam_date, last or case.exam_date)


def _refuse_pointless(case: CaseAsked, draft: Decision) -> None:
    is_exempting = draft.verdict is Verdict.EXEMPT
    done = case.closed_on if case.rechecked else None
    if is_exempting and done and done <= draft.decided_on:
        raise UsageProblem(
            N_("{case} was rechecked on {day}; there is nothing to exempt."),
            case=case.code,
            day=done,
        )
    if draft.verdict is Verdict.CONFIRM and case.reason != draft.reason:
        raise UsageProblem(
            N_(
                "The newest reason reported for {case} is {reported}, not {reason}; let the"
                " institution or district report it, or correct it, and confirm it then."
            ),
            case=case.code,
            reported=case.reason,
            reason=draft.reason,
        )


def _merged(cases: Sequence[CaseAsked], draft: Decision) -> list[Decision]:
    """The earliest case takes in the others."""
    first, *others = sorted(cases, key=lambda one: one.case_no)
    if not others:
        raise UsageProblem(
            N_("{case}: all these 个案编号 stand for one case already; nothing has changed."),
            case=first.case_id,
        )
    for other in others:
        if other.institution != first.institution:
            raise UsageProblem(
                N_(
                    "{one} and {other} were examined at two institutions and are two exams; only"
                    " one exam that was split can be merged."
                ),
                one=first.case_id,
                other=other.case_id,
            )
    return [replace(draft, subject=first.case_id, other=other.case_id) for other in others]


def _parted(view: View, codes: Sequence[str], draft: Decision) -> list[Decision]:
    """The decision that made one of these two, when somebody takes it back."""
    typed = {normalised(code) for code in codes}
    told = [pair for pair in view.measured("case_merge").rows() if typed == set(pair)]
    if not told:
        raise UsageProblem(
            N_("Nobody decided that {cases} are one exam; who did what is shown by: case show"),
            cases="、".join(sorted(typed)),
        )
    return [replace(draft, subject=one, other=other) for one, other in told]
